"""Progress reports (进展情况) on tasks and results, with their proofs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Blob, Evidence, ProgressReport
from workbench.queries.due_plans import due_plan
from workbench.queries.lookup import found
from workbench.rows.progress import EvidenceRow, ReportRow
from workbench.terms import EvidenceId, Period, ReportId, ResultId, TaskId

__all__ = ["due_plan", "evidence_data", "list_reports", "report_row", "result_reports"]


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
