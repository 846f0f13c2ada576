"""Links between documents (承接关系): those that stand, those to be made, and what is not taken up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workbench.models import Alignment, Document, Task
from workbench.planning.contradictions import Share, work_units
from workbench.planning.matching import Passage, match
from workbench.queries.alignment_conflicts import conflicts
from workbench.queries.documents import document as document_row
from workbench.queries.indicators import list_indicators
from workbench.queries.tasks import list_tasks
from workbench.queries.telling import progress
from workbench.queries.wording import deadline_text, units_text
from workbench.rows.alignments import (
    AlignedTask,
    AlignmentRow,
    Coverage,
    CoverageRow,
    PassageRow,
    ProposalRow,
)
from workbench.rows.documents import DocumentRow
from workbench.rows.tasks import TaskRow
from workbench.spelling import spelling_key
from workbench.terms import AlignmentId, AlignmentKind, DocumentId, Span, TaskId

#: So short a paragraph is a heading or a signature, so long a one is cut by nobody.
_SHORTEST_PASSAGE, _MOST_PASSAGES, _LEAST_PASSAGE = 20, 5, 0.06


def list_alignments(
    session: Session, upper: DocumentId | None = None, lower: DocumentId | None = None
) -> tuple[AlignmentRow, ...]:
    """The links that stand, in the order they were made; those marked as unrelated are left out."""
    above, below = aliased(Task), aliased(Task)
    wanted: list[ColumnElement[bool]] = [Alignment.kind != AlignmentKind.UNRELATED]
    if upper is not None:
        wanted.append(above.document_id == upper)
    if lower is not None:
        wanted.append(below.document_id == lower)
    rows = session.execute(
        select(Alignment.id, Alignment.kind, Alignment.reason, above.id, below.id)
        .join(above, Alignment.upper_id == above.id)
        .join(below, Alignment.lower_id == below.id)
        .where(*wanted)
        .order_by(Alignment.id)
    ).all()
    known = {task.id: aligned(task) for task in _tasks_of(session, upper, lower)} if rows else {}
    return tuple(
        AlignmentRow(AlignmentId(id), known[TaskId(one)], known[TaskId(other)], kind, reason)
        for id, kind, reason, one, other in rows
    )


def propose(session: Session, upper: DocumentId, lower: DocumentId) -> tuple[ProposalRow, ...]:
    """The links that could be made between two documents, the likeliest first.

    Left out are pairs that are linked, or were marked as unrelated. Raises RefusedError where there is no
    such document.
    """
    documents = document_row(session, upper), document_row(session, lower)
    above = {task.id: task for task in list_tasks(session, upper)}
    below = {task.id: task for task in list_tasks(session, lower)}
    taken = {(one, other) for one, other in session.execute(select(Alignment.upper_id, Alignment.lower_id))}
    measures = _measures(session, upper), _measures(session, lower)
    shared = measures[0] & measures[1]
    found = match(
        [_passage(task, shared) for task in above.values()],
        [_passage(task, shared) for task in below.values()],
        tell=partial(progress, session),
    )
    new = [one for one in found if (one.upper, one.lower) not in taken]
    parts: defaultdict[int, int] = defaultdict(int)
    for one in new:
        parts[one.upper] += one.score >= _PART
    return tuple(
        ProposalRow(
            upper=aligned(above[TaskId(one.upper)]),
            lower=aligned(below[TaskId(one.lower)]),
            kind=_kind(documents, parts[one.upper]),
            reason=one.reason,
            confidence=one.confidence,
            score=one.score,
        )
        for one in new
    )


#: So alike a lower task must be to count as one part among several of the upper one.
_PART = 0.3


def _kind(documents: tuple[DocumentRow, DocumentRow], parts: int) -> AlignmentKind:
    """Papers of one level follow one another; of two levels, one carries out or breaks down the other."""
    upper, lower = documents
    if upper.level is not None and upper.level is lower.level:
        return AlignmentKind.CONTINUES
    return AlignmentKind.BREAKS_DOWN if parts > 1 else AlignmentKind.IMPLEMENTS


def coverage(session: Session, upper: DocumentId, lower: DocumentId) -> Coverage:
    """What of a document above is taken up here and by which tasks, and where the two contradict.

    Raises RefusedError where there is no such document.
    """
    links: defaultdict[int, list[AlignmentRow]] = defaultdict(list)
    standing = list_alignments(session, upper, lower)
    for link in standing:
        links[link.upper.task].append(link)
    rows = tuple(CoverageRow(aligned(task), tuple(links[task.id])) for task in list_tasks(session, upper))
    return Coverage(rows, conflicts(session, upper, lower, standing))


def passages(session: Session, upper: TaskId, lower: DocumentId) -> tuple[PassageRow, ...]:
    """The paragraphs of a document that may speak of a task above, the likeliest first; few, or none."""
    from workbench.queries.tasks import task

    above = task(session, upper)
    text = session.scalars(select(Document.text).where(Document.id == lower)).one_or_none() or ""
    paragraphs = _paragraphs(text)
    found = match(
        [Passage(place, "", spelling_key(one.text)) for place, one in enumerate(paragraphs)],
        [Passage(0, spelling_key(above.title), spelling_key(f"{above.title}{above.content}"))],
        least=_LEAST_PASSAGE,
        most=_MOST_PASSAGES,
    )
    return tuple(
        PassageRow(lower, paragraphs[one.upper].span, paragraphs[one.upper].text, one.reason, one.score)
        for one in found
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    text: str


def _paragraphs(text: str) -> Sequence[_Paragraph]:
    return [
        _Paragraph(Span(found.start(), found.end()), found[0].strip())
        for found in re.finditer(r"[^\n]+", text)
        if len(found[0].strip()) >= _SHORTEST_PASSAGE
    ]


def _tasks_of(session: Session, upper: DocumentId | None, lower: DocumentId | None) -> list[TaskRow]:
    if upper is None or lower is None:
        return list(list_tasks(session))
    return [*list_tasks(session, upper), *list_tasks(session, lower)]


def aligned(task: TaskRow) -> AlignedTask:
    """A task as lists of links show it."""
    return AlignedTask(
        task=task.id,
        document=task.document,
        no=task.no,
        title=task.title,
        units=units_text(task.units),
        deadline=deadline_text(task.deadline),
        span=task.span,
        content=task.content,
    )


def _passage(task: TaskRow, measures: frozenset[str]) -> Passage:
    title, content = spelling_key(task.title), spelling_key(task.content)
    return Passage(
        key=task.id,
        title=title,
        content=content,
        number=task.no,
        units=work_units([Share(one.name, one.role, one.group) for one in task.units]),
        measures=frozenset(name for name in measures if name in content),
    )


def _measures(session: Session, document: DocumentId) -> frozenset[str]:
    """The names of a document's indicators."""
    return frozenset(spelling_key(row.name) for row in list_indicators(session, document))
