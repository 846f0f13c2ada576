"""New facts for several tasks at once (批量修改): only what is ticked changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.task_edits import TaskEdit
from workbench.queries.wording import STATES
from workbench.terms import Role, TaskState, UnitChoice
from workbench.ui.controls import named, offer_names, quiet
from workbench.ui.dialogs.deadline import DeadlineEdit, understood
from workbench.ui.dialogs.units import role_box
from workbench.ui.fields import ok_and_cancel


class BulkEditDialog(QDialog):
    """`wanted(TaskEdit)` on acceptance, its `task` left open. A field ticks itself when it is filled in."""

    wanted = Signal(object)

    def __init__(self, tasks: int, names: Sequence[str], year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("批量修改任务")
        self.deadline = DeadlineEdit(year)
        self.lead = _unit_line("牵头单位", names)
        self.unit = _unit_line("增加单位", names)
        self.role = role_box(Role.SUPPORT)
        self.leaving = _unit_line("移除单位", names)
        self.state = named(QComboBox(), "状态")
        for state, name in STATES.items():
            self.state.addItem(name, state)
        self.progress = named(QSpinBox(maximum=100, singleStep=5, suffix="%"), "进度")
        self._meaning = quiet()
        self._ticks: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._add_fields()
        self._lay_out(tasks)
        self._wire()
        self._tell()

    @property
    def facts(self) -> TaskEdit:
        """What is ticked, as one edit."""
        ticked = {name for name, tick in self._ticks.items() if tick.isChecked()}
        joining = UnitChoice(self.unit.text().strip(), Role(self.role.currentData()))
        return TaskEdit(
            None,
            deadline=self.deadline.deadline() if "deadline" in ticked else None,
            lead=self.lead.text().strip() if "lead" in ticked else None,
            joining=(joining,) if "unit" in ticked and joining.name else (),
            leaving=self.leaving.text().strip() if "leaving" in ticked else "",
            state=TaskState(self.state.currentData()) if "state" in ticked else None,
            progress=self.progress.value() if "progress" in ticked else None,
        )

    def tick(self, field: str) -> QCheckBox:
        return self._ticks[field]

    def accept(self) -> None:
        self.wanted.emit(self.facts)
        super().accept()

    def _add_fields(self) -> None:
        joining = QHBoxLayout()
        joining.addWidget(self.unit, 1)
        joining.addWidget(self.role)
        for field, name, content in (
            ("deadline", "完成时限", self.deadline),
            ("lead", "牵头单位", self.lead),
            ("unit", "增加单位", joining),
            ("leaving", "移除单位", self.leaving),
            ("state", "状态", self.state),
            ("progress", "进度", self.progress),
        ):
            row = self._grid.rowCount()
            tick = QCheckBox(name)
            tick.toggled.connect(self._tell)
            self._ticks[field] = tick
            self._grid.addWidget(tick, row, 0)
            if isinstance(content, QWidget):
                self._grid.addWidget(content, row, 1)
            else:
                self._grid.addLayout(content, row, 1)
            if field == "deadline":
                self._grid.addWidget(self._meaning, row + 1, 1)

    def _lay_out(self, tasks: int) -> None:
        buttons = ok_and_cancel(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addWidget(quiet(f"对所选 {tasks} 项任务，只修改打勾的内容。一次撤销即可全部恢复。"))
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(480, 330)

    def _wire(self) -> None:
        for field, changed in (
            ("deadline", self.deadline.line.textChanged),
            ("lead", self.lead.textChanged),
            ("unit", self.unit.textChanged),
            ("leaving", self.leaving.textChanged),
            ("state", self.state.activated),
            ("progress", self.progress.valueChanged),
        ):
            changed.connect(lambda _, field=field: self._ticks[field].setChecked(True))
        self.deadline.line.textChanged.connect(self._tell)

    def _tell(self) -> None:
        ticked = {name for name, tick in self._ticks.items() if tick.isChecked()}
        self._meaning.setText(understood(self.deadline.deadline()) if "deadline" in ticked else "")
        lines = {"lead": self.lead, "unit": self.unit, "leaving": self.leaving}
        lacking = any(field in ticked and not line.text().strip() for field, line in lines.items())
        self._ok.setEnabled(bool(ticked) and not lacking)


def _unit_line(name: str, names: Sequence[str]) -> QLineEdit:
    line = named(QLineEdit(placeholderText="输入名称或简称"), name)
    offer_names(line, names)
    return line
