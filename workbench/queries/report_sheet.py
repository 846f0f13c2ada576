"""A unit's quick entry for a period (填报表): a light line for every task and result, and all about one line.

The lines come out of the ledger's columns, so that ten thousand of them are listed in a moment; texts of
reports, sentences and what is offered are made for the one line that is being filled in.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import DuePlan, Milestone, ProgressReport, Task, Unit
from workbench.planning.periods import months_at_end
from workbench.planning.task_arrays import STATES
from workbench.queries.due_plans import offered_percent, weighted
from workbench.queries.indicators import indicator_standing_rows
from workbench.queries.kept_columns import STATUSES, AllReports, kept_reports
from workbench.queries.lookup import found
from workbench.queries.progress import report_row
from workbench.queries.standing_columns import NO_UNIT, Ledger, kept_ledger
from workbench.queries.standings import result_rows, standing_rows
from workbench.queries.wording import deadline_text
from workbench.rows.progress import ReportLineRow, ReportRow, ReportSheetRow
from workbench.rows.standing import ResultStandingRow
from workbench.terms import (
    PERIODS_PER_YEAR,
    DueMethod,
    IndicatorId,
    Period,
    ResultId,
    TaskId,
    UnitId,
)

_NONE: Final = -1


def report_sheet(
    session: Session, unit: UnitId | None, period: Period, on: dt.date
) -> tuple[ReportLineRow, ...]:
    """The tasks and results a unit answers for in a period, in the order of the plan, with how each stands.

    `unit` None: those of all units.
    """
    ledger, said = kept_ledger(session), _Said(kept_reports(session), period)
    results = [row for row in result_rows(session, period, on) if unit is None or row.unit == unit]
    return (
        *_task_lines(session, ledger, said, unit, period, on),
        *(_result_line(row, said) for row in results),
    )


def report_line(session: Session, task: TaskId, period: Period, on: dt.date) -> ReportSheetRow:
    """All about the line of a task. What was said last is offered to copy; what the nodes, the indicator
    followed or the parts add up to is offered as percent. Nothing is forced.

    Raises RefusedError where there is no such task, or it was not in the plan yet.
    """
    rows = standing_rows(session, kept_ledger(session), period, on, (task,))
    row = found(next(iter(rows), None), "任务", task)
    before, now = _before_and_now(session, ProgressReport.task_id == task, period)
    return ReportSheetRow(
        task=task,
        result=None,
        document_title=row.document_title,
        no=row.no,
        title=row.title,
        content=session.scalar(select(Task.content).where(Task.id == task)) or "",
        unit=row.unit,
        unit_name=row.unit_name,
        deadline=row.deadline,
        due=row.due,
        due_sentence=row.due_sentence,
        offered=_offered(session, task, period),
        before=before,
        now=now,
    )


def result_report_line(session: Session, result: ResultId, period: Period, on: dt.date) -> ReportSheetRow:
    """All about the line of a result. Raises RefusedError as `report_line` does."""
    rows = (one for one in result_rows(session, period, on) if one.result == result)
    row = found(next(rows, None), "成果", result)
    before, now = _before_and_now(session, ProgressReport.result_id == result, period)
    return ReportSheetRow(
        task=None,
        result=result,
        document_title=row.document_title,
        no=row.no,
        title=row.title,
        content=row.category,
        unit=row.unit,
        unit_name=row.unit_name,
        deadline=row.deadline,
        due=None,
        due_sentence="",
        offered=None,
        before=before,
        now=now,
    )


class _Said:
    """By owner (a result below zero), the report on a period and the latest one before it, drafts too."""

    def __init__(self, reports: AllReports, period: Period) -> None:
        last, length = months_at_end(period), 12 // PERIODS_PER_YEAR[period.granularity]
        self._reports = reports
        self._now = self._by_owner(np.flatnonzero((reports.last == last) & (reports.length == length)))
        earlier = np.flatnonzero(reports.last < last)
        order = np.lexsort((-earlier, reports.last[earlier]))
        self._before = self._by_owner(earlier[order])

    def now(self, owner: int) -> int:
        """The place of the report on the period among all, -1 for none."""
        return self._now.get(owner, _NONE)

    def line(self, owner: int) -> dict[str, object]:
        """What a line tells of its reports."""
        before, now, known = self._before.get(owner, _NONE), self.now(owner), self._reports
        return {
            "before": int(known.percent[before]) if before != _NONE else None,
            "now": int(known.percent[now]) if now != _NONE else None,
            "state": STATES[int(known.state[now])] if now != _NONE else None,
            "status": STATUSES[int(known.status[now])] if now != _NONE else None,
        }

    def _by_owner(self, places: NDArray[np.int64]) -> dict[int, int]:
        """Of several the last one counts."""
        return dict(zip(self._reports.owner[places].tolist(), places.tolist(), strict=True))


def _task_lines(
    session: Session, ledger: Ledger, said: _Said, unit: UnitId | None, period: Period, on: dt.date
) -> list[ReportLineRow]:
    judged = ledger.judged(period, on)
    answering = ledger.answering(judged.on).unit
    chosen = judged.in_plan if unit is None else judged.in_plan & (answering == unit)
    places = np.flatnonzero(chosen)
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    arrays, nodes = ledger.arrays, ledger.nodes[places].tolist()
    columns = (
        nodes,
        ledger.ids[places].tolist(),
        answering[places].tolist(),
        ledger.plan.end[places].tolist(),
        np.asarray(judged.facts.due)[places].tolist(),
    )
    return [
        ReportLineRow(
            task=TaskId(id),
            result=None,
            no=arrays.number[node],
            title=arrays.name[node],
            unit=UnitId(of) if of != NO_UNIT else None,
            unit_name=names.get(of, ""),
            deadline=arrays.deadline[node],
            day=dt.date.fromordinal(end) if end else None,
            due=None if due != due else due,
            **said.line(id),  # type: ignore[arg-type]  # a dict of fields has one type for all
        )
        for node, id, of, end, due in zip(*columns, strict=True)
    ]


def _result_line(row: ResultStandingRow, said: _Said) -> ReportLineRow:
    return ReportLineRow(
        task=None,
        result=row.result,
        no=row.no,
        title=row.title,
        unit=row.unit,
        unit_name=row.unit_name,
        deadline=deadline_text(row.deadline),
        day=row.deadline.date,
        due=None,
        **said.line(-row.result),  # type: ignore[arg-type]
    )


def _before_and_now(
    session: Session, of: object, period: Period
) -> tuple[ReportRow | None, ReportRow | None]:
    """The latest report before a period, and the one on it."""
    kept = session.scalars(select(ProgressReport).where(of).order_by(ProgressReport.id))  # type: ignore[arg-type]
    rows = sorted(map(report_row, kept), key=lambda row: row.period.last_day, reverse=True)
    now = next((row for row in rows if row.period == period), None)
    before = next((row for row in rows if row.period.last_day < period.last_day), None)
    return before, now


def _offered(session: Session, task: TaskId, period: Period) -> float | None:
    plan = session.scalar(select(DuePlan).where(DuePlan.task_id == task))
    if plan is not None and plan.method is DueMethod.PATH:
        followed = IndicatorId(plan.indicator_id or 0)
        shares = {row.indicator: row.share for row in indicator_standing_rows(session, period)}
        share = shares.get(followed)
        return None if share is None else min(100.0, max(0.0, share))
    milestones = select(Milestone).where(Milestone.task_id == task).order_by(Milestone.date, Milestone.id)
    nodes = [weighted(node, plan) for node in session.scalars(milestones)]
    parts = session.scalars(select(Task.progress).where(Task.parent_id == task).order_by(Task.id))
    return offered_percent(nodes, [float(percent) for percent in parts])
