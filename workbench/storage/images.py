"""Row images: what a row holds, as the plain scalars of a `RowChange`; read, compared, written through Core.

The before and after images of every touched row are all that the journal, undo and redo are made of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update

from workbench.changes import RowChange, Scalar

Image = Mapping[str, Scalar]
T = TypeVar("T")

#: Keys named in one statement; SQLite takes at least 999 parameters.
_CHUNK = 500


def read_images(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, Image]:
    """The present image of each row of `keys` that exists."""
    images: dict[int, Image] = {}
    names, special = table.columns.keys(), _special_columns(table)
    for chunk in _chunks(sorted(keys), _CHUNK):
        for row in connection.execute(select(table).where(table.c.id.in_(chunk))):
            image = dict(zip(names, row, strict=True))
            for name in special:
                image[name] = to_scalar(image[name])
            images[image["id"]] = image
    return images


def difference(table: str, key: int, before: Image | None, after: Image | None) -> RowChange | None:
    """The change between two images of a row; None where they are equal."""
    if before == after:
        return None
    if before is None or after is None:
        return RowChange(table, key, before, after)
    names = [name for name in after if before[name] != after[name]]
    return RowChange(
        table, key, {name: before[name] for name in names}, {name: after[name] for name in names}
    )


def delete_rows(connection: Connection, table: Table, keys: Sequence[int]) -> None:
    """Delete rows by id, in as many statements as SQLite needs."""
    for chunk in _chunks(keys, _CHUNK):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def insert_rows(connection: Connection, table: Table, images: Sequence[Image]) -> None:
    """Insert whole images."""
    insert_values(connection, table, [_values(table, image) for image in images])


def insert_values(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of Python values, all of the same columns; others get their default."""
    if rows:
        connection.execute(insert(table), list(rows))


def update_rows(connection: Connection, table: Table, images: Mapping[int, Image]) -> None:
    """Write the columns that each image names into its row."""
    update_values(connection, table, {key: _values(table, image) for key, image in images.items()})


def update_values(connection: Connection, table: Table, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the Python values that each row names, one statement for equal sets of columns."""
    by_columns: dict[frozenset[str], list[dict[str, Any]]] = {}
    for key, values in rows.items():
        if values:
            by_columns.setdefault(frozenset(values), []).append({**values, "key_": key})
    statement = update(table).where(table.c.id == bindparam("key_"))
    for columns, listed in by_columns.items():
        connection.execute(statement.values({name: bindparam(name) for name in columns}), listed)


def to_scalar(value: Any) -> Scalar:
    """A column's Python value as the journal keeps it: enumerations by value, dates as ISO text."""
    if isinstance(value, Enum):
        return value.value  # type: ignore[no-any-return]
    if isinstance(value, dt.date):  # a moment is one, too
        return value.isoformat()
    return value  # type: ignore[no-any-return]


def _values(table: Table, image: Image) -> dict[str, Any]:
    readers = _readers(table)
    return {
        name: readers[name](scalar) if scalar is not None and name in readers else scalar
        for name, scalar in image.items()
    }


@cache
def _readers(table: Table) -> dict[str, Callable[[Any], Any]]:
    """How to make the Python value of a column from its scalar, where they differ."""
    found = ((column.name, _reader(column)) for column in table.columns)
    return {name: reader for name, reader in found if reader is not None}


@cache
def _special_columns(table: Table) -> tuple[str, ...]:
    """The columns whose Python values are no scalars of the journal."""
    return tuple(_readers(table))


def _reader(column: Column[Any]) -> Callable[[Any], Any] | None:
    kind = column.type.python_type
    if issubclass(kind, dt.date):
        return kind.fromisoformat
    return kind if issubclass(kind, Enum) else None


def _chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
