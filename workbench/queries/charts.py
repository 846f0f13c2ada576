"""What charts of progress draw (图表数据): every mark with the ids that are behind it.

Figures come from the ledger, or of a closed period from the rows that were frozen: the same that lists and
papers show.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Result, Task, Unit
from workbench.planning.standings import COLOURS, GRAVITY
from workbench.queries.overview_groups import WITHOUT_UNIT, grouped
from workbench.queries.period_marks import Marks, Numbers, period_marks, task_ids
from workbench.queries.standing_columns import NO_UNIT
from workbench.rows.standing import CurvePoint, DeadlineDay, HeatCell
from workbench.terms import DocumentId, Period, ResultId, TaskId, TaskState, UnitId

_FINISHED = (TaskState.DONE, TaskState.CLOSED)


def heat_map(
    session: Session, periods: Iterable[Period], on: dt.date, document: DocumentId | None = None
) -> tuple[HeatCell, ...]:
    """Unit × period: the gravest colour of a unit's tasks, those of one document or all. Units stand in the
    order they first appear."""
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    cells: dict[int, list[HeatCell]] = defaultdict(list)
    for period in periods:
        marks = period_marks(session, period, on, document)
        for unit, places in grouped(marks.unit):
            cells[unit].append(_cell(unit, names.get(unit, WITHOUT_UNIT), period, marks, places))
    return tuple(cell for row in cells.values() for cell in row)


def completion_curve(
    session: Session, periods: Iterable[Period], on: dt.date, document: DocumentId | None = None
) -> tuple[CurvePoint, ...]:
    """Planned against actual completion at the end of each period, of one document or all."""
    return tuple(_point(one, period_marks(session, one, on, document)) for one in periods)


def deadline_calendar(
    session: Session, first: dt.date, last: dt.date, document: DocumentId | None = None
) -> tuple[DeadlineDay, ...]:
    """The days on which something falls due, both ends included, as tasks and results stand now; of one
    document or all."""
    days: dict[dt.date, tuple[list[int], list[int], list[int], list[int]]] = {}
    tasks = select(Task.id, Task.deadline_date, Task.state).where(Task.deadline_date.between(first, last))
    if document is not None:
        tasks = tasks.where(Task.document_id == document)
    for id, day, state in session.execute(tasks.order_by(Task.id)):
        _of_day(days, day)[int(state in _FINISHED)].append(id)
    results = select(Result.id, Result.deadline_date, Result.state).where(
        Result.deadline_date.between(first, last)
    )
    if document is not None:
        results = results.where(Result.document_id == document)
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


def _cell(unit: int, name: str, period: Period, marks: Marks, places: Numbers) -> HeatCell:
    colours = marks.colour[places]
    gravest = int(colours[GRAVITY[colours].argmax()])
    shown = task_ids(marks.task[places[colours == gravest]])
    held = UnitId(unit) if unit != NO_UNIT else None
    return HeatCell(held, name, period, COLOURS[gravest], shown, len(places))


def _point(period: Period, marks: Marks) -> CurvePoint:
    last = period.last_day.toordinal()
    percent, due = marks.means(np.ones(len(marks.task), np.bool_))
    return CurvePoint(
        period,
        due=due,
        actual=percent,
        due_tasks=task_ids(marks.task[(marks.end > 0) & (marks.end <= last)]),
        done_tasks=task_ids(marks.task[marks.done]),
    )
