"""A period to choose: its year, then the year itself, a half, a quarter or a month of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from workbench.queries.wording import period_text
from workbench.terms import PERIODS_PER_YEAR, Granularity, Period
from workbench.ui.controls import named

FIRST_YEAR, LAST_YEAR = 1990, 2060


def year_box(name: str, year: int) -> QSpinBox:
    """A year within what plans speak of."""
    box = named(QSpinBox(), name)
    box.setRange(FIRST_YEAR, LAST_YEAR)
    box.setSuffix(" 年")
    box.setValue(year)
    return box


class PeriodChoice(QWidget):
    """`changed()`: another period was chosen."""

    changed = Signal()

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = year_box("年份", period.year)
        self.part = named(QComboBox(), "报告期")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.year)
        row.addWidget(self.part, 1)
        self._fill()
        self.part.setCurrentIndex([self.part.itemData(at) for at in range(self.part.count())].index(period))
        self.year.valueChanged.connect(self._fill)
        self.part.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def period(self) -> Period:
        chosen: Period = self.part.currentData()
        return chosen

    def _fill(self) -> None:
        """The year, its halves, quarters and months; the same part of it stays chosen."""
        place = max(0, self.part.currentIndex())
        with QSignalBlocker(self.part):
            self.part.clear()
            for granularity in Granularity:
                for number in range(1, PERIODS_PER_YEAR[granularity] + 1):
                    period = Period(self.year.value(), granularity, number)
                    self.part.addItem(period_text(period), period)
            self.part.setCurrentIndex(place)
        self.changed.emit()
