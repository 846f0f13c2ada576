"""MS Project XML (MSPDI): a PlanFile goes in, the bytes of a file for MS Project 2010 and later come out.

Elements stand in the order of Microsoft's schema, which MS Project insists on. Days are given the hours of an
ordinary day (08:00 to 17:00). The deadline's own words go into the text column 完成时限, a unit's role into
the notes of its assignment; `mspdi.read_mspdi` takes both back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from workbench.exchange.mspdi import (
    DEADLINE_TITLE,
    LINK_TYPES,
    ROLE_NAMES,
    START_NO_EARLIER_THAN,
)
from workbench.exchange.plan import PlanFile, PlanLink, PlanTask
from workbench.exchange.safe_xml import writable

_NAMESPACE: Final = "http://schemas.microsoft.com/project"
_CALENDAR: Final = 1
_TEXT_1: Final = "188743731"  # the field id of a task's first text column
_IN_DAYS, _IN_ELAPSED_DAYS = 7, 8
_AS_SOON_AS_POSSIBLE: Final = 0
_MORNING, _EVENING = "T08:00:00", "T17:00:00"
_SHIFTS: Final = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))


def write_mspdi(plan: PlanFile) -> bytes:
    """The file, in UTF-8."""
    root = etree.Element(f"{{{_NAMESPACE}}}Project", nsmap={None: _NAMESPACE})
    _add(root, "SaveVersion", 14)
    _add(root, "Title", plan.title)
    _add(root, "Company", plan.organisation)
    _add(root, "ScheduleFromStart", 1)
    _add_days(root, _extent(plan.tasks), "StartDate", "FinishDate")
    _add(root, "CalendarUID", _CALENDAR)
    _add(root, "DefaultStartTime", "08:00:00")
    _add(root, "DefaultFinishTime", "17:00:00")
    _add(root, "MinutesPerDay", plan.minutes_per_day)
    _add(root, "MinutesPerWeek", plan.minutes_per_day * sum(plan.week))
    _add(root, "DurationFormat", _IN_DAYS)
    _add(root, "NewTasksAreManual", 1)
    _add_deadline_column(root)
    _add_calendar(root, plan)
    _add_tasks(root, plan)
    _add_resources(root, plan.tasks)
    xml: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True
    )
    return xml


def _add(above: etree._Element, name: str, value: str | int) -> etree._Element:
    """Add an element with a value; an empty text is left out."""
    if value == "":
        return above
    element = etree.SubElement(above, f"{{{_NAMESPACE}}}{name}")
    element.text = writable(str(value))
    return element


def _group(above: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(above, f"{{{_NAMESPACE}}}{name}")


def _add_days(
    above: etree._Element, days: tuple[dt.date | None, dt.date | None], start: str, finish: str
) -> None:
    """A first and a last day, each only where there is one."""
    _add(above, start, f"{days[0].isoformat()}{_MORNING}" if days[0] else "")
    _add(above, finish, f"{days[1].isoformat()}{_EVENING}" if days[1] else "")


def _extent(tasks: Sequence[PlanTask]) -> tuple[dt.date | None, dt.date | None]:
    starts = [task.start for task in tasks if task.start]
    ends = [task.end for task in tasks if task.end]
    return min(starts, default=None), max(ends, default=None)


def _add_deadline_column(root: etree._Element) -> None:
    column = _group(_group(root, "ExtendedAttributes"), "ExtendedAttribute")
    _add(column, "FieldID", _TEXT_1)
    _add(column, "FieldName", "Text1")
    _add(column, "Alias", DEADLINE_TITLE)


def _add_calendar(root: etree._Element, plan: PlanFile) -> None:
    calendar = _group(_group(root, "Calendars"), "Calendar")
    _add(calendar, "UID", _CALENDAR)
    _add(calendar, "Name", "工作日历")
    _add(calendar, "IsBaseCalendar", 1)
    _add(calendar, "BaseCalendarUID", -1)
    weekdays = _group(calendar, "WeekDays")
    for number in range(1, 8):  # from Sunday
        weekday = _group(weekdays, "WeekDay")
        _add(weekday, "DayType", number)
        _add_working(weekday, plan.week[(number - 2) % 7])
    exceptions = _group(calendar, "Exceptions")
    for works, run in groupby(_runs(plan.departures), key=lambda stretch: stretch[2]):
        for first, last, _ in run:
            _add_exception(exceptions, first, last, works)


def _runs(departures: Sequence[tuple[dt.date, bool]]) -> list[tuple[dt.date, dt.date, bool]]:
    """Neighbouring days of one kind as one stretch."""
    runs: list[tuple[dt.date, dt.date, bool]] = []
    for day, works in departures:
        if runs and runs[-1][2] == works and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day, works)
        else:
            runs.append((day, day, works))
    return runs


def _add_exception(exceptions: etree._Element, first: dt.date, last: dt.date, works: bool) -> None:
    exception = _group(exceptions, "Exception")
    period = _group(exception, "TimePeriod")
    _add(period, "FromDate", f"{first.isoformat()}T00:00:00")
    _add(period, "ToDate", f"{last.isoformat()}T23:59:00")
    _add(exception, "Occurrences", (last - first).days + 1)
    _add(exception, "Name", "调休上班" if works else "放假")
    _add(exception, "Type", 1)
    _add_working(exception, works)


def _add_working(day: etree._Element, works: bool) -> None:
    _add(day, "DayWorking", int(works))
    if works:
        times = _group(day, "WorkingTimes")
        for begin, end in _SHIFTS:
            time = _group(times, "WorkingTime")
            _add(time, "FromTime", begin)
            _add(time, "ToTime", end)


def _add_tasks(root: etree._Element, plan: PlanFile) -> None:
    tasks = _group(root, "Tasks")
    numbers = _outline_numbers(plan)
    with_parts = {parent for parent in plan.parents() if parent is not None}
    into: dict[int, list[PlanLink]] = {}
    for link in plan.links:
        into.setdefault(link.after, []).append(link)
    for place, task in enumerate(plan.tasks):
        element = _group(tasks, "Task")
        _add_task_head(element, place + 1, task, numbers[place], summary=place in with_parts)
        _add_task_plan(element, task)
        for link in into.get(task.uid, ()):
            _add_link(element, link)
        _add_task_tail(element, task)


def _outline_numbers(plan: PlanFile) -> list[str]:
    """1, 1.1, 1.2, 2: each task's place among its siblings, behind its parent's."""
    counts: dict[int | None, int] = {}
    numbers: list[str] = []
    for parent in plan.parents():
        counts[parent] = counts.get(parent, 0) + 1
        above = "" if parent is None else f"{numbers[parent]}."
        numbers.append(f"{above}{counts[parent]}")
    return numbers


def _add_task_head(element: etree._Element, id: int, task: PlanTask, number: str, *, summary: bool) -> None:
    _add(element, "UID", task.uid)
    _add(element, "ID", id)
    _add(element, "Name", task.title)
    _add(element, "Active", 1)
    _add(element, "Manual", int(task.manual))
    _add(element, "Type", 1)  # fixed duration: units do not change the days
    _add(element, "IsNull", 0)
    _add(element, "WBS", task.no)
    _add(element, "OutlineNumber", number)
    _add(element, "OutlineLevel", task.level)
    _add(element, "Priority", 500)
    _add_days(element, (task.start, task.end), "Start", "Finish")
    _add(element, "StartText", task.start_text)
    _add(element, "FinishText", task.end_text)
    _add(element, "Duration", _duration(task.minutes))
    if task.manual:
        _add_days(element, (task.start, task.end), "ManualStart", "ManualFinish")
        _add(element, "ManualDuration", _duration(task.minutes))
    _add(element, "DurationFormat", _IN_DAYS)
    _add(element, "Estimated", 0)
    _add(element, "Milestone", int(task.milestone))
    _add(element, "Summary", int(summary))


def _add_task_plan(element: etree._Element, task: PlanTask) -> None:
    _add(element, "PercentComplete", task.percent)
    _add_days(element, (task.actual_start, task.actual_end), "ActualStart", "ActualFinish")
    _add(element, "ConstraintType", START_NO_EARLIER_THAN if task.not_before else _AS_SOON_AS_POSSIBLE)
    _add(element, "CalendarUID", -1)
    _add_days(element, (task.not_before, task.deadline), "ConstraintDate", "Deadline")
    _add(element, "Notes", task.notes)


def _add_link(element: etree._Element, link: PlanLink) -> None:
    into = _group(element, "PredecessorLink")
    _add(into, "PredecessorUID", link.before)
    _add(into, "Type", LINK_TYPES.index(link.kind))
    _add(into, "CrossProject", 0)
    _add(into, "LinkLag", link.lag * 10)
    _add(into, "LagFormat", _IN_ELAPSED_DAYS if link.round_the_clock else _IN_DAYS)


def _add_task_tail(element: etree._Element, task: PlanTask) -> None:
    if task.deadline_text:
        column = _group(element, "ExtendedAttribute")
        _add(column, "FieldID", _TEXT_1)
        _add(column, "Value", task.deadline_text)
    for baseline in task.baselines:
        then = _group(element, "Baseline")
        _add(then, "Number", baseline.number)
        _add_days(then, (baseline.start, baseline.end), "Start", "Finish")


def _duration(minutes: int | None) -> str:
    return "" if minutes is None else f"PT{minutes // 60}H{minutes % 60}M0S"


def _add_resources(root: etree._Element, tasks: Sequence[PlanTask]) -> None:
    """Every unit once, then who works on what. Both number from 1: 0 is nobody."""
    names = dict.fromkeys(share.unit for task in tasks for share in task.shares)
    uids = {name: uid for uid, name in enumerate(names, start=1)}
    resources = _group(root, "Resources")
    for name, uid in uids.items():
        resource = _group(resources, "Resource")
        _add(resource, "UID", uid)
        _add(resource, "ID", uid)
        _add(resource, "Name", name)
        _add(resource, "Type", 1)
    assignments = _group(root, "Assignments")
    shares = ((task.uid, share) for task in tasks for share in task.shares)
    for uid, (task_uid, share) in enumerate(shares, start=1):
        assignment = _group(assignments, "Assignment")
        _add(assignment, "UID", uid)
        _add(assignment, "TaskUID", task_uid)
        _add(assignment, "ResourceUID", uids[share.unit])
        _add(assignment, "Notes", ROLE_NAMES[share.role])
        _add(assignment, "Units", f"{share.percent / 100:g}")
