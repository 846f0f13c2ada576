"""The journal's own statements: a step written in the transaction of its change, a step's rows read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from workbench.changes import ChangeSet, RowChange, StepKind
from workbench.models.journal import Step, pack_rows, unpack_rows
from workbench.storage import schema
from workbench.terms import NO_GROUNDS, Grounds, StepId

#: What a ChangeSet carries for an operation that changed nothing, and therefore is no step.
NO_STEP = StepId(0)


def write_step(
    connection: Connection,
    kind: StepKind,
    label: str,
    rows: Sequence[RowChange],
    *,
    who: str,
    grounds: Grounds = NO_GROUNDS,
    reverts: StepId | None = None,
) -> ChangeSet:
    """Write a step and answer with it; no rows, no step."""
    at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    step = NO_STEP
    if rows:
        values = {
            "kind": kind.value,
            "label": label,
            "who": who,
            "at": at,
            "reason": grounds.reason,
            "basis": grounds.basis,
            "reverts_id": reverts,
            "version": schema.CURRENT,
            "row_count": len(rows),
            "rows": pack_rows(rows),
        }
        step = StepId(connection.execute(insert(Step).values(values).returning(Step.id)).scalar_one())
    return ChangeSet(step, kind, label, who, at, tuple(rows), grounds.reason, reverts, grounds.basis)


def read_rows(connection: Connection, step: StepId) -> tuple[RowChange, ...]:
    """The changed rows of a step."""
    return unpack_rows(connection.execute(select(Step.rows).where(Step.id == step)).scalar_one())
