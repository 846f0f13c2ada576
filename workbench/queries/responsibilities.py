"""Who answers for what (责任分工)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.rows.units import ResponsibilityMatrix
from workbench.terms import DocumentId


def matrix(session: Session, document: DocumentId | None = None) -> ResponsibilityMatrix:
    """The units that take part in these tasks, the tasks, and the role of each unit in each task."""
    tasks = list_tasks(session, document)
    cells = {(share.unit, task.id): share.role for task in tasks for share in task.units}
    present = {unit for unit, _ in cells}
    return ResponsibilityMatrix(
        tuple(unit for unit in list_units(session) if unit.id in present), tasks, cells
    )
