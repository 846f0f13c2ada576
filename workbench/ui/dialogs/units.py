"""Choosing who answers for a task: units by name or alias, each with a role, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.unit_names import KnownNames
from workbench.terms import Role, UnitChoice
from workbench.ui import wording
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.fields import ok_and_cancel
from workbench.ui.icons import icon

#: Shorter words are names half typed.
_SHORTEST_NEW = 3


def role_box(role: Role) -> QComboBox:
    box = named(QComboBox(), "责任方式")
    for one, name in wording.ROLES.items():
        box.addItem(f"{wording.ROLE_MARKS[one]} {name}", one)
    box.setCurrentIndex(list(wording.ROLES).index(role))
    return box


class UnitPicker(QDialog):
    """The units of one task. `picked(tuple[UnitChoice, ...])` on acceptance.

    `names` are the directory's names and aliases for completion; a name that is not among them is new.
    """

    picked = Signal(object)

    def __init__(
        self, title: str, names: Sequence[str], chosen: Sequence[UnitChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("责任单位")
        self.line = named(QLineEdit(placeholderText="输入单位名称或简称，回车添加"), "单位名称")
        self.hint = quiet()
        self._role = role_box(Role.RESPONSIBLE)
        self.table = named(QTableWidget(0, 2), "已选单位")
        self.table.setTabKeyNavigation(False)
        self._complete(names)
        self._dress_table()
        for choice in chosen:
            self._append(choice)
        self._lay_out(title)
        self.line.setFocus()

    def choices(self) -> tuple[UnitChoice, ...]:
        return tuple(self._choice(row) for row in range(self.table.rowCount()))

    def add(self) -> None:
        """Add what stands in the line, once."""
        name = self.line.text().strip()
        if name and all(choice.name != name for choice in self.choices()):
            self._append(UnitChoice(name, Role(self._role.currentData())))
        self.line.clear()

    def accept(self) -> None:
        self.add()
        self.picked.emit(self.choices())
        super().accept()

    def _complete(self, names: Sequence[str]) -> None:
        self._known = frozenset(names)
        self._names = tuple(names)
        self.line.textChanged.connect(self._tell)
        completer = QCompleter(list(names), self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self.add)

    def _tell(self, text: str) -> None:
        """That a name is new, and which known one may be meant."""
        name = text.strip()
        if len(name) < _SHORTEST_NEW or name in self._known or any(name in known for known in self._known):
            self.hint.clear()
            return
        found = self._alike.proposals(name, -1, limit=1)
        known, like = (self._names[found[0][0]], found[0][1]) if found else ("", None)
        if like is not None and like.rank == 0:
            self.hint.setText(f"即“{known}”（{like.reason}）。")
            return
        meant = f"，是否为“{known}”（{like.reason}）？" if like is not None else "。"
        self.hint.setText(f"名录中没有“{name}”{meant}添加后可在“单位”页中确认。")

    @cached_property
    def _alike(self) -> KnownNames:
        """Made when a name is first typed that is not known: comparing spellings takes a while to begin."""
        return KnownNames((name, number) for number, name in enumerate(self._names))

    def _dress_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(["单位", "责任方式"])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, 110)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)

    def _lay_out(self, title: str) -> None:
        entry = QHBoxLayout()
        entry.addWidget(self.line, 1)
        entry.addWidget(self._role)
        entry.addWidget(push_button("添加", self.add, "add"))
        side = QVBoxLayout()
        for name, act in (
            ("上移", lambda: self._move(-1)),
            ("下移", lambda: self._move(1)),
            ("设为牵头", self._make_lead),
            ("移除", self._remove),
        ):
            side.addWidget(push_button(name, act))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.table, 1)
        middle.addLayout(side)
        buttons = ok_and_cancel(self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(quiet(title))
        column.addLayout(entry)
        column.addWidget(self.hint)
        column.addLayout(middle, 1)
        column.addWidget(buttons)
        self.resize(520, 400)

    def _choice(self, row: int) -> UnitChoice:
        box, name = self.table.cellWidget(row, 1), self.table.item(row, 0)
        assert isinstance(box, QComboBox)
        assert name is not None
        return UnitChoice(name.text().strip(), Role(box.currentData()))  # Qt keeps enums as plain text

    def _append(self, choice: UnitChoice) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._fill(row, choice)
        self.table.selectRow(row)

    def _fill(self, row: int, choice: UnitChoice) -> None:
        self.table.setItem(row, 0, QTableWidgetItem(icon("unit"), choice.name))
        self.table.setCellWidget(row, 1, role_box(choice.role))

    def _show(self, choices: Sequence[UnitChoice], current: int) -> None:
        self.table.setRowCount(len(choices))
        for row, choice in enumerate(choices):
            self._fill(row, choice)
        self.table.selectRow(current)

    def _move(self, by: int) -> None:
        row, choices = self.table.currentRow(), list(self.choices())
        if row >= 0 and 0 <= row + by < len(choices):
            choices.insert(row + by, choices.pop(row))
            self._show(choices, row + by)

    def _make_lead(self) -> None:
        """The current unit becomes the only lead and stands first; a former lead stays responsible."""
        row = self.table.currentRow()
        if row < 0:
            return
        lead = UnitChoice(self._choice(row).name, Role.LEAD)
        others = [choice for number, choice in enumerate(self.choices()) if number != row]
        demoted = [UnitChoice(one.name, Role.RESPONSIBLE) if one.role is Role.LEAD else one for one in others]
        self._show([lead, *demoted], 0)

    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
