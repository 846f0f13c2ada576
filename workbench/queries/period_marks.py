"""The tasks of a period as columns (期内任务): out of the ledger, or as they were frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from workbench.planning.standings import COLOUR_CODE
from workbench.planning.task_arrays import Bools
from workbench.queries.frozen_periods import frozen
from workbench.queries.standing_columns import NO_UNIT, Ledger, kept_ledger
from workbench.rows.standing import StandingRow
from workbench.terms import DocumentId, Period, TaskId, TaskState

Numbers = NDArray[np.int64]
_FINISHED = (TaskState.DONE, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class Marks:
    """What charts need of the tasks of one period, a column each. `colour` is a code of COLOURS, `end` an
    ordinal, 0 for none, `due` nan where nothing can be said."""

    task: Numbers
    document: Numbers
    unit: Numbers
    colour: Numbers
    percent: NDArray[np.float64]
    due: NDArray[np.float64]
    end: Numbers
    done: Bools

    def of(self, document: DocumentId | None) -> Marks:
        """Those of one document, None for all."""
        if document is None:
            return self
        mine = self.document == document
        return Marks(*(getattr(self, name)[mine] for name in self.__slots__))

    def means(self, which: Bools) -> tuple[float | None, float | None]:
        """Mean percent done and due over those of which both can be said; None where there is none."""
        known = which & ~np.isnan(self.due)
        if not known.any():
            return None, None
        return float(self.percent[known].mean()), float(self.due[known].mean())


def period_marks(session: Session, period: Period, on: dt.date, document: DocumentId | None = None) -> Marks:
    """The tasks in the plan by a period, those of one document or all."""
    signed = frozen(session, period)
    known = _frozen_marks(signed.tasks) if signed else _marks(kept_ledger(session), period, on)
    return known.of(document)


def task_ids(ids: Numbers) -> tuple[TaskId, ...]:
    """A column of ids as rows hold them."""
    return cast("tuple[TaskId, ...]", tuple(ids.tolist()))


def _marks(ledger: Ledger, period: Period, on: dt.date) -> Marks:
    judged = ledger.judged(period, on)
    places = np.flatnonzero(judged.in_plan)
    return Marks(
        task=ledger.ids[places],
        document=ledger.arrays.id[ledger.document[places]],
        unit=ledger.answering(judged.on).unit[places],
        colour=judged.colour[places].astype(np.int64),
        percent=judged.percent[places],
        due=np.asarray(judged.facts.due)[places],
        end=ledger.plan.end[places],
        done=judged.done[places],
    )


def _frozen_marks(rows: Sequence[StandingRow]) -> Marks:
    ends = (row.deadline.date for row in rows)
    return Marks(
        task=np.array([row.task for row in rows], np.int64),
        document=np.array([row.document for row in rows], np.int64),
        unit=np.array([NO_UNIT if row.unit is None else row.unit for row in rows], np.int64),
        colour=np.array([COLOUR_CODE[row.colour] for row in rows], np.int64),
        percent=np.array([row.percent or 0.0 for row in rows], np.float64),
        due=np.array([np.nan if row.due is None else row.due for row in rows], np.float64),
        end=np.array([day.toordinal() if day else 0 for day in ends], np.int64),
        done=np.array([row.state in _FINISHED for row in rows], np.bool_),
    )
