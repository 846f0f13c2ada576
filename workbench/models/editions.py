"""Editions (版本) of a document: each text that was taken in for it, and what was read out of it then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base

if TYPE_CHECKING:
    from workbench.models.documents import Document


class Edition(Base):
    """One edition (版本). `number` counts from 1; the newest is what the document says at present.

    Text and facts are blobs (`models.Blob`) by their digests: `text_digest` the decoded source, UTF-8 and
    zlib-compressed, `facts_digest` the facts as they were read (see `queries.editions`). So a step of the
    journal names them in a few bytes. `facts_digest` is "" where nobody kept them.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("document_id", "number"), {"sqlite_autoincrement": True})

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    doc_no: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[dt.date | None]
    file: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    text_digest: Mapped[str] = mapped_column(String(64))
    facts_digest: Mapped[str] = mapped_column(String(64), default="")

    document: Mapped[Document] = relationship(back_populates="editions")
