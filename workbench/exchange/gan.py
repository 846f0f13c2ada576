"""GanttProject files (.gan): a file's bytes go in, a PlanFile comes out.

Read are the tree of tasks, first days and durations in working days, milestones, progress, links with lags,
earliest starts, notes, people as units, the calendar, and earlier states of the plan as baselines. Holidays
that come back every year count for the years the plan spans. A uid is the file's id and one more: 0 is taken.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workbench.errors import UnsupportedFormatError
from workbench.exchange.plan import (
    EIGHT_HOURS,
    PlanBaseline,
    PlanFile,
    PlanLink,
    PlanShare,
    PlanTask,
    ordered,
    true_departures,
)
from workbench.exchange.safe_xml import Fields, local_name, parse_xml
from workbench.planning.calendar import MONDAY_TO_FRIDAY, WorkingCalendar
from workbench.problems import Problem
from workbench.terms import LinkKind, Role, Severity

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINK_TYPES: Final = {
    "1": LinkKind.START_START,
    "2": LinkKind.FINISH_START,
    "3": LinkKind.FINISH_FINISH,
    "4": LinkKind.START_FINISH,
}
_LONGEST: Final = 36_500  # working days of a task
_EARLIEST_BEGIN: Final = "1"  # of `thirdDate-constraint`

_Parts = tuple[Fields, int]


def _uid(fields: Fields, attribute: str) -> int:
    return int(fields.number(attribute, -1)) + 1


def read_gan(name: str, data: bytes) -> PlanFile:
    """Read a GanttProject file; `name` is shown to the planner.

    Raises CannotReadError where it is no XML, UnsupportedFormatError where it is another kind of XML.
    """
    root = parse_xml(name, data)
    odd: list[Problem] = []
    project = Fields(root, odd, "项目", attributes=True)
    if local_name(root) != "project" or not list(project.below("tasks")):
        raise UnsupportedFormatError(
            f"“{name}”不是 GanttProject 的文件。", "请选择扩展名为 .gan 的项目文件。"
        )
    found = list(_walk(project, odd))
    week, departures = _calendar(project, _years(found), odd)
    plan = PlanFile(
        title=project.text("name"),
        organisation=project.text("company"),
        week=week,
        departures=departures,
        problems=(),
    )
    tasks = tuple(_tasks(project, found, plan.calendar))
    return replace(plan, tasks=tasks, links=ordered(_links(found), tasks), problems=tuple(odd))


def _walk(project: Fields, odd: list[Problem]) -> Iterator[_Parts]:
    """Every task once with its level, in the order of the file."""
    seen: set[str] = set()
    stack = [(task, 1) for task in reversed(list(project.below("tasks/task")))]
    while stack:
        fields, level = stack.pop()
        if fields.text("id") not in seen:
            seen.add(fields.text("id"))
            yield Fields(fields.element, odd, f"任务“{fields.text('name')}”", attributes=True), level
        stack.extend((part, level + 1) for part in reversed(list(fields.below("task"))))


def _years(found: list[_Parts]) -> range:
    """The years the plan spans, and one more at its end."""
    starts = [day.year for fields, _ in found if (day := fields.day("start"))]
    return range(min(starts, default=0), max(starts, default=-2) + 2)


def _calendar(
    project: Fields, years: range, odd: list[Problem]
) -> tuple[tuple[bool, ...], tuple[tuple[dt.date, bool], ...]]:
    """The working week, and the days that depart from it. In the file a 1 marks a day of rest."""
    week: tuple[bool, ...] = MONDAY_TO_FRIDAY
    for default in project.below("calendars/day-types/default-week"):
        week = tuple(default.text(weekday) != "1" for weekday in _WEEKDAYS)
    if not any(week):
        odd.append(Problem("odd-value", Severity.WARNING, "日历里没有工作日，按周一至周五计算。"))
        week = MONDAY_TO_FRIDAY
    days: dict[dt.date, bool] = {}
    for date in project.below("calendars/date", "日历"):
        every = (int(date.number("year")),) if date.text("year") else years
        works = date.text("type") == "WORKING_DAY"
        days.update(
            (day, works) for year in every if (day := _date(year, date)) and date.text("type") != "NEUTRAL"
        )
    return week, true_departures(days, week)


def _date(year: int, fields: Fields) -> dt.date | None:
    """29 February is no day in most years."""
    try:
        return dt.date(year, int(fields.number("month")), int(fields.number("date")))
    except ValueError:
        return None


def _tasks(project: Fields, found: list[_Parts], calendar: WorkingCalendar) -> Iterator[PlanTask]:
    shares, baselines = _shares(project), _baselines(project, calendar)
    for fields, level in found:
        uid = _uid(fields, "id")
        start, duration = fields.day("start"), int(fields.number("duration"))
        milestone = fields.flag("meeting")
        yield PlanTask(
            uid=uid,
            title=fields.text("name"),
            level=level,
            start=start,
            end=_last_day(start, duration, calendar),
            minutes=0 if milestone else duration * EIGHT_HOURS,
            percent=min(max(round(fields.number("complete")), 0), 100),
            milestone=milestone,
            not_before=fields.day("thirdDate")
            if fields.text("thirdDate-constraint") == _EARLIEST_BEGIN
            else None,
            notes=(fields.element.findtext("{*}notes") or "").strip(),
            shares=tuple(shares[uid]),
            baselines=tuple(baselines[uid]),
        )


def _last_day(start: dt.date | None, duration: int, calendar: WorkingCalendar) -> dt.date | None:
    """The last of `duration` working days; a task that takes none, or centuries, ends as it starts."""
    if start is None or not 0 < duration <= _LONGEST:
        return start
    first = start.toordinal()
    last = max(calendar.add_working_days(first, duration - 1), first)
    return dt.date.fromordinal(min(last, dt.date.max.toordinal()))


def _links(found: list[_Parts]) -> Iterator[PlanLink]:
    known = {_uid(fields, "id") for fields, _ in found}
    for fields, _ in found:
        before = _uid(fields, "id")
        for link in fields.below("depend"):
            after = _uid(link, "id")
            if after in known and after != before:
                kind = _LINK_TYPES.get(link.text("type"), LinkKind.FINISH_START)
                yield PlanLink(before, after, kind, int(link.number("difference")) * EIGHT_HOURS)


def _shares(project: Fields) -> defaultdict[int, list[PlanShare]]:
    """The people of each task; the one marked as responsible for it leads."""
    names = {one.text("id"): one.text("name") for one in project.below("resources/resource")}
    shares: defaultdict[int, list[PlanShare]] = defaultdict(list)
    for one in project.below("allocations/allocation", "工作分配"):
        name = names.get(one.text("resource-id"), "")
        if name.strip():
            role = Role.LEAD if one.flag("responsible") else Role.RESPONSIBLE
            shares[_uid(one, "task-id")].append(PlanShare(name, role, round(one.number("load", 100))))
    return shares


def _baselines(project: Fields, calendar: WorkingCalendar) -> defaultdict[int, list[PlanBaseline]]:
    baselines: defaultdict[int, list[PlanBaseline]] = defaultdict(list)
    for number, then in enumerate(project.below("previous/previous-tasks", "基线")):
        for task in then.below("previous-task"):
            start = task.day("start")
            end = _last_day(start, int(task.number("duration")), calendar)
            baselines[_uid(task, "id")].append(PlanBaseline(number, start, end))
    return baselines
