"""The rows of a table as they are drawn, and the rules between them: thin inside, thicker around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.press.breaking import Line
from workbench.press.columns import TablePlan
from workbench.press.sheet import Rule
from workbench.rows.papers import HeadGroup

INNER_RULE = 0.5
OUTER_RULE = 1.0


class Reach(NamedTuple):
    """A merged cell: its text in rows, the least height it needs, and the last table row it reaches to."""

    column: int
    lines: tuple[Line, ...]
    height: float
    last: int


class TableRow(NamedTuple):
    """A row of a table with its text broken: lines by cell, or one cell across the full width.

    `reaches` are the merged cells it is part of, by column, `ends` the columns of those that end with it. A
    head may have two tiers: `groups` stand in the upper one, `tier` high.
    """

    cells: tuple[tuple[Line, ...], ...]
    height: float
    section: bool = False
    head: bool = False
    reaches: Mapping[int, Reach] = {}
    ends: frozenset[int] = frozenset()
    tier: float = 0.0
    groups: tuple[tuple[HeadGroup, tuple[Line, ...]], ...] = ()

    @property
    def lines(self) -> int:
        return max(map(len, self.cells), default=0)


def grid_rules(rows: Sequence[TableRow], edges: Sequence[float], plan: TablePlan) -> Iterator[Rule]:
    """Every rule of one page's part of a table; none runs through a section row or a merged cell."""
    left, right = plan.area.left, plan.area.right
    for (above, below), edge in zip(pairwise(rows), edges[1:-1], strict=True):
        for start, end in _open_columns(above, below, plan):
            yield Rule(start, edge, end, edge, INNER_RULE)
    for top, bottom in _open_stretches(rows, edges):
        for number, column in enumerate(plan.columns[1:], 1):
            within = top == edges[0] and _in_group(rows[0], number)
            start = top + rows[0].tier if within else top
            yield Rule(column.left, start, column.left, bottom, INNER_RULE)
    for group, _ in rows[0].groups:
        tier = edges[0] + rows[0].tier
        yield Rule(plan.columns[group.first].left, tier, plan.columns[group.last].right, tier, INNER_RULE)
    for edge in (edges[0], edges[-1]):
        yield Rule(left, edge, right, edge, OUTER_RULE)
    for x in (left, right):
        yield Rule(x, edges[0], x, edges[-1], OUTER_RULE)


def _in_group(head: TableRow, column: int) -> bool:
    """Whether a column stands under the same common head as the one before it."""
    return any(group.first < column <= group.last for group, _ in head.groups)


def _open_columns(above: TableRow, below: TableRow, plan: TablePlan) -> Iterator[tuple[float, float]]:
    """Stretches of the edge between two rows where no merged cell goes on."""
    closed = [column for column, reach in above.reaches.items() if below.reaches.get(column) is reach]
    start = plan.area.left
    for column in sorted(closed):
        if plan.columns[column].left > start:
            yield start, plan.columns[column].left
        start = plan.columns[column].right
    if start < plan.area.right - 0.01:
        yield start, plan.area.right


def _open_stretches(rows: Sequence[TableRow], edges: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Top and bottom of each run of rows that have columns."""
    start: float | None = None
    for row, (top, _) in zip(rows, pairwise(edges), strict=True):
        if row.section:
            if start is not None:
                yield start, top
            start = None
        elif start is None:
            start = top
    if start is not None:
        yield start, edges[-1]
