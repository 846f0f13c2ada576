"""Narrative targets (目标表述) that a document states in its prose, kept until one becomes an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import Operator, TargetKind

if TYPE_CHECKING:
    from workbench.models.documents import Document
    from workbench.models.indicators import Indicator


class Commitment(Base):
    """A narrative target (目标表述). `text` are its words, `why` its reason and sentence as JSON.

    `indicator_id` is the indicator made from it; None while there is none, or no more.
    """

    __tablename__ = "commitments"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicators.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(String(40), default="")
    year: Mapped[int | None]
    operator: Mapped[Operator] = mapped_column(default=Operator.EQUAL)
    kind: Mapped[TargetKind] = mapped_column(default=TargetKind.LEVEL)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    why: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="commitments")
    indicator: Mapped[Indicator | None] = relationship(back_populates="commitments")
