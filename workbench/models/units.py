"""Units (单位): the directory, with short and former names, and who followed whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import Level

if TYPE_CHECKING:
    from workbench.models.assignments import Assignment


class Unit(Base):
    """A unit (单位), or a collective (`group`: 各设区市人民政府). `successor` followed it after a reform."""

    __tablename__ = "units"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    group: Mapped[bool] = mapped_column("is_group", default=False)
    level: Mapped[Level | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]

    aliases: Mapped[list[UnitAlias]] = relationship(
        back_populates="unit", cascade="all, delete-orphan", order_by="UnitAlias.name"
    )
    assignments: Mapped[list[Assignment]] = relationship(back_populates="unit")
    successor: Mapped[Unit | None] = relationship(remote_side="Unit.id", foreign_keys=[successor_id])


class UnitAlias(Base):
    """Another name of a unit (简称、曾用名)."""

    __tablename__ = "unit_aliases"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)

    unit: Mapped[Unit] = relationship(back_populates="aliases")
