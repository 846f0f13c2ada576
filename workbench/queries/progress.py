"""Progress reports (进展情况) on tasks."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import ProgressReport
from workbench.rows.progress import ReportRow
from workbench.terms import Period, TaskId


def list_reports(session: Session, task: TaskId) -> tuple[ReportRow, ...]:
    """The reports on a task, latest period first."""
    reports = session.scalars(select(ProgressReport).where(ProgressReport.task_id == task))
    rows = [
        ReportRow(
            task=task,
            period=Period(one.year, one.granularity, one.number),
            percent=one.percent,
            state=one.state,
            done=one.done,
            problems=one.problems,
            next_steps=one.next_steps,
            reporter=one.reporter,
            at=one.at,
        )
        for one in reports
    ]
    return tuple(sorted(rows, key=lambda row: row.period.last_day, reverse=True))
