"""Rules of 附件 pages, 版记 and page numbers: R43–R65 of GBT9704.md."""

from __future__ import annotations

import re

from tests.press.gbt9704_measure import Row, Sheet, is_black
from tests.press.gbt9704_parts import (
    DATE,
    NUMBER,
    Paper,
    between,
    face,
    given,
    holds,
    near,
)
from tests.press.gbt9704_rules_text import listed_names


def r43(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    listed = len(listed_names(paper))
    begun = len(paper.attachments) + len(paper.turned_attachments)
    holds(begun == listed, f"{begun} attachments begin a page, {listed} are listed")
    if paper.imprint_rows:
        holds(paper.attachments[-1][0].number <= paper.last.number, "an attachment after the imprint")


def r44(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for _, row in paper.attachments:
        holds(re.fullmatch(r"附件\d*", row.text), f"label {row.text}")
        face(row, "黑体")
        near("label x", row.x0, 28, 0.5)
        near("label top", row.top, 37, 1)
        between("label size", row.size, 15.7, 16.05)


def attachment_title(paper: Paper, sheet: Sheet) -> list[Row]:
    return [row for row in paper.text_rows(sheet) if row.size > 19]


def r45(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for sheet, _ in paper.attachments:
        rows = attachment_title(paper, sheet)
        holds(rows, f"p{sheet.number} has no title")
        between("attachment title, middle of first row", (rows[0].top + rows[0].bottom) / 2, 59.2, 64.1)
        for row in rows:
            near("attachment title middle", row.middle, 106, 0.5)


def r46(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    titles = ["".join(row.text for row in attachment_title(paper, sheet)) for sheet, _ in paper.attachments]
    given(not paper.turned_attachments, "turned attachments")
    holds(titles == listed_names(paper), f"{titles} is not {listed_names(paper)}")


def r49(paper: Paper) -> None:
    for rule in paper.imprint_rules:
        near("imprint rule left", rule.x0, 28, 0.5)
        near("imprint rule right", rule.x1, 184, 0.5)
        holds(is_black(rule.colour), "an imprint rule is not black")


def r50(paper: Paper) -> None:
    rules = paper.imprint_rules
    holds(len(rules) >= 2, "fewer than two imprint rules")
    near("first imprint rule", rules[0].width, 0.35, 0.05)
    near("last imprint rule", rules[-1].width, 0.35, 0.05)
    for rule in rules[1:-1]:
        near("middle imprint rule", rule.width, 0.25, 0.05)


def r51(paper: Paper) -> None:
    rules = paper.imprint_rules
    holds(rules, "no imprint rule")
    near("last imprint rule", rules[-1].y, 262, 0.5)
    holds(rules[0].y < paper.imprint_rows[0].top, "no rule above the imprint")


def r52(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    rows = [row for row in paper.imprint_rows if not row.text.endswith("印发")]
    given(rows and "抄送：" in "".join(row.text for row in rows), "no copies")
    start = next(n for n, row in enumerate(rows) if row.text.startswith("抄送："))
    copies = rows[start:]
    between("copies x", copies[0].x0, 32.94 - 0.7, 33.57 + 0.7)
    for row in copies:
        between("copies size", row.size, 13.7, 14.05)
        face(row, "仿宋", share=0.9)
        holds(row.x1 <= 179.06 + 0.7, "copies too far right")
    for row in copies[1:]:
        near("copies wrapped", row.x0, copies[0].chars[3].x0, 0.7)
    holds(copies[-1].text.endswith("。"), "copies do not end with 。")


def r53(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    row = paper.imprint_rows[-1]
    holds(re.search(DATE.pattern + "印发$", row.text), f"printing row {row.text}")
    between("printer x", row.x0, 32.94 - 0.7, 33.57 + 0.7)
    between("printing date right", row.x1, 178.43 - 0.7, 179.06 + 0.7)
    between("printing size", row.size, 13.7, 14.05)


def r57(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    between(
        "printing row above the last rule", paper.imprint_rules[-1].y - paper.imprint_rows[-1].bottom, 0, 6
    )
    for sheet in paper.sheets[:-1]:
        holds(
            not any(row.text.endswith("日印发") and row.size < 15 for row in sheet.rows),
            "the imprint is torn apart",
        )


def numbered(paper: Paper) -> list[tuple[Sheet, Row]]:
    pairs = [(sheet, paper.numbers[sheet.number]) for sheet in paper.sheets if sheet.number in paper.numbers]
    holds(pairs, "no page numbers in the form — 1 —")
    return pairs


def r59(paper: Paper) -> None:
    for _, row in numbered(paper):
        face(row, "宋体")
        between("page number size", row.size, 13.7, 14.05)


def r60(paper: Paper) -> None:
    """The last page, and the blank one before it, may go without a number (R56)."""
    blank = len(paper.sheets) > 2 and not list(paper.sheets[-2].all_chars)
    for sheet in paper.sheets[: -2 if blank else None]:
        holds(sheet.number in paper.numbers, f"p{sheet.number} has no number — n —")


def r61(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        dash = row.chars[0]
        box = sheet.ink(dash.x0 - 0.2, 263.5, dash.x1 + 0.2, 275)
        holds(box, "no dash")
        assert box
        near(f"p{sheet.number} dash", (box[1] + box[3]) / 2, 269, 1)


def r62(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        if sheet.number % 2:
            near(f"p{sheet.number} number right", row.x1, 179.06, 1)
        else:
            near(f"p{sheet.number} number left", row.x0, 32.94, 1)


def r63(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        found = NUMBER.fullmatch(row.text)
        holds(found and int(found[1]) == sheet.number, f"p{sheet.number} is numbered {row.text}")


def r64(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        holds(row.top > 262, f"p{sheet.number} number inside the type area")


def r65(paper: Paper) -> None:
    holds(1 in paper.numbers, "page 1 has no number")
