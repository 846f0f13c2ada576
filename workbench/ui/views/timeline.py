"""甘特图: the plan on table and timeline. Bars are dragged, cells edited; each is one operation."""

from __future__ import annotations

from workbench.errors import WorkbenchError
from workbench.planning.calendar import WorkingCalendar
from workbench.planning.calendar_files import load_calendar, load_office_calendar
from workbench.ui.gantt.desk import GanttDesk
from workbench.ui.views.page import Place
from workbench.ui.views.plan import PlanPage
from workbench.ui.work import Work


class TimelinePage(PlanPage):
    """The whole GanttView."""

    title = "甘特图"
    elsewhere = ("tasks", "任务表")

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.desk = GanttDesk(work, self.gantt)
        self.gantt.set_calendar(self._calendar())
        self.bar.addStretch(1)
        self.body.addWidget(self.gantt, 1)
        self.gantt.activated.connect(lambda task: self.wanted.emit(Place("tasks", task=task)))

    def _calendar(self) -> WorkingCalendar:
        """That of the office; ours where one of its files has a slip, which is then told."""
        try:
            return load_office_calendar()
        except WorkbenchError as error:
            self.work.troubled.emit(error)
            return load_calendar()
