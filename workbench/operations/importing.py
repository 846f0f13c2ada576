"""A Draft in, rows out: everything that was read, stored in a few bulk inserts, table after table.

Rows refer to one another by the ids the database has just given out rather than by ORM relationships:
with relationships to itself (a task's parent) a table would be written row by row.
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.models import (
    Assignment,
    Commitment,
    Dependency,
    Document,
    Indicator,
    Result,
    Section,
    Target,
    Task,
)
from workbench.models.whys import pack_why, pack_whys
from workbench.operations.directory import Directory, level_of
from workbench.operations.edition_records import keep_blob, record
from workbench.operations.placing import STRIDE
from workbench.planning.editions import Kind
from workbench.reading.draft import Commitment as ReadCommitment
from workbench.reading.draft import Draft, DraftIndicator, DraftSection, DraftTask, DraftUnit


@contextmanager
def collector_paused() -> Iterator[None]:
    """Tens of thousands of objects are made that all stay: looking for garbage among them is lost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def store(session: Session, draft: Draft) -> None:
    """Store a draft as a new document behind the others."""
    with collector_paused():
        _store(session, draft)


def _store(session: Session, draft: Draft) -> None:
    document = _store_document(session, draft)
    sections = _store_sections(session, document, draft)
    tasks = _store_tasks(session, document, draft.tasks, sections)
    results = _store_results(session, document, draft.results)
    _store_assignments(session, draft, tasks, results)
    indicators = _store_indicators(session, document, draft)
    store_commitments(session, document, draft.commitments)
    session.add_all(
        Dependency(
            before_id=tasks[link.before].id, after_id=tasks[link.after].id, kind=link.kind, lag=link.lag
        )
        for link in draft.links
    )
    session.flush()
    if draft.text:  # a plan made up or copied has no document behind it
        ids: dict[Kind, list[int | None]] = {
            Kind.TASK: [row.id for row in tasks],
            Kind.RESULT: [row.id for row in results],
            Kind.INDICATOR: [row.id for row in indicators],
        }
        record(session, document, draft, ids)


def _store_document(session: Session, draft: Draft) -> Document:
    keep_blob(session, draft.sha256, draft.source)
    meta = draft.meta
    document = Document(
        title=meta.title or draft.file,
        doc_no=meta.doc_no or "",
        issuer=meta.issuer or "",
        issued_on=meta.issued_on,
        effective_until=meta.effective_until,
        level=meta.level or level_of(meta.issuer or ""),
        script=meta.script,
        file=draft.file,
        sha256=draft.sha256,
        text=draft.text,
        position=(session.scalar(select(func.max(Document.position))) or 0) + 1,
    )
    session.add(document)
    session.flush()
    return document


Row = TypeVar("Row", Section, Task)


class _Sections:
    """The stored headings of one document, found by the headings above a task and the place it stands."""

    def __init__(self) -> None:
        self._by_path: dict[tuple[str, ...], list[tuple[int, Section]]] = defaultdict(list)

    def add(self, path: tuple[str, ...], start: int, section: Section) -> None:
        self._by_path[path].append((start, section))

    def find(self, path: tuple[str, ...], start: int) -> Section | None:
        """Of several headings with the same words, the last one before `start`."""
        known = self._by_path.get(path)
        if not known:
            return None
        return max(known, key=lambda one: (one[0] <= start, one[0] if one[0] <= start else -one[0]))[1]


def _store_sections(session: Session, document: Document, draft: Draft) -> _Sections:
    """The headings that were read, and those only a list names, in document order."""
    found = _Sections()
    paths = paths_of(draft.sections)
    rows: list[Section] = []
    for place, (read, path) in enumerate(zip(draft.sections, paths, strict=True)):
        row = Section(
            document_id=document.id,
            title=read.title,
            level=read.level,
            position=place,
            span_start=read.span.start,
            span_end=read.span.end,
        )
        found.add(path, read.span.start, row)
        rows.append(row)
    _insert_tree(session, rows, [read.parent for read in draft.sections])
    _store_unread_sections(session, document, draft, found, len(rows))
    return found


def _store_unread_sections(
    session: Session, document: Document, draft: Draft, found: _Sections, position: int
) -> None:
    """The headings only the tasks name: section rows of a list that stand nowhere else."""
    named = dict.fromkeys(task.section[: n + 1] for task in draft.tasks for n in range(len(task.section)))
    for path in named:
        if found.find(path, 0) is None:
            above = found.find(path[:-1], 0)
            row = Section(
                document_id=document.id,
                parent_id=above.id if above else None,
                title=path[-1],
                level=len(path),
                position=position,
            )
            session.add(row)
            session.flush()
            found.add(path, 0, row)
            position += 1


