"""Tables without upright rules: lines whose words stand in columns in, rows of cells out.

A table begins where a line of several parts is the head of a table, or where several such lines follow one
another; it goes on while each part stands in one column. A blank stripe down all its lines parts columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.reading.formats.heads import is_head
from workbench.reading.formats.pdf_ink import Rule
from workbench.reading.formats.pdf_lines import Line, segments_of

#: Without a head that is known, this many lines of at least as many columns make a table.
_FEWEST = 3
_NUMBER = re.compile(r"[(（]?[0-9０-９一二三四五六七八九十]{1,4}[)）]?[.．、]?")
#: Rows stand further apart than the lines inside a row, by this factor at least.
_ROW_GAP = 1.25

_Cells = list[list[Line]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table told by its alignment: the edges of its columns, and the lines in each cell of each row."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[_Cells, ...]

    def spans(self, row: _Cells) -> bool:
        """Whether a row is one line over several columns: a section row."""
        return any(
            line.right > self.edges[at + 1] + line.size for at, cell in enumerate(row) for line in cell
        )


def aligned_tables(lines: Sequence[Line], level: Sequence[Rule]) -> Iterator[Line | Aligned]:
    """The lines in order, those that make tables replaced by the tables."""
    parts = [segments_of(line) for line in lines]
    at = 0
    while at < len(lines):
        run = _run(parts, at) if len(parts[at]) > 1 else None
        if run is None:
            yield lines[at]
            at += 1
        else:
            end, columns = run
            yield _table(parts[at:end], columns, level)
            at = end


_Column = tuple[float, float]


def _run(parts: list[list[Line]], start: int) -> tuple[int, list[_Column]] | None:
    """Where a table that begins at `start` ends, and its columns; None where none begins."""
    columns: list[_Column] = [(part.left, part.right) for part in parts[start]]
    has_head = is_head([part.text for part in parts[start]])
    full = 1
    end = start + 1
    while end < len(parts):
        widened = _widened(columns, parts[end])
        if widened is None and has_head:
            closer = _cut_closer(columns, parts[end])
            widened = _widened(columns, closer)
            parts[end] = closer if widened else parts[end]
        if widened is None:
            if not (len(parts[end]) == 1 and end + 1 < len(parts) and _is_section(columns, parts, end)):
                break
        else:
            columns = widened
            full += len(parts[end]) >= min(len(columns), _FEWEST)
        end += 1
    is_table = (has_head and full > 1) or (len(columns) >= _FEWEST and full > _FEWEST)
    return (end, columns) if is_table else None


def _widened(columns: list[_Column], line: list[Line]) -> list[_Column] | None:
    """The columns with the parts of a line in them, None where a part stands across two of them."""
    widened = list(columns)
    for part in line:
        met = [at for at, (left, right) in enumerate(widened) if part.left < right and left < part.right]
        if len(met) != 1:
            return None
        left, right = widened[met[0]]
        widened[met[0]] = (min(left, part.left), max(right, part.right))
    return widened


#: Between columns that are known, so many squares part two cells.
_NARROW_GAP = 0.7


def _cut_closer(columns: list[_Column], line: list[Line]) -> list[Line]:
    """The parts of a line, those that seem to stand across columns cut at their narrow gaps too."""
    return [
        piece
        for part in line
        for piece in (segments_of(part, _NARROW_GAP) if _widened(columns, [part]) is None else [part])
    ]


def _is_section(columns: list[_Column], parts: list[list[Line]], at: int) -> bool:
    """A short line across columns with rows below it that stand in them."""
    (line,) = parts[at]
    width = columns[-1][1] - columns[0][0]
    is_short = line.right - line.left < width * 0.6 and not line.text.endswith(("。", "；", "："))
    return is_short and len(parts[at + 1]) > 1 and _widened(columns, parts[at + 1]) is not None


def _table(parts: list[list[Line]], columns: list[_Column], level: Sequence[Rule]) -> Aligned:
    inner = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]
    edges = (columns[0][0], *inner, columns[-1][1])
    bands = _bands(parts, _separators(parts, columns, level))
    rows = [_cells(band, edges) for band in bands]
    return Aligned(parts[0][0].top, parts[-1][0].bottom, edges, tuple(_with_numbers(rows)))


def _separators(parts: list[list[Line]], columns: list[_Column], level: Sequence[Rule]) -> list[float]:
    """The level rules between the lines of a table."""
    left, right = columns[0][0], columns[-1][1]
    first, last = parts[0][0].baseline, parts[-1][0].baseline
    crossing = (rule for rule in level if rule.left < left + 20 and rule.right > right - 20)
    return sorted({round(rule.top) for rule in crossing if first < rule.top < last})


def _bands(parts: list[list[Line]], separators: list[float]) -> list[list[list[Line]]]:
    """The lines in groups that make one row each: by rules, else by the wider gaps between rows."""
    if len(separators) >= _FEWEST:
        edges = [float("-inf"), *separators, float("inf")]
        bands = [
            [line for line in parts if low <= line[0].baseline < high]
            for low, high in itertools.pairwise(edges)
        ]
        return [band for band in bands if band]
    gaps = [b[0].baseline - a[0].baseline for a, b in itertools.pairwise(parts)]
    usual = min(gaps)
    has_wide = max(gaps) > usual * _ROW_GAP
    bands = [[parts[0]]]
    for gap, line in zip(gaps, parts[1:], strict=True):
        if gap > usual * _ROW_GAP or not has_wide:
            bands.append([])
        bands[-1].append(line)
    return bands


def _cells(band: list[list[Line]], edges: tuple[float, ...]) -> _Cells:
    cells: _Cells = [[] for _ in edges[1:]]
    for line in band:
        for part in line:
            middle = (part.left + part.right) / 2
            inside = [at for at, edge in enumerate(edges[:-1]) if edge <= middle]
            is_wide = part.left < edges[1] and part.right > edges[1] + part.size
            cells[0 if is_wide or not inside else inside[-1]].append(part)
    return cells


def _with_numbers(rows: list[_Cells]) -> list[_Cells]:
    """Where the first column numbers the rows, a row without a number goes on with the one above it."""
    numbered = [row for row in rows[1:] if row[0] and _NUMBER.fullmatch(row[0][0].text)]
    if len(numbered) * 2 < len([row for row in rows[1:] if row[0]]) or not numbered:
        return rows
    joined: list[_Cells] = rows[:1]
    for row in rows[1:]:
        if row[0] or len(joined) == 1:
            joined.append(row)
        else:
            joined[-1] = [above + below for above, below in zip(joined[-1], row, strict=True)]
    return joined
