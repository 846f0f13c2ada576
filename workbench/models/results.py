"""Results to deliver (成果)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.assignments import Assignment
from workbench.models.base import Base
from workbench.models.deadlines import HasDeadline
from workbench.models.progress import ProgressReport
from workbench.terms import TaskState

if TYPE_CHECKING:
    from workbench.models.documents import Document
    from workbench.models.tasks import Task


class Result(HasDeadline, Base):
    """A result (成果): something to deliver, with its category (类别) in the list."""

    __tablename__ = "results"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    category: Mapped[str] = mapped_column(Text, default="")
    no: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[TaskState] = mapped_column(default=TaskState.NOT_STARTED)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    places: Mapped[str] = mapped_column(Text, default="")
    whys: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="results")
    task: Mapped[Task | None] = relationship(back_populates="results")
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="result", cascade="all, delete-orphan", order_by="Assignment.position"
    )
    reports: Mapped[list[ProgressReport]] = relationship(
        back_populates="result", cascade="all, delete-orphan"
    )
