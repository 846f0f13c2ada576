"""Indicators (重点指标) with their bases, targets and observed values, in document order; how each stands
against its path, where it leads, and whether its 年均 figure fits.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from contextlib import suppress
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Document, Indicator, Observation, Target, TaskIndicator
from workbench.planning.annual_steps import AnnualCheck, check_annual, parse_annual_step
from workbench.planning.due_progress import due_by_path
from workbench.planning.forecasts import Pace, forecast
from workbench.planning.trajectories import Measures, Path, Status, gap_unit, status
from workbench.queries.indicator_paths import (
    STRAIGHT,
    PathOf,
    path_settings,
    worked_out,
    years_of_issue,
)
from workbench.queries.lookup import found
from workbench.queries.tasks import span_of
from workbench.queries.wording import value_text
from workbench.rows.indicators import (
    AnnualCheckRow,
    ForecastRow,
    IndicatorRow,
    IndicatorStandingRow,
    ObservationRow,
    PathRow,
    TargetRow,
    TrendRow,
)
from workbench.terms import (
    DocumentId,
    Granularity,
    IndicatorId,
    Period,
    Standing,
    TargetKind,
    TaskId,
    Verdict,
)


def list_indicators(session: Session, document: DocumentId | None = None) -> tuple[IndicatorRow, ...]:
    """The indicators of one document, or of all."""
    return _indicators(
        session, Indicator.document_id == document if document is not None else Indicator.id.is_not(None)
    )


def indicator(session: Session, id: IndicatorId) -> IndicatorRow:
    """One indicator. Raises RefusedError where there is none."""
    return found(next(iter(_indicators(session, Indicator.id == id)), None), "指标", id)


def _indicators(session: Session, chosen: Any) -> tuple[IndicatorRow, ...]:
    rows = session.execute(
        select(Indicator.__table__, Document.title.label("document_title"))
        .join(Document, Indicator.document_id == Document.id)
        .where(chosen)
        .order_by(Document.position, Document.id, Indicator.position, Indicator.id)
    ).all()
    targets, observations = _targets(session, chosen), _observations(session, chosen)
    return tuple(_row(row, targets[row.id], observations[row.id]) for row in rows)


def _targets(session: Session, chosen: Any) -> defaultdict[int, list[TargetRow]]:
    found_: defaultdict[int, list[TargetRow]] = defaultdict(list)
    query = select(Target.__table__).join(Indicator, Target.indicator_id == Indicator.id).where(chosen)
    for row in session.execute(query.order_by(Target.year)):
        found_[row.indicator_id].append(TargetRow(row.year, row.value, row.operator, row.kind, row.raw))
    return found_


def _observations(session: Session, chosen: Any) -> defaultdict[int, list[ObservationRow]]:
    found_: defaultdict[int, list[ObservationRow]] = defaultdict(list)
    query = select(Observation.__table__).join(Indicator, Observation.indicator_id == Indicator.id)
    for row in session.execute(query.where(chosen)):
        period = Period(row.year, row.granularity, row.number)
        found_[row.indicator_id].append(ObservationRow(period, row.value, row.source, row.note))
    for rows in found_.values():
        rows.sort(key=lambda one: (one.period.last_day, one.period.first_day))
    return found_


def _row(row: Row[Any], targets: list[TargetRow], observations: list[ObservationRow]) -> IndicatorRow:
    return IndicatorRow(
        id=IndicatorId(row.id),
        document=DocumentId(row.document_id),
        document_title=row.document_title,
        no=row.no,
        name=row.name,
        unit=row.unit,
        category=row.category,
        attribute=row.attribute,
        base_value=row.base_value,
        base_year=row.base_year,
        base_raw=row.base_raw,
        targets=tuple(targets),
        annual_raw=row.annual_raw,
        observations=tuple(observations),
        span=span_of(row),
    )


def indicator_standings(session: Session, period: Period) -> tuple[IndicatorStandingRow, ...]:
    """How every indicator stands at its latest observation up to a period; the frozen rows where it is
    closed.
    """
    from workbench.queries.frozen_periods import frozen

    kept = frozen(session, period)
    return kept.indicators if kept is not None else indicator_standing_rows(session, period)


def indicator_standing_rows(session: Session, period: Period) -> tuple[IndicatorStandingRow, ...]:
    """As `indicator_standings`, worked out now. Only documents issued by the end of the period count."""
    paths = _Paths(session)
    return tuple(
        paths.standing(row, period)
        for row in list_indicators(session)
        if paths.issued_on.get(row.document, dt.date.min) <= period.last_day
    )


def trend(session: Session, id: IndicatorId, period: Period) -> TrendRow:
    """What the chart of an indicator shows as of a period. Raises RefusedError where there is none."""
    return _Paths(session).trend(indicator(session, id), period)


def trends(session: Session, period: Period, document: DocumentId | None = None) -> tuple[TrendRow, ...]:
    """As `trend`, for all indicators of a document or of the plan: what small multiples are drawn from."""
    paths = _Paths(session)
    return tuple(paths.trend(row, period) for row in list_indicators(session, document))


def annual_checks(session: Session, document: DocumentId | None = None) -> tuple[AnnualCheckRow, ...]:
    """Every indicator's 年均 figure held against its base and target."""
    paths = _Paths(session)
    return tuple(paths.check(row) for row in list_indicators(session, document))


def path_setting(session: Session, id: IndicatorId) -> PathRow:
    """How the path of an indicator runs. Raises RefusedError where there is no indicator."""
    indicator(session, id)
    return path_settings(session).get(id, STRAIGHT)


