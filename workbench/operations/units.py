"""Operations on the unit directory (单位名录)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Assignment, Unit, UnitAlias
from workbench.notation import date_text
from workbench.operations.directory import Directory, succeed
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.operations.unit_matters import pass_matters, refuse_with_matters
from workbench.queries.wording import ALIAS_KINDS, LEVELS
from workbench.spelling import spelling_key
from workbench.terms import AliasKind, Level, Role, UnitId

#: Of two shares in one task, the one that answers for more stays when their units are merged.
_WEIGHT = {Role.LEAD: 2, Role.RESPONSIBLE: 1, Role.SUPPORT: 0}


@operation("新增单位")
def add(session: Session, name: str, level: Level | None = None, parent: UnitId | None = None) -> None:
    """Put a unit into the directory; without a `level`, its name tells where it can."""
    directory = Directory(session)
    waiting = directory.find(require_text(name, "单位名称"))
    if waiting is None or waiting.listed or waiting.name != name.strip():
        name = _free_name(session, name)
    unit = waiting or directory.resolve(name)
    unit.listed = True
    unit.level = level or unit.level
    unit.parent_id = require(session, Unit, parent).id if parent is not None else None
    label(session, f"新增单位：{name}")


@operation("加入单位名录")
def accept(session: Session, units: tuple[UnitId, ...]) -> None:
    """Put names that were only read so far into the directory, as they are."""
    found = [require(session, Unit, unit) for unit in units]
    for unit in found:
        unit.listed = True
    more = f"等{len(found)}个" if len(found) > 1 else ""
    label(session, f"加入单位名录：{found[0].name if found else ''}{more}")


@operation("修改单位名称")
def rename(session: Session, unit: UnitId, name: str) -> None:
    """Rename a unit everywhere, as a slip of the pen is mended; for a reform see `reforms.rename`. One of its
    own aliases may become its name, and is no alias then."""
    found = require(session, Unit, unit)
    found.listed = True
    label(session, f"修改单位名称：{found.name} → {name.strip()}")
    own = next((alias for alias in found.aliases if alias.name == name.strip()), None)
    if own is not None:
        found.aliases.remove(own)
        session.flush()
    if name.strip() != found.name:
        found.name = _free_name(session, name, found)


@operation("新增单位别名")
def add_alias(session: Session, unit: UnitId, alias: str, kind: AliasKind = AliasKind.SHORT) -> None:
    """Add a short name (简称), a former name (曾用名) or another way to write it (异写)."""
    found = require(session, Unit, unit)
    alias = require_text(alias, "别名")
    _must_be_free(alias, Directory(session).bearer(alias), found)
    if alias == found.name or any(one.name == alias for one in found.aliases):
        raise RefusedError(f"“{found.name}”已有名称“{alias}”。", "不必重复添加。")
    found.aliases.append(UnitAlias(name=alias, kind=kind))
    label(session, f"新增单位{ALIAS_KINDS[kind]}：{found.name} ← {alias}")


@operation("设置单位层级")
def set_level(session: Session, unit: UnitId, level: Level | None) -> None:
    found = require(session, Unit, unit)
    found.level = level
    label(session, f"设置单位层级：{found.name} → {LEVELS[level] if level else '未定'}")


@operation("设置上级单位")
def set_parent(session: Session, unit: UnitId, parent: UnitId | None) -> None:
    """Say which unit this one belongs to (上级单位), None for none."""
    found = require(session, Unit, unit)
    above = require(session, Unit, parent) if parent is not None else None
    step = above
    while step is not None:
        if step is found:
            raise RefusedError("单位不能以自己或自己的下级为上级单位。", "请另选上级单位。")
        step = session.get(Unit, step.parent_id) if step.parent_id is not None else None
    found.parent_id = above.id if above else None
    label(session, f"设置上级单位：{found.name} → {above.name if above else '无'}")


@operation("设置分管领导")
def set_leader(session: Session, unit: UnitId, leader: str) -> None:
    found = require(session, Unit, unit)
    found.leader = leader.strip()
    label(session, f"设置分管领导：{found.name} → {found.leader or '无'}")


@operation("设置单位联系人")
def set_contact(session: Session, unit: UnitId, contact: str, telephone: str = "") -> None:
    """Who is called, and under which number."""
    found = require(session, Unit, unit)
    found.contact, found.telephone = contact.strip(), telephone.strip()
    told = " ".join(filter(None, (found.contact, found.telephone)))
    label(session, f"设置单位联系人：{found.name} → {told or '无'}")


@operation("设置单位存续时间")
def set_validity(
    session: Session, unit: UnitId, valid_from: dt.date | None = None, valid_until: dt.date | None = None
) -> None:
    """From and until when a unit exists, both days included; None for open."""
    found = require(session, Unit, unit)
    if valid_from and valid_until and valid_until < valid_from:
        raise RefusedError(f"“{found.name}”的撤销日期早于设立日期。", "请核对两个日期。")
    found.valid_from, found.valid_until = valid_from, valid_until
    since = date_text(valid_from) if valid_from else ""
    until = date_text(valid_until) if valid_until else "今"
    label(session, f"设置单位存续时间：{found.name} → {since}至{until}")


@operation("修改单位备注")
def set_note(session: Session, unit: UnitId, note: str) -> None:
    found = require(session, Unit, unit)
    found.note = note.strip()
    label(session, f"修改单位备注：{found.name}")


@operation("记住单位别名")
def remember_alias(session: Session, name: str, alias: str) -> None:
    """Remember, by names alone, that `alias` means the unit `name`, made where nobody knows it; what the
    planner said of a draft's names holds for the next document. Known already: nothing changes."""
    name, alias = require_text(name, "单位名称"), require_text(alias, "别名")
    directory = Directory(session)
    holder, unit = directory.bearer(alias), directory.resolve(name)
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
def merge(session: Session, unit: UnitId, into: UnitId, kind: AliasKind = AliasKind.VARIANT) -> None:
    """Two entries for one body: what `unit` answers for passes to `into`, where its name becomes an alias of
    this kind. For bodies that were really put together see `reforms.merge`."""
    source, target = require(session, Unit, unit), require(session, Unit, into)
    if source is target:
        raise RefusedError("不能把单位并入它自己。", "请另选要并入的单位。")
    label(session, f"合并单位：{source.name} → {target.name}")
    pass_shares(session, source.assignments, target)
    pass_matters(session, source, target)
    for follower in session.scalars(select(Unit).where(Unit.successor_id == source.id)):
        succeed(session, follower, target if follower is not target else None)
    for part in session.scalars(select(Unit).where(Unit.parent_id == source.id)):
        part.parent_id = target.id
    names = [(source.name, kind), *((alias.name, alias.kind) for alias in source.aliases)]
    session.delete(source)
    session.flush()
    target.aliases.extend(UnitAlias(name=name, kind=of) for name, of in names)


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
    refuse_with_matters(session, found)
    label(session, f"删除单位：{found.name}")
    session.delete(found)


def _free_name(session: Session, name: str, own: Unit | None = None) -> str:
    name = require_text(name, "单位名称")
    _must_be_free(name, Directory(session).find(name), own)
    return name


def _must_be_free(name: str, holder: Unit | None, own: Unit | None) -> None:
    if holder is not None and holder is not own:
        same = spelling_key(holder.name) == spelling_key(name)
        whose = "已在单位名录中" if same else f"已是“{holder.name}”的别名"
        raise RefusedError(f"“{name}”{whose}。", "请换一个名称，或合并两个单位。")


def pass_shares(session: Session, shares: Iterable[Assignment], target: Unit) -> None:
    """Give these shares to `target`; where it had one already, the weightier role stays."""
    held = {(one.task_id, one.result_id): one for one in target.assignments}
    for share in list(shares):
        rival = held.get((share.task_id, share.result_id))
        if rival is None:
            share.unit = target
            held[share.task_id, share.result_id] = share
        elif rival is not share:
            rival.role = max(rival.role, share.role, key=_WEIGHT.__getitem__)
            rival.position = min(rival.position, share.position)
            session.delete(share)
    session.flush()
