"""ChangeSet: what one operation changed, row by row. Undo, journal, refresh and merge all use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import StepId

#: A column's value as it is kept in the journal: JSON scalars, dates as ISO text, bytes as a digest marker
#: together with the blob store (see storage.journal).
Scalar = str | int | float | bool | None


class StepKind(StrEnum):
    """What a journal step did."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after. `before` is None for an insert, `after` is None for a delete.

    Both mappings hold only the columns that differ for an update, and all columns otherwise.
    """

    table: str
    key: int
    before: Mapping[str, Scalar] | None
    after: Mapping[str, Scalar] | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One step of the journal: who did what, when and why, and every row it touched."""

    step: StepId
    kind: StepKind
    label: str
    who: str
    at: dt.datetime
    rows: tuple[RowChange, ...]
    reason: str = ""
    reverts: StepId | None = None
    basis: str = ""

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that rows of the step lie in."""
        return frozenset(row.table for row in self.rows)

    def keys(self, table: str) -> frozenset[int]:
        """The ids of the rows touched in one table."""
        return frozenset(row.key for row in self.rows if row.table == table)
