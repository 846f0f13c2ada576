"""Tables of a document, real or recovered: rows by what their columns hold, every cell with its place.

`from_grid` reads a real table (HTML, Word, Markdown): its head of one or two rows, section rows, merged
cells, heads repeated on each page, rows cut over pages. `flattened` recovers tables that a web page printed
one cell a line; both give the same `Table`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from workbench.reading.columns import (
    TITLES,
    Column,
    Holds,
    is_table_head,
    read_column,
    read_two_rows,
    settle,
    stands_below,
)
from workbench.reading.deadlines import is_whole_deadline
from workbench.reading.formats.source import Grid, GridCell
from workbench.reading.numerals import NUMERAL
from workbench.reading.quantities import end_of_plan
from workbench.reading.script import fold
from workbench.reading.text import Stretch, Text

_MOST_HEAD_ROWS = 4
_LONGEST_NAME = 40
#: A line that certainly stands below or above a table and not in it: an annex, a chapter, a note.
ENDS_TABLE = re.compile(
    r"(?:附件|附表|附录|附)\s*\d*\s*[:]?$|第[一二三四五六七八九十\d]+[编章节]|注\s*[:]|来源\s*:"
)
#: A numbered heading, as a section row of a table has it.
SECTION = re.compile(rf"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第{NUMERAL}[章节类部])")
_NO_NAME = re.compile(rf"{SECTION.pattern}|\d+[.、]|附件\s*:")
_TABLE_YEAR = re.compile(r"(?:到|至)\s*((?:19|20)\d\d)\s*年")


#: The columns that may hold titles, the best first.
_MAY_BE_TITLE = (*TITLES, Holds.CONTENT)


@dataclass(slots=True)
class Row:
    """One row: for each column its pieces of text, in reading order; `section` is the section row above.

    `merged` tells the cells that began in an earlier row, `shares_title` a title that heads several rows,
    `doubts` how badly a recovered cell fits its column (0 well; see `flattened`).
    """

    cells: dict[int, list[Stretch]]
    section: str = ""
    merged: frozenset[int] = frozenset()
    shares_title: bool = False
    doubts: dict[int, float] = field(default_factory=dict)

    @property
    def place(self) -> Stretch:
        """From first to last character; cells begun in an earlier row count only where no others are."""
        pieces = [piece for index, cell in self.cells.items() if index not in self.merged for piece in cell]
        pieces = pieces or [piece for cell in self.cells.values() for piece in cell]
        return Stretch(min(piece.start for piece in pieces), max(piece.end for piece in pieces))


@dataclass(slots=True)
class Table:
    """A table whose columns are understood. `place` covers it, heads included; `year` is its target year.

    `rules` keeps for each column the rule its cells are read by, once `reasons` has told it.
    """

    columns: tuple[Column, ...]
    rows: list[Row]
    place: Stretch
    name: str = ""
    year: int | None = None
    headings: list[Stretch] = field(default_factory=list)
    flattened: bool = False
    rules: dict[int, str] = field(default_factory=dict)
    _titled: tuple[tuple[Column, ...], int | None] | None = field(default=None, repr=False)

    def index_of(self, *holds: Holds) -> int | None:
        """The first column that holds one of these."""
        for index, column in enumerate(self.columns):
            if column.holds in holds:
                return index
        return None

    @property
    def title(self) -> int | None:
        """The column of titles; that of contents where a table has no other."""
        if self._titled is None or self._titled[0] is not self.columns:  # asked for each fact of each row
            found = (self.index_of(holds) for holds in _MAY_BE_TITLE)
            self._titled = self.columns, next((index for index in found if index is not None), None)
        return self._titled[1]


def name_table(text: Text, table: Table, above: list[Stretch]) -> None:
    """Name a table by the short lines above it: 附件1, …任务清单, (到2026年); they tell its year too."""
    for line in reversed(above):
        words = text.read(line)
        if len(words) > _LONGEST_NAME or words.endswith(("。", ";", ":")) or _NO_NAME.match(words):
            break
        table.name = text.quote(line) + table.name
        table.headings.insert(0, line)
        if ENDS_TABLE.match(words):
            break
    headings = "".join(text.read(line) for line in table.headings)
    found = _TABLE_YEAR.search(headings)
    table.year = int(found[1]) if found else end_of_plan(headings)


#: The sum below or above the rows (合计（3个）) is no row of its own.
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*和)\s*(?:[(:共\d].*)?")
_NUMBER_BEFORE = re.compile(
    r"(?:\d{1,3}(?:[、．]|\.(?!\d))|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）][、.]?"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*"
)


def is_total(name: str) -> bool:
    """Whether a row only adds up the others."""
    return bool(_TOTAL.fullmatch(fold(name)))


def split_number(name: str) -> tuple[str, str]:
    """The number that words begin with, as printed, and the rest: 7.森林覆盖率 gives 7."""
    found = _NUMBER_BEFORE.match(name)
    if not found or found.end() == len(name):
        return "", name
    return found.group().strip(" .、．"), name[found.end() :].strip()


def number_of(words: str) -> int:
    """The figure that words begin with as their number, 0 where there is none."""
    digits = re.sub(r"\D", "", split_number(words)[0])
    return int(digits) if digits else 0


def cell_text(text: Text, pieces: list[Stretch]) -> str:
    """A cell's words on one line, without the blanks that justified cells and broken lines leave."""
    return "".join(_unspaced(text.quote(piece)) for piece in pieces)


