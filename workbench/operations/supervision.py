"""Operations on matters under supervision (督办件): every move of the loop, with its day and words."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import SupervisionItem, SupervisionStep, Task, Unit
from workbench.notation import date_text
from workbench.operations.comments import WHO, now
from workbench.operations.directory import Directory
from workbench.operations.kept_settings import keep_setting
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.planning.supervision import ACTIONS, after, paper_number
from workbench.queries.supervision import PREFIXES, as_of, prefixes
from workbench.queries.wording import short
from workbench.terms import ItemAction, ItemId, ItemSource, ItemState, TaskId


@operation("督办立项")
def open_item(
    session: Session,
    title: str,
    due: dt.date,
    source: ItemSource = ItemSource.OTHER,
    unit: str = "",
    basis: str = "",
    leader: str = "",
    requirement: str = "",
    supports: str = "",
    day: dt.date | None = None,
) -> None:
    """Put a matter under supervision, such as a leader's instruction or what a meeting decided.

    `unit` is who carries it out, by name; `basis` what it rests on; `due` the day by which it must be done.
    """
    title = require_text(title, "督办事项")
    item = SupervisionItem(
        title=title,
        source=source,
        basis=basis.strip(),
        leader=leader.strip(),
        requirement=requirement.strip(),
        supports=supports.strip(),
    )
    _open(session, item, unit, due, day)


@operation("任务转督办")
def open_task(
    session: Session,
    task: TaskId,
    due: dt.date | None = None,
    requirement: str = "",
    day: dt.date | None = None,
) -> None:
    """Put a task of the plan under supervision, with the unit that answers for it and its day, or another."""
    found = require(session, Task, task)
    due = due or found.deadline.date
    if due is None:
        raise RefusedError(f"“{short(found.title)}”没有完成时限。", "请写明办结时限。")
    answering = [one.unit.name for one in found.assignments]
    leads = [one.unit.name for one in found.assignments if one.role.value == "lead"]
    first = (leads or answering or [""])[0]
    item = SupervisionItem(
        title=found.title,
        source=ItemSource.TASK,
        basis=found.document.title,
        leader="",
        requirement=requirement.strip() or found.content,
        task_id=found.id,
        supports="、".join(name for name in answering if name != first),
    )
    _open(session, item, first, due, day)


@operation("修改督办件")
def edit(
    session: Session,
    item: ItemId,
    title: str = "",
    unit: str = "",
    basis: str = "",
    leader: str = "",
    requirement: str = "",
    supports: str = "",
) -> None:
    """Change what is said of a matter; what is left empty stays. Its day changes by a delay alone."""
    found = require(session, SupervisionItem, item)
    changed = {
        "title": title,
        "basis": basis,
        "leader": leader,
        "requirement": requirement,
        "supports": supports,
    }
    for name, text in changed.items():
        if text.strip():
            setattr(found, name, text.strip())
    if unit.strip():
        found.unit_id = _unit(session, unit)
    label(session, f"修改督办件：{short(found.title)}")


@operation("交办")
def assign(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Hand a matter to its unit, with a numbered 督办通知单."""
    found = require(session, SupervisionItem, item)
    if found.unit_id is None:
        raise RefusedError(f"“{short(found.title)}”还没有承办单位。", "请先填写承办单位。")
    _step(session, found, ItemAction.ASSIGN, text, day, numbered=True)


