"""GroundsDesk: asks the planner why what was issued is adjusted (变更管控), and remembers what was answered.

Whether it asks is told by the plan (关闭, 询问, 必填) and, where the plan merely asks, by who works here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.terms import ChangeControl, Grounds
from workbench.ui.settings import Settings
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.rows.adjustments import AdjustmentRow

_ASKED, _REASONS, _BASES = "grounds/asked", "grounds/reasons", "grounds/bases"
REMEMBERED = 8


class GroundsDesk:
    """Between `work` and the planner. `parent` is the window the question stands in front of."""

    def __init__(self, work: Work, settings: Settings, parent: QWidget) -> None:
        self._work, self._settings, self._parent = work, settings, parent
        self._asking = False
        work.grounds_asker = self

    @property
    def asked(self) -> bool:
        """Whether this planner is asked where the plan leaves it to him."""
        return self._settings.text(_ASKED, "yes") == "yes"

    @asked.setter
    def asked(self, asked: bool) -> None:
        self._settings.save_text(_ASKED, "yes" if asked else "no")

    @property
    def reasons(self) -> list[str]:
        """What was answered before, the latest first."""
        return self._remembered(_REASONS)

    @property
    def bases(self) -> list[str]:
        return self._remembered(_BASES)

    def check(self) -> Callable[[Any, Any], None]:
        from workbench.operations.control import require_grounds, require_grounds_where_strict

        return require_grounds if self.asked else require_grounds_where_strict

    def ask(self, adjustments: Sequence[AdjustmentRow]) -> Grounds | None:
        from workbench.ui.dialogs.grounds import GroundsDialog

        if self._asking:  # a cell that loses the focus to the question would have its words taken twice
            return None
        dialog = GroundsDialog(adjustments, self.reasons, self.bases, self._parent)
        self._asking = True
        try:
            if not dialog.exec():
                return None
            grounds = dialog.grounds()
        finally:
            self._asking = False
            dialog.deleteLater()
        self.remember(grounds)
        return grounds

    def configure(self) -> None:
        """Let the planner say whether he is asked, in this plan and at all."""
        from workbench.queries.settings import change_control
        from workbench.ui.dialogs.change_control import ChangeControlDialog

        control = self._work.ask(change_control)
        dialog = ChangeControlDialog(control, self.asked, writable=self._work.writable, parent=self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.set_up)
        dialog.open()

    def set_up(self, control: ChangeControl, asked: bool) -> None:
        """Keep what the planner said: the plan's part as a step that can be undone."""
        from workbench.operations.settings import set_change_control
        from workbench.queries.settings import change_control

        self.asked = asked
        if self._work.writable and self._work.ask(change_control) is not control:
            self._work.change(set_change_control, control)

    def remember(self, grounds: Grounds) -> None:
        """Offer these again next time, first of all."""
        for name, text in ((_REASONS, grounds.reason), (_BASES, grounds.basis)):
            if text:
                others = [one for one in self._remembered(name) if one != text]
                self._settings.save_text(name, json.dumps([text, *others][:REMEMBERED], ensure_ascii=False))

    def _remembered(self, name: str) -> list[str]:
        kept = self._settings.text(name)
        return [str(one) for one in json.loads(kept)] if kept else []
