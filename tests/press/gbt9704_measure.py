"""Measure a PDF page: rows of text by baseline, rules, tables and ink, in millimetres from the top left.

Knows nothing of the press. Follows the traps of measuring: em boxes are taken from the baseline (0.88 above,
0.12 below), rules may be strokes or thin fills, ink is looked for on a raster.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pdfplumber
import pypdfium2

MM = 25.4 / 72


@dataclass(frozen=True)
class Char:
    text: str
    x0: float
    x1: float
    base: float
    size: float  # pt
    font: str
    colour: tuple[float, ...]
    upright: bool


@dataclass
class Row:
    """Characters of one baseline, from left to right."""

    page: int
    chars: list[Char]

    @cached_property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def size(self) -> float:
        return self.chars[0].size

    @property
    def base(self) -> float:
        return self.chars[0].base

    @property
    def top(self) -> float:
        return self.base - 0.88 * self.size * MM

    @property
    def bottom(self) -> float:
        return self.base + 0.12 * self.size * MM

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return self.chars[-1].x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def red(self) -> bool:
        return is_red(self.chars[0].colour)


@dataclass(frozen=True)
class Rule:
    x0: float
    x1: float
    y: float
    width: float
    colour: tuple[float, ...]


@dataclass
class Cell:
    x0: float
    x1: float
    rows: list[Row]

    @property
    def text(self) -> str:
        return "".join(row.text for row in self.rows)


@dataclass
class Table:
    x0: float
    x1: float
    top: float
    bottom: float
    rows: list[list[Cell]]


@dataclass
class Sheet:
    """One page, measured."""

    number: int  # from 1
    width: float
    height: float
    rows: list[Row]  # outside tables
    rules: list[Rule]  # horizontal
    tables: list[Table]
    filled: list[tuple[float, ...]] = field(default_factory=list)  # colours of filled areas
    rule_widths: list[float] = field(default_factory=list)
    turned: Sheet | None = None  # the same page as it is read, where it is read with the sheet turned
    pictures: list[tuple[float, float]] = field(default_factory=list)  # top and bottom of drawn figures
    _pdfium: Any = None

    @property
    def all_chars(self) -> Iterator[Char]:
        for row in self.rows:
            yield from row.chars
        for table in self.tables:
            for cells in table.rows:
                for cell in cells:
                    for row in cell.rows:
                        yield from row.chars

    def ink(self, x0: float, y0: float, x1: float, y1: float, dpi: int = 600) -> tuple[float, ...] | None:
        """The box of everything darker than half within a window."""
        k = 1 / MM
        margins = (x0 * k, (self.height - y1) * k, (self.width - x1) * k, y0 * k)
        picture = self._pdfium.render(scale=dpi / 72, crop=margins).to_pil().convert("L")
        box = picture.point(lambda value: 255 if value < 160 else 0).getbbox()
        return box and tuple(o + v * 25.4 / dpi for o, v in zip((x0, y0, x0, y0), box, strict=True))


def is_red(colour: tuple[float, ...]) -> bool:
    if len(colour) == 3:
        return colour[0] >= 0.75 and colour[1] <= 0.35 and colour[2] <= 0.35
    return len(colour) == 4 and min(colour[1:3]) >= 0.75 and colour[0] <= 0.1 and colour[3] <= 0.1


def is_black(colour: tuple[float, ...]) -> bool:
    if len(colour) == 4:
        return colour[3] >= 0.9 and max(colour[:3]) <= 0.1
    return max(colour, default=0) <= 0.1


def measure(pdf: bytes) -> list[Sheet]:
    """Every page of a PDF."""
    pictures = pypdfium2.PdfDocument(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        turned = [number for number, page in enumerate(document.pages) if _is_turned(page)]
        sheets = [
            _upright_part(page, pictures[number]) if number in turned else _sheet(page, pictures[number])
            for number, page in enumerate(document.pages)
        ]
    for number, sheet in _as_read(pdf, turned).items():
        sheets[number].turned = sheet
    return sheets


def _is_turned(page: Any) -> bool:
    chars = [char for char in page.chars if char["text"].strip()]
    return sum(not char["upright"] for char in chars) > len(chars) / 2


def _as_read(pdf: bytes, turned: list[int]) -> dict[int, Sheet]:
    """Pages measured with the sheet turned clockwise, as a reader of their table holds it."""
    if not turned:
        return {}
    copy = pypdfium2.PdfDocument(pdf)
    for number in turned:
        copy[number].set_rotation(90)
    buffer = io.BytesIO()
    copy.save(buffer)
    with pdfplumber.open(buffer) as document:
        return {number: _sheet(document.pages[number], copy[number]) for number in turned}


def _upright_part(page: Any, picture: Any) -> Sheet:
    """What of a turned page stands upright: its number."""
    chars = [_char(page, char) for char in page.chars if char["text"].strip() and char["upright"]]
    return Sheet(
        page.page_number,
        page.width * MM,
        page.height * MM,
        list(_rows(chars, page.page_number)),
        [],
        [],
        _pdfium=picture,
    )


def _colour(value: Any) -> tuple[float, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _sheet(page: Any, picture: Any) -> Sheet:
    chars = [_char(page, char) for char in page.chars if char["text"].strip()]
    chars = [char for char in chars if char.upright]  # of a turned page, its number is not
    tables = [_table(table, chars, page.page_number) for table in page.find_tables()]
    inside = {
        char
        for table in tables
        for cells in table.rows
        for cell in cells
        for row in cell.rows
        for char in row.chars
    }
    return Sheet(
        page.page_number,
        page.width * MM,
        page.height * MM,
        list(_rows([char for char in chars if char not in inside], page.page_number)),
        sorted(_horizontal(page), key=lambda rule: rule.y),
        tables,
        [
            _colour(rect["non_stroking_color"])
            for rect in page.rects
            if rect["fill"] and min(rect["height"], rect["width"]) > 3
        ],
        [line["linewidth"] * MM for line in page.lines],
        pictures=[
            (curve["top"] * MM, curve["bottom"] * MM)
            for curve in (*page.curves, *page.rects)
            if curve["height"] > 3 or curve["width"] > 3
        ],
        _pdfium=picture,
    )


def _char(page: Any, char: dict[str, Any]) -> Char:
    base = (page.height - char["matrix"][5]) * MM
    colour = _colour(char["non_stroking_color"])
    return Char(
        char["text"],
        char["x0"] * MM,
        char["x1"] * MM,
        base,
        char["size"],
        char["fontname"],
        colour,
        char["upright"],
    )


def _rows(chars: list[Char], page: int) -> Iterator[Row]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and char.base - rows[-1][0].base < 0.35:
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        yield Row(page, sorted(row, key=lambda char: char.x0))


def _horizontal(page: Any) -> Iterator[Rule]:
    for line in page.lines:
        if abs(line["x1"] - line["x0"]) > 20:
            yield Rule(
                line["x0"] * MM,
                line["x1"] * MM,
                line["top"] * MM,
                line["linewidth"] * MM,
                _colour(line["stroking_color"]),
            )
    for rect in page.rects:
        if rect["height"] < 3 and rect["width"] > 20:
            middle = (rect["top"] + rect["bottom"]) / 2 * MM
            yield Rule(
                rect["x0"] * MM,
                rect["x1"] * MM,
                middle,
                rect["height"] * MM,
                _colour(rect["non_stroking_color"]),
            )


def _table(table: Any, chars: list[Char], page: int) -> Table:
    rows = [[_cell(box, chars, page) for box in row.cells if box] for row in table.rows]
    x0, top, x1, bottom = (value * MM for value in table.bbox)
    return Table(x0, x1, top, bottom, rows)


def _cell(box: tuple[float, ...], chars: list[Char], page: int) -> Cell:
    x0, top, x1, bottom = (value * MM for value in box)
    inside = [
        c for c in chars if x0 <= (c.x0 + c.x1) / 2 <= x1 and top <= c.base - 0.3 * c.size * MM <= bottom
    ]
    return Cell(x0, x1, list(_rows(inside, page)))
