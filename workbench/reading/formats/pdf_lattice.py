"""Ruled tables: the ruling lines of a PDF page in, grids of cells out, merged cells told by missing lines."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.reading.formats.pdf_ink import Rule

#: Lines closer than this are one line (a double rule, a rule drawn in pieces).
_SAME = 3.0
_SHORTEST = 4.0
#: No column or row is narrower than this: edges closer together are one edge drawn unevenly.
_NARROWEST = 7.0
_MOST_RULES = 600
#: A side of a cell is closed where a line covers this part of it.
_COVERED = 0.6
#: A table whose outer lines are left open reaches this far beyond its outermost line.
_OPEN_SIDE = 8.0


@dataclass(frozen=True, slots=True)
class Span:
    """A straight line: its place across, and where it begins and ends along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: the edges of its columns and rows, and for each position the cell that covers it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell a point lies in, or None outside the table."""
        column, row = bisect.bisect(self.xs, x) - 1, bisect.bisect(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """The tables that ruling lines draw, smallest first; a mere frame with one column is none."""
    rules = list(rules)
    level = _merged(Span(rule.top, rule.left, rule.right) for rule in rules if rule.top == rule.bottom)
    upright = _merged(Span(rule.left, rule.top, rule.bottom) for rule in rules if rule.left == rule.right)
    if len(level) > _MOST_RULES or len(upright) > _MOST_RULES:
        return []
    found = [_lattice(*part) for part in _connected(level, upright)]
    return sorted((lattice for lattice in found if lattice), key=lambda lattice: lattice.area)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Lines in one place and touching each other as one."""
    merged: list[Span] = []
    for group in _clusters(spans, _SAME):
        at = sum(span.at for span in group) / len(group)
        start = end = None
        for span in sorted(group, key=lambda span: span.start):
            if end is None or start is None or span.start > end + _SAME:
                if start is not None and end is not None:
                    merged.append(Span(at, start, end))
                start, end = span.start, span.end
            end = max(end, span.end)
        if start is not None and end is not None:
            merged.append(Span(at, start, end))
    return [span for span in merged if span.end - span.start >= _SHORTEST]


def _clusters(spans: Iterable[Span], reach: float) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: span.at):
        if not groups or span.at - groups[-1][0].at > reach:
            groups.append([])
        groups[-1].append(span)
    return groups


def _connected(level: list[Span], upright: list[Span]) -> list[tuple[list[Span], list[Span]]]:
    """The lines in groups that touch one another."""
    groups = _Groups(len(level) + len(upright))
    for i, row in enumerate(level):
        for j, column in enumerate(upright, len(level)):
            crosses = row.start - _SAME <= column.at <= row.end + _SAME
            if crosses and column.start - _SAME <= row.at <= column.end + _SAME:
                groups.join(i, j)
    parts: dict[int, tuple[list[Span], list[Span]]] = {}
    for i, row in enumerate(level):
        parts.setdefault(groups.of(i), ([], []))[0].append(row)
    for j, column in enumerate(upright, len(level)):
        parts.setdefault(groups.of(j), ([], []))[1].append(column)
    return [part for part in parts.values() if part[0] and part[1]]


def _lattice(level: list[Span], upright: list[Span]) -> Lattice | None:
    xs = _edges(upright, level)
    ys = _edges(level, upright)
    if len(xs) < 3 or len(ys) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    groups = _Groups(rows * columns)
    for row in range(rows):
        for column in range(columns):
            at = row * columns + column
            if column + 1 < columns and not _is_closed(upright, xs[column + 1], ys[row], ys[row + 1]):
                groups.join(at, at + 1)
            if row + 1 < rows and not _is_closed(level, ys[row + 1], xs[column], xs[column + 1]):
                groups.join(at, at + columns)
    cells = tuple(
        tuple(groups.of(row * columns + column) for column in range(columns)) for row in range(rows)
    )
    return Lattice(tuple(xs), tuple(ys), cells) if len({*cells[0], *cells[-1]}) > 1 else None


def _edges(across: list[Span], along: list[Span]) -> list[float]:
    """The places of lines, with an outer edge where the crossing lines reach beyond the last of them."""
    edges = [group[0].at for group in _clusters(across, _NARROWEST)]
    first, last = min(span.start for span in along), max(span.end for span in along)
    if first < edges[0] - _OPEN_SIDE:
        edges.insert(0, first)
    if last > edges[-1] + _OPEN_SIDE:
        edges.append(last)
    return edges


def _is_closed(spans: Sequence[Span], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(span.end, end) - max(span.start, start))
        for span in spans
        if abs(span.at - at) <= _NARROWEST
    )
    return covered >= (end - start) * _COVERED


class _Groups:
    """Numbers that are joined into groups."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = number = self._above[self._above[number]]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first
