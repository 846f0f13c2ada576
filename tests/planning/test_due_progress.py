"""Due progress by hand-worked tables, and laws: it never falls, and lies between nothing and the whole."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import Case, period, worked
from workbench.errors import RefusedError
from workbench.planning.calendar_files import load_calendar
from workbench.planning.due_progress import (
    Node,
    by_nodes,
    by_period_plan,
    by_time,
    by_working_days,
    due_by_path,
    due_by_time,
    due_by_working_days,
)
from workbench.planning.task_arrays import NO_DAY
from workbench.planning.trajectories import Indicator, Point, Target, path_of
from workbench.terms import Granularity, Period

CHINA = load_calendar()
days = st.integers(dt.date(2019, 1, 1).toordinal(), dt.date(2026, 12, 31).toordinal())


@pytest.mark.parametrize("case", worked("due_progress.csv"))
def test_due_by_the_days_passed(case: Case) -> None:
    start, end, on = (dt.date.fromisoformat(case[day]) for day in ("start", "end", "on"))
    actual, due = float(case["actual"]), 100 * int(case["passed"]) / int(case["total"])
    found = (
        by_time(start, end, on, actual)
        if case["way"] == "time"
        else by_working_days(start, end, on, actual, CHINA)
    )
    assert found.due == pytest.approx(due)
    assert found.gap == pytest.approx(actual - due)
    assert f"共{case['total']}" in found.sentence
    assert f"已过{case['passed']}" in found.sentence


@pytest.mark.parametrize("case", worked("due_by_plan.csv"))
def test_due_by_a_plan(case: Case) -> None:
    on, actual = dt.date.fromisoformat(case["on"]), float(case["actual"])
    if case["way"] == "plan":
        steps = (step.split(":") for step in case["plan"].split())
        plan = {Period(2025, Granularity.QUARTER, int(quarter)): float(percent) for quarter, percent in steps}
        found = by_period_plan(plan, on, actual)
    else:
        parts = (part.split(":") for part in case["plan"].split())
        nodes = [Node(dt.date.fromisoformat(day), float(w.rstrip("x")), w.endswith("x")) for day, w in parts]
        found = by_nodes(nodes, on)
    assert found.due == pytest.approx(float(case["due"]))
    assert found.actual == pytest.approx(actual)


def test_a_planner_may_say_otherwise_than_the_nodes() -> None:
    assert by_nodes([Node(dt.date(2025, 3, 31), 1, done=True)], dt.date(2025, 4, 1), 60).actual == 60


def test_due_by_the_path_of_an_indicator() -> None:
    """12 to 70 in five years: 46.8 is three fifths of the way."""
    path = path_of(Indicator("5G用户普及率", "%", (Target(2025, 70),), Point(2020, 12)))
    assert due_by_path(path, period("2023")) == pytest.approx(60)


def test_no_way_without_a_base() -> None:
    path = path_of(Indicator("某指标", "%", (Target(2025, 70),)))
    assert due_by_path(path, period("2025")) is None


def test_sentences_tell_the_numbers() -> None:
    found = by_time(dt.date(2021, 7, 1), dt.date(2021, 12, 31), dt.date(2021, 9, 30), 50)
    assert found.sentence == (
        "按时间推算，2021-07-01至2021-12-31共184天，到2021-09-30已过92天，"
        "应完成50%，实际50%，与序时进度持平。"
    )


def test_what_cannot_be_worked_out_is_refused() -> None:
    with pytest.raises(RefusedError, match="早于开始日期"):
        by_time(dt.date(2025, 2, 1), dt.date(2025, 1, 1), dt.date(2025, 1, 1), 0)
    with pytest.raises(RefusedError, match="逐期不减"):
        by_period_plan({period("2025Q1"): 50, period("2025Q2"): 40}, dt.date(2025, 1, 1), 0)
    with pytest.raises(RefusedError, match="至少要有一个节点"):
        by_nodes([], dt.date(2025, 1, 1))


def test_a_column_where_days_are_missing_is_unknown_there() -> None:
    start = np.array([NO_DAY, 100, 100, 100])
    end = np.array([200, NO_DAY, 199, 99])
    due = due_by_time(start, end, np.full(4, 149))
    assert np.isnan(due).tolist() == [True, True, False, True]
    assert due[2] == 50


@given(days, st.integers(0, 900), days, st.integers(0, 30))
def test_due_progress_never_falls(start: int, length: int, on: int, later: int) -> None:
    end = start + length
    for one, other in (
        (due_by_time(start, end, on), due_by_time(start, end, on + later)),
        (
            due_by_working_days(start, end, on, CHINA),
            due_by_working_days(start, end, on + later, CHINA),
        ),
    ):
        assert 0 <= one <= other <= 100


@given(days, st.integers(0, 900))
def test_all_is_due_on_the_last_day_and_nothing_before_the_first(start: int, length: int) -> None:
    for due in (due_by_time, lambda *when: due_by_working_days(*when, CHINA)):
        assert due(start, start + length, start + length) == 100
        assert due(start, start + length, start - 1) == 0


@given(st.lists(st.tuples(days, st.integers(0, 90), days), min_size=1, max_size=20))
def test_a_column_is_its_single_values(rows: list[tuple[int, int, int]]) -> None:
    start, length, on = (np.array(column) for column in zip(*rows, strict=True))
    by_column = due_by_working_days(start, start + length, on, CHINA)
    one_by_one = [due_by_working_days(first, first + more, day, CHINA) for first, more, day in rows]
    assert by_column.tolist() == one_by_one
