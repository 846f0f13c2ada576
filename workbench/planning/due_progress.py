"""Due progress (序时进度): a plan and a day go in; what should be done by its evening (应完成), what is done
(实际) and the gap (差距) come out, all in percent.

Five ways to say what is due: by time, by working days, by a plan of periods, by weighted nodes, by the path
of an indicator. Both the first and the last day of a task count as days of work, so a task of one day is
wholly due on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from workbench.errors import RefusedError
from workbench.planning.calendar import Days, WorkingCalendar
from workbench.planning.measures import in_figures
from workbench.planning.periods import name_of
from workbench.planning.task_arrays import NO_DAY
from workbench.planning.trajectories import Path
from workbench.terms import Period

Percents = NDArray[np.float64]

WHOLE: Final = 100.0
#: What is due of a task that lacks a start or an end: nothing can be said.
UNKNOWN: Final = float("nan")


@dataclass(frozen=True, slots=True)
class DueProgress:
    """Percent due and percent done, None where nothing can be said of one; `basis` tells how it was found."""

    due: float | None
    actual: float | None
    basis: str

    @property
    def gap(self) -> float | None:
        """差距 in percentage points: negative is behind."""
        return None if self.due is None or self.actual is None else self.actual - self.due

    @property
    def sentence(self) -> str:
        """One Chinese sentence with its numbers."""
        parts = [self.basis]
        if self.due is not None:
            parts.append(f"应完成{in_figures(self.due, 1)}%")
        if self.actual is not None:
            parts.append(f"实际{in_figures(self.actual, 1)}%")
        if self.gap is not None:
            parts.append(_gap_in_words(self.gap))
        return "，".join(parts) + "。"


@dataclass(frozen=True, slots=True)
class Node:
    """A node (节点) of a task: its date, its weight in any unit above 0, and whether it is done."""

    day: dt.date
    weight: float
    done: bool = False


def by_time(start: dt.date, end: dt.date, on: dt.date, actual: float) -> DueProgress:
    """Due in proportion to the days passed, first and last included. Raises RefusedError for an end too
    early.
    """
    _check_order(start, end)
    first, last, day = start.toordinal(), end.toordinal(), on.toordinal()
    passed = max(0, min(day, last) - first + 1)
    basis = f"按时间推算，{start}至{end}共{last - first + 1}天，到{on}已过{passed}天"
    return DueProgress(due_by_time(first, last, day), actual, basis)


def by_working_days(
    start: dt.date, end: dt.date, on: dt.date, actual: float, calendar: WorkingCalendar
) -> DueProgress:
    """Due in proportion to the working days passed. A task that lies wholly in days of rest is due by time.

    Raises RefusedError for an end before the start.
    """
    _check_order(start, end)
    first, last, day = start.toordinal(), end.toordinal(), on.toordinal()
    total = calendar.count_working_days(first, last)
    if not total:
        return by_time(start, end, on, actual)
    passed = max(0, calendar.count_working_days(first, min(day, last)))
    basis = f"按工作日推算，{start}至{end}共{total}个工作日，到{on}已过{passed}个"
    return DueProgress(due_by_working_days(first, last, day, calendar), actual, basis)


@overload
def due_by_time(start: int, end: int, on: int) -> float: ...
@overload
def due_by_time(start: Days, end: Days, on: Days) -> Percents: ...
def due_by_time(start: int | Days, end: int | Days, on: int | Days) -> float | Percents:
    """Percent due on days, as ordinals, one or columns that broadcast; NaN where a task lacks a day."""
    passed = np.clip(np.subtract(on, start) + 1, 0, None)
    return _share(passed, np.subtract(end, start) + 1, start, end)


@overload
def due_by_working_days(start: int, end: int, on: int, calendar: WorkingCalendar) -> float: ...
@overload
def due_by_working_days(start: Days, end: Days, on: Days, calendar: WorkingCalendar) -> Percents: ...
def due_by_working_days(
    start: int | Days, end: int | Days, on: int | Days, calendar: WorkingCalendar
) -> float | Percents:
    """As `due_by_time`, by working days; by time for a task that lies wholly in days of rest."""
    rank_of_start = calendar.rank(np.asarray(start))
    total = calendar.rank(np.asarray(end) + 1) - rank_of_start
    passed = np.clip(calendar.rank(np.asarray(on) + 1) - rank_of_start, 0, None)
    resting = np.asarray(total <= 0)
    due = _share(passed, total, start, end)
    if not resting.any():
        return due
    mixed = np.where(resting, due_by_time(np.asarray(start), np.asarray(end), np.asarray(on)), due)
    return float(mixed) if mixed.ndim == 0 else mixed


def by_period_plan(plan: Mapping[Period, float], on: dt.date, actual: float) -> DueProgress:
    """Due by a plan of periods (季度计划): `plan` holds the cumulative percent due at the end of each.

    What a period should bring is due on its last day, not before. Raises RefusedError where the plan falls
    back or leaves 0–100.
    """
    steps = sorted(plan.items(), key=lambda step: step[0].last_day)
    percents = [percent for _, percent in steps]
    if percents != sorted(percents) or not all(0 <= percent <= WHOLE for percent in percents):
        raise RefusedError("分期计划的累计进度应在0到100之间，并且逐期不减。", "请核对各期的累计进度。")
    ended = [(period, percent) for period, percent in steps if period.last_day <= on]
    if not ended:
        return DueProgress(0.0, actual, f"按分期计划，到{on}尚无到期的进度")
    period, percent = ended[-1]
    return DueProgress(
        percent, actual, f"按分期计划，截至{name_of(period)}末累计应完成{in_figures(percent, 1)}%"
    )


def by_nodes(nodes: Sequence[Node], on: dt.date, actual: float | None = None) -> DueProgress:
    """Due by the weights of the nodes whose date has come. Where `actual` is None the nodes done are offered.

    Raises RefusedError without nodes, or for a weight that is not above 0.
    """
    if not nodes or min(node.weight for node in nodes) <= 0:
        raise RefusedError("按节点计算进度，至少要有一个节点，且权重都应大于0。", "请补充节点或调整权重。")
    total = sum(node.weight for node in nodes)
    due = [node.weight for node in nodes if node.day <= on]
    done = WHOLE * sum(node.weight for node in nodes if node.done) / total
    basis = f"按节点权重，{len(nodes)}个节点中到{on}应完成{len(due)}个"
    return DueProgress(WHOLE * sum(due) / total, done if actual is None else actual, basis)


def due_by_path(path: Path, period: Period) -> float | None:
    """Percent of the way from base to target due at the end of a period; None where there is no way yet."""
    expected, way = path.at(period), path.way
    if expected is None or way is None or not way[1]:
        return None
    return WHOLE * (expected - way[0]) / way[1]


def _share(passed: object, total: object, start: object, end: object) -> float | Percents:
    """Percent passed of a total; NaN where a day is missing or the end comes first."""
    known = (
        (np.asarray(start) != NO_DAY) & (np.asarray(end) != NO_DAY) & (np.asarray(end) >= np.asarray(start))
    )
    whole = np.asarray(total, dtype=np.float64)
    share = np.minimum(np.asarray(passed, dtype=np.float64), whole) / np.where(whole > 0, whole, 1.0)
    percents = np.where(known, WHOLE * share, UNKNOWN)
    return float(percents) if percents.ndim == 0 else percents


def _check_order(start: dt.date, end: dt.date) -> None:
    if end < start:
        raise RefusedError(f"完成时限{end}早于开始日期{start}，不能计算序时进度。", "请先改正起止日期。")


def _gap_in_words(gap: float) -> str:
    size = in_figures(abs(gap), 1)
    if size == "0":
        return "与序时进度持平"
    return f"{'超前' if gap > 0 else '落后'}{size}个百分点"
