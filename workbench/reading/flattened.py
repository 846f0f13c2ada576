"""Tables that a web page printed one cell a line, recovered from their heads.

The head is a run of lines that are column heads, some broken in two. The cells below are then laid into
rows and columns at the least cost: each column says how well a line fits it, what leaving it out costs and
what a second line in it costs. So a missing cell, a name broken over lines, a group label that stands only
in the first row of its group, and section rows all find their place without a rule for any one document.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.reading.columns import TITLES, Column, Holds, is_table_head, read_column, settle
from workbench.reading.deadlines import find_deadline, is_whole_deadline
from workbench.reading.numerals import NUMERAL
from workbench.reading.quantities import is_absent, is_measure
from workbench.reading.tables import ENDS_TABLE, SECTION, Row, Table, cell_text, name_table
from workbench.reading.text import Stretch, Text
from workbench.reading.units import is_unit_name

_LONGEST_HEAD_LINE = 16
_MOST_HEAD_LINES = 3
_MOST_COLUMNS = 20
_NEVER = 1000.0
#: What it costs to leave a line after the last row out of the table.
_LEAVE_OUT = 2.5
#: A column that is not left out for less is one that rows are expected to fill.
_NEEDED = 2.0
#: How much the last row is doubted where lines behind it found no row.
_LEFT_OVER = 3.0
_SECTION_ROW = -1
#: What one more line costs behind a line that ends with a comma: the cell goes on.
_JOIN_BEHIND_COMMA = 0.5
#: The rest of a broken cell need not look like its column, but it must not cost nothing either.
_MOST_MISFIT = 5.0


@dataclass(frozen=True, slots=True)
class _Cost:
    """How a column takes lines: `fit` of a first line, `skip` of the column, `join` of one more line."""

    fit: Callable[[str], float]
    skip: float
    join: float


def find_flattened(text: Text, lines: list[Stretch]) -> list[Table]:
    """The flattened tables among a document's lines, in order."""
    cells = [cell for line in lines if (cell := _cell(text, line)).length]
    tables: list[Table] = []
    at = 0
    while at < len(cells):
        head = _head(text, cells, at)
        if head is None:
            at += 1
            continue
        columns, first = head
        stop = _end_of_table(text, cells, first, columns)
        table = _table(text, columns, cells, at, first, stop)
        if table is None:
            at = first
            continue
        tables.append(table)
        at = _next_after(cells, table.place.end, first)
    return tables


def _next_after(cells: list[Stretch], end: int, least: int) -> int:
    return next((index for index in range(least, len(cells)) if cells[index].start >= end), len(cells))


def _cell(text: Text, line: Stretch) -> Stretch:
    """A line without the pipes that a flattened table leaves."""
    start, end = line.start, line.end
    while start < end and text.key[start] in "| \t\u3000":
        start += 1
    while end > start and text.key[end - 1] in "| \t\u3000":
        end -= 1
    return Stretch(start, end)


def _squeeze(text: Text, stretch: Stretch) -> str:
    return re.sub(r"\s", "", text.read(stretch))


