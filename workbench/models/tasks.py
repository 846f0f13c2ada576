"""Tasks (任务), their milestones (节点) and the links between them (前后置关系)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.alignments import Alignment
from workbench.models.assignments import Assignment
from workbench.models.base import Base
from workbench.models.comments import Comment
from workbench.models.deadlines import HasDeadline
from workbench.models.progress import ProgressReport
from workbench.terms import LinkKind, TaskState

if TYPE_CHECKING:
    from workbench.models.documents import Document, Section
    from workbench.models.results import Result


class Task(HasDeadline, Base):
    """A task (任务). `position` orders the tasks of one document; `places` is JSON: fact -> [start, end].

    `whys` is JSON, too: fact -> [rule, words, start, end, confidence]; None where nobody knows.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="percent"),
        {"sqlite_autoincrement": True},
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    no: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text, default="")
    start: Mapped[dt.date | None]
    started_on: Mapped[dt.date | None]  # 实际开始
    finished_on: Mapped[dt.date | None]  # 实际完成
    progress: Mapped[int] = mapped_column(default=0)
    state: Mapped[TaskState] = mapped_column(default=TaskState.NOT_STARTED)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    places: Mapped[str] = mapped_column(Text, default="")
    whys: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="tasks")
    section: Mapped[Section | None] = relationship(back_populates="tasks")
    parent: Mapped[Task | None] = relationship(remote_side="Task.id", back_populates="children")
    children: Mapped[list[Task]] = relationship(  # one that leaves its parent is no orphan: it stands alone
        back_populates="parent", cascade="all", order_by="Task.position"
    )
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Assignment.position"
    )
    milestones: Mapped[list[Milestone]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Milestone.date"
    )
    reports: Mapped[list[ProgressReport]] = relationship(back_populates="task", cascade="all, delete-orphan")
    comments: Mapped[list[Comment]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Comment.id"
    )
    results: Mapped[list[Result]] = relationship(back_populates="task")
    successors: Mapped[list[Dependency]] = relationship(
        foreign_keys="Dependency.before_id", back_populates="before", cascade="all, delete-orphan"
    )
    predecessors: Mapped[list[Dependency]] = relationship(
        foreign_keys="Dependency.after_id", back_populates="after", cascade="all, delete-orphan"
    )
    lower_alignments: Mapped[list[Alignment]] = relationship(
        foreign_keys="Alignment.upper_id", back_populates="upper", cascade="all, delete-orphan"
    )
    upper_alignments: Mapped[list[Alignment]] = relationship(
        foreign_keys="Alignment.lower_id", back_populates="lower", cascade="all, delete-orphan"
    )


class Milestone(Base):
    """A dated point on the way of a task (节点)."""

    __tablename__ = "milestones"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    date: Mapped[dt.date]
    done: Mapped[bool] = mapped_column(default=False)

    task: Mapped[Task] = relationship(back_populates="milestones")


class Dependency(Base):
    """A link from one task to another (前后置关系). `lag` is in days and may be negative."""

    __tablename__ = "dependencies"
    __table_args__ = (UniqueConstraint("before_id", "after_id"), {"sqlite_autoincrement": True})

    before_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    after_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(default=LinkKind.FINISH_START)
    lag: Mapped[int] = mapped_column(default=0)

    before: Mapped[Task] = relationship(foreign_keys=[before_id], back_populates="successors")
    after: Mapped[Task] = relationship(foreign_keys=[after_id], back_populates="predecessors")
