"""A PDF measured: bytes in, one `Sheet` a page out, each with its rows, ruled lines, tables and drawings.

A page on which most text runs up the sheet is read with the sheet turned clockwise: its `turned` view holds
what is read so, the upright one the rest (its number). A page shown lying is taken in the same two views.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pypdfium2
import pypdfium2.raw as raw

from workbench.checking.ink import Drawn, Glyph, Point, read_page
from workbench.checking.ruling import Edge, find_grids
from workbench.checking.sheets import (
    MM,
    Area,
    Cell,
    Char,
    Colour,
    Rule,
    Sheet,
    Table,
    around,
    rows_of,
)
from workbench.errors import CannotReadError, UnsupportedFormatError

#: No paper of an office is longer; a book is no paper.
MOST_PAGES = 1000
#: Shorter lines are not ruled across a page.
SHORTEST_RULE = 7.0
#: A drawing smaller than this is a speck.
SPECK = 1.06

Turn = Callable[[float, float], Point]


def measure(data: bytes) -> list[Sheet]:
    """Every page of a PDF. Raises UnsupportedFormatError for a password, CannotReadError for damage."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error) from error
    try:
        if len(document) > MOST_PAGES:
            raise CannotReadError(
                f"这份文件有{len(document)}页，超过了{MOST_PAGES}页。", "请拆分成几份，再分别检查。"
            )
        return [_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _unopened(error: pypdfium2.PdfiumError) -> CannotReadError:
    if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return UnsupportedFormatError(
            "这份 PDF 文件设有打开密码。", "请在 PDF 阅读器中输入密码打开，取消密码后另存，再检查。"
        )
    return CannotReadError("这份 PDF 文件已损坏，无法打开。", "请重新生成或向原单位索取后再检查。")


def _page(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise CannotReadError(
            f"这份 PDF 文件的第{number + 1}页已损坏。", "请重新生成或向原单位索取后再检查。"
        ) from error
    try:
        return sheet_of(read_page(page), number + 1)
    finally:
        page.close()


def sheet_of(drawn: Drawn, number: int) -> Sheet:
    """A page in its upright view, and in its turned one if it is read so."""
    if drawn.width > drawn.height:  # shown lying: what is read lies, the sheet stands
        lying = _View(drawn, number, _same, drawn.width, drawn.height, turned=True)
        standing = _View(
            drawn, number, lambda x, y: (y, drawn.width - x), drawn.height, drawn.width, turned=False
        )
        return standing.rest(lying.whole(), lies=True)
    upright = _View(drawn, number, _same, drawn.width, drawn.height, turned=False)
    if sum(not char.upright for char in upright.chars) <= len(upright.chars) / 2:
        return upright.whole()
    read = _View(drawn, number, lambda x, y: (drawn.height - y, x), drawn.height, drawn.width, turned=True)
    return upright.rest(read.whole(), lies=False)


def _same(x: float, y: float) -> Point:
    return x, y


class _View:
    """A page seen from one side: `turn` takes its shown places to places of this view."""

    def __init__(
        self, drawn: Drawn, number: int, turn: Turn, width: float, height: float, *, turned: bool
    ) -> None:
        self._drawn, self._number, self._turn, self._turned = drawn, number, turn, turned
        self._width, self._height = width, height
        self.chars = [self._char(glyph) for glyph in drawn.glyphs]

    def whole(self) -> Sheet:
        """The page as it is read in this view."""
        chars = [char for char in self.chars if char.upright]
        tables = self._tables(chars)
        inside = {id(char) for table in tables for char in table.chars}
        outside = (char for char in chars if id(char) not in inside)
        return Sheet(
            self._number,
            self._width,
            self._height,
            tuple(rows_of(outside, self._number, self._turned)),
            tuple(sorted(self._rules(), key=lambda rule: rule.y)),
            tables,
            tuple(colour for area, colour in self._drawn.areas if _is_large(area) and min(colour) < 0.99),
            tuple(self._figures()),
            tuple(map(self._area, self._drawn.images)),
        )

    def rest(self, turned: Sheet, *, lies: bool) -> Sheet:
        """What stands upright on a page that is read turned."""
        chars = [char for char in self.chars if char.upright]
        rows = tuple(rows_of(chars, self._number, self._turned))
        return Sheet(self._number, self._width, self._height, rows, turned=turned, lies=lies)

    def _char(self, glyph: Glyph) -> Char:
        (x0, base), (x1, end) = self._turn(*glyph.start), self._turn(*glyph.end)
        upright = abs(end - base) < 0.05 and x1 >= x0
        return Char(
            glyph.text,
            x0,
            x1,
            base,
            glyph.size,
            glyph.font,
            glyph.embedded,
            glyph.colour,
            upright,
            self._area(glyph.ink),
            glyph.stroked,
        )

    def _area(self, area: Area) -> Area:
        one, other = self._turn(area[0], area[1]), self._turn(area[2], area[3])
        return around(((*one, *one), (*other, *other)))

    def _strokes(self) -> list[tuple[Area, float, Colour]]:
        """Lines along the page as (their extent, width, colour)."""
        return [(self._area((*one.start, *one.end)), one.width, one.colour) for one in self._drawn.strokes]

    def _rules(self) -> list[Rule]:
        return [
            Rule(self._number, left, right, (top + bottom) / 2, width, colour, self._turned)
            for (left, top, right, bottom), width, colour in self._strokes()
            if right - left > SHORTEST_RULE and bottom - top < SPECK
        ]

    def _figures(self) -> list[Area]:
        areas = (*self._drawn.figures, *(area for area, colour in self._drawn.areas if min(colour) < 0.99))
        return [self._area(area) for area in areas if area[3] - area[1] > SPECK or area[2] - area[0] > SPECK]

    def _tables(self, chars: Sequence[Char]) -> tuple[Table, ...]:
        across: list[Edge] = []
        down: list[Edge] = []
        for (left, top, right, bottom), *_ in self._strokes():
            if bottom - top < 0.1:
                across.append(((top + bottom) / 2, left, right))
            elif right - left < 0.1:
                down.append(((left + right) / 2, top, bottom))
        return tuple(self._table(area, rows, chars) for area, rows in find_grids(across, down))

    def _table(self, area: Area, rows: Sequence[Sequence[Area]], chars: Sequence[Char]) -> Table:
        near = [char for char in chars if area[1] <= _height(char) <= area[3]]
        cells = tuple(tuple(self._cell(cell, near) for cell in row) for row in rows)
        return Table(self._number, area, cells, self._turned)

    def _cell(self, area: Area, chars: Sequence[Char]) -> Cell:
        x0, top, x1, bottom = area
        inside = [
            char for char in chars if x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= _height(char) <= bottom
        ]
        return Cell(self._number, area, tuple(rows_of(inside, self._number, self._turned)), self._turned)


def _height(char: Char) -> float:
    """Where a character stands, for telling its cell: somewhat below its middle."""
    return char.base - 0.3 * char.size * MM


def _is_large(area: Area) -> bool:
    return min(area[2] - area[0], area[3] - area[1]) > SPECK
