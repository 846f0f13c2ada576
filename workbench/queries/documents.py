"""Documents (文件), their headings (章节) and decoded sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from workbench.models import Document, Indicator, Result, Section, Task
from workbench.queries.lookup import found
from workbench.queries.outline import outline
from workbench.rows.documents import DocumentRow, SectionRow, SourceRow
from workbench.terms import DocumentId, SectionId


def list_documents(session: Session) -> tuple[DocumentRow, ...]:
    """All documents in the order they were taken in, with how much each holds."""
    return tuple(_row(row) for row in session.execute(_documents()))


def document(session: Session, id: DocumentId) -> DocumentRow:
    """One document. Raises RefusedError where there is none."""
    row = session.execute(_documents().where(Document.id == id)).one_or_none()
    return _row(found(row, "文件", id))


def sections(session: Session, document: DocumentId) -> tuple[SectionRow, ...]:
    """The headings of a document, each before those below it."""
    rows = session.execute(
        select(Section.id, Section.parent_id, Section.title, Section.level)
        .where(Section.document_id == document)
        .order_by(Section.position, Section.id)
    ).all()
    by_id = {row.id: row for row in rows}
    return tuple(
        _section(by_id[place.id], document)
        for place in outline([(row.id, row.parent_id) for row in rows], ())
    )


def source(session: Session, id: DocumentId) -> SourceRow:
    """The decoded text of a document, which spans count in. Raises RefusedError where there is none."""
    row = session.execute(select(Document.title, Document.text).where(Document.id == id)).one_or_none()
    title, text = found(row, "文件", id)
    return SourceRow(id, title, text)


def _documents() -> Select[Any]:
    """One row a document; its text stays where it is."""
    return select(
        Document.id,
        Document.title,
        Document.doc_no,
        Document.issuer,
        Document.issued_on,
        Document.effective_until,
        Document.level,
        Document.file,
        Document.sha256,
        *(
            select(func.count())
            .where(model.document_id == Document.id)
            .correlate(Document)
            .scalar_subquery()
            .label(name)
            for name, model in _COUNTED
        ),
    ).order_by(Document.position, Document.id)


_COUNTED: Sequence[tuple[str, type[Task] | type[Result] | type[Indicator]]] = (
    ("tasks", Task),
    ("results", Result),
    ("indicators", Indicator),
)


def _row(row: Row[Any]) -> DocumentRow:
    return DocumentRow(**row._mapping)


def _section(row: Any, document: DocumentId) -> SectionRow:
    parent = SectionId(row.parent_id) if row.parent_id is not None else None
    return SectionRow(SectionId(row.id), document, parent, row.title, row.level)
