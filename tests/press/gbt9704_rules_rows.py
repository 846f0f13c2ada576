"""Rules of rows and tables: R79–R127 of GBT9704.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.press.gbt9704_measure import MM, Row, is_black
from tests.press.gbt9704_parts import (
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
    given_list = [row for row in paper.imprint_rows if not row.text.endswith("印发")]
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
        box = sheet.ink(184.5, 30, 209, 262.4 if not sheet.tables else 30.5, dpi=200)
        holds(box is None, f"p{sheet.number} ink hangs out to {box}")


def r118(paper: Paper) -> None:
    heads: dict[int, str] = {}
    current = 0
    starts = {sheet.number for sheet, _ in paper.attachments}
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts or not current else current
        head = "|".join(cell.text for cell in table.rows[0])
        holds(heads.setdefault(current, head) == head, f"p{sheet.number} begins with {head}")


def r119(paper: Paper) -> None:
    starts = {sheet.number for sheet, _ in paper.attachments}
    seen: Counter[tuple[int, str]] = Counter()
    current = 0
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts else current
        for row in table.rows[1:]:
            holds(len(row) == 1 or any(cell.text for cell in row), f"p{sheet.number} an empty row")
            if len(row) > 2 and row[0].text.isdigit():
                seen[current, row[0].text] += 1
            elif len(row) > 2:
                holds(row is not table.rows[1], f"p{sheet.number} begins with the rest of a row")
    holds(
        all(count == 1 for count in seen.values()), f"numbers twice: {[k for k, v in seen.items() if v > 1]}"
    )


def r120(paper: Paper) -> None:
    starts = {sheet.number for sheet, _ in paper.attachments}
    sizes: dict[int, set[float]] = {}
    current = 0
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts else current
        found = {
            round(c.size, 1) for row in table.rows[1:] for cell in row for r in cell.rows for c in r.chars
        }
        sizes.setdefault(current, set()).update(found)
    for found in sizes.values():
        holds(not found or min(found) >= 10.5, f"type of {min(found, default=0)} pt")
        holds(len(found) <= 1, f"several sizes in one table: {found}")


def r121(paper: Paper) -> None:
    for sheet, table in paper.tables:
        for cell in table.rows[0]:
            for row in cell.rows:
                near(f"p{sheet.number} head {cell.text}", row.middle, (cell.x0 + cell.x1) / 2, 0.6)
        for cells in table.rows[1:]:
            if len(cells) > 2 and table.rows[0][0].text == "序号" and cells[0].rows:
                near(f"p{sheet.number} 序号", cells[0].rows[0].middle, (cells[0].x0 + cells[0].x1) / 2, 0.6)


def r122(paper: Paper) -> None:
    for sheet, table in paper.tables:
        rules = [rule for rule in sheet.rules if table.top - 0.5 <= rule.y <= table.bottom + 0.5]
        holds(len(rules) >= 2, f"p{sheet.number} has no grid")
        for rule in rules:
            holds(is_black(rule.colour), f"p{sheet.number} a coloured rule")
            between(f"p{sheet.number} rule", rule.width, 0.15, 0.55)
        holds(all(is_black(colour) for colour in sheet.filled), f"p{sheet.number} a coloured area")


def r123(paper: Paper) -> None:
    for sheet, table in paper.tables:
        near(f"p{sheet.number} table left", table.x0, 28, 0.5)
        near(f"p{sheet.number} table right", table.x1, 184, 0.5)
        for rule in sheet.rules:
            if table.top - 0.5 <= rule.y <= table.bottom + 0.5:
                near(f"p{sheet.number} rule left", rule.x0, 28, 0.5)
                near(f"p{sheet.number} rule right", rule.x1, 184, 0.5)
        holds(table.bottom <= 262.5, f"p{sheet.number} the table runs below the type area")


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
