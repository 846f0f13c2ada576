"""Rules of rows and tables: R79–R127 of GBT9704.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.press.gbt9704_measure import MM, Row, Table, is_black
from tests.press.gbt9704_parts import (
    HANZI,
    NO_END,
    NO_START,
    ZI,
    Paper,
    between,
    given,
    holds,
    near,
)


def _stacks(paper: Paper) -> Iterator[list[Row]]:
    """Rows that continue one another outside tables."""
    yield from paper.paragraphs()
    given_list = [row for row in paper.imprint_rows if not row.text.endswith(("印发", "份）"))]
    if given_list:
        yield given_list


def starts_well(stack: Sequence[Row]) -> None:
    for row in stack[1:]:
        holds(row.text[0] not in NO_START, f"p{row.page} a row begins with {row.text[:6]}")


def ends_well(stack: Sequence[Row]) -> None:
    for row in stack:
        holds(row.text[-1] not in NO_END, f"p{row.page} a row ends with {row.text[-6:]}")


def dashes_whole(stack: Sequence[Row]) -> None:
    for before, after in pairwise(stack):
        for mark in "—…":
            holds(not (before.text[-1] == mark == after.text[0]), f"p{after.page} {mark}{mark} is torn apart")
    for row in stack:
        for one, two in pairwise(row.chars):
            if one.text == two.text and one.text in "—…":
                em = one.size * MM
                near(f"p{row.page} width of {one.text}{two.text}", two.x1 - one.x0, 2 * em, 0.1 * em)


def r79(paper: Paper) -> None:
    for stack in _stacks(paper):
        starts_well(stack)


def r80(paper: Paper) -> None:
    for stack in _stacks(paper):
        for row in stack[1:]:
            if row.text[0] in NO_END:
                between(f"p{row.page} bracket at a row's start", row.x0, 28 - ZI / 2 - 0.6, 33.57 + 3 * 5.6)


def r81(paper: Paper) -> None:
    for stack in _stacks(paper):
        ends_well(stack)


def r82(paper: Paper) -> None:
    for stack in _stacks(paper):
        dashes_whole(stack)


def r94(paper: Paper) -> None:
    for sheet in paper.sheets:
        top = 60 if paper.format == "信函" and sheet.number == 1 else 30
        box = sheet.ink(184.5, top, 209, 262.4 if not sheet.tables else top + 0.5, dpi=200)
        holds(box is None, f"p{sheet.number} ink hangs out to {box}")


def heads(table: Table) -> int:
    """How many rows at the top of a table are heads: those in 黑体 throughout."""
    count = 0
    for row in table.rows:
        chars = [char for cell in row for line in cell.rows for char in line.chars]
        if not chars or len(row) == 1 or not all("Hei" in char.font or "黑体" in char.font for char in chars):
            break
        count += 1
    return count


def r118(paper: Paper) -> None:
    for run in paper.table_runs:
        first = [[cell.text for cell in row] for row in run[0][1].rows[: heads(run[0][1])]]
        for sheet, table in run:
            head = [[cell.text for cell in row] for row in table.rows[: heads(table)]]
            holds(head, f"p{sheet.number} a table without a head")
            holds(head == first, f"p{sheet.number} begins with {head}")


def r119(paper: Paper) -> None:
    for run in paper.table_runs:
        seen: Counter[str] = Counter()
        for sheet, table in run:
            column = next((cell.x0 for cell in table.rows[0] if cell.text == "序号"), None)
            for place, row in enumerate(table.rows[heads(table) :]):
                holds(len(row) == 1 or any(cell.text for cell in row), f"p{sheet.number} an empty row")
                number = next((cell.text for cell in row if column and abs(cell.x0 - column) < 0.5), "")
                if len(row) > 1 and column is not None:
                    holds(number or place, f"p{sheet.number} begins with the rest of a row")
                    seen[number] += bool(number)
        holds(
            all(count == 1 for count in seen.values() if count),
            f"numbers twice: {[k for k, v in seen.items() if v > 1]}",
        )


def r120(paper: Paper) -> None:
    for run in paper.table_runs:
        found = {
            round(char.size, 1)
            for _, table in run
            for row in table.rows[heads(table) :]
            for cell in row
            for line in cell.rows
            for char in line.chars
        }
        holds(not found or min(found) >= 10.5, f"type of {min(found, default=0)} pt")
        holds(len(found) <= 1, f"several sizes in one table: {found}")


def r121(paper: Paper) -> None:
    for sheet, table in paper.tables:
        for cell in table.rows[0]:
            for row in cell.rows:
                near(f"p{sheet.number} head {cell.text}", row.middle, (cell.x0 + cell.x1) / 2, 0.6)
        for cells in table.rows[heads(table) :]:
            if len(cells) > 2 and table.rows[0][0].text == "序号" and cells[0].rows:
                near(f"p{sheet.number} 序号", cells[0].rows[0].middle, (cells[0].x0 + cells[0].x1) / 2, 0.6)


def r122(paper: Paper) -> None:
    for sheet, table in paper.tables:
        rules = [rule for rule in sheet.rules if table.top - 0.5 <= rule.y <= table.bottom + 0.5]
        holds(len(rules) >= 2, f"p{sheet.number} has no grid")
        for rule in rules:
            holds(is_black(rule.colour), f"p{sheet.number} a coloured rule")
            between(f"p{sheet.number} rule", rule.width, 0.15, 0.55)
        if not sheet.pictures:  # a chart has areas of its own, in grey
            holds(all(is_black(colour) for colour in sheet.filled), f"p{sheet.number} a coloured area")


def r123(paper: Paper) -> None:
    for sheet, table in paper.tables:
        left, right, bottom = (35, 260, 184) if sheet.width > sheet.height else (28, 184, 262)
        near(f"p{sheet.number} table left", table.x0, left, 0.5)
        near(f"p{sheet.number} table right", table.x1, right, 0.5)
        edges = table.top, table.bottom
        outer = [rule for rule in sheet.rules if min(abs(rule.y - edge) for edge in edges) < 0.3]
        for rule in outer:
            near(f"p{sheet.number} rule left", rule.x0, left, 0.5)
            near(f"p{sheet.number} rule right", rule.x1, right, 0.5)
        for rule in sheet.rules:
            if table.top - 0.5 <= rule.y <= table.bottom + 0.5:
                holds(left - 0.5 <= rule.x0 and rule.x1 <= right + 0.5, f"p{sheet.number} a rule juts out")
        holds(table.bottom <= bottom + 0.5, f"p{sheet.number} the table runs below the type area")


def r124(paper: Paper) -> None:
    for sheet, table in paper.tables:
        for row in table.rows[1:]:
            for cell in row:
                for before, after in pairwise(cell.rows):
                    pitch = (after.base - before.base) / MM / before.size
                    between(f"p{sheet.number} pitch in “{cell.text[:8]}”", pitch, 1.2, 1.6)


def r127(paper: Paper) -> None:
    given(paper.tables, "no table")
    for cell in paper.cells():
        starts_well(cell.rows)
        ends_well(cell.rows)
        dashes_whole(cell.rows)
        for row in cell.rows:
            holds(
                cell.x0 - 0.1 <= row.x0 and row.x1 <= cell.x1 + 0.1,
                f"p{row.page} “{row.text[:6]}” leaves its cell",
            )


def r84(paper: Paper) -> None:
    for stack in _stacks(paper):
        for before, after in pairwise(stack):
            torn = re.search(r"[A-Za-z0-9.,]$", before.text) and re.match(r"[A-Za-z0-9.,%‰℃]", after.text)
            holds(not torn, f"p{after.page} “{before.text[-6:]}” and “{after.text[:6]}” belong together")


def r85(paper: Paper) -> None:
    """A mark at the end of a full row has half a character's room: what stands before it ends there."""
    for rows in paper.paragraphs():
        for row in rows[:-1]:
            if row.text[-1] in "。，、；：）”》" and row.x1 > 183:
                em = row.size * MM
                near(f"p{row.page} mark at the end of “{row.text[-6:]}”", row.chars[-1].x0, 184 - em / 2, 0.4)


