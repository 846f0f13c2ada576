"""Tables from ruled lines: edges are joined, their crossings found, and the smallest cells between these.

Coordinates in millimetres; knows nothing of text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from workbench.checking.sheets import Area, around

#: Edges no further apart than this are one edge; ends no further apart meet.
NEAR = 0.9
#: Shorter edges belong to drawings.
SHORTEST = 1.0

Edge = tuple[float, float, float]  # position across, from, to
Node = tuple[int, int]  # number of a column line and of a row line


def find_grids(horizontal: Iterable[Edge], vertical: Iterable[Edge]) -> list[tuple[Area, list[list[Area]]]]:
    """Every grid with its cells, row by row from the top; a merged cell belongs to its first row."""
    across, down = joined(horizontal), joined(vertical)
    grids = [sorted(cells, key=lambda cell: (cell[1], cell[0])) for cells in _connected(_cells(across, down))]
    return sorted(((around(cells), _by_rows(cells)) for cells in grids), key=lambda grid: grid[0][1])


def joined(edges: Iterable[Edge]) -> list[Edge]:
    """Edges of one position made one where they touch, positions that nearly agree made equal."""
    snapped: list[Edge] = []
    for at, start, end in sorted(edges):
        near = snapped and at - snapped[-1][0] <= NEAR
        snapped.append((snapped[-1][0] if near else at, start, end))
    merged: list[Edge] = []
    for at, start, end in sorted(snapped):
        if merged and merged[-1][0] == at and start <= merged[-1][2] + NEAR:
            merged[-1] = (at, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((at, start, end))
    return [edge for edge in merged if edge[2] - edge[1] >= SHORTEST]


class _Net:
    """Crossings of edges, and which of them an edge links."""

    def __init__(self, across: Sequence[Edge], down: Sequence[Edge]) -> None:
        self.xs = sorted({edge[0] for edge in down})
        self.ys = sorted({edge[0] for edge in across})
        self._across = _by_position(across, self.ys)
        self._down = _by_position(down, self.xs)

    def meet(self, column: int, row: int) -> bool:
        x, y = self.xs[column], self.ys[row]
        return _covers(self._across[row], x, x) and _covers(self._down[column], y, y)

    def level(self, row: int, first: int, last: int) -> bool:
        return _covers(self._across[row], self.xs[first], self.xs[last])

    def upright(self, column: int, first: int, last: int) -> bool:
        return _covers(self._down[column], self.ys[first], self.ys[last])


def _by_position(edges: Sequence[Edge], positions: Sequence[float]) -> list[list[tuple[float, float]]]:
    spans: dict[float, list[tuple[float, float]]] = {at: [] for at in positions}
    for at, start, end in edges:
        spans[at].append((start, end))
    return [spans[at] for at in positions]


def _covers(spans: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return any(low - NEAR <= start and end <= high + NEAR for low, high in spans)


def _cells(across: Sequence[Edge], down: Sequence[Edge]) -> list[Area]:
    net = _Net(across, down)
    nodes = [
        (column, row)
        for row, y in enumerate(net.ys)
        for column in _reached(net, across, y)
        if net.meet(column, row)
    ]
    known = set(nodes)
    cells = (_smallest(net, known, node) for node in nodes)
    return [cell for cell in cells if cell]


def _reached(net: _Net, across: Sequence[Edge], y: float) -> Iterable[int]:
    """Numbers of the columns that the edges at `y` pass."""
    passed: set[int] = set()
    for at, start, end in across:
        if at == y:
            passed.update(range(bisect_left(net.xs, start - NEAR), bisect_right(net.xs, end + NEAR)))
    return sorted(passed)


def _smallest(net: _Net, known: set[Node], node: Node) -> Area | None:
    """The smallest cell whose upper left corner is a crossing."""
    column, row = node
    for below in range(row + 1, len(net.ys)):
        if not net.upright(column, row, below):
            return None
        if (column, below) not in known:
            continue
        for right in range(column + 1, len(net.xs)):
            if not net.level(row, column, right):
                break
            corners = (right, row) in known and (right, below) in known
            if corners and net.upright(right, row, below) and net.level(below, column, right):
                return (net.xs[column], net.ys[row], net.xs[right], net.ys[below])
    return None


def _connected(cells: Sequence[Area]) -> list[list[Area]]:
    """Cells that share corners make one grid; one cell alone is a box and no table."""
    grids: list[tuple[set[tuple[float, float]], list[Area]]] = []
    for cell in cells:
        corners = {(x, y) for x in (cell[0], cell[2]) for y in (cell[1], cell[3])}
        touching = [grid for grid in grids if grid[0] & corners]
        grids = [grid for grid in grids if not grid[0] & corners]
        points = corners.union(*(grid[0] for grid in touching))
        grids.append((points, [*(each for grid in touching for each in grid[1]), cell]))
    return [found for _, found in grids if len(found) > 1]


def _by_rows(cells: Sequence[Area]) -> list[list[Area]]:
    rows: dict[float, list[Area]] = {}
    for cell in cells:
        rows.setdefault(cell[1], []).append(cell)
    return [rows[top] for top in sorted(rows)]
