"""Pages printed in two columns, as gazettes are: one page of ink in, its parts in reading order out.

A blank stripe near the middle parts the columns where most lines have words on both sides of it and fill
their side. Lines and tables that stand across the stripe divide the page into bands; in each band the left
column is read before the right one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.reading.formats.heads import is_head
from workbench.reading.formats.pdf_ink import Glyph, Ink, Rule
from workbench.reading.formats.pdf_lattice import Lattice, lattices
from workbench.reading.formats.pdf_lines import Line, lines_of, segments_of

#: Where the stripe may lie, as a share of the width of the text.
_MIDDLE = (0.35, 0.65)
#: The stripe is at least this wide, in squares.
_NARROWEST = 1.2
_FEWEST_LINES = 8
#: The share of lines whose left part must reach the stripe, and how near, in squares.
_FULL_SHARE = 0.6
_REACH = 3.0


@dataclass(frozen=True, slots=True)
class _Parted:
    """A line with a gap in the middle: where its left part ends and its right part begins."""

    line: Line
    end: float
    begin: float


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of the page from `top` to `bottom`, in columns or over its whole width."""

    top: float
    bottom: float
    in_columns: bool


def columns_of(ink: Ink) -> list[Ink]:
    """The parts of a page in reading order; the page itself where it has one column."""
    grids = lattices(ink.rules)
    lines = lines_of(glyph for glyph in ink.glyphs if not any(_holds(grid, glyph) for grid in grids))
    if len(lines) < _FEWEST_LINES:
        return [ink]
    gutter = _gutter(lines)
    if gutter is None:
        return [ink]
    parts = [part for band in _bands(lines, grids, gutter) for part in _parts(ink, band, gutter)]
    told_once = replace(parts[0], slanted=ink.slanted, unmapped=ink.unmapped, has_image=ink.has_image)
    return [told_once, *parts[1:]]


def _holds(grid: Lattice, glyph: Glyph) -> bool:
    middle = glyph.baseline - glyph.ink * 0.3
    return grid.xs[0] <= glyph.left <= grid.xs[-1] and grid.ys[0] <= middle <= grid.ys[-1]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the stripe that parts two columns, None where there is none."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    low, high = (left + (right - left) * share for share in _MIDDLE)
    parted = [found for line in lines if (found := _parted(line, low, high))]
    if len(parted) < _FEWEST_LINES:
        return None
    best = max(
        ((one.end + one.begin) / 2 for one in parted),
        key=lambda x: sum(one.end <= x <= one.begin for one in parted),
    )
    beside = [one for one in parted if one.end <= best <= one.begin]
    across = sum(line.left < best < line.right for line in lines) - len(beside)
    edge = max(one.end for one in beside)
    full = sum(one.end >= edge - _REACH * one.line.size for one in beside)
    is_text = len(beside) >= max(_FEWEST_LINES, across) and full >= len(beside) * _FULL_SHARE
    if not is_text or any(is_head(_words(one)) or is_head(_cells(one)) for one in beside):
        return None
    return (edge + min(one.begin for one in beside)) / 2


def _parted(line: Line, low: float, high: float) -> _Parted | None:
    """The widest gap of a line that lies in the middle."""
    gaps = [
        (b.left - a.right, a.right, b.left)
        for a, b in itertools.pairwise(line.glyphs)
        if a.right < high and b.left > low
    ]
    width, end, begin = max(gaps, default=(0.0, 0.0, 0.0))
    return _Parted(line, end, begin) if width >= line.size * _NARROWEST else None


def _words(one: _Parted) -> list[str]:
    left = [glyph.char for glyph in one.line.glyphs if glyph.right <= one.end]
    right = [glyph.char for glyph in one.line.glyphs if glyph.left >= one.begin]
    return ["".join(left), "".join(right)]


def _cells(one: _Parted) -> list[str]:
    return [part.text for part in segments_of(one.line)]


def _bands(lines: Sequence[Line], grids: Sequence[Lattice], gutter: float) -> Iterator[_Band]:
    """The page from top to bottom: what stands across the stripe, and what stands beside it."""
    pieces = [(line.top, line.bottom, not _crosses(line, gutter)) for line in lines]
    pieces += [(grid.ys[0], grid.ys[-1], not grid.xs[0] < gutter < grid.xs[-1]) for grid in grids]
    runs = [list(run) for _, run in itertools.groupby(sorted(pieces), key=lambda piece: piece[2])]
    edges = [
        (max(one[1] for one in run) + run_below[0][0]) / 2 for run, run_below in itertools.pairwise(runs)
    ]
    tops, bottoms = [float("-inf"), *edges], [*edges, float("inf")]
    for run, top, bottom in zip(runs, tops, bottoms, strict=True):
        yield _Band(top, bottom, run[0][2])


def _crosses(line: Line, gutter: float) -> bool:
    """Whether the words of a line stand across the stripe."""
    return any(
        a.left < gutter < b.right and b.left - a.right < line.size * _NARROWEST
        for a, b in itertools.pairwise(line.glyphs)
    ) or any(glyph.left < gutter < glyph.right for glyph in line.glyphs)


def _parts(ink: Ink, band: _Band, gutter: float) -> Iterator[Ink]:
    """The ink of a band, that of its left column first."""
    sides = [(float("-inf"), gutter), (gutter, float("inf"))]
    for low, high in sides if band.in_columns else [(float("-inf"), float("inf"))]:
        glyphs = tuple(
            glyph
            for glyph in ink.glyphs
            if low <= (glyph.left + glyph.right) / 2 < high
            and band.top <= glyph.baseline - glyph.ink * 0.3 < band.bottom
        )
        rules = tuple(rule for rule in ink.rules if _lies_in(rule, band, low, high))
        if glyphs:
            yield replace(ink, glyphs=glyphs, rules=rules, slanted="", unmapped=0, has_image=False)


def _lies_in(rule: Rule, band: _Band, low: float, high: float) -> bool:
    across, down = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
    return low <= across < high and band.top <= down < band.bottom
