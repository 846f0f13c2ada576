"""Column widths of a table, solved from what stands in it; and whether the sheet must be turned for it.

In: heads and rows of text. Out: a `TablePlan` in points whose columns fill the type area exactly, each
holding a whole number of characters (R92), so that the rows together come out as low as can be had.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from math import ceil, inf
from typing import NamedTuple

from workbench.press.breaking import EM
from workbench.press.characters import clean, clusters, tighten
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import LANDSCAPE, SMALL_SIZE, UPRIGHT, TypeArea, mm
from workbench.rows.papers import TableFacts

SIZES = (SMALL_SIZE, 12.0, 10.5)  # 4号, 小四, 五号: never smaller (R120)
#: From row to row within a cell, and between a rule and the text beside it, in em (R124: 1.2 to 1.6).
_SPACING = (1.3, 0.32)
_TIGHT_SPACING = (1.22, 0.2)  # for a table that then ends a page earlier
#: Pages beyond which a list is set in the next smaller size: a long list is looked through, not read aloud.
_MOST_PAGES = {SMALL_SIZE: 0.85, 12.0: 5.0}
_SIDE = 0.35  # least blank beside a cell's text, of the em
_TALL = mm(62)  # one row in ten may be taller than this before a smaller size is taken
_SAMPLE = 160  # rows weighed when widths are solved
_POWER = 4  # see _gain
_NO_GAIN = 1e-9
_SHORT = 12  # characters: a column with nothing longer is centred
_LEAST_TOKEN, _WHOLE_TOKEN = 6, 8  # em: a date is kept whole where there is room, and cut where there is none
_MODEST = 8  # em a column of prose begins with, before the rest is given out
_COMFORTABLE = 6  # em a column of prose has where a smaller size can give it them
_WHOLE_HEAD = 4  # em; a longer head may take two rows
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*[%％]?")


class Align(Enum):
    """How the rows of a column's cells stand."""

    LEFT = "left"  # justified prose
    CENTRE = "centre"
    RIGHT = "right"


class Column(NamedTuple):
    """A column from rule to rule; `measure` is the width of its text in thousandths of the em."""

    left: float
    right: float
    measure: int
    align: Align


class TablePlan(NamedTuple):
    """How a table is set: on which area, at what size, in which columns; whether it is `tight`, or may become
    so (`tighten`) to end a page earlier."""

    area: TypeArea
    turned: bool
    size: float
    columns: tuple[Column, ...]
    tight: bool = False
    tighten: bool = True

    @property
    def leading(self) -> float:
        """From row to row within a cell."""
        return self.size * self._spacing[0]

    @property
    def padding(self) -> float:
        """The least blank between a rule and the text below or above it."""
        return self.size * self._spacing[1]

    @property
    def _spacing(self) -> tuple[float, float]:
        return _TIGHT_SPACING if self.tight else _SPACING

    def height(self, lines: int) -> float:
        """Of a table row whose highest cell has so many rows of text."""
        return (max(1, lines) - 1) * self.leading + self.size + 2 * self.padding


