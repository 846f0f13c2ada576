"""The milestones (节点) of a plan by the task they hang on: columns go in, those of one task come out.

They are kept as columns and made into values a task at a time, since a plan of 100,000 tasks has tens of
thousands, and a window shows some thirty rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.planning.plan_tree import NO_NODE


class Milestone(NamedTuple):
    """A milestone (节点): its id, the task's, its day, its name."""

    id: int
    task: int
    day: int
    title: str
    done: bool = False


class MilestoneColumns(NamedTuple):
    """Milestones column by column, in the order of the fields of `Milestone`."""

    id: NDArray[np.int64]
    task: NDArray[np.int64]
    day: NDArray[np.int64]
    title: Sequence[str]
    done: NDArray[np.bool_]

    @classmethod
    def of(cls, milestones: Iterable[Milestone]) -> MilestoneColumns:
        listed = list(milestones)
        return cls(
            np.array([one.id for one in listed], np.int64),
            np.array([one.task for one in listed], np.int64),
            np.array([one.day for one in listed], np.int64),
            [one.title for one in listed],
            np.array([one.done for one in listed], np.bool_),
        )


class HungMilestones:
    """Milestones on the nodes of their tasks, earliest first."""

    def __init__(self, columns: MilestoneColumns, nodes: NDArray[np.int64]) -> None:
        """`nodes` holds the node of each one's task, NO_NODE where that is not here."""
        order = np.lexsort((columns.day, nodes))
        self._order = order[nodes[order] != NO_NODE]
        self._nodes = nodes[self._order]
        self._columns = columns
        self._written: dict[int, list[Milestone]] = {}

    def of(self, node: int) -> Sequence[Milestone]:
        written = self._written.get(node)
        if written is not None:
            return written
        first, stop = np.searchsorted(self._nodes, (node, node + 1)).tolist()
        return [self._one(place) for place in self._order[first:stop].tolist()] if stop > first else ()

    def write(self, node: int, milestone: Milestone) -> None:
        """Put one in place of that of the same id."""
        others = [each for each in self.of(node) if each.id != milestone.id]
        self._written[node] = sorted([*others, milestone], key=lambda each: each.day)

    def all(self) -> list[Milestone]:
        """Those of every task, in no order."""
        nodes = np.union1d(self._nodes, np.fromiter(self._written, np.int64, len(self._written)))
        return [one for node in nodes.tolist() for one in self.of(node)]

    def _one(self, place: int) -> Milestone:
        ids, tasks, days, titles, done = self._columns
        return Milestone(
            int(ids[place]), int(tasks[place]), int(days[place]), titles[place], bool(done[place])
        )
