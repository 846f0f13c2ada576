"""Milestones (节点) of tasks."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Milestone
from workbench.rows.tasks import MilestoneRow
from workbench.terms import MilestoneId, TaskId


def list_milestones(session: Session) -> tuple[MilestoneRow, ...]:
    """All milestones of the plan, task by task, earliest first."""
    rows = session.execute(
        select(Milestone.id, Milestone.task_id, Milestone.title, Milestone.date, Milestone.done).order_by(
            Milestone.task_id, Milestone.date, Milestone.id
        )
    )
    return tuple(
        MilestoneRow(MilestoneId(id), TaskId(task), title, date, done) for id, task, title, date, done in rows
    )
