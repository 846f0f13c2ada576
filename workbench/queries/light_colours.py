"""The lights of all tasks in a period as colours alone, for a column of a table."""

from __future__ import annotations

import datetime as dt

import numpy as np
from sqlalchemy.orm import Session

from workbench.planning.standings import COLOURS
from workbench.queries.frozen_periods import frozen
from workbench.queries.standing_columns import kept_ledger
from workbench.terms import Colour, Period


def light_colours(session: Session, period: Period, on: dt.date) -> dict[int, Colour]:
    """By task, the colour of `standings`; what was published where the period is closed."""
    kept = frozen(session, period)
    if kept is not None:
        return {row.task: row.colour for row in kept.tasks}
    ledger = kept_ledger(session)
    judged = ledger.judged(period, on)
    places = np.flatnonzero(judged.in_plan).tolist()
    return {int(ledger.ids[place]): COLOURS[judged.colour[place]] for place in places}
