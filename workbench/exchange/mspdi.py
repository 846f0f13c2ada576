"""MS Project XML (MSPDI): a file's bytes go in, a PlanFile comes out.

Read are the outline, days, working time, progress, links with lags, deadlines, words written in place of
dates, baselines, resources as units with their roles, and the project's calendar. A task without a name,
an inactive one and the line of the project itself are left out. Times of day are dropped: a plan here is
in days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from workbench.errors import UnsupportedFormatError
from workbench.exchange.plan import (
    EIGHT_HOURS,
    PlanBaseline,
    PlanFile,
    PlanLink,
    PlanShare,
    PlanTask,
    true_departures,
)
from workbench.exchange.safe_xml import Fields, local_name, parse_xml
from workbench.planning.calendar import MONDAY_TO_FRIDAY
from workbench.problems import Problem
from workbench.terms import LinkKind, Role, Severity

#: The column of the deadline's own words, by its title in the file.
DEADLINE_TITLE: Final = "完成时限"
ROLE_NAMES: Final = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.SUPPORT: "配合单位"}
#: `PredecessorLink/Type`, by its number.
LINK_TYPES: Final = (
    LinkKind.FINISH_FINISH,
    LinkKind.FINISH_START,
    LinkKind.START_FINISH,
    LinkKind.START_START,
)
START_NO_EARLIER_THAN: Final = 4
MUST_START_ON: Final = 2
FINISH_NO_LATER_THAN: Final = 7

# `LagFormat` and `DurationFormat`: what is counted round the clock, and what is a share of the task before.
_ROUND_THE_CLOCK: Final = (4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52)
_PERCENT: Final = (19, 20, 51, 52)
_DURATION: Final = re.compile(
    r"P(?:(\d{1,7})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?", re.ASCII
)
_LONGEST_EXCEPTION: Final = 3660  # days; a longer one is no holiday but a slip
_DAILY: Final = 1


def read_mspdi(name: str, data: bytes) -> PlanFile:
    """Read an MS Project XML file; `name` is shown to the planner.

    Raises CannotReadError where it is no XML, UnsupportedFormatError where it is another kind of XML.
    """
    root = parse_xml(name, data)
    if local_name(root) != "Project":
        raise UnsupportedFormatError(
            f"“{name}”不是 MS Project 的 XML 文件。", "请在 MS Project 里用“另存为”选“XML 格式”导出。"
        )
    odd: list[Problem] = []
    project = Fields(root, odd, "项目")
    minutes_per_day = int(project.number("MinutesPerDay", EIGHT_HOURS)) or EIGHT_HOURS
    week, departures = _calendar(project, odd)
    tasks = _tasks(project, odd)
    return PlanFile(
        title=project.text("Title") or _project_line(project) or project.text("Name"),
        tasks=tuple(tasks),
        links=tuple(_links(project, tasks)),
        organisation=project.text("Company"),
        week=week,
        departures=departures,
        minutes_per_day=minutes_per_day,
        problems=tuple(odd),
    )


def _project_line(project: Fields) -> str:
    """The name of the line that stands for the whole project."""
    return next((task.text("Name") for task in project.below("Tasks/Task") if not task.number("UID")), "")


def _calendar(
    project: Fields, odd: list[Problem]
) -> tuple[tuple[bool, ...], tuple[tuple[dt.date, bool], ...]]:
    """The working week, Monday first, and the days that depart from it, of the project's own calendar."""
    wanted = project.number("CalendarUID", 1)
    week, days = list(MONDAY_TO_FRIDAY), dict[dt.date, bool]()
    for calendar in project.below("Calendars/Calendar", "日历"):
        if calendar.number("UID") != wanted:
            continue
        for weekday in calendar.below("WeekDays/WeekDay"):
            number = int(weekday.number("DayType"))  # 1 is Sunday, 0 an exception of the older kind
            if 1 <= number <= 7:
                week[(number - 2) % 7] = weekday.flag("DayWorking")
            elif number == 0:
                _add_exception(days, weekday, odd)
        for exception in calendar.below("Exceptions/Exception"):
            _add_exception(days, exception, odd)
    if not any(week):
        odd.append(Problem("odd-value", Severity.WARNING, "日历里没有工作日，按周一至周五计算。"))
        week = list(MONDAY_TO_FRIDAY)
    return tuple(week), true_departures(days, tuple(week))


def _add_exception(days: dict[dt.date, bool], exception: Fields, odd: list[Problem]) -> None:
    for period in exception.below("TimePeriod"):
        first, last = period.day("FromDate"), period.day("ToDate")
        if first is None or last is None:
            continue
        daily = exception.number("Type", _DAILY) == _DAILY
        if not daily or not 0 <= (last - first).days <= _LONGEST_EXCEPTION:
            what = f"日历例外“{exception.text('Name')}”是循环的或过长，没有读取。"
            odd.append(Problem("calendar-exception", Severity.WARNING, what))
            continue
        for day in range(first.toordinal(), last.toordinal() + 1):
            days[dt.date.fromordinal(day)] = exception.flag("DayWorking")


