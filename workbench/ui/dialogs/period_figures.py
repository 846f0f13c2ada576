"""A small table of periods with a figure for each, typed: 2025年二季度 and 60."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from workbench.planning.period_words import read_period
from workbench.queries.wording import number_text, period_text
from workbench.terms import Period
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet


class PeriodFigures(QWidget):
    """`changed()`: a cell was typed, a line added or taken away. The last line is empty, to type into."""

    changed = Signal()

    def __init__(self, figure: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self.table = named(QTableWidget(0, 2), f"各期{figure}")
        self.table.setHorizontalHeaderLabels(["报告期", f"{figure}（{unit}）" if unit else figure])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(5 * theme.ROW_HEIGHT)
        remove = push_button("删除一期", self.remove_line, "remove")
        below = QHBoxLayout()
        below.addWidget(quiet("报告期写成 2025年、2025年上半年、2025年二季度 或 2025年6月。"), 1)
        below.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.table.itemChanged.connect(lambda _: self._note())

    def show_figures(self, figures: Mapping[Period, float]) -> None:
        with QSignalBlocker(self.table):
            self.table.setRowCount(0)
            for period, value in sorted(figures.items(), key=lambda one: one[0].last_day):
                self._add(period_text(period), number_text(value))
            self._add("", "")

    def figures(self) -> dict[Period, float]:
        """The figures of the lines that can be read."""
        read = (self._line(number) for number in range(self.table.rowCount()))
        return {period: value for period, value in read if period is not None and value is not None}

    @property
    def fault(self) -> str:
        """What is wrong with the first line that cannot be read, "" where all can."""
        seen: set[Period] = set()
        for number in range(self.table.rowCount()):
            words, figure = self._text(number, 0), self._text(number, 1)
            period, value = self._line(number)
            if not words and not figure:
                continue
            if period is None:
                return f"第{number + 1}行的报告期“{words}”看不懂。"
            if value is None:
                return f"第{number + 1}行的{self._figure}“{figure}”不是数字。"
            if period in seen:
                return f"第{number + 1}行与前面的报告期重复。"
            seen.add(period)
        return ""

    def remove_line(self) -> None:
        if 0 <= self.table.currentRow() < self.table.rowCount() - 1:
            self.table.removeRow(self.table.currentRow())
            self.changed.emit()

    def _note(self) -> None:
        last = self.table.rowCount() - 1
        if last < 0 or self._text(last, 0) or self._text(last, 1):
            with QSignalBlocker(self.table):
                self._add("", "")
        self.changed.emit()

    def _add(self, words: str, figure: str) -> None:
        number = self.table.rowCount()
        self.table.insertRow(number)
        for column, text in enumerate((words, figure)):
            item = QTableWidgetItem(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(number, column, item)

    def _line(self, number: int) -> tuple[Period | None, float | None]:
        period = read_period(self._text(number, 0), dt.date.today().year)
        try:
            return period, float(self._text(number, 1).rstrip("%％").replace(",", ""))
        except ValueError:
            return period, None

    def _text(self, number: int, column: int) -> str:
        item = self.table.item(number, column)
        return item.text().strip() if item is not None else ""
