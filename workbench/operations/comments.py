"""Operations on comments (批注)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from workbench.models import Comment, Task
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.queries.wording import short
from workbench.terms import CommentId, TaskId

#: Key of `session.info` that holds the name of who is working, where the workspace knows it.
WHO = "who"


@operation("添加批注")
def add(session: Session, task: TaskId, text: str) -> None:
    found = require(session, Task, task)
    text = require_text(text, "批注")
    session.add(Comment(task=found, text=text, author=session.info.get(WHO, ""), at=now()))
    label(session, f"添加批注：{short(found.title)} · {short(text)}")


@operation("删除批注")
def remove(session: Session, comment: CommentId) -> None:
    found = require(session, Comment, comment)
    label(session, f"删除批注：{short(found.text)}")
    session.delete(found)


def now() -> dt.datetime:
    """The present moment in UTC, without a zone and to the second, as the plan keeps it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
