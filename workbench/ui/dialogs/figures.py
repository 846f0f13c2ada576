"""Figures of an indicator: its base, a target for a year, and what was observed in a period."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import period_text
from workbench.rows.indicators import IndicatorRow
from workbench.terms import PERIODS_PER_YEAR, Granularity, Operator, Period
from workbench.ui import wording
from workbench.ui.controls import named, quiet

FIRST_YEAR, LAST_YEAR = 1990, 2060


class FigureDialog(QDialog):
    """A form with one number in it. The number may be left empty, which takes the figure away."""

    def __init__(self, title: str, row: IndicatorRow, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.addRow("指标", QLabel(row.name, wordWrap=True))
        unit = f"单位：{row.unit}" if row.unit else "数字"
        self.number = named(QLineEdit(placeholderText=f"{unit}；留空表示没有"), "数值")
        self._fault = quiet()
        self._fault.setProperty("tone", "error")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(420, 240)

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
        self.year = _year_box("基期年份", row.base_year or dt.date.today().year - 1)
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
        self.year = _year_box("目标年份", latest)
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
    """`given(Period, value or None, source, note)`."""

    given = Signal(object, object, str, str)

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        super().__init__("填报实际值", row, parent)
        self._row = row
        self.year = _year_box("年份", dt.date.today().year)
        self.period = named(QComboBox(), "报告期")
        self.source = named(QLineEdit(placeholderText="如：统计公报、部门报送"), "数据来源")
        self.note = named(QLineEdit(), "备注")
        self.form.addRow("年份", self.year)
        self.form.addRow("报告期", self.period)
        self.form.addRow("实际值", self.number)
        self.form.addRow("数据来源", self.source)
        self.form.addRow("备注", self.note)
        self.year.valueChanged.connect(self._fill_periods)
        self.period.currentIndexChanged.connect(lambda _: self._show_known())
        self._fill_periods(self.year.value())
        self.resize(420, 300)

    def tell(self) -> None:
        self.given.emit(
            self.period.currentData(), self.value(), self.source.text().strip(), self.note.text().strip()
        )

    def _fill_periods(self, year: int) -> None:
        """The year, its halves, quarters and months."""
        place = max(0, self.period.currentIndex())
        self.period.blockSignals(True)
        self.period.clear()
        for granularity in Granularity:
            for number in range(1, PERIODS_PER_YEAR[granularity] + 1):
                period = Period(year, granularity, number)
                self.period.addItem(period_text(period), period)
        self.period.setCurrentIndex(place)
        self.period.blockSignals(False)
        self._show_known()

    def _show_known(self) -> None:
        period = self.period.currentData()
        known = next((one for one in self._row.observations if one.period == period), None)
        self.number.setText(wording.number(known.value if known else None))
        self.source.setText(known.source if known else "")
        self.note.setText(known.note if known else "")


def _year_box(name: str, year: int) -> QSpinBox:
    box = named(QSpinBox(), name)
    box.setRange(FIRST_YEAR, LAST_YEAR)
    box.setSuffix(" 年")
    box.setValue(year)
    return box
