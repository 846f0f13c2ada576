"""A Draft in, rows out: everything that was read, stored in a few bulk inserts, table after table.

Headings, tasks, results and who answers for them come by the ten thousand: they are written as plain rows
(`many_rows`) that name one another by the ids they are about to get. The rest are objects like any others.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

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
from workbench.operations.many_rows import many_rows
from workbench.operations.placing import STRIDE
from workbench.planning.editions import Kind
from workbench.queries.telling import progress
from workbench.reading.draft import Commitment as ReadCommitment
from workbench.reading.draft import Draft, DraftIndicator, DraftLink, DraftSection, DraftTask, DraftUnit
from workbench.terms import Deadline

#: A row to be written: its columns by name.
Columns = dict[str, Any]

#: The way of an import, in hundredths, as a planner is shown it.
_TASKS_AT, _UNITS_AT, _FACTS_AT, _STORED = 5, 25, 60, 75

_pack = json.JSONEncoder(separators=(",", ":")).encode


def store(session: Session, draft: Draft) -> None:
    """Store a draft as a new document behind the others."""
    document = _store_document(session, draft)
    sections = _store_sections(session, document, draft)
    progress(session, _TASKS_AT, 100)
    tasks = _store_tasks(session, document, draft.tasks, sections)
    results = _store_results(session, document, draft.results)
    progress(session, _UNITS_AT, 100)
    _store_assignments(session, draft, tasks, results)
    indicators = _store_indicators(session, document, draft)
    store_commitments(session, document, draft.commitments)
    _store_links(session, draft.links, tasks)
    progress(session, _FACTS_AT, 100)
    if draft.text:  # a plan made up or copied has no document behind it
        ids: dict[Kind, Sequence[int | None]] = {
            Kind.TASK: tasks,
            Kind.RESULT: results,
            Kind.INDICATOR: [row.id for row in indicators],
        }
        record(session, document, draft, ids)
    progress(session, _STORED, 100)


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


class _Sections:
    """The stored headings of one document, found by the headings above a task and the place it stands."""

    def __init__(self) -> None:
        self._by_path: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)

    def add(self, path: tuple[str, ...], start: int, section: int) -> None:
        self._by_path[path].append((start, section))

    def find(self, path: tuple[str, ...], start: int) -> int | None:
        """The id. Of several headings with the same words, the last one before `start`."""
        known = self._by_path.get(path)
        if not known:
            return None
        return max(known, key=lambda one: (one[0] <= start, one[0] if one[0] <= start else -one[0]))[1]


def _store_sections(session: Session, document: Document, draft: Draft) -> _Sections:
    """The headings that were read, and those only a list names, in document order."""
    found = _Sections()
    first = many_rows(session).next_key(Section)
    rows: list[Columns] = []
    for place, (read, path) in enumerate(zip(draft.sections, paths_of(draft.sections), strict=True)):
        rows.append(
            {
                "id": first + place,
                "document_id": document.id,
                "parent_id": None if read.parent is None else first + read.parent,
                "title": read.title,
                "level": read.level,
                "position": place,
                "span_start": read.span.start,
                "span_end": read.span.end,
            }
        )
        found.add(path, read.span.start, first + place)
    rows += _unread_sections(document, draft, found, first + len(rows), len(rows))
    many_rows(session).insert_rows(Section, rows)
    return found


def _unread_sections(
    document: Document, draft: Draft, found: _Sections, first: int, position: int
) -> Iterator[Columns]:
    """The headings only the tasks name: section rows of a list that stand nowhere else."""
    named = dict.fromkeys(task.section for task in draft.tasks)
    paths = dict.fromkeys(path[: n + 1] for path in named for n in range(len(path)))
    numbers = count()
    for path in paths:
        if found.find(path, 0) is None:
            number = next(numbers)
            yield {
                "id": first + number,
                "document_id": document.id,
                "parent_id": found.find(path[:-1], 0),
                "title": path[-1],
                "level": len(path),
                "position": position + number,
                "span_start": None,
                "span_end": None,
            }
            found.add(path, 0, first + number)


def paths_of(sections: Sequence[DraftSection]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for section in sections:
        above = paths[section.parent] if section.parent is not None else ()
        paths.append((*above, section.title))
    return paths


def _store_tasks(
    session: Session, document: Document, read: Sequence[DraftTask], sections: _Sections
) -> range:
    """Gives the ids, in the order of the document."""
    first = many_rows(session).next_key(Task)
    rows = [
        {
            "id": first + place,
            "document_id": document.id,
            "section_id": sections.find(task.section, task.span.start),
            "parent_id": None if task.parent is None else first + task.parent,
            "position": (place + 1) * STRIDE,
            "start": task.start,
            **read_columns(task),
        }
        for place, task in enumerate(read)
    ]
    many_rows(session).insert_rows(Task, rows)
    return range(first, first + len(rows))


def _store_results(session: Session, document: Document, read: Sequence[DraftTask]) -> range:
    """Gives the ids, in the order of the document."""
    first = many_rows(session).next_key(Result)
    rows = [
        {
            "id": first + place,
            "document_id": document.id,
            "position": (place + 1) * STRIDE,
            "category": result.category,
            **read_columns(result),
        }
        for place, result in enumerate(read)
    ]
    many_rows(session).insert_rows(Result, rows)
    return range(first, first + len(rows))


def read_columns(read: DraftTask) -> Columns:
    """What a task and a result have in common, as it was read."""
    return {
        "no": read.no,
        "title": read.title,
        "content": read.content,
        "span_start": read.span.start,
        "span_end": read.span.end,
        "places": places(read),
        "whys": pack_whys(read.whys),
        **deadline_columns(read.deadline),
    }


def deadline_columns(deadline: Deadline) -> Columns:
    """A deadline as the columns of `models.deadlines.HasDeadline`."""
    return {
        "deadline_raw": deadline.raw,
        "deadline_kind": deadline.kind,
        "deadline_date": deadline.date,
        "deadline_precision": deadline.precision,
    }


def _store_assignments(session: Session, draft: Draft, tasks: range, results: range) -> None:
    # A unit that is no more stands for the one that followed it, unless the document ended before that.
    directory = Directory(session, on=draft.meta.effective_until or dt.date.today())
    # Of several printed forms of one name the shortest is the one to learn from.
    named: dict[str, DraftUnit] = {}
    for unit in chain.from_iterable(fact.units for fact in chain(draft.tasks, draft.results)):
        if unit.name not in named or len(unit.raw) < len(named[unit.name].raw):
            named[unit.name] = unit
    made = {name: directory.resolve(name, unit.group) for name, unit in named.items()}
    session.flush()
    units = {name: unit.id for name, unit in made.items()}
    directory.learn_short_names((unit.raw, unit.name) for unit in named.values() if not unit.group)
    shares = chain(
        _shares("task_id", tasks, draft.tasks, units), _shares("result_id", results, draft.results, units)
    )
    first = many_rows(session).next_key(Assignment)
    rows = [{"id": key, **share} for key, share in enumerate(shares, first)]
    many_rows(session).insert_rows(Assignment, rows)


def _shares(owner: str, ids: range, read: Sequence[DraftTask], units: Mapping[str, int]) -> Iterator[Columns]:
    """The assignments of tasks, or of results, as the column `owner` says."""
    for id, fact in zip(ids, read, strict=True):
        shares: dict[int, DraftUnit] = {}
        for share in fact.units:  # a unit standing in two brackets of a point answers for it once
            shares.setdefault(units[share.name], share)
        for position, (unit, share) in enumerate(shares.items()):
            yield {"task_id": None, "result_id": None} | {owner: id} | share_columns(share, unit, position)


def share_columns(share: DraftUnit, unit: int, position: int) -> Columns:
    """An assignment as it was read, without its owner."""
    return {
        "unit_id": unit,
        "role": share.role,
        "position": position,
        "raw": share.raw,
        "why": pack_why(share.why),
    }


def _store_links(session: Session, links: Sequence[DraftLink], tasks: range) -> None:
    first = many_rows(session).next_key(Dependency)
    rows = [
        {
            "id": first + place,
            "before_id": tasks[link.before],
            "after_id": tasks[link.after],
            "kind": link.kind,
            "lag": link.lag,
        }
        for place, link in enumerate(links)
    ]
    many_rows(session).insert_rows(Dependency, rows)


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
    return _pack(spans) if spans else ""
