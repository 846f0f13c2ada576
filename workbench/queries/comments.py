"""Comments (批注) on tasks."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Comment
from workbench.rows.tasks import CommentRow
from workbench.terms import CommentId, TaskId


def list_comments(session: Session, task: TaskId) -> tuple[CommentRow, ...]:
    """The comments on a task, oldest first."""
    rows = session.execute(
        select(Comment.id, Comment.text, Comment.author, Comment.at)
        .where(Comment.task_id == task)
        .order_by(Comment.id)
    )
    return tuple(CommentRow(CommentId(id), task, text, author, at) for id, text, author, at in rows)