def tasks_behind(session: Session, id: IndicatorId) -> tuple[TaskId, ...]:
    """The tasks that serve an indicator."""
    found_ = session.scalars(select(TaskIndicator.task_id).where(TaskIndicator.indicator_id == id))
    return tuple(TaskId(task) for task in sorted(found_))


def indicators_of(session: Session, task: TaskId) -> tuple[IndicatorId, ...]:
    """The indicators a task serves."""
    found_ = session.scalars(select(TaskIndicator.indicator_id).where(TaskIndicator.task_id == task))
    return tuple(IndicatorId(id) for id in sorted(found_))


class _Paths:
    """Settings and links of all paths, read once."""

    def __init__(self, session: Session) -> None:
        self._settings = path_settings(session)
        self._years = years_of_issue(session)
        documents = session.execute(select(Document.id, Document.issued_on))
        self.issued_on = {DocumentId(id): day for id, day in documents if day is not None}
        self._tasks: defaultdict[int, list[TaskId]] = defaultdict(list)
        for task, id in session.execute(select(TaskIndicator.task_id, TaskIndicator.indicator_id)):
            self._tasks[id].append(TaskId(task))

    def of(self, row: IndicatorRow) -> PathOf:
        return worked_out(row, self._settings.get(row.id, STRAIGHT), self._years.get(row.id))

    def standing(self, row: IndicatorRow, period: Period) -> IndicatorStandingRow:
        return _standing(row, self.of(row), period)

    def check(self, row: IndicatorRow) -> AnnualCheckRow:
        known = self.of(row)
        if known.indicator is None:
            check = AnnualCheck(Verdict.UNCHECKED, known.trouble)
        else:
            check = check_annual(known.indicator, parse_annual_step(row.annual_raw))
        return AnnualCheckRow(
            row.id,
            row.no,
            row.name,
            row.annual_raw,
            check.verdict,
            check.implied,
            check.reached,
            check.sentence,
        )

    def trend(self, row: IndicatorRow, period: Period) -> TrendRow:
        known = self.of(row)
        observed = tuple(one for one in row.observations if one.period.last_day <= period.last_day)
        base = (
            (row.base_year, row.base_value)
            if row.base_year is not None and row.base_value is not None
            else None
        )
        return TrendRow(
            standing=_standing(row, known, period),
            path=_drawn(known.path),
            observed=observed,
            targets=row.targets,
            base=base,
            forecasts=_forecasts(row, observed, known),
            tasks=tuple(self._tasks[row.id]),
            trouble=known.trouble,
        )


def _standing(row: IndicatorRow, known: PathOf, period: Period) -> IndicatorStandingRow:
    seen = _latest(row, period)
    if known.indicator is None or known.path is None:
        said = Status(Standing.UNKNOWN, None, seen.value if seen else None, known.trouble)
    else:
        at = seen.period if seen else period
        said = status(known.indicator, known.path, at, seen.value if seen else None)
    measures = known.path.measures if known.path else Measures.LEVEL
    final = max(row.targets, key=lambda target: target.year, default=None)
    return IndicatorStandingRow(
        indicator=row.id,
        document=row.document,
        document_title=row.document_title,
        category=row.category,
        no=row.no,
        name=row.name,
        unit=row.unit,
        attribute=row.attribute,
        final_year=final.year if final else None,
        final=(final.raw or value_text(final.value, final.operator)) if final else "",
        at=seen.period if seen else None,
        standing=said.standing,
        expected=said.expected,
        observed=said.observed,
        gap=said.gap,
        gap_unit=gap_unit(row.unit, measures),
        share=_share(known.path, said.observed),
        due_share=due_by_path(known.path, seen.period if seen else period) if known.path else None,
        sentence=said.sentence,
    )


def _latest(row: IndicatorRow, period: Period) -> ObservationRow | None:
    """The observation nearest to the end of the period, before or at it."""
    upto = [one for one in row.observations if one.period.last_day <= period.last_day]
    return upto[-1] if upto else None


def _share(path: Path | None, observed: float | None) -> float | None:
    """How much of the way is done, in percent."""
    if path is None or observed is None or path.way is None or not path.way[1]:
        return None
    start, length = path.way
    return 100.0 * (observed - start) / length


def _drawn(path: Path | None) -> tuple[tuple[Period, float], ...]:
    """The path at the end of each quarter, from its first knot to its last."""
    if path is None:
        return ()
    first, last = (knot[0] for knot in (path.knots[0], path.knots[-1]))
    periods = (
        Period((month - 1) // 12, Granularity.QUARTER, (month - 1) % 12 // 3 + 1)
        for month in range(first, last + 1, 3)
    )
    return tuple((one, value) for one in periods if (value := path.at(one)) is not None)


def _forecasts(
    row: IndicatorRow, observed: tuple[ObservationRow, ...], known: PathOf
) -> tuple[ForecastRow, ...]:
    """Where the observations lead by the year of the last target, at either pace; those that can be made."""
    if known.indicator is None:
        return ()
    values = {one.period: one.value for one in observed}
    if row.base_year is not None and row.base_value is not None and known.indicator.kind is TargetKind.LEVEL:
        values.setdefault(Period(row.base_year, Granularity.YEAR), row.base_value)
    made = []
    for pace in Pace:
        with suppress(RefusedError):
            one = forecast(values, known.indicator.final.year, pace, row.unit)
            made.append(ForecastRow(pace.value, one.year, one.value, one.low, one.high, one.sentence))
    return tuple(made)
