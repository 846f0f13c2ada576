"""The SQLAlchemy side of an open workspace: queries, operations, undo and redo in, answers and steps out.

Imported by the first ask or change. It runs on the workspace's own two connections, one that writes and one
that only reads; each is used by one thread at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from workbench.changes import ChangeSet, RowChange, StepKind
from workbench.collector import collector_paused
from workbench.storage import journal
from workbench.storage.recorder import RecordedSession, UnrecordedChangeError
from workbench.storage.replay import replay, turned_round
from workbench.storage.stacks import StepName
from workbench.storage.trouble import in_sentences
from workbench.storage.underway import Watch
from workbench.terms import Grounds

T = TypeVar("T")

#: Looks at what an operation changed before it is committed; whatever it raises leaves everything as it was.
Check = Callable[[Session, Sequence[RowChange]], None]

#: Keys of `session.info`: the label an operation gives its step, who runs it, who is told how far it is, and
#: what queries keep from one question to the next (`queries.keeping`).
LABEL = "label"
WHO = "who"
PROGRESS = "progress"
KEPT = "kept"


def engine_over(connection: sqlite3.Connection, path: Path, begin: str) -> Engine:
    """An engine on one open connection, which begins its transactions with the statement `begin`."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda transaction: transaction.exec_driver_sql(begin))

    def tell(context: ExceptionContext) -> None:
        sentence = in_sentences(context.original_exception, path)
        if sentence is not None:
            raise sentence from context.original_exception

    event.listen(engine, "handle_error", tell)
    return engine


def look_before_each_statement(engine: Engine, watched: Callable[[], Watch]) -> None:
    """Give up before a statement, where that was asked for."""
    event.listen(engine, "before_cursor_execute", lambda *_: watched().look())


class AskingSession(Session):
    """The session of one query, which changes nothing."""


@event.listens_for(AskingSession, "before_flush")
def _refuse_flush(*_arguments: Any) -> NoReturn:
    raise UnrecordedChangeError("a query must not change anything; changes are operations")


class Asking:
    """Runs queries on the connection that only reads, each on one snapshot of the data."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._engine = engine_over(connection, path, "BEGIN")
        self._kept: dict[Any, Any] = {}
        self._told: dict[str, Callable[[int, int], None]] = {}

    def watched_by(self, watch: Watch) -> Asking:
        """Let the planner see how far it is, and stop it."""
        self._told = {PROGRESS: watch.tell}
        look_before_each_statement(self._engine, lambda: watch)
        return self

    def ask(self, query: Callable[..., T], arguments: Sequence[Any], keywords: Mapping[str, Any]) -> T:
        """Run a query in a session of its own that reads alone."""
        with AskingSession(self._engine, info={KEPT: self._kept, **self._told}) as session:
            return query(session, *arguments, **keywords)


class Changing:
    """Runs operations, undo and redo on the connection that writes, each in one transaction with its step."""

    def __init__(self, connection: sqlite3.Connection, path: Path, who: str) -> None:
        self._engine = engine_over(connection, path, "BEGIN IMMEDIATE")
        self._who = who
        self._watch = Watch()
        look_before_each_statement(self._engine, lambda: self._watch)

    def do(
        self,
        operation: Callable[..., None],
        arguments: Sequence[Any],
        keywords: Mapping[str, Any],
        grounds: Grounds,
        check: Check | None = None,
        watch: Watch | None = None,
    ) -> ChangeSet:
        """Run an operation; whatever it raises, or `check` says of its rows, leaves nothing behind."""
        self._watch = watch or Watch()
        with collector_paused(), RecordedSession(self._engine) as session:
            session.info[WHO] = self._who
            session.info[PROGRESS] = partial(_tell, session, self._watch)
            operation(session, *arguments, **keywords)
            rows = session.changes()
            if check is not None:
                check(session, rows)
            label = _label_of(session, operation)
            connection = session.own_connection()
            change = journal.write_step(connection, StepKind.DO, label, rows, who=self._who, grounds=grounds)
            session.finish()
        return change

    def take_back(self, step: StepName, watch: Watch | None = None) -> ChangeSet:
        """Undo: replay the step's changes turned round."""
        return self._replay(StepKind.UNDO, step, watch or Watch())

    def repeat(self, step: StepName, watch: Watch | None = None) -> ChangeSet:
        """Redo: replay the step's changes."""
        return self._replay(StepKind.REDO, step, watch or Watch())

    def _replay(self, kind: StepKind, step: StepName, watch: Watch) -> ChangeSet:
        self._watch = watch
        with collector_paused(), self._engine.begin() as connection:
            rows = journal.read_rows(connection, step.id)
            rows = turned_round(rows) if kind is StepKind.UNDO else rows
            replay(connection, rows, watch.tell)
            return journal.write_step(connection, kind, step.label, rows, who=self._who, reverts=step.id)


def _tell(session: Session, watch: Watch, done: int, of: int) -> None:
    watch.label = str(session.info.get(LABEL, ""))
    watch.tell(done, of)


def _label_of(session: Session, operation: Callable[..., None]) -> str:
    """What the operation told, else the plain name it was marked with. A nameless step would be a bug."""
    label = session.info.get(LABEL) or getattr(operation, "label", "")
    if not label:
        raise ValueError(f"not an operation, it has no label: {operation!r}")
    return str(label)
