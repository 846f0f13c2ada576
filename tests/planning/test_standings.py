"""All tasks judged in a period: which report counts, what is in the plan, late, due, owing a report."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from workbench.planning.calendar import WorkingCalendar
from workbench.planning.light_presets import first_rules
from workbench.planning.periods import months_at_end
from workbench.planning.standings import COLOURS, Judged, PlanColumns, ReportColumns, judge
from workbench.planning.task_arrays import DEADLINE_KIND_CODE, STATE_CODE, STATES
from workbench.terms import PERIODS_PER_YEAR, Colour, DeadlineKind, Granularity, Period, TaskState

Q1, Q2, Q3, Q4 = (Period(2021, Granularity.QUARTER, number) for number in (1, 2, 3, 4))
YEAR = Period(2021, Granularity.YEAR)
JULY = Period(2021, Granularity.MONTH, 7)
AFTER = dt.date(2022, 3, 1)


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal() if text else 0


def plan(*tasks: tuple[str, str, str, int]) -> PlanColumns:
    """Tasks as (issued, start, end, percent now)."""
    return PlanColumns(
        id=np.arange(1, len(tasks) + 1),
        start=np.array([day(task[1]) for task in tasks], np.int64),
        end=np.array([day(task[2]) for task in tasks], np.int64),
        issued=np.array([day(task[0]) for task in tasks], np.int64),
        kind=np.array([DEADLINE_KIND_CODE[DeadlineKind.BY]] * len(tasks), np.uint8),
        progress=np.array([task[3] for task in tasks], np.uint8),
        state=np.array([STATE_CODE[TaskState.RUNNING]] * len(tasks), np.uint8),
        by_working_days=np.zeros(len(tasks), np.bool_),
    )


def reports(*filed: tuple[int, Period, int]) -> ReportColumns:
    """Reports as (task, period, percent)."""
    ordered = sorted(enumerate(filed), key=lambda one: (months_at_end(one[1][1]), one[0]))
    last = np.array([months_at_end(one[1]) for _, one in ordered], np.int64)
    length = np.array([12 // PERIODS_PER_YEAR[one[1].granularity] for _, one in ordered], np.int64)
    return ReportColumns(
        id=np.array([place for place, _ in ordered], np.int64),
        task=np.array([one[0] for _, one in ordered], np.int64),
        first=last - length,
        last=last,
        percent=np.array([one[2] for _, one in ordered], np.int64),
        state=np.array([STATE_CODE[TaskState.RUNNING]] * len(filed), np.int64),
    )


def judged(tasks: PlanColumns, filed: ReportColumns, period: Period, today: dt.date = AFTER) -> Judged:
    return judge(tasks, filed, period, today, first_rules(), WorkingCalendar())


ONE = plan(("2021-01-01", "2021-01-01", "2021-12-31", 80))


@pytest.mark.parametrize(
    ("filed", "period", "today", "percent"),
    [
        ((), Q3, AFTER, 80),  # never reported on: where it stands
        (((0, Q1, 10), (0, Q2, 30), (0, Q4, 90)), Q3, AFTER, 30),  # the latest by then
        (((0, Q4, 90),), Q3, AFTER, 0),  # first reported on later: not begun then
        (((0, Q2, 30),), Q3, dt.date(2021, 9, 30), 80),  # the period still runs: where it stands now
        (((0, Q2, 30),), Q3, dt.date(2021, 10, 1), 30),  # the day after it does not
        (((0, Q3, 40), (0, JULY, 20)), Q3, AFTER, 40),  # the one that ends later
    ],
)
def test_which_percent_counts(
    filed: tuple[tuple[int, Period, int], ...], period: Period, today: dt.date, percent: float
) -> None:
    assert judged(ONE, reports(*filed), period, today).facts.actual == [percent]


@pytest.mark.parametrize(
    ("period", "filed", "reported"),
    [(Q3, Q3, True), (Q3, JULY, True), (YEAR, Q3, True), (Q3, YEAR, False), (Q3, Q2, False)],
)
def test_a_report_on_a_part_is_a_report(period: Period, filed: Period, reported: bool) -> None:
    assert judged(ONE, reports((0, filed, 10)), period).reported == [reported]


def test_a_task_is_in_the_plan_once_issued_or_reported_on() -> None:
    tasks = plan(("2021-08-01", "", "2021-12-31", 0), ("2021-10-01", "", "", 0), ("2021-10-01", "", "", 0))
    found = judged(tasks, reports((2, Q3, 5)), Q3)
    assert found.in_plan.tolist() == [True, False, True]
    assert judged(tasks, reports(), Q2).in_plan.tolist() == [False, False, False]


@pytest.mark.parametrize(
    ("end", "late", "colour"),
    [
        ("2021-09-29", True, Colour.RED),
        ("2021-09-30", False, Colour.YELLOW),  # due on the very day: near, not late
        ("2021-10-03", False, Colour.YELLOW),
        ("2021-10-04", False, Colour.GREEN),
    ],
)
def test_the_last_day(end: str, late: bool, colour: Colour) -> None:
    tasks = plan(("2021-01-01", "2021-01-01", end, 0))
    found = judged(tasks, reports((0, Q3, 99)), Q3)
    assert found.late == [late]
    assert COLOURS[found.colour[0]] is colour


def test_who_owes_a_report() -> None:
    """Open and begun; not what is finished, or begins after the period."""
    tasks = plan(
        ("2021-01-01", "2021-01-01", "2021-12-31", 0),
        ("2021-01-01", "2021-10-08", "2021-12-31", 0),
        ("2021-01-01", "2021-01-01", "2021-12-31", 0),
    )
    filed = reports((2, Q2, 100))
    filed.state[0] = STATE_CODE[TaskState.DONE]
    found = judged(tasks, filed, Q3)
    assert found.unreported.tolist() == [True, False, False]
    assert [STATES[state] for state in np.asarray(found.facts.state)][2] is TaskState.DONE
    assert found.done.tolist() == [False, False, True]


def test_a_light_by_hand_and_a_way_of_its_own_stand_over_what_is_worked_out() -> None:
    found = judge(
        ONE, reports((0, Q3, 70)), Q3, AFTER, first_rules(), WorkingCalendar(), {0: 95.0}, {0: Colour.RED}
    )
    assert np.asarray(found.facts.due).tolist() == [95.0]
    assert (COLOURS[found.colour[0]], found.by_hand.tolist()) == (Colour.RED, [True])
