"""Evaluation (考核): schemes by version, and what was noted by hand for units (加减分、一票否决登记)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.periods import HasPeriod

if TYPE_CHECKING:
    from workbench.models.tasks import Task
    from workbench.models.units import Unit


class EvaluationScheme(Base):
    """One version of a scheme; `data` is JSON as `planning.scores.Scheme.as_data` gives it."""

    __tablename__ = "evaluation_schemes"

    name: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    in_force_from: Mapped[dt.date]
    data: Mapped[str] = mapped_column(Text)


class EvaluationMark(HasPeriod, Base):
    """An occurrence noted for a unit in a period. `item` is the key of the scheme's line it counts for."""

    __tablename__ = "evaluation_marks"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    item: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    times: Mapped[float] = mapped_column(default=1.0)
    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]

    unit: Mapped[Unit] = relationship(backref=backref("evaluation_marks", cascade="all, delete-orphan"))
    task: Mapped[Task | None] = relationship(backref="evaluation_marks")
