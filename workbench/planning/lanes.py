"""Swim-lanes (泳道): a plan by document goes in, the same tasks gathered by lead unit (牵头单位) come out.

A task takes its parts along, whoever leads those. Lanes stand in the order their units first appear in the
plan; tasks without a lead come last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zlib import crc32

import numpy as np

from workbench.planning.task_arrays import NO_NODE, Link, Milestone, Node, NodeKind, TaskArrays

NO_LEAD: Final = "未明确牵头单位"


def by_lead(arrays: TaskArrays) -> TaskArrays:
    """The plan in lanes. Links, milestones, ids and days are those of the plan; sections are left out."""
    lanes: dict[str, list[int]] = {}
    for top in _tops(arrays):
        lanes.setdefault(arrays.lead[top], []).append(top)
    without = lanes.pop("", [])
    named = [*lanes.items(), *([("", without)] if without else [])]
    return TaskArrays.build(_nodes(arrays, named), _links(arrays), _milestones(arrays))


def _tops(arrays: TaskArrays) -> list[int]:
    """The tasks that are no part of another, in the order of the plan."""
    is_task = arrays.kind == NodeKind.TASK
    inside = is_task[arrays.parent] & (arrays.parent != NO_NODE)
    tops: list[int] = np.flatnonzero(is_task & ~inside).tolist()
    return tops


def _nodes(arrays: TaskArrays, lanes: list[tuple[str, list[int]]]) -> Iterator[Node]:
    for lead, tops in lanes:
        lane = crc32(lead.encode())  # the unit's name says which lane it is after the next reload
        yield Node(NodeKind.LANE, lane, 0, name=lead or NO_LEAD)
        for top in tops:
            above = int(arrays.depth[top]) - 1
            for node in range(top, int(arrays.subtree_end[top])):
                facts = arrays.node(node)
                yield facts._replace(depth=facts.depth - above)


def _links(arrays: TaskArrays) -> Iterator[Link]:
    ids = arrays.id
    for (before, after, lag), kind, id in zip(
        arrays.links.tolist(), arrays.link_kind.tolist(), arrays.link_id.tolist(), strict=True
    ):
        yield Link(int(ids[before]), int(ids[after]), kind, lag, id)


def _milestones(arrays: TaskArrays) -> Iterator[Milestone]:
    for node in range(len(arrays)):
        yield from arrays.milestones(node)
