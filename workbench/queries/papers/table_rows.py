"""A table of a paper from a list of records: section rows, merged cells, no empty columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.errors import RefusedError
from workbench.queries.papers.filling import filled
from workbench.queries.papers.source import Record
from workbench.queries.papers.template import BlockRule
from workbench.queries.wording import full_width
from workbench.rows.papers import CellSpan, HeadGroup, TableFacts


@dataclass
class _Rows:
    """Rows while they grow; a section row fills the first cell only."""

    width: int
    rows: list[tuple[str, ...]] = field(default_factory=list)
    sections: set[int] = field(default_factory=set)

    def section(self, title: str) -> None:
        self.sections.add(len(self.rows))
        self.rows.append((full_width(title), *[""] * (self.width - 1)))


def table_of(rule: BlockRule, found: Sequence[Record], words: Mapping[str, str]) -> TableFacts:
    """The table a template describes. Raises RefusedError where it has no columns."""
    if not rule.columns:
        raise RefusedError("模板里的表格没有写明列。", "请在模板的 columns 中写明各列。")
    columns = _expanded(rule.columns, found)
    rows = _Rows(len(columns))
    above: tuple[str, ...] = ()
    for number, record in enumerate(found, 1):
        names = {**words, **record, "行号": str(number)}
        groups = tuple(filled(text, names) for text in rule.group)
        for title in _new(above, groups):
            rows.section(title)
        above = groups
        rows.rows.append(tuple(full_width(filled(cell, names)) for cell in columns.values()))
    heads = [filled(head, words) for head in columns]
    kept = _kept_columns(rows)
    return _table(rule, rows, heads, kept, words)


def _expanded(columns: Mapping[str, str], found: Sequence[Record]) -> dict[str, str]:
    """A column with * (`"*年目标值" = "{目标*}"`) as one for each number there is among the fields."""
    all_: dict[str, str] = {}
    for head, cell in columns.items():
        if "*" not in cell:
            all_[head] = cell
            continue
        before, _, after = cell.strip("{}").partition("*")
        shape = re.compile(f"{re.escape(before)}([0-9]+){re.escape(after)}")
        numbers = {match[1] for record in found for name in record if (match := shape.fullmatch(name))}
        for number in sorted(numbers, key=int):
            all_[head.replace("*", number)] = cell.replace("*", number)
    return all_


def _new(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    """The headings that begin here, outermost first."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return (title for title in now[same:] if title)


def _kept_columns(rows: _Rows) -> list[int]:
    """Columns in which something stands; the first always."""
    plain = [row for index, row in enumerate(rows.rows) if index not in rows.sections]
    return [column for column in range(rows.width) if column == 0 or any(row[column] for row in plain)]


def _table(
    rule: BlockRule, rows: _Rows, heads: Sequence[str], kept: Sequence[int], words: Mapping[str, str]
) -> TableFacts:
    cells = [[row[column] for column in kept] for row in rows.rows]
    shown = [heads[column] for column in kept]
    spans = tuple(_merged(cells, rows.sections, [shown.index(head) for head in rule.merge if head in shown]))
    return TableFacts(
        heads=tuple(shown),
        rows=tuple(map(tuple, cells)),
        section_rows=frozenset(rows.sections),
        title=full_width(filled(rule.title, words)),
        groups=tuple(_groups(rule.over, shown)),
        spans=spans,
        unit=filled(rule.unit, words),
        notes=tuple(full_width(filled(note, words)) for note in rule.notes),
    )


def _merged(cells: list[list[str]], sections: set[int], columns: Sequence[int]) -> Iterator[CellSpan]:
    """Merge equal cells below one another; the cells covered become empty. A later column of those merged
    never reaches beyond a cell of the one before it."""
    edges = {0, len(cells), *sections, *(index + 1 for index in sections)}
    for column in columns:
        starts = [
            row
            for row in range(len(cells))
            if row in edges or cells[row][column] != cells[row - 1][column] or row in sections
        ]
        edges |= set(starts)
        for start, stop in zip(starts, [*starts[1:], len(cells)], strict=True):
            if stop - start > 1 and cells[start][column] and start not in sections:
                yield CellSpan(start, column, stop - start)
                for row in range(start + 1, stop):
                    cells[row][column] = ""


def _groups(over: Mapping[str, Sequence[str]], heads: Sequence[str]) -> Iterator[HeadGroup]:
    for text, names in over.items():
        places = [heads.index(name) for name in names if name in heads]
        if places:
            yield HeadGroup(text, min(places), max(places))