def paths_of(sections: Sequence[DraftSection]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for section in sections:
        above = paths[section.parent] if section.parent is not None else ()
        paths.append((*above, section.title))
    return paths


def _insert_tree(session: Session, rows: Sequence[Row], parents: Sequence[int | None]) -> None:
    """Insert rows in the order of the document, which their ids then follow, each under its parent."""
    session.add_all(rows)
    session.flush()
    for row, parent in zip(rows, parents, strict=True):
        if parent is not None:
            row.parent_id = rows[parent].id
    session.flush()


def _store_tasks(
    session: Session, document: Document, read: Sequence[DraftTask], sections: _Sections
) -> list[Task]:
    rows = []
    for place, task in enumerate(read, start=1):
        section = sections.find(task.section, task.span.start)
        rows.append(
            Task(
                document_id=document.id,
                section_id=section.id if section else None,
                position=place * STRIDE,
                no=task.no,
                title=task.title,
                content=task.content,
                start=task.start,
                deadline=task.deadline,
                span_start=task.span.start,
                span_end=task.span.end,
                places=places(task),
                whys=pack_whys(task.whys),
            )
        )
    _insert_tree(session, rows, [task.parent for task in read])
    return rows


def _store_results(session: Session, document: Document, read: Sequence[DraftTask]) -> list[Result]:
    rows = [
        Result(
            document_id=document.id,
            position=place * STRIDE,
            category=result.category,
            no=result.no,
            title=result.title,
            content=result.content,
            deadline=result.deadline,
            span_start=result.span.start,
            span_end=result.span.end,
            places=places(result),
            whys=pack_whys(result.whys),
        )
        for place, result in enumerate(read, start=1)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _store_assignments(session: Session, draft: Draft, tasks: list[Task], results: list[Result]) -> None:
    directory = Directory(session)
    # Of several printed forms of one name the shortest is the one to learn from.
    named: dict[str, DraftUnit] = {}
    for unit in chain.from_iterable(fact.units for fact in chain(draft.tasks, draft.results)):
        if unit.name not in named or len(unit.raw) < len(named[unit.name].raw):
            named[unit.name] = unit
    units = {name: directory.resolve(name, unit.group) for name, unit in named.items()}
    session.flush()
    owners: Iterator[tuple[DraftTask, Task | Result]] = chain(
        zip(draft.tasks, tasks, strict=True), zip(draft.results, results, strict=True)
    )
    for read, owner in owners:
        shares: dict[int, DraftUnit] = {}
        for share in read.units:  # a unit standing in two brackets of a point answers for it once
            shares.setdefault(units[share.name].id, share)
        session.add_all(
            assignment_of(owner, share, unit_id, position)
            for position, (unit_id, share) in enumerate(shares.items())
        )
    directory.learn_short_names((unit.raw, unit.name) for unit in named.values() if not unit.group)
    session.flush()


def assignment_of(owner: Task | Result, share: DraftUnit, unit_id: int, position: int) -> Assignment:
    return Assignment(
        task_id=owner.id if isinstance(owner, Task) else None,
        result_id=owner.id if isinstance(owner, Result) else None,
        unit_id=unit_id,
        role=share.role,
        position=position,
        raw=share.raw,
        why=pack_why(share.why),
    )


def _store_indicators(session: Session, document: Document, draft: Draft) -> list[Indicator]:
    rows = [
        indicator_of(document, place * STRIDE, read) for place, read in enumerate(draft.indicators, start=1)
    ]
    session.add_all(rows)
    session.flush()
    for read, row in zip(draft.indicators, rows, strict=True):
        session.add_all(targets_of(document, read, row))
    session.flush()
    return rows


def store_commitments(session: Session, document: Document, read: Sequence[ReadCommitment]) -> None:
    """Keep the narrative targets, for the planner to turn into indicators."""
    session.add_all(
        Commitment(
            document_id=document.id,
            position=place * STRIDE,
            text=said.text,
            subject=said.subject,
            value=said.value,
            unit=said.unit,
            year=said.year,
            operator=said.operator,
            kind=said.kind,
            span_start=said.span.start,
            span_end=said.span.end,
            why=pack_why(said.why),
        )
        for place, said in enumerate(read, start=1)
    )
    session.flush()


def indicator_of(document: Document, position: int, read: DraftIndicator) -> Indicator:
    base = read.base
    return Indicator(
        document_id=document.id,
        position=position,
        no=read.no,
        name=read.name,
        unit=read.unit,
        category=read.category,
        attribute=read.attribute or "",
        base_value=base.value if base else None,
        base_year=base.year if base else None,
        base_raw=base.raw if base else "",
        annual_raw=read.annual.raw if read.annual else "",
        span_start=read.span.start,
        span_end=read.span.end,
        places=places(read),
        whys=pack_whys(read.whys),
    )


def targets_of(document: Document, read: DraftIndicator, row: Indicator) -> Iterable[Target]:
    for year, value in read.targets_by_year(last_year(document)).items():
        assert value.value is not None
        yield Target(
            indicator_id=row.id,
            year=year,
            value=value.value,
            operator=value.operator,
            kind=value.kind,
            raw=value.raw,
        )


def last_year(document: Document) -> int | None:
    """The year a target without one is due: when the document ends, else when it was issued."""
    last = document.effective_until or document.issued_on
    return last.year if last else None


def places(fact: DraftTask | DraftIndicator) -> str:
    """The places of single facts as JSON: {"title": [612, 640]}; "" where there are none."""
    spans = {name: [span.start, span.end] for name, span in fact.spans.items()}
    return json.dumps(spans, separators=(",", ":")) if spans else ""
