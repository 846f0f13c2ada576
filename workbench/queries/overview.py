"""The plan in numbers (总览)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Task, Unit
from workbench.queries.documents import list_documents
from workbench.rows.overview import SummaryRow
from workbench.terms import DeadlineKind, Granularity, Period, Role, TaskId, TaskState

_FINISHED = (TaskState.DONE, TaskState.CLOSED)
_NOT_DUE = (*_FINISHED, TaskState.DROPPED)

#: The looks at the plan: selections of tasks by the names of the fields of SummaryRow that count them.
LOOKS = ("due_this_quarter", "overdue", "without_lead", "without_deadline", "ongoing", "done")


def summary(session: Session, today: dt.date) -> SummaryRow:
    """Counts over all documents. Overdue and due count what is still open; those dropped are neither."""
    documents = list_documents(session)
    counts = {look: _count(session, _condition(look, today)) for look in LOOKS}
    return SummaryRow(
        documents=len(documents),
        tasks=sum(one.tasks for one in documents),
        results=sum(one.results for one in documents),
        indicators=sum(one.indicators for one in documents),
        units=session.scalar(select(func.count()).select_from(Unit)) or 0,
        by_document=documents,
        **counts,
    )


def behind(session: Session, look: str, today: dt.date) -> tuple[TaskId, ...]:
    """The tasks that a look selects, by id; `look` is one of LOOKS. They are what `summary` counts."""
    found = session.scalars(select(Task.id).where(_condition(look, today)).order_by(Task.id))
    return tuple(TaskId(id) for id in found)


def _condition(look: str, today: dt.date) -> ColumnElement[bool]:
    open_ = Task.state.not_in(_NOT_DUE)
    if look == "due_this_quarter":
        quarter = Period(today.year, Granularity.QUARTER, (today.month - 1) // 3 + 1)
        return and_(open_, Task.deadline_date.between(quarter.first_day, quarter.last_day))
    if look == "without_lead":
        lead = select(Assignment.id).where(Assignment.task_id == Task.id, Assignment.role == Role.LEAD)
        return ~lead.exists()
    plain: dict[str, ColumnElement[bool]] = {
        "overdue": and_(open_, Task.deadline_date < today),
        "without_deadline": Task.deadline_kind == DeadlineKind.NONE,
        "ongoing": Task.deadline_kind == DeadlineKind.ONGOING,
        "done": Task.state.in_(_FINISHED),
    }
    return plain[look]


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Task).where(condition)) or 0
