"""The path of an indicator (指标路径): base and targets go in; the value due at the end of any period comes
out.

A path runs through knots: the base at the end of the base year, and each target at the end of its year. What
its values mean (`Measures`) follows from the kind of the target: the level itself, the change since the base
where no base is stated, a running total, or a yearly rate. Time runs in whole months, so every quarter is as
long as the next one. Forecasts are in `forecasts`, the check of a stated 年均 figure in `annual_steps`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from workbench.errors import RefusedError
from workbench.planning.measures import in_figures
from workbench.planning.periods import months_at_end, name_of
from workbench.planning.quoting import quoted
from workbench.terms import Direction, Granularity, Operator, Period, Shape, Standing, TargetKind

#: How far from a target 左右 still meets it, as a share of the target.
ABOUT: Final = 0.05
_FLOAT_DUST: Final = 1e-9
_SIGN_WORDS: Final = {
    Operator.LESS: "低于",
    Operator.MORE: "超过",
    Operator.AT_LEAST: "不低于",
    Operator.AT_MOST: "不超过",
}


class Measures(StrEnum):
    """What the values of a path, and the observations held against it, measure."""

    LEVEL = "水平"
    CHANGE = "较基期变化"
    TOTAL = "累计"
    RATE = "年增速"


_WAY_OF_SIGN: Final = {
    Operator.AT_LEAST: Direction.UP,
    Operator.MORE: Direction.UP,
    Operator.AT_MOST: Direction.DOWN,
    Operator.LESS: Direction.DOWN,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A value at the end of a year."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed: its year, value, sign and kind. A fall (降低3个百分点) is a negative change."""

    year: int
    value: float
    operator: Operator = Operator.EQUAL
    kind: TargetKind = TargetKind.LEVEL


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a path is worked out from. `targets` are of one kind; `since` is the year whose end a change or a
    total counts from where no base is stated (the year before the plan).
    """

    name: str
    unit: str
    targets: tuple[Target, ...]
    base: Point | None = None
    since: int | None = None
    direction: Direction | None = None  # None: read from signs and values

    def __post_init__(self) -> None:
        if not self.targets:
            raise RefusedError(f"{quoted(self.name)}没有目标值。", "请先填写目标年份和目标值。")
        if len({target.kind for target in self.targets}) > 1:
            raise RefusedError(
                f"{quoted(self.name)}的各年目标口径不一。", "请把水平、变化、累计和增速目标分成几个指标。"
            )

    @property
    def kind(self) -> TargetKind:
        """What the targets are of (口径): all are of one kind."""
        return self.targets[0].kind

    @property
    def final(self) -> Target:
        """The target furthest off."""
        return max(self.targets, key=lambda target: target.year)

    @property
    def good_way(self) -> Direction:
        """By the sign (低于 is down); else the direction given; else down where the target lies below the
        base.
        """
        stated = _WAY_OF_SIGN.get(self.final.operator) or self.direction
        if stated:
            return stated
        if self.kind is TargetKind.LEVEL:
            return Direction.DOWN if self.base and self.final.value < self.base.value else Direction.UP
        return Direction.DOWN if self.final.value < 0 else Direction.UP


@dataclass(frozen=True, slots=True)
class Path:
    """The way from base to final target. `knots` are (month, value) in order of time; see
    `periods.months_at_end`.

    `start` tells whether the first knot is the base (or zero) and not merely the first target.
    """

    knots: tuple[tuple[int, float], ...]
    shape: Shape
    measures: Measures
    start: bool = True

    def at(self, period: Period) -> float | None:
        """The value due at the end of a period; None before the first knot, the last value after the last."""
        return self.at_month(months_at_end(period))

    def at_month(self, month: int) -> float | None:
        """As `at`, by months since the start of year 0."""
        place = bisect_right(self.knots, month, key=lambda knot: knot[0])
        if place == 0:
            return None
        before = self.knots[place - 1]
        if place == len(self.knots) or before[0] == month or self.shape is Shape.STEPPED:
            return before[1]
        return self._between(before, self.knots[place], month)

    @property
    def way(self) -> tuple[float, float] | None:
        """Where the way starts and how far it leads, None where there is no start."""
        if not self.start:
            return None
        return self.knots[0][1], self.knots[-1][1] - self.knots[0][1]

    def _between(self, before: tuple[int, float], after: tuple[int, float], month: int) -> float:
        share = (month - before[0]) / (after[0] - before[0])
        if self.shape is Shape.COMPOUND:
            return float(before[1] * (after[1] / before[1]) ** share)
        return before[1] + (after[1] - before[1]) * share


def path_of(
    indicator: Indicator,
    shape: Shape = Shape.STRAIGHT,
    own: Mapping[Period, float] = MappingProxyType({}),
) -> Path:
    """The path of an indicator. `own` holds the planner's values for `Shape.OWN`.

    A change with a base becomes a level. A yearly growth with a base is a level that compounds; without one
    it is the rate itself, the same every year. Raises RefusedError where base and targets do not go together,
    where a compound path would pass through zero, and where an own path lacks values.
    """
    measures, start, targets = _knots(indicator)
    knots = {_year_end(point.year): point.value for point in ([start] if start else []) + targets}
    if start and min(target.year for target in indicator.targets) <= start.year:
        raise RefusedError(
            f"{quoted(indicator.name)}的目标年份不晚于基期{start.year}年。", "请核对基期年份和目标年份。"
        )
    if shape is Shape.OWN:
        knots = _with_own_values(indicator, knots, own)
    if indicator.kind is TargetKind.GROWTH and measures is Measures.LEVEL and shape is Shape.STRAIGHT:
        shape = Shape.COMPOUND  # growth by percent compounds, whatever is drawn by default
    ordered = tuple(sorted(knots.items()))
    if shape is Shape.COMPOUND and any(before * after <= 0 for (_, before), (_, after) in pairwise(ordered)):
        raise RefusedError(
            f"{quoted(indicator.name)}的基期值或目标值为零或变号，不能按增速推算路径。",
            "请改用直线、台阶或自定路径。",
        )
    return Path(ordered, shape, measures, start is not None)


def _knots(indicator: Indicator) -> tuple[Measures, Point | None, list[Point]]:
    base, kind = indicator.base, indicator.kind
    stated = [Point(target.year, target.value) for target in indicator.targets]
    if kind is TargetKind.LEVEL:
        return Measures.LEVEL, base, stated
    if kind is TargetKind.CHANGE and base:
        return Measures.LEVEL, base, [Point(point.year, base.value + point.value) for point in stated]
    if kind is TargetKind.GROWTH:
        if base:
            return Measures.LEVEL, base, _grown(base, stated)
        return Measures.RATE, _since(indicator, min(stated, key=lambda point: point.year).value), stated
    start = _since(indicator, 0.0)
    return (Measures.CHANGE if kind is TargetKind.CHANGE else Measures.TOTAL), start, stated


def _since(indicator: Indicator, value: float) -> Point | None:
    since = indicator.base.year if indicator.base else indicator.since
    return Point(since, value) if since is not None else None


def _grown(base: Point, rates: Sequence[Point]) -> list[Point]:
    """The levels that yearly rates in percent lead to; each rate holds from the base year to its own."""
    return [
        Point(rate.year, base.value * (1 + rate.value / 100) ** (rate.year - base.year)) for rate in rates
    ]


def _with_own_values(
    indicator: Indicator, knots: dict[int, float], own: Mapping[Period, float]
) -> dict[int, float]:
    if not own:
        raise RefusedError("自定路径还没有填写各期数值。", "请至少填写一期，或改用其他路径。")
    first = min(knots) if len(knots) > len(indicator.targets) else 0  # any time, where there is no start
    outside = [name_of(period) for period in own if not first <= months_at_end(period) <= max(knots)]
    if outside:
        raise RefusedError(
            f"自定路径的{'、'.join(outside)}不在基期与{indicator.final.year}年目标之间。",
            "请删去或改正这些期。",
        )
    return {**{months_at_end(period): value for period, value in own.items()}, **knots}


def _year_end(year: int) -> int:
    return months_at_end(Period(year, Granularity.YEAR))


@dataclass(frozen=True, slots=True)
class Status:
    """How an indicator stands at the end of a period. `gap` is observed minus expected, in its own unit."""

    standing: Standing
    expected: float | None
    observed: float | None
    sentence: str

    @property
    def gap(self) -> float | None:
        """Observed minus expected, None where one of them is unknown."""
        return None if self.expected is None or self.observed is None else self.observed - self.expected


def is_met(value: float, target: float, operator: Operator, direction: Direction) -> bool:
    """Whether a value meets a target.

    超过 and 低于 exclude the target itself. = counts the good side as met; 左右 also the bad side within
    `ABOUT`.
    """
    sign = 1 if _WAY_OF_SIGN.get(operator, direction) is Direction.UP else -1
    dust = _FLOAT_DUST * max(1.0, abs(target))
    ahead = sign * (value - target)
    if operator is Operator.MORE or operator is Operator.LESS:
        return ahead > dust
    if operator is Operator.ABOUT:
        return ahead >= -ABOUT * abs(target) - dust
    return ahead >= -dust


def status(indicator: Indicator, path: Path, period: Period, observed: float | None) -> Status:
    """How the value observed at the end of a period stands against the path, in one sentence with its
    numbers.
    """
    expected = path.at(period)
    when = f"{quoted(indicator.name)}{name_of(period)}"
    if observed is None:
        return Status(Standing.UNKNOWN, expected, None, f"{when}没有实际值，无法判断进度。")
    value, goal = observed, path.knots[-1][1]
    final = indicator.final
    head = f"{when}末实际{_figure(value, path, indicator)}"
    target = f"{final.year}年目标{target_in_words(indicator, goal, path)}"
    if is_met(value, goal, final.operator, indicator.good_way) and path.measures is not Measures.RATE:
        return Status(Standing.MET, expected, value, f"{head}，已达到{target}。")
    if months_at_end(period) >= path.knots[-1][0]:
        return _status_at_the_end(indicator, path, value, head, target)
    if expected is None:
        why = "缺少基期值，" if not path.start else ""
        return Status(Standing.UNKNOWN, None, value, f"{head}，{why}路径尚未开始，暂只能与{target}相比。")
    slack = ABOUT * abs(expected) if final.operator is Operator.ABOUT else 0.0
    ahead = (value - expected) * (1 if indicator.good_way is Direction.UP else -1)
    good = ahead >= -slack - _FLOAT_DUST * max(1.0, abs(expected))
    standing = Standing.ON_PATH if good else Standing.BEHIND
    due = f"按{path.shape.value}路径应为{_figure(expected, path, indicator)}"
    return Status(
        standing,
        expected,
        value,
        f"{head}，{due}，{_compared(value, expected, path, indicator)}，{standing.value}。",
    )


def _status_at_the_end(indicator: Indicator, path: Path, value: float, head: str, target: str) -> Status:
    goal = path.knots[-1][1]
    if is_met(value, goal, indicator.final.operator, indicator.good_way):
        return Status(Standing.MET, goal, value, f"{head}，已达到{target}。")
    compared = _compared(value, goal, path, indicator)
    if compared == "两者相同":  # only 超过 and 低于 are missed by their own value
        compared = f"按“{_SIGN_WORDS[indicator.final.operator]}”的要求，恰好等于不算达到"
    return Status(Standing.MISSED, goal, value, f"{head}，未达到{target}，{compared}。")


def target_in_words(indicator: Indicator, goal: float, path: Path) -> str:
    """A target with its sign: 低于1.35, 3左右（容许相差5%）, 98%."""
    figure = _figure(goal, path, indicator)
    if indicator.final.operator is Operator.ABOUT:
        return f"{figure}左右（容许相差{in_figures(ABOUT * 100)}%）"
    return _SIGN_WORDS.get(indicator.final.operator, "") + figure


def gap_unit(unit: str, measures: Measures) -> str:
    """What differences are told in: 个百分点 for a percentage, else the unit itself."""
    return "个百分点" if unit == "%" or measures is Measures.RATE else unit


def _figure(value: float, path: Path, indicator: Indicator) -> str:
    if path.measures is Measures.RATE:
        return f"年增{in_figures(value)}%"
    unit = gap_unit(indicator.unit, path.measures) if path.measures is Measures.CHANGE else indicator.unit
    head = {Measures.CHANGE: "较基期变化", Measures.TOTAL: "累计"}.get(path.measures, "")
    return f"{head}{in_figures(value)}{unit}"


def _compared(value: float, expected: float, path: Path, indicator: Indicator) -> str:
    size = in_figures(abs(value - expected))
    if size == "0":
        return "两者相同"
    return f"{'高' if value > expected else '低'}{size}{gap_unit(indicator.unit, path.measures)}"
