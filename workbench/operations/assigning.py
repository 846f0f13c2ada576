"""Who answers for a task or a result: the same for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Assignment, Result, Task, Unit
from workbench.operations.directory import Directory, present
from workbench.queries.wording import ROLES
from workbench.terms import Role, UnitChoice


def assign(session: Session, owner: Task | Result, choices: tuple[UnitChoice, ...]) -> None:
    """Replace the units of `owner` by `choices`, in order; a unit that stays keeps its row."""
    directory = Directory(session)
    held = {assignment.unit_id: assignment for assignment in owner.assignments}
    kept: set[int] = set()
    for position, choice in enumerate(_without_blanks(choices)):
        unit = _willing(directory.resolve(choice.name), owner)
        if unit.id in kept:
            raise RefusedError(f"“{unit.name}”列了两次。", "同一单位只保留一次，并选定一种责任方式。")
        assignment = held.get(unit.id) if unit.id is not None else None
        if assignment is None:
            assignment = Assignment(unit=unit, raw=choice.name)
            owner.assignments.append(assignment)
        assignment.role, assignment.position = choice.role, position
        session.flush()
        kept.add(unit.id)
    for unit_id, assignment in held.items():
        if unit_id not in kept:
            owner.assignments.remove(assignment)


def with_lead(session: Session, owner: Task | Result, name: str) -> tuple[UnitChoice, ...]:
    """The units of `owner` with `name` as the only lead, listed first; former leads are responsible."""
    wanted = _willing(Directory(session).resolve(name.strip()), owner)
    others = [
        UnitChoice(one.unit.name, Role.RESPONSIBLE if one.role is Role.LEAD else one.role)
        for one in owner.assignments
        if one.unit is not wanted
    ]
    return (UnitChoice(wanted.name, Role.LEAD), *others)


def _willing(unit: Unit, owner: Task | Result) -> Unit:
    """The unit itself where it has a share already; a unit that is no more takes on nothing new, who followed
    it does."""
    has_share = any(share.unit is unit for share in owner.assignments)
    return unit if has_share else present(unit, dt.date.today())


def _without_blanks(choices: tuple[UnitChoice, ...]) -> tuple[UnitChoice, ...]:
    named = tuple(replace(choice, name=choice.name.strip()) for choice in choices)
    if not all(choice.name for choice in named):
        raise RefusedError("单位名称不能为空。", "请填写或删去空白的单位。")
    return named


def told(owner: Task | Result) -> str:
    """The units as the history says them: 省数字办（牵头单位）、省发改委."""
    marks = {role: f"（{word}）" if role is not Role.RESPONSIBLE else "" for role, word in ROLES.items()}
    shares = sorted(owner.assignments, key=lambda share: share.position)
    return "、".join(f"{share.unit.name}{marks[share.role]}" for share in shares) or "无"


def lead_of(owner: Task | Result) -> str:
    """The name of the (first) lead, "" where there is none."""
    return next((share.unit.name for share in owner.assignments if share.role is Role.LEAD), "")
