"""换算计量单位: another unit for an indicator, with what its figures become."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.measures import convert, objection
from workbench.queries.wording import period_text
from workbench.rows.indicators import IndicatorRow
from workbench.terms import TargetKind
from workbench.ui import wording
from workbench.ui.controls import named, quiet
from workbench.ui.fields import growing_form, ok_and_cancel


class ConvertDialog(QDialog):
    """`decided(unit)`."""

    decided = Signal(str)

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("换算计量单位")
        self._row = row
        self.unit = named(QLineEdit(placeholderText="如：万亿元、万个"), "换算成")
        self.told = quiet()
        form = growing_form()
        form.addRow("指标", QLabel(row.name, wordWrap=True))
        form.addRow("现用单位", QLabel(row.unit or "（没有填写）"))
        form.addRow("换算成", self.unit)
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addWidget(buttons)
        self.unit.textChanged.connect(lambda _: self._tell())
        self._tell()
        self.resize(440, 280)

    def accept(self) -> None:
        self.decided.emit(self.unit.text().strip())
        super().accept()

    def _tell(self) -> None:
        unit = self.unit.text().strip()
        problem = objection(self._row.unit, unit) if unit else None
        self.accept_button.setEnabled(bool(unit) and problem is None)
        if problem is not None:
            self.told.setText(f"{problem.what}{problem.proposal or ''}")
        else:
            self.told.setText("\n".join(self._figures(unit)) if unit else "基期值、目标值和实际值一并换算。")

    def _figures(self, unit: str) -> list[str]:
        """What the figures become."""
        row, text = self._row, wording.number
        base = [("基期值", row.base_value)] if row.base_value is not None else []
        targets = [
            (f"{one.year}年目标", one.value) for one in row.targets if one.kind is not TargetKind.GROWTH
        ]
        seen = [(period_text(one.period), one.value) for one in row.observations]
        return [
            f"{name}：{text(value)}{row.unit} → {text(convert(value, row.unit, unit))}{unit}"
            for name, value in (*base, *targets, *seen)
        ]
