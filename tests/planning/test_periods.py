"""Reporting periods: single ones by the calendar on the wall, and laws for every period."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import period
from workbench.planning.periods import (
    ReportingDay,
    across,
    between,
    contains,
    distance,
    following,
    name_of,
    period_of,
    previous,
    shifted,
)
from workbench.terms import PERIODS_PER_YEAR, Granularity, Period

granularities = st.sampled_from(Granularity)
days = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    granularity = draw(granularities)
    number = draw(st.integers(1, PERIODS_PER_YEAR[granularity]))
    return Period(draw(st.integers(1990, 2099)), granularity, number)


@pytest.mark.parametrize(
    ("text", "name", "before", "after"),
    [
        ("2025", "2025年", "2024", "2026"),
        ("2025H1", "2025年上半年", "2024H2", "2025H2"),
        ("2025Q1", "2025年一季度", "2024Q4", "2025Q2"),
        ("2025Q4", "2025年四季度", "2025Q3", "2026Q1"),
        ("2025-12", "2025年12月", "2025-11", "2026-01"),
        ("2024-03", "2024年3月", "2024-02", "2024-04"),
    ],
)
def test_a_period_between_its_neighbours(text: str, name: str, before: str, after: str) -> None:
    assert name_of(period(text)) == name
    assert previous(period(text)) == period(before)
    assert following(period(text)) == period(after)


@pytest.mark.parametrize(
    ("reporting", "text", "due"),
    [
        (ReportingDay(), "2025-06", "2025-06-28"),
        (ReportingDay(), "2025Q1", "2025-03-28"),
        (ReportingDay(31), "2024-02", "2024-02-29"),
        (ReportingDay(31), "2025-02", "2025-02-28"),
        (ReportingDay(5, months_after=1), "2025Q4", "2026-01-05"),
        (ReportingDay(31, months_after=1), "2025-03", "2025-04-30"),
        (ReportingDay(20), "2025", "2025-12-20"),
    ],
)
def test_the_day_a_report_is_due(reporting: ReportingDay, text: str, due: str) -> None:
    assert reporting.due(period(text)) == dt.date.fromisoformat(due)


@pytest.mark.parametrize(
    ("reporting", "today", "current"),
    [
        (ReportingDay(28), "2025-06-28", "2025-06"),
        (ReportingDay(28), "2025-06-29", "2025-07"),
        (ReportingDay(28), "2025-12-31", "2026-01"),
        (ReportingDay(5, months_after=1), "2025-07-05", "2025-06"),
        (ReportingDay(5, months_after=1), "2025-07-06", "2025-07"),
        (ReportingDay(10, months_after=2), "2025-07-01", "2025-05"),
    ],
)
def test_the_period_now_being_reported(reporting: ReportingDay, today: str, current: str) -> None:
    assert reporting.current(dt.date.fromisoformat(today), Granularity.MONTH) == period(current)


def test_periods_of_other_lengths() -> None:
    assert across(period("2025Q2"), Granularity.MONTH) == tuple(
        map(period, ("2025-04", "2025-05", "2025-06"))
    )
    assert across(period("2025-06"), Granularity.HALF) == (period("2025H1"),)
    year_ends = between(dt.date(2024, 12, 31), dt.date(2025, 1, 1), Granularity.QUARTER)
    assert year_ends == (period("2024Q4"), period("2025Q1"))
    assert between(dt.date(2025, 1, 2), dt.date(2025, 1, 1), Granularity.MONTH) == ()
    assert contains(period("2025H1"), period("2025Q2"))
    assert not contains(period("2025Q2"), period("2025H1"))


def test_what_is_no_reporting_day() -> None:
    for day, after in ((0, 0), (32, 0), (28, -1)):
        with pytest.raises(ValueError, match="not a reporting day"):
            ReportingDay(day, after)
    with pytest.raises(ValueError, match="different length"):
        distance(period("2025"), period("2025Q1"))


@given(periods(), st.integers(-60, 60))
def test_shifting_there_and_back(one: Period, by: int) -> None:
    assert shifted(shifted(one, by), -by) == one
    assert distance(one, shifted(one, by)) == by


@given(periods())
def test_neighbours_touch(one: Period) -> None:
    assert previous(one).last_day + dt.timedelta(days=1) == one.first_day
    assert one.last_day + dt.timedelta(days=1) == following(one).first_day


@given(periods(), granularities)
def test_a_period_is_covered_by_those_it_reaches_over(one: Period, granularity: Granularity) -> None:
    parts = across(one, granularity)
    assert parts[0].first_day <= one.first_day <= one.last_day <= parts[-1].last_day
    assert all(before.last_day < after.first_day for before, after in pairwise(parts))


@given(days, granularities, st.integers(1, 31), st.integers(0, 3))
def test_the_current_period_is_the_first_still_to_be_reported(
    today: dt.date, granularity: Granularity, day: int, after: int
) -> None:
    reporting = ReportingDay(day, after)
    current = reporting.current(today, granularity)
    assert reporting.due(previous(current)) < today <= reporting.due(current)


@given(days, granularities)
def test_a_day_lies_in_its_period(day: dt.date, granularity: Granularity) -> None:
    assert contains(period_of(day, granularity), day)
