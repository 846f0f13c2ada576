"""The running text on its grid: every row of it takes exactly one row of the page, 28 × 22 as a rule.

In: `FlowRow`s in order, and things of other heights between them. Out: pages on which headings are never
last, the signature is never alone, and footnotes stand on the page they belong to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.footnotes import draw_notes, rows_taken
from workbench.press.geometry import STANDARD, UPRIGHT, Grid, baseline
from workbench.press.sheet import Page, Text


class Placed(NamedTuple):
    """A line and the x it begins at."""

    line: Line
    x: float


class FlowRow(NamedTuple):
    """One grid row: what stands on it (nothing: a blank row), whether it must stay with the next row, the
    footnotes (lines of small type) that belong to it, and what it should be found by (`Flow.found`)."""

    pieces: tuple[Placed, ...] = ()
    keep: bool = False
    notes: tuple[Line, ...] = ()
    tag: object = None


class Found(NamedTuple):
    """Where a tagged row came to stand: its page, counted from 0, and its top."""

    tag: object
    page: int
    top: float


BLANK = FlowRow()
#: A row of something that is no text: it takes its place and is not drawn.
_TAKEN = FlowRow(keep=True)


def paragraph_rows(
    runs: Sequence[Run],
    case: TypeCase,
    *,
    indent: int = 2,
    hang: float = 0,
    keep: bool = False,
    grid: Grid = STANDARD,
) -> list[FlowRow]:
    """A paragraph whose first row is `indent` characters in and whose further rows stand `hang` points in."""
    measure = grid.columns * EM - round(hang / grid.size * EM)
    lines = break_lines(runs, case, measure, indent=indent * EM)
    left = UPRIGHT.left + hang
    return [
        FlowRow((Placed(line, left + (indent * grid.size if number == 0 else 0)),), keep)
        for number, line in enumerate(lines)
    ]


def kept(rows: Sequence[FlowRow]) -> list[FlowRow]:
    """The rows as one block that also stays with what follows."""
    return [row._replace(keep=True) for row in rows]


def body_line(text: str, case: TypeCase, role: Role = Role.BODY) -> Line:
    """A line in body type that is never broken."""
    text = case.printable(role, text)
    return Line((Run(role, text),), case.width(role, text), 0)


class Flow:
    """Text on its way onto pages: the pages so far, and where on the last one it goes on.

    `bottom` is where the last row or thing ends, to be read after `finish` or `make_room`.
    """

    def __init__(self, page: Page, first: int, grid: Grid = STANDARD) -> None:
        self.pages = [page]
        self.grid = grid
        self.bottom = UPRIGHT.top
        self.found: list[Found] = []
        self._row = first
        self._held: list[FlowRow] = []
        self._notes: list[Line] = []  # on the last page
        self._begun = False  # page 1 must show text, even where a block that belongs together is torn

    def add(self, rows: Sequence[FlowRow]) -> None:
        self._held += rows

    def add_accompanied(self, rows: Sequence[FlowRow], company: int, first: int) -> None:
        """Add rows that take the last `company` rows of text with them onto their page (7.3.5.5); the `first`
        rows of all stay on page 1, which must show text (7.3.3)."""
        held = self._held
        if rows and held:
            loose = max(0 if self._begun else first, len(held) - company)
            held[loose:] = kept(held[loose:])
        self._held += rows

    def has_room(self, rows: int) -> bool:
        """Whether so many rows still go onto the page the text has got to."""
        return self._row + rows - 1 <= self.grid.rows

    def finish(self) -> None:
        """Put what is still held onto pages, and the footnotes below it."""
        held, self._held = self._held, []
        self._deal(held)
        self._close_notes()

    def make_room(self, height: float) -> tuple[Page, float]:
        """Room for something `height` high, kept with the rows that must stay with it: its page and top."""
        rows = min(ceil(max(height - self.grid.size, 0) / self.grid.pitch) + 1, self.grid.rows)
        self._deal([*self._held, *[_TAKEN] * rows])
        self._held = []
        return self.pages[-1], self.grid.top(self._row)

    def take_heading(self) -> tuple[FlowRow, ...]:
        """The rows at the end of what is held that must stay with what follows, taken out of the flow."""
        start = len(self._held)
        while start and self._held[start - 1].keep:
            start -= 1
        taken = tuple(self._held[start:])
        del self._held[start:]
        return taken

    def went_to(self, bottom: float) -> None:
        """Something that is no text now ends here, on the last page."""
        self.bottom = bottom
        self._row = self.grid.row_below(bottom + self.grid.pitch - self.grid.size)

    def new_page(self, *, turned: bool = False) -> Page:
        """Open a page, which may be turned; text goes on at its top."""
        self.finish()
        self._open(Page(turned=turned))
        return self.pages[-1]

    def _open(self, page: Page) -> None:
        self._close_notes()
        self.pages.append(page)
        self._row = 1

    def _deal(self, rows: Sequence[FlowRow]) -> None:
        start = 0
        if rows and self.pages[-1].turned:  # no running text stands on a turned page
            self._open(Page())
            start = _first_shown(rows, start)
        while start < len(rows):
            end = self._end(rows, start)
            self._draw(rows[start:end])
            start = end
            if start < len(rows):
                self._open(Page())
                start = _first_shown(rows, start)

    def _end(self, rows: Sequence[FlowRow], start: int) -> int:
        """Where the page's share of the rows ends."""
        end = self._fitting(rows, start)
        if end == len(rows):
            return end
        good = end
        while good > start and rows[good - 1].keep:
            good -= 1
        if good > start or (self._begun and self._row > 1):
            return good
        return end

    def _fitting(self, rows: Sequence[FlowRow], start: int) -> int:
        """How far the rows fit on the page, with their footnotes at its foot."""
        room = self.grid.rows - self._row + 1
        end = max(start, min(start + room, len(rows)))
        if not self._notes and not any(row.notes for row in rows[start:end]):
            return end
        lines, end = len(self._notes), start
        while end < len(rows):
            lines += len(rows[end].notes)
            if end + 1 - start + rows_taken(lines, self.grid) > room:
                break
            end += 1
        return end if end > start or self._row > 1 else start + 1

    def _draw(self, rows: Sequence[FlowRow]) -> None:
        page, grid = self.pages[-1], self.grid
        for row in rows:
            if row is _TAKEN:
                continue
            base = baseline(grid.top(self._row), grid.size)
            page.texts.extend(Text(piece.x, base, grid.size, piece.line) for piece in row.pieces)
            if row.tag is not None:
                self.found.append(Found(row.tag, len(self.pages) - 1, grid.top(self._row)))
            self.bottom = grid.top(self._row) + grid.size
            self._notes += row.notes
            self._row += 1
            self._begun = True

    def _close_notes(self) -> None:
        if self._notes:
            self.bottom = UPRIGHT.bottom
            draw_notes(self.pages[-1], self._notes)
            self._notes = []


def _first_shown(rows: Sequence[FlowRow], start: int) -> int:
    """The first row from `start` on that shows something: no page begins with a blank row."""
    while start < len(rows) and _blank(rows[start]):
        start += 1
    return start


def _blank(row: FlowRow) -> bool:
    return not row.pieces and row.tag is None and row is not _TAKEN
