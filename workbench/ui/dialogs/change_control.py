"""Whether adjustments of what was issued ask for their grounds (变更管控): for the plan, and for oneself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.terms import ChangeControl
from workbench.ui.controls import named, quiet
from workbench.ui.fields import ok_and_cancel

_TOLD = {
    ChangeControl.ASK: "询问：窗口中修改时问一次原因和依据",
    ChangeControl.REQUIRE: "必填：没有原因或依据就不能修改，命令行也一样",
    ChangeControl.OFF: "关闭：直接修改，仍记入操作记录和调整对照表",
}


class ChangeControlDialog(QDialog):
    """`given(ChangeControl, bool)` on acceptance: the plan's setting, and whether this planner is asked."""

    given = Signal(object, bool)

    def __init__(
        self, control: ChangeControl, asked: bool, *, writable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("变更管控")
        self._group = QButtonGroup(self)
        self.mine = named(QCheckBox("我在这台电脑上修改时询问我"), "询问我")
        self.mine.setChecked(asked)
        column = QVBoxLayout(self)
        column.addWidget(quiet("调整文件已明确的完成时限、牵头单位或目标值时，本计划："))
        for number, (one, text) in enumerate(_TOLD.items()):
            button = QRadioButton(text)
            button.setChecked(one is control)
            button.setEnabled(writable)
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addSpacing(10)
        column.addWidget(self.mine)
        column.addStretch(1)
        buttons = ok_and_cancel(self)
        column.addWidget(buttons)
        self._group.idToggled.connect(lambda *_: self._allow())
        self._allow()
        self.resize(440, 230)

    def control(self) -> ChangeControl:
        return tuple(_TOLD)[self._group.checkedId()]

    def accept(self) -> None:
        self.given.emit(self.control(), self.mine.isChecked())
        super().accept()

    def _allow(self) -> None:
        """One may excuse oneself only where the plan asks."""
        self.mine.setEnabled(self.control() is ChangeControl.ASK)
