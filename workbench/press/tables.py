"""Set a planned table on pages: heads repeated, rows whole, section rows across, merged cells said again.

In: `TableFacts` and a `TablePlan`. Out: texts and rules put onto pages the caller opens. A merged cell that
goes on on the next page has its text there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.characters import clean
from workbench.press.columns import Align, Column, TablePlan
from workbench.press.faces import Role, TypeCase
from workbench.press.sheet import Page, Text, centred_text, left_text, right_text
from workbench.press.table_rules import Reach, TableRow, grid_rules
from workbench.rows.papers import CellSpan, TableFacts

#: A table of no more rows is set tighter where its last page would be left nearly empty otherwise.
_FITTED_ROWS = 400
_SLIGHT = 0.3  # of a page: what is nearly empty
_NO_REACH: Mapping[int, Reach] = {}


def set_table(
    facts: TableFacts, plan: TablePlan, case: TypeCase, page: Page, top: float, turn: Callable[[], Page]
) -> float:
    """Put a table on `page` from `top` on; `turn` opens each further page. Returns its bottom."""
    plan, head, groups = _dealt(facts, plan, case, top)
    bottom = top
    if plan.tight:
        page.tight.append(facts.rows)
    for number, group in enumerate(groups):
        if number:
            page, top = turn(), plan.area.top
        if not group and facts.rows:
            continue
        bottom = _draw(page, [head, *group], plan, top)
    return bottom


def _dealt(
    facts: TableFacts, plan: TablePlan, case: TypeCase, top: float
) -> tuple[TablePlan, TableRow, Iterable[list[TableRow]]]:
    """The plan, the head, and each page's rows; tightened where that saves a page that is nearly empty."""
    head, groups = _in_pages(facts, plan, case, top)
    if len(facts.rows) > _FITTED_ROWS or not plan.tighten:
        return plan, head, groups
    pages = list(groups)
    if len(pages) > 1 and sum(row.height for row in pages[-1]) < _SLIGHT * (plan.area.bottom - plan.area.top):
        tight = plan._replace(tight=True)
        tight_head, fewer = _in_pages(facts, tight, case, top)
        if len(tighter := list(fewer)) < len(pages):
            return tight, tight_head, tighter
    return plan, head, pages


def _in_pages(
    facts: TableFacts, plan: TablePlan, case: TypeCase, top: float
) -> tuple[TableRow, Iterator[list[TableRow]]]:
    """The head, and the rows page by page as they are asked for."""
    setter = _Setter(plan, case)
    head = setter.head(facts)
    room = plan.area.bottom - plan.area.top - head.height
    return head, _pages(setter.whole_rows(setter.rows(facts), room), plan, head, top)


def least_height(facts: TableFacts, plan: TablePlan, case: TypeCase) -> float:
    """The height of a table's head and first row, with the section row above that."""
    setter = _Setter(plan, case)
    height = setter.head(facts).height
    for row in islice(setter.rows(facts), 3):
        height += row.height
        if not row.section:
            break
    return height