_BLANK_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def _unspaced(words: str) -> str:
    words = words.replace("|", " ").strip()
    return _BLANK_IN_CHINESE.sub("", words) if len(words.split()) > 1 else words


_LABEL = re.compile(r"[^\d:]{2,10}:")


def is_of_labels(text: Text, grid: Grid) -> bool:
    """Whether a table only frames what a site says of a document: 索引号： | … | 发文字号： | …."""
    cells = {cell for row in grid.rows for cell in row if cell and cell.end > cell.start}
    words = [re.sub(r"\s", "", text.read(text.stretch(cell.start, cell.end))) for cell in cells]
    labels = sum(bool(_LABEL.fullmatch(word)) for word in words)
    return labels > 1 and labels * 3 >= len(words)


def from_grid(text: Text, grid: Grid) -> Table | None:
    """A real table, or None where its head is not that of tasks, results or indicators."""
    head = _grid_head(text, grid)
    if head is None:
        return None
    first_body, columns = head
    place = text.stretch(grid.start, grid.end)
    table = Table(columns, [], place)
    head_words = _row_words(text, grid.rows[first_body - 1])
    section = ""
    above: tuple[GridCell | None, ...] = ()
    for cells in grid.rows[first_body:]:
        distinct = list(dict.fromkeys(cell for cell in cells if cell and cell.end > cell.start))
        if not distinct or _is_repeated(text, head_words, cells):
            continue
        named = _section_of(text, table, cells)
        if named is not None:
            words = cell_text(text, [named])
            section = section if is_total(words) else words
            table.headings.extend(text.stretch(cell.start, cell.end) for cell in distinct)
        else:
            _add_row(text, table, cells, above, section)
        above = cells
    mark_shared_titles(text, table)
    return table if table.rows else None


def mark_shared_titles(text: Text, table: Table) -> None:
    """A title merged downwards is shared by its first row too; numbered contents stand below such titles."""
    for row, following in itertools.pairwise(table.rows):
        if table.title in following.merged:
            row.shares_title = True
            following.shares_title = True
    _mark_numbered_contents(text, table)


def _mark_numbered_contents(text: Text, table: Table) -> None:
    """Contents numbered through all groups (1. 2. | 3.) are the tasks, below titles that head groups."""
    content = table.index_of(Holds.CONTENT)
    if content is None or not any(row.shares_title for row in table.rows):
        return
    firsts = [row.cells[content][0] if content in row.cells else Stretch(0, 0) for row in table.rows]
    if [number_of(text.read(line)) for line in firsts] == list(range(1, len(firsts) + 1)):
        for row in table.rows:
            row.shares_title = True


