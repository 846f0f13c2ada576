"""A stretch of a trend (局部放大): the chart and the years to look at go in, the chart of these comes out.

Lines are cut where they leave the stretch; the height follows what is left of them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from workbench.rows.charts import Guess, Points, Spot, TrendChart

#: A stretch is no shorter: values are of months at the finest.
SHORTEST = 1 / 4


def stretch_of(chart: TrendChart, first: float, last: float) -> TrendChart:
    """What lies between two years, both ends included. The line of what was observed goes on to the edges."""

    def inside(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        return tuple(spot for spot in spots if first <= spot.x <= last)

    observed = tuple((spot.x, spot.y) for spot in chart.observed)
    return replace(
        chart,
        path=cut(chart.path, first, last),
        line=cut(observed, first, last),
        base=inside(chart.base),
        targets=inside(chart.targets),
        observed=inside(chart.observed),
        guesses=tuple(part for one in chart.guesses if (part := _part(one, first, last)) is not None),
        span=(first, last),
    )


def cut(line: Points, first: float, last: float) -> Points:
    """A line from left to right between two years."""
    points = [one for one in line if first <= one[0] <= last]
    for before, after in pairwise(line):
        for edge in (first, last):
            if before[0] < edge < after[0]:
                points.append((edge, _between(before, after, edge)))
    return tuple(sorted(points))


def _part(guess: Guess, first: float, last: float) -> Guess | None:
    """A guess from where it enters the stretch; what lies beyond is no spot any more and has no words."""
    start, spot = guess.since, guess.spot
    end = (spot.x, spot.y)
    if start[0] > last or end[0] < first:
        return None
    since = start if start[0] >= first else (first, _between(start, end, first))
    if end[0] <= last:
        return replace(guess, since=since, origin=start)
    edge = replace(spot, x=last, y=_between(start, end, last), words="")
    ends = (guess.low, guess.high)
    low, high = (None if one is None else _between(start, (end[0], one), last) for one in ends)
    return replace(guess, since=since, spot=edge, low=low, high=high, origin=start, cut_off=True)


def _between(before: tuple[float, float], after: tuple[float, float], x: float) -> float:
    return before[1] + (after[1] - before[1]) * (x - before[0]) / (after[0] - before[0])
