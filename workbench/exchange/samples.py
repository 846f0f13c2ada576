"""Drafts to try the workbench on: the five sample documents, and plausible plans of any size for measuring.

The sample documents come from `resources/samples/*.json`, whose README gives the schema. They enter a plan
like any document that was read: the text beside them is their facts, a line each, and spans point into it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.fact_text import FactText
from workbench.exchange.plausible import plausible_draft
from workbench.reading.draft import (
    Draft,
    DraftAnnual,
    DraftIndicator,
    DraftSection,
    DraftTask,
    DraftUnit,
    DraftValue,
    Meta,
)
from workbench.resources import resource_path
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Operator,
    Precision,
    Role,
    TargetKind,
)

__all__ = ["plausible_draft", "read_sample", "sample_drafts"]


def sample_drafts() -> tuple[Draft, ...]:
    """The five documents, in the order of their file names."""
    return tuple(read_sample(path) for path in sorted(resource_path("samples").glob("*.json")))


def read_sample(path: Path) -> Draft:
    """One sample document."""
    source = path.read_bytes()
    facts = json.loads(source)
    text = FactText()
    document = facts["document"]
    text.line(document["title"])
    sections, tasks = _tasks(facts.get("tasks", ()), text)
    results = tuple(_results(facts.get("results", ()), text))
    indicators = tuple(_indicator(fact, text) for fact in facts.get("indicators", ()))
    return Draft(
        file=path.name,
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=text.text,
        meta=Meta(
            title=document["title"],
            doc_no=document["doc_no"] or None,
            issuer=document["issuer"],
            issued_on=_date(document["issued_on"]),
            effective_until=_date(document.get("effective_until")),
        ),
        sections=sections,
        tasks=tasks,
        results=results,
        indicators=indicators,
    )


def _tasks(facts: Any, text: FactText) -> tuple[tuple[DraftSection, ...], tuple[DraftTask, ...]]:
    sections: list[DraftSection] = []
    tasks: list[DraftTask] = []
    for fact in facts:
        heading = fact.get("section")
        if heading and (not sections or sections[-1].title != heading):
            span, _ = text.line(heading)
            sections.append(DraftSection(heading, 1, span))
        tasks.append(_task(fact, text, section=(heading,) if heading else ()))
    return tuple(sections), tuple(tasks)


def _results(facts: Any, text: FactText) -> Iterator[DraftTask]:
    category = ""
    for fact in facts:
        if fact["category"] != category:
            category = fact["category"]
            text.line(category)
        yield _task(fact, text, category=category)


def _task(fact: Any, text: FactText, section: tuple[str, ...] = (), category: str = "") -> DraftTask:
    deadline = _deadline(fact.get("deadline"))
    content = fact.get("content", "")
    parts = {
        "no": fact["no"],
        "title": fact["title"],
        "content": content,
        "units": "、".join(fact["units"]),
        "deadline": deadline.raw,
    }
    present = {name: part for name, part in parts.items() if part}
    span, places = text.line(*present.values())
    return DraftTask(
        no=fact["no"],
        title=fact["title"],
        content=content,
        span=span,
        section=section,
        units=tuple(DraftUnit(name, Role.RESPONSIBLE, name, _is_group(name)) for name in fact["units"]),
        deadline=deadline,
        category=category,
        spans=dict(zip(present, places, strict=True)),
    )


def _is_group(name: str) -> bool:
    """Whether the name stands for many units (各设区市人民政府, 省直有关单位)."""
    return name.startswith("各") or "有关" in name


def _indicator(fact: Any, text: FactText) -> DraftIndicator:
    target, base, annual = _value(fact["target"]), _value(fact.get("base")), fact.get("annual")
    assert target is not None
    parts = {"no": fact["no"], "name": fact["name"], "unit": fact["unit"], "target": target.raw}
    present = {name: part for name, part in parts.items() if part}
    span, places = text.line(*present.values())
    return DraftIndicator(
        no=fact["no"],
        name=fact["name"],
        unit=fact["unit"],
        span=span,
        category=fact["category"],
        attribute=fact.get("attribute"),
        base=base,
        target=target,
        targets=(target,),
        annual=DraftAnnual(annual["raw"], annual["kind"], Operator(annual["operator"]), annual["value"])
        if annual
        else None,
        spans=dict(zip(present, places, strict=True)),
    )


def _value(fact: Any) -> DraftValue | None:
    if fact is None:
        return None
    return DraftValue(
        raw=fact["raw"],
        value=fact["value"],
        operator=Operator(fact.get("operator", "=")),
        year=fact["year"],
        kind=TargetKind(fact.get("kind", "level")),
    )


def _deadline(fact: Any) -> Deadline:
    if fact is None:
        return NO_DEADLINE
    return Deadline(
        fact["raw"],
        DeadlineKind(fact["kind"]),
        _date(fact.get("date")),
        Precision(fact.get("precision", "day")),
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
