"""Set a planned table on pages: heads repeated, rows whole, section rows across the full width.

In: `TableFacts` and a `TablePlan`. Out: texts and rules put onto pages the caller opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.characters import clean
from workbench.press.columns import Align, Column, TablePlan
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import mm
from workbench.press.sheet import Page, Rule, Text, centred_text, left_text, right_text
from workbench.rows.papers import TableFacts

INNER_RULE = 0.5
OUTER_RULE = 1.0
_ABOVE = mm(1.7)  # least blank between a rule and the text below or above it


class _Row(NamedTuple):
    """A row of a table with its text broken: lines by cell, or one cell across the full width."""

    cells: tuple[tuple[Line, ...], ...]
    height: float
    section: bool = False
    head: bool = False

    @property
    def lines(self) -> int:
        return max(map(len, self.cells), default=0)


def set_table(
    facts: TableFacts, plan: TablePlan, case: TypeCase, page: Page, top: float, turn: Callable[[], Page]
) -> float:
    """Put a table on `page` from `top` on; `turn` opens each further page. Returns its bottom."""
    setter = _Setter(plan, case)
    head = setter.row(facts.heads, Role.HEAVY)._replace(head=True)
    rows = (
        setter.section(row) if index in facts.section_rows else setter.row(row, Role.BODY)
        for index, row in enumerate(facts.rows)
    )
    room = plan.area.bottom - plan.area.top - head.height
    bottom = top
    for number, group in enumerate(_pages(setter.whole_rows(rows, room), plan, head.height, top)):
        if number:
            page, top = turn(), plan.area.top
        if not group and facts.rows:
            continue
        bottom = _draw(page, [head, *group], plan, top)
    return bottom


class _Setter:
    """Breaks the texts of a table's cells. Equal cells of a column are broken once."""

    def __init__(self, plan: TablePlan, case: TypeCase) -> None:
        self._plan, self._case = plan, case
        self._broken = lru_cache(maxsize=4096)(self._break)

    def row(self, texts: Sequence[str], role: Role) -> _Row:
        columns = self._plan.columns
        cells = tuple(
            self._broken(
                texts[index] if index < len(texts) else "",
                role,
                column.measure,
                self._justified(column, role),
            )
            for index, column in enumerate(columns)
        )
        return _Row(cells, self.height(max(map(len, cells), default=1)))

    def section(self, texts: Sequence[str]) -> _Row:
        area = self._plan.area
        measure = int((area.width / self._plan.size - 0.5) * EM)
        lines = self._broken(" ".join(filter(None, texts)), Role.HEAVY, measure, False)
        return _Row((lines,), self.height(len(lines)), section=True)

    def height(self, lines: int) -> float:
        return max(1, lines) * self._plan.leading - (self._plan.leading - self._plan.size) + 2 * _ABOVE

    def whole_rows(self, rows: Iterator[_Row], room: float) -> Iterator[_Row]:
        """Rows as they are; one that is taller than a page is cut into rows that are not."""
        most = int((room - 2 * _ABOVE - self._plan.size) / self._plan.leading) + 1
        for row in rows:
            if row.height <= room:
                yield row
                continue
            for start in range(0, row.lines, most):
                cells = tuple(cell[start : start + most] for cell in row.cells)
                yield _Row(cells, self.height(max(map(len, cells))), row.section)

    def _justified(self, column: Column, role: Role) -> bool:
        return column.align is Align.LEFT and role is Role.BODY

    def _break(self, text: str, role: Role, measure: int, justify: bool) -> tuple[Line, ...]:
        paragraphs = clean(text).strip().split("\n")
        return tuple(
            line
            for paragraph in paragraphs
            for line in break_lines([Run(role, paragraph.strip())], self._case, measure, justify=justify)
        )


def _pages(rows: Iterator[_Row], plan: TablePlan, head: float, top: float) -> Iterator[list[_Row]]:
    """Rows page by page; a section row does not stay behind alone at the foot."""
    room = plan.area.bottom - top - head
    group: list[_Row] = []
    for row in rows:
        if row.height > room and group:
            kept = _trailing_sections(group)
            if len(kept) < len(group):
                yield group[: len(group) - len(kept)]
                group = kept
            else:
                yield group
                group = []
            room = plan.area.bottom - plan.area.top - head - sum(each.height for each in group)
        elif row.height > room:  # not even one row below the title: the table begins on the next page
            yield []
            room = plan.area.bottom - plan.area.top - head
        group.append(row)
        room -= row.height
    yield group


def _trailing_sections(group: list[_Row]) -> list[_Row]:
    count = 0
    while count < len(group) and group[-1 - count].section:
        count += 1
    return group[len(group) - count :]


def _draw(page: Page, rows: Sequence[_Row], plan: TablePlan, top: float) -> float:
    """Draw one page's part of a table; returns its bottom."""
    y = top
    edges = [y]
    for row in rows:
        page.texts.extend(_section_texts(row, plan, y) if row.section else _row_texts(row, plan, y))
        y += row.height
        edges.append(y)
    page.rules.extend(_grid(rows, edges, plan))
    return y


def _row_texts(row: _Row, plan: TablePlan, top: float) -> Iterator[Text]:
    for cell, column in zip(row.cells, plan.columns, strict=True):
        y = top + (row.height - _block_height(cell, plan)) / 2
        yield from _cell_texts(cell, column, Align.CENTRE if row.head else column.align, plan, y)


def _block_height(lines: Sequence[Line], plan: TablePlan) -> float:
    return len(lines) * plan.leading - (plan.leading - plan.size)


def _cell_texts(
    lines: Sequence[Line], column: Column, align: Align, plan: TablePlan, top: float
) -> Iterator[Text]:
    middle = (column.left + column.right) / 2
    half = column.measure * plan.size / EM / 2
    for number, line in enumerate(lines):
        y = top + number * plan.leading
        if align is Align.CENTRE:
            yield centred_text(line, middle, y, plan.size)
        elif align is Align.RIGHT:
            yield right_text(line, middle + half, y, plan.size)
        else:
            yield left_text(line, middle - half, y, plan.size)


def _section_texts(row: _Row, plan: TablePlan, top: float) -> Iterator[Text]:
    for number, line in enumerate(row.cells[0]):
        yield left_text(line, plan.area.left + plan.size / 4, top + _ABOVE + number * plan.leading, plan.size)


def _grid(rows: Sequence[_Row], edges: Sequence[float], plan: TablePlan) -> Iterator[Rule]:
    """Inner rules thin, outer rules thicker; no upright rule runs through a section row."""
    left, right = plan.area.left, plan.area.right
    for edge in edges[1:-1]:
        yield Rule(left, edge, right, edge, INNER_RULE)
    for top, bottom in _open_stretches(rows, edges):
        for column in plan.columns[1:]:
            yield Rule(column.left, top, column.left, bottom, INNER_RULE)
    for edge in (edges[0], edges[-1]):
        yield Rule(left, edge, right, edge, OUTER_RULE)
    for x in (left, right):
        yield Rule(x, edges[0], x, edges[-1], OUTER_RULE)


def _open_stretches(rows: Sequence[_Row], edges: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Top and bottom of each run of rows that have columns."""
    start: float | None = None
    for row, (top, _) in zip(rows, pairwise(edges), strict=True):
        if row.section:
            if start is not None:
                yield start, top
            start = None
        elif start is None:
            start = top
    if start is not None:
        yield start, edges[-1]
