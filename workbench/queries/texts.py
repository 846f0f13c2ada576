"""The texts of the plan that find and replace goes through, in the order of the documents."""

from __future__ import annotations

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from workbench.models import Document, Indicator, Milestone, Result, Section, Task, Unit
from workbench.planning.task_edits import TextKind, TextPlace


def list_texts(session: Session) -> tuple[TextPlace, ...]:
    """Every title, content and name, document by document; those of units last."""
    titles = {row.id: row.title for row in session.execute(_DOCUMENTS)}
    found: dict[int, list[TextPlace]] = {document: [] for document in titles}
    for kind, query in _QUERIES.items():
        for document, task, id, text in session.execute(query):
            if text:
                found[document].append(TextPlace(kind, id, text, document, titles[document], task))
    units = session.execute(select(Unit.id, Unit.name).order_by(Unit.name))
    return (
        *(place for places in found.values() for place in places),
        *(TextPlace(TextKind.UNIT_NAME, id, name) for id, name in units),
    )


_DOCUMENTS = select(Document.id, Document.title).order_by(Document.position, Document.id)
_NO_TASK = literal(0)
_ORDER = (Task.position, Task.id)
#: The document, the task, the id and the text of each kind.
_QUERIES: dict[TextKind, Select[int, int, int, str]] = {
    TextKind.SECTION_TITLE: select(Section.document_id, _NO_TASK, Section.id, Section.title).order_by(
        Section.position
    ),
    TextKind.TASK_TITLE: select(Task.document_id, Task.id, Task.id, Task.title).order_by(*_ORDER),
    TextKind.TASK_CONTENT: select(Task.document_id, Task.id, Task.id, Task.content).order_by(*_ORDER),
    TextKind.MILESTONE_TITLE: select(Task.document_id, Task.id, Milestone.id, Milestone.title)
    .join(Task, Milestone.task_id == Task.id)
    .order_by(*_ORDER, Milestone.date),
    TextKind.RESULT_TITLE: select(Result.document_id, _NO_TASK, Result.id, Result.title).order_by(Result.id),
    TextKind.INDICATOR_NAME: select(Indicator.document_id, _NO_TASK, Indicator.id, Indicator.name).order_by(
        Indicator.id
    ),
}
