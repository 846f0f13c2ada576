"""RowIndex: which nodes of a plan are shown, and in what order. TaskArrays go in, flat rows come out.

Expansion, filter and sort order together decide the rows that the table and the Gantt share. Everything is
worked out afresh over all nodes at each change, in a few milliseconds for 100,000 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.planning.task_arrays import Bools, Ints, TaskArrays

#: What `row_of` answers for a node that is not shown.
NO_ROW = -1

#: Texts alike so far are sorted as equal; it halves the time for long titles.
_SORTED_CHARACTERS = 16
#: More links than this across one row are a tangle nobody can follow.
_MAX_CROSSING = 60
#: In a tangle, links over more rows than this are left out: the first limit that helps.
_SPAN_LIMITS = (5000, 1000, 300, 100, 40)


class RowIndex:
    """The rows of a plan. `rows[r]` is the node shown in row r; read-only, replaced at each change.

    Everything starts expanded, unfiltered and in the order of the document.
    """

    def __init__(self, arrays: TaskArrays) -> None:
        self.arrays = arrays
        self._expanded: Bools = np.ones(len(arrays), np.bool_)
        self._expanded_in_filter: Bools = self._expanded
        self._kept: Bools | None = None
        self._order: NDArray[np.int64] = np.arange(len(arrays))
        self._refresh()

    def __len__(self) -> int:
        return len(self.rows)

    def row_of(self, node: int) -> int:
        """The row a node is shown in, or NO_ROW."""
        return int(self._row_of[node])

    def rows_at(self, nodes: Ints) -> Ints:
        """The row of each node, NO_ROW for those not shown."""
        rows: Ints = self._row_of[nodes]
        return rows

    def rows_of(self, nodes: Sequence[int]) -> list[int]:
        """The rows of those nodes that are shown."""
        rows = self._row_of[np.asarray(nodes, np.int64)]
        return [int(row) for row in rows[rows != NO_ROW]]

    @property
    def filtered(self) -> bool:
        """Whether a filter hides nodes."""
        return self._kept is not None

    def is_expanded(self, node: int) -> bool:
        """Whether the nodes below one are shown."""
        return bool(self._bits[node])

    def expand(self, node: int) -> None:
        self._set_expanded(node, True)

    def collapse(self, node: int) -> None:
        self._set_expanded(node, False)

    def expand_all(self) -> None:
        self._bits[:] = True
        self._refresh()

    def collapse_all(self) -> None:
        self._bits[:] = False
        self._refresh()

    def expand_to_depth(self, depth: int) -> None:
        """Show nodes down to this depth: 0 shows the documents alone."""
        self._bits[:] = self.arrays.depth < depth
        self._refresh()

    def reveal(self, node: int) -> None:
        """Expand what hides a node. One that the filter leaves out stays out."""
        self._bits[self.arrays.ancestors(node)] = True
        self._refresh()

    def set_filter(self, matches: Bools | None) -> None:
        """Show the matching nodes with their ancestors alone; None shows all.

        A filter starts with everything expanded, and forgets its own expansion when it is taken off.
        """
        if matches is None:
            self._kept = None
        else:
            if self._kept is None:
                self._expanded_in_filter = np.ones(len(self.arrays), np.bool_)
            self._kept = self._with_ancestors(matches)
        self._refresh()

    def sort(self, keys: Sequence[str] | NDArray[Any] | None, *, descending: bool = False) -> None:
        """Order siblings by a key per node; None restores the order of the document.

        Keys are numbers (an array, NaN for none) or texts (a sequence of str, "" for none; Chinese goes by
        pinyin). Nodes without a key come last either way; equal keys keep the document's order.
        """
        if keys is None:
            self._order = np.arange(len(self.arrays))
        else:
            self._order = self._sorted_order(_ranks(keys, descending))
        self._refresh()

    def links_between(self, first_row: int, last_row: int) -> NDArray[np.int64]:
        """Indices of the links that touch or cross these rows, both included.

        Both tasks of such a link are shown. In a tangle the longest links are left out, everywhere alike.
        """
        return np.flatnonzero((self._link_top <= last_row) & (self._link_bottom >= first_row))

    def link_spans(self, *nodes: int) -> list[tuple[int, int]]:
        """The uppermost and lowermost row of each link of these nodes that is shown."""
        mine = self.arrays.links_of(nodes)
        mine = mine[self._link_bottom[mine] != NO_ROW]
        tops, bottoms = self._link_top[mine], self._link_bottom[mine]
        return [(int(top), int(bottom)) for top, bottom in zip(tops, bottoms, strict=True)]

    def take_over(self, former: RowIndex) -> None:
        """Keep the expansion of an index over earlier arrays: nodes are recognised by kind and id."""
        collapsed = former.arrays.keys[~former._expanded]
        self._expanded = ~np.isin(self.arrays.keys, collapsed)
        self._refresh()

    @property
    def _bits(self) -> Bools:
        return self._expanded if self._kept is None else self._expanded_in_filter

    def _set_expanded(self, node: int, expanded: bool) -> None:
        self._bits[node] = expanded
        self._refresh()

    def _with_ancestors(self, matches: Bools) -> Bools:
        before = np.concatenate([[0], np.cumsum(matches, dtype=np.int32)])
        kept: Bools = before[self.arrays.subtree_end] > before[:-1]
        return kept

    def _refresh(self) -> None:
        shown = self._shown()
        self.rows: Ints = self._order[shown[self._order]].astype(np.int32)
        self.rows.setflags(write=False)
        self._row_of = np.full(len(self.arrays), NO_ROW, np.int32)
        self._row_of[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        self._place_links()

    def _shown(self) -> Bools:
        """Nodes with no collapsed ancestor: each collapsed subtree adds one to everything below its top."""
        ends = self.arrays.subtree_end
        tops = np.flatnonzero(~self._bits & (ends > np.arange(len(ends)) + 1))
        covers = np.zeros(len(ends) + 1, np.int32)
        np.add.at(covers, tops + 1, 1)
        np.add.at(covers, ends[tops], -1)
        shown: Bools = np.cumsum(covers[:-1]) == 0
        return shown if self._kept is None else shown & self._kept

    def _place_links(self) -> None:
        """The uppermost and lowermost row of each link; a link that is not drawn lies nowhere."""
        before, after = self._row_of[self.arrays.links[:, 0]], self._row_of[self.arrays.links[:, 1]]
        top, bottom = np.minimum(before, after), np.maximum(before, after)
        drawn = top != NO_ROW
        drawn &= bottom - top <= _longest_span(top[drawn], bottom[drawn], len(self.rows))
        self._link_top = np.where(drawn, top, np.iinfo(np.int32).max)
        self._link_bottom = np.where(drawn, bottom, NO_ROW)

    def _sorted_order(self, ranks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pre-order with siblings by rank: a node's place is its parent's plus the subtrees before it."""
        arrays = self.arrays
        sizes = arrays.subtree_end - np.arange(len(arrays))
        place = np.zeros(len(arrays) + 1, np.int64)  # the extra last place stands for the parent of the top
        place[-1] = -1
        reach = 2 * len(arrays) + 2  # ranks run from -len to len
        for depth in range(int(arrays.depth.max(initial=-1)) + 1):
            level = np.flatnonzero(arrays.depth == depth)
            keys = place[arrays.parent[level]] * reach + ranks[level]
            level = level[np.argsort(keys, kind="stable")]
            passed = np.cumsum(sizes[level]) - sizes[level]
            heads = np.flatnonzero(np.diff(arrays.parent[level], prepend=-2))
            lengths = np.diff(np.append(heads, len(level)))
            place[level] = place[arrays.parent[level]] + 1 + passed - np.repeat(passed[heads], lengths)
        order = np.empty(len(arrays), np.int64)
        order[place[:-1]] = np.arange(len(arrays))
        return order


