"""Tables that a web page printed one cell a line, recovered from their heads.

The head is a run of lines that are column heads, some broken in two, some standing below others. The cells
below are laid into rows and columns at the least cost (`laying`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from workbench.reading.blank_rows import parted_rows
from workbench.reading.columns import TITLES, Column, Holds, is_table_head, read_column, settle
from workbench.reading.head_rows import with_lower_row
from workbench.reading.laying import SECTION_ROW, cost_of, lay
from workbench.reading.tables import (
    ENDS_TABLE,
    SECTION,
    Row,
    Table,
    cell_text,
    mark_shared_titles,
    name_table,
    number_of,
)
from workbench.reading.text import Stretch, Text

_LONGEST_HEAD_LINE = 16
_MOST_HEAD_LINES = 3
_MOST_COLUMNS = 20
#: What a head nobody knows may look like: a few characters without figures and marks.
_MAY_BE_HEAD = re.compile(r"[\u3400-\u9fff（）()/、]{2,8}")
#: What stands over a head: a numbered heading, 表2 …, …清单, 单位：万元.
_STANDS_OVER_TABLE = re.compile(
    rf"{SECTION.pattern}|(?:附?表|专栏)\s*\d|.{{2,30}}(?:表|清单|指标|台账)$|\(?单位\s*:"
)
#: A column that is not left out for less is one that rows are expected to fill.
_NEEDED = 2.0
#: How much the last row is doubted where lines behind it found no row.
_LEFT_OVER = 3.0


def find_flattened(text: Text, lines: list[Stretch]) -> list[Table]:
    """The flattened tables among a document's lines, in order."""
    cells = _Cells(text, [cell for line in parted_rows(text, lines) if (cell := _cell(text, line)).length])
    tables: list[Table] = []
    at = 0
    while at < len(cells.places):
        head = _head(cells, at)
        if head is None:
            at += 1
            continue
        columns, first = head
        stop = _end_of_table(cells, first, columns)
        table = _table(cells, columns, at, first, stop)
        if table is None:
            at = first
            continue
        tables.append(table)
        at = _next_after(cells.places, table.place.end, first)
    return tables


class _Cells:
    """The cells of a document, one a line: their places, and their words without blanks."""

    def __init__(self, text: Text, places: list[Stretch]) -> None:
        self.text = text
        self.places = places
        self.words = ["".join(text.read(place).split()) for place in places]
        self._heads: dict[tuple[int, bool], tuple[Column | None, int]] = {}

    def head(self, at: int, before: Sequence[str] = ()) -> tuple[Column | None, int]:
        """The column head that begins at a cell, None where none does, and how many cells it takes.

        Words that are a head `before` it already begin a broken one: 指标 … 指标 / 属性.
        """
        key = (at, self.words[at] in before)
        if key not in self._heads:
            self._heads[key] = _head_cell(self.words[at : at + _MOST_HEAD_LINES], is_broken=key[1])
        return self._heads[key]


def _next_after(places: list[Stretch], end: int, least: int) -> int:
    return next((index for index in range(least, len(places)) if places[index].start >= end), len(places))


def _cell(text: Text, line: Stretch) -> Stretch:
    """A line without the pipes that a flattened table leaves."""
    start, end = line.start, line.end
    while start < end and text.key[start] in "| \t\u3000":
        start += 1
    while end > start and text.key[end - 1] in "| \t\u3000":
        end -= 1
    return Stretch(start, end)


