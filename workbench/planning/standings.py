"""How all tasks stand in a period: the plan and its reports as columns go in; what each is judged by, and the
rule that lights its lamp, come out.

A period that has ended is judged by its last day and by what had been reported up to then; one that is
running by today and by where each task stands now. Nothing here is text: sentences are made for the rows
that are shown (`light_words`, `due_progress`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.planning.calendar import Days, WorkingCalendar
from workbench.planning.due_progress import due_by_time, due_by_working_days
from workbench.planning.lights import (
    RuleTable,
    TaskFacts,
    counted_progress,
    days_late,
    deciding_rules,
    is_exempt,
)
from workbench.planning.periods import months_at_end
from workbench.planning.task_arrays import NO_DAY, STATE_CODE, Bools, Bytes
from workbench.terms import PERIODS_PER_YEAR, Colour, Period, TaskState

Percents = NDArray[np.float64]

#: A colour's code is an index into these.
COLOURS: Final = tuple(Colour)
COLOUR_CODE: Final = {colour: code for code, colour in enumerate(COLOURS)}
NO_REPORT: Final = -1
#: How grave a colour is, by its code: a change to a graver one is a change for the worse.
GRAVITY: Final = np.array(
    [
        (Colour.NONE, Colour.GREEN, Colour.BLUE, Colour.YELLOW, Colour.ORANGE, Colour.RED).index(colour)
        for colour in COLOURS
    ]
)

_OPEN: Final = (STATE_CODE[TaskState.NOT_STARTED], STATE_CODE[TaskState.RUNNING])
_DONE: Final = (STATE_CODE[TaskState.DONE], STATE_CODE[TaskState.CLOSED])
_STOPPED: Final = (STATE_CODE[TaskState.PAUSED], STATE_CODE[TaskState.DROPPED])


@dataclass(frozen=True, slots=True)
class PlanColumns:
    """What the plan says of its tasks, a column each, in the order of the plan.

    Days are ordinals, `NO_DAY` for none; `issued` is when the task's document was. `state` and `kind` are
    codes. `by_working_days` tells the tasks that fall due by working days and not by time.
    """

    id: NDArray[np.int64]
    start: Days
    end: Days
    issued: Days
    kind: Bytes
    progress: Bytes
    state: Bytes
    by_working_days: Bools

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True)
class ReportColumns:
    """Reports that count (已报、已核), earliest period first; of those that end together, as made.

    `task` is an index into the plan's columns; `first` and `last` are the months before and at the end of
    the period, as `periods.months_at_end` counts them.
    """

    id: NDArray[np.int64]
    task: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    percent: NDArray[np.int64]
    state: NDArray[np.int64]


@dataclass(frozen=True)
class Judged:
    """All tasks of a plan in one period, a column each. `on` is the day they are judged by.

    `rule` is an index into `table.rules`, `colour` one into `COLOURS` (a light set by hand included).
    `report` is an index into the reports, `NO_REPORT` where there is none on this period. `in_plan` tells
    the tasks whose document was issued by then, or that were reported on.
    """

    period: Period
    on: dt.date
    table: RuleTable
    facts: TaskFacts
    rule: NDArray[np.intp]
    colour: Bytes
    in_plan: Bools
    report: NDArray[np.int64]
    by_hand: Bools

    @cached_property
    def percent(self) -> Percents:
        """What each task is judged by: as reported, or as the rules count a missing report."""
        shape = self.facts.shape
        return np.broadcast_to(counted_progress(self.table, self.facts), shape)

    @cached_property
    def reported(self) -> Bools:
        """Those with a report that counts."""
        reported: Bools = self.report != NO_REPORT
        return reported

    @cached_property
    def open(self) -> Bools:
        """In the plan, neither finished nor stopped."""
        return self._in_state(_OPEN)

    @cached_property
    def done(self) -> Bools:
        """In the plan and finished (已完成, 已销号)."""
        return self._in_state(_DONE)

    @cached_property
    def stopped(self) -> Bools:
        """In the plan, but paused or dropped."""
        return self._in_state(_STOPPED)

    @cached_property
    def late(self) -> Bools:
        """Open past its day, as the rules count days; those without a day of their own never are."""
        dated = np.asarray(self.facts.end) != NO_DAY
        late: Bools = self.open & dated & ~is_exempt(self.table, self.facts)
        return late & (days_late(self.table, self.facts) > 0)

    @cached_property
    def unreported(self) -> Bools:
        """Open and begun, and no report on the period."""
        begun = np.asarray(self.facts.start) <= self.on.toordinal()
        unreported: Bools = self.open & begun & ~self.reported
        return unreported

    def due_between(self, first: dt.date, last: dt.date) -> Bools:
        """In the plan, with its day in a stretch of days, both included."""
        end = np.asarray(self.facts.end)
        due: Bools = self.in_plan & (end >= first.toordinal()) & (end <= last.toordinal())
        return due

    def _in_state(self, codes: tuple[int, ...]) -> Bools:
        held: Bools = self.in_plan & np.isin(self.facts.state, codes)
        return held


def day_of(period: Period, today: dt.date) -> dt.date:
    """The day a period is judged by: its last day, or today while it runs."""
    return min(today, period.last_day)


def judge(
    plan: PlanColumns,
    reports: ReportColumns,
    period: Period,
    today: dt.date,
    table: RuleTable,
    calendar: WorkingCalendar,
    own_due: Mapping[int, float] | None = None,
    by_hand: Mapping[int, Colour] | None = None,
) -> Judged:
    """Judge every task in one period. `own_due` is what is due of tasks with a way of their own, `by_hand`
    the lights set by hand; both by index.
    """
    on = day_of(period, today)
    of_period = _reports_within(reports, period, len(plan))
    percent, state = _progress(plan, reports, period, running=today <= period.last_day)
    due = _due(plan, on, calendar)
    for index, value in (own_due or {}).items():
        due[index] = value
    facts = TaskFacts(
        np.int64(on.toordinal()),
        plan.start,
        plan.end,
        due,
        percent,
        of_period != NO_REPORT,
        state,
        plan.kind,
    )
    rule = deciding_rules(table, facts)
    colour = np.array([COLOUR_CODE[one.colour] for one in table.rules], np.uint8)[rule]
    set_by_hand = np.zeros(len(plan), np.bool_)
    for index, chosen in (by_hand or {}).items():
        colour[index], set_by_hand[index] = COLOUR_CODE[chosen], True
    in_plan = (plan.issued <= on.toordinal()) | (of_period != NO_REPORT)
    return Judged(period, on, table, facts, rule, colour, in_plan, of_period, set_by_hand)


def _reports_within(reports: ReportColumns, period: Period, tasks: int) -> NDArray[np.int64]:
    """The latest report on each task that speaks of the period or a part of it."""
    last = months_at_end(period)
    first = last - 12 // PERIODS_PER_YEAR[period.granularity]
    inside = np.flatnonzero((reports.first >= first) & (reports.last <= last))
    return _last_of_each(reports.task[inside], inside, tasks)


def _progress(
    plan: PlanColumns, reports: ReportColumns, period: Period, running: bool
) -> tuple[Percents, Bytes]:
    """Percent and state of each task: where it stands now, or what had been reported by then.

    A task that was first reported on later had not begun then; one never reported on stands where it is.
    """
    percent, state = plan.progress.astype(np.float64), plan.state.copy()
    if running or not len(reports.id):
        return percent, state
    upto = int(np.searchsorted(reports.last, months_at_end(period), side="right"))
    latest = _last_of_each(reports.task[:upto], np.arange(upto), len(plan))
    known = latest != NO_REPORT
    percent[known], state[known] = reports.percent[latest[known]], reports.state[latest[known]]
    later = np.setdiff1d(reports.task[upto:], reports.task[:upto])
    percent[later], state[later] = 0.0, STATE_CODE[TaskState.NOT_STARTED]
    return percent, state


def _last_of_each(tasks: NDArray[np.int64], reports: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    found = np.full(count, NO_REPORT, np.int64)
    found[tasks] = reports  # of an index named twice, the last one stays
    return found


def _due(plan: PlanColumns, on: dt.date, calendar: WorkingCalendar) -> Percents:
    day = np.array(on.toordinal())
    due = np.array(due_by_time(plan.start, plan.end, day), np.float64)
    chosen = plan.by_working_days
    if chosen.any():
        due[chosen] = due_by_working_days(plan.start[chosen], plan.end[chosen], day, calendar)
    return due
