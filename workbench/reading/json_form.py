"""Drafts as the JSON of `workbench read` (schema workbench.reading/1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workbench.problems import Problem
from workbench.reading.draft import (
    Commitment,
    Draft,
    DraftAnnual,
    DraftIndicator,
    DraftTable,
    DraftTask,
    DraftUnit,
    DraftValue,
    Meta,
)
from workbench.reading.formats.source import Place
from workbench.terms import Confidence, Deadline, Span, Why

SCHEMA = "workbench.reading/1"

Json = dict[str, object]


def as_json(drafts: Sequence[Draft]) -> Json:
    """The documents read, ready for `json.dumps`; spans count characters of each decoded source text."""
    return {"schema": SCHEMA, "documents": [_document(draft) for draft in drafts]}


def _document(draft: Draft) -> Json:
    return {
        "file": draft.file,
        "sha256": draft.sha256,
        "characters": len(draft.text),
        "meta": _meta(draft.meta),
        "tasks": [_task(task) for task in draft.tasks],
        "results": [_task(result) | {"category": result.category} for result in draft.results],
        "indicators": [_indicator(indicator) for indicator in draft.indicators],
        "commitments": [_commitment(commitment) for commitment in draft.commitments],
        "problems": [_problem(problem) for problem in draft.problems],
        "accounting": dict(draft.accounting),
        "confidence": draft.confidence.value,
        "confidences": _confidences(draft),
        "tables": [_table(table) for table in draft.tables],
    }


def _confidences(draft: Draft) -> Json:
    """How many facts are how sure."""
    counted = Counter(fact.confidence for fact in (*draft.facts, *draft.commitments))
    return {grade.value: counted[grade] for grade in Confidence}


def _table(table: DraftTable) -> Json:
    return {
        "span": _span(table.span),
        "heads": list(table.heads),
        "holds": list(table.holds),
        "understood": table.understood,
    }


def _why(why: Why | None) -> Json | None:
    if why is None:
        return None
    return {
        "rule": why.rule,
        "words": why.words,
        "span": _span(why.span),
        "confidence": why.confidence.value,
    }


def _whys(whys: Mapping[str, Why]) -> Json:
    return {name: _why(why) for name, why in whys.items()}


def _unit(unit: DraftUnit) -> Json:
    return {
        "name": unit.name,
        "role": unit.role.value,
        "raw": unit.raw,
        "group": unit.group,
        "why": _why(unit.why),
    }


def _meta(meta: Meta) -> Json:
    return {
        "title": meta.title,
        "doc_no": meta.doc_no,
        "issuer": meta.issuer,
        "issued_on": meta.issued_on.isoformat() if meta.issued_on else None,
        "effective_until": meta.effective_until.isoformat() if meta.effective_until else None,
        "script": meta.script.value,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _places(places: Sequence[Place]) -> list[Json] | None:
    """Paragraphs, cells, or pages with a box in points from their top left corner; null for plain text."""
    return [
        {"label": place.label}
        | ({"page": place.page, "box": list(place.box)} if place.page and place.box else {})
        for place in places
    ] or None


def _task(task: DraftTask) -> Json:
    return {
        "no": task.no,
        "level": task.level,
        "parent": task.parent,
        "section": list(task.section),
        "title": task.title,
        "content": task.content,
        "units": [_unit(unit) for unit in task.units],
        "deadline": _deadline(task.deadline),
        "span": _span(task.span),
        "place": _places(task.places),
        "problems": [_problem(problem) for problem in task.problems],
        "confidence": task.confidence.value,
        "why": _whys(task.whys),
    }


def _deadline(deadline: Deadline) -> Json:
    return {
        "raw": deadline.raw,
        "kind": deadline.kind.value,
        "date": deadline.date.isoformat() if deadline.date else None,
        "precision": deadline.precision.value if deadline.date else None,
    }


def _indicator(indicator: DraftIndicator) -> Json:
    return {
        "no": indicator.no,
        "name": indicator.name,
        "unit": indicator.unit,
        "category": indicator.category,
        "attribute": indicator.attribute,
        "base": _base(indicator.base),
        "target": _target(indicator.target),
        "targets": [_target(value) for value in indicator.targets],
        "annual": _annual(indicator.annual),
        "span": _span(indicator.span),
        "place": _places(indicator.places),
        "problems": [_problem(problem) for problem in indicator.problems],
        "confidence": indicator.confidence.value,
        "why": _whys(indicator.whys),
    }


def _base(value: DraftValue | None) -> Json | None:
    return {"raw": value.raw, "value": value.value, "year": value.year} if value else None


def _target(value: DraftValue | None) -> Json | None:
    if value is None:
        return None
    return {
        "raw": value.raw,
        "op": value.operator.value,
        "value": value.value,
        "year": value.year,
        "kind": value.kind.value,
    }


def _annual(annual: DraftAnnual | None) -> Json | None:
    if annual is None:
        return None
    return {"raw": annual.raw, "kind": annual.kind, "op": annual.operator.value, "value": annual.value}


def _commitment(commitment: Commitment) -> Json:
    return {
        "text": commitment.text,
        "subject": commitment.subject,
        "op": commitment.operator.value,
        "value": commitment.value,
        "unit": commitment.unit,
        "year": commitment.year,
        "kind": commitment.kind.value,
        "span": _span(commitment.span),
        "place": _places(commitment.places),
        "confidence": commitment.confidence.value,
        "why": _why(commitment.why),
    }


def _problem(problem: Problem) -> Json:
    return {
        "where": _span(problem.where),
        "code": problem.code,
        "severity": problem.severity.value,
        "what": problem.what,
        "proposal": problem.proposal,
    }
