"""Charts over time: units by periods, planned against actual completion, the calendar of deadlines."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final

from workbench.notation import date_text
from workbench.planning.periods import name_of
from workbench.rows.charts import (
    Behind,
    CalendarChart,
    CalendarDay,
    CalendarMonth,
    CurveChart,
    CurveLine,
    HeatChart,
    HeatPart,
    Spot,
)
from workbench.rows.standing import CurvePoint, DeadlineDay, HeatCell
from workbench.terms import DocumentId, Granularity, Period
from workbench.ui.charts import tones

Ask = Callable[..., Any]
#: How many periods a chart reaches back.
LOOKING_BACK: Final = 8
_LATE, _OPEN, _DONE, _MIXED = tones.BAD, "#bcd7f2", "#bfe3c9", "#f6dd8a"


def _upto(period: Period, periods: Sequence[Period]) -> list[Period]:
    """The last periods of the plan up to this one, the earliest first."""
    known = sorted(one for one in periods if one <= period) or [period]
    return known[-LOOKING_BACK:]


def heat(
    ask: Ask,
    period: Period,
    on: dt.date,
    periods: Sequence[Period],
    document: DocumentId | None = None,
) -> HeatChart:
    """Unit × period: the gravest light of a unit's tasks, and how many of them show it."""
    from workbench.queries.charts import heat_map

    cells: tuple[HeatCell, ...] = ask(heat_map, _upto(period, periods), on, document)
    shown = sorted({one.period for one in cells})
    by_unit: dict[object, dict[Period, HeatCell]] = defaultdict(dict)
    for one in cells:
        by_unit[one.unit][one.period] = one
    rows = tuple(
        (next(iter(held.values())).unit_name, tuple(_heat_part(held.get(one)) for one in shown))
        for held in by_unit.values()
    )
    return HeatChart(
        "各单位亮灯热力图",
        tuple(map(name_of, shown)),
        rows,
        tones.key_of({one.colour for one in cells}),
        "格内为最差亮灯的任务数／任务总数。",
    )


def _heat_part(cell: HeatCell | None) -> HeatPart | None:
    if cell is None:
        return None
    words = f"{len(cell.tasks)}/{cell.all_tasks}"
    name = f"{cell.unit_name}　{name_of(cell.period)}　{cell.colour.value}"
    behind = Behind(name, f"{len(cell.tasks)}项，共{cell.all_tasks}项", cell.tasks, period=cell.period)
    return HeatPart(words, tones.tone(cell.colour), behind)


def curve(
    ask: Ask,
    period: Period,
    on: dt.date,
    periods: Sequence[Period],
    document: DocumentId | None = None,
) -> CurveChart:
    """Mean progress due against reached, at the end of each period."""
    from workbench.queries.charts import completion_curve

    points: tuple[CurvePoint, ...] = ask(completion_curve, _upto(period, periods), on, document)
    known = [one for one in points if one.due is not None and one.actual is not None]
    due = tuple(
        Spot(number, one.due or 0.0, _due_behind(one), f"{one.due:.0f}%") for number, one in enumerate(known)
    )
    actual = tuple(
        Spot(number, one.actual or 0.0, _done_behind(one), f"{one.actual:.0f}%")
        for number, one in enumerate(known)
    )
    lines = (
        CurveLine("应完成（序时进度）", tones.ACCENT, True, due),
        CurveLine("实际完成", "#107c41", False, actual),
    )
    note = "各期末全部可判断任务的平均进度。点选一点，列出到期或已完成的任务。"
    labels = tuple(name_of(one.period) for one in known)
    return CurveChart("计划与实际完成进度", labels, lines if known else (), note)


def _due_behind(point: CurvePoint) -> Behind:
    name, count = name_of(point.period), len(point.due_tasks)
    return Behind(f"{name}　应完成", f"{point.due:.1f}%，到期{count}项", point.due_tasks, period=point.period)


def _done_behind(point: CurvePoint) -> Behind:
    name, count = name_of(point.period), len(point.done_tasks)
    return Behind(
        f"{name}　实际完成", f"{point.actual:.1f}%，已完成{count}项", point.done_tasks, period=point.period
    )


def calendar_of(ask: Ask, year: int, on: dt.date, document: DocumentId | None = None) -> CalendarChart:
    """Twelve months of a year: what falls due each day, as tasks and results stand now."""
    from workbench.queries.charts import deadline_calendar

    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    days: tuple[DeadlineDay, ...] = ask(deadline_calendar, first, last, document)
    now = Period(on.year, Granularity.MONTH, on.month)
    months = tuple(
        _month(year, month, [one for one in days if one.day.month == month], on, now)
        for month in range(1, 13)
    )
    key = (("有逾期未完成", _LATE), ("未完成", _OPEN), ("部分完成", _MIXED), ("全部完成", _DONE))
    tasks = sum(len(one.open_tasks) + len(one.done_tasks) for one in days)
    results = sum(len(one.open_results) + len(one.done_results) for one in days)
    note = f"{year}年到期的任务{tasks}项、成果{results}项；格内是当日到期的项数，按现在的完成情况着色。"
    return CalendarChart(f"{year}年到期日历", months, key, note)


def _month(year: int, month: int, days: list[DeadlineDay], on: dt.date, now: Period) -> CalendarMonth:
    first_weekday, length = calendar.monthrange(year, month)
    shown = tuple(
        CalendarDay(one.day.day, str(_count(one)), _tone(one, on), _behind(one, now)) for one in days
    )
    behind = None
    if days:
        tasks = tuple(task for one in days for task in (*one.open_tasks, *one.done_tasks))
        results = tuple(result for one in days for result in (*one.open_results, *one.done_results))
        done = sum(len(one.done_tasks) + len(one.done_results) for one in days)
        told = f"到期{sum(map(_count, days))}项，已完成{done}项"
        behind = Behind(f"{year}年{month}月", told, tasks, results, period=now)
    return CalendarMonth(f"{month}月", first_weekday, length, shown, behind)


def _count(day: DeadlineDay) -> int:
    return len(day.open_tasks) + len(day.done_tasks) + len(day.open_results) + len(day.done_results)


def _behind(day: DeadlineDay, now: Period) -> Behind:
    tasks = len(day.open_tasks) + len(day.done_tasks)
    results = len(day.open_results) + len(day.done_results)
    done = len(day.done_tasks) + len(day.done_results)
    told = f"任务{tasks}项、成果{results}项到期，已完成{done}项"
    return Behind(
        date_text(day.day),
        told,
        (*day.open_tasks, *day.done_tasks),
        (*day.open_results, *day.done_results),
        period=now,
    )


def _tone(day: DeadlineDay, on: dt.date) -> str:
    waiting = day.open_tasks or day.open_results
    if not waiting:
        return _DONE
    if day.day < on:
        return _LATE
    return _MIXED if day.done_tasks or day.done_results else _OPEN
