"""Hindsight: the plan as it is and the steps that led there go in; rows as they were before each come out.

Only what adjustments speak of is looked at: deadlines, shares, targets, and the names beside them. Of these
the rows are read that some step touched, with all shares of the tasks and results they belong to.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.changes import RowChange, Scalar
from workbench.models import Base

Image = Mapping[str, Scalar]
Owner = tuple[str, int]  # ("tasks", 7) or ("results", 3)

DEADLINE = frozenset({"deadline_raw", "deadline_kind", "deadline_date", "deadline_precision"})
WATCHED = frozenset({"tasks", "results", "assignments", "targets", "indicators", "units", "documents"})
#: Ids named in one statement.
_CHUNK = 500


class Hindsight:
    """Rows by table and id, as they stood after the step that is next to be gone back over.

    `steps` are given newest first; `go_back` must be called with each of them in this order.
    """

    def __init__(self, session: Session, steps: Sequence[Sequence[RowChange]]) -> None:
        self._session = session
        self._rows: dict[str, dict[int, Image]] = defaultdict(dict)
        self._shares: dict[Owner, set[int]] = defaultdict(set)
        rows = [row for step in steps for row in step if row.table in WATCHED and row.before is not None]
        self._read("units")
        self._read("documents")
        self._read("assignments", keys=_keys(rows, "assignments"))
        owners = {*self._shares, *(owner for step in steps for owner in owners_of(step))}
        for table, column in (("tasks", "task_id"), ("results", "result_id")):
            keys = {key for kind, key in owners if kind == table}
            self._read("assignments", column, keys)
            self._read(table, keys=keys | _keys((row for row in rows if touches_deadline(row)), table))
        self._read("targets", keys=_keys((row for step in steps for row in step), "targets"))
        self._read("indicators", keys=_indicators(self._rows["targets"].values(), rows))

    def row(self, table: str, key: int) -> Image | None:
        """One row as it was, None where there was none."""
        return self._rows[table].get(key)

    def shares(self, owner: Owner) -> list[Image]:
        """The shares in a task or result, in order."""
        rows = [self._rows["assignments"][key] for key in self._shares[owner]]
        return sorted(rows, key=lambda row: (int(row["position"] or 0), int(row["id"] or 0)))

    def go_back(self, rows: Iterable[RowChange]) -> None:
        """Take the changes of the latest step off."""
        for change in rows:
            if change.table not in WATCHED:
                continue
            present = self._rows[change.table].get(change.key)
            self._put(change.table, change.key, None)
            if change.before is not None and change.after is None:
                self._put(change.table, change.key, change.before)
            elif change.before is not None and present is not None:
                self._put(change.table, change.key, {**present, **change.before})

    def _put(self, table: str, key: int, image: Image | None) -> None:
        gone = self._rows[table].pop(key, None)
        if image is not None:
            self._rows[table][key] = image
        if table == "assignments":
            if gone is not None:
                self._shares[owner_of(gone)].discard(key)
            if image is not None:
                self._shares[owner_of(image)].add(key)

    def _read(self, name: str, column: str = "id", keys: Iterable[int] | None = None) -> None:
        """Read rows whose `column` is among `keys`; all where these are None."""
        table = Base.metadata.tables[name]
        everything = select(*(one for one in table.columns if one.name not in _LONG))
        if keys is None:
            statements = [everything]
        else:
            statements = [everything.where(table.c[column].in_(chunk)) for chunk in _chunks(sorted(keys))]
        for statement in statements:
            for row in self._session.execute(statement).mappings():
                image = {column: _scalar(value) for column, value in row.items()}
                self._put(name, row["id"], image)


#: Columns that no adjustment speaks of, and that hold whole texts.
_LONG = frozenset({"text", "content", "places", "whys", "why"})


def touches_deadline(change: RowChange) -> bool:
    """Whether a task or result that was there before and after got another deadline."""
    return change.before is not None and change.after is not None and not DEADLINE.isdisjoint(change.after)


def owner_of(assignment: Image) -> Owner:
    """The task or result that a share belongs to."""
    task, result = assignment.get("task_id"), assignment.get("result_id")
    return ("tasks", int(task)) if task is not None else ("results", int(result or 0))


def owners_of(rows: Iterable[RowChange]) -> Iterator[Owner]:
    """The tasks and results in which shares were added or taken away, but for those made or removed whole."""
    whole = [row for row in rows if row.before is None or row.after is None]
    themselves = {(row.table, row.key) for row in whole}
    for row in whole:
        image = row.before if row.after is None else row.after
        if row.table == "assignments" and image is not None and (owner := owner_of(image)) not in themselves:
            yield owner


def _keys(rows: Iterable[RowChange], table: str) -> set[int]:
    return {row.key for row in rows if row.table == table}


def _indicators(targets: Iterable[Image], rows: Iterable[RowChange]) -> set[int]:
    gone = (row.before for row in rows if row.table == "targets" and row.before is not None)
    found = (image.get("indicator_id") for image in (*targets, *gone))
    return {int(key) for key in found if key is not None}


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))


def _scalar(value: object) -> Scalar:
    """As the journal keeps it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value  # type: ignore[return-value]
