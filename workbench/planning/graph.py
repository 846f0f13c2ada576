"""Graph: a Network as one DAG, for both passes of the critical path method and for the ripple of a drag.

A task is one vertex whose value is its start, counted in working days (`WorkingCalendar.rank`). With given
durations every kind of link says the same thing: start of `after` ≥ start of `before` + weight. Two kinds of
link do not fit and are reckoned one by one (`Graph.odd`): those whose lag is in calendar days, and those from
the start of a summary, which is the least of several starts. Their edges weigh NEVER and only keep the order.

A summary that is linked, constrained or due has two vertices: its own index for the earliest start it allows
its parts, and one beyond the last task for the day after its last part.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from workbench.errors import RefusedError
from workbench.planning.calendar import Days, WorkingCalendar
from workbench.planning.network import Network
from workbench.planning.task_arrays import LINK_KIND_CODE, NO_DAY, NO_NODE, Bools
from workbench.terms import LinkKind

#: A weight no path can feel: far below any rank, and its double still fits into 64 bits.
NEVER: Final = -(1 << 60)
#: What `Graph.tie` holds for an edge that is no link but holds a summary and its parts together.
NO_LINK: Final = -1

FROM_FINISH: Final = [LINK_KIND_CODE[LinkKind.FINISH_START], LINK_KIND_CODE[LinkKind.FINISH_FINISH]]
_TO_FINISH: Final = [LINK_KIND_CODE[LinkKind.FINISH_FINISH], LINK_KIND_CODE[LinkKind.START_FINISH]]


class LinkCycleError(RefusedError):
    """The links run in a circle. `path` is its tasks in the order of the links, the first not repeated."""

    def __init__(self, path: tuple[int, ...]) -> None:
        super().__init__("前后置关系形成循环，无法排程。", "请先删除循环中的一个前后置关系。")
        self.path = path


class Values(Protocol):
    """Values by vertex: a list, or a few of them over a list."""

    def __getitem__(self, vertex: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Graph:
    """The network as a DAG. Columns over vertices and edges are lists, because plain loops run over them.

    The edges of vertex `v` are `first[v]` to `first[v + 1]`; `order` is topological. `tie` gives an edge's
    link. `active` tells who takes part in scheduling; `begin` and `duration` are in working days. `ending`
    maps a summary to the vertex of its last day, `parts` a summary to its active leaves, both only where the
    summary has vertices. `odd` maps a vertex to the links from it that are no plain edges. `ignored` links
    mean nothing here: one of their tasks is left out, or they lead to the finish of a summary, which moves
    as its parts do.
    """

    network: Network
    calendar: WorkingCalendar
    source: Days
    first: list[int]
    target: list[int]
    weight: list[int]
    tie: Days
    order: list[int]
    summary: Bools
    active: Bools
    begin: Days
    duration: Days
    ending: dict[int, int]
    parts: dict[int, list[int]]
    odd: dict[int, list[int]]
    ignored: Days

    @property
    def vertices(self) -> int:
        """How many there are."""
        return len(self.first) - 1

    @property
    def leaves(self) -> Bools:
        """The tasks that are scheduled themselves, rather than summed up."""
        return self.active & ~self.summary

    def earliest(self, link: int, values: Values) -> int:
        """The earliest start a link allows the task after it, given the values of all vertices."""
        before, after, lag = map(int, self.network.links[link])
        to_finish = int(self.network.link_kind[link]) in _TO_FINISH
        held = int(self.duration[after]) if to_finish else 0
        anchor = self._start(before, values) if self.leads_from_start(link) else self._finish(before, values)
        if not self.network.calendar_lag[link]:
            return anchor + lag - held
        rank, day_at = self.calendar.rank, self.calendar.day_at
        if self.leads_from_start(link):
            return rank(day_at(anchor) + lag) - held
        last = day_at(anchor - 1)
        return rank(last + lag) + 1 - held if to_finish else rank(last + 1 + lag)

    def latest(self, link: int, start: int) -> int:
        """The latest value a link allows the vertex before it, with the task after it at `start`."""
        before, after, lag = map(int, self.network.links[link])
        to_finish = int(self.network.link_kind[link]) in _TO_FINISH
        anchor = start + int(self.duration[after]) if to_finish else start
        own = 0 if self.leads_from_start(link) or self.summary[before] else int(self.duration[before])
        if not self.network.calendar_lag[link]:
            return anchor - lag - own
        rank, day_at = self.calendar.rank, self.calendar.day_at
        if self.leads_from_start(link):
            return rank(day_at(anchor) - lag + 1) - 1
        last = day_at(anchor - 1) - lag if to_finish else day_at(anchor) - 1 - lag
        return rank(last + 1) - own

    def leads_from_start(self, link: int) -> bool:
        """Whether it is the start of the task before that the link waits for (SS, SF)."""
        return int(self.network.link_kind[link]) not in FROM_FINISH

    def first_part(self, summary: int, values: Values) -> int:
        """Of a summary's parts, the one that starts first."""
        return min(self.parts[summary], key=values.__getitem__)

    def _start(self, task: int, values: Values) -> int:
        return values[self.first_part(task, values) if self.summary[task] else task]

    def _finish(self, task: int, values: Values) -> int:
        if self.summary[task]:
            return values[self.ending[task]]
        return values[task] + int(self.duration[task])


