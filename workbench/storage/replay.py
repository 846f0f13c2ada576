"""Replay: row changes go in, the database holds their after images. Undo replays changes turned round.

Rows must stand as the before images say. Foreign keys are checked at the commit alone. To let unique values
change places (two units swap names), a row whose unique columns change is removed and put back whole,
after every row that must go is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Table, UniqueConstraint

from workbench.changes import RowChange
from workbench.errors import RefusedError
from workbench.models import Base
from workbench.storage import sqlite
from workbench.storage.images import Image, delete_rows, insert_rows, read_images, update_rows


def turned_round(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes that take these back."""
    return tuple(RowChange(row.table, row.key, row.after, row.before) for row in rows)


def replay(
    connection: Connection,
    rows: Sequence[RowChange],
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> None:
    """Apply the changes within the transaction of `connection`; `tell` hears how many of them are.

    Raises RefusedError where a row does not stand as its before image says.
    """
    connection.exec_driver_sql(sqlite.DEFER_FOREIGN_KEYS)
    by_table: dict[str, list[RowChange]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    done = 0
    for name, changes in by_table.items():
        _replay_table(connection, Base.metadata.tables[name], changes)
        done += len(changes)
        tell(done, len(rows))


def _replay_table(connection: Connection, table: Table, changes: Sequence[RowChange]) -> None:
    present = read_images(connection, table, [change.key for change in changes])
    unique = _unique_columns(table)
    going: list[int] = []
    coming: list[Image] = []
    staying: dict[int, Image] = {}
    for change in changes:
        now = present.get(change.key)
        _must_stand(change, now)
        if change.after is None:
            going.append(change.key)
        elif now is None:
            coming.append(change.after)
        elif unique.isdisjoint(change.after):
            staying[change.key] = change.after
        else:
            going.append(change.key)
            coming.append({**now, **change.after})
    delete_rows(connection, table, going)
    update_rows(connection, table, staying)
    insert_rows(connection, table, coming)


def _must_stand(change: RowChange, now: Image | None) -> None:
    if now is None or change.before is None:
        stands = now is None and change.before is None
    else:
        stands = all(now[name] == value for name, value in change.before.items())
    if not stands:
        raise RefusedError(
            "相关内容已被其他修改改动，这一步不能撤销或重做。",
            "请在操作记录中查看这一步，再手工改回。",
        )


def _unique_columns(table: Table) -> frozenset[str]:
    constraints = (item.columns for item in table.constraints if isinstance(item, UniqueConstraint))
    indexes = (item.columns for item in table.indexes if item.unique)
    return frozenset(column.name for columns in (*constraints, *indexes) for column in columns)
