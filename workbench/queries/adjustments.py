"""Adjustments (调整): what the journal tells of deadlines, leads and targets that were changed.

Nothing is kept for it but the journal: walking its steps backwards from the plan as it stands gives every row
as it stood before and after each of them, names of units and documents included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.changes import RowChange, StepKind
from workbench.models import Step
from workbench.models.journal import only_adds_document, unpack_rows
from workbench.queries.hindsight import Hindsight, Image, Owner, owner_of, owners_of, touches_deadline
from workbench.queries.history import undone_steps
from workbench.queries.wording import deadline_text, value_text
from workbench.rows.adjustments import AdjustedField, AdjustedKind, AdjustmentRow
from workbench.terms import (
    NO_GROUNDS,
    Deadline,
    DeadlineKind,
    DocumentId,
    Grounds,
    Operator,
    Precision,
    Role,
    StepId,
)

_OWNERS = {"tasks": AdjustedKind.TASK, "results": AdjustedKind.RESULT}
_TABLES = {kind: table for table, kind in _OWNERS.items()} | {AdjustedKind.INDICATOR: "indicators"}


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a step says of itself, and the rows it changed."""

    step: StepId
    who: str
    at: dt.datetime
    grounds: Grounds
    rows: Sequence[RowChange]


def list_adjustments(
    session: Session,
    since: dt.date | None = None,
    until: dt.date | None = None,
    document: DocumentId | None = None,
) -> tuple[AdjustmentRow, ...]:
    """Every adjustment made from `since` to `until` (both days included, as this machine's clock counts
    them; None for open), oldest first. What was undone is not listed, nor what a document brought itself."""
    steps = _steps_since(session, _midnight(since))
    before = _midnight(until + dt.timedelta(days=1)) if until else None
    undone = undone_steps(session)
    found: list[AdjustmentRow] = []
    past = Hindsight(session, [step.rows for step, _ in steps])
    for step, kind in steps:
        wanted = kind is StepKind.DO and step.step not in undone and (before is None or step.at < before)
        found[:0] = _walk(past, step, listed=wanted)
    return tuple(row for row in found if document is None or row.document == document)


def adjustments_of_step(session: Session, step: StepId) -> tuple[AdjustmentRow, ...]:
    """What one step adjusted, whether it stands or was undone since."""
    steps = [one for one, _ in _steps_since(session, None, step)]
    past = Hindsight(session, [one.rows for one in steps])
    found: tuple[AdjustmentRow, ...] = ()
    for one in steps:
        found = _walk(past, one, listed=one.step == step)
    return found


def adjustments_in(session: Session, rows: Sequence[RowChange]) -> tuple[AdjustmentRow, ...]:
    """What changes that were just made, and not yet written as a step, adjust."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    return _walk(Hindsight(session, [rows]), StepFacts(StepId(0), "", now, NO_GROUNDS, rows), listed=True)


def _midnight(day: dt.date | None) -> dt.datetime | None:
    """The beginning of a day on this machine's clock, as the journal counts: UTC without zone."""
    if day is None:
        return None
    return dt.datetime.combine(day, dt.time()).astimezone(dt.UTC).replace(tzinfo=None)