_FACTS = {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT, Holds.DEADLINE, Holds.BASE, Holds.TARGET}
_SECTION_NUMBER = re.compile(rf"\(?{NUMERAL}\)?[、.]?")


def _section_of(text: Text, table: Table, cells: tuple[GridCell | None, ...]) -> Stretch | None:
    """The name of a section row: one cell alone, or 一 | 产业项目（12个） without units, times and values."""
    filled = {at: text.stretch(cell.start, cell.end) for at, cell in enumerate(cells) if cell}
    filled = {at: place for at, place in filled.items() if place.length}
    if len(set(filled.values())) == 1 and (len(set(cells)) == 1 or _is_lonely(cells)):
        return next(iter(filled.values()))
    number, title = table.index_of(Holds.NO), table.title
    if number not in filled or title not in filled or number is None or title is None:
        return None
    beside = {at for at, place in filled.items() if place != filled[title]}
    kinds = {column.holds for at, column in enumerate(table.columns) if at in beside}
    is_numbered = _SECTION_NUMBER.fullmatch(text.read(filled[number]).strip())
    return filled[title] if is_numbered and not kinds & _FACTS else None


_HAN_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")


def part_section_rows(text: Text, table: Table) -> None:
    """Rows that hold 一 and a name alone, among rows with figures for numbers, are sections."""
    number, title = table.index_of(Holds.NO), table.title
    if number is None or title is None:
        return
    numbers = [cell_text(text, row.cells.get(number, [])) for row in table.rows]
    if not any(words.isdigit() for words in numbers):
        return
    kept: list[Row] = []
    section = ""
    for row, words in zip(table.rows, numbers, strict=True):
        if _HAN_NUMBER.fullmatch(words) and set(row.cells) == {number, title}:
            section = cell_text(text, row.cells[title])
            table.headings.extend([*row.cells[number], *row.cells[title]])
        else:
            row.section = section or row.section
            kept.append(row)
    table.rows = kept


def _is_lonely(cells: tuple[GridCell | None, ...]) -> bool:
    """The first cell alone is filled: a section row that was not merged."""
    return bool(cells[0]) and all(cell is cells[0] or not cell or cell.end == cell.start for cell in cells)


def _grid_head(text: Text, grid: Grid) -> tuple[int, tuple[Column, ...]] | None:
    """The index of the first body row and the columns, from a head of one row or of two."""
    for index in range(min(_MOST_HEAD_ROWS, len(grid.rows))):
        upper = _row_words(text, grid.rows[index])
        lower = _row_words(text, grid.rows[index + 1]) if index + 1 < len(grid.rows) else []
        if _is_lower_head(upper, lower):
            upper = _carried_right(upper, lower)
            columns = settle([read_two_rows(a, b) for a, b in zip(upper, lower, strict=True)])
            if is_table_head(columns):
                return index + 2, columns
        columns = settle([read_column(head) for head in upper])
        if is_table_head(columns):
            return index + 1, columns
    return None


def _is_lower_head(upper: list[str], lower: list[str]) -> bool:
    """Whether a row goes on with the head above it: what it adds are heads too, and no facts."""
    if len(upper) != len(lower) or any(_FILLED_IN.match(words) for words in upper):
        return False
    added = [(a, b) for a, b in zip(upper, lower, strict=True) if b and b != a]
    known = [stands_below(a, b) for a, b in added]
    return (
        bool(known) and sum(known) * 2 > len(known) and not any(b.isdigit() and len(b) < 4 for _, b in added)
    )


#: What a form says above its table: 填报单位：省数据局, 更新日期：2025年1月15日.
_FILLED_IN = re.compile(r"[\u3400-\u9fff]{2,8}:\S")


def _carried_right(upper: list[str], lower: list[str]) -> list[str]:
    """An upper head over several columns whose cells were not merged: it holds until the next."""
    carried: list[str] = []
    for head, below in zip(upper, lower, strict=True):
        carried.append(head if head or not below or not carried else carried[-1])
    return carried


