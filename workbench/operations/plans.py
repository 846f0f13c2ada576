"""Operations on plans that come as a file of a project planner (MS Project, GanttProject)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Document, Milestone, Task
from workbench.operations import documents
from workbench.operations.registry import operation
from workbench.reading.draft import Draft
from workbench.terms import TaskState


@operation("导入计划文件")
def import_plans(session: Session, drafts: tuple[Draft, ...]) -> None:
    """Store drafts as `documents.import_drafts` does, with progress and milestones, all as one step."""
    documents.import_drafts(session, drafts)
    for draft in drafts:
        stored = session.scalars(
            select(Task)
            .join(Document, Task.document_id == Document.id)
            .where(Document.sha256 == draft.sha256)
            .order_by(Task.position)
        )
        for read, task in zip(draft.tasks, stored, strict=True):
            task.progress, task.state = read.progress, _state(read.progress)
            session.add_all(
                Milestone(task_id=task.id, title=point.title, date=point.date, done=point.done)
                for point in read.milestones
            )
    session.flush()


def _state(progress: int) -> TaskState:
    if progress == 100:
        return TaskState.DONE
    return TaskState.RUNNING if progress else TaskState.NOT_STARTED
