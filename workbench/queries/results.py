"""Results to deliver (成果), in document order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Document, Result, Unit
from workbench.queries.tasks import SHARE, by_owner, deadline_of, span_of
from workbench.rows.tasks import AssignmentRow, ResultRow
from workbench.terms import DocumentId, ResultId


def list_results(session: Session, document: DocumentId | None = None) -> tuple[ResultRow, ...]:
    """The results of one document, or of all."""
    rows = session.execute(
        select(Result.__table__, Document.title.label("document_title"))
        .join(Document, Result.document_id == Document.id)
        .where(Result.document_id == document if document is not None else Result.id.is_not(None))
        .order_by(Document.position, Document.id, Result.position, Result.id)
    )
    shares = _shares(session, document)
    return tuple(_row(row, shares.get(row.id, ())) for row in rows)


def _shares(session: Session, document: DocumentId | None) -> dict[int, tuple[AssignmentRow, ...]]:
    query = select(Assignment.result_id, *SHARE).join(Unit).where(Assignment.result_id.is_not(None))
    if document is not None:
        query = query.join(Result, Assignment.result_id == Result.id).where(Result.document_id == document)
    return by_owner(session.execute(query.order_by(Assignment.result_id, Assignment.position, Assignment.id)))


def _row(row: Row[Any], units: tuple[AssignmentRow, ...]) -> ResultRow:
    return ResultRow(
        id=ResultId(row.id),
        document=DocumentId(row.document_id),
        document_title=row.document_title,
        category=row.category,
        no=row.no,
        title=row.title,
        units=units,
        deadline=deadline_of(row),
        state=row.state,
        span=span_of(row),
    )
