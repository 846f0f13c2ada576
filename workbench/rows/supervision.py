"""Matters under supervision (督办件) and what is to be done (待办), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import (
    ItemAction,
    ItemId,
    ItemSource,
    ItemState,
    Place,
    TaskId,
    TodoKind,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class ItemStepRow:
    """One move of a matter (办理记录). `number` is that of the paper it made (督办〔2021〕3号), "" for none.

    `day` is when it happened, `at` when it was written down (UTC). `new_due` is the day asked for or granted.
    """

    action: ItemAction
    day: dt.date
    who: str
    text: str
    number: str
    basis: str
    new_due: dt.date | None
    state: ItemState
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A matter under supervision (督办件). `due` is the day now in force, `first_due` the one set at first.

    `days_left` counts from the day asked about, negative where late, None where finished or stopped.
    `asked_due` is the day of a delay that waits for its decision. `actions` are the moves open now.
    """

    id: ItemId
    number: str
    title: str
    source: ItemSource
    basis: str
    leader: str
    requirement: str
    task: TaskId | None
    unit: UnitId | None
    unit_name: str
    supports: str
    opened_on: dt.date
    due: dt.date
    first_due: dt.date
    state: ItemState
    days_left: int | None
    asked_due: dt.date | None
    urged: int
    notice_number: str
    steps: tuple[ItemStepRow, ...]
    actions: tuple[ItemAction, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One thing to be done (待办) as of a day. `days` counts to `day`, negative where it has passed.

    `place` is the row to jump to. `sentence` says it with its numbers.
    """

    kind: TodoKind
    place: Place
    title: str
    unit: UnitId | None
    unit_name: str
    day: dt.date | None
    days: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class TodoListRow:
    """The 待办 list: how many there are of each kind that there is, and the first rows of each kind."""

    counts: tuple[tuple[TodoKind, int], ...]
    rows: tuple[TodoRow, ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)
