"""The facts of a document as `planning.editions` compares them: those of the plan, and those of a reading."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from workbench.models import (
    Assignment,
    Blob,
    Comment,
    Dependency,
    Document,
    Edition,
    Indicator,
    Milestone,
    ProgressReport,
    Result,
    Section,
    Task,
    Unit,
    UnitAlias,
)
from workbench.notation import date_text
from workbench.planning.editions import Fact, Kind, Value, Values
from workbench.queries.wording import ROLES, deadline_text, number_text
from workbench.reading.draft import Draft, DraftIndicator, DraftTask
from workbench.spelling import spelling_key
from workbench.terms import Deadline, DocumentId, Operator, Role, TargetKind, TaskState

#: Who answers: unit id (None for one nobody knows yet), name, how.
Share = tuple[int | None, str, Role]
#: Unit ids by the spelling key of each name and alias.
UnitIds = Mapping[str, int]
#: kind -> row id -> field -> value, as an edition keeps them.
AsRead = Mapping[Kind, Mapping[int, Values]]


def known_units(session: Session) -> UnitIds:
    """Which unit each name means, however it is spelled; a present name before an alias."""
    aliases = session.execute(select(UnitAlias.name, UnitAlias.unit_id)).all()
    names = session.execute(select(Unit.name, Unit.id)).all()
    return {spelling_key(name): unit for name, unit in (*aliases, *names)}


# ---- a reading ---------------------------------------------------------------------------------------------


def facts_of_draft(draft: Draft, units: UnitIds) -> list[Fact]:
    """The facts of a reading; `key` is the index in its list."""
    last = draft.meta.effective_until or draft.meta.issued_on
    facts = [Fact(Kind.DOCUMENT, 0, _meta_values(draft))]
    facts += [Fact(Kind.TASK, at, _read_values(one, units, "section")) for at, one in enumerate(draft.tasks)]
    facts += [
        Fact(Kind.RESULT, at, _read_values(one, units, "category")) for at, one in enumerate(draft.results)
    ]
    facts += [
        Fact(Kind.INDICATOR, at, _read_indicator(one, last.year if last else None))
        for at, one in enumerate(draft.indicators)
    ]
    return facts


def _meta_values(draft: Draft) -> Values:
    meta = draft.meta
    said = {
        "title": meta.title,
        "doc_no": meta.doc_no,
        "issuer": meta.issuer,
        "issued_on": meta.issued_on and date_text(meta.issued_on),
        "effective_until": meta.effective_until and date_text(meta.effective_until),
    }
    return {name: _plain(text) for name, text in said.items() if text}  # what is not said changes nothing


def _read_values(task: DraftTask, units: UnitIds, place: str) -> Values:
    shares = [(units.get(spelling_key(unit.name)), unit.name, unit.role) for unit in task.units]
    return {
        "no": _plain(task.no),
        place: _plain(" / ".join(task.section) if place == "section" else task.category),
        "title": _plain(task.title),
        "content": _plain(task.content),
        "units": _units(shares),
        "deadline": _deadline(task.deadline),
    }


def _read_indicator(read: DraftIndicator, last_year: int | None) -> Values:
    base = read.base
    stated = read.targets_by_year(last_year).items()
    return _indicator_values(
        read,
        read.attribute or "",
        (base.raw, base.value, base.year) if base else ("", None, None),
        [(year, one.operator, one.value or 0.0, one.kind, one.raw) for year, one in stated],
        read.annual.raw if read.annual else "",
    )


# ---- the plan ----------------------------------------------------------------------------------------------


def facts_of_plan(session: Session, document: Document) -> list[Fact]:
    """The facts of a stored document with what its newest edition said, and those the office removed."""
    as_read = read_by_newest(session, document)
    present = [
        Fact(Kind.DOCUMENT, document.id, _document_values(document)),
        *_tasks(session, document),
        *_results(session, document),
        *_indicators(session, document),
    ]
    if as_read is None:
        return present
    known = [
        Fact(
            one.kind,
            one.key,
            one.values,
            as_read[one.kind].get(one.key),
            one.worked_on,
            own=one.own or one.key not in as_read[one.kind],
        )
        for one in present
    ]
    return [*known, *_removed(known, as_read)]


def read_by_newest(session: Session, document: Document) -> AsRead | None:
    """What the newest edition said; None where nobody kept it."""
    digest = session.scalar(
        select(Edition.facts_digest)
        .where(Edition.document_id == document.id)
        .order_by(Edition.number.desc())
        .limit(1)
    )
    if not digest:
        return None
    kept = json.loads(unpacked(session, digest))
    return {
        kind: {
            int(row): {name: Value(*value) for name, value in values.items()}
            for row, values in kept[kind].items()
        }
        for kind in Kind
    }


def unpacked(session: Session, digest: str) -> bytes:
    """A blob that was kept compressed."""
    return zlib.decompress(session.scalars(select(Blob.data).where(Blob.sha256 == digest)).one())


def _removed(known: Sequence[Fact], as_read: AsRead) -> Iterator[Fact]:
    present = {(fact.kind, fact.key) for fact in known}
    for kind, rows in as_read.items():
        for row, values in rows.items():
            if (kind, row) not in present:
                yield Fact(kind, row, values, values, removed=True)


def _document_values(document: Document) -> Values:
    said = {
        "title": document.title,
        "doc_no": document.doc_no,
        "issuer": document.issuer,
        "issued_on": date_text(document.issued_on) if document.issued_on else "",
        "effective_until": date_text(document.effective_until) if document.effective_until else "",
    }
    return {name: _plain(text) for name, text in said.items()}


def _tasks(session: Session, document: Document) -> Iterator[Fact]:
    """Told column by column: an object for each of ten thousand tasks takes ten times as long."""
    headings = _headings(session, DocumentId(document.id))
    ids = select(Task.id).where(Task.document_id == document.id)
    shares, worked = _shares(session, Assignment.task_id, ids), _worked_on(session, ids)
    query = select(
        *(Task.id, Task.no, Task.title, Task.content, Task.deadline, Task.state, Task.span_start),
        *(Task.section_id, Task.progress),
    ).where(Task.document_id == document.id)
    for task in session.execute(query.order_by(Task.span_start, Task.id)):
        section = " / ".join(headings.get(task.section_id or 0, ()))
        values = _stored_values(task, "section", section, shares.get(task.id, ()))
        moved = bool(task.progress) or task.id in worked or _has_moved(task.state)
        yield Fact(Kind.TASK, task.id, values, worked_on=moved, own=_is_own(task.span_start))


def _results(session: Session, document: Document) -> Iterator[Fact]:
    query = select(Result).where(Result.document_id == document.id)
    ids = select(Result.id).where(Result.document_id == document.id)
    shares = _shares(session, Assignment.result_id, ids)
    for result in session.scalars(query.order_by(Result.span_start, Result.id)):
        values = _stored_values(result, "category", result.category, shares.get(result.id, ()))
        moved = bool(result.reports) or _has_moved(result.state)
        yield Fact(Kind.RESULT, result.id, values, worked_on=moved, own=_is_own(result.span_start))


def _shares(
    session: Session, owner: InstrumentedAttribute[Any], ids: Select[int]
) -> Mapping[int, list[Share]]:
    """Who answers for each of the owners, in order."""
    query = select(owner, Assignment.unit_id, Unit.name, Assignment.role).join(Assignment.unit)
    found: defaultdict[int, list[Share]] = defaultdict(list)
    for row, unit, name, role in session.execute(query.where(owner.in_(ids)).order_by(Assignment.position)):
        found[row].append((unit, name, role))
    return found


def _worked_on(session: Session, ids: Select[int]) -> set[int]:
    """The tasks somebody reported on, spoke of, or linked."""
    pointers = (
        *(ProgressReport.task_id, Comment.task_id, Milestone.task_id),
        *(Dependency.before_id, Dependency.after_id),
    )
    return {
        task
        for pointer in pointers
        for task in session.scalars(select(pointer).where(pointer.in_(ids)))
        if task
    }


def _indicators(session: Session, document: Document) -> Iterator[Fact]:
    query = select(Indicator).where(Indicator.document_id == document.id)
    loaded = query.options(selectinload(Indicator.targets), selectinload(Indicator.observations))
    for one in session.scalars(loaded.order_by(Indicator.span_start, Indicator.id)):
        values = _indicator_values(
            one,
            one.attribute,
            (one.base_raw, one.base_value, one.base_year),
            [(target.year, target.operator, target.value, target.kind, target.raw) for target in one.targets],
            one.annual_raw,
        )
        yield Fact(
            Kind.INDICATOR, one.id, values, worked_on=bool(one.observations), own=_is_own(one.span_start)
        )


def _has_moved(state: TaskState) -> bool:
    return state is not TaskState.NOT_STARTED


def _is_own(span_start: int | None) -> bool:
    """Made by the office: it has no place in the source."""
    return span_start is None


def _headings(session: Session, document: DocumentId) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Section.id, Section.parent_id, Section.title).where(Section.document_id == document)
    ).all()
    by_id = {row.id: row for row in rows}

    def path(id: int | None) -> tuple[str, ...]:
        return (*path(by_id[id].parent_id), by_id[id].title) if id in by_id else ()

    return {id: path(id) for id in by_id}


def _stored_values(row: Any, place: str, words: str, shares: Iterable[Share]) -> Values:
    """`row` has the columns that tasks and results share."""
    return {
        "no": _plain(row.no),
        place: _plain(words),
        "title": _plain(row.title),
        "content": _plain(row.content),
        "units": _units(shares),
        "deadline": _deadline(row.deadline),
    }


# ---- values, the same for both -----------------------------------------------------------------------------


def _plain(text: str) -> Value:
    return Value(text, "".join(text.split()))


def _units(shares: Iterable[Share]) -> Value:
    """Units by id, so that a new name is no new unit; a unit nobody knows yet by its name."""
    once: dict[str, tuple[str, Role]] = {}
    for unit, name, role in shares:
        once.setdefault(str(unit) if unit is not None else spelling_key(name), (name, role))
    told = (
        f"{name}（{ROLES[role]}）" if role is not Role.RESPONSIBLE else name for name, role in once.values()
    )
    return Value("、".join(told), ",".join(f"{unit}:{role.value}" for unit, (_, role) in once.items()))


def _deadline(deadline: Deadline) -> Value:
    text = deadline.raw or deadline_text(deadline)
    if deadline.date is None:
        return Value(text, f"{deadline.kind.value}:{''.join(text.split())}")
    return Value(text, f"{deadline.kind.value}:{deadline.date.isoformat()}:{deadline.precision.value}")


def _indicator_values(
    one: DraftIndicator | Indicator,
    attribute: str,
    base: tuple[str, float | None, int | None],
    targets: Iterable[tuple[int, Operator, float, TargetKind, str]],
    annual: str,
) -> Values:
    return {
        "no": _plain(one.no),
        "category": _plain(one.category),
        "name": _plain(one.name),
        "unit": _plain(one.unit),
        "attribute": _plain(attribute),
        "base": _base(*base),
        "targets": _targets(targets),
        "annual": _plain(annual),
    }


def _base(raw: str, value: float | None, year: int | None) -> Value:
    if value is None:
        return Value(raw, "")
    return Value(f"{raw or number_text(value)}{f'（{year}年）' if year else ''}", f"{value}:{year}")


def _targets(targets: Iterable[Any]) -> Value:
    rows = sorted(targets)
    return Value(
        "；".join(f"{year}年{raw or number_text(value)}" for year, _, value, _, raw in rows),
        ";".join(f"{year}{operator.value}{value}{kind.value}" for year, operator, value, kind, _ in rows),
    )