def graph_of(network: Network, calendar: WorkingCalendar) -> Graph:
    """The graph of a network under a calendar. Raises LinkCycleError."""
    summary, active = network.summary, _active(network)
    begin = calendar.rank(network.start)
    duration = _durations(network, calendar, begin)
    used, ignored = _usable_links(network, summary, active)
    leaf, above = _memberships(network, active & ~summary, _bound_summaries(network, summary, active, used))
    bound = np.unique(above)
    ending = np.full(len(network), NO_NODE)
    ending[bound] = len(network) + np.arange(len(bound))
    source, target, weight, odd = _link_edges(network, used, duration, summary, ending)
    inside = np.zeros(len(leaf), dtype=np.int64)
    first, order, columns = _sorted_edges(
        len(network) + len(bound),
        np.concatenate((source, above, leaf)),
        np.concatenate((target, leaf, ending[above])),
        np.concatenate((weight, inside, duration[leaf])),
        np.concatenate((used, inside + NO_LINK, inside + NO_LINK)),
        bound,
    )
    return Graph(
        network=network,
        calendar=calendar,
        source=columns[0],
        first=first,
        target=columns[1].tolist(),
        weight=columns[2].tolist(),
        tie=columns[3],
        order=order,
        summary=summary,
        active=active,
        begin=begin,
        duration=duration,
        ending=dict(zip(bound.tolist(), ending[bound].tolist(), strict=True)),
        parts=_grouped(above, leaf),
        odd=_grouped(source[odd], used[odd]),
        ignored=ignored,
    )


def ancestors(parent: Days, tasks: Days) -> tuple[Days, Days]:
    """Every pair of one of these tasks and a task above it, level by level."""
    below, above = [tasks[:0]], [tasks[:0]]
    here, higher = tasks, parent[tasks]
    while len(here := here[higher != NO_NODE]):
        higher = higher[higher != NO_NODE]
        below.append(here)
        above.append(higher)
        higher = parent[higher]
    return np.concatenate(below), np.concatenate(above)


def _active(network: Network) -> Bools:
    """Who has days, or a part that has."""
    active: Bools = ~network.summary & (network.start != NO_DAY)
    _, above = ancestors(network.parent, np.flatnonzero(active))
    active[above] = True
    return active


def _durations(network: Network, calendar: WorkingCalendar, begin: Days) -> Days:
    """Working days each task takes: at least one, unless it is a milestone or fixed on days of rest."""
    days = calendar.rank(network.end + 1) - begin
    taken: Days = np.where(network.fixed, np.maximum(days, 0), np.maximum(days, 1))
    return np.where(network.milestone, 0, taken)


