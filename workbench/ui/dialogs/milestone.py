"""A new milestone (节点) of a task: its name and its day."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.deadline import DeadlineEdit
from workbench.ui.fields import growing_form, ok_and_cancel


class MilestoneDialog(QDialog):
    """`given(name, dt.date)` on acceptance. A stretch of time means its last day, as in a deadline."""

    given = Signal(str, object)

    def __init__(self, task: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新增节点")
        self.name = named(QLineEdit(placeholderText="如：完成初步设计批复"), "节点名称")
        self.day = DeadlineEdit(year)
        named(self.day.line, "节点日期").setPlaceholderText("如：2025年6月30日、6月底、第三季度")
        self.fault = quiet()
        self.fault.setProperty("tone", "error")
        form = growing_form()
        form.addRow("任务", QLabel(task, wordWrap=True))
        form.addRow("节点名称", self.name)
        form.addRow("日期", self.day)
        form.addRow("", self.fault)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(460, 200)

    def accept(self) -> None:
        name, day = self.name.text().strip(), self.day.deadline().date
        if not name:
            self.fault.setText("请填写节点名称。")
        elif day is None:
            self.fault.setText("没有看懂日期，请写成 2025年6月30日 或 6月底。")
        else:
            self.given.emit(name, day)
            super().accept()
