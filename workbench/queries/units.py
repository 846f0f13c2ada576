"""The unit directory (单位名录), with how much each unit answers for, and the names that wait to join it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Document, Result, Task, Unit, UnitAlias
from workbench.planning.unit_names import KnownNames, oddity
from workbench.rows.units import AliasRow, AlikeUnits, UnitProposal, UnitRow, UnknownName
from workbench.terms import Role, UnitId

_COLUMNS = (
    Unit.id,
    Unit.name,
    Unit.group,
    Unit.level,
    Unit.parent_id,
    Unit.successor_id,
    Unit.valid_from,
    Unit.valid_until,
    Unit.leader,
    Unit.contact,
    Unit.telephone,
    Unit.note,
    Unit.listed,
)


def list_units(session: Session) -> tuple[UnitRow, ...]:
    """All units, those first that answer for most."""
    shares: Counter[tuple[int, Role]] = Counter()
    counted = select(Assignment.unit_id, Assignment.role, func.count())
    for unit, role, count in session.execute(counted.group_by(Assignment.unit_id, Assignment.role)):
        shares[unit, role] = count
    names = _names_by_unit(session)
    rows = [_row(found, names[found.id], shares) for found in session.execute(select(*_COLUMNS))]
    return tuple(sorted(rows, key=lambda row: (-row.shares, row.id)))


def _names_by_unit(session: Session) -> Mapping[int, list[AliasRow]]:
    names: defaultdict[int, list[AliasRow]] = defaultdict(list)
    rows = select(UnitAlias.unit_id, UnitAlias.name, UnitAlias.kind).order_by(UnitAlias.name)
    for unit, name, kind in session.execute(rows):
        names[unit].append(AliasRow(name, kind))
    return names


def _row(found: Any, names: Iterable[AliasRow], shares: Mapping[tuple[int, Role], int]) -> UnitRow:
    return UnitRow(
        id=UnitId(found.id),
        name=found.name,
        aliases=tuple(one.name for one in names),
        group=found.group,
        successor=_unit_id(found.successor_id),
        lead=shares[found.id, Role.LEAD],
        responsible=shares[found.id, Role.RESPONSIBLE],
        support=shares[found.id, Role.SUPPORT],
        level=found.level,
        parent=_unit_id(found.parent_id),
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        leader=found.leader,
        contact=found.contact,
        telephone=found.telephone,
        note=found.note,
        listed=found.listed,
        names=tuple(names),
    )


def _unit_id(id: int | None) -> UnitId | None:
    return None if id is None else UnitId(id)


def unit_names(session: Session, on: dt.date | None = None) -> tuple[str, ...]:
    """Names first, then aliases: what the picker offers. Of units that exist on a day, today by default."""
    day = on or dt.date.today()
    exists = (
        (Unit.valid_from.is_(None) | (Unit.valid_from <= day)),
        (Unit.valid_until.is_(None) | (Unit.valid_until >= day)),
    )
    names = session.scalars(select(Unit.name).where(*exists).order_by(Unit.id))
    aliases = session.scalars(select(UnitAlias.name).join(Unit).where(*exists).order_by(UnitAlias.name))
    return (*names, *aliases)


def list_unknown_names(session: Session) -> tuple[UnknownName, ...]:
    """The names that were read and wait to be put into the directory (待认单位), doubtful ones first.

    Each comes with the units it may stand for. A collective name is proposed for no single unit.
    """
    units = list_units(session)
    waiting = [row for row in units if not row.listed]
    if not waiting:
        return ()
    named = ((name, row.id) for row in units if not row.group for name in (row.name, *row.aliases))
    known, by_id = KnownNames(named), {row.id: row for row in units}
    raws, documents = _printed(session, [row.id for row in waiting])
    found = [
        UnknownName(
            unit=row.id,
            name=row.name,
            group=row.group,
            shares=row.shares,
            raws=tuple(raw for raw in raws[row.id] if raw and raw != row.name),
            documents=tuple(documents[row.id]),
            proposals=() if row.group else _proposals(row, known, by_id),
            oddity="" if row.group else oddity(row.name),
        )
        for row in waiting
    ]
    return tuple(sorted(found, key=lambda one: (not one.doubtful, one.group, -one.shares, one.unit)))


def list_alike_units(session: Session) -> tuple[AlikeUnits, ...]:
    """Units of the directory that may be one body twice, with the reason, the surest first."""
    rows = [row for row in list_units(session) if row.listed and not row.group]
    by_id = {row.id: row for row in rows}
    known = KnownNames((name, row.id) for row in rows for name in (row.name, *row.aliases))
    found: dict[frozenset[UnitId], AlikeUnits] = {}
    for row in rows:  # those that answer for most come first, and are the ones to keep
        for key, like in known.proposals(row.name, row.id):
            pair = AlikeUnits(row, by_id[UnitId(key)], like.reason, like.rank)
            found.setdefault(frozenset((pair.one.id, pair.other.id)), pair)
    followed = (pair for pair in found.values() if not _follow_one_another(pair.one, pair.other))
    return tuple(sorted(followed, key=lambda pair: (pair.rank, -pair.one.shares)))


def _follow_one_another(one: UnitRow, other: UnitRow) -> bool:
    return one.successor == other.id or other.successor == one.id


def count_unknown_names(session: Session) -> int:
    """How many names wait to be looked at."""
    return session.scalar(select(func.count()).where(Unit.listed.is_(False))) or 0


def _proposals(row: UnitRow, known: KnownNames, by_id: Mapping[UnitId, UnitRow]) -> tuple[UnitProposal, ...]:
    found = known.proposals(row.name, row.id)
    return tuple(
        UnitProposal(UnitId(key), by_id[UnitId(key)].name, like.reason, like.rank) for key, like in found
    )


def _printed(
    session: Session, units: list[UnitId]
) -> tuple[defaultdict[int, dict[str, None]], defaultdict[int, dict[str, None]]]:
    """The printed forms of each unit, and the titles of the documents they stand in."""
    raws: defaultdict[int, dict[str, None]] = defaultdict(dict)
    documents: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for owner in (Task, Result):
        column = Assignment.task_id if owner is Task else Assignment.result_id
        rows = (
            select(Assignment.unit_id, Assignment.raw, Document.title)
            .join(owner, column == owner.id)
            .join(Document, owner.document_id == Document.id)
            .where(Assignment.unit_id.in_(units))
            .distinct()
        )
        for unit, raw, title in session.execute(rows):
            raws[unit][raw] = None
            documents[unit][title] = None
    return raws, documents
