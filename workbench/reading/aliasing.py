"""Unit names mended in bulk: a draft and what the planner says of its names in, the mended draft out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.reading.draft import Draft, DraftTask, DraftUnit
from workbench.spelling import spelling_key
from workbench.terms import Why


def with_unit_names(draft: Draft, meant: Mapping[str, str]) -> Draft:
    """The draft where each unit of a name in `meant` (数字办 → 省数字办) bears the name it is meant for.

    A name is known in either script and width. What is printed (`raw`) and its place stay; the reason says
    that the planner gave the name. A unit that now stands twice in a task stays once, as first listed.
    """
    keyed = {spelling_key(name): wanted for name, wanted in meant.items()}

    def mended(task: DraftTask) -> DraftTask:
        units = [_named(unit, keyed.get(spelling_key(unit.name))) for unit in task.units]
        if units == list(task.units):
            return task
        once = {unit.name: unit for unit in reversed(units)}
        return replace(task, units=tuple(once.values())[::-1])

    return replace(draft, tasks=tuple(map(mended, draft.tasks)), results=tuple(map(mended, draft.results)))


def _named(unit: DraftUnit, name: str | None) -> DraftUnit:
    if name is None or name == unit.name:
        return unit
    return replace(unit, name=name, why=Why("由规划人员指定为此单位的别名", unit.raw, unit.span))
