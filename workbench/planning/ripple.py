"""Ripple (联动): tasks being dragged go in, the new days of all that must follow come out, within a frame.

Prepared once from the plan as it stands; each answer starts from there again, so that dragging back undoes
itself. Tasks are only pushed later, as far as their links ask, and a link that did not hold before is left
alone until it is strained further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from workbench.planning.calendar import Days, WorkingCalendar
from workbench.planning.graph import FROM_FINISH, NEVER, NO_LINK, Values, graph_of
from workbench.planning.network import Network
from workbench.planning.placing_days import closes


@dataclass(frozen=True, slots=True)
class Followers:
    """The tasks that follow a drag, without those dragged, with their new days; columns of one length."""

    tasks: Days
    start: Days
    end: Days


class _Overlay(dict[int, int]):
    """The values that changed, over those that stay."""

    def __init__(self, under: Values) -> None:
        super().__init__()
        self._under = under

    def __missing__(self, vertex: int) -> int:
        return self._under[vertex]


class Ripple:
    """The links of a plan, ready to be followed. Raises LinkCycleError."""

    def __init__(self, network: Network, calendar: WorkingCalendar) -> None:
        self._network, self._calendar = network, calendar
        self._graph = graph = graph_of(network, calendar)
        self._place = [0] * graph.vertices
        for place, vertex in enumerate(graph.order):
            self._place[vertex] = place
        self._own = self._present()
        self._held: list[bool] = network.fixed.tolist() + [False] * len(graph.ending)
        linked = graph.tie != NO_LINK
        from_start = np.zeros(len(linked), dtype=np.bool_)
        from_start[linked] = ~np.isin(network.link_kind[graph.tie[linked]], FROM_FINISH)
        self._from_start: list[bool] = from_start.tolist()
        self._link: list[int] = graph.tie.tolist()
        self._milestone: list[bool] = network.milestone.tolist() + [False] * len(graph.ending)

    def follow(self, moved: Mapping[int, tuple[int, int]]) -> Followers:
        """Who follows when tasks (no summaries) are moved to these first and last days."""
        rank = self._calendar.rank
        values, closing = _Overlay(self._own), dict[int, bool]()
        longer: dict[int, int] = {}
        for task, (start, end) in moved.items():
            values[task] = rank(start)
            if not self._milestone[task]:
                length = max(rank(end + 1) - values[task], 0)
                longer[task] = length - int(self._graph.duration[task])
        waiting = sorted((self._place[task], task) for task in moved)
        reached = set(moved)
        while waiting:
            _, vertex = heappop(waiting)
            for target, value, link in self._asked(vertex, values, longer.get(vertex, 0)):
                if value > values[target] and target not in moved and not self._held[target]:
                    values[target] = value
                    if self._milestone[target] and link != NO_LINK:
                        closing[target] = closes(self._graph, link, closing.get(vertex, False))
                    if target not in reached:
                        reached.add(target)
                        heappush(waiting, (self._place[target], target))
        return self._followers(values, closing, moved)

    def _present(self) -> list[int]:
        """Every vertex as the plan stands: a summary asks nothing, and ends with its last part."""
        graph = self._graph
        own: list[int] = graph.begin.tolist()
        finish = graph.begin + graph.duration
        for summary in graph.ending:
            own[summary] = NEVER
        return own + [int(finish[graph.parts[summary]].max()) for summary in graph.ending]

    def _asked(self, vertex: int, values: _Overlay, longer: int) -> list[tuple[int, int, int]]:
        """What a changed vertex asks of others beyond what it asked before: target, least value, link."""
        graph, asked = self._graph, []
        here, before = values[vertex], self._own[vertex]
        for edge in range(graph.first[vertex], graph.first[vertex + 1]):
            gained = 0 if self._from_start[edge] else longer
            if here + gained > before:
                asked.append((graph.target[edge], here + gained + graph.weight[edge], self._link[edge]))
        for link in graph.odd.get(vertex, ()):
            changed = values
            if longer and not graph.leads_from_start(link):
                changed = _Overlay(values)
                changed[vertex] = here + longer
            value = graph.earliest(link, changed)
            if value > graph.earliest(link, self._own):
                asked.append((int(self._network.links[link, 1]), value, link))
        return asked

    def _followers(
        self, values: _Overlay, closing: Mapping[int, bool], moved: Mapping[int, object]
    ) -> Followers:
        graph, day_at = self._graph, self._calendar.day_at
        leaves = [
            task
            for task in sorted(values)
            if task not in moved and task < len(self._network) and not graph.summary[task]
        ]
        tasks = np.array(leaves, dtype=np.int64)
        starts = np.array([values[task] for task in leaves], dtype=np.int64)
        closed = np.array([closing.get(task, False) for task in leaves], dtype=np.bool_)
        first = day_at(starts - closed)
        end = np.where(graph.duration[tasks] > 0, day_at(starts + graph.duration[tasks] - 1), first)
        return Followers(tasks, first, end)