def _head(text: Text, cells: list[Stretch], at: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a head that begins at a line, and the index of the first line below it."""
    columns: list[Column] = []
    while at < len(cells) and len(columns) < _MOST_COLUMNS:
        column, lines = _head_cell(text, cells, at)
        if column is None:
            break
        columns.append(column)
        at += lines
    settled = settle(columns)
    if len(columns) < 3 or not is_table_head(settled) or _names_itself_twice(settled):
        return None
    return settled, at


def _names_itself_twice(columns: tuple[Column, ...]) -> bool:
    """A table's name above its head can look like a head itself (主要指标, 任务清单): begin below it."""
    first = columns[0].holds
    is_above_numbers = first in TITLES and any(column.holds is Holds.NO for column in columns[1:])
    return is_above_numbers or any(column.holds is first for column in columns[1:])


def _head_cell(text: Text, cells: list[Stretch], at: int) -> tuple[Column | None, int]:
    """One column head, of as many lines as still make a known head: 2025年 / 目标."""
    for count in range(min(_MOST_HEAD_LINES, len(cells) - at), 0, -1):
        parts = [_squeeze(text, cell) for cell in cells[at : at + count]]
        if all(len(part) <= _LONGEST_HEAD_LINE for part in parts):
            column = read_column("".join(parts))
            if column.holds is not Holds.UNKNOWN and not _are_heads_each(parts):
                return column, count
    return None, 0


def _are_heads_each(parts: list[str]) -> bool:
    """Whether lines are whole heads, each by itself: 指标 above 单位; a year goes with the line below it."""
    kinds = [read_column(part).holds for part in parts]
    return len(parts) > 1 and not {Holds.UNKNOWN, Holds.YEAR} & set(kinds)


def _end_of_table(text: Text, cells: list[Stretch], first: int, columns: tuple[Column, ...]) -> int:
    """Where the cells certainly end: a new annex, chapter or note, or prose below a table of numbers."""
    measures = any(column.holds is Holds.INDICATOR for column in columns)
    for index in range(first, len(cells)):
        key = text.read(cells[index])
        if ENDS_TABLE.match(key) or (measures and len(key) > 60 and "。" in key):
            return index
    return len(cells)


def _table(
    text: Text, columns: tuple[Column, ...], cells: list[Stretch], at: int, first: int, stop: int
) -> Table | None:
    body = list(_without_repeated_heads(text, cells[first:stop], columns))
    if not body:
        return None
    columns = settle(list(columns))
    laid = _lay(columns, [_squeeze(text, cell) for cell in body])
    table = Table(columns, [], Stretch(cells[at].start, cells[first - 1].end), flattened=True)
    name_table(text, table, cells[max(0, at - 3) : at])
    _fill(text, table, body, laid)
    if not table.rows:
        return None
    table.place = Stretch(table.place.start, max(row.place.end for row in table.rows))
    return table


def _without_repeated_heads(
    text: Text, body: list[Stretch], columns: tuple[Column, ...]
) -> Iterator[Stretch]:
    """The cells without the head that each printed page repeats."""
    words = [column.words for column in columns]
    at = 0
    while at < len(body):
        following = [_squeeze(text, cell) for cell in body[at : at + len(words)]]
        if following == words:
            at += len(words)
        else:
            yield body[at]
            at += 1


# ---- laying lines into rows and columns ----------------------------------------------------------------


def _lay(columns: tuple[Column, ...], lines: list[str]) -> list[tuple[int, bool]]:
    """For each line its column and whether it opens a row; lines that fit no row at the end are cut off.

    Dynamic programming over (lines laid, column of the last line), least total cost first.
    """
    costs = [_cost(column) for column in columns]
    skips = list(itertools.accumulate((cost.skip for cost in costs), initial=0.0))
    states = [*range(len(columns)), _SECTION_ROW]
    best: dict[int, float] = {_SECTION_ROW: 0.0}
    back: list[dict[int, tuple[int, bool]]] = []
    ends = [(_LEAVE_OUT * len(lines), 0, _SECTION_ROW)]
    for index, line in enumerate(lines):
        fits = {column: costs[column].fit(line) for column in range(len(columns))}
        fits[_SECTION_ROW] = _section_cost(line)
        goes_on = bool(index) and lines[index - 1][-1:] in ("、", ",", "，")
        reached: dict[int, float] = {}
        came: dict[int, tuple[int, bool]] = {}
        for state in states:
            for last, so_far in best.items():
                cost, opens = _step(last, state, fits[state], costs, skips, goes_on)
                if so_far + cost < reached.get(state, _NEVER * 10):
                    reached[state], came[state] = so_far + cost, (last, opens)
        best = reached
        back.append(came)
        last = min(best, key=lambda state: best[state] + _rest(state, skips))
        ends.append(
            (best[last] + _rest(last, skips) + _LEAVE_OUT * (len(lines) - index - 1), index + 1, last)
        )
    _, count, state = min(ends)
    return _trace(back[:count], state)


def _rest(state: int, skips: list[float]) -> float:
    """What ending a row after a column costs: the columns left empty behind it.

    `skips[n]` is the cost of leaving the first n columns empty.
    """
    return 0.0 if state == _SECTION_ROW else skips[-1] - skips[state + 1]


def _step(
    last: int, state: int, fit: float, costs: list[_Cost], skips: list[float], goes_on: bool
) -> tuple[float, bool]:
    """The cost of laying a line into `state` after `last`, and whether that opens a row."""
    closing = _rest(last, skips)
    if state == _SECTION_ROW:
        return closing + fit, True
    new_row = closing + skips[state] + fit
    if last == _SECTION_ROW or state < last:
        return new_row, True
    join = _JOIN_BEHIND_COMMA if goes_on else costs[state].join
    same_row = fit + skips[state] - skips[last + 1] if state > last else min(fit, _MOST_MISFIT) + join
    return (same_row, False) if same_row <= new_row else (new_row, True)


def _trace(back: list[dict[int, tuple[int, bool]]], state: int) -> list[tuple[int, bool]]:
    laid: list[tuple[int, bool]] = []
    for came in reversed(back):
        last, opens = came[state]
        laid.append((state, opens))
        state = last
    return laid[::-1]


def _section_cost(line: str) -> float:
    if SECTION.match(line) and len(line) < 60 and "。" not in line:
        return 0.0
    return 5.0 if 2 < len(line) <= 20 and not re.search(r"\d", line) else _NEVER


def _cost(column: Column) -> _Cost:
    return _COSTS.get(column.holds, _Cost(lambda line: 2.0, 0.5, 2.0))


def _fit_number(line: str) -> float:
    return 0.0 if re.fullmatch(rf"\(?(?:\d{{1,3}}|{NUMERAL})\)?[.、]?", line) else 20.0


def _fit_category(line: str) -> float:
    return 0.5 if len(line) <= 14 and not re.search(r"^[\d/—-]|[。;%]", line) else 15.0


def _fit_title(line: str) -> float:
    if not re.search(r"[\u3400-\u9fffA-Za-z]", line):
        return 15.0
    if is_measure(line):
        return 6.0
    return 8.0 if is_whole_deadline(line, 2000) or _is_value_phrase(line) else 0.0


def _is_value_phrase(line: str) -> bool:
    return bool(re.match(r"(?:年均|累计)?(?:提高|增长|增加|下降|降低|低于|不低于|超过|达到)[\d.]", line))


def _fit_value(line: str) -> float:
    if is_absent(line):
        return 0.0
    if re.search(r"\d", line) and len(line) <= 24:
        return 0.0 if re.match(r"[\d.,<>≥≤~〔(\[【+-]", line) or _is_value_phrase(line) else 1.5
    return 10.0 if is_measure(line) or len(line) > 12 else 4.0


def _fit_measure(line: str) -> float:
    if is_measure(line):
        return 0.0
    if is_absent(line):
        return 0.5
    return 4.0 if len(line) <= 5 and not re.search(r"\d", line) else 12.0


def _fit_attribute(line: str) -> float:
    return 0.0 if re.fullmatch(r"(?:约束|预期|指导|引导|监测)(?:性|型)?(?:指标)?", line) else 12.0


def _fit_annual(line: str) -> float:
    if is_absent(line) or re.match(r"年均|累计|每年|\(|〔|[-+]?\d", line):
        return 0.0
    return 8.0


def _fit_units(line: str) -> float:
    if "。" in line[:-1] or is_whole_deadline(line, 2000) or is_absent(line):
        return 12.0
    names = [name.removesuffix("等") for name in re.split("[、,;]", line) if name]
    known = sum(is_unit_name(name) for name in names)
    return 0.0 if known * 2 > len(names) else 4.0 if known else 8.0


def _fit_deadline(line: str) -> float:
    if is_whole_deadline(line, 2000):
        return 0.0
    return 1.0 if len(line) <= 24 and find_deadline(line, 2000) else 10.0


def _fit_person(line: str) -> float:
    names = re.split("[、,;]", line)
    is_people = all(re.fullmatch(r"[\u3400-\u9fff·]{2,4}", name) and not is_unit_name(name) for name in names)
    return 0.0 if is_people else 6.0


def _fit_content(line: str) -> float:
    if is_whole_deadline(line, 2000) or re.fullmatch(r"[\d.]+", line):
        return 8.0
    return 0.0 if len(line) >= 10 or "。" in line else 2.0


_TITLE = _Cost(_fit_title, 12.0, 3.0)
_VALUE = _Cost(_fit_value, 4.0, 8.0)
_UNITS = _Cost(_fit_units, 2.5, 4.0)
_COSTS = {
    Holds.NO: _Cost(_fit_number, 6.0, 20.0),
    Holds.CATEGORY: _Cost(_fit_category, 0.2, 1.0),
    Holds.INDICATOR: _TITLE,
    Holds.TASK: _TITLE,
    Holds.RESULT: _TITLE,
    Holds.CONTENT: _Cost(_fit_content, 2.0, 1.5),
    Holds.LEAD: _UNITS,
    Holds.RESPONSIBLE: _UNITS,
    Holds.SUPPORT: _UNITS,
    Holds.PERSON: _Cost(_fit_person, 1.0, 3.0),
    Holds.DEADLINE: _Cost(_fit_deadline, 2.0, 6.0),
    Holds.MEASURE: _Cost(_fit_measure, 2.0, 8.0),
    Holds.ATTRIBUTE: _Cost(_fit_attribute, 1.5, 6.0),
    Holds.BASE: _VALUE,
    Holds.TARGET: _VALUE,
    Holds.YEAR: _VALUE,
    Holds.ANNUAL: _Cost(_fit_annual, 1.5, 6.0),
}


# ---- from laid lines to rows ---------------------------------------------------------------------------


def _fill(text: Text, table: Table, body: list[Stretch], laid: list[tuple[int, bool]]) -> None:
    section = ""
    for cell, (column, opens) in zip(body, laid, strict=False):
        if column == _SECTION_ROW:
            section = cell_text(text, [cell])
            table.headings.append(cell)
            continue
        if opens or not table.rows:
            table.rows.append(Row({}, section))
        if column not in table.rows[-1].cells:
            table.rows[-1].doubts[column] = _cost(table.columns[column]).fit(_squeeze(text, cell))
        table.rows[-1].cells.setdefault(column, []).append(cell)
    _part_group_labels(text, table)
    left_over = False
    while table.rows and not _has_facts(table, table.rows[-1]):
        table.rows.pop()
        left_over = True
    _doubt_joined_lines(table)
    if left_over and table.rows:  # lines of the table may have gone with what stands below it
        last = table.rows[-1]
        last.doubts = {index: max(_LEFT_OVER, last.doubts.get(index, 0.0)) for index in last.cells}


def _doubt_joined_lines(table: Table) -> None:
    """Where a row lacks a fact, a second line joined to another cell may have been that fact."""
    needed = {index for index, column in enumerate(table.columns) if _cost(column).skip >= _NEEDED}
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
    """Where the name begins: a label is short, the line of a broken name is as long as its column is wide."""
    first = len(lines) - 1
    while first > 0 and len(lines[first - 1]) > 8:
        first -= 1
    return max(first, 0)
