"""What charts of progress draw (图表数据): every mark with the ids that are behind it.

Figures come from the ledger, or of a closed period from the rows that were frozen: the same that lists and
papers show.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Result, Task, Unit
from workbench.planning.standings import COLOUR_CODE, COLOURS, GRAVITY
from workbench.planning.task_arrays import STATES
from workbench.queries.frozen_periods import frozen
from workbench.queries.overview_groups import WITHOUT_UNIT
from workbench.queries.standing_columns import NO_UNIT, Ledger
from workbench.rows.standing import CurvePoint, DeadlineDay, HeatCell, StandingRow
from workbench.terms import Colour, Period, ResultId, TaskId, TaskState, UnitId

_FINISHED = (TaskState.DONE, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a chart needs of one task in one period; `end` is an ordinal, 0 for none."""

    task: TaskId
    unit: int
    colour: Colour
    percent: float
    due: float | None
    end: int
    done: bool


def heat_map(session: Session, periods: Iterable[Period], on: dt.date) -> tuple[HeatCell, ...]:
    """Unit × period: the gravest colour of a unit's tasks. Units stand in the order they first appear."""
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    cells: dict[int, list[HeatCell]] = defaultdict(list)
    for period, marks in _by_period(session, periods, on):
        by_unit: dict[int, list[_Mark]] = defaultdict(list)
        for mark in marks:
            by_unit[mark.unit].append(mark)
        for unit, held in by_unit.items():
            cells[unit].append(_cell(unit, names.get(unit, WITHOUT_UNIT), period, held))
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


def _by_period(
    session: Session, periods: Iterable[Period], on: dt.date
) -> Iterator[tuple[Period, list[_Mark]]]:
    ledger: Ledger | None = None
    for period in periods:
        kept = frozen(session, period)
        if kept is not None:
            yield period, [_frozen_mark(row) for row in kept.tasks]
            continue
        ledger = ledger or Ledger(session)
        yield period, _marks(ledger, period, on)


def _marks(ledger: Ledger, period: Period, on: dt.date) -> list[_Mark]:
    import numpy as np

    judged = ledger.judged(period, on)
    places = np.flatnonzero(judged.in_plan)
    columns = (
        ledger.ids[places].tolist(),
        ledger.unit[places].tolist(),
        judged.colour[places].tolist(),
        judged.percent[places].tolist(),
        np.asarray(judged.facts.due)[places].tolist(),
        ledger.plan.end[places].tolist(),
        np.asarray(judged.facts.state)[places].tolist(),
    )
    return [
        _Mark(
            TaskId(id),
            unit,
            COLOURS[colour],
            percent,
            None if due != due else due,
            end,
            STATES[state] in _FINISHED,
        )
        for id, unit, colour, percent, due, end, state in zip(*columns, strict=True)
    ]


def _frozen_mark(row: StandingRow) -> _Mark:
    end = row.deadline.date.toordinal() if row.deadline.date else 0
    unit = int(row.unit) if row.unit is not None else NO_UNIT
    return _Mark(row.task, unit, row.colour, row.percent or 0.0, row.due, end, row.state in _FINISHED)


def _cell(unit: int, name: str, period: Period, marks: list[_Mark]) -> HeatCell:
    gravest = max((mark.colour for mark in marks), key=lambda colour: int(GRAVITY[COLOUR_CODE[colour]]))
    shown = tuple(mark.task for mark in marks if mark.colour is gravest)
    return HeatCell(UnitId(unit) if unit != NO_UNIT else None, name, period, gravest, shown, len(marks))


def _point(period: Period, marks: list[_Mark]) -> CurvePoint:
    known = [(mark.due, mark.percent) for mark in marks if mark.due is not None]
    last = period.last_day.toordinal()
    return CurvePoint(
        period,
        due=sum(due for due, _ in known) / len(known) if known else None,
        actual=sum(percent for _, percent in known) / len(known) if known else None,
        due_tasks=tuple(mark.task for mark in marks if 0 < mark.end <= last),
        done_tasks=tuple(mark.task for mark in marks if mark.done),
    )
