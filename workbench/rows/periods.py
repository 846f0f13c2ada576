"""Reporting periods (报告期) with their closings (关账), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import ClosingId, Period, PeriodState


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """One closing (关账) of a period: who signed it and when, and what became of it. Moments are UTC.

    `sha256` is the digest of the frozen content. The three `reopened` fields are empty while it stands.
    """

    id: ClosingId
    period: Period
    by: str
    at: dt.datetime
    sha256: str
    note: str
    reopened_by: str = ""
    reopened_at: dt.datetime | None = None
    reopened_because: str = ""


@dataclass(frozen=True, slots=True)
class PeriodChoiceRow:
    """A period to choose, with its name (2021年三季度)."""

    period: Period
    name: str
    state: PeriodState


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period with its name (2021年三季度), reporting day, and how far its reports have come.

    `expected` counts the tasks that ought to report; `reported` those that did, `checked` of these the ones
    checked. `closings` are in order of time, the last one in force where the state is closed.
    """

    period: Period
    name: str
    due: dt.date
    state: PeriodState
    expected: int
    reported: int
    checked: int
    closings: tuple[ClosingRow, ...] = ()
