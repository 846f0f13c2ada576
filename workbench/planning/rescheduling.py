"""A proposed schedule (自动排程) as lines: a plan and a calendar go in, old and new days come out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from workbench.planning.task_arrays import LINK_KINDS, NO_DAY, TaskArrays

if TYPE_CHECKING:
    from workbench.planning.calendar import WorkingCalendar
    from workbench.planning.schedule import Proposal


class Way(Enum):
    """Which way a plan is scheduled."""

    LATER = "推后到不违反前后置关系（顺排）"
    EARLIEST = "全部尽早开始（顺排）"
    EARLIER = "提前到不违反前后置关系（倒排）"
    LATEST = "全部尽晚开始（倒排）"


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A task that would move. Days are ordinals; `late` tells that it would miss its deadline, or that it
    would begin before it may (倒排)."""

    task: int
    node: int
    title: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    late: bool


@dataclass(frozen=True, slots=True)
class Reschedule:
    """What a schedule would move, in plan order, and in Chinese what it cannot mend or does not know."""

    lines: tuple[ProposedLine, ...]
    remarks: tuple[str, ...]


def reschedule(
    arrays: TaskArrays, calendar: WorkingCalendar, way: Way = Way.LATER, *, last_day: int = NO_DAY
) -> Reschedule:
    """Work out a schedule; nothing is changed. `last_day` is the end a backward one is reckoned from.

    Raises LinkCycleError.
    """
    from workbench.planning.network import Network
    from workbench.planning.schedule import propose_backward, propose_forward

    network = Network.of_plan(arrays)
    if way in (Way.LATER, Way.EARLIEST):
        found = propose_forward(network, calendar, keep_starts=way is Way.LATER)
    else:
        found = propose_backward(network, calendar, last_day=last_day, keep_ends=way is Way.EARLIER)
    return Reschedule(_lines(arrays, found), _remarks(arrays, calendar, found))


def _lines(arrays: TaskArrays, found: Proposal) -> tuple[ProposedLine, ...]:
    late = set(found.cramped.tolist())
    days = zip(
        found.tasks.tolist(),
        found.old_start.tolist(),
        found.old_end.tolist(),
        found.new_start.tolist(),
        found.new_end.tolist(),
        strict=True,
    )
    return tuple(
        ProposedLine(
            int(arrays.id[node]), node, arrays.name[node], old_start, old_end, start, end, node in late
        )
        for node, old_start, old_end, start, end in days
    )


def _remarks(arrays: TaskArrays, calendar: WorkingCalendar, found: Proposal) -> tuple[str, ...]:
    remarks = [
        f"“{arrays.name[before]}”与“{arrays.name[after]}”的{LINK_KINDS[arrays.link_kind[link]].value}关系仍不能满足："
        "任务已完成或时间固定。"
        for link in found.broken.tolist()
        for before, after in [arrays.links[link, :2].tolist()]
    ]
    days = np.concatenate((found.new_start, found.new_end))
    if len(days):
        unknown = calendar.missing_years(int(days.min()), int(days.max()))
        remarks += [unknown.what] if unknown else []
    return tuple(remarks)


def day_of(ordinal: int) -> dt.date | None:
    """A day, None for none."""
    return dt.date.fromordinal(ordinal) if ordinal else None
