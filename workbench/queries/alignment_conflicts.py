"""Where a document contradicts the one above it: leads, deadlines and targets, each with both sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Commitment, Document, Indicator, Target, Task
from workbench.planning.contradictions import (
    Aim,
    Difference,
    Share,
    aim_difference,
    aim_pairs,
    deadline_difference,
    lead_difference,
)
from workbench.planning.sentences import sentence_around
from workbench.queries.tasks import list_tasks, span_of
from workbench.queries.wording import deadline_text, number_text, value_text
from workbench.rows.alignments import AlignmentRow, ConflictAbout, ConflictRow, Evidence
from workbench.rows.tasks import TaskRow
from workbench.terms import DocumentId, Operator, Severity, Span, TargetKind, TaskId

#: What to say where the text shows nothing, as of a deadline that is not there.
_NOT_SAID = "（原文未写）"
#: So short a sentence is a cell of a table, or the fact alone.
_SHORT = 24
_WEIGHT = list(Severity)


def conflicts(
    session: Session, upper: DocumentId, lower: DocumentId, links: Sequence[AlignmentRow]
) -> tuple[ConflictRow, ...]:
    """The contradictions of the linked tasks, and of the targets of both documents; the gravest first."""
    told = _Telling(session)
    found = [*_of_tasks(session, told, upper, lower, links), *_of_targets(session, told, upper, lower)]
    return tuple(sorted(found, key=lambda one: -_WEIGHT.index(one.severity)))


class _Telling:
    """Finds the words that a fact was read from."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[int, str] = {}

    def sentence(self, document: int, span: Span | None) -> str:
        if document not in self._texts:
            query = select(Document.text).where(Document.id == document)
            self._texts[document] = self._session.scalars(query).one_or_none() or ""
        return sentence_around(self._texts[document], span) if span else ""

    def of_task(self, task: TaskRow, fact: str, told: str) -> Evidence:
        """The sentence of one fact of a task. Where it says no more than the fact, as a cell of a table
        does, or the text says nothing, the task is named before it; `told` is the fact as lists show it."""
        places = self._session.scalars(select(Task.places).where(Task.id == task.id)).one_or_none()
        place = _places(places).get(fact)
        span = Span(*place) if place else None
        words = self.sentence(task.document, span).strip("| ") or told or _NOT_SAID
        if len(words) < _SHORT or task.title not in words:
            words = f"{task.title}：{words}"
        return Evidence(task.document, task.id, span or task.span, words)


def _places(kept: str | None) -> Mapping[str, Any]:
    """Where each fact stands, as `models.Task.places` keeps it."""
    places: Mapping[str, Any] = json.loads(kept) if kept else {}
    return places


def _of_tasks(
    session: Session, told: _Telling, upper: DocumentId, lower: DocumentId, links: Sequence[AlignmentRow]
) -> Iterator[ConflictRow]:
    tasks: dict[TaskId, TaskRow] = (
        {task.id: task for document in (upper, lower) for task in list_tasks(session, document)}
        if links
        else {}
    )
    for link in links:
        above, below = tasks[link.upper.task], tasks[link.lower.task]
        words = deadline_text(above.deadline), deadline_text(below.deadline)
        late = deadline_difference(above.deadline, below.deadline, *words)
        if late is not None:
            ends = (told.of_task(above, "deadline", words[0]), told.of_task(below, "deadline", words[1]))
            yield _row(ConflictAbout.DEADLINE, below.title, late, *ends)
        led = lead_difference(_shares(above), _shares(below))
        if led is not None:
            ends = (
                told.of_task(above, "units", link.upper.units),
                told.of_task(below, "units", link.lower.units),
            )
            yield _row(ConflictAbout.LEAD, below.title, led, *ends)


def _row(
    about: ConflictAbout, subject: str, found: Difference, upper: Evidence, lower: Evidence
) -> ConflictRow:
    return ConflictRow(about, found.severity, subject, found.what, upper, lower)


def _shares(task: TaskRow) -> list[Share]:
    return [Share(one.name, one.role, one.group) for one in task.units]


def _of_targets(
    session: Session, told: _Telling, upper: DocumentId, lower: DocumentId
) -> Iterator[ConflictRow]:
    above, below = _aims(session, upper), _aims(session, lower)
    levels = [session.scalar(select(Document.level).where(Document.id == one)) for one in (upper, lower)]
    aims = [aim for aim, _ in above], [aim for aim, _ in below]
    for one, other in aim_pairs(*aims, same_level=levels[0] is levels[1]):
        weaker = aim_difference(one, other)
        if weaker is not None:
            ends = [
                Evidence(document, None, span, told.sentence(document, span) or _NOT_SAID)
                for document, span in ((upper, above[one.key][1]), (lower, below[other.key][1]))
            ]
            yield _row(ConflictAbout.TARGET, other.name, weaker, *ends)


def _aims(session: Session, document: DocumentId) -> list[tuple[Aim, Span | None]]:
    """The targets of a document with their places: those of its indicators, then those in its prose."""
    found: list[tuple[Aim, Span | None]] = []
    indicators = session.scalars(
        select(Indicator).where(Indicator.document_id == document).order_by(Indicator.position)
    )
    for row in indicators:
        for target in row.targets:
            words = _words(target.value, target.operator, target.kind, row.unit, target.raw)
            aim = _aim(len(found), row.name, row.unit, target, words)
            found.append((aim, span_of(row)))
    prose = session.scalars(
        select(Commitment).where(Commitment.document_id == document, Commitment.indicator_id.is_(None))
    )
    for one in prose:
        words = _words(one.value, one.operator, one.kind, one.unit)
        found.append((_aim(len(found), one.subject, one.unit, one, words), span_of(one)))
    return found


def _aim(key: int, name: str, unit: str, target: Target | Commitment, words: str) -> Aim:
    return Aim(key, name, unit, target.value, target.operator, target.kind, target.year, words)


def _words(value: float, operator: Operator, kind: TargetKind, unit: str, raw: str = "") -> str:
    """A target as print says it: 98%以上; its own words, where it is no plain level (提高3个百分点)."""
    if raw and kind is not TargetKind.LEVEL:
        return raw
    return value_text(value, operator).replace(number_text(value), number_text(value) + unit, 1)
