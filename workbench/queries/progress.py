"""Progress reports (进展情况) on tasks and results, with their proofs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Blob, Evidence, ProgressReport, Task
from workbench.queries.due_plans import due_plan, offered_percent
from workbench.queries.lookup import found
from workbench.rows.progress import EvidenceRow, ReportRow, ReportSheetRow
from workbench.rows.standing import ResultStandingRow, StandingRow
from workbench.terms import EvidenceId, Period, ReportId, ResultId, TaskId, UnitId

__all__ = ["due_plan", "evidence_data", "list_reports", "report_row", "report_sheet", "result_reports"]


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

    `unit` None: those of all units. What was said last is offered to copy, what the parts or nodes add up to
    is offered as percent; nothing is forced.
    """
    from workbench.queries.standing_columns import Ledger
    from workbench.queries.standings import result_rows, standing_rows

    said = _Said(session, period)
    tasks = standing_rows(session, Ledger(session), period, on)
    results = result_rows(session, period, on)
    return (
        *(said.task_row(row) for row in tasks if unit is None or row.unit == unit),
        *(said.result_row(row) for row in results if unit is None or row.unit == unit),
    )


class _Said:
    """What was reported up to a period, and what is offered for it."""

    def __init__(self, session: Session, period: Period) -> None:
        self._session, self._period = session, period
        self._reports: defaultdict[tuple[TaskId | None, ResultId | None], list[ReportRow]] = defaultdict(list)
        for row in _latest_first(_rows(session, ProgressReport.id.is_not(None))):
            self._reports[row.task, row.result].append(row)
        tasks = session.execute(select(Task.id, Task.parent_id, Task.progress, Task.content)).all()
        self._contents = {one.id: one.content for one in tasks}
        self._parts: defaultdict[int, list[float]] = defaultdict(list)
        for part in tasks:
            if part.parent_id is not None:
                self._parts[part.parent_id].append(float(part.progress))

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
        nodes = due_plan(self._session, task).nodes
        return offered_percent(list(nodes), self._parts[task])

    def _before_and_now(
        self, task: TaskId | None, result: ResultId | None
    ) -> tuple[ReportRow | None, ReportRow | None]:
        rows = self._reports[task, result]
        now = next((row for row in rows if row.period == self._period), None)
        before = next((row for row in rows if row.period.last_day < self._period.last_day), None)
        return before, now


def _rows(session: Session, chosen: object) -> Iterable[ReportRow]:
    query = select(ProgressReport).where(chosen).options(selectinload(ProgressReport.evidence))  # type: ignore[arg-type]
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
