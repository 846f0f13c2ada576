"""Light rules (亮灯规则) by version, and lights set by hand (人工调整)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.periods import HasPeriod

if TYPE_CHECKING:
    from workbench.models.tasks import Task


class LightRules(Base):
    """One version of the rules; `data` is JSON as `planning.lights.RuleTable.as_data` gives it.

    A version is never changed once another one follows it: an old period keeps the rules it was judged by.
    """

    __tablename__ = "light_rules"

    name: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    in_force_from: Mapped[dt.date]
    data: Mapped[str] = mapped_column(Text)


class HandLight(HasPeriod, Base):
    """A light set by hand for one task and period. `colour` is the name of a `terms.Colour`."""

    __tablename__ = "hand_lights"
    __table_args__ = (
        UniqueConstraint("task_id", "year", "granularity", "number"),
        {"sqlite_autoincrement": True},
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    colour: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]

    task: Mapped[Task] = relationship(backref=backref("hand_lights", cascade="all, delete-orphan"))
