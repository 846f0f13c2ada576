"""TaskArrays: nodes of the plan in pre-order go in, columns ready for the grid and the Gantt come out.

A node is a document, a section or a task (tasks may nest), every node standing right before its descendants:
`document › section › task`. Days are proleptic Gregorian ordinals (`datetime.date.toordinal`), with `NO_DAY`
where there is none. The columns are read-only views; they change through the `write_…` methods alone, which
also roll the change up and say which nodes look different now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.planning.bar_columns import NO_DAY as NO_DAY
from workbench.planning.bar_columns import BarColumns, guarded
from workbench.planning.milestone_columns import HungMilestones
from workbench.planning.milestone_columns import Milestone as Milestone
from workbench.planning.milestone_columns import MilestoneColumns as MilestoneColumns
from workbench.planning.plan_tree import NO_NODE as NO_NODE
from workbench.planning.plan_tree import find, tree_of
from workbench.terms import DeadlineKind, LinkKind, Precision, TaskState

Ints: TypeAlias = NDArray[np.int32]
Bytes: TypeAlias = NDArray[np.uint8]
Bools: TypeAlias = NDArray[np.bool_]

#: A code is an index into these: `STATES[arrays.state[node]]` is a `TaskState`, and likewise for the others.
STATES: Final = tuple(TaskState)
DEADLINE_KINDS: Final = tuple(DeadlineKind)
PRECISIONS: Final = tuple(Precision)
LINK_KINDS: Final = tuple(LinkKind)

STATE_CODE: Final = {state: code for code, state in enumerate(STATES)}
DEADLINE_KIND_CODE: Final = {kind: code for code, kind in enumerate(DEADLINE_KINDS)}
PRECISION_CODE: Final = {precision: code for code, precision in enumerate(PRECISIONS)}
LINK_KIND_CODE: Final = {kind: code for code, kind in enumerate(LINK_KINDS)}

_DROPPED: Final = STATE_CODE[TaskState.DROPPED]


class NodeKind(IntEnum):
    """What a node of the plan is: 文件, 章节, 任务, or a lane (泳道) of the tasks one unit leads."""

    DOCUMENT = 0
    SECTION = 1
    TASK = 2
    LANE = 3


class Node(NamedTuple):
    """One node as `TaskArrays.build` takes it; a plain tuple in this order will do.

    `id` is unique among nodes of one kind. `depth` is 0 for a document. `units` and `deadline` are the texts
    shown (省数字办、省发展改革委; 2025年底前). `start_given` tells a start the planner stated from one
    implied by the document's date or the deadline's year. `deadline_kind`, `precision` and `state` are codes.
    Dates and progress of documents and sections are rolled up and need not be given. `lead` names the lead
    unit (牵头单位), "" for none.
    """

    kind: int
    id: int
    depth: int
    number: str = ""
    name: str = ""
    units: str = ""
    deadline: str = ""
    start: int = NO_DAY
    end: int = NO_DAY
    start_given: bool = False
    deadline_kind: int = DEADLINE_KIND_CODE[DeadlineKind.NONE]
    precision: int = PRECISION_CODE[Precision.DAY]
    progress: int = 0
    state: int = 0
    lead: str = ""


class Link(NamedTuple):
    """A dependency as `TaskArrays.build` takes it: task ids, a code of `LINK_KINDS`, lag in days, its id."""

    before: int
    after: int
    kind: int = 0
    lag: int = 0
    id: int = 0


class TaskArrays:
    """The columns of a plan, all of length `len(arrays)` and indexed by node.

    | column | type | meaning |
    |---|---|---|
    | kind | uint8 | a NodeKind |
    | id | int64 | the row's id in its own table |
    | depth, parent, subtree_end | int32 | the tree: `parent` is a node or NO_NODE, `subtree_end` one past the last descendant |
    | start, end | int32 | first and last day, NO_DAY where there is none |
    | start_given | bool | the planner stated the start |
    | rolled_up | bool | dates and progress come from below |
    | progress | uint8 | percent, 0–100 |
    | deadline_kind, precision, state | uint8 | codes of DEADLINE_KINDS, PRECISIONS, STATES |
    | number, name, units, deadline, lead | list of str | texts as shown |

    `links` (n×3 int32: node before, node after, lag in days), `link_kind` (uint8, codes of LINK_KINDS) and
    `link_id` hold the dependencies whose two tasks are both here.
    """  # noqa: E501 – a table line

    def __init__(
        self,
        columns: Sequence[Sequence[Any]],
        links: Sequence[Sequence[int]],
        milestones: MilestoneColumns | Iterable[Milestone] = (),
    ) -> None:
        (
            kind,
            ids,
            depth,
            number,
            name,
            units,
            deadline,
            start,
            end,
            given,
            dk,
            precision,
            progress,
            state,
            lead,
        ) = columns
        self.kind: Bytes = np.asarray(kind, np.uint8)
        self.id: NDArray[np.int64] = np.asarray(ids, np.int64)
        self.depth: Ints = np.asarray(depth, np.int32)
        self.number: list[str] = list(number)
        self.name: list[str] = list(name)
        self.units: list[str] = list(units)
        self.deadline: list[str] = list(deadline)
        self.lead: list[str] = list(lead)
        self._start_given, self.start_given = guarded(given, np.bool_)
        self._deadline_kind, self.deadline_kind = guarded(dk, np.uint8)
        self._precision, self.precision = guarded(precision, np.uint8)
        self._state, self.state = guarded(state, np.uint8)
        self.parent, self.subtree_end = tree_of(self.depth)
        for fixed in (self.kind, self.id, self.depth, self.parent, self.subtree_end):
            fixed.setflags(write=False)
        self._counted = self._leaf_tasks() & (self._state != _DROPPED)
        self._take_bars((start, end, progress))
        self.links, self.link_kind, self.link_id = self._resolve(links)
        self._milestones = self._hang(milestones)

    def _take_bars(self, bars: tuple[Sequence[Any], Sequence[Any], Sequence[Any]]) -> None:
        """Starts, ends and percentages of the tasks, rolled up."""
        summary = self.kind != NodeKind.TASK
        self._bars = BarColumns(self.parent, self.subtree_end, summary, self._counted, bars)
        self._bars.roll_up(self.depth)
        self.start, self.end, self.progress = self._bars.start, self._bars.end, self._bars.progress
        self.rolled_up = self._bars.rolled_up

    def _leaf_tasks(self) -> Bools:
        """The tasks that have no parts: their progress counts above them, unless no longer pursued."""
        leaf: Bools = (self.subtree_end == np.arange(len(self)) + 1) & (self.kind == NodeKind.TASK)
        return leaf

    @classmethod
    def build(
        cls,
        nodes: Iterable[Node | tuple[Any, ...]],
        links: Iterable[Link | tuple[int, ...]] = (),
        milestones: Iterable[Milestone] = (),
    ) -> TaskArrays:
        """Arrays from tuples: `nodes` in pre-order, in the order of the fields of `Node`. The last one may be
        left out of all of them, and so may the last of the links.

        A link of which an end is not among the nodes is left out of `links`, and so is a milestone of a task
        that is not here.
        Raises ValueError where the depths are no pre-order, or a tuple has the wrong length.
        """
        return cls(_columns(nodes, Node), _columns(links, Link), milestones)

    def __len__(self) -> int:
        return len(self.name)

    @property
    def keys(self) -> NDArray[np.int64]:
        """A number for each node by which it is known again when the plan is loaded anew."""
        keys: NDArray[np.int64] = self.id * len(NodeKind) + self.kind
        return keys

    def node_of(self, kind: NodeKind, id: int) -> int:
        """The node with this id, or NO_NODE."""
        found = np.flatnonzero((self.id == id) & (self.kind == kind))
        return int(found[0]) if len(found) else NO_NODE

    def nodes_of_tasks(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The nodes of the tasks with these ids, NO_NODE for those that are not here."""
        if not len(ids):
            return np.empty(0, np.int64)
        tasks = np.flatnonzero(self.kind == NodeKind.TASK)
        return find(self.id, tasks[np.argsort(self.id[tasks], kind="stable")], ids)

    def node(self, node: int) -> Node:
        """A node as it stands now, to be changed with `_replace` and written back."""
        return Node(
            kind=int(self.kind[node]),
            id=int(self.id[node]),
            depth=int(self.depth[node]),
            number=self.number[node],
            name=self.name[node],
            units=self.units[node],
            deadline=self.deadline[node],
            start=int(self.start[node]),
            end=int(self.end[node]),
            start_given=bool(self.start_given[node]),
            deadline_kind=int(self.deadline_kind[node]),
            precision=int(self.precision[node]),
            progress=int(self.progress[node]),
            state=int(self.state[node]),
            lead=self.lead[node],
        )

    def links_of(self, nodes: Sequence[int]) -> NDArray[np.int64]:
        """The places in `links` of those that begin or end at one of these nodes, in their order."""
        wanted = np.asarray(nodes, np.int64)
        found = [
            order[place]
            for ends, order in self._links_by_end
            for first, stop in zip(*(np.searchsorted(ends, wanted + more) for more in (0, 1)), strict=True)
            for place in range(first, stop)
        ]
        return np.unique(np.array(found, np.int64))

    @cached_property
    def _links_by_end(self) -> list[tuple[Ints, NDArray[np.int64]]]:
        """The nodes links begin at, in order, with the places of those links; and those they end at."""
        orders = [np.argsort(self.links[:, side], kind="stable") for side in (0, 1)]
        return [(self.links[order, side], order) for side, order in enumerate(orders)]

    def milestones(self, node: int) -> Sequence[Milestone]:
        """The milestones of a task, earliest first."""
        return self._milestones.of(node)

    def all_milestones(self) -> list[Milestone]:
        """Those of every task, in no order."""
        return self._milestones.all()

    def write_milestone(self, node: int, milestone: Milestone) -> None:
        """Overwrite the milestone of the same id with other facts of it."""
        self._milestones.write(node, milestone)

    def ancestors(self, node: int) -> list[int]:
        """The nodes above, nearest first."""
        above = []
        while (node := int(self.parent[node])) != NO_NODE:
            above.append(node)
        return above

    def has_children(self, node: int) -> bool:
        """Whether other nodes lie below one."""
        return bool(self.subtree_end[node] > node + 1)

    def first_day(self) -> int:
        """The earliest start or end of the plan, or NO_DAY."""
        days = np.where(self.start != NO_DAY, self.start, self.end)
        return int(days[days != NO_DAY].min(initial=np.iinfo(np.int32).max)) if days.any() else NO_DAY

    def last_day(self) -> int:
        """The latest start or end of the plan, or NO_DAY."""
        return int(np.maximum(self.start, self.end).max(initial=NO_DAY))

    def write_bars(self, bars: Mapping[int, tuple[int, int, int]]) -> list[int]:
        """Give tasks new starts, ends (either may be NO_DAY) and percentages.

        Returns the nodes that look different now, the tasks first. What lies above several is rolled up once.
        """
        if not all(0 <= percent <= 100 for _, _, percent in bars.values()):
            raise ValueError(f"not percentages: {[percent for _, _, percent in bars.values()]}")
        above: set[int] = set()
        for node, (start, end, percent) in bars.items():
            self._bars.write(node, start, end, percent)
            above.update(self.ancestors(node))
        rolled_up = [node for node in sorted(above, reverse=True) if self.rolled_up[node]]
        return [*bars, *(node for node in rolled_up if self._bars.recompute(node))]

    def write_node(self, node: int, facts: Node) -> list[int]:
        """Overwrite a node with fresh facts of the same kind and id; its place in the tree stays.

        Returns the nodes that look different now, this one first.
        """
        if (facts.kind, facts.id) != (self.kind[node], self.id[node]):
            raise ValueError(f"node {node} is not {facts.kind}/{facts.id}")
        for texts, text in (
            (self.number, facts.number),
            (self.name, facts.name),
            (self.units, facts.units),
            (self.deadline, facts.deadline),
            (self.lead, facts.lead),
        ):
            texts[node] = text
        self._deadline_kind[node] = facts.deadline_kind
        self._precision[node] = facts.precision
        self._state[node] = facts.state
        self._start_given[node] = facts.start_given
        is_leaf = self.kind[node] == NodeKind.TASK and not self.has_children(node)
        self._counted[node] = is_leaf and facts.state != _DROPPED
        if not self.rolled_up[node]:
            self._bars.write(node, facts.start, facts.end, facts.progress)
        return [node, *self._roll_up_above(node)]

    def _resolve(self, links: Sequence[Sequence[int]]) -> tuple[Ints, Bytes, NDArray[np.int64]]:
        raw = np.array(links, np.int64)
        before, after = self.nodes_of_tasks(raw[0]), self.nodes_of_tasks(raw[1])
        known = (before != NO_NODE) & (after != NO_NODE)
        resolved = np.stack([before, after, raw[3]], axis=1)[known].astype(np.int32)
        kinds, ids = raw[2][known].astype(np.uint8), raw[4][known]
        for column in (resolved, kinds, ids):
            column.setflags(write=False)
        return resolved, kinds, ids

    def _hang(self, milestones: MilestoneColumns | Iterable[Milestone]) -> HungMilestones:
        if not isinstance(milestones, MilestoneColumns):
            milestones = MilestoneColumns.of(milestones)
        return HungMilestones(milestones, self.nodes_of_tasks(milestones.task))

    def _roll_up_above(self, node: int) -> list[int]:
        """Roll the change of one node up its ancestors; those of them that look different now."""
        return [
            above for above in self.ancestors(node) if self.rolled_up[above] and self._bars.recompute(above)
        ]


def _columns(rows: Iterable[tuple[Any, ...]], shape: type[Node] | type[Link]) -> list[Sequence[Any]]:
    """The columns of rows in the shape of Node or Link, the last one filled up where none is given."""
    fields = shape._fields
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(fields)
    if len(columns) == len(fields) - 1:
        columns.append([shape._field_defaults[fields[-1]]] * len(columns[0]))
    return columns
