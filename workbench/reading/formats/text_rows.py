"""Tables in plain text whose rows stand one a line, cells parted by `|` or tabs without any frame.

Pages and sheets copied as text look so. A table begins with the line that heads one and goes on while its
lines have several cells; a line without a sign between is a section row, or goes on with the cell above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.reading.formats.heads import is_head
from workbench.reading.formats.source import Grid, GridCell, Source

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章])"
)
_FEWEST_COLUMNS = 3
_LONGEST_SECTION = 40


_Place = tuple[int, int]
_Cells = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What parts the cells of a table, and whether it also opens and closes its lines: | a | b |."""

    sign: str
    opens: bool
    closes: bool


def read_text_rows(source: Source) -> Source:
    """The source with such tables told, beside those it has already."""
    grids = list(source.grids)
    for sign in "|\t":
        if source.text.count(sign) >= _FEWEST_COLUMNS:
            lines = [found.span() for found in _LINE.finditer(source.text)]
            lines = [line for line in lines if not any(grid.start <= line[0] < grid.end for grid in grids)]
            grids.extend(_grids(source.text, lines, sign))
    return replace(source, grids=tuple(sorted(grids, key=lambda grid: grid.start)))


def _cells(text: str, line: _Place, shape: _Shape) -> _Cells:
    start, end = line
    words = text[start:end]
    if shape.closes and words.rstrip().endswith("|"):
        end = start + len(words.rstrip()) - 1
    if shape.opens and words.lstrip().startswith("|"):
        start += len(words) - len(words.lstrip()) + 1
    cells = []
    for part in text[start:end].split(shape.sign):
        inside = part.strip(" \u3000\xa0\t")
        begin = start + part.find(inside) if inside else start
        cells.append(GridCell(begin, begin + len(inside)))
        start += len(part) + 1
    return tuple(cells)


def _grids(text: str, lines: Sequence[_Place], sign: str) -> Iterator[Grid]:
    at = 0
    while at < len(lines):
        if text.count(sign, *lines[at]) < _FEWEST_COLUMNS - 1:
            at += 1
            continue
        first = [text[slice(*line)].strip() for line in lines[at : at + 2]]
        opens, closes = (all(map(side, first)) for side in (_opens, _closes))
        shape = _Shape(sign, opens and sign == "|", closes and sign == "|")
        if not _heads_table(text, _cells(text, lines[at], shape)):
            at += 1
            continue
        rows, after = _rows(text, lines, at, shape)
        if len(rows) > 1:
            yield Grid(lines[at][0], lines[after - 1][1], tuple(rows))
        at = after


def _opens(line: str) -> bool:
    return line.startswith("|")


def _closes(line: str) -> bool:
    return line.endswith("|")


def _heads_table(text: str, cells: _Cells) -> bool:
    return len(cells) >= _FEWEST_COLUMNS and is_head([text[cell.start : cell.end] for cell in cells])


def _rows(text: str, lines: Sequence[_Place], head: int, shape: _Shape) -> tuple[list[_Cells], int]:
    """The rows of a table, and the index of the first line below it."""
    rows = [_cells(text, lines[head], shape)]
    for at in range(head + 1, len(lines)):
        cells = _cells(text, lines[at], shape)
        goes_on = at + 1 < len(lines) and len(_cells(text, lines[at + 1], shape)) > 1
        if len(cells) > 1 or (goes_on and _is_section(text, lines[at])):
            rows.append(cells)
        elif goes_on and len(rows) > 1 and len(rows[-1]) > 1:
            rows[-1] = (*rows[-1][:-1], GridCell(rows[-1][-1].start, cells[0].end))
        else:
            return rows, at
    return rows, len(lines)


def _is_section(text: str, line: _Place) -> bool:
    return line[1] - line[0] <= _LONGEST_SECTION and bool(_SECTION.match(text, line[0]))
