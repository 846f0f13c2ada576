"""Forecasts, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import period
from workbench.errors import RefusedError
from workbench.planning.forecasts import Pace, forecast
from workbench.terms import Granularity, Period


def test_the_same_amount_a_year() -> None:
    """12, 20, 34: steps of 8 and 14, 11 on the mean; three years on from 34 are 67, between 58 and 76."""
    observed = {period("2020"): 12.0, period("2021"): 20.0, period("2022"): 34.0}
    found = forecast(observed, 2025, Pace.LINEAR, "%")
    assert (found.value, found.low, found.high) == (67, 58, 76)
    assert found.sentence == (
        "预测（按年均增量推算，截至2022年的3次观测）：2025年末约为67%，"
        "按历次最慢和最快的速度推算在58%至76%之间，仅供参考。"
    )


def test_the_same_percentage_a_year() -> None:
    """100, 110, 132: growth of 10 % and 20 %; one year on from 132 between 145.2 and 158.4."""
    observed = {period("2020"): 100.0, period("2021"): 110.0, period("2022"): 132.0}
    found = forecast(observed, 2023, Pace.COMPOUND)
    assert found.low == pytest.approx(145.2)
    assert found.high == pytest.approx(158.4)
    assert found.value == pytest.approx(132 * 1.32**0.5)


def test_quarters_count_as_quarters() -> None:
    """10 to 11 in half a year is 2 a year: another year and a half on from 11 are 14."""
    found = forecast({period("2023Q4"): 10.0, period("2024Q2"): 11.0}, 2025, Pace.LINEAR)
    assert found.value == pytest.approx(14)
    assert found.low is found.high is None
    assert "观测只有两次，给不出区间" in found.sentence


def test_what_cannot_be_forecast_is_refused() -> None:
    two = {period("2020"): 0.0, period("2021"): 1.0}
    with pytest.raises(RefusedError, match="至少要有两期"):
        forecast({period("2020"): 1.0}, 2025, Pace.LINEAR)
    with pytest.raises(RefusedError, match="已有实际值"):
        forecast(two, 2021, Pace.LINEAR)
    with pytest.raises(RefusedError, match="零或负数"):
        forecast(two, 2025, Pace.COMPOUND)
    with pytest.raises(RefusedError, match="变化太快"):
        forecast({period("2020-01"): 1.0, period("2020-02"): 1000.0}, 2035, Pace.COMPOUND)


@given(st.lists(st.floats(1, 1000), min_size=3, max_size=12), st.sampled_from(Pace))
def test_the_middle_lies_within_the_range(values: list[float], pace: Pace) -> None:
    observed = {Period(2000 + year, Granularity.YEAR): value for year, value in enumerate(values)}
    found = forecast(observed, 2015, pace)
    assert found.low is not None
    assert found.high is not None
    dust = 1e-9 * max(abs(found.low), abs(found.high))
    assert found.low - dust <= found.value <= found.high + dust
