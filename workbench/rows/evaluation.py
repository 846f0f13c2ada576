"""Scores (考核评分) and the ledger's health (台账体检), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import MarkId, Period, Place, SchemeId, Severity, TaskId, UnitId


@dataclass(frozen=True, slots=True)
class SchemeItemRow:
    """One line of a scheme. `kind` is 定量正向, 定量负向, 加减分 or 一票否决; `source` says where its facts
    come from (系统计算 or 人工登记).
    """

    key: str
    name: str
    kind: str
    points: float
    nothing_at: float
    all_at: float
    limit: float | None
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A version of the evaluation scheme (考核方案) kept in the plan; `id` is 0 for the one that comes with
    the program. `full` is the sum of its weights.
    """

    id: SchemeId
    name: str
    version: int
    in_force_from: dt.date
    items: tuple[SchemeItemRow, ...]
    full: float
    current: bool


@dataclass(frozen=True, slots=True)
class ScoreFactRow:
    """One fact a score rests on, with the row it can be looked up in (None where it is a sum)."""

    what: str
    value: float
    place: Place | None


@dataclass(frozen=True, slots=True)
class ScoreLineRow:
    """What one item of the scheme brought, in one sentence with its numbers, and its facts."""

    key: str
    name: str
    kind: str
    full: float
    points: float
    sentence: str
    facts: tuple[ScoreFactRow, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of a unit (`unit`) or of one task (`task`), with its place; equal scores share a place. Of a
    task, `unit` and `unit_name` are who answers for it."""

    place: int
    unit: UnitId | None
    task: TaskId | None
    name: str
    total: float
    vetoed: bool
    sentence: str
    lines: tuple[ScoreLineRow, ...]
    tasks: tuple[TaskId, ...]
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """An occurrence someone noted for a unit (加减分、一票否决登记). `times` is how often."""

    id: MarkId
    unit: UnitId
    unit_name: str
    task: TaskId | None
    period: Period
    item: str
    what: str
    times: float
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Something the check of the ledger found (台账体检), with the row to jump to.

    `code` is stable and English (`task-without-lead`); `kind` is its Chinese heading; `others` are further
    rows it speaks of, such as the duplicates.
    """

    code: str
    kind: str
    severity: Severity
    what: str
    proposal: str
    place: Place
    others: tuple[Place, ...] = ()
