"""Tables as offices head them, each in ten kinds of file, against one answer checked by eye.

The form lies in tests/data/reading/forms as NAME.txt, its facts in NAME.json: for a task or result number,
title, units with their roles, last day of its deadline, and group; for an indicator number, name,
unit, category, attribute, base (value, year), target (sign, value, year, kind) and all target years.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.forms import CLOTHES, read_form
from workbench.reading import read_bytes
from workbench.reading.draft import Draft, DraftIndicator, DraftTask

FORMS = Path(__file__).resolve().parent.parent / "data" / "reading" / "forms"
NAMES = sorted(path.stem for path in FORMS.glob("*.txt"))


@pytest.mark.parametrize("clothes", CLOTHES)
@pytest.mark.parametrize("name", NAMES)
def test_a_form_gives_its_facts_in_every_kind_of_file(name: str, clothes: str) -> None:
    draft = read_bytes(clothes, CLOTHES[clothes](read_form(FORMS / f"{name}.txt")))

    assert facts(draft) == json.loads((FORMS / f"{name}.json").read_text(encoding="utf-8"))
    assert draft.accounting["unaccounted"] == 0


def facts(draft: Draft) -> dict[str, Any]:
    found = {
        "tasks": [_task(task) for task in draft.tasks],
        "results": [_task(task) for task in draft.results],
        "indicators": [_indicator(one) for one in draft.indicators],
    }
    return {kind: rows for kind, rows in found.items() if rows}


def _task(task: DraftTask) -> list[Any]:
    units = " ".join(f"{unit.name}:{unit.role}" for unit in task.units)
    due = str(task.deadline.date or task.deadline.kind.value)
    return [task.no, task.title, units, due, "/".join(task.section)]


def _indicator(one: DraftIndicator) -> list[Any]:
    base, target = one.base, one.target
    return [
        one.no,
        one.name,
        one.unit,
        one.category,
        one.attribute,
        [base.value, base.year] if base and base.value is not None else None,
        [target.operator.value, target.value, target.year, target.kind.value]
        if target and target.value is not None
        else None,
        sorted(one.targets_by_year(None)),
    ]
