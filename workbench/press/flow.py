"""The running text on the grid of 28 × 22: every row of it takes exactly one row of the page.

In: `FlowRow`s in order. Out: the same rows dealt out to pages, headings never last on a page, the
signature never alone on one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import BODY_SIZE, COLUMNS, ROWS, UPRIGHT, ZI, baseline, row_top
from workbench.press.sheet import Page, Text

MEASURE = COLUMNS * EM


class Placed(NamedTuple):
    """A line and the x it begins at."""

    line: Line
    x: float


class FlowRow(NamedTuple):
    """One grid row: what stands on it (nothing: a blank row), and whether it must stay with the next row."""

    pieces: tuple[Placed, ...] = ()
    keep: bool = False


BLANK = FlowRow()


def paragraph_rows(
    runs: Sequence[Run], case: TypeCase, *, indent: int = 2, hang: float = 0, keep: bool = False
) -> list[FlowRow]:
    """A paragraph whose first row is `indent` characters in and whose further rows stand `hang` points in."""
    measure = MEASURE - round(hang / BODY_SIZE * EM)
    lines = break_lines(runs, case, measure, indent=indent * EM)
    left = UPRIGHT.left + hang
    return [
        FlowRow((Placed(line, left + (indent * ZI if number == 0 else 0)),), keep)
        for number, line in enumerate(lines)
    ]


def kept(rows: Sequence[FlowRow]) -> list[FlowRow]:
    """The rows as one block that also stays with what follows."""
    return [row._replace(keep=True) for row in rows]


def deal(rows: Sequence[FlowRow], first: int) -> Iterator[Sequence[FlowRow]]:
    """Rows page by page; the first page has room from grid row `first` on."""
    start, room = 0, max(0, ROWS - first + 1)
    while start < len(rows):
        end = min(start + room, len(rows))
        if end < len(rows):
            end = _good_end(rows, start, end)
        yield rows[start:end]
        start, room = end, ROWS
        while start < len(rows) and not rows[start].pieces:  # no page begins with a blank row
            start += 1


def _good_end(rows: Sequence[FlowRow], start: int, end: int) -> int:
    good = end
    while good > start and rows[good - 1].keep:
        good -= 1
    return good if good > start else end


def draw_rows(page: Page, rows: Sequence[FlowRow], first: int) -> None:
    """Put rows on a page from grid row `first` on."""
    for number, row in enumerate(rows, first):
        base = baseline(row_top(number), BODY_SIZE)
        page.texts.extend(Text(piece.x, base, BODY_SIZE, piece.line) for piece in row.pieces)


def body_line(text: str, case: TypeCase, role: Role = Role.BODY) -> Line:
    """A line in body type that is never broken."""
    text = case.printable(role, text)
    return Line((Run(role, text),), case.width(role, text), 0)
