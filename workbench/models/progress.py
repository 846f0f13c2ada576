"""Progress reports (进展情况) by period."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import Granularity, TaskState

if TYPE_CHECKING:
    from workbench.models.results import Result
    from workbench.models.tasks import Task


class ProgressReport(Base):
    """What was reported on a task or a result (exactly one) for one period. `at` is UTC without zone."""

    __tablename__ = "progress_reports"
    __table_args__ = (
        CheckConstraint("(task_id IS NULL) <> (result_id IS NULL)", name="one_owner"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        {"sqlite_autoincrement": True},
    )

    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), index=True)
    year: Mapped[int]
    granularity: Mapped[Granularity]
    number: Mapped[int] = mapped_column(default=1)
    percent: Mapped[int] = mapped_column(default=0)
    state: Mapped[TaskState]
    done: Mapped[str] = mapped_column(Text, default="")  # 进展情况
    problems: Mapped[str] = mapped_column(Text, default="")  # 存在问题
    next_steps: Mapped[str] = mapped_column(Text, default="")  # 下一步
    reporter: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]

    task: Mapped[Task | None] = relationship(back_populates="reports")
    result: Mapped[Result | None] = relationship(back_populates="reports")
