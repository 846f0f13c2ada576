"""Operations on results (成果)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Result, Task
from workbench.operations import assigning
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.queries.wording import STATES, deadline_text, short
from workbench.terms import Deadline, ResultId, TaskId, TaskState, UnitChoice


@operation("修改成果名称")
def rename(session: Session, result: ResultId, title: str) -> None:
    found = require(session, Result, result)
    title = require_text(title, "成果名称")
    label(session, f"修改成果名称：{short(found.title)} → {short(title)}")
    found.title = title


@operation("调整成果完成时限")
def set_deadline(session: Session, result: ResultId, deadline: Deadline) -> None:
    found = require(session, Result, result)
    found.deadline = deadline
    label(session, f"调整成果完成时限：{short(found.title)} → {deadline_text(deadline) or '无'}")


@operation("调整成果责任单位")
def set_units(session: Session, result: ResultId, units: tuple[UnitChoice, ...]) -> None:
    """Replace the units, in order. Aliases resolve; unknown names join the directory."""
    found = require(session, Result, result)
    assigning.assign(session, found, units)
    label(session, f"调整成果责任单位：{short(found.title)} → {assigning.told(found)}")


@operation("成果归属任务")
def set_task(session: Session, result: ResultId, task: TaskId | None) -> None:
    """Say which task brings a result about, one of the same document; None: none in particular."""
    found = require(session, Result, result)
    owner = require(session, Task, task) if task is not None else None
    if owner is not None and owner.document_id != found.document_id:
        raise RefusedError(f"“{short(owner.title)}”不在成果所在的文件里。", "请选择同一文件的任务。")
    found.task_id = owner.id if owner is not None else None
    label(
        session, f"成果归属任务：{short(found.title)} → {short(owner.title) if owner is not None else '无'}"
    )


@operation("更新成果状态")
def set_state(session: Session, result: ResultId, state: TaskState) -> None:
    found = require(session, Result, result)
    found.state = state
    label(session, f"更新成果状态：{short(found.title)} → {STATES[state]}")


@operation("删除成果")
def remove(session: Session, result: ResultId) -> None:
    found = require(session, Result, result)
    label(session, f"删除成果：{short(found.title)}")
    session.delete(found)
