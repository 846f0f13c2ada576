"""From an indicator as it is kept to the path it should run (指标路径), or the sentence why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Document, IndicatorPath
from workbench.models import Indicator as StoredIndicator
from workbench.planning.quoting import quoted
from workbench.planning.trajectories import Indicator, Path, Point, Target, path_of
from workbench.rows.indicators import IndicatorRow, PathRow, TargetRow
from workbench.terms import Direction, Granularity, IndicatorId, Period, Shape


@dataclass(frozen=True, slots=True)
class PathOf:
    """An indicator as it is worked with, and its path; where there is none, `trouble` says why."""

    indicator: Indicator | None
    path: Path | None
    trouble: str = ""


def path_settings(session: Session) -> dict[IndicatorId, PathRow]:
    """How the paths run for which the planner chose, by indicator."""
    return {
        IndicatorId(one.indicator_id): PathRow(
            shape=Shape[one.shape],
            direction=Direction[one.direction] if one.direction else None,
            since=one.since,
            own=tuple(own_values(one.own).items()),
            given=True,
        )
        for one in session.scalars(select(IndicatorPath))
    }


def own_values(kept: str) -> dict[Period, float]:
    """The values of a path of its own."""
    return {
        Period(year, Granularity(granularity), number): value
        for year, granularity, number, value in json.loads(kept)
    }


def pack_own_values(values: Iterable[tuple[Period, float]]) -> str:
    """As `own_values` reads them."""
    return json.dumps([[one.year, one.granularity.value, one.number, value] for one, value in sorted(values)])


def years_of_issue(session: Session) -> dict[int, int]:
    """By indicator, the year its document was issued."""
    rows = session.execute(
        select(StoredIndicator.id, Document.issued_on).join(Document).where(Document.issued_on.is_not(None))
    )
    return {id: day.year for id, day in rows if day is not None}


def worked_out(row: IndicatorRow, setting: PathRow, issued: int | None) -> PathOf:
    """The path of an indicator. Its targets must be of one kind, and later than its base."""
    if not row.targets:
        return PathOf(None, None, f"{quoted(row.name)}没有目标值。")
    try:
        indicator = pure_indicator(row, setting, issued)
    except RefusedError as error:
        return PathOf(None, None, error.what)
    try:
        return PathOf(indicator, path_of(indicator, setting.shape, dict(setting.own)))
    except RefusedError as error:
        return PathOf(indicator, None, error.what)


def pure_indicator(row: IndicatorRow, setting: PathRow, issued: int | None) -> Indicator:
    """What the arithmetic works with. Raises RefusedError where the targets are of several kinds."""
    base = (
        Point(row.base_year, row.base_value)
        if row.base_year is not None and row.base_value is not None
        else None
    )
    since = setting.since
    if since is None:
        since = row.base_year if row.base_year is not None else _before_the_plan(issued, row.targets)
    targets = tuple(Target(one.year, one.value, one.operator, one.kind) for one in row.targets)
    return Indicator(row.name, row.unit, targets, base, since, setting.direction)


def path_by_indicator(session: Session, wanted: set[int]) -> dict[int, tuple[str, Path]]:
    """Name and path of some indicators, by id; those without a path are left out."""
    from workbench.queries.indicators import list_indicators

    settings, issued = path_settings(session), years_of_issue(session)
    found = {}
    for row in list_indicators(session):
        if row.id in wanted:
            path = worked_out(row, settings.get(row.id, STRAIGHT), issued.get(row.id)).path
            if path is not None:
                found[int(row.id)] = (row.name, path)
    return found


STRAIGHT = PathRow(Shape.STRAIGHT, None, None)


def _before_the_plan(issued: int | None, targets: tuple[TargetRow, ...]) -> int | None:
    """The end of the year from which a change, a total or a rate counts where nothing says so: a plan of five
    years (the 14th for 2021–2025) counts from the year before its first, any other from the year before its
    issue.
    """
    final = max(target.year for target in targets)
    if final % 5 == 0 and (issued is None or final - 5 <= issued <= final):
        return final - 5
    return None if issued is None else min(issued, final) - 1
