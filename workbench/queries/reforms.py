"""Reforms (机构改革): what one would touch, which there were, and who answered for what before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Assignment, Reform, Result, Task, Unit
from workbench.models.units import unpack_shares
from workbench.rows.units import ReformLine, ReformRow, ShareOnDay
from workbench.terms import ReformId, ResultId, Role, TaskId, TaskState, UnitId

_ENDED = frozenset({TaskState.DONE, TaskState.CLOSED, TaskState.DROPPED})


def list_reforms(session: Session) -> tuple[ReformRow, ...]:
    """The reforms that were carried out, the latest first."""
    found = session.scalars(select(Reform).order_by(Reform.day.desc(), Reform.id.desc()))
    return tuple(
        ReformRow(ReformId(one.id), one.kind, one.day, one.told, one.basis, len(unpack_shares(one.shares)))
        for one in found
    )


def preview_reform(session: Session, units: Sequence[UnitId], day: dt.date) -> tuple[ReformLine, ...]:
    """Every share of these units that a reform as from `day` would touch, document by document.

    Work that was closed before that day keeps the old name.
    """
    lines = [_line(share, closed_before(owner_of(share), day)) for share in shares_of(session, units)]
    return tuple(lines)


def shares_of(session: Session, units: Sequence[UnitId]) -> list[Assignment]:
    """The shares of these units with what they are shares in, in the order of the documents."""
    found = session.scalars(
        select(Assignment)
        .where(Assignment.unit_id.in_(units))
        .options(
            selectinload(Assignment.unit),
            selectinload(Assignment.task).selectinload(Task.document),
            selectinload(Assignment.task).selectinload(Task.reports),
            selectinload(Assignment.result).selectinload(Result.document),
            selectinload(Assignment.result).selectinload(Result.reports),
        )
    )
    return sorted(found, key=_place)


def closed_before(owner: Task | Result, day: dt.date) -> bool:
    """Whether the work had come to its end before that day: by its real end, else by its last report, else
    by its deadline; where none of these tells, by its state."""
    if owner.state not in _ENDED:
        return False
    finished = owner.finished_on if isinstance(owner, Task) else None
    reported = max((one.period.last_day for one in owner.reports), default=None)
    end = finished or reported or owner.deadline.date
    return end is None or end < day


@dataclass(frozen=True, slots=True)
class ReformedShares:
    """All shares of what one reform touched, as they stood the day before `day`; keys as in `shares_on`."""

    day: dt.date
    shares: Mapping[tuple[str, int], tuple[ShareOnDay, ...]]


def reformed_shares(session: Session) -> tuple[ReformedShares, ...]:
    """Of every reform, the earliest first. Work of a unit that has since been merged away or removed is left
    out: it is told of as what it has become."""
    reforms = session.scalars(select(Reform).order_by(Reform.day, Reform.id)).all()
    units = set(session.scalars(select(Unit.id))) if reforms else set()
    return tuple(ReformedShares(one.day, _shares_before(one, units)) for one in reforms)


def then(
    reformed: Iterable[ReformedShares], day: dt.date
) -> Mapping[tuple[str, int], tuple[ShareOnDay, ...]]:
    """As `shares_on`: the first reform after the day knows how it was."""
    found: dict[tuple[str, int], tuple[ShareOnDay, ...]] = {}
    for one in reformed:
        if one.day > day:
            found = {**one.shares, **found}
    return found


def shares_on(session: Session, day: dt.date) -> Mapping[tuple[str, int], tuple[ShareOnDay, ...]]:
    """Who answered on that day for each task and result that a later reform touched, by ("tasks", id) or
    ("results", id). What is not among them is now as it was then, as far as reforms go."""
    return then(reformed_shares(session), day)


def _shares_before(reform: Reform, units: set[int]) -> Mapping[tuple[str, int], tuple[ShareOnDay, ...]]:
    """As they stood before the reform, in the order of the document; only of units that are still known."""
    found: dict[tuple[str, int], list[ShareOnDay]] = {}
    for share in sorted(unpack_shares(reform.shares), key=lambda one: one.position):
        owner = ("tasks", share.task) if share.task else ("results", share.result)
        row = ShareOnDay(UnitId(share.unit), share.name, Role(share.role))
        found.setdefault(owner, []).append(row)
    return {
        owner: tuple(shares)
        for owner, shares in found.items()
        if units.issuperset(one.unit for one in shares)
    }


def _line(share: Assignment, kept: bool) -> ReformLine:
    owner = owner_of(share)
    return ReformLine(
        task=TaskId(share.task_id) if share.task_id is not None else None,
        result=ResultId(share.result_id) if share.result_id is not None else None,
        no=owner.no,
        title=owner.title,
        document_title=owner.document.title,
        unit=UnitId(share.unit_id),
        unit_name=share.unit.name,
        role=share.role,
        kept=kept,
    )


def owner_of(share: Assignment) -> Task | Result:
    """The task or result a share is in."""
    owner = share.task or share.result
    assert owner is not None
    return owner


def _place(share: Assignment) -> tuple[int, int, bool, int, int]:
    owner = owner_of(share)
    return owner.document.position, owner.document_id, share.task is None, owner.position, share.id
