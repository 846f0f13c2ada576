"""Forecasts (预测): observations go in; where they lead by a target year comes out, as a range and never as a
fact.

The middle goes on at the average pace from the first observation to the last. The range goes on at the
slowest and at the fastest pace seen between two observations in a row, so that anyone can work it out again
by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from workbench.errors import RefusedError
from workbench.planning.measures import in_figures
from workbench.planning.periods import months_at_end, name_of
from workbench.terms import Granularity, Period


class Pace(Enum):
    """What is taken to go on: the same amount a year, or the same percentage a year."""

    LINEAR = "按年均增量"
    COMPOUND = "按年均增速"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the observations lead. `low` and `high` are None where there are too few of them for a range."""

    year: int
    pace: Pace
    value: float
    low: float | None
    high: float | None
    sentence: str


def forecast(observed: Mapping[Period, float], year: int, pace: Pace, unit: str = "") -> Forecast:
    """Carry observations on to the end of a year.

    Raises RefusedError for fewer than two observations at different times, for a year they have reached
    already, and for a compound pace through zero.
    """
    points = sorted({months_at_end(period): value for period, value in observed.items()}.items())
    goal = months_at_end(Period(year, Granularity.YEAR))
    _check(points, goal, pace)
    value, *ends = _ends(points, goal, pace)
    low, high = (min(ends), max(ends)) if len(ends) > 1 else (None, None)
    newest = max(observed, key=months_at_end)
    sentence = f"预测（{pace.value}推算，截至{name_of(newest)}的{len(points)}次观测）：" + (
        f"{year}年末约为{in_figures(value, 2)}{unit}，{_range_in_words(low, high, unit)}，仅供参考。"
    )
    return Forecast(year, pace, value, low, high, sentence)


def _ends(points: list[tuple[int, float]], goal: int, pace: Pace) -> list[float]:
    """Where the average pace leads, then each pace between two observations."""
    stretches = [(points[0], points[-1]), *pairwise(points)]
    try:
        return [_carried(points[-1], goal, _pace(before, after, pace), pace) for before, after in stretches]
    except OverflowError:
        raise RefusedError(
            "实际值变化太快，按年均增速推算会超出可表示的范围。", "请核对实际值，或改为按年均增量推算。"
        ) from None


def _range_in_words(low: float | None, high: float | None, unit: str) -> str:
    if low is None or high is None:
        return "观测只有两次，给不出区间"
    return f"按历次最慢和最快的速度推算在{in_figures(low, 2)}{unit}至{in_figures(high, 2)}{unit}之间"


def _pace(before: tuple[int, float], after: tuple[int, float], pace: Pace) -> float:
    years = (after[0] - before[0]) / 12
    if pace is Pace.COMPOUND:
        return float((after[1] / before[1]) ** (1 / years))
    return (after[1] - before[1]) / years


def _carried(last: tuple[int, float], goal: int, pace_a_year: float, pace: Pace) -> float:
    years = (goal - last[0]) / 12
    return last[1] * pace_a_year**years if pace is Pace.COMPOUND else last[1] + pace_a_year * years


def _check(points: list[tuple[int, float]], goal: int, pace: Pace) -> None:
    if len(points) < 2:
        raise RefusedError("至少要有两期实际值才能预测。", "请先补录实际值。")
    if goal <= points[-1][0]:
        raise RefusedError("预测年份已有实际值，无需预测。", "请选择更晚的年份。")
    if pace is Pace.COMPOUND and min(value for _, value in points) <= 0:
        raise RefusedError("实际值中有零或负数，不能按年均增速推算。", "请改为按年均增量推算。")