def _head(cells: _Cells, at: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a head that begins at a line, and the index of the first line below it."""
    columns: list[Column] = []
    while at < len(cells.words) and len(columns) < _MOST_COLUMNS:
        column, lines = cells.head(at, [column.words for column in columns])
        if column is None and len(columns) > 1 and _stands_among_heads(cells, at):
            column, lines = Column(Holds.UNKNOWN, cells.words[at]), 1
        if column is None:
            break
        columns.append(column)
        at += lines
    if not columns:
        return None
    columns, taken = with_lower_row(columns, cells.words[at : at + _MOST_COLUMNS])
    at += taken
    settled = settle(columns)
    if len(columns) < 3 or not is_table_head(settled) or _names_itself_twice(settled):
        return None
    return settled, at


def _names_itself_twice(columns: tuple[Column, ...]) -> bool:
    """A table's name above its head can look like a head itself (主要指标, 任务清单): begin below it."""
    first = columns[0].holds
    is_above_numbers = first in TITLES and any(column.holds is Holds.NO for column in columns[1:])
    return is_above_numbers or any(column.holds is first for column in columns[1:])


def _head_cell(words: list[str], *, is_broken: bool) -> tuple[Column | None, int]:
    """One column head, of as many lines as still make a known head: 2025年 / 目标."""
    long = (count for count, part in enumerate(words) if len(part) > _LONGEST_HEAD_LINE)
    for count in range(next(long, len(words)), 0, -1):
        if _begins_another(words[:count]):
            continue
        column = read_column("".join(words[:count]))
        if column.holds is not Holds.UNKNOWN and (is_broken or not _are_heads_each(words[:count])):
            return column, count
    return None, 0


def _begins_another(parts: list[str]) -> bool:
    """Whether a line behind the first is the next head or a row's number: 总投资（万元） / 责任单位 / 1."""
    if read_column(parts[0]).holds is Holds.UNKNOWN:
        return False
    answers = _WITHIN_ROWS - {Holds.NOTE}
    return any(part.isdigit() and len(part) < 4 for part in parts[1:]) or any(
        len(part) >= 4 and read_column(part).holds in answers for part in parts[1:]
    )


def _stands_among_heads(cells: _Cells, at: int) -> bool:
    """A short line nobody knows with known heads before and behind it is a head too."""
    is_followed = at + 1 < len(cells.words) and cells.head(at + 1)[0] is not None
    return bool(_MAY_BE_HEAD.fullmatch(cells.words[at])) and is_followed


def _are_heads_each(parts: list[str]) -> bool:
    """Whether lines are whole heads, each by itself: 指标 above 单位; a year goes with the line below it.

    牵头 above 单位 is one head broken in two, as are 工作 above 举措: both would hold the same.
    """
    if parts[1:] and parts[1] in ("单位", "部门") and parts[0] in ("牵头", "配合", "责任", "主办", "协办"):
        return False
    kinds = [read_column(part).holds for part in parts]
    if set(map(len, parts)) == {2} and {*kinds, read_column("".join(parts)).holds} == {kinds[0]}:
        return False
    return len(parts) > 1 and not {Holds.UNKNOWN, Holds.YEAR} & set(kinds)


def _end_of_table(cells: _Cells, first: int, columns: tuple[Column, ...]) -> int:
    """Where the cells certainly end: a new annex, chapter, note or table, or prose below one of numbers."""
    measures = any(column.holds is Holds.INDICATOR for column in columns)
    words = [column.words for column in columns]
    for index in range(first, len(cells.places)):
        if index > first and _begins_other_table(cells, index, words):
            return _before_headings(cells, index, first)
        key = cells.text.read(cells.places[index])
        if ENDS_TABLE.match(key) or (measures and len(key) > 60 and "。" in key):
            return index
    return len(cells.places)


def _begins_other_table(cells: _Cells, at: int, words: list[str]) -> bool:
    """Whether the head of a table begins here that is not this one's, repeated on a new page."""
    if cells.head(at)[0] is None:
        return False
    head = _head(cells, at)
    if head is None or head[0][0].holds in _WITHIN_ROWS:
        return False  # 省直有关部门 / 2025年 / 民生实事 are cells of a row
    return [column.words for column in head[0]] != words


_WITHIN_ROWS = {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT, Holds.DEADLINE, Holds.NOTE}


def _before_headings(cells: _Cells, at: int, first: int) -> int:
    """The place above the headings and the name that stand over the head of the next table."""
    while at > first + 1 and _STANDS_OVER_TABLE.match(cells.text.read(cells.places[at - 1])):
        at -= 1
    return at


def _table(cells: _Cells, columns: tuple[Column, ...], at: int, first: int, stop: int) -> Table | None:
    text, places = cells.text, cells.places
    body = list(_without_repeated_heads(cells, range(first, stop), columns))
    if not body:
        return None
    columns = settle(list(columns))
    laid = lay(columns, [cells.words[index] for index in body])
    table = Table(columns, [], Stretch(places[at].start, places[first - 1].end), flattened=True)
    name_table(text, table, places[max(0, at - 3) : at])
    _fill(text, table, [places[index] for index in body], laid)
    if not table.rows:
        return None
    table.place = Stretch(table.place.start, max(row.place.end for row in table.rows))
    return table


def _without_repeated_heads(cells: _Cells, body: range, columns: tuple[Column, ...]) -> Iterator[int]:
    """The cells without the head that each printed page repeats."""
    words = [column.words for column in columns]
    at = body.start
    while at < body.stop:
        if cells.words[at : min(at + len(words), body.stop)] == words:
            at += len(words)
        else:
            yield at
            at += 1


# ---- from laid lines to rows ---------------------------------------------------------------------------


def _squeeze(text: Text, stretch: Stretch) -> str:
    return "".join(text.read(stretch).split())


def _fill(text: Text, table: Table, body: list[Stretch], laid: list[tuple[int, bool]]) -> None:
    section = ""
    fits = [cost_of(column).fit for column in table.columns]
    for cell, (column, opens) in zip(body, laid, strict=False):
        if column == SECTION_ROW:
            section = cell_text(text, [cell])
            table.headings.append(cell)
            continue
        if opens or not table.rows:
            table.rows.append(Row({}, section))
        if column not in table.rows[-1].cells:
            table.rows[-1].doubts[column] = fits[column](_squeeze(text, cell))
        table.rows[-1].cells.setdefault(column, []).append(cell)
    _part_group_labels(text, table)
    _return_contents(text, table)
    left_over = False
    while table.rows and not _has_facts(table, table.rows[-1]):
        table.rows.pop()
        left_over = True
    end = max((row.place.end for row in table.rows), default=0)
    table.headings = [heading for heading in table.headings if heading.start < end]
    _doubt_joined_lines(table)
    if left_over and table.rows:  # lines of the table may have gone with what stands below it
        last = table.rows[-1]
        last.doubts = {index: max(_LEFT_OVER, last.doubts.get(index, 0.0)) for index in last.cells}


def _doubt_joined_lines(table: Table) -> None:
    """Where a row lacks a fact, a second line joined to another cell may have been that fact."""
    needed = {index for index, column in enumerate(table.columns) if cost_of(column).skip >= _NEEDED}
    for row in table.rows:
        if needed - set(row.cells):
            for index, lines in row.cells.items():
                if len(lines) > 1 and table.columns[index].holds is not Holds.CONTENT:
                    row.doubts[index] = max(_LEFT_OVER, row.doubts.get(index, 0.0))


def _has_facts(table: Table, row: Row) -> bool:
    """A title and at least one fact about it; trailing lines without either are not of the table."""
    plain = {Holds.NO, Holds.CATEGORY, Holds.CONTENT, Holds.NOTE, Holds.UNKNOWN}
    return table.title in row.cells and any(
        table.columns[index].holds not in plain for index in row.cells if index != table.title
    )


def _return_contents(text: Text, table: Table) -> None:
    """Under a title that was merged downwards only the contents of the next rows are left: give them back.

    A sentence, or the number after that of the content above, is a content and no title.
    """
    content, title = table.index_of(Holds.CONTENT), table.title
    if content is None or title is None or content <= title:
        return
    for above, row in itertools.pairwise(table.rows):
        if title not in row.cells or content in row.cells or content not in above.cells:
            continue
        words, before = text.read(row.cells[title][-1]), text.read(above.cells[content][0])
        follows = number_of(words) == number_of(before) + 1 > 1
        if follows or (words.endswith(("。", ";")) and row.section == above.section):
            row.cells[content] = row.cells.pop(title)
            row.cells[title] = above.cells[title]
            row.merged |= {title}
    mark_shared_titles(text, table)


def _part_group_labels(text: Text, table: Table) -> None:
    """Where the head has no column of categories, a group's label stands before its first name."""
    title = table.index_of(Holds.INDICATOR)
    if title is None or table.index_of(Holds.CATEGORY) is not None:
        return
    category = len(table.columns)
    for row in table.rows:
        lines = row.cells.get(title, [])
        first = _first_line_of_name([_squeeze(text, line) for line in lines])
        if first:
            row.cells[category] = lines[:first]
            row.cells[title] = lines[first:]
    if any(category in row.cells for row in table.rows):
        table.columns = (*table.columns, Column(Holds.CATEGORY, ""))


def _first_line_of_name(lines: list[str]) -> int:
    """Where the name begins: a label is short, the line of a broken name is as long as its column is wide.

    What holds no word (5G) is no label.
    """
    first = len(lines) - 1
    while first > 0 and (len(lines[first - 1]) > 8 or not re.search("[\u3400-\u9fff]{2}", lines[first - 1])):
        first -= 1
    return max(first, 0)
