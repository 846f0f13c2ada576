"""Links between tasks (前后置关系)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Dependency
from workbench.rows.tasks import LinkRow
from workbench.terms import TaskId


def list_links(session: Session) -> tuple[LinkRow, ...]:
    """All links, in the order they were made."""
    rows = session.execute(
        select(
            Dependency.id, Dependency.before_id, Dependency.after_id, Dependency.kind, Dependency.lag
        ).order_by(Dependency.id)
    )
    return tuple(
        LinkRow(id, TaskId(before), TaskId(after), kind, lag) for id, before, after, kind, lag in rows
    )
