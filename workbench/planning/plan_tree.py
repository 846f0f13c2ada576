"""The tree of a plan in pre-order: depths go in, the parent and the end of each subtree come out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: What stands for no node: the parent of one at the top, a node that was looked for and is not there.
NO_NODE: Final = -1


def tree_of(depth: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Parent (NO_NODE at the top) and subtree end of every node, from depths in pre-order.

    Raises ValueError where the depths are no pre-order.
    """
    count = len(depth)
    if count and (depth[0] != 0 or depth.min() < 0 or np.diff(depth).max(initial=0) > 1):
        raise ValueError(
            "the nodes are not in pre-order: a depth grows by more than one, or does not start at 0"
        )
    parent = np.full(count, NO_NODE, np.int32)
    subtree_end = np.full(count, count, np.int32)
    for level in range(int(depth.max(initial=-1)) + 1):
        here = np.flatnonzero(depth == level)
        above = np.flatnonzero(depth == level - 1)
        stops = np.append(np.flatnonzero(depth <= level), count)
        subtree_end[here] = stops[np.searchsorted(stops, here, side="right")]
        if level:
            parent[here] = above[np.searchsorted(above, here) - 1]
    return parent, subtree_end


def find(ids: NDArray[np.int64], by_id: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Nodes of the wanted ids, NO_NODE where there is none; `by_id` are the candidates sorted by id."""
    if not len(by_id):
        return np.full(len(wanted), NO_NODE, np.int64)
    places = np.minimum(np.searchsorted(ids[by_id], wanted), len(by_id) - 1)
    found = by_id[places]
    return np.where(ids[found] == wanted, found, NO_NODE)
