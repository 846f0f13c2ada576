"""Indicators (重点指标) with targets and observations, as queries answer."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.terms import (
    Direction,
    DocumentId,
    IndicatorId,
    Operator,
    Period,
    Shape,
    Span,
    Standing,
    TargetKind,
    TaskId,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target value for a year (目标值)."""

    year: int
    value: float
    operator: Operator
    kind: TargetKind
    raw: str


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """An observed value in a period (实际值)."""

    period: Period
    value: float
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator (重点指标) with its base, targets and observations. `unit` is the unit of measure."""

    id: IndicatorId
    document: DocumentId
    document_title: str
    no: str
    name: str
    unit: str
    category: str
    attribute: str
    base_value: float | None
    base_year: int | None
    base_raw: str
    targets: tuple[TargetRow, ...]
    annual_raw: str
    observations: tuple[ObservationRow, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class PathRow:
    """How an indicator's path runs (指标路径). `own` are the planner's values for a path of its own; `since`
    is the year whose end a change counts from where no base is stated.
    """

    shape: Shape
    direction: Direction | None
    since: int | None
    own: tuple[tuple[Period, float], ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorStandingRow:
    """How an indicator stands (指标状态) at its latest observation up to a period.

    `at` is the period of that observation; `expected`, `observed` and `gap` are in `unit` (`gap_unit` for
    the gap). `share` is how much of the way from base to target is done, and `due_share` how much is due,
    in percent; None where there is no way. `sentence` explains it with its numbers. `final` is the last
    target as printed, `final_year` its year.
    """

    indicator: IndicatorId
    document: DocumentId
    document_title: str
    category: str
    no: str
    name: str
    unit: str
    attribute: str
    final_year: int | None
    final: str
    at: Period | None
    standing: Standing
    expected: float | None
    observed: float | None
    gap: float | None
    gap_unit: str
    share: float | None
    due_share: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class AnnualCheckRow:
    """What the check of an indicator's 年均 figure found, in one sentence with its numbers."""

    indicator: IndicatorId
    no: str
    name: str
    annual_raw: str
    verdict: Verdict
    implied: float | None
    reached: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """Where the observations lead (预测): never a fact. `low` and `high` are None without a range."""

    pace: str
    year: int
    value: float
    low: float | None
    high: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class TrendRow:
    """What an indicator's chart shows (指标走势): its path at the ends of periods, what was observed, its
    targets, and where it may lead. `trouble` says why there is no path, "" where there is one.
    """

    standing: IndicatorStandingRow
    path: tuple[tuple[Period, float], ...]
    observed: tuple[ObservationRow, ...]
    targets: tuple[TargetRow, ...]
    base: tuple[int, float] | None
    forecasts: tuple[ForecastRow, ...]
    tasks: tuple[TaskId, ...]
    trouble: str = ""
