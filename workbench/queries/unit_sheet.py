"""One unit's sheet (责任清单): all it leads, answers for and supports, as a meeting goes through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Assignment, ProgressReport, Unit
from workbench.queries.lookup import found
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.queries.wording import names
from workbench.rows.tasks import AssignmentRow, ResultRow, TaskRow
from workbench.rows.unit_sheets import UnitSheet, UnitSheetRow
from workbench.terms import DocumentId, Role, UnitId

_ORDER = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)


def unit_sheet(session: Session, unit: UnitId, document: DocumentId | None = None) -> UnitSheet:
    """What a unit answers for, in one document or in all. Raises RefusedError where there is no such unit."""
    known = found(session.get(Unit, unit), "单位", unit)
    latest = _latest_reports(session, unit)
    tasks = [
        replace(row, latest=latest.get(row.task or 0, "")) for row in _task_rows(session, unit, document)
    ]
    results = list(_result_rows(session, unit, document))
    tasks.sort(key=lambda row: _ORDER.index(row.role))
    results.sort(key=lambda row: _ORDER.index(row.role))
    counts = {role: sum(row.role is role for row in tasks) for role in _ORDER}
    return UnitSheet(
        unit=unit,
        name=known.name,
        aliases=tuple(alias.name for alias in known.aliases),
        rows=tuple(replace(row, number=number) for number, row in enumerate((*tasks, *results), start=1)),
        lead=counts[Role.LEAD],
        responsible=counts[Role.RESPONSIBLE],
        support=counts[Role.SUPPORT],
        results=len(results),
    )


def _task_rows(session: Session, unit: UnitId, document: DocumentId | None) -> Iterator[UnitSheetRow]:
    for task in list_tasks(session, document):
        share = _share(task.units, unit)
        if share is not None:
            yield _task_row(task, share)


def _task_row(task: TaskRow, share: AssignmentRow) -> UnitSheetRow:
    return UnitSheetRow(
        number=0,
        role=share.role,
        document=task.document,
        document_title=task.document_title,
        section=task.section,
        task=task.id,
        result=None,
        no=task.no,
        title=task.title,
        content=task.content,
        lead=_leads(task.units),
        others=_others(task.units, share),
        start=task.start,
        deadline=task.deadline,
        state=task.state,
        progress=task.progress,
    )


def _result_rows(session: Session, unit: UnitId, document: DocumentId | None) -> Iterator[UnitSheetRow]:
    for result in list_results(session, document):
        share = _share(result.units, unit)
        if share is not None:
            yield _result_row(result, share)


def _result_row(result: ResultRow, share: AssignmentRow) -> UnitSheetRow:
    return UnitSheetRow(
        number=0,
        role=share.role,
        document=result.document,
        document_title=result.document_title,
        section=(result.category,) if result.category else (),
        task=None,
        result=result.id,
        no=result.no,
        title=result.title,
        content="",
        lead=_leads(result.units),
        others=_others(result.units, share),
        start=None,
        deadline=result.deadline,
        state=result.state,
        progress=None,
    )


def _share(units: Sequence[AssignmentRow], unit: UnitId) -> AssignmentRow | None:
    return next((share for share in units if share.unit == unit), None)


def _leads(units: Sequence[AssignmentRow]) -> str:
    return names(share for share in units if share.role is Role.LEAD)


def _others(units: Sequence[AssignmentRow], own: AssignmentRow) -> str:
    return names(share for share in units if share.role is not Role.LEAD and share is not own)


def _latest_reports(session: Session, unit: UnitId) -> dict[int, str]:
    """What was last reported on each of the unit's tasks, by task id."""
    mine = select(Assignment.task_id).where(Assignment.unit_id == unit, Assignment.task_id.is_not(None))
    reports = session.scalars(select(ProgressReport).where(ProgressReport.task_id.in_(mine)))
    ordered = sorted(reports, key=lambda one: (one.period.last_day, one.at))
    return {one.task_id: one.done for one in ordered if one.task_id is not None}
