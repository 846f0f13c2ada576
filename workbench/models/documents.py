"""Documents (文件), their headings (章节) and their source bytes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.commitments import Commitment
from workbench.models.editions import Edition
from workbench.models.indicators import Indicator
from workbench.models.results import Result
from workbench.models.tasks import Task
from workbench.terms import Level, Script


class Blob(Base):
    """Source bytes by their SHA-256, and the texts and facts of editions. Never changed or deleted, hence
    never recorded: undoing the removal of a document finds its bytes still here."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Base):
    """A document (文件) read into the plan. `text` is its decoded source, which spans count in."""

    __tablename__ = "documents"

    title: Mapped[str] = mapped_column(Text)
    doc_no: Mapped[str] = mapped_column(String(80), default="")  # 发文字号
    issuer: Mapped[str] = mapped_column(String(120), default="")  # 发文机关
    issued_on: Mapped[dt.date | None]  # 成文日期
    effective_from: Mapped[dt.date | None]
    effective_until: Mapped[dt.date | None]  # 有效期至
    level: Mapped[Level | None]
    script: Mapped[Script] = mapped_column(default=Script.HANS)
    file: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)

    sections: Mapped[list[Section]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Section.position"
    )
    tasks: Mapped[list[Task]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Task.position"
    )
    results: Mapped[list[Result]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Result.position"
    )
    indicators: Mapped[list[Indicator]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Indicator.position"
    )
    commitments: Mapped[list[Commitment]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Commitment.position"
    )
    editions: Mapped[list[Edition]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Edition.number"
    )


class Section(Base):
    """A heading (章节) of a document. `position` orders the headings of one document."""

    __tablename__ = "sections"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    level: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]

    document: Mapped[Document] = relationship(back_populates="sections")
    parent: Mapped[Section | None] = relationship(remote_side="Section.id", back_populates="children")
    children: Mapped[list[Section]] = relationship(back_populates="parent", order_by="Section.position")
    tasks: Mapped[list[Task]] = relationship(back_populates="section", order_by="Task.position")
