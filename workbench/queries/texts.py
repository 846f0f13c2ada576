"""The texts of the plan that find and replace goes through, in the order of the documents."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Document, Indicator, Milestone, Result, Section, Task, Unit
from workbench.planning.task_edits import TextKind, TextPlace


def list_texts(session: Session) -> tuple[TextPlace, ...]:
    """Every title, content and name, document by document; those of units last."""
    found: list[tuple[int, TextPlace]] = []
    order = {id: place for place, id in enumerate(session.scalars(_DOCUMENTS))}
    titles = {row.id: row.title for row in session.execute(select(Document.id, Document.title))}
    for kind, query in _QUERIES.items():
        for document, id, text in session.execute(query):
            if text:
                found.append((order[document], TextPlace(kind, id, text, titles[document])))
    found.sort(key=lambda one: one[0])  # stable: within a document the kinds stay together, in order
    units = session.execute(select(Unit.id, Unit.name).order_by(Unit.name))
    return (*(place for _, place in found), *(TextPlace(TextKind.UNIT_NAME, id, name) for id, name in units))


_DOCUMENTS = select(Document.id).order_by(Document.position, Document.id)
_TASKS = (Task.position, Task.id)
_QUERIES = {
    TextKind.SECTION_TITLE: select(Section.document_id, Section.id, Section.title).order_by(Section.position),
    TextKind.TASK_TITLE: select(Task.document_id, Task.id, Task.title).order_by(*_TASKS),
    TextKind.TASK_CONTENT: select(Task.document_id, Task.id, Task.content).order_by(*_TASKS),
    TextKind.MILESTONE_TITLE: select(Task.document_id, Milestone.id, Milestone.title)
    .join(Task, Milestone.task_id == Task.id)
    .order_by(*_TASKS, Milestone.date),
    TextKind.RESULT_TITLE: select(Result.document_id, Result.id, Result.title).order_by(Result.id),
    TextKind.INDICATOR_NAME: select(Indicator.document_id, Indicator.id, Indicator.name).order_by(
        Indicator.id
    ),
}