def head_words(text: Text, grid: Grid) -> tuple[str, ...]:
    """The words of what looks like the head of a table nobody understands: its first row of several cells."""
    for cells in grid.rows[:_MOST_HEAD_ROWS]:
        words = _row_words(text, cells)
        if len(set(words) - {""}) > 1:
            return tuple(words)
    return ()


def _is_repeated(text: Text, head: list[str], cells: tuple[GridCell | None, ...]) -> bool:
    """Whether a row says what the head says, as it does on each printed page."""
    return len(cells) == len(head) and all(
        _row_words(text, (cell,)) == [words] for cell, words in zip(cells, head, strict=True)
    )


def _row_words(text: Text, cells: tuple[GridCell | None, ...]) -> list[str]:
    stretches = [text.stretch(cell.start, cell.end) if cell else Stretch(0, 0) for cell in cells]
    return ["".join(text.read(stretch).split()) for stretch in stretches]


def _add_row(
    text: Text,
    table: Table,
    cells: tuple[GridCell | None, ...],
    above: tuple[GridCell | None, ...],
    section: str,
) -> None:
    filled: dict[int, list[Stretch]] = {}
    for index, cell in enumerate(cells[: len(table.columns)]):
        if cell and cell.end > cell.start:
            filled[index] = list(text.lines_of(text.stretch(cell.start, cell.end)))
    merged = frozenset(
        index for index, cell in enumerate(cells) if cell and index < len(above) and above[index] is cell
    )
    row = Row({index: pieces for index, pieces in filled.items() if pieces}, section, merged)
    if not row.cells:
        return
    if table.rows and table.title is not None and _goes_under_title(text, table, row):
        row.cells[table.title] = table.rows[-1].cells.get(table.title, [])
        row.merged |= {table.title}
    elif table.rows and (_is_cut_off(table, row) or _is_stage(table, row)):
        for index in set(row.cells) - row.merged:
            table.rows[-1].cells.setdefault(index, []).extend(row.cells[index])
        return
    table.rows.append(row)


def _is_stage(table: Table, row: Row) -> bool:
    """A further time of the task above, all whose other cells are merged: 6月底前封顶 | 12月底前投用."""
    own = {table.columns[index].holds for index in set(row.cells) - row.merged}
    return table.title in row.merged and Holds.DEADLINE in own and own <= {Holds.DEADLINE, Holds.NOTE}


def _goes_under_title(text: Text, table: Table, row: Row) -> bool:
    """A row whose title cell is blank because it was merged with the one above, as in CSV and Markdown.

    It has content and answers of its own, and the content above it had come to its end.
    """
    if table.title in row.cells:
        return False
    if _has_own_part(table, row):
        return True
    content = table.index_of(Holds.CONTENT)
    if content is None or content == table.title or content not in row.cells:
        return False
    answers = {index for index, column in enumerate(table.columns) if column.holds in _FACTS}
    above = table.rows[-1].cells.get(content) or row.cells[content]
    begins = split_number(text.read(row.cells[content][0]))[0] or table.index_of(Holds.NO) in row.cells
    ended = text.read(above[-1])[-1:] in "。;!"
    return bool(answers & set(row.cells)) and bool(begins or ended or _is_due_itself(text, table, row))


def _is_due_itself(text: Text, table: Table, row: Row) -> bool:
    """A whole date below a whole date: no cell that a page cut in two."""
    due = table.index_of(Holds.DEADLINE)
    cells = [one.cells.get(due, []) if due is not None else [] for one in (table.rows[-1], row)]
    return all(is_whole_deadline(cell_text(text, cell), 2000) for cell in cells) and bool(
        re.search(r"20\d\d", cell_text(text, cells[1]))
    )


def _has_own_part(table: Table, row: Row) -> bool:
    """Under an indicator's name that several share, the column of their own names is filled."""
    return any(
        column.holds is Holds.INDICATOR and index in row.cells and index in table.rows[-1].cells
        for index, column in enumerate(table.columns)
    )


def _is_cut_off(table: Table, row: Row) -> bool:
    """The rest of a row that a page break cut in two: no number and no title of its own."""
    openers = [index for index in (table.index_of(Holds.NO), table.title) if index is not None]
    return not any(index in row.cells for index in openers)
