"""Tasks (任务) in the order of their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Commitment, Document, Indicator, Section, Task, Unit
from workbench.queries.lookup import found
from workbench.queries.outline import outline
from workbench.rows.tasks import AssignmentRow, TaskRow
from workbench.terms import Deadline, DocumentId, SectionId, Span, TaskId, UnitId


def list_tasks(session: Session, document: DocumentId | None = None) -> tuple[TaskRow, ...]:
    """The tasks of one document, or of all, in document order."""
    chosen = Task.document_id == document if document is not None else Task.id.is_not(None)
    rows = session.execute(_tasks(chosen)).all()
    sections = _sections(session, document)
    shares = _shares(session, chosen)
    return tuple(_row(row, sections, shares) for row in _in_order(rows, sections))


def task(session: Session, id: TaskId) -> TaskRow:
    """One task. Raises RefusedError where there is none."""
    chosen = Task.id == id
    row = found(session.execute(_tasks(chosen)).one_or_none(), "任务", id)
    return _row(row, _sections(session, row.document_id), _shares(session, chosen))


def _tasks(chosen: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Task.__table__, Document.title.label("document_title"))
        .join(Document, Task.document_id == Document.id)
        .where(chosen)
        .order_by(Document.position, Document.id, Task.position, Task.id)
    )


def _shares(session: Session, chosen: ColumnElement[bool]) -> dict[int, tuple[AssignmentRow, ...]]:
    """The units of each chosen task, in order, by task id."""
    query = select(Assignment.task_id, *SHARE).join(Unit).join(Task, Assignment.task_id == Task.id)
    ordered = query.where(chosen).order_by(Assignment.task_id, Assignment.position, Assignment.id)
    return by_owner(session.execute(ordered))


#: The columns after the owner that `by_owner` makes an AssignmentRow of.
SHARE = (Unit.id, Unit.name, Assignment.role, Assignment.raw, Unit.group)


def by_owner(rows: Any) -> dict[int, tuple[AssignmentRow, ...]]:
    """The units of each task or result by its id; rows are the owner and the columns of `SHARE`."""
    shares: defaultdict[int, list[AssignmentRow]] = defaultdict(list)
    for owner, unit, name, role, raw, group in rows:
        shares[owner].append(AssignmentRow(UnitId(unit), name, role, raw, group))
    return {owner: tuple(units) for owner, units in shares.items()}


_SectionRows = dict[int, Any]


def _sections(session: Session, document: DocumentId | None) -> _SectionRows:
    query = select(Section.id, Section.document_id, Section.parent_id, Section.title)
    if document is not None:
        query = query.where(Section.document_id == document)
    return {row.id: row for row in session.execute(query.order_by(Section.position, Section.id))}


def _in_order(rows: Any, sections: _SectionRows) -> Iterator[Row[Any]]:
    """Task rows, sorted by document and position, in the order of the outline."""
    documents: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        documents[row.document_id].append(row)
    headings: dict[int, list[Row[Any]]] = defaultdict(list)
    for section in sections.values():
        headings[section.document_id].append(section)
    for document, tasks in documents.items():
        by_id = {row.id: row for row in tasks}
        places = outline(
            ((section.id, section.parent_id) for section in headings[document]),
            ((row.id, row.section_id, row.parent_id) for row in tasks),
        )
        yield from (by_id[place.id] for place in places if not place.is_section)


def _row(row: Row[Any], sections: _SectionRows, shares: dict[int, tuple[AssignmentRow, ...]]) -> TaskRow:
    return TaskRow(
        id=TaskId(row.id),
        document=DocumentId(row.document_id),
        document_title=row.document_title,
        section_id=SectionId(row.section_id) if row.section_id is not None else None,
        section=_headings(row.section_id, sections),
        parent=TaskId(row.parent_id) if row.parent_id is not None else None,
        no=row.no,
        title=row.title,
        content=row.content,
        units=shares.get(row.id, ()),
        start=row.start,
        deadline=deadline_of(row),
        progress=row.progress,
        state=row.state,
        span=span_of(row),
    )


def _headings(section: int | None, sections: _SectionRows) -> tuple[str, ...]:
    """The titles above, outermost first."""
    titles: list[str] = []
    while section is not None and section in sections:
        titles.append(sections[section].title)
        section = sections[section].parent_id
    return tuple(reversed(titles))


def deadline_of(row: Row[Any]) -> Deadline:
    """The four columns of a deadline as one value."""
    return Deadline(row.deadline_raw, row.deadline_kind, row.deadline_date, row.deadline_precision)


def span_of(row: Row[Any] | Indicator | Commitment) -> Span | None:
    """The place in the source, None for what the planner made."""
    if row.span_start is None or row.span_end is None:
        return None
    return Span(row.span_start, row.span_end)