def _tasks(project: Fields, odd: list[Problem]) -> list[PlanTask]:
    shares = _shares(project)
    words = _deadline_field(project)
    tasks: dict[int, PlanTask] = {}
    for fields in project.below("Tasks/Task"):
        uid, title = int(fields.number("UID")), fields.text("Name")
        if uid == 0 or fields.flag("IsNull") or not title.strip() or uid in tasks:
            continue
        if fields.text("Active") == "0":
            what = f"任务“{title}”在 MS Project 里已停用，没有读取。"
            odd.append(Problem("inactive-task", Severity.INFO, what))
            continue
        tasks[uid] = _task(Fields(fields.element, odd, f"任务“{title}”"), uid, shares[uid], words)
    return list(tasks.values())


def _task(fields: Fields, uid: int, shares: list[PlanShare], words: str) -> PlanTask:
    constraint, at = int(fields.number("ConstraintType")), fields.day("ConstraintDate")
    deadline = fields.day("Deadline")
    return PlanTask(
        uid=uid,
        title=fields.text("Name"),
        level=max(int(fields.number("OutlineLevel", 1)), 1),
        no=fields.text("WBS"),
        start=fields.day("Start"),
        end=_last_day(fields, "Start", "Finish"),
        start_text=fields.text("StartText"),
        end_text=fields.text("FinishText"),
        minutes=_minutes(fields),
        percent=min(max(round(fields.number("PercentComplete")), 0), 100),
        milestone=fields.flag("Milestone"),
        manual=fields.flag("Manual"),
        not_before=at if constraint in (START_NO_EARLIER_THAN, MUST_START_ON) else None,
        deadline=deadline or (at if constraint == FINISH_NO_LATER_THAN else None),
        deadline_text=_extended(fields, words),
        actual_start=fields.day("ActualStart"),
        actual_end=fields.day("ActualFinish"),
        notes=fields.text("Notes"),
        shares=tuple(shares),
        baselines=tuple(_baselines(fields)),
    )


def _last_day(fields: Fields, start: str, finish: str) -> dt.date | None:
    """A finish at midnight, as some programs write it, means the day before."""
    at, begin = fields.moment(finish), fields.day(start)
    if at and begin and at.date() > begin and at.time() == dt.time():
        return at.date() - dt.timedelta(days=1)
    return at.date() if at else None


def _minutes(fields: Fields) -> int | None:
    text = fields.text("Duration").strip()
    if not text or fields.number("DurationFormat") in _ROUND_THE_CLOCK:
        return None
    found = _DURATION.fullmatch(text)
    if not found:
        fields.complain("Duration", text)
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + minutes + round(seconds / 60)


def _baselines(fields: Fields) -> Iterator[PlanBaseline]:
    for baseline in fields.below("Baseline"):
        yield PlanBaseline(
            int(baseline.number("Number")), baseline.day("Start"), _last_day(baseline, "Start", "Finish")
        )


def _deadline_field(project: Fields) -> str:
    """The id of the text column that holds the deadline's own words; "" where there is none."""
    columns = project.below("ExtendedAttributes/ExtendedAttribute")
    return next((one.text("FieldID") for one in columns if one.text("Alias") == DEADLINE_TITLE), "")


def _extended(fields: Fields, field: str) -> str:
    values = fields.below("ExtendedAttribute")
    return next((one.text("Value") for one in values if field and one.text("FieldID") == field), "")


def _shares(project: Fields) -> defaultdict[int, list[PlanShare]]:
    """The units of each task by its uid, in the order of the assignments."""
    names = {int(one.number("UID")): one.text("Name") for one in project.below("Resources/Resource", "资源")}
    shares: defaultdict[int, list[PlanShare]] = defaultdict(list)
    for one in project.below("Assignments/Assignment", "工作分配"):
        name = names.get(int(one.number("ResourceUID")), "")
        if name.strip():
            percent = round(one.number("Units", 1) * 100)
            shares[int(one.number("TaskUID"))].append(PlanShare(name, _role(one.text("Notes")), percent))
    return shares


def _role(notes: str) -> Role:
    """The role written in the notes of an assignment; 责任单位 where there is none."""
    return next((role for role, name in ROLE_NAMES.items() if name[:2] in notes), Role.RESPONSIBLE)


def _links(project: Fields, tasks: list[PlanTask]) -> Iterator[PlanLink]:
    known = {task.uid: task for task in tasks}
    for fields in project.below("Tasks/Task"):
        after = int(fields.number("UID"))
        for link in fields.below("PredecessorLink"):
            before, kind = int(link.number("PredecessorUID")), int(link.number("Type", 1))
            if before in known and after in known and before != after and 0 <= kind < len(LINK_TYPES):
                clock = link.number("LagFormat") in _ROUND_THE_CLOCK
                yield PlanLink(before, after, LINK_TYPES[kind], _lag(link, known[before]), clock)


def _lag(link: Fields, before: PlanTask) -> int:
    """Minutes; the file has tenths of them, or percents of the task before."""
    lag = link.number("LinkLag")
    if link.number("LagFormat") in _PERCENT:
        return round((before.minutes or 0) * lag / 100)
    return round(lag / 10)
