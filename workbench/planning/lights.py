"""Lights (亮灯): a table of rules and what is known of tasks on a day go in; a colour for each, with its
reason.

Rules are data an office edits. A `RuleTable` is frozen and numbered: a changed table is a new version, so
that an old period keeps the rules it was judged by. The first rule that holds decides. Every rule is one test
over columns, for one task as for ten thousand, so that a light on a form and a light in a circular cannot
differ. Sentences are made on demand, in `light_words`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.errors import RefusedError
from workbench.planning.task_arrays import DEADLINE_KIND_CODE, NO_DAY, STATE_CODE, Bools
from workbench.terms import Colour, DeadlineKind, TaskState


class Condition(StrEnum):
    """What a rule asks. The threshold is in the unit given."""

    STOPPED = "暂缓或不再推进"
    DONE = "已完成"
    NOT_YET = "未到开始日期"
    LATE = "逾期天数不少于"  # days
    DUE_SOON = "距完成时限天数不多于"  # days
    BEHIND = "落后序时进度百分点不少于"  # percentage points, and behind at all
    NO_REPORT = "本期未报"
    OTHERWISE = "其他情形"


class MissingReport(StrEnum):
    """What a missing report counts as, where progress is judged."""

    LAST_KNOWN = "沿用上次报送的进度"
    ZERO = "按零进度计"


#: What a long-running task (长期任务) may be spared from: it has no day to be held against.
SPARED: Final = frozenset({Condition.LATE, Condition.DUE_SOON, Condition.BEHIND})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a table. `name` is what a light quotes; `threshold` is in the unit of the condition."""

    name: str
    condition: Condition
    colour: Colour
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rules in the order they are tried, the last one for all other cases, and how days are counted.

    `late_on_due_day`: whether the due day itself is one day late already. `grace_days`: how many days from
    the first day on a task is not yet held against its due progress. `exempt`: kinds of deadline that are
    spared from lateness and due progress, though not from reporting. Raises RefusedError for a table that
    would leave a task without a light.
    """

    name: str
    version: int
    rules: tuple[Rule, ...]
    in_force_from: dt.date = dt.date.min
    late_on_due_day: bool = False
    grace_days: int = 1
    missing: MissingReport = MissingReport.LAST_KNOWN
    exempt: frozenset[DeadlineKind] = frozenset({DeadlineKind.ONGOING, DeadlineKind.PERIODIC})

    def __post_init__(self) -> None:
        if not self.rules or self.rules[-1].condition is not Condition.OTHERWISE:
            raise RefusedError(f"《{self.name}》没有以“其他情形”收尾。", "请在最后一行补上其他情形亮什么灯。")
        if any(rule.condition is Condition.OTHERWISE for rule in self.rules[:-1]):
            raise RefusedError(
                f"《{self.name}》的“其他情形”不在最后一行。", "请把它移到最后，否则其后的规则不起作用。"
            )
        wrong = [rule.name for rule in self.rules if not (0 <= rule.threshold < float("inf"))]
        if wrong or self.grace_days < 0:
            raise RefusedError(
                f"《{self.name}》中“{'、'.join(wrong) or '宽限天数'}”的数值不能为负。", "请改正数值。"
            )

    @property
    def colours(self) -> tuple[Colour, ...]:
        """The colours this table can show, each once, in the order of its rules."""
        return tuple(dict.fromkeys(rule.colour for rule in self.rules))

    def as_data(self) -> dict[str, Any]:
        """As plain JSON values, for storage. Words are kept by their English names, so that wording may
        change.
        """
        return {
            **{field.name: getattr(self, field.name) for field in fields(self)},
            "rules": [
                {**asdict(rule), "condition": rule.condition.name, "colour": rule.colour.name}
                for rule in self.rules
            ],
            "missing": self.missing.name,
            "in_force_from": self.in_force_from.isoformat(),
            "exempt": sorted(self.exempt),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RuleTable:
        """Back from plain values. Raises RefusedError where they are no rule table."""
        try:
            rules = [
                Rule(
                    str(rule["name"]),
                    Condition[rule["condition"]],
                    Colour[rule["colour"]],
                    float(rule["threshold"]),
                )
                for rule in data["rules"]
            ]
            return cls(
                name=str(data["name"]),
                version=int(data["version"]),
                rules=tuple(rules),
                in_force_from=dt.date.fromisoformat(data["in_force_from"]),
                late_on_due_day=bool(data["late_on_due_day"]),
                grace_days=int(data["grace_days"]),
                missing=MissingReport[data["missing"]],
                exempt=frozenset(DeadlineKind(kind) for kind in data["exempt"]),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise RefusedError(
                f"亮灯规则的内容不完整或有误（{error}）。", "请重新选择一套预设规则。"
            ) from error


def table_in_force(tables: Iterable[RuleTable], day: dt.date) -> RuleTable:
    """The newest table in force on a day: an old period keeps its rules. Raises RefusedError where there is
    none.
    """
    standing = [table for table in tables if table.in_force_from <= day]
    if not standing:
        raise RefusedError(f"{day}尚没有生效的亮灯规则。", "请先选用一套规则，并核对生效日期。")
    return max(standing, key=lambda table: (table.in_force_from, table.version))


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is known of tasks on days: one value each, or columns that broadcast against one another.

    Days are ordinals, `NO_DAY` for none. `due` and `actual` are percent, NaN where nothing can be said;
    `actual` is what was reported last. `reported` tells whether there is a report on the period. `state` and
    `kind` are codes (`STATE_CODE`, `DEADLINE_KIND_CODE`).
    """

    on: ArrayLike
    start: ArrayLike
    end: ArrayLike
    due: ArrayLike
    actual: ArrayLike
    reported: ArrayLike = True
    state: ArrayLike = STATE_CODE[TaskState.RUNNING]
    kind: ArrayLike = DEADLINE_KIND_CODE[DeadlineKind.BY]

    def columns(self) -> TaskFacts:
        """The same as arrays of their smallest shapes."""
        return TaskFacts(*(np.asarray(getattr(self, field.name)) for field in fields(self)))

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape all columns broadcast to."""
        return np.broadcast_shapes(*(np.shape(getattr(self, field.name)) for field in fields(self)))

    def cell(self, place: tuple[int, ...]) -> TaskFacts:
        """What is known in one place of the broadcast columns."""
        shape = self.shape
        return TaskFacts(*(_cell(getattr(self, field.name), place, shape) for field in fields(self)))


def _cell(column: ArrayLike, place: tuple[int, ...], shape: tuple[int, ...]) -> ArrayLike:
    values = np.asarray(column)
    if values.shape != shape:
        values = np.broadcast_to(values, shape)
    cell: ArrayLike = values[place]
    return cell


def deciding_rules(table: RuleTable, facts: TaskFacts) -> NDArray[np.intp]:
    """Which rule decides each light, as an index into `table.rules`, in the shape of the facts."""
    columns = facts.columns()
    found = np.full(facts.shape, len(table.rules) - 1, dtype=np.intp)
    for number in range(len(table.rules) - 2, -1, -1):
        found[np.broadcast_to(_holds(table, table.rules[number], columns), facts.shape)] = number
    return found


def days_late(table: RuleTable, facts: TaskFacts) -> NDArray[np.int64]:
    """How many days past the due day; 0 or less while there is still time."""
    return np.subtract(facts.on, facts.end) + int(table.late_on_due_day)


def shortfall(table: RuleTable, facts: TaskFacts) -> NDArray[np.float64]:
    """How many percentage points behind due progress; NaN where nothing can be said."""
    return np.asarray(facts.due, np.float64) - counted_progress(table, facts)


def counted_progress(table: RuleTable, facts: TaskFacts) -> NDArray[np.float64]:
    """The percent a task is judged by: what was reported, or what a missing report counts as."""
    actual = np.asarray(facts.actual, np.float64)
    if table.missing is MissingReport.ZERO:
        return np.where(facts.reported, actual, 0.0)
    return actual


def _holds(table: RuleTable, rule: Rule, facts: TaskFacts) -> Bools:
    holds: Bools = _TESTS[rule.condition](table, rule.threshold, facts)
    return np.logical_and(holds, ~is_exempt(table, facts)) if rule.condition in SPARED else holds


def is_exempt(table: RuleTable, facts: TaskFacts) -> Bools:
    """Which tasks have no day they could be held against (长期任务)."""
    return np.isin(facts.kind, [DEADLINE_KIND_CODE[kind] for kind in table.exempt])


def _stopped(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    return np.isin(facts.state, (STATE_CODE[TaskState.PAUSED], STATE_CODE[TaskState.DROPPED]))


def _done(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    return np.isin(facts.state, (STATE_CODE[TaskState.DONE], STATE_CODE[TaskState.CLOSED]))


def _open(facts: TaskFacts) -> Bools:
    """Neither finished nor stopped: a table need not ask that first to be safe from absurd lights."""
    return np.isin(facts.state, (STATE_CODE[TaskState.NOT_STARTED], STATE_CODE[TaskState.RUNNING]))


def _all(first: Bools, *others: Bools) -> Bools:
    for other in others:
        first = np.logical_and(first, other)
    return first


def _not_yet(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    return _all(_open(facts), np.asarray(facts.start) != NO_DAY, np.less(facts.on, facts.start))


def _late(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    known = _open(facts) & (np.asarray(facts.end) != NO_DAY)
    return _all(known, days_late(table, facts) >= max(threshold, 1))


def _due_soon(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    left = np.subtract(facts.end, facts.on)
    in_time = days_late(table, facts) <= 0
    return _all(_open(facts), np.asarray(facts.end) != NO_DAY, in_time, left <= threshold)


def _behind(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    behind = np.round(shortfall(table, facts), 6)  # NaN compares as false: nothing known, nothing lit
    graced = (np.asarray(facts.start) != NO_DAY) & (np.subtract(facts.on, facts.start) < table.grace_days)
    return _all(_open(facts), behind > 0, behind >= threshold, ~graced)


def _no_report(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    return _all(_open(facts), ~np.asarray(facts.reported, dtype=np.bool_))


def _otherwise(table: RuleTable, threshold: float, facts: TaskFacts) -> Bools:
    return np.ones((), dtype=np.bool_)


_TESTS: Final[dict[Condition, Callable[[RuleTable, float, TaskFacts], Any]]] = {
    Condition.STOPPED: _stopped,
    Condition.DONE: _done,
    Condition.NOT_YET: _not_yet,
    Condition.LATE: _late,
    Condition.DUE_SOON: _due_soon,
    Condition.BEHIND: _behind,
    Condition.NO_REPORT: _no_report,
    Condition.OTHERWISE: _otherwise,
}
