"""Progress reports (进展情况) by period, their proofs (佐证材料), and how a task falls due (序时进度)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.periods import HasPeriod
from workbench.terms import DueMethod, ReportStatus, TaskState

if TYPE_CHECKING:
    from workbench.models.indicators import Indicator
    from workbench.models.results import Result
    from workbench.models.tasks import Task


class ProgressReport(HasPeriod, Base):
    """What was reported on a task or a result (exactly one) for one period. `at` is UTC without zone."""

    __tablename__ = "progress_reports"
    __table_args__ = (
        CheckConstraint("(task_id IS NULL) <> (result_id IS NULL)", name="one_owner"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        {"sqlite_autoincrement": True},
    )

    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), index=True)
    percent: Mapped[int] = mapped_column(default=0)
    state: Mapped[TaskState]
    done: Mapped[str] = mapped_column(Text, default="")  # 进展情况
    problems: Mapped[str] = mapped_column(Text, default="")  # 存在问题
    next_steps: Mapped[str] = mapped_column(Text, default="")  # 下一步
    reporter: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]
    status: Mapped[ReportStatus] = mapped_column(default=ReportStatus.REPORTED, server_default="reported")
    checker: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))
    checked_at: Mapped[dt.datetime | None]
    remark: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))

    task: Mapped[Task | None] = relationship(back_populates="reports")
    result: Mapped[Result | None] = relationship(back_populates="reports")
    evidence: Mapped[list[Evidence]] = relationship(
        back_populates="report", cascade="all, delete-orphan", order_by="Evidence.id"
    )


class Evidence(Base):
    """A file of proof (佐证材料) with a report; its bytes are the blob of that digest. `size` is in bytes."""

    __tablename__ = "evidence"

    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]

    report: Mapped[ProgressReport] = relationship(back_populates="evidence")


class DuePlan(Base):
    """How progress of one task falls due, where it is not the plan's own way.

    `figures` is JSON: for a plan by periods [[year, granularity, number, percent], ...], for nodes
    [[milestone, weight], ...], else []. A node without a weight there weighs 1.
    """

    __tablename__ = "due_plans"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), unique=True, index=True)
    method: Mapped[DueMethod]
    figures: Mapped[str] = mapped_column(Text, default="[]")
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicators.id"), index=True)

    task: Mapped[Task] = relationship(
        backref=backref("due_plan", cascade="all, delete-orphan", uselist=False)
    )
    indicator: Mapped[Indicator | None] = relationship(backref="due_plans")