def _usable_links(network: Network, summary: Bools, active: Bools) -> tuple[Days, Days]:
    before, after = network.links[:, 0], network.links[:, 1]
    usable = active[before] & active[after] & ~(summary[after] & np.isin(network.link_kind, _TO_FINISH))
    return np.flatnonzero(usable), np.flatnonzero(~usable)


def _bound_summaries(network: Network, summary: Bools, active: Bools, used: Days) -> Bools:
    """The summaries that need vertices: those that something is asked of, or that others wait for."""
    asked = (network.not_before != NO_DAY) | (network.deadline != NO_DAY)
    asked[network.links[used, :2].ravel()] = True
    bound: Bools = asked & summary & active
    return bound


def _memberships(network: Network, leaves: Bools, bound: Bools) -> tuple[Days, Days]:
    """Pairs of a leaf and a bound summary it is in."""
    if not bound.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    leaf, above = ancestors(network.parent, np.flatnonzero(leaves))
    keep = bound[above]
    return leaf[keep], above[keep]


def _link_edges(
    network: Network, used: Days, duration: Days, summary: Bools, ending: Days
) -> tuple[Days, Days, Days, Bools]:
    """Source, target and weight of each usable link, and whether it is an odd one."""
    before, after, lag = network.links[used].T
    kind = network.link_kind[used]
    from_finish, to_finish = np.isin(kind, FROM_FINISH), np.isin(kind, _TO_FINISH)
    odd: Bools = network.calendar_lag[used] | (summary[before] & ~from_finish)
    weight = lag + np.where(from_finish & ~summary[before], duration[before], 0)
    weight = np.where(odd, NEVER, weight - np.where(to_finish, duration[after], 0))
    return np.where(summary[before], ending[before], before), after, weight, odd


def _sorted_edges(
    vertices: int, source: Days, target: Days, weight: Days, tie: Days, bound: Days
) -> tuple[list[int], list[int], tuple[Days, Days, Days, Days]]:
    """The edges by their source, where those of each vertex begin, and the vertices in topological order."""
    by_source = np.argsort(source, kind="stable")
    source, target = source[by_source], target[by_source]
    first: list[int] = np.searchsorted(source, np.arange(vertices + 1)).tolist()
    order = _topological(vertices, first, target, source, bound)
    return first, order, (source, target, weight[by_source], tie[by_source])


def _topological(vertices: int, first: list[int], target: Days, source: Days, bound: Days) -> list[int]:
    """Every vertex after those it waits for (Kahn). Raises LinkCycleError."""
    waits: list[int] = np.bincount(target, minlength=vertices).tolist()
    order = [vertex for vertex, count in enumerate(waits) if not count]
    targets: list[int] = target.tolist()
    for vertex in order:  # grows while it is walked
        for there in targets[first[vertex] : first[vertex + 1]]:
            waits[there] -= 1
            if not waits[there]:
                order.append(there)
    if len(order) < vertices:
        raise LinkCycleError(_cycle(waits, source, target, vertices - len(bound), bound))
    return order


def _cycle(waits: list[int], source: Days, target: Days, tasks: int, bound: Days) -> tuple[int, ...]:
    """One circle among the vertices that still wait: whoever waits, waits for another that does."""
    came_from = dict(zip(target.tolist(), source.tolist(), strict=True))
    for before, after in zip(source.tolist(), target.tolist(), strict=True):
        if waits[before]:
            came_from[after] = before
    vertex = next(vertex for vertex, count in enumerate(waits) if count)
    seen: dict[int, int] = {}
    while vertex not in seen:
        seen[vertex] = len(seen)
        vertex = came_from[vertex]
    circle = list(seen)[seen[vertex] :][::-1]
    named = [vertex if vertex < tasks else int(bound[vertex - tasks]) for vertex in circle]
    return tuple(task for place, task in enumerate(named) if task != named[place - 1] or len(named) == 1)


def _grouped(keys: Days, values: Days) -> dict[int, list[int]]:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key, value in zip(keys.tolist(), values.tolist(), strict=True):
        groups[key].append(value)
    return dict(groups)
