"""The time axis: days and x, and the labels of the two tiers in the words of the office."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.drawing.time_axis import (
    TimeAxis,
    Unit,
    Zoom,
    first_of,
    first_of_next,
    is_rest_day,
    uniform_labels,
)


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def labels(zoom: Zoom, width: float = 700, left: str = "2025-07-01") -> tuple[list[str], list[str]]:
    """The longest labels of the upper and the lower tier."""
    axis = TimeAxis(day(left), zoom.day_width)
    upper, lower = axis.tiers
    tiers = (axis.cells(upper, 0, width, upper=True), axis.cells(lower, 0, width))
    return tuple([cell.labels[0] for cell in cells] for cells in tiers)  # type: ignore[return-value]


def test_year() -> None:
    upper, lower = labels(Zoom.YEAR)
    assert upper == [
        "“十四五”时期（2021—2025年）",
        "“十五五”时期（2026—2030年）",
        "“十六五”时期（2031—2035年）",
    ]
    assert lower[:2] == ["2025年", "2026年"]


def test_half() -> None:
    upper, lower = labels(Zoom.HALF)
    assert upper[:2] == ["2025年", "2026年"]
    assert lower[:3] == ["下半年", "上半年", "下半年"]


def test_quarter() -> None:
    upper, lower = labels(Zoom.QUARTER)
    assert upper == ["2025年", "2026年", "2027年"]
    assert lower[:3] == ["第三季度", "第四季度", "第一季度"]


def test_month() -> None:
    assert labels(Zoom.MONTH, 400) == (["2025年第三季度", "2025年第四季度"], ["7月", "8月", "9月", "10月"])


def test_week() -> None:
    upper, lower = labels(Zoom.WEEK, 300)
    assert upper == ["2025年7月"]
    assert lower == ["第27周 30—6日", "第28周 7—13日", "第29周 14—20日", "第30周 21—27日"]


def test_day() -> None:
    upper, lower = labels(Zoom.DAY, 190)
    assert upper == ["2025年6月30日 第27周"]
    assert lower == ["1 二", "2 三", "3 四", "4 五", "5 六", "6 日"]


def test_plans_before_the_third_ran_otherwise() -> None:
    assert labels(Zoom.YEAR, 100, "1958-01-01")[0] == ["1956—1960年"]
    assert labels(Zoom.YEAR, 100, "1966-01-01")[0] == ["“三五”时期（1966—1970年）"]


def test_labels_of_a_tier_are_of_one_kind() -> None:
    cells = TimeAxis(day("2025-07-01"), Zoom.DAY.day_width).cells(Unit.DAY, 0, 400)
    assert uniform_labels(cells, 4, len)[:2] == ["1 二", "2 三"]
    assert uniform_labels(cells, 3, len)[8:10] == ["9", "10"]
    assert set(uniform_labels(cells, 1, len)) == {""}


@pytest.mark.parametrize("unit", list(Unit))
@given(st.dates(dt.date(1, 2, 1), dt.date(9990, 1, 1)))
def test_units_tile_the_calendar(unit: Unit, date: dt.date) -> None:
    start, following = first_of(unit, date), first_of_next(unit, date)
    assert start <= date < following
    assert first_of(unit, following) == following
    assert first_of(unit, following - dt.timedelta(days=1)) == start


@given(st.integers(1, 3_000_000), st.floats(0.06, 60), st.floats(0, 2000))
def test_zoom_keeps_the_time_under_the_pointer(left: int, day_width: float, x: float) -> None:
    axis = TimeAxis(left, 1.2)
    assert axis.zoomed(day_width, x).time_at(x) == pytest.approx(axis.time_at(x))


def test_x_and_back() -> None:
    axis = TimeAxis(day("2025-07-01"), 10)
    assert axis.x_of(day("2025-07-04")) == 30
    assert [axis.day_at(x) - day("2025-07-01") for x in (0, 9.9, 10, -0.1)] == [0, 0, 1, -1]


def test_rest_days_are_saturday_and_sunday() -> None:
    week = range(day("2025-07-07"), day("2025-07-14"))
    assert [is_rest_day(each) for each in week] == [False] * 5 + [True] * 2


def test_an_end_is_pulled_to_the_end_of_a_month_where_days_are_thin() -> None:
    quarters = TimeAxis(0, Zoom.QUARTER.day_width)
    assert quarters.snapped_end(day("2025-07-28")) == day("2025-07-31")
    assert quarters.snapped_end(day("2025-08-03")) == day("2025-07-31")
    assert quarters.snapped_end(day("2025-07-15")) == day("2025-07-15")
    assert TimeAxis(0, Zoom.DAY.day_width).snapped_end(day("2025-07-30")) == day("2025-07-30")


def test_the_ends_of_the_calendar_do_not_break_the_axis() -> None:
    assert TimeAxis(-500, 1.0).cells(Unit.QUARTER, 0, 900)[0].labels[0] == "第一季度"
    assert TimeAxis(dt.date.max.toordinal() - 100, 0.24).cells(Unit.YEAR, 0, 900)
