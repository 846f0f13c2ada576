"""Reporting periods (报告期): how the plan reports, which periods there are, and how each of them stands."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import Closing, Document, PlanSetting, ProgressReport
from workbench.planning.periods import ReportingDay, between, name_of, period_of, previous
from workbench.rows.periods import ClosingRow, PeriodChoiceRow, PeriodRow
from workbench.terms import ClosingId, Granularity, Period, PeriodState, Reporting

#: Under this name the plan keeps its `terms.Reporting`; absent, its defaults hold.
REPORTING = "reporting"


def reporting(session: Session) -> Reporting:
    """How the plan reports (报送要求)."""
    kept = session.scalar(select(PlanSetting.value).where(PlanSetting.name == REPORTING))
    if kept is None:
        return Reporting()
    granularity, day, months_after = json.loads(kept)
    return Reporting(Granularity(granularity), day, months_after)


def pack_reporting(chosen: Reporting) -> str:
    """As `reporting` reads it."""
    return json.dumps([chosen.granularity.value, chosen.day, chosen.months_after])


def reporting_day(session: Session) -> ReportingDay:
    """On which day reports are due."""
    chosen = reporting(session)
    return ReportingDay(chosen.day, chosen.months_after)


def current_period(session: Session, today: dt.date) -> Period:
    """本期: the period whose report is due next."""
    return reporting_day(session).current(today, reporting(session).granularity)


def closings_of(session: Session, period: Period) -> tuple[ClosingRow, ...]:
    """Every closing of a period, in order of time."""
    return _closings(session).get(period, ())


def standing_closing(session: Session, period: Period) -> ClosingRow | None:
    """The closing in force, None where the period is open or was reopened."""
    closings = closings_of(session, period)
    return closings[-1] if closings and closings[-1].reopened_at is None else None


def period_state(session: Session, period: Period) -> PeriodState:
    """Whether a period is open, closed, or open again."""
    return _state(closings_of(session, period))


def offered_periods(session: Session, today: dt.date) -> tuple[PeriodChoiceRow, ...]:
    """The periods of `list_periods` with their states alone, to choose among: nothing is counted."""
    closings = _closings(session)
    periods = reversed(between(_first_day(session, today), today, reporting(session).granularity))
    return tuple(PeriodChoiceRow(one, name_of(one), _state(closings.get(one, ()))) for one in periods)


def list_periods(session: Session, today: dt.date) -> tuple[PeriodRow, ...]:
    """Every period from the first document, report or closing up to the present one, latest first."""
    from workbench.queries.standing_columns import kept_ledger  # numpy comes with the first list

    ledger, day = kept_ledger(session), reporting_day(session)
    granularity = reporting(session).granularity
    closings = _closings(session)
    rows = []
    for period in reversed(between(_first_day(session, today), today, granularity)):
        judged = ledger.judged(period, today)
        reported, expected = judged.reported & judged.in_plan, judged.reported | judged.unreported
        held = closings.get(period, ())
        rows.append(
            PeriodRow(
                period=period,
                name=name_of(period),
                due=day.due(period),
                state=_state(held),
                expected=int((expected & judged.in_plan).sum()),
                reported=int(reported.sum()),
                checked=int((reported & ledger.checked(judged)).sum()),
                closings=held,
            )
        )
    return tuple(rows)


def _first_day(session: Session, today: dt.date) -> dt.date:
    """The first day that any document, report or closing speaks of; a year ago where there is none."""
    issued = session.scalar(select(func.min(Document.issued_on)))
    spoken = [
        Period(year, granularity, number).first_day
        for year, granularity, number in session.execute(
            select(ProgressReport.year, ProgressReport.granularity, ProgressReport.number).distinct()
        )
    ]
    days = [*spoken, *(period.first_day for period in _closings(session)), *([issued] if issued else [])]
    year_ago = previous(period_of(today, Granularity.YEAR)).first_day
    return min(days, default=year_ago)


def _closings(session: Session) -> dict[Period, tuple[ClosingRow, ...]]:
    found: defaultdict[Period, list[ClosingRow]] = defaultdict(list)
    for one in session.scalars(select(Closing).order_by(Closing.id)):
        row = _row(one)
        found[row.period].append(row)
    return {period: tuple(rows) for period, rows in found.items()}


def _row(one: Closing) -> ClosingRow:
    return ClosingRow(
        id=ClosingId(one.id),
        period=one.period,
        by=one.who,
        at=one.at,
        sha256=one.sha256,
        note=one.note,
        reopened_by=one.reopened_by,
        reopened_at=one.reopened_at,
        reopened_because=one.reopened_because,
    )


def _state(closings: tuple[ClosingRow, ...]) -> PeriodState:
    if not closings:
        return PeriodState.OPEN
    return PeriodState.CLOSED if closings[-1].reopened_at is None else PeriodState.REOPENED
