"""Scheduling (排程): a Network and a calendar go in; early and late days, slack and proposals come out.

The semantics are those of MS Project reckoned in whole days: a lag counts working days from the finish or
start it is attached to (or calendar days, the result then moving on to a working day), a link to a summary
holds for all its parts, and total slack is measured against the end of the plan or the task's own deadline.
Nothing here changes a plan: what a planner may want to accept comes as a Proposal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.planning.calendar import Days, WorkingCalendar
from workbench.planning.critical_path import (
    ANY_TIME,
    broken_links,
    due,
    earliest_starts,
    greatest_starts,
    latest_starts,
    least_starts,
    room_to_successors,
)
from workbench.planning.graph import NEVER, Graph, ancestors, graph_of
from workbench.planning.network import Network
from workbench.planning.placing_days import closing_milestones, days_early, days_late
from workbench.planning.task_arrays import NO_DAY, Bools


@dataclass(frozen=True, slots=True)
class Schedule:
    """Columns by task; NO_DAY and no slack where one is left out. Slack (时差) is in working days.

    `total_slack` is how far a task can slip without moving the end of the plan or missing a deadline (below
    0: by how much it will), `free_slack` without moving another task either. A summary sums up its parts,
    with the slack of its tightest one. `critical` tells the critical path (关键路径): no slack there.
    `broken` are links that do not hold because a fixed task stays; `ignored` links those that mean nothing.
    `first_day` and `last_day` are the days the plan was measured against.
    """

    early_start: Days
    early_end: Days
    late_start: Days
    late_end: Days
    total_slack: Days
    free_slack: Days
    critical: Bools
    broken: Days
    ignored: Days
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """New days for the tasks that would move, in columns of one length; nothing is applied.

    `tasks` are leaves: summaries follow. `broken` are the links that would still not hold. `cramped` are
    tasks that would finish after their deadline (forward) or start before they may (backward).
    """

    tasks: Days
    old_start: Days
    old_end: Days
    new_start: Days
    new_end: Days
    broken: Days
    cramped: Days


def schedule(
    network: Network,
    calendar: WorkingCalendar,
    *,
    first_day: int = NO_DAY,
    last_day: int = NO_DAY,
    keep_starts: bool = False,
) -> Schedule:
    """Early and late days of every task.

    Tasks start as early as their links allow, from `first_day` on (the plan's first day, if not given), with
    `keep_starts` none earlier than it does now. `last_day` is what slack is measured against: the last early
    day, if not given. Raises LinkCycleError.
    """
    graph = graph_of(network, calendar)
    if not graph.leaves.any():
        return _empty(graph)
    floor = least_starts(graph, first_day, keep_starts=keep_starts)
    early = earliest_starts(graph, floor)
    limit = _limit(graph, early, last_day)
    late = latest_starts(graph, greatest_starts(graph, limit), early)
    starts = np.array(early[: len(network)])
    total = np.array(late[: len(network)]) - starts
    room = room_to_successors(graph, early)[: len(network)]
    free = np.minimum(room, limit - graph.duration) - starts
    closing = closing_milestones(graph, early, floor)
    early_start, early_end = days_early(graph, early, closing)
    late_start, late_end = days_late(graph, late, total > 0)
    tight = total == 0  # the same place, so the same days
    late_start, late_end = np.where(tight, early_start, late_start), np.where(tight, early_end, late_end)
    leaves = graph.leaves
    return Schedule(
        early_start=_least(graph, early_start),
        early_end=_most(graph, early_end),
        late_start=_least(graph, late_start),
        late_end=_most(graph, late_end),
        total_slack=_least(graph, total),
        free_slack=_least(graph, free),
        critical=graph.active & (_least(graph, total) <= 0),
        broken=broken_links(graph, early),
        ignored=graph.ignored,
        first_day=int(early_start[leaves].min()),
        last_day=calendar.day_at(limit - 1),
    )


def propose_forward(
    network: Network, calendar: WorkingCalendar, *, first_day: int = NO_DAY, keep_starts: bool = True
) -> Proposal:
    """Move tasks so that every link holds: later where they must, without `keep_starts` as early as can be.

    Raises LinkCycleError.
    """
    graph = graph_of(network, calendar)
    floor = least_starts(graph, first_day, keep_starts=keep_starts)
    early = earliest_starts(graph, floor)
    finish = np.array(early[: len(network)]) + graph.duration
    cramped = due(network) & (finish > calendar.rank(network.deadline + 1))
    return _proposal(graph, early, days_early(graph, early, closing_milestones(graph, early, floor)), cramped)


def propose_backward(
    network: Network, calendar: WorkingCalendar, *, last_day: int = NO_DAY, keep_ends: bool = True
) -> Proposal:
    """Move tasks so that every link holds, reckoned back from the end: `last_day`, or the plan's last day.

    With `keep_ends` no task ends later than it does now; without, all move as late as can be.
    Raises LinkCycleError.
    """
    graph = graph_of(network, calendar)
    present = graph.begin.tolist() + [NEVER] * (graph.vertices - len(network))
    ceiling = greatest_starts(graph, _limit(graph, present, last_day))
    if keep_ends:
        leaves = np.flatnonzero(graph.leaves)
        ceiling[leaves] = np.minimum(ceiling[leaves], graph.begin[leaves])
    late = latest_starts(graph, ceiling, present, pin=True)
    cramped = (network.not_before != NO_DAY) & (
        np.array(late[: len(network)]) < calendar.rank(network.not_before)
    )
    return _proposal(graph, late, days_late(graph, late, network.milestone), cramped)


def _proposal(graph: Graph, values: list[int], days: tuple[Days, Days], cramped: Bools) -> Proposal:
    network = graph.network
    others = (days[0] != network.start) | (days[1] != network.end)
    moves = graph.leaves & ~network.fixed & (np.array(values[: len(network)]) != graph.begin)
    tasks = np.flatnonzero(moves & others)
    return Proposal(
        tasks=tasks,
        old_start=network.start[tasks],
        old_end=network.end[tasks],
        new_start=days[0][tasks],
        new_end=days[1][tasks],
        broken=broken_links(graph, values),
        cramped=np.flatnonzero(cramped & graph.leaves),
    )


def _limit(graph: Graph, early: list[int], last_day: int) -> int:
    if last_day:
        return graph.calendar.rank(last_day + 1)
    finish = np.array(early[: len(graph.network)]) + graph.duration
    return int(finish[graph.leaves].max(initial=NEVER))


def _least(graph: Graph, column: Days) -> Days:
    """The leaves' values, the least of them for each summary above, and 0 for who is left out."""
    leaves = np.flatnonzero(graph.leaves)
    out = np.where(graph.active, np.where(graph.summary, ANY_TIME, column), 0)
    below, above = ancestors(graph.network.parent, leaves)
    np.minimum.at(out, above, column[below])
    return out


def _most(graph: Graph, column: Days) -> Days:
    return -_least(graph, -column)


def _empty(graph: Graph) -> Schedule:
    """Nothing has days: nothing to schedule."""
    none = np.zeros(len(graph.network), dtype=np.int64)
    return Schedule(
        *(none,) * 6, none.astype(np.bool_), none[:0], graph.ignored, first_day=NO_DAY, last_day=NO_DAY
    )
