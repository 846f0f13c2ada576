"""The days tasks really took (实际起止): as noted by hand, else as the progress reports tell.

A first report of progress says that work had begun in its period, one of completion that it ended there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench.models import ProgressReport, Task
from workbench.planning.baselines import BaselineDays
from workbench.planning.task_arrays import NO_DAY
from workbench.terms import Period, TaskId, TaskState

_DONE = (TaskState.DONE, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class ActualDays:
    """When a task really began and ended; None for what has not come about, or nobody knows."""

    task: TaskId
    started: dt.date | None
    finished: dt.date | None


def actual_days(session: Session) -> BaselineDays:
    """The real days of all tasks of which any is known, for the Gantt."""
    known: dict[int, tuple[dt.date | None, dt.date | None]] = _reported(session)
    noted = select(Task.id, Task.started_on, Task.finished_on).where(
        or_(Task.started_on.is_not(None), Task.finished_on.is_not(None))
    )
    for task, started, finished in session.execute(noted):
        known[task] = (started, finished)
    days = [(task, _ordinal(started), _ordinal(finished)) for task, (started, finished) in known.items()]
    tasks, starts, ends = zip(*days, strict=True) if days else ((), (), ())
    return BaselineDays.of("实际起止", tasks, starts, ends)


def actual_of(session: Session, task: TaskId) -> ActualDays:
    """What is noted of one task by hand, for editing it."""
    row = session.execute(select(Task.started_on, Task.finished_on).where(Task.id == task)).one_or_none()
    return ActualDays(task, *(row or (None, None)))


def _reported(session: Session) -> dict[int, tuple[dt.date | None, dt.date | None]]:
    """By task: the first day of the first period with progress, the last of the first one of completion."""
    reports = session.execute(
        select(
            ProgressReport.task_id,
            ProgressReport.year,
            ProgressReport.granularity,
            ProgressReport.number,
            ProgressReport.percent,
            ProgressReport.state,
        ).where(ProgressReport.task_id.is_not(None), ProgressReport.percent > 0)
    )
    began: dict[int, dt.date] = {}
    ended: dict[int, dt.date] = {}
    for task, year, granularity, number, _, state in reports:
        assert task is not None
        period = Period(year, granularity, number)
        began[task] = min(began.get(task, period.first_day), period.first_day)
        if state in _DONE:
            ended[task] = min(ended.get(task, period.last_day), period.last_day)
    return {task: (first, ended.get(task)) for task, first in began.items()}


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else NO_DAY
