"""Progress reports (进展情况) on tasks and results, with their proofs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Blob, DuePlan, Evidence, Milestone, ProgressReport, Task
from workbench.queries.due_plans import due_plan, offered_percent, weighted
from workbench.queries.indicators import indicator_standing_rows
from workbench.queries.lookup import found
from workbench.rows.progress import EvidenceRow, NodeWeightRow, ReportRow, ReportSheetRow
from workbench.rows.standing import ResultStandingRow, StandingRow
from workbench.terms import (
    DueMethod,
    EvidenceId,
    IndicatorId,
    Period,
    ReportId,
    ResultId,
    TaskId,
    UnitId,
)

__all__ = ["due_plan", "evidence_data", "list_reports", "report_row", "report_sheet", "result_reports"]

#: Keys named in one statement.
_CHUNK = 500


def list_reports(session: Session, task: TaskId) -> tuple[ReportRow, ...]:
    """The reports on a task, latest period first."""
    return _latest_first(_rows(session, ProgressReport.task_id == task))


def result_reports(session: Session, result: ResultId) -> tuple[ReportRow, ...]:
    """The reports on a result, latest period first."""
    return _latest_first(_rows(session, ProgressReport.result_id == result))


def evidence_data(session: Session, evidence: EvidenceId) -> bytes:
    """The bytes of a proof. Raises RefusedError where there is no such proof."""
    digest = session.scalar(select(Evidence.sha256).where(Evidence.id == evidence))
    data = session.scalar(select(Blob.data).where(Blob.sha256 == digest)) if digest else None
    return found(data, "佐证材料", evidence)


def report_sheet(
    session: Session, unit: UnitId | None, period: Period, on: dt.date
) -> tuple[ReportSheetRow, ...]:
    """A unit's quick entry for a period: the tasks and results it answers for, in the order of the plan.

    `unit` None: those of all units. What was said last is offered to copy; what the nodes, the indicator
    followed or the parts add up to is offered as percent. Nothing is forced.
    """
    from workbench.queries.standing_columns import kept_ledger
    from workbench.queries.standings import result_rows, standing_rows

    ledger = kept_ledger(session)
    wanted = ledger.ids if unit is None else ledger.ids[ledger.unit == unit]
    tasks = standing_rows(session, ledger, period, on, [TaskId(id) for id in wanted.tolist()])
    results = [row for row in result_rows(session, period, on) if unit is None or row.unit == unit]
    said = _Said(session, period, [row.task for row in tasks], [row.result for row in results])
    return (*map(said.task_row, tasks), *map(said.result_row, results))


class _Said:
    """What was reported on some tasks and results up to a period, and what is offered for it."""

    def __init__(
        self, session: Session, period: Period, tasks: list[TaskId], results: list[ResultId]
    ) -> None:
        self._period = period
        self._reports: defaultdict[tuple[TaskId | None, ResultId | None], list[ReportRow]] = defaultdict(list)
        wanted = _needed(session, period, set(tasks), set(results))
        for row in _latest_first(_chosen(session, ProgressReport.id, wanted)):
            self._reports[row.task, row.result].append(row)
        known = session.execute(select(Task.id, Task.parent_id, Task.progress, Task.content)).all()
        self._contents = {one.id: one.content for one in known}
        self._parts: defaultdict[int, list[float]] = defaultdict(list)
        for part in known:
            if part.parent_id is not None:
                self._parts[part.parent_id].append(float(part.progress))
        self._plans = {one.task_id: one for one in session.scalars(select(DuePlan))}
        self._nodes: defaultdict[int, list[NodeWeightRow]] = defaultdict(list)
        for node in session.scalars(select(Milestone).order_by(Milestone.date, Milestone.id)):
            self._nodes[node.task_id].append(weighted(node, self._plans.get(node.task_id)))
        self._shares = {row.indicator: row.share for row in indicator_standing_rows(session, period)}

    def task_row(self, row: StandingRow) -> ReportSheetRow:
        before, now = self._before_and_now(row.task, None)
        return ReportSheetRow(
            task=row.task,
            result=None,
            document_title=row.document_title,
            no=row.no,
            title=row.title,
            content=self._contents[row.task],
            unit=row.unit,
            unit_name=row.unit_name,
            deadline=row.deadline,
            due=row.due,
            due_sentence=row.due_sentence,
            offered=self._offered(row.task),
            before=before,
            now=now,
        )

    def result_row(self, row: ResultStandingRow) -> ReportSheetRow:
        before, now = self._before_and_now(None, row.result)
        return ReportSheetRow(
            task=None,
            result=row.result,
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

    def _offered(self, task: TaskId) -> float | None:
        plan = self._plans.get(task)
        if plan is not None and plan.method is DueMethod.PATH:
            share = self._shares.get(IndicatorId(plan.indicator_id or 0))
            return None if share is None else min(100.0, max(0.0, share))
        return offered_percent(self._nodes[task], self._parts[task])

    def _before_and_now(
        self, task: TaskId | None, result: ResultId | None
    ) -> tuple[ReportRow | None, ReportRow | None]:
        rows = self._reports[task, result]
        now = next((row for row in rows if row.period == self._period), None)
        before = next((row for row in rows if row.period.last_day < self._period.last_day), None)
        return before, now


def _needed(session: Session, period: Period, tasks: set[TaskId], results: set[ResultId]) -> list[int]:
    """The ids of the reports for a period, and of the latest ones before it."""
    columns = (ProgressReport.id, ProgressReport.task_id, ProgressReport.result_id)
    dates = (ProgressReport.year, ProgressReport.granularity, ProgressReport.number)
    now: list[int] = []
    before: dict[tuple[int | None, int | None], tuple[dt.date, int]] = {}
    ends: dict[Period, dt.date] = {}
    reports = session.execute(select(*columns, *dates).order_by(ProgressReport.id))
    for id, task, result, year, granularity, number in reports:
        if task not in tasks and result not in results:
            continue
        of = Period(year, granularity, number)
        if of == period:
            now.append(id)
            continue
        end = ends.setdefault(of, of.last_day)
        known = before.get((task, result))
        if end < period.last_day and (known is None or end > known[0]):
            before[task, result] = (end, id)
    return [*now, *(id for _, id in before.values())]


def _chosen(session: Session, column: Any, wanted: Sequence[int]) -> Iterable[ReportRow]:
    """The reports whose column is among these ids, however many they are."""
    for at in range(0, len(wanted), _CHUNK):
        yield from _rows(session, column.in_(wanted[at : at + _CHUNK]))


def _rows(session: Session, chosen: Any) -> Iterable[ReportRow]:
    query = select(ProgressReport).where(chosen).options(selectinload(ProgressReport.evidence))
    return [report_row(one) for one in session.scalars(query)]


def report_row(one: ProgressReport) -> ReportRow:
    """A report as queries answer it."""
    return ReportRow(
        id=ReportId(one.id),
        task=TaskId(one.task_id) if one.task_id is not None else None,
        result=ResultId(one.result_id) if one.result_id is not None else None,
        period=Period(one.year, one.granularity, one.number),
        percent=one.percent,
        state=one.state,
        done=one.done,
        problems=one.problems,
        next_steps=one.next_steps,
        reporter=one.reporter,
        at=one.at,
        status=one.status,
        checker=one.checker,
        checked_at=one.checked_at,
        remark=one.remark,
        evidence=tuple(_evidence_row(proof) for proof in one.evidence),
    )


def _evidence_row(one: Evidence) -> EvidenceRow:
    return EvidenceRow(
        EvidenceId(one.id), ReportId(one.report_id), one.name, one.sha256, one.size, one.note, one.who, one.at
    )


def _latest_first(rows: Iterable[ReportRow]) -> tuple[ReportRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.period.last_day, reverse=True))
