"""Pipe tables inside plain text (Markdown): found in decoded text, given back as real tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.reading.formats.source import Grid, GridCell, Source

_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*\r?$", re.MULTILINE)
_RULED = r"[ \t]*(?::?-{2,}:?|:-:?|-:)[ \t]*"
_RULE = re.compile(rf"[ \t]*\|{_RULED}(\|{_RULED})*\|[ \t]*\r?")
_CELL = re.compile(r"(?<=\|)[^|\r\n]*(?=\|)")


def read_markdown(source: Source) -> Source:
    """The source with its pipe tables told; a text without a ruled pipe table comes back as it was."""
    grids = tuple(_grid(source.text, rows) for rows in _runs(source.text) if _is_ruled(rows))
    return replace(source, grids=grids) if grids else source


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Groups of pipe rows that follow one another without a line between."""
    run: list[re.Match[str]] = []
    for row in _ROW.finditer(text):
        if run and text[run[-1].end() : row.start()].strip("\r\n"):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_ruled(rows: list[re.Match[str]]) -> bool:
    if len(rows) > 2 and _RULE.fullmatch(rows[1].group()):
        return True
    widths = {row.group().count("|") for row in rows}
    return len(rows) > 1 and len(widths) == 1 and widths.pop() > 3 and bool(re.search(r"\w", rows[0].group()))


def _grid(text: str, rows: list[re.Match[str]]) -> Grid:
    filled = [row for row in rows if not _RULE.fullmatch(row.group())]
    cells = tuple(tuple(_cells(text, row)) for row in filled)
    return Grid(rows[0].start(), rows[-1].end(), cells)


def _cells(text: str, row: re.Match[str]) -> Iterator[GridCell]:
    for cell in _CELL.finditer(text, row.start(), row.end()):
        blank_before = len(cell.group()) - len(cell.group().lstrip())
        start = cell.start() + blank_before
        yield GridCell(start, start + len(cell.group().strip()))
