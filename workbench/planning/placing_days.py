"""Ranks back to days: where a task that takes whole days, or a milestone that takes none, is shown.

A milestone stands on the boundary between two working days. It belongs to the day before where work leads up
to it (验收 falls on the last day of what is accepted), and to the day after where it opens something.
"""

from __future__ import annotations

import numpy as np

from workbench.planning.calendar import Days
from workbench.planning.graph import Graph
from workbench.planning.task_arrays import Bools


def days_early(graph: Graph, early: list[int], closing: Bools) -> tuple[Days, Days]:
    """First and last day of every task at its early start. Who need not move keeps its very own days."""
    starts = np.array(early[: len(graph.network)])
    start, end = _days(graph, starts, closing)
    stays = starts == graph.begin
    return np.where(stays, graph.network.start, start), np.where(stays, graph.network.end, end)


def days_late(graph: Graph, late: list[int], closing: Bools) -> tuple[Days, Days]:
    """First and last day of every task at its late start."""
    return _days(graph, np.array(late[: len(graph.network)]), closing)


def closing_milestones(graph: Graph, values: list[int], floor: Days) -> Bools:
    """The milestones that close the day before their boundary: those pushed there by work, or by a lag."""
    network, closing = graph.network, np.zeros(len(graph.network), dtype=np.bool_)
    into = np.flatnonzero(network.milestone[network.links[:, 1]])
    if not len(into):
        return closing
    place = np.empty(graph.vertices, dtype=np.int64)
    place[graph.order] = np.arange(graph.vertices)
    into = np.setdiff1d(into, graph.ignored)
    for link in into[np.argsort(place[network.links[into, 1]], kind="stable")].tolist():
        before, after = map(int, network.links[link, :2])
        if floor[after] < values[after] == graph.earliest(link, values):
            closing[after] |= closes(graph, link, bool(closing[before]))
    return closing


def closes(graph: Graph, link: int, before_closes: bool) -> bool:
    """Whether a milestone this link pushes closes a day. `before_closes`: so does the milestone before it."""
    network, lag = graph.network, int(graph.network.links[link, 2])
    worked = not graph.leads_from_start(link) and not network.milestone[network.links[link, 0]]
    return lag > 0 or (lag == 0 and (worked or before_closes))


def _days(graph: Graph, starts: Days, closing: Bools) -> tuple[Days, Days]:
    day_at, whole = graph.calendar.day_at, graph.duration > 0
    first = day_at(np.where(whole | ~closing, starts, starts - 1))
    return first, np.where(whole, day_at(starts + graph.duration - 1), first)
