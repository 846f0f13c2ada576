"""Comma-separated text: decoded text in, the same text with its tables told out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from workbench.reading.formats.source import Grid, GridCell, Source

_DELIMITERS = "\t,;|"
_FEWEST_COLUMNS = 2
#: How many lines are looked at to tell the delimiter.
_SAMPLE = 200


def read_csv(source: Source) -> Source:
    """The source with its rows as a table; lines above the head that hold one field alone stay lines."""
    rows = [row for row in _rows(source.text) if any(cell.end > cell.start for cell in row)]
    while rows and sum(cell.end > cell.start for cell in rows[0]) < _FEWEST_COLUMNS:
        rows.pop(0)
    if not rows:
        return source
    return replace(source, grids=(Grid(rows[0][0].start, len(source.text), tuple(rows)),))


def stands_in_columns(text: str) -> bool:
    """Whether pasted text is a table: tabs, as many in each of its rows or nearly so."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and sum("\t" in line for line in lines) > len(lines) * 0.6


def _rows(text: str) -> list[tuple[GridCell, ...]]:
    delimiter = _delimiter(text)
    field_of = _field(delimiter)
    rows: list[tuple[GridCell, ...]] = []
    row: list[GridCell] = []
    at = 0
    while at < len(text):
        field = field_of.match(text, at)
        if field is None:
            break
        row.append(_cell(text, *field.span(1)))
        at = field.end()
        if field[2] != delimiter:
            rows.append(tuple(row))
            row = []
    if row:
        rows.append(tuple(row))
    return rows


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    blank = "[ ]" if delimiter == "\t" else r"[ \t]"
    return re.compile(
        rf'{blank}*("(?:[^"]|"")*"(?={blank}*(?:{sign}|\r?\n|$))|[^{sign}\r\n]*){blank}*({sign}|\r?\n|\r|$)'
    )


def _delimiter(text: str) -> str:
    """The sign that stands equally often in most lines; a comma where none does."""
    bare = re.sub(r'"[^"]*"', "", text[:100_000])
    lines = [line for line in bare.splitlines() if line.strip()][:_SAMPLE]

    def steadiness(sign: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return counts.most_common(1)[0][1] if counts else 0

    best = max(_DELIMITERS, key=steadiness)
    return best if steadiness(best) else ","


def _cell(text: str, start: int, end: int) -> GridCell:
    """A field's place without its quotes and blanks."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[start] == '"' and text[end - 1] == '"':
        start, end = start + 1, end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return GridCell(start, end)
