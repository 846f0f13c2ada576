"""Everything known of a period (期末情况), as queries answer: what a circular (情况通报) is written from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.rows.evaluation import FindingRow, ScoreRow
from workbench.rows.indicators import IndicatorStandingRow
from workbench.rows.overview import OverviewRow
from workbench.rows.standing import ResultStandingRow, StandingRow
from workbench.rows.supervision import ItemRow
from workbench.terms import Period


@dataclass(frozen=True, slots=True)
class CircularFacts:
    """All figures and rows of one period, from which every paper about it is made.

    Of an open period they are worked out now; of a closed one they are those that were frozen, whatever has
    changed since. `findings` are those of the check made at closing time.
    """

    period: Period
    name: str
    on: dt.date
    overview: OverviewRow
    tasks: tuple[StandingRow, ...]
    results: tuple[ResultStandingRow, ...]
    indicators: tuple[IndicatorStandingRow, ...]
    items: tuple[ItemRow, ...]
    scores: tuple[ScoreRow, ...]
    scheme: str
    findings: tuple[FindingRow, ...]
