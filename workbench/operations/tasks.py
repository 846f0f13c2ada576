"""Operations on tasks (任务)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Document, Milestone, Section, Task
from workbench.notation import date_text
from workbench.operations import assigning
from workbench.operations.lookup import require, require_text
from workbench.operations.placing import place
from workbench.operations.registry import label, operation
from workbench.queries.wording import STATES, deadline_text, short
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DocumentId,
    MilestoneId,
    Precision,
    SectionId,
    TaskId,
    TaskState,
    UnitChoice,
)


@operation("新增任务")
def add(
    session: Session,
    document: DocumentId,
    title: str,
    section: SectionId | None = None,
    parent: TaskId | None = None,
    after: TaskId | None = None,
) -> None:
    """Add a task behind its siblings or right after one; under `parent` it shares the parent's section."""
    title = require_text(title, "任务名称")
    task = Task(document_id=require(session, Document, document).id, title=title)
    session.add(task)
    session.flush()
    _seat(task, _place_under(session, task, section, parent))
    session.flush()
    place(session, task, after=after)
    label(session, f"新增任务：{short(title)}")


@operation("修改任务名称")
def rename(session: Session, task: TaskId, title: str) -> None:
    found = require(session, Task, task)
    title = require_text(title, "任务名称")
    label(session, f"修改任务名称：{short(found.title)} → {short(title)}")
    found.title = title


@operation("修改主要内容")
def set_content(session: Session, task: TaskId, content: str) -> None:
    found = require(session, Task, task)
    found.content = content.strip()
    label(session, f"修改主要内容：{short(found.title)}")


@operation("调整完成时限")
def set_deadline(session: Session, task: TaskId, deadline: Deadline) -> None:
    found = require(session, Task, task)
    _check_days(found.title, found.start, deadline.date)
    found.deadline = deadline
    label(session, f"调整完成时限：{short(found.title)} → {deadline_text(deadline) or '无'}")


@operation("调整开始日期")
def set_start(session: Session, task: TaskId, start: dt.date | None) -> None:
    found = require(session, Task, task)
    _check_days(found.title, start, found.deadline.date)
    found.start = start
    label(session, f"调整开始日期：{short(found.title)} → {date_text(start) if start else '无'}")


@operation("调整起止时间")
def move_dates(session: Session, task: TaskId, start: dt.date | None, end: dt.date) -> None:
    """Both ends of a bar that was dragged or stretched; the deadline becomes that day. One that means that
    day already keeps its words."""
    found = require(session, Task, task)
    _check_days(found.title, start, end)
    found.start = start
    if found.deadline.date != end:
        found.deadline = Deadline(f"{date_text(end)}前", DeadlineKind.BY, end, Precision.DAY)
    since = f"{date_text(start)}至" if start else ""
    label(session, f"调整起止时间：{short(found.title)} → {since}{date_text(end)}")


@operation("更新进度")
def set_progress(session: Session, task: TaskId, percent: int) -> None:
    """Set the progress; 100 completes the task, anything above 0 starts it, less than 100 reopens it."""
    found = require(session, Task, task)
    if not 0 <= percent <= 100:
        raise RefusedError(f"进度不能是 {percent}%。", "请填写 0 到 100 之间的整数。")
    found.progress = percent
    if percent == 100 and found.state is not TaskState.CLOSED:
        found.state = TaskState.DONE
    elif 0 < percent < 100 and found.state in (TaskState.NOT_STARTED, TaskState.DONE, TaskState.CLOSED):
        found.state = TaskState.RUNNING
    label(session, f"更新进度：{short(found.title)} → {percent}%")


@operation("更新任务状态")
def set_state(session: Session, task: TaskId, state: TaskState) -> None:
    """Set the state; a task that is done stands at 100%, one not started at 0."""
    found = require(session, Task, task)
    found.state = state
    if state in (TaskState.DONE, TaskState.CLOSED):
        found.progress = 100
    elif state is TaskState.NOT_STARTED:
        found.progress = 0
    label(session, f"更新任务状态：{short(found.title)} → {STATES[state]}")


