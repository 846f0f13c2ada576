"""Sheets of a workbook as text: filled cells and merged areas in, lines and tables with their places out."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.errors import CannotReadError
from workbench.problems import Problem
from workbench.reading.formats.heads import is_head
from workbench.reading.formats.source import Composer, Source
from workbench.terms import Severity, Span

#: More than this is no list an office keeps by hand.
MOST_CELLS = 2_000_000
_MOST_COLUMNS = 512

#: A cell's words with its place and identity; merged cells have one identity.
_Cell = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area: rows and columns counted from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `cells` holds the filled ones only, by row and column counted from 0."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False


def sheets_source(sheets: Sequence[Sheet], encoding: str) -> Source:
    """The visible sheets, one below the other; what is hidden is told."""
    composer = Composer()
    problems: list[Problem] = []
    for sheet in sheets:
        if sheet.cells and sheet.is_hidden:
            what = f"工作表“{sheet.name}”是隐藏的，没有读入。"
            problems.append(
                Problem("hidden-sheet", Severity.WARNING, what, None, "如需读入，请取消隐藏后重新导入。")
            )
        elif sheet.cells:
            start = composer.length
            rows = _rows(sheet)
            for block in _blocks(rows):
                _write(block, composer)
            problems.extend(_told(sheet, Span(start, composer.length)))
    return composer.source(encoding, problems)


def too_large() -> CannotReadError:
    return CannotReadError("这份工作簿过大，超出了可读取的范围。", "请拆分成几份，再分别导入。")


def _told(sheet: Sheet, place: Span) -> Iterator[Problem]:
    filled_rows = {row for row, _ in sheet.cells}
    filled_columns = {column for _, column in sheet.cells}
    rows = sorted(row + 1 for row in sheet.hidden_rows & filled_rows)
    columns = [column_name(column) for column in sorted(sheet.hidden_columns & filled_columns)]
    if rows:
        what = (
            f"工作表“{sheet.name}”的第{_listed(list(map(str, rows)))}行是隐藏的，已一并读入，请核对是否有效。"
        )
        yield Problem("hidden-rows", Severity.WARNING, what, place)
    if columns:
        what = f"工作表“{sheet.name}”的{_listed(columns)}列是隐藏的，没有读入。"
        yield Problem("hidden-columns", Severity.WARNING, what, place, "如需读入，请取消隐藏后重新导入。")


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:10]) + ("等" if len(names) > 10 else "")


def column_name(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _rows(sheet: Sheet) -> list[list[_Cell]]:
    """The used rows with merged cells standing in every place; a blank row is an empty list."""
    used = {column for _, column in sheet.cells} - sheet.hidden_columns
    between = range(min(used, default=0), max(used, default=-1) + 1)
    columns = [column for column in between if column not in sheet.hidden_columns][:_MOST_COLUMNS]
    filled = sorted({row for row, _ in sheet.cells})
    if len(filled) * len(columns) > MOST_CELLS:
        raise too_large()
    owners = _owners(sheet, filled, columns)
    rows: list[list[_Cell]] = []
    for at, row in enumerate(filled):
        if at and row > filled[at - 1] + 1:
            rows.append([])
        cells = [_cell(sheet, *owners.get((row, column), (row, column))) for column in columns]
        rows.append(cells if any(words for _, words, _ in cells) else [])
    return rows


def _cell(sheet: Sheet, row: int, column: int) -> _Cell:
    place = f"{sheet.name}!{column_name(column)}{row + 1}"
    return row * 16_384 + column, sheet.cells.get((row, column), ""), place


def _owners(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place a merged area covers within the used rows and columns, the cell that fills it."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged:
        filled = (area.top, area.left)
        if filled not in sheet.cells:
            continue
        down = rows[bisect.bisect_left(rows, area.top) : bisect.bisect_right(rows, area.bottom)]
        across = columns[bisect.bisect_left(columns, area.left) : bisect.bisect_right(columns, area.right)]
        if len(owners) + len(down) * len(across) > MOST_CELLS:
            raise too_large()
        owners.update(dict.fromkeys(itertools.product(down, across), filled))
    return owners


def _blocks(rows: list[list[_Cell]]) -> Iterator[list[list[_Cell]]]:
    """The rows in groups that make one table each: a blank row parts them where a new head follows."""
    block: list[list[_Cell]] = []
    for at, row in enumerate(rows):
        if not row:
            if block and _begins_table(rows[at + 1 :]):
                yield block
                block = []
            continue
        block.append(row)
    if block:
        yield block


def _begins_table(rows: Sequence[list[_Cell]]) -> bool:
    """Whether a head follows, under titles or at once."""
    for row in itertools.islice((row for row in rows if row), 4):
        if is_head([words for _, words, _ in row]):
            return True
        if not _is_lone(row):
            return False
    return False


def _is_lone(row: Sequence[_Cell]) -> bool:
    """One cell alone is filled."""
    return len({identity for identity, words, _ in row if words}) == 1


def _write(rows: list[list[_Cell]], composer: Composer) -> None:
    """Rows of one cell above a table are lines: its title."""
    rows = list(rows)
    while rows and _is_lone(rows[0]):
        words, place = next((words, place) for _, words, place in rows[0] if words)
        composer.paragraph(words, place)
        rows.pop(0)
    if rows:
        composer.table(
            [[(identity, words) for identity, words, _ in row] for row in rows],
            [[place for _, _, place in row] for row in rows],
        )
