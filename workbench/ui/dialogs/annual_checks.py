"""年均核对: every 年均 figure held against base and target, contradictions first, each with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QVBoxLayout, QWidget

from workbench.rows.indicators import AnnualCheckRow
from workbench.terms import Verdict
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.table import RowTable

_ORDER: Final = (
    Verdict.CONTRADICTS,
    Verdict.CUT_OFF,
    Verdict.UNCHECKED,
    Verdict.AGREES,
    Verdict.NOT_STATED,
)


class AnnualChecksDialog(QDialog):
    """`wanted(IndicatorId)`: go and see that indicator."""

    wanted = Signal(object)

    def __init__(self, rows: Sequence[AnnualCheckRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("年均核对")
        self._model: RowsModel[AnnualCheckRow] = RowsModel(
            _COLUMNS, key=lambda row: row.indicator, parent=self
        )
        self.table = RowTable(self._model, "年均核对", "没有指标。")
        self.sentence = named(QLabel(wordWrap=True), "核对说明")
        self.sentence.setFrameShape(QFrame.Shape.NoFrame)
        self.sentence.setMinimumHeight(54)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(push_button("查看指标", self._want), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(quiet(_summary(rows)))
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        column.addWidget(buttons)
        self.table.picked.connect(lambda row: self.sentence.setText(row.sentence if row else ""))
        self.table.chosen.connect(lambda _: self._want())
        self._model.show(sorted(rows, key=_gravity))
        self.table.selectRow(0)
        self.resize(820, 520)

    def _want(self) -> None:
        row = self.table.current()
        if row is not None:
            self.wanted.emit(row.indicator)
            self.accept()


def _summary(rows: Sequence[AnnualCheckRow]) -> str:
    counts = Counter(row.verdict for row in rows)
    told = "，".join(f"{verdict} {counts[verdict]} 项" for verdict in _ORDER if counts[verdict])
    return f"用基期值和目标值核对文件写明的年均数：{told}。" if told else "没有可核对的指标。"


def _gravity(row: AnnualCheckRow) -> int:
    return _ORDER.index(row.verdict)


def _look(row: AnnualCheckRow, role: int) -> object:
    if role == Qt.ItemDataRole.ForegroundRole and row.verdict is Verdict.CONTRADICTS:
        return theme.color("overdue")
    return row.sentence if role == Qt.ItemDataRole.ToolTipRole else None


_COLUMNS: tuple[Column[AnnualCheckRow], ...] = (
    Column("结论", lambda row: row.verdict.value, 84, look=_look, order=_gravity),
    Column("指标", lambda row: row.name, 220, look=_look),
    Column("写明的年均", lambda row: row.annual_raw, 170, look=_look),
    Column("说明", lambda row: row.sentence, 0, look=_look),
)
