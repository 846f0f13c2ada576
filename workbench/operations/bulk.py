"""Operations on several tasks or texts at once, each one step: a selection edited or moved, a table pasted,
a word replaced in the whole plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Base, Indicator, Milestone, Result, Section, Task
from workbench.operations import indicators, results, tasks, units
from workbench.operations.directory import Directory
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.planning.task_edits import TaskEdit, TextEdit, TextKind
from workbench.queries.wording import short
from workbench.terms import IndicatorId, ResultId, SectionId, TaskId, UnitChoice, UnitId


@operation("批量修改任务")
def edit(session: Session, edits: tuple[TaskEdit, ...]) -> None:
    """Carry out edits of tasks that are there; one that is refused refuses all."""
    for one in edits:
        _edit(session, one, require(session, Task, _id_of(one)))
    label(session, f"批量修改任务：{len(edits)}项")


@operation("粘贴任务表")
def paste(session: Session, edits: tuple[TaskEdit, ...]) -> None:
    """Carry out edits of tasks, and add those that are new at the end of their section, in order."""
    added = 0
    for one in edits:
        found = session.get(Task, one.task) if one.task is not None else None
        if one.task is not None and found is None:
            raise RefusedError(f"没有编号为 {one.task} 的任务。", "它可能已被删除，请重新粘贴。")
        if found is None:
            found, added = _added(session, one), added + 1
        _edit(session, one, found)
    told = [f"修改{len(edits) - added}项"] * (len(edits) > added) + [f"新增{added}项"] * (added > 0)
    label(session, f"粘贴任务表：{'、'.join(told)}")


@operation("移动任务")
def move(
    session: Session,
    moved: tuple[TaskId, ...],
    parent: TaskId | None = None,
    section: SectionId | None = None,
    after: TaskId | None = None,
    before: TaskId | None = None,
) -> None:
    """Move tasks together, keeping their order: under `parent`, into `section`, or beside a sibling."""
    if not moved:
        return
    tasks.move(session, moved[0], parent, section, after, before)
    session.flush()
    for former, task in pairwise(moved):
        tasks.move(session, task, after=former)
        session.flush()
    if len(moved) > 1:
        first = require(session, Task, moved[0])
        label(session, f"移动任务：{short(first.title, 16)}等{len(moved)}项")


@operation("替换文字")
def replace_texts(session: Session, edits: tuple[TextEdit, ...], sought: str = "", by: str = "") -> None:
    """Give texts of the plan their new reading. `sought` and `by` are for the history.

    Refused where one no longer reads as the planner saw it.
    """
    for one in edits:
        _rewrite(session, one)
    words = f"“{short(sought, 12)}” → “{short(by, 12)}”，" if sought else ""
    label(session, f"替换文字：{words}{len(edits)}处")


def _id_of(one: TaskEdit) -> int:
    if one.task is None:
        raise RefusedError("没有指定要修改的任务。", "请先选中任务。")
    return one.task


def _added(session: Session, one: TaskEdit) -> Task:
    if one.document is None:
        raise RefusedError("新任务没有所属文件。", "请先在任务表中选中一份文件或其中的任务。")
    tasks.add(session, one.document, one.title or "", one.section)
    session.flush()
    return session.scalars(select(Task).order_by(Task.id.desc()).limit(1)).one()  # ids only ever grow


def _edit(session: Session, one: TaskEdit, task: Task) -> None:
    id = TaskId(task.id)
    if one.title is not None and one.title != task.title:
        tasks.rename(session, id, one.title)
    if one.content is not None and one.content != task.content:
        tasks.set_content(session, id, one.content)
    _answer(session, one, task)
    _schedule(session, one, task)
    if one.progress is not None and one.progress != task.progress:
        tasks.set_progress(session, id, one.progress)
    if one.state is not None and one.state is not task.state:
        tasks.set_state(session, id, one.state)


def _answer(session: Session, one: TaskEdit, task: Task) -> None:
    id = TaskId(task.id)
    if one.units is not None:
        tasks.set_units(session, id, one.units)
        session.flush()
    if one.leaving:
        tasks.set_units(session, id, _without(session, task, one.leaving))
        session.flush()
    if one.joining:
        tasks.set_units(session, id, _joined(task, one.joining))
        session.flush()
    if one.lead is not None:
        tasks.set_lead(session, id, one.lead)


def _joined(task: Task, joining: tuple[UnitChoice, ...]) -> tuple[UnitChoice, ...]:
    """The present units, with those that join behind them; who is there already takes the new role."""
    present = [UnitChoice(share.unit.name, share.role) for share in task.assignments]
    names = {choice.name for choice in joining}
    return (*(choice for choice in present if choice.name not in names), *joining)


def _without(session: Session, task: Task, name: str) -> tuple[UnitChoice, ...]:
    """The present units but for the one of this name or alias."""
    leaving = Directory(session).find(name.strip())
    stay = (share for share in task.assignments if share.unit is not leaving)
    return tuple(UnitChoice(share.unit.name, share.role) for share in stay)


def _schedule(session: Session, one: TaskEdit, task: Task) -> None:
    """Both days as one: the start is out of the way while the deadline changes."""
    if one.deadline is None and one.start is None and not one.without_start:
        return
    start = None if one.without_start else one.start or task.start
    if one.deadline is not None and one.deadline != task.deadline:
        task.start = None
        tasks.set_deadline(session, TaskId(task.id), one.deadline)
        task.start = start
    tasks.set_start(session, TaskId(task.id), start)


def _rewrite(session: Session, one: TextEdit) -> None:
    new = require_text(one.new, "替换后的文字")
    if one.kind is TextKind.UNIT_NAME:
        units.rename(session, UnitId(one.id), new)
        return
    model, field, write = _TEXTS[one.kind]
    found = require(session, model, one.id)
    if getattr(found, field) != one.old:
        raise RefusedError(f"“{short(one.old)}”已经变了。", "请重新查找后再替换。")
    write(session, one.id, new)


def _write(model: type[Base], field: str, session: Session, id: int, new: str) -> None:
    setattr(require(session, model, id), field, new)


_Text = tuple[type[Base], str, Callable[[Session, int, str], Any]]

#: Where each kind of text is kept, and who changes it.
_TEXTS: dict[TextKind, _Text] = {
    TextKind.TASK_TITLE: (Task, "title", lambda s, id, new: tasks.rename(s, TaskId(id), new)),
    TextKind.TASK_CONTENT: (Task, "content", lambda s, id, new: tasks.set_content(s, TaskId(id), new)),
    TextKind.SECTION_TITLE: (Section, "title", partial(_write, Section, "title")),
    TextKind.RESULT_TITLE: (Result, "title", lambda s, id, new: results.rename(s, ResultId(id), new)),
    TextKind.INDICATOR_NAME: (
        Indicator,
        "name",
        lambda s, id, new: indicators.rename(s, IndicatorId(id), new),
    ),
    TextKind.MILESTONE_TITLE: (Milestone, "title", partial(_write, Milestone, "title")),
}