def r86(paper: Paper) -> None:
    for row in (row for stack in _stacks(paper) for row in stack):
        for one, two in pairwise(row.chars):
            if one.text in "）》”。，、；：" and two.text in "）》”。，、；：（《“":
                wide = (two.x0 - one.x0) / (one.size * MM)
                holds(wide <= 0.85, f"p{row.page} a hole between {one.text}{two.text}: {wide:.2f} em")


def r91(paper: Paper) -> None:
    for rows in paper.paragraphs():
        for row in rows[:-1]:
            if HANZI.search(row.text) and not re.search("[A-Za-z/]{12}", row.text):
                between(f"p{row.page} end of “{row.text[-6:]}”", row.x1, 180.9, 184.6)


def r95(paper: Paper) -> None:
    for rows in paper.paragraphs():
        if len(rows) > 1:
            hanzi = [char for char in rows[-1].text if char not in NO_START + NO_END]
            holds(len(hanzi) >= 2, f"p{rows[-1].page} “{rows[-1].text}” is a row of its own")


def r97(paper: Paper) -> None:
    for row in (row for stack in _stacks(paper) for row in stack):
        found = re.search(r"[一-龥][\"'(),;][一-龥]", row.text)
        holds(not found, f"p{row.page} a Latin mark in “{row.text[:12]}”")
