"""A measured page as values: characters, rows of type, ruled lines, tables. Millimetres from the top left.

Em boxes are taken from the baseline, 0.88 above and 0.12 below, because boxes of fonts differ by face.
A page whose table is read with the sheet turned has two views: the sheet upright, and `turned` as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

MM = 25.4 / 72
#: The em box of a character above and below its baseline.
ASCENT, DESCENT = 0.88, 0.12
#: Baselines that differ by less belong to one row.
SAME_ROW = 0.35

Area = tuple[float, float, float, float]  # left, top, right, bottom
Colour = tuple[float, float, float]  # red, green, blue from 0 to 1


@dataclass(frozen=True, slots=True, eq=False)
class Char:
    """A character: its advance from `x0` to `x1`, baseline, size in points, and the box of its ink."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    embedded: bool
    colour: Colour
    upright: bool
    ink: Area
    stroked: bool = False  # outlined as well as filled


@dataclass(frozen=True, eq=False)
class Row:
    """Characters of one baseline, from left to right. `page` counts from 1."""

    page: int
    chars: tuple[Char, ...]
    turned: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @cached_property
    def size(self) -> float:
        return self.chars[0].size

    @property
    def base(self) -> float:
        return self.chars[0].base

    @cached_property
    def top(self) -> float:
        return self.base - ASCENT * self.size * MM

    @cached_property
    def bottom(self) -> float:
        return self.base + DESCENT * self.size * MM

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

    @property
    def area(self) -> Area:
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, eq=False)
class Rule:
    """A ruled line: its ends, its middle `y` and its width."""

    page: int
    x0: float
    x1: float
    y: float
    width: float
    colour: Colour
    turned: bool = False

    @property
    def area(self) -> Area:
        half = max(self.width / 2, 0.4)
        return (self.x0, self.y - half, self.x1, self.y + half)


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table with its rows of type."""

    page: int
    area: Area
    rows: tuple[Row, ...]
    turned: bool = False

    @property
    def x0(self) -> float:
        return self.area[0]

    @property
    def x1(self) -> float:
        return self.area[2]

    @cached_property
    def text(self) -> str:
        return "".join(row.text for row in self.rows)


@dataclass(frozen=True, eq=False)
class Table:
    """A ruled table; merged cells stand in the row in which they begin."""

    page: int
    area: Area
    rows: tuple[tuple[Cell, ...], ...]
    turned: bool = False

    @property
    def x0(self) -> float:
        return self.area[0]

    @property
    def top(self) -> float:
        return self.area[1]

    @property
    def x1(self) -> float:
        return self.area[2]

    @property
    def bottom(self) -> float:
        return self.area[3]

    @property
    def chars(self) -> Iterator[Char]:
        for cells in self.rows:
            for cell in cells:
                for row in cell.rows:
                    yield from row.chars


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page. `rows` stand outside tables; `pictures` are tops and bottoms of drawn figures and images."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...] = ()
    tables: tuple[Table, ...] = ()
    filled: tuple[Colour, ...] = ()
    drawn: tuple[Area, ...] = ()
    images: tuple[Area, ...] = ()
    turned: Sheet | None = field(default=None)
    lies: bool = False  # the page is shown lying, as its `turned` view is read

    @property
    def page(self) -> int:
        return self.number

    @property
    def area(self) -> Area | None:
        """Where a fault of the whole page is shown: nowhere in particular."""
        return None

    @property
    def as_read(self) -> Sheet:
        return self.turned or self

    @property
    def pictures(self) -> list[tuple[float, float]]:
        return [(area[1], area[3]) for area in self.drawn]

    @cached_property
    def all_chars(self) -> tuple[Char, ...]:
        outside = [char for row in self.rows for char in row.chars]
        return (*outside, *(char for table in self.tables for char in table.chars))

    def shown(self, area: Area, *, turned: bool) -> Area:
        """Where an area of this view, or of the turned one, lies on the page as it is shown."""
        if turned == self.lies:
            return area
        left, top, right, bottom = area
        if turned:  # read with the shown sheet turned clockwise
            return (top, self.height - right, bottom, self.height - left)
        return (self.height - bottom, left, self.height - top, right)

    def ink(self, x0: float, y0: float, x1: float, y1: float) -> Area | None:
        """The box of all ink within a window: of characters, ruled lines and drawings."""
        window = (x0, y0, x1, y1)
        areas = [char.ink for char in self.all_chars if _has_ink(char)]
        areas += [_ink_of(rule) for rule in self.rules]
        found = [common for area in (*areas, *self.drawn) if (common := _common(area, window))]
        return around(found) if found else None


def _has_ink(char: Char) -> bool:
    return char.ink[2] > char.ink[0] and min(char.colour) < 0.6


def _ink_of(rule: Rule) -> Area:
    return (rule.x0, rule.y - rule.width / 2, rule.x1, rule.y + rule.width / 2)


def _common(one: Area, two: Area) -> Area | None:
    left, top = max(one[0], two[0]), max(one[1], two[1])
    right, bottom = min(one[2], two[2]), min(one[3], two[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def around(areas: Iterable[Area]) -> Area:
    """The smallest area that holds these."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def is_red(colour: Colour) -> bool:
    """Whether a colour passes for the red of a head (R7); converted from inks it is a little softer."""
    return colour[0] >= 0.75 and colour[1] <= 0.4 and colour[2] <= 0.4


def is_black(colour: Colour) -> bool:
    """Whether a colour passes for black; K100 alone is shown as a very dark grey."""
    return max(colour) <= 0.15


def rows_of(chars: Iterable[Char], page: int, turned: bool = False) -> Iterator[Row]:
    """Characters gathered into rows by their baselines."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and char.base - rows[-1][0].base < SAME_ROW:
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        yield Row(page, tuple(sorted(row, key=lambda char: char.x0)), turned)
