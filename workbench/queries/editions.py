"""Editions (版本) of a document: which there are, what they said, how a new reading differs from the plan."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import Document, Edition
from workbench.planning.editions import Comparison, compare
from workbench.queries.documents import document as document_row
from workbench.queries.documents import list_documents
from workbench.queries.edition_facts import facts_of_draft, facts_of_plan, known_units, unpacked
from workbench.queries.lookup import found
from workbench.reading.draft import Draft
from workbench.rows.documents import DocumentRow, EditionRow
from workbench.spelling import spelling_key
from workbench.terms import DocumentId, EditionId

_REMARK = re.compile(
    r"\((?:[^()]*(?:修订|修正|征求意见|送审|试行|暂行|版|稿)[^()]*)\)$|(?:征求意见稿|送审稿|草案)$"
)


def list_editions(session: Session, document: DocumentId) -> tuple[EditionRow, ...]:
    """The editions of a document, oldest first; none for one taken in before editions were kept."""
    rows = session.scalars(
        select(Edition).where(Edition.document_id == document).order_by(Edition.number)
    ).all()
    return tuple(
        EditionRow(
            EditionId(row.id),
            document,
            row.number,
            row.title,
            row.doc_no,
            row.issued_on,
            row.file,
            row.sha256,
            current=row is rows[-1],
        )
        for row in rows
    )


def edition_text(session: Session, edition: EditionId) -> str:
    """The decoded source of an edition, old ones too. Raises RefusedError where there is none."""
    row = found(session.get(Edition, edition), "版本", edition)
    return unpacked(session, row.text_digest).decode("utf-8", "surrogatepass")


def compare_edition(session: Session, document: DocumentId, draft: Draft) -> Comparison:
    """How a new reading differs from the plan, and what the planner must decide.

    Raises RefusedError where there is no such document.
    """
    stored = found(session.get(Document, document), "文件", document)
    return compare(facts_of_plan(session, stored), facts_of_draft(draft, known_units(session)))


def documents_like(session: Session, draft: Draft) -> tuple[DocumentRow, ...]:
    """The documents a draft may be a newer edition of, the file itself excepted.

    They have the same title, remarks such as （修订版） apart, or the same 文号.
    """
    title, number = _title_key(draft.meta.title), spelling_key(draft.meta.doc_no or "")
    return tuple(
        row
        for row in list_documents(session)
        if row.sha256 != draft.sha256
        and ((title and _title_key(row.title) == title) or (number and spelling_key(row.doc_no) == number))
    )


def document_of_bytes(session: Session, sha256: str) -> DocumentRow | None:
    """The document one of whose editions is this very file."""
    by_document = session.scalar(select(func.min(Document.id)).where(Document.sha256 == sha256))
    by_edition = session.scalar(select(func.min(Edition.document_id)).where(Edition.sha256 == sha256))
    id = by_document or by_edition
    return document_row(session, DocumentId(id)) if id is not None else None


def _title_key(title: str) -> str:
    return _REMARK.sub("", re.sub("[《》“”]", "", spelling_key(title)))
