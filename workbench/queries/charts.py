"""What charts of progress draw (图表数据): every mark with the ids that are behind it.

Figures come from the ledger, or of a closed period from the rows that were frozen: the same that lists and
papers show.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Result, Task, Unit
from workbench.planning.standings import COLOUR_CODE, COLOURS, GRAVITY
from workbench.planning.task_arrays import Bools
from workbench.queries.frozen_periods import frozen
from workbench.queries.overview_groups import WITHOUT_UNIT, grouped
from workbench.queries.standing_columns import NO_UNIT, Ledger, kept_ledger
from workbench.rows.standing import CurvePoint, DeadlineDay, HeatCell, StandingRow
from workbench.terms import Period, ResultId, TaskId, TaskState, UnitId

Numbers = NDArray[np.int64]

_FINISHED = (TaskState.DONE, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What charts need of the tasks of one period, a column each. `colour` is a code of COLOURS, `end` an
    ordinal, 0 for none, `due` nan where nothing can be said."""

    task: Numbers
    unit: Numbers
    colour: Numbers
    percent: NDArray[np.float64]
    due: NDArray[np.float64]
    end: Numbers
    done: Bools


def heat_map(session: Session, periods: Iterable[Period], on: dt.date) -> tuple[HeatCell, ...]:
    """Unit × period: the gravest colour of a unit's tasks. Units stand in the order they first appear."""
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    cells: dict[int, list[HeatCell]] = defaultdict(list)
    for period, marks in _by_period(session, periods, on):
        for unit, places in grouped(marks.unit):
            cells[unit].append(_cell(unit, names.get(unit, WITHOUT_UNIT), period, marks, places))
    return tuple(cell for row in cells.values() for cell in row)


def completion_curve(session: Session, periods: Iterable[Period], on: dt.date) -> tuple[CurvePoint, ...]:
    """Planned against actual completion at the end of each period."""
    return tuple(_point(period, marks) for period, marks in _by_period(session, periods, on))


def deadline_calendar(session: Session, first: dt.date, last: dt.date) -> tuple[DeadlineDay, ...]:
    """The days on which something falls due, both ends included, as tasks and results stand now."""
    days: dict[dt.date, tuple[list[int], list[int], list[int], list[int]]] = {}
    tasks = select(Task.id, Task.deadline_date, Task.state).where(Task.deadline_date.between(first, last))
    for id, day, state in session.execute(tasks.order_by(Task.id)):
        _of_day(days, day)[int(state in _FINISHED)].append(id)
    results = select(Result.id, Result.deadline_date, Result.state).where(
        Result.deadline_date.between(first, last)
    )
    for id, day, state in session.execute(results.order_by(Result.id)):
        _of_day(days, day)[2 + int(state in _FINISHED)].append(id)
    return tuple(_deadline_day(day, *lists) for day, lists in sorted(days.items()))


def _of_day(
    days: dict[dt.date, tuple[list[int], list[int], list[int], list[int]]], day: dt.date | None
) -> tuple[list[int], list[int], list[int], list[int]]:
    assert day is not None
    return days.setdefault(day, ([], [], [], []))


def _deadline_day(
    day: dt.date,
    open_tasks: list[int],
    done_tasks: list[int],
    open_results: list[int],
    done_results: list[int],
) -> DeadlineDay:
    return DeadlineDay(
        day,
        tuple(map(TaskId, open_tasks)),
        tuple(map(TaskId, done_tasks)),
        tuple(map(ResultId, open_results)),
        tuple(map(ResultId, done_results)),
    )


def _by_period(session: Session, periods: Iterable[Period], on: dt.date) -> Iterator[tuple[Period, _Marks]]:
    for period in periods:
        signed = frozen(session, period)
        yield period, _frozen_marks(signed.tasks) if signed else _marks(kept_ledger(session), period, on)


def _marks(ledger: Ledger, period: Period, on: dt.date) -> _Marks:
    judged = ledger.judged(period, on)
    places = np.flatnonzero(judged.in_plan)
    return _Marks(
        task=ledger.ids[places],
        unit=ledger.answering(judged.on).unit[places],
        colour=judged.colour[places].astype(np.int64),
        percent=judged.percent[places],
        due=np.asarray(judged.facts.due)[places],
        end=ledger.plan.end[places],
        done=judged.done[places],
    )


def _frozen_marks(rows: Sequence[StandingRow]) -> _Marks:
    ends = (row.deadline.date for row in rows)
    return _Marks(
        task=np.array([row.task for row in rows], np.int64),
        unit=np.array([NO_UNIT if row.unit is None else row.unit for row in rows], np.int64),
        colour=np.array([COLOUR_CODE[row.colour] for row in rows], np.int64),
        percent=np.array([row.percent or 0.0 for row in rows], np.float64),
        due=np.array([np.nan if row.due is None else row.due for row in rows], np.float64),
        end=np.array([day.toordinal() if day else 0 for day in ends], np.int64),
        done=np.array([row.state in _FINISHED for row in rows], np.bool_),
    )


def _cell(unit: int, name: str, period: Period, marks: _Marks, places: Numbers) -> HeatCell:
    colours = marks.colour[places]
    gravest = int(colours[GRAVITY[colours].argmax()])
    shown = _tasks(marks.task[places[colours == gravest]])
    held = UnitId(unit) if unit != NO_UNIT else None
    return HeatCell(held, name, period, COLOURS[gravest], shown, len(places))


def _point(period: Period, marks: _Marks) -> CurvePoint:
    known = ~np.isnan(marks.due)
    last = period.last_day.toordinal()
    return CurvePoint(
        period,
        due=float(marks.due[known].mean()) if known.any() else None,
        actual=float(marks.percent[known].mean()) if known.any() else None,
        due_tasks=_tasks(marks.task[(marks.end > 0) & (marks.end <= last)]),
        done_tasks=_tasks(marks.task[marks.done]),
    )


def _tasks(ids: Numbers) -> tuple[TaskId, ...]:
    return cast("tuple[TaskId, ...]", tuple(ids.tolist()))
