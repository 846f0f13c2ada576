"""Where a task stands among its siblings. `position` orders the tasks that share parent and section; it is
spread out, so that putting one between two others changes one row."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Task
from workbench.operations.lookup import require
from workbench.terms import TaskId

#: Room left between two siblings.
STRIDE = 1024


def place(session: Session, task: Task, after: TaskId | None = None, before: TaskId | None = None) -> None:
    """Give `task` a position beside a sibling, or behind all; its parent and section are set already."""
    siblings = _siblings(session, task)
    order = [sibling for sibling, _ in siblings]
    index = len(order)
    if after is not None:
        index = _index(session, order, after) + 1
    elif before is not None:
        index = _index(session, order, before)
    low = siblings[index - 1][1] if index else 0
    high = siblings[index][1] if index < len(siblings) else low + 2 * STRIDE
    if high - low < 2:
        _spread(session, [*order[:index], None, *order[index:]], task)
    else:
        task.position = (low + high) // 2


def _siblings(session: Session, task: Task) -> list[tuple[int, int]]:
    """(id, position) of the others under the same parent, section and document, in order."""
    rows = session.execute(
        select(Task.id, Task.position)
        .where(
            Task.document_id == task.document_id,
            Task.section_id.is_not_distinct_from(task.section_id),
            Task.parent_id.is_not_distinct_from(task.parent_id),
            Task.id != task.id if task.id is not None else Task.id.is_not(None),
        )
        .order_by(Task.position, Task.id)
    )
    return [(id, position) for id, position in rows]


def _index(session: Session, order: list[int], sibling: TaskId) -> int:
    if sibling not in order:
        name = require(session, Task, sibling).title
        raise RefusedError(f"“{name}”不在同一层级。", "请选择同一上级下的任务作为参照。")
    return order.index(sibling)


def _spread(session: Session, order: list[int | None], task: Task) -> None:
    for place_, id in enumerate(order, start=1):
        (task if id is None else require(session, Task, id)).position = place_ * STRIDE
