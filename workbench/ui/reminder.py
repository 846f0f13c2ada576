"""What is late, due, unreported or waits for a decision, in one quiet line once a plan has been opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from workbench.terms import TodoKind
from workbench.ui.messages import MessageBar, Tone
from workbench.ui.views.page import Place
from workbench.ui.work import Work

#: After the first paint, and after whatever opening the plan had to say.
LATER_MS: Final = 1500
#: What time brings about. Who leads is settled when there is time for it.
_PRESSING: Final = frozenset(TodoKind) - {TodoKind.WITHOUT_LEAD}


class Reminder(QObject):
    """Tells once for each plan that is opened, unless something more recent stands in the bar. `go` leads to
    the list of what to do.
    """

    def __init__(self, work: Work, bar: MessageBar, go: Callable[[Place], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._bar, self._go = work, bar, go
        self._timer = QTimer(self, singleShot=True, interval=LATER_MS)
        self._timer.timeout.connect(self.tell)
        work.plan_changed.connect(self._start)
        self._start()

    def tell(self) -> None:
        """Say what there is to do today, if there is anything and the bar is free."""
        if not self._work.is_open or not self._bar.isHidden():
            return
        from workbench.queries.todo import todo_list
        from workbench.queries.wording import TODO_KINDS

        counts = self._work.ask(todo_list, dt.date.today(), 0).counts
        told = [f"{TODO_KINDS[kind]} {count} 项" for kind, count in counts if kind in _PRESSING]
        if told:
            there = Place("overview", look="todo")
            self._bar.offer(f"待办：{'，'.join(told)}。", "查看待办", lambda: self._go(there), Tone.INFO)

    def _start(self) -> None:
        if self._work.is_open:
            self._timer.start()
        else:
            self._timer.stop()