@operation("签收")
def sign(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    _step(session, require(session, SupervisionItem, item), ItemAction.SIGN, text, day)


@operation("退回督办件")
def decline(session: Session, item: ItemId, reason: str, day: dt.date | None = None) -> None:
    """The unit says it is not the one; the matter waits to be handed to another."""
    found = require(session, SupervisionItem, item)
    _step(session, found, ItemAction.DECLINE, require_text(reason, "退回理由"), day)


@operation("反馈办理情况")
def report_back(session: Session, item: ItemId, text: str, day: dt.date | None = None) -> None:
    found = require(session, SupervisionItem, item)
    _step(session, found, ItemAction.REPORT, require_text(text, "办理情况"), day)


@operation("审核通过")
def pass_review(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Accept what was reported; the matter goes on."""
    _step(session, require(session, SupervisionItem, item), ItemAction.PASS, text, day)


@operation("退回重办")
def send_back(session: Session, item: ItemId, reason: str, day: dt.date | None = None) -> None:
    found = require(session, SupervisionItem, item)
    _step(session, found, ItemAction.RETURN, require_text(reason, "退回理由"), day)


@operation("催办")
def urge(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Remind the unit, with a numbered 催办函."""
    _step(session, require(session, SupervisionItem, item), ItemAction.URGE, text, day, numbered=True)


@operation("办结")
def finish(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Accept the matter as done."""
    _step(session, require(session, SupervisionItem, item), ItemAction.FINISH, text, day)


@operation("销号")
def close(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Strike the matter off the ledger."""
    _step(session, require(session, SupervisionItem, item), ItemAction.CLOSE, text, day)


@operation("申请延期")
def ask_delay(
    session: Session,
    item: ItemId,
    new_due: dt.date,
    reason: str,
    basis: str = "",
    day: dt.date | None = None,
) -> None:
    """Ask for a later day, with the reason and what it rests on. The day stays until it is granted."""
    found = require(session, SupervisionItem, item)
    reason = require_text(reason, "延期理由")
    if new_due <= found.due:
        raise RefusedError(
            f"申请的{date_text(new_due)}不晚于现定的{date_text(found.due)}。", "请填写更晚的日期。"
        )
    step = _step(session, found, ItemAction.ASK_DELAY, reason, day)
    step.basis, step.new_due = basis.strip(), new_due
    label(session, f"申请延期：{short(found.title)} → {date_text(new_due)}")


@operation("同意延期")
def grant_delay(session: Session, item: ItemId, text: str = "", day: dt.date | None = None) -> None:
    """Grant the delay that was asked for: the matter is due on the new day."""
    found = require(session, SupervisionItem, item)
    asked = _asked(found, day)
    step = _step(session, found, ItemAction.GRANT_DELAY, text, day)
    if asked is not None and asked.new_due is not None:
        step.new_due = found.due = asked.new_due
    label(session, f"同意延期：{short(found.title)} → {date_text(found.due)}")


@operation("不同意延期")
def refuse_delay(session: Session, item: ItemId, reason: str, day: dt.date | None = None) -> None:
    found = require(session, SupervisionItem, item)
    _step(session, found, ItemAction.REFUSE_DELAY, require_text(reason, "理由"), day)


@operation("中止督办")
def stop(session: Session, item: ItemId, reason: str, day: dt.date | None = None) -> None:
    found = require(session, SupervisionItem, item)
    _step(session, found, ItemAction.STOP, require_text(reason, "中止理由"), day)


@operation("删除督办件")
def remove(session: Session, item: ItemId) -> None:
    """Remove a matter that was opened by mistake; one that was handed out is stopped, not removed."""
    found = require(session, SupervisionItem, item)
    if any(step.action is ItemAction.ASSIGN for step in found.steps):
        raise RefusedError(f"“{short(found.title)}”已经交办，不能删除。", "如不再办理，请中止。")
    label(session, f"删除督办件：{short(found.title)}")
    session.delete(found)


@operation("设置督办编号")
def set_prefixes(session: Session, item: str, notice: str, urging: str) -> None:
    """Say what the numbers of matters, 督办通知单 and 催办函 begin with."""
    words = [require_text(one, "编号字头") for one in (item, notice, urging)]
    keep_setting(session, PREFIXES, json.dumps(words, ensure_ascii=False))
    label(session, f"设置督办编号：{'、'.join(words)}")


def _open(session: Session, item: SupervisionItem, unit: str, due: dt.date, day: dt.date | None) -> None:
    opened = day or dt.date.today()
    if due < opened:
        raise RefusedError(f"办结时限{date_text(due)}早于立项日期{date_text(opened)}。", "请核对日期。")
    item.opened_on, item.due, item.first_due, item.year = opened, due, due, opened.year
    item.unit_id = _unit(session, unit) if unit.strip() else None
    last = select(func.max(SupervisionItem.number)).where(SupervisionItem.year == opened.year)
    item.number, item.state = (session.scalar(last) or 0) + 1, ItemState.REGISTERED
    session.add(item)
    _write(session, item, ItemAction.REGISTER, "", opened)
    number = paper_number(prefixes(session)[0], item.year, item.number)
    label(session, f"督办立项：{short(item.title)}（{number}，{date_text(due)}前办结）")


def _step(
    session: Session,
    item: SupervisionItem,
    action: ItemAction,
    text: str,
    day: dt.date | None,
    numbered: bool = False,
) -> SupervisionStep:
    """Make one move. Refused where it is not open now, or lies before the one made last."""
    on = day or dt.date.today()
    last = max(step.day for step in item.steps)
    if on < last:
        raise RefusedError(f"{date_text(on)}早于上一环节的{date_text(last)}。", "请核对日期。")
    item.state = after(item.state, action, _asked(item, on) is not None)
    step = _write(session, item, action, text, on)
    number = ""
    if numbered:
        step.paper = _next_paper(session, action, on.year)
        head = prefixes(session)[1 if action is ItemAction.ASSIGN else 2]
        number = f"（{paper_number(head, on.year, step.paper)}）"
    label(session, f"{ACTIONS[action]}：{short(item.title)}{number}")
    return step


def _write(
    session: Session, item: SupervisionItem, action: ItemAction, text: str, day: dt.date
) -> SupervisionStep:
    step = SupervisionStep(
        action=action,
        day=day,
        who=session.info.get(WHO, ""),
        text=text.strip(),
        state=item.state,
        at=now(),
    )
    item.steps.append(step)
    return step


def _asked(item: SupervisionItem, day: dt.date | None) -> SupervisionStep | None:
    then = as_of(item, day or dt.date.max)
    return then.asked if then else None


def _next_paper(session: Session, action: ItemAction, year: int) -> int:
    """The next number of a kind of paper within a year."""
    numbers = session.scalars(
        select(SupervisionStep.paper).where(
            SupervisionStep.action == action,
            SupervisionStep.day.between(dt.date(year, 1, 1), dt.date(year, 12, 31)),
            SupervisionStep.paper.is_not(None),
        )
    )
    return max((one for one in numbers if one is not None), default=0) + 1


def _unit(session: Session, name: str) -> int:
    """The unit of this name or alias; one nobody knows joins the directory."""
    unit: Unit = Directory(session).resolve(name.strip())
    session.flush()
    return unit.id