@operation("调整责任单位")
def set_units(session: Session, task: TaskId, units: tuple[UnitChoice, ...]) -> None:
    """Replace the units, in order. Aliases resolve; unknown names join the directory."""
    found = require(session, Task, task)
    assigning.assign(session, found, units)
    label(session, f"调整责任单位：{short(found.title)} → {assigning.told(found)}")


@operation("确定牵头单位")
def set_lead(session: Session, task: TaskId, unit: str) -> None:
    """Make this unit the only lead; former leads become responsible."""
    found = require(session, Task, task)
    unit = require_text(unit, "单位名称")
    assigning.assign(session, found, assigning.with_lead(session, found, unit))
    label(session, f"确定牵头单位：{short(found.title)} → {assigning.lead_of(found)}")


@operation("移动任务")
def move(
    session: Session,
    task: TaskId,
    parent: TaskId | None = None,
    section: SectionId | None = None,
    after: TaskId | None = None,
    before: TaskId | None = None,
) -> None:
    """Move a task with its parts under `parent`, into `section`, or beside a sibling, sharing its place.

    With none of these it becomes a task of its own section again. Without a sibling it goes last.
    """
    found = require(session, Task, task)
    beside = after if after is not None else before
    if parent is None and section is None and beside is not None:
        sibling = require(session, Task, beside)
        seat = (sibling.section_id, sibling.parent)
    else:
        seat = _place_under(session, found, section, parent)
    _seat(found, seat)
    session.flush()
    place(session, found, after=after, before=before)
    label(session, f"移动任务：{short(found.title)}")


@operation("删除任务")
def remove(session: Session, task: TaskId) -> None:
    """Remove a task with its parts, units, links, reports and comments."""
    found = require(session, Task, task)
    parts = sum(1 for _ in _with_parts(found)) - 1
    also = f"（含下级任务{parts}项）" if parts else ""
    label(session, f"删除任务：{short(found.title)}{also}")
    session.delete(found)


@operation("新增节点")
def add_milestone(session: Session, task: TaskId, title: str, date: dt.date) -> None:
    found = require(session, Task, task)
    title = require_text(title, "节点名称")
    found.milestones.append(Milestone(title=title, date=date))
    label(session, f"新增节点：{short(found.title)} · {short(title)}（{date_text(date)}）")


@operation("删除节点")
def remove_milestone(session: Session, milestone: MilestoneId) -> None:
    found = require(session, Milestone, milestone)
    label(session, f"删除节点：{short(found.title)}")
    session.delete(found)


Seat = tuple[int | None, Task | None]


def _place_under(session: Session, task: Task, section: SectionId | None, parent: TaskId | None) -> Seat:
    """The section and parent meant; both must be of the task's document."""
    if parent is not None:
        above = require(session, Task, parent)
        return above.section_id, above
    if section is None:
        return task.section_id, None
    heading = require(session, Section, section)
    if heading.document_id != task.document_id:
        raise RefusedError(f"“{short(heading.title)}”不在这份文件里。", "请选择同一文件的章节。")
    return heading.id, None


def _seat(task: Task, seat: Seat) -> None:
    section, parent = seat
    if parent is not None:
        _check_parent(task, parent)
    task.parent = parent
    for part in _with_parts(task):
        part.section_id = section


def _check_parent(task: Task, parent: Task) -> None:
    if parent.document_id != task.document_id:
        raise RefusedError(f"“{short(parent.title)}”属于另一份文件。", "任务只能放在本文件的任务之下。")
    above: Task | None = parent
    while above is not None:
        if above is task:
            raise RefusedError("任务不能放在它自己或它的下级之下。", "请另选上级任务。")
        above = above.parent


def _with_parts(task: Task) -> Iterator[Task]:
    yield task
    for part in task.children:
        yield from _with_parts(part)


def _check_days(title: str, start: dt.date | None, end: dt.date | None) -> None:
    if start is not None and end is not None and end < start:
        raise RefusedError(
            f"“{short(title)}”的开始日期{date_text(start)}晚于完成时限{date_text(end)}。",
            "请先调整其中一个日期。",
        )
