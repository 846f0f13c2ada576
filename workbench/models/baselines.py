"""Baselines (基线): the plan's days as they stood on some day, kept to compare with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.models.base import Base


class BaselineBar(NamedTuple):
    """A task as a baseline keeps it; days are proleptic ordinals, 0 for none."""

    task: int
    start: int
    end: int
    title: str


class Baseline(Base):
    """A named snapshot of all days. `bars` is JSON: [[task, start, end, title], ...].

    It is one text and not one row a task: a snapshot is taken, looked at and dropped whole, it must outlive
    the tasks it speaks of, and so a step of the history that takes one holds one row.
    """

    __tablename__ = "baselines"

    name: Mapped[str] = mapped_column(String(80))
    taken_on: Mapped[dt.date]
    tasks: Mapped[int] = mapped_column(default=0)
    bars: Mapped[str] = mapped_column(Text)


def pack_bars(bars: Iterable[BaselineBar]) -> str:
    """Bars as they are kept."""
    return json.dumps([list(bar) for bar in bars], ensure_ascii=False, separators=(",", ":"))


def unpack_bars(packed: str) -> list[BaselineBar]:
    """What `pack_bars` kept."""
    return [BaselineBar(*bar) for bar in json.loads(packed)]
