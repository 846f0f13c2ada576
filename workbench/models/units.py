"""Units (单位): the directory with short and former names, who followed whom, and reforms (机构改革)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.terms import AliasKind, Level, ReformKind

if TYPE_CHECKING:
    from workbench.models.assignments import Assignment


class Unit(Base):
    """A unit (单位), or a collective (`group`: 各设区市人民政府). `successor` followed it after a reform.

    `listed`: the planner has put it into the directory; what was only read in a document waits for that.
    It exists from `valid_from` to `valid_until`, both days included, open where None.
    """

    __tablename__ = "units"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    group: Mapped[bool] = mapped_column("is_group", default=False)
    level: Mapped[Level | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    leader: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))  # 分管领导
    contact: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))  # 联系人
    telephone: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))  # 联系电话
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    listed: Mapped[bool] = mapped_column(default=False, server_default=false())

    aliases: Mapped[list[UnitAlias]] = relationship(
        back_populates="unit", cascade="all, delete-orphan", order_by="UnitAlias.name"
    )
    assignments: Mapped[list[Assignment]] = relationship(back_populates="unit")
    successor: Mapped[Unit | None] = relationship(remote_side="Unit.id", foreign_keys=[successor_id])


class UnitAlias(Base):
    """Another name of a unit (简称、曾用名、异写)."""

    __tablename__ = "unit_aliases"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[AliasKind] = mapped_column(default=AliasKind.SHORT, server_default=AliasKind.SHORT.value)

    unit: Mapped[Unit] = relationship(back_populates="aliases")


class FormerShare(NamedTuple):
    """A unit's share in a task or result (the other is 0) as it stood before a reform; `name` was its own."""

    task: int
    result: int
    unit: int
    name: str
    role: str
    position: int


class Reform(Base):
    """A reform (机构改革) as from `day`. `told` says it in words (省经信委、省信息办 → 省工信厅).

    `shares` is JSON: all shares of every task and result it touched, as they stood before: whatever speaks of
    a day before the reform takes the names from here. It is one text and not one row a share, since it is
    kept and taken back whole and must outlive the tasks it speaks of.
    """

    __tablename__ = "reforms"

    kind: Mapped[ReformKind]
    day: Mapped[dt.date]
    told: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text, default="")
    shares: Mapped[str] = mapped_column(Text, default="[]")


def pack_shares(shares: Iterable[FormerShare]) -> str:
    """Shares as a reform keeps them."""
    return json.dumps([list(share) for share in shares], ensure_ascii=False, separators=(",", ":"))


def unpack_shares(packed: str) -> list[FormerShare]:
    """What `pack_shares` kept."""
    return [FormerShare(*share) for share in json.loads(packed)]
