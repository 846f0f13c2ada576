"""The sheet of GB/T 9704-2012 in points: A4, the type area (版心) and its grid of 28 × 22.

Distances run from the top left corner of the upright sheet, downwards. A character's em box reaches from
0.88 em above its baseline to 0.12 em below it; "top" and "bottom" of a row always mean that box.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

POINTS_PER_MM = 72 / 25.4


def mm(value: float) -> float:
    """Millimetres as points."""
    return value * POINTS_PER_MM


ASCENT = 0.88  # of the em, above the baseline

SHEET_WIDTH = mm(210)  # 5.1
SHEET_HEIGHT = mm(297)

COLUMNS = 28  # characters in a row, 5.2.3
ROWS = 22  # rows on a page, 5.2.3


@dataclass(frozen=True, slots=True)
class TypeArea:
    """A type area (版心) and how many rows of its grid it holds."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


UPRIGHT = TypeArea(mm(28), mm(37), mm(184), mm(262), ROWS)  # 5.2.1
#: The same area seen with the sheet turned clockwise, for tables of clause 8.
LANDSCAPE = TypeArea(mm(35), mm(28), mm(260), mm(184), 15)

#: 3号 as the standard means it: 28 characters fill 156 mm exactly (15.79 pt).
BODY_SIZE = UPRIGHT.width / COLUMNS
#: 一字: the width of one body character.
ZI = BODY_SIZE
#: One row: 22 em boxes and 21 gaps fill 225 mm exactly (10.446 mm).
PITCH = (UPRIGHT.bottom - UPRIGHT.top - BODY_SIZE) / (ROWS - 1)

TITLE_SIZE = 22.0  # 2号
TITLE_PITCH = 33.0  # practice: 33–35 pt
SMALL_SIZE = 14.0  # 4号

NUMBER_DASH_MIDDLE = mm(269)  # 7 mm below the type area, clause 7.5


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of text that fills the type area exactly: `columns` characters in each of `rows` rows."""

    columns: int = COLUMNS
    rows: int = ROWS

    @property
    def size(self) -> float:
        """Of the type, and the width of one character (一字)."""
        return UPRIGHT.width / self.columns

    @property
    def pitch(self) -> float:
        return (UPRIGHT.bottom - UPRIGHT.top - self.size) / (self.rows - 1)

    def top(self, row: int) -> float:
        """Top of the em box of a row, counted from 1."""
        return UPRIGHT.top + (row - 1) * self.pitch

    def row_below(self, y: float) -> int:
        """The first row that begins at or below a height."""
        return max(1, ceil((y - UPRIGHT.top) / self.pitch - 1e-6) + 1)


#: 28 × 22 in 3号, and what a paper that must fit on its page may be set in instead: 4号, 小四, 五号.
STANDARD = Grid()
DENSER = (Grid(31, 26), Grid(36, 32), Grid(41, 38))


def row_top(row: int, area: TypeArea = UPRIGHT) -> float:
    """Top of the em box of grid row `row`, counted from 1."""
    return area.top + (row - 1) * PITCH


def baseline(top: float, size: float) -> float:
    """The baseline of a row whose em box begins at `top`."""
    return top + ASCENT * size
