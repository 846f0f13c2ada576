"""Operations on the links between tasks (前后置关系)."""

from __future__ import annotations

from collections import defaultdict, deque

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Dependency, Task
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.queries.wording import short
from workbench.terms import DependencyId, LinkKind, TaskId


@operation("建立前后置关系")
def add(
    session: Session, before: TaskId, after: TaskId, kind: LinkKind = LinkKind.FINISH_START, lag: int = 0
) -> None:
    """Let `after` depend on `before`; `lag` is in days. A cycle is refused, and shown."""
    first, then = require(session, Task, before), require(session, Task, after)
    if first is then:
        raise RefusedError("任务不能以自己为前置任务。", "请另选一项任务。")
    if _is_part_of(first, then) or _is_part_of(then, first):
        raise RefusedError(
            f"“{short(first.title)}”与“{short(then.title)}”是上下级任务，不能建立前后置关系。",
            "请改为连接各自的下级任务。",
        )
    _check_new(session, first, then)
    session.add(Dependency(before=first, after=then, kind=kind, lag=lag))
    label(session, f"建立前后置关系：{short(first.title)} → {short(then.title)}")


@operation("删除前后置关系")
def remove(session: Session, link: DependencyId) -> None:
    found = require(session, Dependency, link)
    label(session, f"删除前后置关系：{short(found.before.title)} → {short(found.after.title)}")
    session.delete(found)


def _is_part_of(part: Task, whole: Task) -> bool:
    above = part.parent
    while above is not None:
        if above is whole:
            return True
        above = above.parent
    return False


def _check_new(session: Session, first: Task, then: Task) -> None:
    following: dict[int, list[int]] = defaultdict(list)
    for before, after in session.execute(select(Dependency.before_id, Dependency.after_id)):
        following[before].append(after)
    if then.id in following[first.id]:
        raise RefusedError("这两项任务之间已有前后置关系。", "如需调整，请先删除原有关系。")
    path = _path(following, then.id, first.id)
    if path:
        titles = [short(require(session, Task, id).title, 16) for id in (first.id, *path)]
        raise RefusedError(
            f"这样会形成循环：{' → '.join(titles)}。", "请先删除其中一个前后置关系，再建立新的。"
        )


def _path(following: dict[int, list[int]], start: int, goal: int) -> list[int]:
    """The shortest way along the links from `start` to `goal`, both included; empty where there is none."""
    came_from = {start: start}
    queue = deque([start])
    while queue and goal not in came_from:
        here = queue.popleft()
        for there in following.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    if goal not in came_from:
        return []
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
