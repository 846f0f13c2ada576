"""报送要求: how long a period is, by when it is reported, and how a task falls due that has no own way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import DUE_METHODS
from workbench.terms import DueMethod, Granularity
from workbench.ui.controls import named, quiet
from workbench.ui.fields import growing_form, ok_and_cancel

GRANULARITIES = {
    Granularity.MONTH: "月度",
    Granularity.QUARTER: "季度",
    Granularity.HALF: "半年",
    Granularity.YEAR: "年度",
}
_MONTHS = ("本期最后一个月", "下一个月", "两个月后", "三个月后")


class ReportingDialog(QDialog):
    """`decided(granularity, day, months after, due method)`."""

    decided = Signal(object, int, int, object)

    def __init__(
        self, granularity: Granularity, day: int, months_after: int, method: DueMethod, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("报送要求")
        self.granularity = named(QComboBox(), "报告期")
        for each, name in GRANULARITIES.items():
            self.granularity.addItem(name, each)
        self.granularity.setCurrentIndex(list(GRANULARITIES).index(granularity))
        self.months = named(QComboBox(), "报送月份")
        self.months.addItems(_MONTHS)
        self.months.setCurrentIndex(min(months_after, len(_MONTHS) - 1))
        self.day = named(QSpinBox(minimum=1, maximum=31, value=day, suffix=" 日"), "报送日")
        self.method = named(QComboBox(), "序时进度")
        for each_method in (DueMethod.TIME, DueMethod.WORKING_DAYS):
            self.method.addItem(DUE_METHODS[each_method], each_method)
        self.method.setCurrentIndex(1 if method is DueMethod.WORKING_DAYS else 0)
        form = growing_form()
        form.addRow("报告期", self.granularity)
        form.addRow("报送月份", self.months)
        form.addRow("报送日", self.day)
        form.addRow("序时进度", self.method)
        form.addRow(quiet("当月没有这一天的，以月末为准。单独设置了办法的任务，仍按自己的办法计算序时进度。"))
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(420, 260)

    def accept(self) -> None:
        granularity, method = (
            Granularity(self.granularity.currentData()),
            DueMethod(self.method.currentData()),
        )
        self.decided.emit(granularity, self.day.value(), self.months.currentIndex(), method)
        super().accept()
