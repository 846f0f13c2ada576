"""What is kept of an edition (版本) when it is taken in: its text, and its facts as they were read."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import Blob, Document, Edition
from workbench.planning.editions import Kind
from workbench.queries.edition_facts import facts_of_draft, known_units
from workbench.reading.draft import Draft

#: zlib's level 6 would take three times as long to spare a seventh of the room.
_EFFORT = 3


def record(
    session: Session, document: Document, draft: Draft, ids: Mapping[Kind, Sequence[int | None]]
) -> None:
    """Keep the draft as the document's newest edition. `ids` name, in the order of the draft, the rows its
    facts are stored in; None for a fact that was not taken."""
    as_read: dict[str, dict[int, dict[str, list[str]]]] = {kind.value: {} for kind in Kind}
    for fact in facts_of_draft(draft, known_units(session)):
        row = document.id if fact.kind is Kind.DOCUMENT else ids[fact.kind][fact.key]
        if row is not None:
            as_read[fact.kind][row] = {name: [one.text, one.key] for name, one in fact.values.items()}
    _add(session, document, draft.text, as_read)


def record_former(session: Session, document: Document) -> None:
    """Keep the present text of a document taken in before editions were kept; what was read is not known."""
    _add(session, document, document.text, None)


def keep_blob(session: Session, digest: str, data: bytes) -> None:
    """Keep bytes by their SHA-256, once."""
    if session.scalar(select(Blob.id).where(Blob.sha256 == digest)) is None:
        session.add(Blob(sha256=digest, data=data))
        session.flush()


def _add(session: Session, document: Document, text: str, as_read: object) -> None:
    last = session.scalar(select(func.max(Edition.number)).where(Edition.document_id == document.id))
    session.add(
        Edition(
            document_id=document.id,
            number=(last or 0) + 1,
            title=document.title,
            doc_no=document.doc_no,
            issued_on=document.issued_on,
            file=document.file,
            sha256=document.sha256,
            text_digest=_kept(session, text.encode("utf-8", "surrogatepass")),
            facts_digest=_kept(session, json.dumps(as_read, ensure_ascii=False).encode()) if as_read else "",
        )
    )
    session.flush()


def _kept(session: Session, data: bytes) -> str:
    packed = zlib.compress(data, _EFFORT)
    digest = hashlib.sha256(packed).hexdigest()
    keep_blob(session, digest, packed)
    return digest
