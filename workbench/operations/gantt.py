"""What a planner does on the timeline: several bars moved, a milestone dragged, a task drawn, a link changed,
a proposed schedule accepted, real days noted. Each is one step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Dependency, Milestone, Task
from workbench.notation import date_text
from workbench.operations import tasks as task_operations
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.planning.link_words import LINK_WORDS, lag_text
from workbench.planning.task_arrays import NO_DAY, Node
from workbench.queries.plan_columns import plan_nodes
from workbench.queries.wording import short
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DependencyId,
    DocumentId,
    LinkKind,
    MilestoneId,
    Precision,
    SectionId,
    TaskDays,
    TaskId,
)


@operation("整体移动任务")
def shift(session: Session, tasks: tuple[TaskId, ...], days: int) -> None:
    """Move tasks by so many days, later or (below 0) earlier, as their bars show them.

    An implied start becomes a stated one; an end becomes a deadline of that day; work without an end
    (持续推进) moves its start alone. Tasks without any day stay as they are. Refused where none has one.
    """
    found = {task: require(session, Task, task) for task in tasks}
    shown = _shown(session, tasks)
    moved = [task for task in found.values() if _shift(task, shown[task.id], days)]
    if not moved:
        raise RefusedError("所选任务都没有起止时间，无法移动。", "请先为任务填写开始日期或完成时限。")
    way = f"{'推迟' if days > 0 else '提前'}{abs(days)}天"
    if len(moved) == 1:
        label(session, f"移动任务：{short(moved[0].title)} {way}")
    else:
        label(session, f"整体移动任务：{short(moved[0].title, 16)}等{len(moved)}项 {way}")


def _shown(session: Session, tasks: tuple[TaskId, ...]) -> Mapping[int, Node]:
    """The bars of these tasks as the Gantt shows them, implied starts included."""
    return {node.id: node for node in plan_nodes(session, tasks)}


def _shift(task: Task, bar: Node, days: int) -> bool:
    """Move one task; whether it had a day to move."""
    if bar.start == bar.end == NO_DAY:
        return False
    if bar.start != NO_DAY:
        task.start = _moved(bar.start, days)
    if bar.end != NO_DAY:
        end = _moved(bar.end, days)
        task.deadline = Deadline(f"{date_text(end)}前", DeadlineKind.BY, end, Precision.DAY)
    return True


def _moved(day: int, days: int) -> dt.date:
    try:
        return dt.date.fromordinal(day + days)
    except (ValueError, OverflowError):
        raise RefusedError("移动后的日期超出了日历范围。", "请减少移动的天数。") from None


@operation("新增任务")
def draw(
    session: Session,
    document: DocumentId,
    title: str,
    start: dt.date,
    end: dt.date,
    section: SectionId | None = None,
) -> None:
    """Add a task with its days, as it was drawn on the timeline; it goes last in its section."""
    task_operations.add(session, document, title, section)
    session.flush()
    task = session.scalars(select(Task).order_by(Task.id.desc()).limit(1)).one()  # ids only ever grow
    if end < start:
        start, end = end, start
    task.start = start
    task.deadline = Deadline(f"{date_text(end)}前", DeadlineKind.BY, end, Precision.DAY)
    label(session, f"新增任务：{short(task.title)}（{date_text(start)}至{date_text(end)}）")


@operation("调整节点日期")
def move_milestone(session: Session, milestone: MilestoneId, date: dt.date) -> None:
    found = require(session, Milestone, milestone)
    found.date = date
    label(session, f"调整节点日期：{short(found.title)} → {date_text(date)}")


@operation("调整前后置关系")
def set_link(session: Session, link: DependencyId, kind: LinkKind, lag: int = 0) -> None:
    """Change what a link asks for; `lag` is in days, below 0 for an overlap."""
    found = require(session, Dependency, link)
    found.kind, found.lag = kind, lag
    ends = f"{short(found.before.title, 16)} → {short(found.after.title, 16)}"
    label(session, f"调整前后置关系：{ends}（{LINK_WORDS[kind]}{lag_text(lag)}）")


@operation("按排程调整起止时间")
def apply_schedule(session: Session, days: tuple[TaskDays, ...]) -> None:
    """Give tasks the days a schedule proposes, those of them that the planner accepted.

    A day that is as the Gantt shows it stays as it is kept: the words of a deadline (年底前), a start that
    nobody stated. Refused where nothing would change, or an end would lie before its start.
    """
    found = {one.task: require(session, Task, one.task) for one in days}
    shown = _shown(session, tuple(found))
    moved = [found[one.task] for one in days if _reschedule(found[one.task], shown[one.task], one)]
    if not moved:
        raise RefusedError("没有需要调整的任务。", "排程结果与当前起止时间一致。")
    more = f"等{len(moved)}项" if len(moved) > 1 else ""
    label(session, f"按排程调整起止时间：{short(moved[0].title, 16)}{more}")


def _reschedule(task: Task, bar: Node, days: TaskDays) -> bool:
    """Give one task its days; whether that changed it."""
    if days.start and days.end and days.end < days.start:
        raise RefusedError(f"“{short(task.title)}”的完成时间早于开始时间。", "请重新排程。")
    start_moves = days.start is not None and days.start.toordinal() != bar.start
    end_moves = days.end is not None and days.end.toordinal() != bar.end
    if start_moves:
        task.start = days.start
    if end_moves and days.end is not None:
        task.deadline = Deadline(f"{date_text(days.end)}前", DeadlineKind.BY, days.end, Precision.DAY)
    return start_moves or end_moves


@operation("登记实际起止时间")
def set_actual(
    session: Session, task: TaskId, started: dt.date | None = None, finished: dt.date | None = None
) -> None:
    """Note when a task really began (实际开始) and ended (实际完成); None where it has not."""
    found = require(session, Task, task)
    if started and finished and finished < started:
        raise RefusedError(
            f"“{short(found.title)}”的实际完成日期早于实际开始日期。", "请先调整其中一个日期。"
        )
    found.started_on, found.finished_on = started, finished
    days = "至".join(date_text(day) if day else "未定" for day in (started, finished))
    label(session, f"登记实际起止时间：{short(found.title)} → {days}")
