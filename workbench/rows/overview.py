"""The plan in numbers (总览), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.rows.documents import DocumentRow
from workbench.rows.indicators import IndicatorStandingRow
from workbench.rows.standing import ColourCount, GroupStandingRow
from workbench.terms import Colour, ItemId, Period, PeriodState, ResultId, TaskId, UnitId


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The plan in numbers (总览)."""

    documents: int
    tasks: int
    results: int
    indicators: int
    units: int
    without_lead: int
    without_deadline: int
    ongoing: int
    done: int
    overdue: int
    due_this_quarter: int
    by_document: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LightChange:
    """A task whose light changed since the period before (亮灯变化); `worse` where it moved towards red."""

    task: TaskId
    before: Colour
    now: Colour
    worse: bool


@dataclass(frozen=True, slots=True)
class NotReported:
    """A unit that owes reports (未报单位), with the tasks it owes them for."""

    unit: UnitId | None
    unit_name: str
    tasks: tuple[TaskId, ...]


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """What a director reads in ten seconds (总览): one period, as it stood on the day `on`.

    Every group holds ids, so that a number is their count and a click lists what is behind it. `tasks` are
    those in the plan by then; `late` are open past their day; `due` have their day in this period (本期到期),
    `due_open` of them are not finished; `due_next` are open with a day in the next one. `lights` has every
    colour of the rules in force. `off_path` are the indicators behind their path or past a missed target.
    `by_unit` is ordered as the units first appear, `by_chapter` as the documents are. `items_late` are
    matters under supervision past their day.
    """

    period: Period
    name: str
    on: dt.date
    state: PeriodState
    rules: str
    tasks: tuple[TaskId, ...]
    done: tuple[TaskId, ...]
    late: tuple[TaskId, ...]
    due: tuple[TaskId, ...]
    due_open: tuple[TaskId, ...]
    due_next: tuple[TaskId, ...]
    stopped: tuple[TaskId, ...]
    without_lead: tuple[TaskId, ...]
    reported: tuple[TaskId, ...]
    unreported: tuple[TaskId, ...]
    lights: tuple[ColourCount, ...]
    changed: tuple[LightChange, ...]
    not_reported: tuple[NotReported, ...]
    results: tuple[ResultId, ...]
    results_done: tuple[ResultId, ...]
    results_late: tuple[ResultId, ...]
    indicators: tuple[IndicatorStandingRow, ...]
    off_path: tuple[IndicatorStandingRow, ...]
    items_open: tuple[ItemId, ...]
    items_late: tuple[ItemId, ...]
    by_unit: tuple[GroupStandingRow, ...]
    by_chapter: tuple[GroupStandingRow, ...]
    percent: float | None
    due_percent: float | None


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods side by side (两期对比). `changed` goes from the earlier to the later one."""

    before: OverviewRow
    now: OverviewRow
    changed: tuple[LightChange, ...]
    newly_done: tuple[TaskId, ...]
    newly_late: tuple[TaskId, ...]
