"""Links between documents (承接关系): which task of a document carries out which task of one above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import AlignmentKind

if TYPE_CHECKING:
    from workbench.models.tasks import Task


class Alignment(Base):
    """A task above (上级任务) and one of this level (本级任务) that answers to it. `reason` tells why they
    were linked, in Chinese. Two tasks found to have nothing to do with one another are kept as UNRELATED, so
    that they are not proposed again."""

    __tablename__ = "alignments"
    __table_args__ = (UniqueConstraint("upper_id", "lower_id"), {"sqlite_autoincrement": True})

    upper_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    lower_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    kind: Mapped[AlignmentKind] = mapped_column(default=AlignmentKind.IMPLEMENTS)
    reason: Mapped[str] = mapped_column(Text, default="")

    upper: Mapped[Task] = relationship(foreign_keys=[upper_id], back_populates="lower_alignments")
    lower: Mapped[Task] = relationship(foreign_keys=[lower_id], back_populates="upper_alignments")
