"""甘特图: the plan on table and timeline. Bars are dragged, cells edited; each is one operation."""

from __future__ import annotations

import datetime as dt

from workbench.errors import WorkbenchError
from workbench.planning.calendar import WorkingCalendar
from workbench.planning.calendar_files import load_calendar, load_office_calendar
from workbench.terms import TaskId
from workbench.ui.gantt.desk import GanttDesk
from workbench.ui.gantt.view import GanttView
from workbench.ui.views.page import Place
from workbench.ui.views.plan import PlanPage
from workbench.ui.work import Work


class TimelinePage(PlanPage):
    """The whole GanttView."""

    title = "甘特图"
    elsewhere = ("tasks", "任务表")

    def __init__(self, work: Work) -> None:
        self.gantt = gantt = GanttView()
        super().__init__(work, gantt, gantt.table)
        self.desk = GanttDesk(work, gantt)
        self.desk.said.connect(self.said)
        self.gantt.set_calendar(self._calendar())
        self.bar.addStretch(1)
        self.body.addWidget(self.gantt, 1)
        gantt.activated.connect(lambda task: self.wanted.emit(Place("tasks", task=task)))
        gantt.moved.connect(self._move)
        gantt.progress_set.connect(lambda task, percent: self.editing.set_progress([task], percent))
        for key, act in (("Del", self._remove), ("Ins", self._add)):
            self._add_key(gantt.timeline, key, act)
        self._offer_menu(gantt.timeline)

    def _move(self, task: int, start: dt.date | None, end: dt.date | None) -> None:
        if not self.editing.move_dates(TaskId(task), start, end):
            self.refresh()  # the bar goes back to where the plan has it

    def _calendar(self) -> WorkingCalendar:
        """That of the office; ours where one of its files has a slip, which is then told."""
        try:
            return load_office_calendar()
        except WorkbenchError as error:
            self.work.troubled.emit(error)
            return load_calendar()
