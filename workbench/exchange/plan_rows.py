"""The workspace's rows in, a PlanFile out: one document's tasks, ready to be written for MS Project.

Headings become summary tasks, 节点 milestones within their task. Every task is scheduled by hand, so that MS
Project moves none of the office's dates; the deadline's own words travel beside the day they mean.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.exchange.plan import EIGHT_HOURS, PlanFile, PlanLink, PlanShare, PlanTask, ordered
from workbench.planning.calendar import WorkingCalendar
from workbench.rows.documents import DocumentRow
from workbench.rows.tasks import LinkRow, MilestoneRow, TaskRow
from workbench.terms import TaskId


def plan_of_rows(
    document: DocumentRow,
    tasks: Sequence[TaskRow],
    links: Sequence[LinkRow],
    milestones: Sequence[MilestoneRow],
    calendar: WorkingCalendar,
) -> PlanFile:
    """A document with its tasks in order. Links and milestones of other documents' tasks are left out."""
    points: defaultdict[TaskId, list[MilestoneRow]] = defaultdict(list)
    for point in milestones:
        points[point.task].append(point)
    outline = _Outline(calendar, points)
    for task in tasks:
        outline.add(task)
    plan_tasks = tuple(outline.tasks)
    uids = outline.uids
    kept = [link for link in links if link.before in uids and link.after in uids]
    plan_links = [
        PlanLink(uids[link.before], uids[link.after], link.kind, link.lag * EIGHT_HOURS) for link in kept
    ]
    return PlanFile(
        title=document.title,
        tasks=plan_tasks,
        links=ordered(plan_links, plan_tasks),
        organisation=document.issuer,
        week=calendar.week,
        departures=tuple(_departures(plan_tasks, calendar)),
    )


@dataclass
class _Outline:
    """Grows by tasks in document order, each behind the headings above it that have not been written yet."""

    calendar: WorkingCalendar
    milestones: Mapping[TaskId, Sequence[MilestoneRow]]
    tasks: list[PlanTask] = field(default_factory=list)
    uids: dict[TaskId, int] = field(default_factory=dict)
    _headings: tuple[str, ...] = ()
    _levels: dict[TaskId, int] = field(default_factory=dict)

    def add(self, task: TaskRow) -> None:
        if task.parent in self._levels:
            level = self._levels[task.parent] + 1
        else:
            self._add_headings(task.section)
            level = len(task.section) + 1
        uid = self._next
        self.uids[task.id], self._levels[task.id] = uid, level
        self.tasks.append(_task(task, uid, level, self.calendar))
        for point in self.milestones.get(task.id, ()):
            self.tasks.append(_milestone(point, self._next, level + 1))

    @property
    def _next(self) -> int:
        return len(self.tasks) + 1

    def _add_headings(self, section: tuple[str, ...]) -> None:
        shared = 0
        while shared < min(len(section), len(self._headings)) and section[shared] == self._headings[shared]:
            shared += 1
        for depth, heading in enumerate(section[shared:], start=shared + 1):
            self.tasks.append(PlanTask(self._next, heading, level=depth))
        self._headings = section


def _task(task: TaskRow, uid: int, level: int, calendar: WorkingCalendar) -> PlanTask:
    end = task.deadline.date
    return PlanTask(
        uid=uid,
        title=task.title,
        level=level,
        no=task.no,
        start=task.start,
        end=end,
        end_text="" if end else task.deadline.raw,
        minutes=_minutes(task.start, end, calendar),
        percent=task.progress,
        manual=True,
        deadline=end,
        deadline_text=task.deadline.raw,
        notes=task.content,
        shares=tuple(PlanShare(unit.name, unit.role) for unit in task.units),
    )


def _minutes(start: dt.date | None, end: dt.date | None, calendar: WorkingCalendar) -> int | None:
    if start is None or end is None:
        return None
    return calendar.count_working_days(start.toordinal(), end.toordinal()) * EIGHT_HOURS


def _milestone(point: MilestoneRow, uid: int, level: int) -> PlanTask:
    return PlanTask(
        uid=uid,
        title=point.title,
        level=level,
        start=point.date,
        end=point.date,
        minutes=0,
        percent=100 if point.done else 0,
        milestone=True,
        manual=True,
    )


def _departures(tasks: Sequence[PlanTask], calendar: WorkingCalendar) -> Iterator[tuple[dt.date, bool]]:
    """The days off and the weekends worked of the years the plan spans."""
    years = {day.year for task in tasks for day in (task.start, task.end) if day}
    for ordinal, works in calendar.departures.items():
        day = dt.date.fromordinal(ordinal)
        if min(years, default=day.year + 1) <= day.year <= max(years, default=0):
            yield day, works
