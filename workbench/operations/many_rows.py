"""Many rows at once, where an object for each would cost a hundred times what the rows do.

The session an operation runs in is the recorder's, which knows these rows like any others: they are in the
step, and undone with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from workbench.models import Base

#: Keys named in one statement; every database takes as many parameters.
CHUNK = 500


class ManyRows(Protocol):
    """What the recorder's session offers beyond SQLAlchemy's. Rows are named columns with Python values."""

    def next_key(self, model: type[Base]) -> int:
        """The id that the table's next row will bear; those after it follow."""

    def insert_rows(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows of the same columns, `id` among them, counted on from `next_key`."""

    def update_rows(self, model: type[Base], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Set the named columns of each row, by its id."""

    def remove_rows(self, model: type[Base], keys: Collection[int]) -> None:
        """Remove rows; what points at them must go or let go of them in the same operation."""


def many_rows(session: Session) -> ManyRows:
    """The session as one that takes many rows at once."""
    return cast(ManyRows, session)


def keys_where(
    session: Session, model: type[Base], column: Column[Any], values: Collection[int]
) -> list[int]:
    """The ids of the rows whose `column` is one of `values`."""
    wanted = sorted(values)
    found: list[int] = []
    for at in range(0, len(wanted), CHUNK):
        found += session.execute(
            select(model.__table__.c.id).where(column.in_(wanted[at : at + CHUNK]))
        ).scalars()
    return found
