"""Starts, ends and percentages of a plan, rolled up: those of tasks go in, those of all above them come out.

Days are ordinals, NO_DAY where there is none. The columns are read-only views; they change through `write`,
and what lies above follows through `recompute`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int32]
_Bytes = NDArray[np.uint8]
_Bools = NDArray[np.bool_]

#: No day stated. Ordinals start at 1, so 0 is never a day, and is falsy.
NO_DAY: Final = 0
_NEVER: Final = np.int32(np.iinfo(np.int32).max)


class BarColumns:
    """The bars of a plan in pre-order.

    `summary` tells the nodes that only sum up what lies below them, `counted` those whose progress counts
    above them; its owner may change that.
    """

    def __init__(
        self,
        parent: _Ints,
        subtree_end: _Ints,
        summary: _Bools,
        counted: _Bools,
        bars: tuple[Sequence[Any], Sequence[Any], Sequence[Any]],
    ) -> None:
        start, end, progress = bars
        self._parent, self._subtree_end = parent, subtree_end
        self._start, self.start = guarded(start, np.int32)
        self._end, self.end = guarded(end, np.int32)
        self._progress, self.progress = guarded(progress, np.uint8)
        self._counted = counted
        undated = (self._start == NO_DAY) & (self._end == NO_DAY)
        #: Documents and sections, and tasks with parts but no days of their own.
        self.rolled_up: _Bools = summary | (undated & (subtree_end > np.arange(len(parent)) + 1))
        self.rolled_up.setflags(write=False)

    def write(self, node: int, start: int, end: int, progress: int) -> None:
        self._start[node], self._end[node], self._progress[node] = start, end, progress

    def roll_up(self, depth: _Ints) -> None:
        """Everything rolled up, one level of the tree at a time, deepest first."""
        first = np.where(self.rolled_up, _NEVER, _absent_last(self._start))
        last = np.where(self.rolled_up, NO_DAY, self._end)
        for level in range(int(depth.max(initial=0)), 0, -1):
            here = np.flatnonzero(depth == level)
            heads = np.flatnonzero(np.diff(self._parent[here], prepend=-1))
            parents = self._parent[here][heads]
            first[parents] = np.minimum(first[parents], np.minimum.reduceat(first[here], heads))
            last[parents] = np.maximum(last[parents], np.maximum.reduceat(last[here], heads))
        self._start[self.rolled_up] = _absent_zero(first[self.rolled_up])
        self._end[self.rolled_up] = last[self.rolled_up]
        self._progress[self.rolled_up] = self._mean_progress(np.flatnonzero(self.rolled_up))

    def recompute(self, node: int) -> bool:
        """Roll one node up anew, from its whole subtree; whether that changed it."""
        below = slice(node + 1, int(self._subtree_end[node]))
        own = ~self.rolled_up[below]
        start = int(_absent_zero(_absent_last(self._start[below][own]).min(initial=_NEVER)))
        end = int(self._end[below][own].max(initial=NO_DAY))
        counted = self._counted[below]
        done = int(self._progress[below][counted].sum(dtype=np.int64))
        progress = done // max(int(np.count_nonzero(counted)), 1)
        before = (self._start[node], self._end[node], self._progress[node])
        self.write(node, start, end, progress)
        return before != (start, end, progress)

    def _mean_progress(self, nodes: NDArray[np.int64]) -> _Bytes:
        """Mean progress of what counts below each node."""
        done = np.concatenate([[0], np.cumsum(np.where(self._counted, self._progress, 0), dtype=np.int64)])
        count = np.concatenate([[0], np.cumsum(self._counted, dtype=np.int64)])
        ends = self._subtree_end[nodes]
        total = done[ends] - done[nodes]
        mean: _Bytes = (total // np.maximum(count[ends] - count[nodes], 1)).astype(np.uint8)
        return mean


def guarded(values: Sequence[Any], dtype: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """A column twice: the array its owner writes, and the read-only view everybody else gets."""
    column = np.array(values, dtype)
    view = column.view()
    view.setflags(write=False)
    return column, view


def _absent_last(days: _Ints) -> _Ints:
    """Days with NO_DAY put after every real one, for taking a minimum."""
    return np.where(days == NO_DAY, _NEVER, days)


def _absent_zero(days: _Ints | np.int32) -> Any:
    """The opposite of `_absent_last`."""
    return np.where(days == _NEVER, NO_DAY, days)
