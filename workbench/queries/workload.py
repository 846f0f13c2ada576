"""Workload (工作量) per unit and quarter; tasks nobody leads; units that lead too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Task
from workbench.planning.task_arrays import NodeKind
from workbench.planning.workload import LoadBy, Work
from workbench.planning.workload import workload as reckon
from workbench.queries.plan_columns import plan_arrays
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.rows.tasks import TaskRow
from workbench.rows.units import LeadingRow, LoadTable
from workbench.terms import DocumentId, Role, TaskId, TaskState, UnitId

#: Nobody works on these.
_AT_REST = (TaskState.DROPPED, TaskState.PAUSED)


def workload(
    session: Session,
    document: DocumentId | None = None,
    roles: Collection[Role] = tuple(Role),
    by: LoadBy = LoadBy.ACTIVE,
) -> LoadTable:
    """How many tasks each unit has in each quarter, in these roles; units without any are left out.

    Days are as the Gantt shows them, implied starts included. Dropped and paused work does not count.
    """
    days, names = _days(session), {row.id: row.name for row in list_units(session)}
    shares = _shares(session, document, roles)
    found = reckon((Work(unit, task, *days[task]) for unit, task in shares if task in days), by)
    weight: Counter[int] = Counter()
    for (unit, _), tasks in found.cells.items():
        weight[unit] += len(tasks)
    return LoadTable(
        units=tuple((UnitId(unit), names[UnitId(unit)]) for unit, _ in weight.most_common()),
        quarters=found.quarters,
        cells={
            (UnitId(unit), quarter): tuple(map(TaskId, tasks))
            for (unit, quarter), tasks in found.cells.items()
        },
    )


def without_lead(session: Session, document: DocumentId | None = None) -> tuple[TaskRow, ...]:
    """The tasks no unit leads, in document order; those no longer pursued are left out."""
    return tuple(
        task
        for task in list_tasks(session, document)
        if task.state is not TaskState.DROPPED and all(share.role is not Role.LEAD for share in task.units)
    )


def leading_most(session: Session, document: DocumentId | None = None) -> tuple[LeadingRow, ...]:
    """The units that lead any task, those first that lead most, each with these tasks."""
    leads: dict[UnitId, list[TaskRow]] = {}
    for task in list_tasks(session, document):
        for share in task.units:
            if share.role is Role.LEAD and task.state is not TaskState.DROPPED:
                leads.setdefault(share.unit, []).append(task)
    counts = Counter({unit: len(tasks) for unit, tasks in leads.items()})
    names = {row.id: row.name for row in list_units(session)}
    return tuple(LeadingRow(unit, names[unit], tuple(leads[unit])) for unit, _ in counts.most_common())


def _shares(session: Session, document: DocumentId | None, roles: Collection[Role]) -> list[tuple[int, int]]:
    """(unit, task) of everyone who answers for a task in one of these roles."""
    query = (
        select(Assignment.unit_id, Assignment.task_id)
        .join(Task, Assignment.task_id == Task.id)
        .where(Assignment.role.in_(roles), Task.state.not_in(_AT_REST))
        .order_by(Assignment.unit_id, Task.position, Task.id)
    )
    if document is not None:
        query = query.where(Task.document_id == document)
    return [(unit, task) for unit, task in session.execute(query) if task is not None]


def _days(session: Session) -> dict[int, tuple[int, int]]:
    """The days of every task as the Gantt shows them, by id."""
    arrays = plan_arrays(session)
    tasks = arrays.kind == NodeKind.TASK
    columns = (arrays.id[tasks].tolist(), arrays.start[tasks].tolist(), arrays.end[tasks].tolist())
    return {id: (start, end) for id, start, end in zip(*columns, strict=True)}
