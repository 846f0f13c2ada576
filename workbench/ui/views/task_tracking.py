"""What tracking does with one task: how it falls due, its light by hand, its indicators, its supervision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from workbench.operations import lights, progress, supervision
from workbench.operations.registry import label
from workbench.queries.wording import DUE_METHODS, short
from workbench.rows.standing import StandingRow
from workbench.terms import Colour, DueMethod, IndicatorId, Period, TaskId
from workbench.ui.controls import action
from workbench.ui.dialogs.due_method import DueWish
from workbench.ui.views.indicator_desk import set_links
from workbench.ui.views.page import Place
from workbench.ui.work import Work


class TaskTracking:
    """Opens the dialogs before `place`; `go` shows a Place of the window."""

    def __init__(self, work: Work, place: QWidget | None, go: Callable[[Place], object]) -> None:
        self._work, self._place, self._go = work, place, go

    def fill(self, menu: QMenu, task: TaskId) -> None:
        """The entries for one task."""
        go = partial(self._go, Place("progress", task=task))
        menu.addAction(action(menu, "填报进展", go, "progress"))
        menu.addSeparator()
        menu.addAction(action(menu, "序时进度办法…", lambda: self.open_due_method(task)))
        menu.addAction(action(menu, "人工调整亮灯…", lambda: self.open_hand_light(task)))
        menu.addAction(action(menu, "关联指标…", lambda: self.open_indicators(task), "indicators"))
        menu.addSeparator()
        menu.addAction(action(menu, "转督办…", lambda: self.open_supervision(task), "supervision"))

    # How it falls due -----------------------------------------------------------------------------------

    def open_due_method(self, task: TaskId) -> None:
        from workbench.queries.due_plans import due_plan, plan_method
        from workbench.ui.dialogs.due_method import DueMethodDialog

        ask = self._work.ask
        row, plan = ask(due_plan, task), ask(plan_method)
        dialog = DueMethodDialog(self._title(task), row, plan, self._followable(task), self._place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self.set_due_method, task))
        dialog.open()

    def set_due_method(self, task: TaskId, wish: DueWish) -> None:
        """Take the way chosen in the dialog, as one step."""
        title = short(self._title(task))

        def whole(session: Any) -> None:
            progress.set_method(session, task, None)
            for period, percent in wish.steps:
                progress.set_step(session, task, period, percent)
            for milestone, weight in wish.weights:
                progress.set_node_weight(session, milestone, weight)
            if wish.indicator is not None:
                progress.follow_indicator(session, task, wish.indicator)
            if wish.method in (DueMethod.TIME, DueMethod.WORKING_DAYS):
                progress.set_method(session, task, wish.method)
            name = DUE_METHODS[wish.method] if wish.method else "与全计划相同"
            label(session, f"设置任务序时进度办法：{title} → {name}")

        self._work.change(whole)

    def _followable(self, task: TaskId) -> list[tuple[IndicatorId, str]]:
        """The indicators with a target, those that the task serves first."""
        from workbench.queries.indicators import indicators_of, list_indicators

        served = set(self._work.ask(indicators_of, task))
        rows = [row for row in self._work.ask(list_indicators) if row.targets]
        rows.sort(key=lambda row: row.id not in served)
        return [(row.id, f"{row.name}{'（已关联）' if row.id in served else ''}") for row in rows]

    # Its light ------------------------------------------------------------------------------------------

    def open_hand_light(self, task: TaskId, period: Period | None = None) -> None:
        """For a period, or the present one."""
        from workbench.planning.standings import day_of
        from workbench.queries.lights import rules_in_force
        from workbench.queries.periods import current_period
        from workbench.ui.dialogs.hand_light import HandLightDialog

        today = dt.date.today()
        chosen = period or self._work.ask(current_period, today)
        row = self.standing(task, chosen)
        if row is None:
            return
        colours = self._work.ask(rules_in_force, day_of(chosen, today)).colours
        dialog = HandLightDialog(row, chosen, colours, self._place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self.set_light, task, chosen))
        dialog.cleared.connect(partial(self._work.change, lights.clear_by_hand, task, chosen))
        dialog.open()

    def standing(self, task: TaskId, period: Period) -> StandingRow | None:
        """How the task stands, None where it is not in the plan."""
        from workbench.queries.standings import standings

        return next(iter(self._work.ask(standings, period, dt.date.today(), (task,))), None)

    def set_light(self, task: TaskId, period: Period, colour: Colour, reason: str) -> None:
        """Set a light. (Its reason is the operation's own, not the journal's.)"""
        self._work.change(lights.set_by_hand, task, period, colour, reason)

    # Its indicators -------------------------------------------------------------------------------------

    def open_indicators(self, task: TaskId) -> None:
        from workbench.queries.indicators import indicators_of, list_indicators
        from workbench.ui.dialogs.tick_list import Choice, TickDialog

        rows = self._work.ask(list_indicators)
        choices = [Choice(row.id, f"{row.no} {row.name}".strip(), row.document_title) for row in rows]
        chosen = self._work.ask(indicators_of, task)
        about = f"“{self._title(task)}”所支撑的指标"
        dialog = TickDialog("关联指标", about, choices, chosen, self._place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self.set_indicators, task))
        dialog.open()

    def set_indicators(self, task: TaskId, added: Sequence[int], removed: Sequence[int]) -> None:
        pairs = [(task, IndicatorId(id)) for id in added], [(task, IndicatorId(id)) for id in removed]
        set_links(self._work, *pairs, f"关联指标：{short(self._title(task))}")

    # Supervision ----------------------------------------------------------------------------------------

    def open_supervision(self, task: TaskId) -> None:
        from workbench.queries.tasks import task as ask_task
        from workbench.ui.dialogs.supervision import TaskItemDialog

        dialog = TaskItemDialog(self._work.ask(ask_task, task), self._place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self.supervise, task))
        dialog.open()

    def supervise(self, task: TaskId, due: dt.date, requirement: str) -> None:
        """Put the task under supervision, and show the matter."""
        changes = self._work.change(supervision.open_task, task, due, requirement)
        if changes is not None:
            (key,) = changes.keys("supervision_items")
            self._go(Place("supervision", row=key))

    def _title(self, task: TaskId) -> str:
        from workbench.queries.tasks import task as ask_task

        return self._work.ask(ask_task, task).title
