"""Operations on the unit directory (单位名录)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Assignment, Unit, UnitAlias
from workbench.operations.directory import Directory
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.spelling import spelling_key
from workbench.terms import Role, UnitId

#: Of two shares in one task, the one that answers for more stays when their units are merged.
_WEIGHT = {Role.LEAD: 2, Role.RESPONSIBLE: 1, Role.SUPPORT: 0}


@operation("新增单位")
def add(session: Session, name: str) -> None:
    name = _free_name(session, name)
    Directory(session).resolve(name)
    label(session, f"新增单位：{name}")


@operation("修改单位名称")
def rename(session: Session, unit: UnitId, name: str) -> None:
    """Rename a unit everywhere. One of its own aliases may become its name, and is no alias then."""
    found = require(session, Unit, unit)
    label(session, f"修改单位名称：{found.name} → {name.strip()}")
    own = next((alias for alias in found.aliases if alias.name == name.strip()), None)
    if own is not None:
        found.aliases.remove(own)
        session.flush()
    if name.strip() != found.name:
        found.name = _free_name(session, name, found)


@operation("新增单位别名")
def add_alias(session: Session, unit: UnitId, alias: str) -> None:
    found = require(session, Unit, unit)
    alias = _free_name(session, alias)
    found.aliases.append(UnitAlias(name=alias))
    label(session, f"新增单位别名：{found.name} ← {alias}")


@operation("记住单位别名")
def remember_alias(session: Session, name: str, alias: str) -> None:
    """Remember, by names alone, that `alias` means the unit `name`, made where nobody knows it; what the
    planner said of a draft's names holds for the next document. Known already: nothing changes."""
    name, alias = require_text(name, "单位名称"), require_text(alias, "别名")
    directory = Directory(session)
    holder, unit = directory.find(alias), directory.resolve(name)
    label(session, f"记住单位别名：{unit.name} ← {alias}")
    if holder is None:
        unit.aliases.append(UnitAlias(name=alias))
    elif holder is not unit:
        raise RefusedError(f"“{alias}”已是“{holder.name}”的名称。", "如果是同一单位，请合并两个单位。")


@operation("删除单位别名")
def remove_alias(session: Session, unit: UnitId, alias: str) -> None:
    found = require(session, Unit, unit)
    known = next((one for one in found.aliases if one.name == alias.strip()), None)
    if known is None:
        raise RefusedError(f"“{found.name}”没有别名“{alias.strip()}”。", "请核对后再试。")
    found.aliases.remove(known)
    label(session, f"删除单位别名：{found.name} ← {known.name}")


@operation("合并单位")
def merge(session: Session, unit: UnitId, into: UnitId) -> None:
    """Everything `unit` answers for passes to `into`; its name and aliases become aliases there."""
    source, target = require(session, Unit, unit), require(session, Unit, into)
    if source is target:
        raise RefusedError("不能把单位并入它自己。", "请另选要并入的单位。")
    label(session, f"合并单位：{source.name} → {target.name}")
    _pass_assignments(session, source, target)
    for follower in session.scalars(select(Unit).where(Unit.successor_id == source.id)):
        follower.successor = target if follower is not target else None
    for part in session.scalars(select(Unit).where(Unit.parent_id == source.id)):
        part.parent_id = target.id
    names = [source.name, *(alias.name for alias in source.aliases)]
    session.delete(source)
    session.flush()
    target.aliases.extend(UnitAlias(name=name) for name in names)


@operation("设置接替单位")
def set_successor(session: Session, unit: UnitId, successor: UnitId | None) -> None:
    """Say which unit followed this one after a reform (机构改革)."""
    found = require(session, Unit, unit)
    follower = require(session, Unit, successor) if successor is not None else None
    above = follower
    while above is not None:
        if above is found:
            raise RefusedError("接替关系成了一个圈。", "请先取消其中一个单位的接替单位。")
        above = above.successor
    found.successor = follower
    label(session, f"设置接替单位：{found.name} → {follower.name if follower else '无'}")


@operation("删除单位")
def remove(session: Session, unit: UnitId) -> None:
    found = require(session, Unit, unit)
    used = session.scalar(select(func.count()).where(Assignment.unit_id == unit)) or 0
    if used:
        raise RefusedError(
            f"“{found.name}”还承担着{used}项任务或成果，不能删除。", "请先调整责任单位，或把它并入别的单位。"
        )
    if session.scalar(select(func.count()).where((Unit.successor_id == unit) | (Unit.parent_id == unit))):
        raise RefusedError(f"“{found.name}”是别的单位的接替单位或上级单位，不能删除。", "请先取消这一关系。")
    label(session, f"删除单位：{found.name}")
    session.delete(found)


def _free_name(session: Session, name: str, own: Unit | None = None) -> str:
    name = require_text(name, "单位名称")
    holder = Directory(session).find(name)
    if holder is not None and holder is not own:
        same = spelling_key(holder.name) == spelling_key(name)
        whose = "已在单位名录中" if same else f"已是“{holder.name}”的别名"
        raise RefusedError(f"“{name}”{whose}。", "请换一个名称，或合并两个单位。")
    return name


def _pass_assignments(session: Session, source: Unit, target: Unit) -> None:
    held = {(one.task_id, one.result_id): one for one in target.assignments}
    for assignment in list(source.assignments):
        rival = held.get((assignment.task_id, assignment.result_id))
        if rival is None:
            assignment.unit = target
        else:
            rival.role = max(rival.role, assignment.role, key=_WEIGHT.__getitem__)
            session.delete(assignment)
    session.flush()
