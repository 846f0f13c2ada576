"""The pages of a paper before its parts are told: page numbers, red head, format, attachments, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from workbench.checking.shapes import FACES, FOLIO, NUMBER, given, is_body
from workbench.checking.sheets import Cell, Row, Rule, Sheet, Table, is_red


class Pages:
    """What can be said of the pages without knowing which row is what."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.first, self.last = sheets[0], sheets[-1]

    @cached_property
    def folios(self) -> dict[int, Row]:
        """Page numbers by page, in whatever form and wherever they stand at the foot."""
        found: dict[int, Row] = {}
        for sheet in self.sheets:
            for row in sheet.rows:
                shaped = NUMBER.fullmatch(row.text) and row.top > 230
                if shaped or (row.top > 262 and FOLIO.fullmatch(row.text)):
                    found[sheet.number] = row
        return found

    @cached_property
    def lying_folios(self) -> dict[int, Row]:
        """Page numbers that stand at the foot of a turned page as it is read, where clause 8 wants none."""
        return {
            sheet.number: row
            for sheet in self.sheets
            if sheet.turned
            for row in sheet.turned.rows
            if row.top > 180 and FOLIO.fullmatch(row.text)
        }

    @cached_property
    def numbers(self) -> dict[int, Row]:
        """Page numbers in the form — 1 — below the type area."""
        return {
            page: row for page, row in self.folios.items() if row.top > 262 and NUMBER.fullmatch(row.text)
        }

    @cached_property
    def text_size(self) -> float:
        """The size of most running text, in points: 3号, or what this paper has instead."""
        rows = [row for sheet in self.sheets for row in sheet.rows if len(row.text) >= 12]
        if any(is_body(row.size) and re.search(FACES["仿宋"], row.chars[0].font) for row in rows):
            return 16  # notes and captions may outnumber a short text
        sizes = [round(row.size, 1) for row in rows if len(row.text) >= 20]
        return max(sorted(set(sizes)), key=sizes.count) if sizes else 16

    def is_small(self, row: Row) -> bool:
        """Whether a row is no running text: a caption, a unit, a note, a footnote, the words of a chart."""
        return row.size < min(14.6, self.text_size - 0.8)

    def text_rows(self, sheet: Sheet) -> list[Row]:
        return [row for row in sheet.rows if row is not self.folios.get(sheet.number)]

    @cached_property
    def red_rows(self) -> list[Row]:
        """Rows of the red mark: large red type in the upper half of the first page."""
        return [row for row in self.first.rows if row.red and row.size > 19 and row.base < 150]

    @cached_property
    def red_rules(self) -> list[Rule]:
        return [rule for rule in self.first.rules if is_red(rule.colour) and rule.x1 - rule.x0 > 60]

    @cached_property
    def format(self) -> str:
        """文件, 信函, 命令, 纪要, 简报 or 报告 (no red head), by what the first page shows."""
        marks = self.red_rows
        if not marks:
            return "报告"
        if len(self.red_rules) == 4:
            return "信函"
        if any(row.text.endswith("文件") for row in marks):
            return "文件"
        if marks[-1].text.endswith(("令", "命令")):
            return "命令"
        if marks[-1].text.endswith("纪要"):
            return "纪要"
        return "简报" if any(rule.width > 0.7 for rule in self.red_rules) else "文件"

    @cached_property
    def small_type(self) -> bool:
        """A paper that was made to fit on one page, in smaller type than 3号."""
        return len(self.sheets) == 1 and self.format == "报告" and not self.numbers

    @cached_property
    def attachments(self) -> list[tuple[Sheet, Row]]:
        """Pages, as they are read, that begin with 附件, and that row."""
        found = []
        for sheet in self.sheets[1:]:
            read = sheet.turned or sheet
            rows = self.text_rows(read)
            if rows and re.fullmatch(r"附件.{0,3}", rows[0].text):
                found.append((read, rows[0]))
        return found

    @cached_property
    def contents(self) -> set[int]:
        """Pages of a table of contents."""
        return {
            sheet.number
            for sheet in self.sheets
            if sum("……" in row.text and row.text[-1].isdigit() for row in sheet.rows) > 1
        }

    @cached_property
    def tables(self) -> list[tuple[Sheet, Table]]:
        """Every table with its page, both as they are read."""
        found = [
            (read, table)
            for read in (sheet.turned or sheet for sheet in self.sheets)
            for table in read.tables
            if table.x1 - table.x0 > 60 and len(table.rows) > 1
        ]
        given(found)
        return found

    @cached_property
    def table_runs(self) -> list[list[tuple[Sheet, Table]]]:
        """Tables with their continuations: one that begins where the type area does goes on from the page
        before, if that ended with a table."""
        runs: list[list[tuple[Sheet, Table]]] = []
        for sheet, table in self.tables:
            top = 28 if sheet.width > sheet.height else 37
            goes_on = runs and runs[-1][-1][0].number == sheet.number - 1 and abs(table.top - top) < 1
            if goes_on and self._ends_page(*runs[-1][-1]):
                runs[-1].append((sheet, table))
            else:
                runs.append([(sheet, table)])
        return runs

    def _ends_page(self, sheet: Sheet, table: Table) -> bool:
        """Whether no other table and no running text follows a table on its page."""
        below = (row for row in self.text_rows(sheet) if row.base > table.bottom and not self.is_small(row))
        return table is sheet.tables[-1] and not any(below)

    def cells(self) -> Iterator[Cell]:
        for _, table in self.tables:
            for row in table.rows:
                yield from row

    def something_below(self, row: Row) -> bool:
        """Whether a table or a figure follows on the same page."""
        sheet = self.sheets[row.page - 1]
        tops = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
        return any(top > row.base for top in tops)

    def apart(self, before: Row, after: Row) -> bool:
        """Whether a table or a figure stands between two rows of a page."""
        sheet = self.sheets[before.page - 1]
        stretches = [(table.top, table.bottom) for table in sheet.tables] + sheet.pictures
        stretches += [(row.top, row.bottom) for row in sheet.rows if self.is_small(row)]
        return any(before.base - 1 < top < after.base for top, _ in stretches)
