"""Figures of an indicator: its base, a target for a year, and what was observed in a period."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import RefusedError
from workbench.planning.measures import convert
from workbench.rows.indicators import IndicatorRow
from workbench.terms import Granularity, Operator, Period
from workbench.ui import wording
from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.period_choice import PeriodChoice, year_box
from workbench.ui.fields import growing_form, ok_and_cancel


class FigureDialog(QDialog):
    """A form with one number in it. The number may be left empty, which takes the figure away."""

    def __init__(self, title: str, row: IndicatorRow, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = growing_form()
        self.form.addRow("指标", QLabel(row.name, wordWrap=True))
        unit = f"单位：{row.unit}" if row.unit else "数字"
        self.number = named(QLineEdit(placeholderText=f"{unit}；留空表示没有"), "数值")
        self._fault = quiet()
        self._fault.setProperty("tone", "error")
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(420, 170)

    def tell(self) -> None:
        """Announce what was given; the number has been read."""
        raise NotImplementedError

    def value(self) -> float | None:
        """The number; None where the line is empty. Raises ValueError for anything else."""
        text = self.number.text().strip().replace(",", "").replace("，", "")
        return float(text) if text else None

    def accept(self) -> None:
        try:
            self.value()
        except ValueError:
            self._fault.setText(f"“{self.number.text()}”不是数字，请只填数字，如 96.87。")
            self.number.setFocus()
            return
        self.tell()
        super().accept()


class BaseDialog(FigureDialog):
    """`given(value or None, year or None)`."""

    given = Signal(object, object)

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        super().__init__("设定基期值", row, parent)
        self.year = year_box("基期年份", row.base_year or dt.date.today().year - 1)
        self.number.setText(wording.number(row.base_value))
        self.form.addRow("基期年份", self.year)
        self.form.addRow("基期值", self.number)

    def tell(self) -> None:
        value = self.value()
        self.given.emit(value, None if value is None else self.year.value())


class TargetDialog(FigureDialog):
    """`given(year, value or None, operator)`."""

    given = Signal(int, object, object)

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        super().__init__("设定目标值", row, parent)
        self._row = row
        latest = max((one.year for one in row.targets), default=dt.date.today().year)
        self.year = year_box("目标年份", latest)
        self.operator = named(QComboBox(), "要求")
        for operator, name in wording.OPERATORS.items():
            self.operator.addItem(name, operator)
        self.form.addRow("目标年份", self.year)
        self.form.addRow("要求", self.operator)
        self.form.addRow("目标值", self.number)
        self.year.valueChanged.connect(self._show_year)
        self._show_year(latest)

    def tell(self) -> None:
        self.given.emit(self.year.value(), self.value(), Operator(self.operator.currentData()))

    def _show_year(self, year: int) -> None:
        target = next((one for one in self._row.targets if one.year == year), None)
        self.number.setText(wording.number(target.value if target else None))
        operator = target.operator if target else Operator.EQUAL
        self.operator.setCurrentIndex(list(wording.OPERATORS).index(operator))


class ObservationDialog(FigureDialog):
    """`given(Period, value or None, source, note, unit)`; unit "" is the indicator's own."""

    given = Signal(object, object, str, str, str)

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        super().__init__("填报实际值", row, parent)
        self._row = row
        self.period = PeriodChoice(Period(dt.date.today().year, Granularity.YEAR))
        self.unit = named(QLineEdit(row.unit, placeholderText="与指标相同"), "计量单位")
        self.unit.setToolTip("数据的计量单位与指标不同时填写，自动换算。")
        self._converted = quiet()
        self.source = named(QLineEdit(placeholderText="如：统计公报、部门报送"), "数据来源")
        self.note = named(QLineEdit(), "备注")
        self.form.addRow("报告期", self.period)
        self.form.addRow("实际值", self.number)
        self.form.addRow("计量单位", self.unit)
        self.form.addRow("", self._converted)
        self.form.addRow("数据来源", self.source)
        self.form.addRow("备注", self.note)
        self.period.changed.connect(self._show_known)
        for line in (self.number, self.unit):
            line.textChanged.connect(self._tell_converted)
        self._show_known()
        self.resize(440, 340)

    def tell(self) -> None:
        unit = self.unit.text().strip()
        self.given.emit(
            self.period.period,
            self.value(),
            self.source.text().strip(),
            self.note.text().strip(),
            "" if unit == self._row.unit else unit,
        )

    def _show_known(self) -> None:
        known = next((one for one in self._row.observations if one.period == self.period.period), None)
        self.unit.setText(self._row.unit)
        self.number.setText(wording.number(known.value if known else None))
        self.source.setText(known.source if known else "")
        self.note.setText(known.note if known else "")

    def _tell_converted(self) -> None:
        """What a figure in another unit comes to, or why it cannot be converted."""
        unit = self.unit.text().strip()
        self._converted.setText(self._sentence(unit) if unit and unit != self._row.unit else "")

    def _sentence(self, unit: str) -> str:
        try:
            value = self.value()
            return f"合 {wording.number(convert(value or 0.0, unit, self._row.unit))}{self._row.unit}"
        except RefusedError as error:
            return error.what
        except ValueError:
            return ""
