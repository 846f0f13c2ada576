"""What a reading is compared by: the facts of a draft as plain values, as in the answers beside the texts."""

from __future__ import annotations

from typing import Any

from workbench.reading.draft import Commitment, Draft, DraftIndicator, DraftTask


def answer(draft: Draft) -> dict[str, Any]:
    """The facts of a draft without its text, places and wording of problems."""
    meta = draft.meta
    return {
        "title": meta.title,
        "doc_no": meta.doc_no,
        "issuer": meta.issuer,
        "issued_on": str(meta.issued_on) if meta.issued_on else None,
        "effective_until": str(meta.effective_until) if meta.effective_until else None,
        "tasks": [_task(task) for task in draft.tasks],
        "results": [_task(result) | {"category": result.category} for result in draft.results],
        "indicators": [_indicator(indicator) for indicator in draft.indicators],
        "commitments": [_commitment(commitment) for commitment in draft.commitments],
        "problems": [problem.code for problem in draft.all_problems],
    }


def _task(task: DraftTask) -> dict[str, Any]:
    date = f"{task.deadline.kind} {task.deadline.date or ''}".strip()
    return {
        "no": task.no,
        "title": task.title,
        "section": list(task.section),
        "units": [f"{unit.role}:{unit.name}{'*' if unit.group else ''}" for unit in task.units],
        "deadline": date,
    }


def _indicator(indicator: DraftIndicator) -> dict[str, Any]:
    base, target, annual = indicator.base, indicator.target, indicator.annual
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "category": indicator.category,
        "attribute": indicator.attribute,
        "base": [base.value, base.year] if base else None,
        "target": [target.operator, target.value, target.year, target.kind] if target else None,
        "annual": [annual.kind, annual.operator, annual.value] if annual else None,
    }


def _commitment(found: Commitment) -> list[Any]:
    return [found.text, found.operator, found.value, found.unit, found.year]
