"""Indicators (重点指标) with their bases, targets and observed values, in document order."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from workbench.models import Document, Indicator, Observation, Target
from workbench.queries.lookup import found
from workbench.queries.tasks import span_of
from workbench.rows.indicators import IndicatorRow, ObservationRow, TargetRow
from workbench.terms import DocumentId, IndicatorId, Period


def list_indicators(session: Session, document: DocumentId | None = None) -> tuple[IndicatorRow, ...]:
    """The indicators of one document, or of all."""
    return _indicators(
        session, Indicator.document_id == document if document is not None else Indicator.id.is_not(None)
    )


def indicator(session: Session, id: IndicatorId) -> IndicatorRow:
    """One indicator. Raises RefusedError where there is none."""
    return found(next(iter(_indicators(session, Indicator.id == id)), None), "指标", id)


def _indicators(session: Session, chosen: Any) -> tuple[IndicatorRow, ...]:
    rows = session.execute(
        select(Indicator.__table__, Document.title.label("document_title"))
        .join(Document, Indicator.document_id == Document.id)
        .where(chosen)
        .order_by(Document.position, Document.id, Indicator.position, Indicator.id)
    ).all()
    targets, observations = _targets(session, chosen), _observations(session, chosen)
    return tuple(_row(row, targets[row.id], observations[row.id]) for row in rows)


def _targets(session: Session, chosen: Any) -> defaultdict[int, list[TargetRow]]:
    found_: defaultdict[int, list[TargetRow]] = defaultdict(list)
    query = select(Target.__table__).join(Indicator, Target.indicator_id == Indicator.id).where(chosen)
    for row in session.execute(query.order_by(Target.year)):
        found_[row.indicator_id].append(TargetRow(row.year, row.value, row.operator, row.kind, row.raw))
    return found_


def _observations(session: Session, chosen: Any) -> defaultdict[int, list[ObservationRow]]:
    found_: defaultdict[int, list[ObservationRow]] = defaultdict(list)
    query = select(Observation.__table__).join(Indicator, Observation.indicator_id == Indicator.id)
    for row in session.execute(query.where(chosen)):
        period = Period(row.year, row.granularity, row.number)
        found_[row.indicator_id].append(ObservationRow(period, row.value, row.source, row.note))
    for rows in found_.values():
        rows.sort(key=lambda one: (one.period.last_day, one.period.first_day))
    return found_


def _row(row: Row[Any], targets: list[TargetRow], observations: list[ObservationRow]) -> IndicatorRow:
    return IndicatorRow(
        id=IndicatorId(row.id),
        document=DocumentId(row.document_id),
        document_title=row.document_title,
        no=row.no,
        name=row.name,
        unit=row.unit,
        category=row.category,
        attribute=row.attribute,
        base_value=row.base_value,
        base_year=row.base_year,
        base_raw=row.base_raw,
        targets=tuple(targets),
        annual_raw=row.annual_raw,
        observations=tuple(observations),
        span=span_of(row),
    )
