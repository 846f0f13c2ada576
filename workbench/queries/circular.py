"""Everything about one period (期末情况), from which every paper about it is made."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from workbench.planning.standings import day_of
from workbench.queries.checkup import finding_rows
from workbench.queries.evaluation import scheme_in_force, score_rows
from workbench.queries.frozen_periods import frozen
from workbench.queries.overview import overview_row
from workbench.queries.standing_columns import kept_ledger
from workbench.queries.standings import result_rows, standing_rows
from workbench.queries.supervision import list_items
from workbench.rows.circular import CircularFacts
from workbench.terms import Period


def circular(session: Session, period: Period, on: dt.date) -> CircularFacts:
    """What is known of a period; what was frozen, where it is closed."""
    kept = frozen(session, period)
    return kept if kept is not None else worked_out(session, period, on)


def worked_out(session: Session, period: Period, today: dt.date) -> CircularFacts:
    """As `circular`, from the plan as it stands now, whether the period is closed or not."""
    ledger = kept_ledger(session)
    on = day_of(period, today)
    overview = overview_row(session, ledger, period, today)
    scheme = scheme_in_force(session, on)
    return CircularFacts(
        period=period,
        name=overview.name,
        on=on,
        overview=overview,
        tasks=standing_rows(session, ledger, period, today),
        results=result_rows(session, period, today),
        indicators=overview.indicators,
        items=list_items(session, on),
        scores=score_rows(session, ledger, period, today),
        scheme=f"《{scheme.name}》第{scheme.version}版",
        findings=finding_rows(session, ledger, on),
    )
