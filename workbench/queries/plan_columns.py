"""The plan as the Gantt shows it, implied starts included, for whoever holds a session and not a connection:
what an operation reads so is what stands within its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.planning.task_arrays import Node, TaskArrays
from workbench.queries.task_arrays import load_nodes, load_task_arrays


def plan_arrays(session: Session) -> TaskArrays:
    """The whole plan."""
    return load_task_arrays(_Reader(session))


def plan_nodes(session: Session, tasks: Iterable[int]) -> list[Node]:
    """Some of its tasks; ids that are not there are passed over."""
    return load_nodes(_Reader(session), tasks)


class _Reader:
    """A session in the shape of a DBAPI connection and its cursor, for reading alone."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: list[tuple[Any, ...]] = []

    def cursor(self) -> _Reader:
        return _Reader(self._session)

    def execute(self, query: str) -> _Reader:
        self._session.flush()
        self._rows = list(self._session.execute(text(query).columns()).all())
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows

    def close(self) -> None:
        self._rows = []
