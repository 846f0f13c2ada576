"""Workload (工作量): who works on what over which days goes in, the tasks of each unit and quarter out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from workbench.planning.periods import between, distance, period_of
from workbench.terms import Granularity, Period

#: A table of more quarters than this is cut at its far end: nobody reads on.
MOST_QUARTERS: Final = 40


class LoadBy(Enum):
    """What counts as work of a quarter."""

    ACTIVE = "在办任务"  # the quarter lies between its first and its last day
    DUE = "到期任务"  # its deadline lies in the quarter


class Work(NamedTuple):
    """A unit's share in a task, by their ids, and the task's days (ordinals, 0 for none). Work without an
    end goes on to the last quarter there is."""

    unit: int
    task: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Workload:
    """`cells` holds, by (unit, quarter), the tasks that fall there, in the order they came; no empty ones."""

    quarters: tuple[Period, ...]
    cells: dict[tuple[int, Period], list[int]]


def workload(works: Iterable[Work], by: LoadBy = LoadBy.ACTIVE) -> Workload:
    """The tasks of each unit in each quarter, from the first to the last quarter with any work in it."""
    counted = [one for one in works if one.end or (by is LoadBy.ACTIVE and one.start)]
    quarters = _quarters(counted, by)
    cells: defaultdict[tuple[int, Period], list[int]] = defaultdict(list)
    for one in counted:
        first = one.end if by is LoadBy.DUE else one.start or one.end
        last = distance(quarters[0], _quarter(one.end)) if one.end else len(quarters) - 1
        for quarter in quarters[distance(quarters[0], _quarter(first)) : last + 1]:
            cells[one.unit, quarter].append(one.task)
    return Workload(quarters, dict(cells))


def _quarters(works: Sequence[Work], by: LoadBy) -> tuple[Period, ...]:
    days = [one.end for one in works if one.end]
    if by is LoadBy.ACTIVE:
        days += [one.start for one in works if one.start]
    if not days:
        return ()
    first, last = dt.date.fromordinal(min(days)), dt.date.fromordinal(max(days))
    return between(first, last, Granularity.QUARTER)[:MOST_QUARTERS]


def _quarter(day: int) -> Period:
    return period_of(dt.date.fromordinal(day), Granularity.QUARTER)
