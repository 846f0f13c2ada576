"""The plan in numbers (总览)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Task, Unit
from workbench.queries.documents import list_documents
from workbench.rows import SummaryRow
from workbench.terms import DeadlineKind, Granularity, Period, Role, TaskState

_FINISHED = (TaskState.DONE, TaskState.CLOSED)
_NOT_DUE = (*_FINISHED, TaskState.DROPPED)


def summary(session: Session, today: dt.date) -> SummaryRow:
    """Counts over all documents. Overdue and due count what is still open; those dropped are neither."""
    documents = list_documents(session)
    open_ = Task.state.not_in(_NOT_DUE)
    quarter = Period(today.year, Granularity.QUARTER, (today.month - 1) // 3 + 1)
    due = Task.deadline_date.between(quarter.first_day, quarter.last_day)
    has_lead = select(Assignment.id).where(Assignment.task_id == Task.id, Assignment.role == Role.LEAD)
    return SummaryRow(
        documents=len(documents),
        tasks=sum(one.tasks for one in documents),
        results=sum(one.results for one in documents),
        indicators=sum(one.indicators for one in documents),
        units=session.scalar(select(func.count()).select_from(Unit)) or 0,
        without_lead=_count(session, ~has_lead.exists()),
        without_deadline=_count(session, Task.deadline_kind == DeadlineKind.NONE),
        ongoing=_count(session, Task.deadline_kind == DeadlineKind.ONGOING),
        done=_count(session, Task.state.in_(_FINISHED)),
        overdue=_count(session, and_(open_, Task.deadline_date < today)),
        due_this_quarter=_count(session, and_(open_, due)),
        by_document=documents,
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Task).where(condition)) or 0
