"""Comma-separated text: decoded text in, the same text with its one table told out."""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.reading.formats.source import Grid, GridCell, Source

_FIELD = re.compile(r'[ \t]*("(?:[^"]|"")*"|[^,\t\r\n]*)(,|\t|\r?\n|$)')
_FEWEST_COLUMNS = 2


def read_csv(source: Source) -> Source:
    """The source with its rows as a table; lines above the head that hold one field alone stay lines."""
    rows = [row for row in _rows(source.text) if any(cell.end > cell.start for cell in row)]
    while rows and sum(cell.end > cell.start for cell in rows[0]) < _FEWEST_COLUMNS:
        rows.pop(0)
    if not rows:
        return source
    return replace(source, grids=(Grid(rows[0][0].start, len(source.text), tuple(rows)),))


def _rows(text: str) -> list[tuple[GridCell, ...]]:
    rows: list[tuple[GridCell, ...]] = []
    row: list[GridCell] = []
    at = 0
    while at < len(text):
        field = _FIELD.match(text, at)
        if field is None:
            break
        row.append(_cell(text, *field.span(1)))
        at = field.end()
        if field[2] not in (",", "\t"):
            rows.append(tuple(row))
            row = []
    if row:
        rows.append(tuple(row))
    return rows


def _cell(text: str, start: int, end: int) -> GridCell:
    """A field's place without its quotes and blanks."""
    if end - start > 1 and text[start] == '"':
        start, end = start + 1, end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return GridCell(start, end)
