"""Indicators (重点指标) with targets and observations, as queries answer."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.terms import DocumentId, IndicatorId, Operator, Period, Span, TargetKind


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
