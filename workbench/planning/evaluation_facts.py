"""Facts for an evaluation (考核依据): a unit's tasks go in, facts for the lines of a scheme come out.

The lines named here are worked out; all others are noted by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from workbench.planning.measures import in_figures
from workbench.planning.scores import Fact, Scheme
from workbench.resources import resource_path

COMPLETION: Final = "completion"
PROGRESS: Final = "progress"
REPORTING: Final = "reporting"
LATENESS: Final = "lateness"
RETURNED: Final = "returned"
URGED: Final = "urged"
WORKED_OUT: Final = (COMPLETION, PROGRESS, REPORTING, LATENESS, RETURNED, URGED)

WHOLE: Final = 100.0
_NOTHING_TO_MEASURE: Final = {
    COMPLETION: "没有到期的任务，按满分计",
    PROGRESS: "没有可比对序时进度的任务，按满分计",
    REPORTING: "没有应报送的任务，按满分计",
    LATENESS: "没有任务，按满分计",
}


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of one task in a period, for its score. `due` and `percent` are percent, None unknown."""

    task: int
    title: str
    has_ended: bool  # its day lies in the period or before
    done: bool
    late: bool
    expected: bool  # ought to report
    reported: bool
    percent: float | None
    due: float | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened to a unit: the line it counts for, what, how often, and the row behind it."""

    item: str
    what: str
    times: float
    table: str
    key: int


@cache
def standard_scheme() -> Scheme:
    """The scheme that comes with the program (`resources/evaluation`), first version."""
    data = json.loads(resource_path("evaluation", "standard.json").read_text("utf-8"))
    return Scheme.from_data(data | {"version": 1})


def facts_for(scheme: Scheme, work: Sequence[Work], happened: Sequence[Occurrence]) -> tuple[Fact, ...]:
    """Everything that counts under a scheme. A line with nothing to measure earns its whole weight, and says
    so: nobody loses points for having had nothing due. What counts for no line of the scheme is left out.
    """
    keys = {item.key: item for item in scheme.items}
    facts = [fact for one in work for fact in _facts_of(one) if fact.item in keys]
    measured = {fact.item for fact in facts}
    facts += [
        Fact(key, _NOTHING_TO_MEASURE[key], item.all_at)
        for key, item in keys.items()
        if key in _NOTHING_TO_MEASURE and key not in measured and item.kind.is_measured
    ]
    facts += [Fact(one.item, one.what, one.times, one.table, one.key) for one in happened if one.item in keys]
    return tuple(facts)


def _facts_of(one: Work) -> Iterator[Fact]:
    if one.has_ended:
        yield _fact(COMPLETION, one, one.done, "已完成", "未完成")
    if one.due and one.percent is not None:
        reached = min(WHOLE, WHOLE * one.percent / one.due)
        told = f"{one.title}：应完成{in_figures(one.due, 1)}%，实际{in_figures(one.percent, 1)}%"
        yield Fact(PROGRESS, told, reached, "tasks", one.task)
    if one.expected:
        yield _fact(REPORTING, one, one.reported, "已报送", "未报送")
    yield _fact(LATENESS, one, one.late, "逾期", "未逾期")


def _fact(item: str, one: Work, holds: bool, yes: str, no: str) -> Fact:
    return Fact(item, f"{one.title}：{yes if holds else no}", WHOLE * holds, "tasks", one.task)
