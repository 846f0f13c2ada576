"""Matters under supervision (督办件) and every move that was made with them (办理记录)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import ItemAction, ItemSource, ItemState

if TYPE_CHECKING:
    from workbench.models.tasks import Task
    from workbench.models.units import Unit


class SupervisionItem(Base):
    """A matter under supervision. `basis` is what it rests on (批示原文), `due` the day in force now.

    `number` numbers the matters of a year (立项编号). A removed task leaves its matter standing on its own.
    """

    __tablename__ = "supervision_items"

    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[ItemSource]
    basis: Mapped[str] = mapped_column(Text, default="")
    leader: Mapped[str] = mapped_column(String(80), default="")  # 批示领导
    requirement: Mapped[str] = mapped_column(Text, default="")  # 办理要求
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)  # 承办单位
    supports: Mapped[str] = mapped_column(Text, default="")  # 协办单位, as written
    opened_on: Mapped[dt.date]
    due: Mapped[dt.date]
    first_due: Mapped[dt.date]
    state: Mapped[ItemState] = mapped_column(default=ItemState.REGISTERED)

    task: Mapped[Task | None] = relationship(backref="supervision_items")
    unit: Mapped[Unit | None] = relationship(backref="supervision_items")
    steps: Mapped[list[SupervisionStep]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="SupervisionStep.id"
    )


class SupervisionStep(Base):
    """One move of a matter. `paper` numbers the 督办通知单 or 催办函 it made within the year of `day`.

    `state` is where the matter stood after it; `new_due` the day asked for or granted. `at` is UTC.
    """

    __tablename__ = "supervision_steps"

    item_id: Mapped[int] = mapped_column(ForeignKey("supervision_items.id"), index=True)
    action: Mapped[ItemAction]
    day: Mapped[dt.date]
    who: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    paper: Mapped[int | None]
    new_due: Mapped[dt.date | None]
    state: Mapped[ItemState]
    at: Mapped[dt.datetime]

    item: Mapped[SupervisionItem] = relationship(back_populates="steps")
