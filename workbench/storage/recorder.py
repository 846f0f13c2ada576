"""The recorder: watches one operation's session; every row it touched comes out, before and after.

Before a row is first written, its image is read from the database; when the operation is done, the images of
all touched rows are read again. What differs is the change. So several flushes come out as one change a row,
and what was changed back, or made and removed again, as none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, Table, event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session
from sqlalchemy.orm.util import identity_key

from workbench.changes import RowChange
from workbench.models import Base, Blob, Step
from workbench.storage import sqlite
from workbench.storage.images import (
    Image,
    delete_rows,
    difference,
    insert_values,
    read_images,
    update_values,
)

#: Source bytes are never changed or removed; the journal does not speak of itself.
UNRECORDED = frozenset({Blob.__tablename__, Step.__tablename__})

_NO_TRACE = "change objects of the session; this would leave no trace in the journal"


class UnrecordedChangeError(RuntimeError):
    """A bug: an operation tried to change rows where the recorder cannot see it."""


class RecordedSession(Session):
    """The session of one operation. Rows change by its objects, or many at once through `insert_rows`,
    `update_rows` and `remove_rows`; only the workspace commits.

    What would go past the recorder raises UnrecordedChangeError: statements that are no select, the
    connection itself, the bulk methods.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._before: dict[str, dict[int, Image | None]] = defaultdict(dict)
        self._may_commit = False

    def changes(self) -> tuple[RowChange, ...]:
        """Flush, and tell what has changed since the session began, table by table."""
        self.flush()
        found: list[RowChange] = []
        for name, befores in sorted(self._before.items()):
            afters = read_images(self.own_connection(), Base.metadata.tables[name], befores)
            changes = (difference(name, key, befores[key], afters.get(key)) for key in sorted(befores))
            found += [change for change in changes if change is not None]
        return tuple(found)

    def own_connection(self) -> Connection:
        """For the recorder and the journal."""
        return super().connection()

    def connection(self, *_arguments: Any, **_keywords: Any) -> NoReturn:
        """Refused, like the bulk methods below: what goes past the session is not recorded."""
        raise UnrecordedChangeError(_NO_TRACE)

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = connection

    # ---- many rows at once ---------------------------------------------------------------------------------

    def next_key(self, model: type[Base]) -> int:
        """The id that the table's next row will bear; those after it follow."""
        self.flush()
        highest = self.own_connection().exec_driver_sql(sqlite.HIGHEST_KEY, (model.__tablename__,)).scalar()
        return (highest or 0) + 1

    def insert_rows(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows by the names of their columns, `id` among them, counted on from `next_key`.

        Rows may name one another in any order: foreign keys are checked at the commit.
        """
        table, keys = self._flushed(model), [row["id"] for row in rows]
        if keys and min(keys) < self.next_key(model):
            raise ValueError(f"{table.name}: an id would come to mean something else: {min(keys)}")
        self.own_connection().exec_driver_sql(sqlite.DEFER_FOREIGN_KEYS)
        insert_values(self.own_connection(), table, rows)
        self._before[table.name].update(dict.fromkeys(keys))

    def update_rows(self, model: type[Base], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Set the named columns of each row. Objects of these rows are read anew when next looked at."""
        table = self._flushed(model)
        self._note_images(table, rows)
        update_values(self.own_connection(), table, rows)
        self._expire_rows(model, rows)

    def remove_rows(self, model: type[Base], keys: Collection[int]) -> None:
        """Remove rows; what points at them must go or let go of them before the commit.

        Objects of these rows raise ObjectDeletedError when next looked at.
        """
        table = self._flushed(model)
        self._note_images(table, keys)
        self.own_connection().exec_driver_sql(sqlite.DEFER_FOREIGN_KEYS)
        delete_rows(self.own_connection(), table, sorted(keys))
        self._expire_rows(model, keys)

    def _expire_rows(self, model: type[Base], keys: Iterable[int]) -> None:
        for key in keys:
            item = self.identity_map.get(identity_key(model, key))
            if item is not None:
                self.expire(item)

    def _flushed(self, model: type[Base]) -> Table:
        self.flush()
        table = Base.metadata.tables[model.__tablename__]
        if table.name in UNRECORDED:
            raise UnrecordedChangeError(_NO_TRACE)
        return table

    def _note_images(self, table: Table, keys: Iterable[int]) -> None:
        unseen = [key for key in keys if key not in self._before[table.name]]
        if not unseen:
            return
        images = read_images(self.own_connection(), table, unseen)
        self._before[table.name].update((key, images.get(key)) for key in unseen)

    def finish(self) -> None:
        """Commit, which an operation itself may not."""
        self._may_commit = True
        self.commit()

    def note_before(self, objects: Iterable[Any]) -> None:
        """Read the images of rows that are about to be written for the first time."""
        unseen: dict[Table, set[int]] = defaultdict(set)
        for item in objects:
            table, key = _row_of(item)
            if table.name not in UNRECORDED:
                unseen[table].add(key)
        for table, keys in unseen.items():
            self._note_images(table, keys)

    def note_made(self, objects: Iterable[Any]) -> None:
        """Remember rows that were not there before."""
        for item in objects:
            table, key = _row_of(item)
            if table.name not in UNRECORDED:
                self._before[table.name].setdefault(key, None)


def _row_of(item: Any) -> tuple[Table, int]:
    state = inspect(item)
    table = state.mapper.local_table
    return table, state.identity[0] if state.identity else item.id


@event.listens_for(RecordedSession, "before_flush")
def _before_flush(session: RecordedSession, _context: UOWTransaction, _instances: Any) -> None:
    session.note_before((*session.dirty, *session.deleted))


@event.listens_for(RecordedSession, "after_flush")
def _after_flush(session: RecordedSession, _context: UOWTransaction) -> None:
    session.note_made(session.new)


def _before_write(_mapper: Mapper[Any], _connection: Connection, target: Any) -> None:
    """Rows that the flush itself drew in, such as tasks whose removed section is cleared from them."""
    session = object_session(target)
    if isinstance(session, RecordedSession):
        session.note_before((target,))


event.listen(Base, "before_update", _before_write, propagate=True)
event.listen(Base, "before_delete", _before_write, propagate=True)


@event.listens_for(RecordedSession, "do_orm_execute")
def _refuse_statements(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise UnrecordedChangeError(_NO_TRACE)


@event.listens_for(RecordedSession, "before_commit")
def _refuse_commit(session: RecordedSession) -> None:
    if not session._may_commit and session.get_nested_transaction() is None:
        raise UnrecordedChangeError("an operation is one transaction, which the workspace commits")
