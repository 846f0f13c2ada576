"""Narrative targets (目标表述) of documents, with the indicators made from them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Commitment, Document
from workbench.models.whys import unpack_why
from workbench.queries.tasks import span_of
from workbench.rows.documents import CommitmentRow
from workbench.terms import CommitmentId, DocumentId, IndicatorId


def list_commitments(session: Session, document: DocumentId | None = None) -> tuple[CommitmentRow, ...]:
    """The narrative targets of one document, or of all, in document order."""
    query = select(Commitment.__table__, Document.title.label("document_title")).join(
        Document, Commitment.document_id == Document.id
    )
    if document is not None:
        query = query.where(Commitment.document_id == document)
    rows = session.execute(
        query.order_by(Document.position, Document.id, Commitment.span_start, Commitment.id)
    )
    return tuple(
        CommitmentRow(
            id=CommitmentId(row.id),
            document=DocumentId(row.document_id),
            document_title=row.document_title,
            text=row.text,
            subject=row.subject,
            value=row.value,
            unit=row.unit,
            year=row.year,
            operator=row.operator,
            kind=row.kind,
            span=span_of(row),
            why=unpack_why(row.why),
            indicator=IndicatorId(row.indicator_id) if row.indicator_id is not None else None,
        )
        for row in rows
    )