def _longest_span(tops: Ints, bottoms: Ints, rows: int) -> int:
    """The greatest number of rows a link may span, so that no row is crossed by too many of them."""
    spans = bottoms - tops
    for limit in (rows, *_SPAN_LIMITS):
        short = spans <= limit
        starts = np.bincount(tops[short], minlength=rows + 1)
        stops = np.bincount(bottoms[short] + 1, minlength=rows + 1)
        if np.cumsum(starts[: rows + 1] - stops[: rows + 1]).max(initial=0) <= _MAX_CROSSING:
            return limit
    return _SPAN_LIMITS[-1]


def _ranks(keys: Sequence[str] | NDArray[Any], descending: bool) -> NDArray[np.int64]:
    """A rank per key, equal for equal keys; nodes without a key get the last one."""
    if isinstance(keys, np.ndarray):
        ranks = np.unique(keys, return_inverse=True)[1].astype(np.int64)
        missing = np.isnan(keys)
    else:
        ranks = _text_ranks(keys)
        missing = np.fromiter(map(len, keys), np.int64, len(keys)) == 0
    return np.where(missing, len(keys), -ranks if descending else ranks)


def _text_ranks(texts: Sequence[str]) -> NDArray[np.int64]:
    """Ranks of texts. GB 18030 puts the characters in common use in the order of their pinyin."""
    if not texts:
        return np.empty(0, np.int64)
    one_text = "\0".join([text[:_SORTED_CHARACTERS].replace("\0", " ") for text in texts])
    codes = one_text.encode("gb18030", "replace").split(b"\0")  # one call is twice as fast as one each
    return np.unique(np.array(codes), return_inverse=True)[1].astype(np.int64)  # compared as bytes
