"""Charts of indicators: one trend with its path and where it may lead, or all of a plan side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workbench.planning.periods import name_of
from workbench.queries.wording import number_text, period_text, value_text
from workbench.rows.charts import Behind, Guess, Spot, TrendChart, TrendsChart
from workbench.rows.indicators import ForecastRow, TargetRow, TrendRow
from workbench.terms import DocumentId, IndicatorId, Period, Standing, TargetKind
from workbench.ui.charts.tones import STANDINGS

Ask = Callable[..., Any]
_NOTHING = TrendChart("没有指标", "", (), (), (), (), (), Behind("没有指标", ""))


def trend_of(ask: Ask, indicator: IndicatorId | None, period: Period) -> TrendChart:
    """The trend of one indicator as of a period."""
    from workbench.queries.indicators import trend

    return trend_chart(ask(trend, indicator, period)) if indicator is not None else _NOTHING


def all_trends(ask: Ask, document: DocumentId | None, period: Period) -> TrendsChart:
    """The trends of all indicators of a document or the plan."""
    from workbench.queries.indicators import trends

    rows: tuple[TrendRow, ...] = ask(trends, period, document)
    counts = {one: sum(row.standing.standing is one for row in rows) for one in Standing}
    told = "，".join(f"{one.value}{count}项" for one, count in counts.items() if count)
    note = f"截至{name_of(period)}，共{len(rows)}项指标：{told}。" if rows else ""
    return TrendsChart("重点指标一览", tuple(replace(trend_chart(row), note="") for row in rows), note)


def year_of(period: Period) -> float:
    """The end of a period in years: the end of 2025 is 2025, the end of its second quarter 2024.5."""
    return period.year - 1 + (period.last_day.month / 12)


def trend_chart(row: TrendRow) -> TrendChart:
    """What the trend of an indicator shows. What is no level (an increase, a growth) is no point of it."""
    one, tasks = row.standing, row.tasks
    base: tuple[Spot, ...] = ()
    if row.base is not None:
        year, value = row.base
        words = number_text(value)
        said = Behind(f"{one.name}　{year}年基期值", words + one.unit, tasks, (), (one.indicator,))
        base = (Spot(float(year), value, said, words),)
    observed = tuple(
        _spot(row, year_of(seen.period), seen.value, f"{period_text(seen.period)}实际值")
        for seen in row.observed
    )
    known = sorted((*base, *observed), key=lambda spot: spot.x)
    return TrendChart(
        title=one.name,
        unit=one.unit,
        path=tuple((year_of(period), value) for period, value in row.path),
        base=base,
        targets=tuple(_target(row, target) for target in row.targets if _is_point(row, target)),
        observed=tuple(sorted(observed, key=lambda spot: spot.x)),
        guesses=tuple(_guess(row, guess, known[-1]) for guess in row.forecasts if known),
        behind=Behind(one.name, f"{one.standing.value}。{one.sentence}", tasks, (), (one.indicator,)),
        state=one.standing.value,
        tone=STANDINGS[one.standing],
        note=_note(row),
    )


def _is_point(row: TrendRow, target: TargetRow) -> bool:
    """Whether a target can stand on the axis: a level, or what the path leads to."""
    level = target.kind in (TargetKind.LEVEL, TargetKind.CUMULATIVE)
    return level or any(year_of(one) == target.year and value == target.value for one, value in row.path)


def _target(row: TrendRow, target: TargetRow) -> Spot:
    spot = _spot(row, float(target.year), target.value, f"{target.year}年目标值")
    words, plain = value_text(target.value, target.operator), number_text(target.value)
    told = words.replace(plain, plain + row.standing.unit)
    return replace(spot, words=words, behind=replace(spot.behind, value=told))


def _spot(row: TrendRow, x: float, y: float, what: str) -> Spot:
    one, words = row.standing, number_text(y)
    return Spot(x, y, Behind(f"{one.name}　{what}", words + one.unit, row.tasks, (), (one.indicator,)), words)


def _guess(row: TrendRow, guess: ForecastRow, last: Spot) -> Guess:
    one, words = row.standing, f"推算 {float(f'{guess.value:.4g}'):g}"
    name = f"{one.name}　{guess.year}年推算值（{guess.pace}，非实际）"
    behind = Behind(name, guess.sentence, row.tasks, (), (one.indicator,))
    spot = Spot(float(guess.year), guess.value, behind, words)
    return Guess(guess.pace, (last.x, last.y), spot, guess.low, guess.high)


def _note(row: TrendRow) -> str:
    """How the indicator stands and where it may lead, in sentences."""
    others = [target.raw for target in row.targets if not _is_point(row, target)]
    increases = f"目标“{'、'.join(others)}”是增幅，不画在数值轴上。" if others and not row.path else ""
    guesses = "".join(guess.sentence for guess in row.forecasts[:1])
    return f"{row.standing.sentence}{increases}{guesses}"
