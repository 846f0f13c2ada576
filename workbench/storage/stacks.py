"""What can be undone and redone, derived from the journal: a plain connection goes in, a step comes out.

A do step is *taken back* while the latest step that names it is an undo. Undo takes back the latest do step
that stands; redo repeats the earliest one taken back since the latest do, so that a new do forgets the redos.
Being derived, both still work after closing and reopening. An upgrade draws a line: a step whose rows speak
of another schema version cannot be replayed. No SQLAlchemy here, for the sake of the first paint.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.storage import schema
from workbench.terms import StepId


class StepName(NamedTuple):
    """A do step and its label."""

    id: StepId
    label: str


_LATEST_KIND = """coalesce(
    (SELECT later.kind FROM steps AS later WHERE later.reverts_id = steps.id ORDER BY later.id DESC LIMIT 1),
    'redo')"""

_TO_UNDO = f"""
    SELECT id, label, version FROM steps
    WHERE kind = 'do' AND {_LATEST_KIND} = 'redo'
    ORDER BY id DESC LIMIT 1"""

_TO_REDO = f"""
    SELECT id, label, version FROM steps
    WHERE id IN (
        SELECT reverts_id FROM steps
        WHERE id > (SELECT id FROM steps WHERE kind = 'do' ORDER BY id DESC LIMIT 1)
    ) AND {_LATEST_KIND} = 'undo'
    ORDER BY id LIMIT 1"""


def to_undo(connection: sqlite3.Connection) -> StepName | None:
    """The do step that undo would take back."""
    return _replayable(connection, _TO_UNDO)


def to_redo(connection: sqlite3.Connection) -> StepName | None:
    """The do step that redo would repeat."""
    return _replayable(connection, _TO_REDO)


def _replayable(connection: sqlite3.Connection, statement: str) -> StepName | None:
    # Every row is fetched: a statement half read would keep the next commit waiting on a network share.
    for step, label, version in connection.execute(statement).fetchall():
        if version == schema.CURRENT:
            return StepName(StepId(step), label)
    return None
