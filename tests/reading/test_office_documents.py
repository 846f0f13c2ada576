"""Documents as offices write them, each with an oddity of its own, against answers written by hand.

The answers have the form of those beside the project's documents: `units_all` and `lead` of each task, the
deadline as `2031`, `2031-06`, `2031-06-30` or `ongoing`, and for an indicator its base, sign and target.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.reading import read_file
from workbench.reading.draft import Draft, DraftIndicator, DraftTask
from workbench.reading.script import fold
from workbench.terms import DeadlineKind, Precision, Role

OFFICES = Path(__file__).resolve().parent.parent / "data" / "reading" / "offices"
ANSWERS = sorted(OFFICES.glob("*.json"))
#: How much of a date the answers give, by its precision.
LENGTH = {Precision.YEAR: 4, Precision.HALF: 7, Precision.QUARTER: 7, Precision.MONTH: 7, Precision.DAY: 10}


@pytest.fixture(params=ANSWERS, ids=lambda path: path.stem)
def answer(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def document_of(answer: Path) -> Path:
    (document,) = (path for path in OFFICES.glob(f"{answer.stem}.*") if path != answer)
    return document


def test_an_office_document_is_read_without_a_miss(answer: Path) -> None:
    expected = json.loads(answer.read_text(encoding="utf-8"))
    draft = read_file(document_of(answer))

    assert [read_task(task) for task in draft.tasks] == [expected_task(task) for task in expected["tasks"]]
    assert [read_task(one) for one in draft.results] == [expected_task(one) for one in expected["results"]]
    assert [read_indicator(one) for one in draft.indicators] == [
        expected_indicator(one) for one in expected["indicators"]
    ]
    assert read_meta(draft, expected["meta"]) == expected["meta"]
    assert draft.accounting["unaccounted"] == 0
    assert sum(draft.accounting.values()) == len(draft.text)


@pytest.mark.parametrize("name", ["speech", "report_of_figures"])
def test_a_document_without_assignments_says_why(name: str) -> None:
    (problem,) = read_file(OFFICES / f"{name}.txt").problems

    assert problem.code == "no-assignments"


def read_task(task: DraftTask) -> dict[str, Any]:
    units = {role: {fold(unit.name) for unit in task.units if unit.role is role} for role in Role}
    deadline = task.deadline
    stated = str(deadline.date)[: LENGTH[deadline.precision]] if deadline.date else None
    if deadline.kind in (DeadlineKind.ONGOING, DeadlineKind.PERIODIC):
        stated = "ongoing"
    return {"no": task.no, "title": task.title, "units": units, "deadline": stated}


def expected_task(task: dict[str, Any]) -> dict[str, Any]:
    units = {role: {fold(name) for name in task[role.value]} for role in Role}
    no = task["no"].rstrip(".、")
    return {"no": no, "title": task["title"], "units": units, "deadline": task["deadline_norm"]}


def read_indicator(found: DraftIndicator) -> list[Any]:
    base, target = found.base, found.target
    has_target = target is not None and target.value is not None
    return [
        found.name,
        found.unit,
        [base.value, base.year] if base and base.value is not None else None,
        [target.operator.value, target.value, target.year] if target and has_target else None,
        found.attribute,
    ]


def expected_indicator(row: dict[str, Any]) -> list[Any]:
    return [
        row["name"],
        row["unit"],
        [row["base"], row["base_year"]] if row["base"] is not None else None,
        [row["op"], row["target"], row["target_year"]] if row["target"] is not None else None,
        row["attribute"],
    ]


def read_meta(draft: Draft, asked: dict[str, Any]) -> dict[str, Any]:
    meta = draft.meta
    facts = {"title": meta.title, "doc_no": meta.doc_no, "date": str(meta.issued_on)}
    return {name: facts[name] for name in asked}
