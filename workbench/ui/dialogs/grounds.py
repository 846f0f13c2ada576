"""Why what was issued is adjusted (调整依据): asked once for everything that one step changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.adjusted_words import NOTHING, field_text
from workbench.rows.adjustments import AdjustmentRow
from workbench.terms import Grounds
from workbench.ui.controls import named, quiet
from workbench.ui.fields import growing_form

_SHOWN_ROWS = 6
_ROW = 28


def recalling(name: str, known: Sequence[str], example: str) -> QComboBox:
    """A line to type in that offers what was typed before, the latest already in it."""
    box = named(QComboBox(editable=True), name)
    box.addItems(list(known))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setCurrentIndex(0 if known else -1)
    line = box.lineEdit()
    assert line is not None
    line.setPlaceholderText(example)
    line.selectAll()
    return box


class GroundsDialog(QDialog):
    """Accepted with a reason or a basis at least; Esc gives the change up."""

    def __init__(
        self,
        adjustments: Sequence[AdjustmentRow],
        reasons: Sequence[str] = (),
        bases: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("说明调整依据")
        self.reason = recalling("调整原因", reasons, "如：经费下达较晚，招标顺延")
        self.basis = recalling("依据或文号", bases, "如：政府常务会议纪要〔2025〕8号")
        self.table = adjustment_table(adjustments)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("放弃修改")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for box in (self.reason, self.basis):
            box.editTextChanged.connect(self._allow)
            # A box keeps Enter to itself where the words are in its list.
            line = box.lineEdit()
            assert line is not None
            line.returnPressed.connect(self.buttons.button(QDialogButtonBox.StandardButton.Ok).click)
        self._lay_out(len(adjustments))
        self._allow()
        self.reason.setFocus()

    def grounds(self) -> Grounds:
        return Grounds(self.reason.currentText().strip(), self.basis.currentText().strip())

    def _lay_out(self, count: int) -> None:
        form = growing_form()
        form.addRow("调整原因", self.reason)
        form.addRow("依据或文号", self.basis)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(f"这次修改调整了文件已明确的安排，共 {count} 处："))
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(quiet("原因和依据至少填一项，将写入操作记录和调整对照表。按 Esc 放弃这次修改。"))
        column.addWidget(self.buttons)
        self.resize(620, 236 + _ROW * (1 + min(count, _SHOWN_ROWS)))

    def _allow(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.grounds()))


def adjustment_table(adjustments: Sequence[AdjustmentRow]) -> QTableWidget:
    """What is adjusted, from what, to what; to read."""
    table = named(QTableWidget(len(adjustments), 4), "调整内容")
    table.setHorizontalHeaderLabels(["任务、成果或指标", "事项", "原为", "调整为"])
    for number, row in enumerate(adjustments):
        name = f"{row.no} {row.title}".strip()
        texts = (name, field_text(row), row.before or NOTHING, row.after or NOTHING)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(number, column, item)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a long list is scrolled with keys
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in ((1, 92), (2, 130), (3, 130)):
        table.setColumnWidth(column, width)
    return table