class _Setter:
    """Breaks the texts of a table's cells. Equal cells of a column are broken once."""

    def __init__(self, plan: TablePlan, case: TypeCase) -> None:
        self._plan, self._case = plan, case
        self._broken = lru_cache(maxsize=4096)(self._break)

    def head(self, facts: TableFacts) -> TableRow:
        """The heads in one row, or in two tiers where some stand under a common head."""
        row = self._row(facts.heads, Role.HEAVY)
        if not facts.groups:
            return row._replace(head=True)
        tier = self._plan.height(1)
        tiers = []
        for group in facts.groups:
            left, right = self._plan.columns[group.first].left, self._plan.columns[group.last].right
            lines = self._broken(group.text, Role.HEAVY, int((right - left) / self._plan.size) * EM, False)
            tier = max(tier, self._plan.height(len(lines)))
            tiers.append((group, lines))
        return row._replace(head=True, height=row.height + tier, tier=tier, groups=tuple(tiers))

    def rows(self, facts: TableFacts) -> Iterator[TableRow]:
        """All rows, each as high as its cells need; the last of a merged cell's as high as that needs too."""
        reaches = self._reaches(facts)
        spare = {
            id(reach): self._plan.height(len(reach.lines)) for found in reaches.values() for reach in found
        }
        for index, texts in enumerate(facts.rows):
            if index in facts.section_rows:
                yield self._section(texts)
                continue
            row = self._row(texts, Role.BODY)
            if index in reaches:
                row = self._merged(row, reaches[index], index, spare)
            yield row

    def _reaches(self, facts: TableFacts) -> dict[int, list[Reach]]:
        """The merged cells that each row takes part in."""
        found: dict[int, list[Reach]] = {}
        for span in facts.spans:
            reach = self._reach(span, facts)
            for index in range(span.row, span.row + span.rows):
                found.setdefault(index, []).append(reach)
        return found

    def _reach(self, span: CellSpan, facts: TableFacts) -> Reach:
        column = self._plan.columns[span.column]
        text = facts.rows[span.row][span.column]
        lines = self._broken(text, Role.BODY, column.measure, column.align is Align.LEFT)
        return Reach(span.column, lines, self._plan.height(len(lines)), span.row + span.rows - 1)

    def _merged(
        self, row: TableRow, reaches: Sequence[Reach], index: int, spare: dict[int, float]
    ) -> TableRow:
        """The row as part of merged cells, whose texts are left to them; `spare` is what each still needs."""
        columns = {reach.column: reach for reach in reaches}
        cells = tuple(() if column in columns else cell for column, cell in enumerate(row.cells))
        height = self._plan.height(max(map(len, cells), default=1))
        ending = [reach for reach in reaches if reach.last == index]
        height = max(height, *(spare[id(reach)] for reach in ending), 0)
        for reach in reaches:
            spare[id(reach)] -= height
        ends = frozenset(reach.column for reach in ending)
        return row._replace(cells=cells, height=height, reaches=columns, ends=ends)

    def _row(self, texts: Sequence[str], role: Role) -> TableRow:
        cells = tuple(
            self._broken(
                texts[index] if index < len(texts) else "",
                role,
                column.measure,
                column.align is Align.LEFT and role is Role.BODY,
            )
            for index, column in enumerate(self._plan.columns)
        )
        return TableRow(cells, self._plan.height(max(map(len, cells), default=1)), reaches=_NO_REACH)

    def _section(self, texts: Sequence[str]) -> TableRow:
        area = self._plan.area
        measure = int((area.width / self._plan.size - 0.5) * EM)
        lines = self._broken(" ".join(filter(None, texts)), Role.HEAVY, measure, False)
        return TableRow((lines,), self._plan.height(len(lines)), section=True, reaches=_NO_REACH)

    def whole_rows(self, rows: Iterator[TableRow], room: float) -> Iterator[TableRow]:
        """Rows as they are; one that is taller than a page is cut into rows that are not."""
        most = int((room - 2 * self._plan.padding - self._plan.size) / self._plan.leading) + 1
        for row in rows:
            if row.height <= room:
                yield row
                continue
            for start in range(0, row.lines, most):
                cells = tuple(cell[start : start + most] for cell in row.cells)
                yield row._replace(cells=cells, height=self._plan.height(max(map(len, cells))))

    def _break(self, text: str, role: Role, measure: int, justify: bool) -> tuple[Line, ...]:
        paragraphs = clean(text).strip().split("\n")
        return tuple(
            line
            for paragraph in paragraphs
            for line in break_lines([Run(role, paragraph.strip())], self._case, measure, justify=justify)
        )


def _pages(rows: Iterator[TableRow], plan: TablePlan, head: TableRow, top: float) -> Iterator[list[TableRow]]:
    """Rows page by page; a section row does not stay behind alone at the foot."""
    room = plan.area.bottom - top - head.height
    group: list[TableRow] = []
    for row in rows:
        lacking = _lacking(group, row) if row.reaches else 0.0
        if row.height + lacking > room and group:
            kept = _trailing_sections(group)
            if len(kept) < len(group):
                yield _settled(group[: len(group) - len(kept)])
                group = kept
            else:
                yield group
                group = []
            room = plan.area.bottom - plan.area.top - head.height - sum(each.height for each in group)
        elif row.height > room:  # not even one row below the title: the table begins on the next page
            yield []
            room = plan.area.bottom - plan.area.top - head.height
        if row.ends:
            row = row._replace(height=row.height + _lacking(group, row, row.ends))
        group.append(row)
        room -= row.height
    yield _settled(group)