class _Load(NamedTuple):
    """What a column has to carry, in em: each sampled cell, its head, the longest piece of either."""

    cells: tuple[float, ...]
    head: float
    token: float
    head_token: float

    @property
    def least(self) -> int:
        """The narrowest it can be set."""
        head = self.head if self.head <= _WHOLE_HEAD else max(self.head / 2, self.head_token)
        return max(2, ceil(head), min(ceil(self.token), _LEAST_TOKEN))

    def readable(self, enough: int, token: int = _LEAST_TOKEN, rows: int = 3) -> float:
        """The narrowest it should be set: three cells in four within so many rows, or `enough` characters."""
        ordered = sorted(self.cells)
        typical = ordered[len(ordered) * 3 // 4] if ordered else 0
        return max(self.least, min(typical / rows, enough), min(self.token, token))

    def wish(self, width: int) -> float:
        """How many times its width a column would like to be, so that nothing in it is broken."""
        return max(self.head, *self.cells, 0) / width if self.head > 2 else 0


def plan_table(facts: TableFacts, case: TypeCase, *, largest: float = SIZES[0]) -> TablePlan:
    """Decide the sheet's direction, the size of type (no larger than `largest`) and the columns."""
    rows = [row for index, row in enumerate(facts.rows) if index not in facts.section_rows]
    step = max(1, len(rows) // _SAMPLE)
    sample = rows[::step]
    loads = [
        _load(facts.heads[index], [_cell(row, index) for row in sample], case)
        for index in range(len(facts.heads))
    ]
    # turned where columns would not be readable upright in the smallest type
    needed = sum(load.readable(_MODEST) + 2 * _SIDE for load in loads) * SIZES[-1]
    turned = needed > UPRIGHT.width
    area = LANDSCAPE if turned else UPRIGHT
    aligns = [
        _alignment(facts.heads[index], [_cell(row, index) for row in rows], case)
        for index in range(len(loads))
    ]
    sized = [
        (size, widths)
        for size in [size for size in SIZES if size <= largest] or SIZES[-1:]
        if (widths := _widths(loads, int(area.width / size - 2 * _SIDE * len(loads)))) is not None
    ]
    if not sized:
        return TablePlan(area, turned, SIZES[-1], _columns(_equal(area, len(loads)), aligns, area, SIZES[-1]))
    count = len(facts.rows) / max(1, len(sample))
    plans = [TablePlan(area, turned, size, _columns(widths, aligns, area, size)) for size, widths in sized]
    # where no size is kind to prose, the least is the kindest
    return next((plan for plan in plans if _kind(plan, loads, count)), plans[-1])


def _kind(plan: TablePlan, loads: Sequence[_Load], share: float) -> bool:
    """Whether a table is well set: no column too narrow, few rows tall, not too many pages for its size.

    `share` is how many rows of the table each sampled one stands for.
    """
    widths = [column.measure // EM for column in plan.columns]
    heights = sorted(map(plan.height, _row_lines(loads, widths)))
    tall = heights[len(heights) * 9 // 10] if heights else 0
    pages = sum(heights) * share / (plan.area.bottom - plan.area.top)
    return tall <= _TALL and not _narrow(loads, widths) and pages <= _MOST_PAGES.get(plan.size, inf)


def _narrow(loads: Sequence[_Load], widths: Sequence[int]) -> bool:
    """Whether some column of prose is so narrow that a smaller size is better, if it gives it more room."""
    return any(
        width < _COMFORTABLE and max(load.cells, default=0) > _SHORT
        for load, width in zip(loads, widths, strict=True)
    )


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _load(head: str, cells: Sequence[str], case: TypeCase) -> _Load:
    advances = case.advances[Role.BODY]
    token, widths = 0, []
    for cell in cells:
        text = case.printable(Role.BODY, clean(cell).replace("\n", ""))
        pieces = [advances[piece] for piece in clusters(tighten(text))]
        widths.append(sum(pieces) / EM)
        token = max(token, *pieces, 0)
    wide = case.advances[Role.HEAVY]
    of_head = [wide[piece] for piece in clusters(case.printable(Role.HEAVY, head))]
    return _Load(tuple(widths), sum(of_head) / EM, token / EM, max(of_head, default=0) / EM)


def _alignment(head: str, cells: Sequence[str], case: TypeCase) -> Align:
    filled = [cell for cell in cells if cell]
    numbers = filled and head != "序号" and all(_NUMBER.fullmatch(cell) for cell in filled)
    if numbers and not all(_YEAR.fullmatch(cell) for cell in filled):
        return Align.RIGHT
    return Align.CENTRE if all(len(cell) <= _SHORT for cell in filled) else Align.LEFT


def _widths(loads: Sequence[_Load], room: int) -> list[int] | None:
    """Whole characters for each column, each given where it lowers the table most; None if too narrow."""
    widths = [ceil(load.readable(_MODEST, _WHOLE_TOKEN, rows=2)) for load in loads]
    if sum(widths) > room:
        widths = [load.least for load in loads]
    if sum(widths) > room:
        return None
    rows = list(zip(*(load.cells for load in loads), strict=True))
    heights = [[_height(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    for _ in range(room - sum(widths)):
        totals = [sum(powers) for powers in heights]
        gains = [_gain(rows, heights, totals, widths, column) for column in range(len(widths))]
        if max(gains) < _NO_GAIN:  # every cell on one row: the rest goes where texts are long
            gains = [load.wish(width) for load, width in zip(loads, widths, strict=True)]
        wider = gains.index(max(gains))
        widths[wider] += 1
        for row, powers in zip(rows, heights, strict=True):
            powers[wider] = _height(row[wider], widths[wider])
    return widths


def _gain(
    rows: Sequence[Sequence[float]],
    heights: Sequence[Sequence[float]],
    totals: Sequence[float],
    widths: Sequence[int],
    column: int,
) -> float:
    """What one more character for a column takes off the table.

    A row is as high as its highest cell; a high power of all cells comes close to that, and still tells
    which of two equally high columns to widen.
    """
    wider = widths[column] + 1
    saved: float = sum(
        total ** (1 / _POWER) - (total - powers[column] + _height(cells[column], wider)) ** (1 / _POWER)
        for cells, powers, total in zip(rows, heights, totals, strict=True)
    )
    return saved


def _height(width: float, measure: int) -> float:
    return float(max(1.0, width / measure) ** _POWER)


def _lines(width: float, measure: float) -> int:
    """Rows a cell will take; a little more than its width says, as marks and words push on."""
    return max(1, ceil(width * 1.03 / measure)) if width > measure else 1


def _row_lines(loads: Sequence[_Load], widths: Sequence[int]) -> list[int]:
    """Rows of text in the highest cell of each sampled table row."""
    return [
        max(_lines(cell, width) for cell, width in zip(cells, widths, strict=True))
        for cells in zip(*(load.cells for load in loads), strict=True)
    ]


def _equal(area: TypeArea, count: int) -> list[int]:
    return [max(1, int((area.width / SIZES[-1] - 0.2 * count) / count))] * count


def _columns(
    widths: Sequence[int], aligns: Sequence[Align], area: TypeArea, size: float
) -> tuple[Column, ...]:
    """Columns from rule to rule: text measures are whole characters, what is left over goes beside them."""
    side = (area.width / size - sum(widths)) / len(widths)
    left, columns = area.left, []
    for width, align in zip(widths, aligns, strict=True):
        right = left + (width + side) * size
        columns.append(Column(left, right, width * EM, align))
        left = right
    return tuple(columns)
