"""Baselines (基线) and what moved since, as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import BaselineId, TaskId


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A baseline (基线): the plan's days as they stood when it was taken. `tasks` counts what it holds."""

    id: BaselineId
    name: str
    taken_on: dt.date
    tasks: int


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A task against a baseline (基线对比): its days then and now, and by how many days its end moved.

    A task added since has neither day of then, one removed since neither of now; `shift` is None where either
    end is missing. `title` is that of now, of a removed task that of then.
    """

    task: TaskId
    title: str
    then_start: dt.date | None
    then_end: dt.date | None
    now_start: dt.date | None
    now_end: dt.date | None
    shift: int | None
    added: bool = False
    removed: bool = False
