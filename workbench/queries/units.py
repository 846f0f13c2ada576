"""The unit directory (单位名录), with how much each unit answers for."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Unit, UnitAlias
from workbench.rows.units import UnitRow
from workbench.terms import Role, UnitId


def list_units(session: Session) -> tuple[UnitRow, ...]:
    """All units, those first that answer for most."""
    shares: Counter[tuple[int, Role]] = Counter()
    counted = select(Assignment.unit_id, Assignment.role, func.count())
    for unit, role, count in session.execute(counted.group_by(Assignment.unit_id, Assignment.role)):
        shares[unit, role] = count
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for unit, name in session.execute(select(UnitAlias.unit_id, UnitAlias.name).order_by(UnitAlias.name)):
        aliases[unit].append(name)
    rows = [
        UnitRow(
            id=UnitId(id),
            name=name,
            aliases=tuple(aliases[id]),
            group=group,
            successor=UnitId(successor) if successor is not None else None,
            lead=shares[id, Role.LEAD],
            responsible=shares[id, Role.RESPONSIBLE],
            support=shares[id, Role.SUPPORT],
        )
        for id, name, group, successor in session.execute(
            select(Unit.id, Unit.name, Unit.group, Unit.successor_id)
        )
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.lead + row.responsible + row.support), row.id)))


def unit_names(session: Session) -> tuple[str, ...]:
    """Names first, then aliases: what the picker offers."""
    names = session.scalars(select(Unit.name).order_by(Unit.id))
    aliases = session.scalars(select(UnitAlias.name).order_by(UnitAlias.name))
    return (*names, *aliases)