def _steps_since(
    session: Session, moment: dt.datetime | None, step: StepId | None = None
) -> list[tuple[StepFacts, StepKind]]:
    """The steps of the journal from a moment or a step on, newest first."""
    statement = select(Step.id, Step.kind, Step.who, Step.at, Step.reason, Step.basis, Step.rows)
    if moment is not None:
        statement = statement.where(Step.at >= moment)
    if step is not None:
        statement = statement.where(Step.id >= step)
    return [
        (
            StepFacts(StepId(row.id), row.who, row.at, Grounds(row.reason, row.basis), unpack_rows(row.rows)),
            StepKind(row.kind),
        )
        for row in session.execute(statement.order_by(Step.id.desc()))
        if not only_adds_document(row.rows)  # nothing before it touched what it added
    ]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an adjustment may have happened: a field of a task, result or indicator; a target by its key."""

    field: AdjustedField
    kind: AdjustedKind
    key: int
    target: int = 0


def _walk(past: Hindsight, step: StepFacts, *, listed: bool) -> tuple[AdjustmentRow, ...]:
    """Go back over one step; the adjustments it made, where they are `listed`."""
    spots = tuple(_spots(past, step.rows)) if listed else ()
    after = [_said(past, spot) for spot in spots]
    names = [_named(past, spot) for spot in spots]
    past.go_back(step.rows)
    grounds = step.grounds or _grounds_of_edition(step.rows)
    found = []
    for spot, name, now in zip(spots, names, after, strict=True):
        then = _said(past, spot)
        if then.text != now.text:
            found.append(_row(step, grounds, spot, name, then, now))
    return tuple(found)


def _spots(past: Hindsight, rows: Sequence[RowChange]) -> Iterator[_Spot]:
    """Where to look: what was there before and is there still."""
    for row in rows:
        if row.table in _OWNERS and touches_deadline(row):
            yield _Spot(AdjustedField.DEADLINE, _OWNERS[row.table], row.key)
    if not _rearranges_units(rows):
        for table, key in dict.fromkeys(_owners(past, rows)):
            yield _Spot(AdjustedField.LEAD, _OWNERS[table], key)
    whole = {row.key for row in rows if row.table == "indicators" and None in (row.before, row.after)}
    for row in rows:
        if row.table == "targets":
            image = past.row("targets", row.key) or row.before or {}
            if (indicator := int(image.get("indicator_id") or 0)) not in whole:
                yield _Spot(AdjustedField.TARGET, AdjustedKind.INDICATOR, indicator, row.key)


def _owners(past: Hindsight, rows: Sequence[RowChange]) -> Iterator[Owner]:
    yield from owners_of(rows)
    for row in rows:
        present = past.row("assignments", row.key) if row.table == "assignments" else None
        if present is not None and row.before is not None:
            yield owner_of(present)


def _rearranges_units(rows: Sequence[RowChange]) -> bool:
    """Whether a step put the directory in order (units merged, a reform): then nobody's lead was changed."""
    return any(row.table == "reforms" or (row.table == "units" and row.after is None) for row in rows)


class _Said(NamedTuple):
    text: str
    year: int | None = None


def _said(past: Hindsight, spot: _Spot) -> _Said:
    """The field in words, "" where nothing is stated."""
    if spot.field is AdjustedField.LEAD:
        return _Said("、".join(_leads(past, (_TABLES[spot.kind], spot.key))))
    if spot.field is AdjustedField.DEADLINE:
        row = past.row(_TABLES[spot.kind], spot.key)
        return _Said(deadline_text(_deadline(row)) if row else "")
    row = past.row("targets", spot.target)
    if row is None:
        return _Said("")
    unit = (past.row("indicators", spot.key) or {}).get("unit") or ""
    value = value_text(float(row["value"] or 0), Operator(str(row["operator"])))
    return _Said(f"{value}{unit}", int(row["year"] or 0))


def _leads(past: Hindsight, owner: Owner) -> Iterator[str]:
    for share in past.shares(owner):
        unit = past.row("units", int(share["unit_id"] or 0))
        if share["role"] == Role.LEAD and unit is not None:
            yield str(unit["name"])


def _deadline(row: Image) -> Deadline:
    date = row["deadline_date"]
    return Deadline(
        str(row["deadline_raw"] or ""),
        DeadlineKind(str(row["deadline_kind"])),
        dt.date.fromisoformat(str(date)) if date else None,
        Precision(str(row["deadline_precision"])),
    )


class _Name(NamedTuple):
    no: str
    title: str
    document: DocumentId | None
    document_title: str


def _named(past: Hindsight, spot: _Spot) -> _Name:
    row = past.row(_TABLES[spot.kind], spot.key)
    if row is None:
        return _Name("", "", None, "")
    document = int(row["document_id"] or 0)
    title = (past.row("documents", document) or {}).get("title") or ""
    name = row["name"] if spot.kind is AdjustedKind.INDICATOR else row["title"]
    return _Name(str(row["no"]), str(name), DocumentId(document), str(title))


def _row(
    step: StepFacts, grounds: Grounds, spot: _Spot, name: _Name, then: _Said, now: _Said
) -> AdjustmentRow:
    return AdjustmentRow(
        step=step.step,
        field=spot.field,
        kind=spot.kind,
        key=spot.key,
        no=name.no,
        title=name.title,
        document=name.document,
        document_title=name.document_title,
        before=then.text,
        after=now.text,
        reason=grounds.reason,
        basis=grounds.basis,
        who=step.who,
        at=step.at,
        year=now.year or then.year,
    )


def brings_edition(rows: Sequence[RowChange]) -> bool:
    """Whether a step took in an edition of a document: what it changes, it has grounds for."""
    return any(row.table == "editions" and row.before is None for row in rows)


def _grounds_of_edition(rows: Sequence[RowChange]) -> Grounds:
    made = (row.after for row in rows if row.table == "editions" and row.before is None)
    edition = next((image for image in made if image is not None), None)
    if edition is None:
        return NO_GROUNDS
    return Grounds("文件印发新版本", str(edition["doc_no"] or f"《{edition['title']}》"))
