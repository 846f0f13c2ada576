"""粘贴实际值: what a copied sheet says of which indicator, what does not fit and why, before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import RefusedError
from workbench.exchange.indicator_values import ValueProposal, propose
from workbench.exchange.task_table import Table
from workbench.queries.wording import period_text
from workbench.rows.indicators import IndicatorRow
from workbench.terms import IndicatorId, IndicatorValue, Period
from workbench.ui import theme, wording
from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.period_choice import PeriodChoice
from workbench.ui.fields import growing_form, ok_and_cancel
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.table import RowTable

_EVERY = "全部文件"


class PasteValuesDialog(QDialog):
    """`decided(tuple[IndicatorValue, ...])`: all that can be taken and says something new."""

    decided = Signal(object)

    def __init__(
        self,
        table: Table,
        indicators: Sequence[IndicatorRow],
        period: Period,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴实际值")
        self._table, self._indicators = table, indicators
        self._rows = {row.id: row for row in indicators}
        self.period = PeriodChoice(period)
        self.document = named(QComboBox(), "文件")
        self.document.addItem(_EVERY, None)
        for id, title in {row.document: row.document_title for row in indicators}.items():
            self.document.addItem(title, id)
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.document.setMinimumContentsLength(24)
        self.source = named(QLineEdit(placeholderText="如：统计公报、部门报送"), "数据来源")
        self.told = quiet()
        self.model: RowsModel[ValueProposal] = RowsModel(
            self._columns(), key=lambda row: (row.line, row.name, row.period), parent=self
        )
        self.table = RowTable(self.model, "粘贴的数值", "没有可用的数值。")
        self._lay_out()
        self.period.changed.connect(self._read)
        self.document.currentIndexChanged.connect(lambda _: self._read())
        self._read()

    def values(self) -> tuple[IndicatorValue, ...]:
        """What is stored on 确定; the source given here where the sheet has none."""
        source = self.source.text().strip()
        taken = (row.as_value() for row in self.model.rows if row.changes)
        return tuple(value if value.source else replace(value, source=source) for value in taken)

    def accept(self) -> None:
        self.decided.emit(self.values())
        super().accept()

    def _lay_out(self) -> None:
        form = growing_form()
        form.addRow("报告期", self.period)
        form.addRow("文件", self.document)
        form.addRow("数据来源", self.source)
        beside = QVBoxLayout()
        beside.addWidget(quiet("表格的表头写明年份、季度的，以表头为准；没有写明的，按这里选的报告期。"))
        beside.addWidget(quiet("多个文件有同名指标时，请选定文件。计量单位不同的，自动换算。"))
        beside.addStretch(1)
        top = QHBoxLayout()
        top.addLayout(form, 1)
        top.addSpacing(16)
        top.addLayout(beside, 1)
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(1040, 580)

    def _read(self) -> None:
        """What the sheet says, with the choices above it."""
        document = self.document.currentData()
        among = [row for row in self._indicators if document is None or row.document == document]
        try:
            rows = propose(self._table, among, self.period.period)
            self._tell(rows)
        except RefusedError as error:
            rows = ()
            self.told.setText(f"{error.what}{error.way_forward}")
        self.model.show(sorted(rows, key=lambda row: not row.problem))
        count = sum(row.changes for row in rows)
        self.accept_button.setText(f"填入（{count}）")
        self.accept_button.setEnabled(bool(count))

    def _tell(self, rows: Sequence[ValueProposal]) -> None:
        taken, refused = sum(row.changes for row in rows), sum(bool(row.problem) for row in rows)
        indicators = len({row.indicator for row in rows if row.changes})
        told = [f"将填入 {indicators} 项指标的 {taken} 个数值"]
        told += [f"{refused} 个不能采用，原因见说明"] * bool(refused)
        same = len(rows) - taken - refused
        told += [f"{same} 个与现有数值相同"] * bool(same)
        self.told.setText("；".join(told) + "。")

    def _columns(self) -> tuple[Column[ValueProposal], ...]:
        return (
            Column("行", lambda row: str(row.line), 40, RIGHT, order=lambda row: row.line),
            Column("粘贴的名称", lambda row: row.name, 160),
            Column("粘贴的值", lambda row: row.told, 90, RIGHT),
            Column("指标", self._name, 150),
            Column("报告期", lambda row: period_text(row.period) if row.period else "", 104),
            Column("现有值", lambda row: wording.number(row.before), 80, RIGHT),
            Column("填入值", self._value, 100, RIGHT),
            Column("说明", self._note, 0, look=_look),
        )

    def _of(self, id: IndicatorId | None) -> IndicatorRow | None:
        return self._rows.get(id) if id is not None else None

    def _name(self, row: ValueProposal) -> str:
        found = self._of(row.indicator)
        return found.name if found else ""

    def _value(self, row: ValueProposal) -> str:
        found = self._of(row.indicator)
        return f"{wording.number(row.value)}{found.unit}" if found and not row.problem else ""

    def _note(self, row: ValueProposal) -> str:
        found = self._of(row.indicator)
        if row.problem:
            return row.problem
        if not row.changes:
            return "与现有值相同"
        converted = bool(row.unit and found and found.unit and row.unit != found.unit)
        told = [f"由{row.unit}换算"] if converted else []
        told += ["更新现有值"] if row.before is not None else []
        return "，".join(told)


def _look(row: ValueProposal, role: int) -> object:
    if role == Qt.ItemDataRole.ForegroundRole and row.problem:
        return theme.color("overdue")
    return row.problem or None if role == Qt.ItemDataRole.ToolTipRole else None
