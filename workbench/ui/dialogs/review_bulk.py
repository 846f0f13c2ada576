"""What can be done with several rows of a draft at once, as menus over the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from workbench.terms import Role
from workbench.ui import wording
from workbench.ui.controls import action
from workbench.ui.dialogs.deadline import read_deadline
from workbench.ui.dialogs.draft_desk import REASONS, DraftDesk, Kind
from workbench.ui.dialogs.import_columns import Line

Mend = Callable[[Callable[[DraftDesk], None]], None]
Lines = Sequence[Line[Any]]
MOST_NAMES = 20


class BulkMends:
    """Fills menus for the chosen rows of one list; every choice is one step on the desk."""

    def __init__(self, mend: Mend, unit_names: Sequence[str], parent: QWidget) -> None:
        self._mend = mend
        self._unit_names = tuple(unit_names)
        self._parent = parent

    def fill(self, menu: QMenu, kind: Kind, lines: Lines) -> None:
        """Everything that goes for these rows."""
        numbers = [line.number for line in lines]
        menu.addAction(action(menu, "接受所选行", lambda: self.accept(kind, lines), "success"))
        if kind is not Kind.INDICATOR:
            roles = menu.addMenu("责任方式")
            for role, name in wording.ROLES.items():
                set_role = partial(self._set_role, kind, numbers, role)
                roles.addAction(action(roles, f"全部设为{name}", set_role))
            roles.addAction(
                action(roles, "列第一位的为牵头", partial(self._lead_by_the_first, kind, numbers))
            )
            set_deadline = partial(self.ask_deadline, kind, numbers)
            menu.addAction(action(menu, "设定完成时限…", set_deadline, "calendar"))
            if any(line.fact.units for line in lines):
                self._fill_unit_names(menu.addMenu("单位名称"), lines)
        self.fill_reasons(menu.addMenu("剔除所选行"), kind, lines)

    def fill_reasons(self, menu: QMenu, kind: Kind, lines: Lines) -> None:
        """The ways to leave rows out."""
        for reason in REASONS:
            menu.addAction(action(menu, reason, partial(self.drop, kind, lines, reason)))
        menu.addSeparator()
        menu.addAction(action(menu, "其他原因…", lambda: self._ask_reason(kind, lines)))

    def accept(self, kind: Kind, lines: Lines) -> None:
        self._mend(lambda desk: desk.accept(kind, [line.number for line in lines]))

    def drop(self, kind: Kind, lines: Lines, reason: str) -> None:
        self._mend(lambda desk: desk.drop(kind, [line.number for line in lines], reason))

    def ask_deadline(self, kind: Kind, numbers: Sequence[int]) -> None:
        words, given = QInputDialog.getText(
            self._parent, "设定完成时限", f"{len(numbers)} 行的完成时限（如：2026年底前、持续推进）："
        )
        if given and words.strip():
            self.set_deadline(kind, numbers, words)

    def set_deadline(self, kind: Kind, numbers: Sequence[int], words: str) -> None:
        """Give these rows a deadline in the words of the office."""

        def change(desk: DraftDesk) -> None:
            issued = desk.draft.meta.issued_on
            deadline = read_deadline(words, issued.year if issued else dt.date.today().year)
            desk.set_deadline(kind, numbers, deadline)

        self._mend(change)

    def _set_role(self, kind: Kind, numbers: Sequence[int], role: Role) -> None:
        self._mend(lambda desk: desk.set_role(kind, numbers, role))

    def _lead_by_the_first(self, kind: Kind, numbers: Sequence[int]) -> None:
        self._mend(lambda desk: desk.lead_by_the_first(kind, numbers))

    def _fill_unit_names(self, menu: QMenu, lines: Lines) -> None:
        names = dict.fromkeys(unit.name for line in lines for unit in line.fact.units if not unit.group)
        for name in list(names)[:MOST_NAMES]:
            menu.addAction(action(menu, f"“{name}”是…的别名", partial(self._ask_unit, name)))

    def _ask_unit(self, printed: str) -> None:
        """Ask which unit a name stands for."""
        names = [name for name in self._unit_names if name != printed]
        question = f"“{printed}”是哪个单位的别名？"
        name, given = QInputDialog.getItem(self._parent, "单位别名", question, names, 0, True)
        if given and name.strip() and name.strip() != printed:
            self._mend(lambda desk: desk.name_unit(printed, name.strip()))

    def _ask_reason(self, kind: Kind, lines: Lines) -> None:
        reason, given = QInputDialog.getText(self._parent, "剔除所选行", "剔除的原因：")
        if given and reason.strip():
            self.drop(kind, lines, reason.strip())