def _lacking(group: Sequence[TableRow], row: TableRow, columns: frozenset[int] | None = None) -> float:
    """What the merged cells that `row` takes part in still lack in height on this page."""
    lacking = 0.0
    for column, reach in row.reaches.items():
        if columns is None or column in columns:
            height = row.height
            for above in reversed(group):
                if above.reaches.get(column) is not reach:
                    break
                height += above.height
            lacking = max(lacking, reach.height - height)
    return lacking


def _settled(group: list[TableRow]) -> list[TableRow]:
    """A page's rows, the last as high as the merged cells that are torn off there need."""
    if group and group[-1].reaches:
        last = group[-1]
        group[-1] = last._replace(height=last.height + _lacking(group[:-1], last))
    return group


def _trailing_sections(group: list[TableRow]) -> list[TableRow]:
    count = 0
    while count < len(group) and group[-1 - count].section:
        count += 1
    return group[len(group) - count :]


def _draw(page: Page, rows: Sequence[TableRow], plan: TablePlan, top: float) -> float:
    """Draw one page's part of a table; returns its bottom."""
    y = top
    edges = [y]
    for index, row in enumerate(rows):
        if row.section:
            page.texts.extend(_section_texts(row, plan, y))
        elif row.tier:
            page.texts.extend(_tiered_texts(row, plan, y))
        else:
            page.texts.extend(_row_texts(row, plan, y, rows[index - 1 :] if row.reaches else ()))
        y += row.height
        edges.append(y)
    page.rules.extend(grid_rules(rows, edges, plan))
    return y


def _row_texts(row: TableRow, plan: TablePlan, top: float, around: Sequence[TableRow]) -> Iterator[Text]:
    """The texts of a row; `around` begins with the row above it, for the merged cells that begin here."""
    for index, (cell, column) in enumerate(zip(row.cells, plan.columns, strict=True)):
        height = row.height
        if row.reaches and index in row.reaches:
            reach = row.reaches[index]
            if around and around[0].reaches.get(index) is reach:
                continue
            cell, height = reach.lines, _reached(around[1:], index, reach)
        y = top + (height - _block_height(cell, plan)) / 2
        yield from _cell_texts(cell, column, Align.CENTRE if row.head else column.align, plan, y)


def _reached(rows: Sequence[TableRow], column: int, reach: Reach) -> float:
    """How far a merged cell reaches down on this page."""
    height = 0.0
    for row in rows:
        if row.reaches.get(column) is not reach:
            break
        height += row.height
    return height


def _tiered_texts(row: TableRow, plan: TablePlan, top: float) -> Iterator[Text]:
    """Heads in two tiers: those without a common head stand in the middle of both."""
    grouped = {column for group, _ in row.groups for column in range(group.first, group.last + 1)}
    began = set()
    for index, (cell, column) in enumerate(zip(row.cells, plan.columns, strict=True)):
        for group, lines in row.groups:
            if group.first == index and index not in began:
                began.add(index)
                over = Column(column.left, plan.columns[group.last].right, 0, Align.CENTRE)
                y = top + (row.tier - _block_height(lines, plan)) / 2
                yield from _cell_texts(lines, over, Align.CENTRE, plan, y)
        above = row.tier if index in grouped else 0.0
        y = top + above + (row.height - above - _block_height(cell, plan)) / 2
        yield from _cell_texts(cell, column, Align.CENTRE, plan, y)


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


def _section_texts(row: TableRow, plan: TablePlan, top: float) -> Iterator[Text]:
    for number, line in enumerate(row.cells[0]):
        yield left_text(
            line, plan.area.left + plan.size / 4, top + plan.padding + number * plan.leading, plan.size
        )
