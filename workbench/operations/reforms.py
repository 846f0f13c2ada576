"""Operations of a reform (机构改革): units put together, renamed or parted as from a day.

The units that were stay in the directory until the day before, with who followed them; work that was closed
by then keeps them. All other shares pass on, and the reform keeps how they stood, so that whatever speaks of
an earlier day can say the names of that day (`queries.reforms.shares_on`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Assignment, Reform, Unit
from workbench.models.units import FormerShare, pack_shares
from workbench.notation import date_text
from workbench.operations.directory import Directory, is_collective, level_of, succeed
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.operations.unit_matters import pass_open_matters
from workbench.operations.units import pass_shares
from workbench.queries.reforms import closed_before, owner_of, shares_of
from workbench.terms import Dealing, ReformKind, UnitId


@operation("机构改革：合并组建")
def merge(session: Session, units: tuple[UnitId, ...], name: str, day: dt.date, basis: str = "") -> None:
    """`units` make up `name` as from `day`: a new unit, or one that exists and takes the others in."""
    former = _former(session, units, day)
    target = _target(session, name, former, day)
    former = [unit for unit in former if unit is not target]
    if not former:
        raise RefusedError("没有要并入的单位。", "请选择两个以上单位，或另填新单位名称。")
    _succeed(session, ReformKind.MERGE, former, target, day, basis)


@operation("机构改革：更名")
def rename(session: Session, unit: UnitId, name: str, day: dt.date, basis: str = "") -> None:
    """`unit` is called `name` as from `day`; what was closed before keeps the old name."""
    (former,) = _former(session, (unit,), day)
    target = _target(session, name, [former], day)
    if target is former:
        raise RefusedError(f"“{former.name}”本来就叫这个名称。", "请填写新的名称。")
    _succeed(session, ReformKind.RENAME, [former], target, day, basis)


@operation("机构改革：拆分")
def split(
    session: Session,
    unit: UnitId,
    names: tuple[str, ...],
    day: dt.date,
    dealings: tuple[Dealing, ...] = (),
    basis: str = "",
) -> None:
    """`unit` is parted into `names` as from `day`. `dealings` say where its shares go, with what is under
    supervision about them; the first of `names` takes the rest and is recorded as its successor."""
    (former,) = _former(session, (unit,), day)
    if len(dict.fromkeys(name.strip() for name in names)) < 2:
        raise RefusedError("拆分至少要有两个新单位。", "请填写拆分后的各单位名称。")
    targets = {name.strip(): _target(session, name, [former], day) for name in names}
    moving = _moving(session, [former], day)
    _tell(session, ReformKind.SPLIT, f"{former.name} → {'、'.join(targets)}", day, basis, moving)
    for target, shares in _dealt(moving, targets, dealings):
        pass_open_matters(session, [former], target, [one.task_id for one in shares if one.task_id])
        pass_shares(session, shares, target)
    if former not in targets.values():
        first = next(iter(targets.values()))
        pass_open_matters(session, [former], first)
        _retire(session, former, day, first)


def _former(session: Session, units: Iterable[UnitId], day: dt.date) -> list[Unit]:
    found = [require(session, Unit, unit) for unit in dict.fromkeys(units)]
    gone = next((unit for unit in found if unit.valid_until is not None and unit.valid_until < day), None)
    if gone is not None:
        raise RefusedError(f"“{gone.name}”已经撤销。", "请在单位名录中核对它的存续时间。")
    return found


def _target(session: Session, name: str, former: Sequence[Unit], day: dt.date) -> Unit:
    """The unit that goes on under this name, made where there is none; an alias of a former unit is freed."""
    name = require_text(name, "单位名称")
    found = Directory(session).find(name)
    if found is not None and found.name != name and found in former:
        found.aliases[:] = [alias for alias in found.aliases if alias.name != name]
        session.flush()
        found = None
    if found is None:
        found = _made(session, name, former, day)
    elif found.valid_until is not None and found.valid_until < day:
        raise RefusedError(f"“{found.name}”已经撤销，不能再承接任务。", "请另填单位名称。")
    return found


def _made(session: Session, name: str, former: Sequence[Unit], day: dt.date) -> Unit:
    """A new unit, with what its name and the first of those before it tell of it."""
    first = former[0]
    unit = Unit(
        name=name,
        group=is_collective(name),
        level=level_of(name) or first.level,
        parent_id=first.parent_id,
        valid_from=day,
        leader=first.leader,
        contact=first.contact,
        telephone=first.telephone,
        listed=True,
    )
    session.add(unit)
    session.flush()
    return unit


def _moving(session: Session, former: Sequence[Unit], day: dt.date) -> list[Assignment]:
    shares = shares_of(session, [UnitId(unit.id) for unit in former])
    return [share for share in shares if not closed_before(owner_of(share), day)]


def _succeed(
    session: Session, kind: ReformKind, former: Sequence[Unit], target: Unit, day: dt.date, basis: str
) -> None:
    """`target` follows the former units in everything that was not closed before the day."""
    moving = _moving(session, former, day)
    names = "、".join(unit.name for unit in former)
    _tell(session, kind, f"{names} → {target.name}", day, basis, moving)
    pass_shares(session, moving, target)
    pass_open_matters(session, former, target)
    for unit in former:
        _retire(session, unit, day, target)
    ids = [unit.id for unit in former]
    for part in session.scalars(select(Unit).where(Unit.parent_id.in_(ids))):
        part.parent_id = target.id if part is not target else None


def _tell(
    session: Session, kind: ReformKind, told: str, day: dt.date, basis: str, moving: Sequence[Assignment]
) -> None:
    """Keep the reform, with how everything it touches stood, shares of other units included."""
    owners = dict.fromkeys(owner_of(share) for share in moving)
    former = [
        FormerShare(
            one.task_id or 0, one.result_id or 0, one.unit_id, one.unit.name, one.role.value, one.position
        )
        for owner in owners
        for one in owner.assignments
    ]
    session.add(Reform(kind=kind, day=day, told=told, basis=basis.strip(), shares=pack_shares(former)))
    label(session, f"机构改革：{told}（{date_text(day)}起，涉及{len(moving)}项）")


def _retire(session: Session, unit: Unit, day: dt.date, successor: Unit) -> None:
    unit.valid_until, unit.listed = day - dt.timedelta(days=1), True
    succeed(session, unit, successor)


def _dealt(
    moving: Sequence[Assignment], targets: dict[str, Unit], dealings: Sequence[Dealing]
) -> list[tuple[Unit, list[Assignment]]]:
    """Each unit with the shares it gets."""
    wanted: dict[tuple[int | None, int | None], str] = {
        (one.task, one.result): one.name.strip() for one in dealings
    }
    unknown = next((name for name in wanted.values() if name not in targets), None)
    if unknown is not None:
        raise RefusedError(f"“{unknown}”不是拆分后的单位。", "请从拆分后的单位中选择承接单位。")
    first = next(iter(targets))
    dealt: dict[str, list[Assignment]] = {name: [] for name in targets}
    for share in moving:
        dealt[wanted.get((share.task_id, share.result_id), first)].append(share)
    return [(targets[name], shares) for name, shares in dealt.items()]
