"""The critical path method over a Graph: earliest starts forward, latest starts backward, room between.

Values are working-day ranks by vertex: a task's start, a summary's first possible start, and beyond the tasks
the day after a summary's last part.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from workbench.planning.calendar import Days
from workbench.planning.graph import FROM_FINISH, NEVER, NO_LINK, Graph
from workbench.planning.network import Network
from workbench.planning.task_arrays import NO_DAY, Bools

#: No upper bound: later than any rank.
ANY_TIME: Final = -NEVER


def least_starts(graph: Graph, first_day: int, *, keep_starts: bool) -> Days:
    """The least value of every vertex: the plan's first day, the day a task may start, or the day it does."""
    network, leaves = graph.network, graph.leaves
    begin = graph.calendar.rank(first_day) if first_day else graph.begin[leaves].min(initial=ANY_TIME)
    floor = np.full(graph.vertices, NEVER)
    tasks = floor[: len(network)]
    tasks[leaves] = begin
    if keep_starts:
        tasks[leaves] = np.maximum(tasks, graph.begin)[leaves]
    asked = network.not_before != NO_DAY
    tasks[asked] = np.maximum(tasks, graph.calendar.rank(network.not_before))[asked]
    return floor


def greatest_starts(graph: Graph, limit: int) -> Days:
    """The greatest value of every vertex: what lets it finish by `limit` (a rank) and by its own deadline."""
    network, leaves = graph.network, graph.leaves
    finish = np.where(due(network), np.minimum(graph.calendar.rank(network.deadline + 1), limit), limit)
    ceiling = np.full(graph.vertices, ANY_TIME)
    ceiling[: len(network)][leaves] = (finish - graph.duration)[leaves]
    for summary, ending in graph.ending.items():
        ceiling[ending] = finish[summary]
    return ceiling


def due(network: Network) -> Bools:
    """Who has a deadline of its own."""
    asked: Bools = network.deadline != NO_DAY
    return asked


def earliest_starts(graph: Graph, floor: Days) -> list[int]:
    """The earliest value of every vertex, none below its `floor`. A fixed task is where it is."""
    values: list[int] = floor.tolist()
    pinned = _pins(graph)
    first, target, weight, odd = graph.first, graph.target, graph.weight, graph.odd
    for vertex in graph.order:
        if vertex in pinned:
            values[vertex] = pinned[vertex]
        here = values[vertex]
        for edge in range(first[vertex], first[vertex + 1]):
            reached = here + weight[edge]
            if reached > values[target[edge]]:
                values[target[edge]] = reached
        if vertex in odd:
            for link in odd[vertex]:
                after = int(graph.network.links[link, 1])
                values[after] = max(values[after], graph.earliest(link, values))
    return values


def latest_starts(graph: Graph, ceiling: Days, early: list[int], *, pin: bool = False) -> list[int]:
    """The latest value of every vertex, none above its `ceiling`.

    With `pin` a fixed task counts as where it is, as it must when tasks are moved to their latest days.
    Without, it has slack like any other; but links from its start do not bind it, since what follows never
    moves a task scheduled by hand (MS Project has it so).
    """
    values: list[int] = ceiling.tolist()
    pinned = _pins(graph) if pin else {}
    weight = graph.weight if pin else _weights_back(graph)
    first, target, odd = graph.first, graph.target, graph.odd
    for vertex in reversed(graph.order):
        here = values[vertex]
        for edge in range(first[vertex], first[vertex + 1]):
            allowed = values[target[edge]] - weight[edge]
            if allowed < here:
                here = allowed
        values[vertex] = here
        if vertex in odd:
            _bound_by_odd_links(graph, vertex, values, early, pin)
        if vertex in pinned:
            values[vertex] = pinned[vertex]
    return values


def room_to_successors(graph: Graph, early: list[int]) -> Days:
    """How late every vertex could be with all that follows staying early; ANY_TIME where nothing follows."""
    room = np.full(graph.vertices, ANY_TIME)
    values = np.array(early)
    target, weight = np.array(graph.target, dtype=np.int64), np.array(graph.weight, dtype=np.int64)
    plain = (graph.tie != NO_LINK) & (weight != NEVER)
    np.minimum.at(room, graph.source[plain], (values[target] - weight)[plain])
    for vertex, links in graph.odd.items():
        for link in links:
            bound = _bound_vertex(graph, vertex, link, early)
            room[bound] = min(room[bound], graph.latest(link, early[int(graph.network.links[link, 1])]))
    for summary, ending in graph.ending.items():
        if room[ending] < ANY_TIME:
            parts = np.array(graph.parts[summary])
            room[parts] = np.minimum(room[parts], room[ending] - graph.duration[parts])
    return room


def broken_links(graph: Graph, values: list[int]) -> Days:
    """The links that do not hold with these values: those to fixed tasks that stay too early."""
    starts = np.array(values)
    target, weight = np.array(graph.target, dtype=np.int64), np.array(graph.weight, dtype=np.int64)
    early = (starts[target] < starts[graph.source] + weight) & (graph.tie != NO_LINK)
    odd = [
        link
        for links in graph.odd.values()
        for link in links
        if values[int(graph.network.links[link, 1])] < graph.earliest(link, values)
    ]
    return np.sort(np.concatenate((graph.tie[early], np.array(odd, dtype=np.int64))))


def _pins(graph: Graph) -> dict[int, int]:
    fixed = np.flatnonzero(graph.network.fixed & graph.leaves)
    return dict(zip(fixed.tolist(), graph.begin[fixed].tolist(), strict=True))


def _weights_back(graph: Graph) -> list[int]:
    """The weights without the links that start from a fixed task's start."""
    network = graph.network
    unbound = network.fixed[network.links[:, 0]] & ~np.isin(network.link_kind, FROM_FINISH)
    if not unbound.any():
        return graph.weight
    weight = np.array(graph.weight, dtype=np.int64)
    weight[(graph.tie != NO_LINK) & unbound[graph.tie]] = NEVER
    back: list[int] = weight.tolist()
    return back


def _bound_by_odd_links(graph: Graph, vertex: int, values: list[int], early: list[int], pin: bool) -> None:
    for link in graph.odd[vertex]:
        before, after = map(int, graph.network.links[link, :2])
        if pin or not (graph.network.fixed[before] and graph.leads_from_start(link)):
            bound = _bound_vertex(graph, vertex, link, early)
            values[bound] = min(values[bound], graph.latest(link, values[after]))


def _bound_vertex(graph: Graph, vertex: int, link: int, early: list[int]) -> int:
    """Whom an odd link holds back: from the start of a summary it is the part that starts first."""
    before = int(graph.network.links[link, 0])
    if graph.summary[before] and graph.leads_from_start(link):
        return graph.first_part(before, early)
    return vertex
