"""登记实际起止: when a task really began and ended, either of them still open."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.actuals import ActualDays
from workbench.ui.controls import named, quiet
from workbench.ui.fields import DayEdit, ok_and_cancel


class ActualDialog(QDialog):
    """`noted(started, finished)` on acceptance; None for what has not come about."""

    noted = Signal(object, object)

    def __init__(self, title: str, present: ActualDays, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记实际起止")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.start = _Day("已开始(&S)", "实际开始日期", present.started)
        self.end = _Day("已完成(&F)", "实际完成日期", present.finished)
        self.fault = quiet()
        self.fault.setProperty("tone", "error")
        grid = QGridLayout()
        for row, day in enumerate((self.start, self.end)):
            grid.addWidget(day.known, row, 0)
            grid.addWidget(day.day, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(title, wordWrap=True))
        column.addLayout(grid)
        column.addWidget(quiet("没有登记的，按进展报告推定：首次有进度的报告期开始，报告完成的报告期完成。"))
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(420, 180)

    def accept(self) -> None:
        started, finished = self.start.value, self.end.value
        if started and finished and finished < started:
            self.fault.setText("实际完成日期早于实际开始日期，请调整其中一个。")
            return
        self.noted.emit(started, finished)
        super().accept()


class _Day:
    """A day that may be unknown: a tick, and the day it lets in."""

    def __init__(self, text: str, name: str, present: dt.date | None) -> None:
        self.known = named(QCheckBox(text), text.partition("(")[0])
        self.day = DayEdit(name, present)
        self.known.toggled.connect(self.day.setEnabled)
        self.known.setChecked(present is not None)
        self.day.setEnabled(present is not None)

    @property
    def value(self) -> dt.date | None:
        return self.day.day if self.known.isChecked() else None
