"""Indicators (重点指标): base, targets by year, observations by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.periods import HasPeriod
from workbench.terms import Operator, TargetKind

if TYPE_CHECKING:
    from workbench.models.commitments import Commitment
    from workbench.models.documents import Document
    from workbench.models.tasks import Task


class Indicator(Base):
    """An indicator (重点指标). `unit` is the unit of measure; `attribute` is 约束性, 预期性 or ""."""

    __tablename__ = "indicators"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    no: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(40), default="")
    category: Mapped[str] = mapped_column(Text, default="")
    attribute: Mapped[str] = mapped_column(String(16), default="")
    base_value: Mapped[float | None]
    base_year: Mapped[int | None]
    base_raw: Mapped[str] = mapped_column(String(80), default="")
    annual_raw: Mapped[str] = mapped_column(String(120), default="")
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    places: Mapped[str] = mapped_column(Text, default="")
    whys: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="indicators")
    targets: Mapped[list[Target]] = relationship(
        back_populates="indicator", cascade="all, delete-orphan", order_by="Target.year"
    )
    observations: Mapped[list[Observation]] = relationship(
        back_populates="indicator", cascade="all, delete-orphan", order_by="Observation.year"
    )
    commitments: Mapped[list[Commitment]] = relationship(back_populates="indicator")


class Target(Base):
    """A target value for one year (目标值)."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("indicator_id", "year"), {"sqlite_autoincrement": True})

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), index=True)
    year: Mapped[int]
    value: Mapped[float]
    operator: Mapped[Operator] = mapped_column(default=Operator.EQUAL)
    kind: Mapped[TargetKind] = mapped_column(default=TargetKind.LEVEL)
    raw: Mapped[str] = mapped_column(String(80), default="")

    indicator: Mapped[Indicator] = relationship(back_populates="targets")


class Observation(HasPeriod, Base):
    """An observed value in a period (实际值), with where it comes from."""

    __tablename__ = "observations"
    __table_args__ = (
        UniqueConstraint("indicator_id", "year", "granularity", "number"),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), index=True)
    value: Mapped[float]
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")

    indicator: Mapped[Indicator] = relationship(back_populates="observations")


class IndicatorPath(Base):
    """How the path of one indicator runs (指标路径), where it is not the straight line.

    `shape` and `direction` are names of `terms.Shape` and `terms.Direction`; `own` is JSON:
    [[year, granularity, number, value], ...].
    """

    __tablename__ = "indicator_paths"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), unique=True, index=True)
    shape: Mapped[str] = mapped_column(String(16))
    direction: Mapped[str | None] = mapped_column(String(16))
    since: Mapped[int | None]
    own: Mapped[str] = mapped_column(Text, default="[]")

    indicator: Mapped[Indicator] = relationship(
        backref=backref("path", cascade="all, delete-orphan", uselist=False)
    )


class TaskIndicator(Base):
    """A task that serves an indicator (任务支撑指标)."""

    __tablename__ = "task_indicators"
    __table_args__ = (UniqueConstraint("task_id", "indicator_id"), {"sqlite_autoincrement": True})

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")

    task: Mapped[Task] = relationship(backref=backref("indicator_links", cascade="all, delete-orphan"))
    indicator: Mapped[Indicator] = relationship(backref=backref("task_links", cascade="all, delete-orphan"))
