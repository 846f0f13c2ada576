"""Trends of indicators as chart facts: the path through base and targets, and what was observed."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.rows.indicators import IndicatorRow
from workbench.rows.papers import TrendFacts
from workbench.terms import PERIODS_PER_YEAR, Period, TargetKind


def trend_charts(indicators: Iterable[IndicatorRow]) -> tuple[TrendFacts, ...]:
    """A chart for each indicator of which at least two values are known on one scale."""
    charts = map(_trend, indicators)
    return tuple(chart for chart in charts if len({*chart.path, *chart.targets, *chart.observed}) > 1)


def year_of(period: Period) -> float:
    """The end of a period in years: the end of 2025 is 2025, that of its second quarter 2024.5."""
    return period.year - 1 + period.number / PERIODS_PER_YEAR[period.granularity]


def _trend(indicator: IndicatorRow) -> TrendFacts:
    targets = tuple(
        (float(target.year), target.value)
        for target in sorted(indicator.targets, key=lambda target: target.year)
        if target.kind is TargetKind.LEVEL
    )
    observed = tuple(
        (year_of(one.period), one.value)
        for one in sorted(indicator.observations, key=lambda one: one.period.last_day)
    )
    base = (
        ((float(indicator.base_year), indicator.base_value),)
        if indicator.base_year is not None and indicator.base_value is not None
        else ()
    )
    on_one_scale = targets or not indicator.targets
    return TrendFacts(
        title=indicator.name,
        unit=indicator.unit,
        path=(*base, *targets) if on_one_scale else (),
        targets=targets,
        observed=observed if on_one_scale else (),
    )
