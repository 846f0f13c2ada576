"""The history (操作记录): the steps of the journal, and what one of them changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.changes import ChangeSet, StepKind
from workbench.models import Step
from workbench.queries.lookup import found
from workbench.rows.history import StepRow
from workbench.terms import StepId


def list_steps(session: Session, limit: int | None = None) -> tuple[StepRow, ...]:
    """The steps, newest first; `limit` counts them."""
    rows = session.execute(
        select(
            Step.id,
            Step.kind,
            Step.label,
            Step.who,
            Step.at,
            Step.reason,
            Step.basis,
            Step.row_count.label("rows"),
        )
        .order_by(Step.id.desc())
        .limit(limit)
    )
    undone = undone_steps(session)
    return tuple(_row(row, row.id in undone) for row in rows)


def step(session: Session, id: StepId) -> ChangeSet:
    """Everything one step changed. Raises RefusedError where there is none."""
    return found(session.get(Step, id), "操作记录", id).as_change_set()


def undone_steps(session: Session) -> set[int | None]:
    """The steps whose latest follower is an undo."""
    last: dict[int | None, str] = {}
    followers = select(Step.reverts_id, Step.kind).where(Step.reverts_id.is_not(None)).order_by(Step.id)
    for reverted, kind in session.execute(followers):
        last[reverted] = kind
    return {reverted for reverted, kind in last.items() if kind == StepKind.UNDO}


def _row(row: Any, undone: bool) -> StepRow:
    return StepRow(
        id=StepId(row.id),
        kind=StepKind(row.kind),
        label=row.label,
        who=row.who,
        at=row.at,
        reason=row.reason,
        rows=row.rows,
        undone=undone,
        basis=row.basis,
    )
