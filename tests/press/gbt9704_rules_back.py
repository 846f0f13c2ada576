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
    given(paper.attachments and not paper.contents, "no attachment, or listed in the contents")
    listed = len(listed_names(paper))
    begun = len(paper.attachments)
    holds(begun == listed, f"{begun} attachments begin a page, {listed} are listed")
    if paper.imprint_rows:
        holds(paper.attachments[-1][0].number <= paper.last.number, "an attachment after the imprint")


def r44(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for sheet, row in paper.attachments:
        left, top, _ = frame(sheet)
        holds(re.fullmatch(r"附件\d*", row.text), f"label {row.text}")
        face(row, "黑体")
        near("label x", row.x0, left, 0.5)
        near("label top", row.top, top, 1)
        between("label size", row.size, 15.7, 16.05)


def frame(sheet: Sheet) -> tuple[float, float, float]:
    """Left edge, top and middle of the type area of a page as it is read (R68)."""
    return (35, 28, 147.5) if sheet.width > sheet.height else (28, 37, 106)


def attachment_title(paper: Paper, sheet: Sheet) -> list[Row]:
    return [row for row in paper.text_rows(sheet) if row.size > 19]


def r45(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for sheet, _ in paper.attachments:
        rows = attachment_title(paper, sheet)
        _, top, middle = frame(sheet)
        holds(rows, f"p{sheet.number} has no title")
        row_middle = (rows[0].top + rows[0].bottom) / 2 - top
        between("attachment title, middle of first row", row_middle, 22.2, 27.1)
        for row in rows:
            near("attachment title middle", row.middle, middle, 0.5)


def r46(paper: Paper) -> None:
    given(paper.attachments and not paper.contents, "no attachment, or listed in the contents")
    titles = ["".join(row.text for row in attachment_title(paper, sheet)) for sheet, _ in paper.attachments]
    holds(titles == listed_names(paper), f"{titles} is not {listed_names(paper)}")


RULED = ("文件", "命令", "纪要")  # formats whose 版记 stands between rules


def r49(paper: Paper) -> None:
    paper.of_format(*RULED)
    for rule in paper.imprint_rules:
        near("imprint rule left", rule.x0, 28, 0.5)
        near("imprint rule right", rule.x1, 184, 0.5)
        holds(is_black(rule.colour), "an imprint rule is not black")


def r50(paper: Paper) -> None:
    paper.of_format(*RULED)
    rules = paper.imprint_rules
    holds(len(rules) >= 2, "fewer than two imprint rules")
    near("first imprint rule", rules[0].width, 0.35, 0.05)
    near("last imprint rule", rules[-1].width, 0.35, 0.05)
    for rule in rules[1:-1]:
        near("middle imprint rule", rule.width, 0.25, 0.05)


def r51(paper: Paper) -> None:
    paper.of_format(*RULED)
    rules = paper.imprint_rules
    holds(rules, "no imprint rule")
    near("last imprint rule", rules[-1].y, 262, 0.5)
    holds(rules[0].y < paper.imprint_rows[0].top, "no rule above the imprint")


def r52(paper: Paper) -> None:
    given(paper.imprint_rows and paper.format != "简报", "no imprint")
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
    paper.of_format(*RULED)
    given(paper.imprint_rows, "no imprint")
    row = paper.imprint_rows[-1]
    holds(re.search(DATE.pattern + "印发$", row.text), f"printing row {row.text}")
    between("printer x", row.x0, 32.94 - 0.7, 33.57 + 0.7)
    between("printing date right", row.x1, 178.43 - 0.7, 179.06 + 0.7)
    between("printing size", row.size, 13.7, 14.05)


def r55(paper: Paper) -> None:
    paper.of_format(*RULED)
    given(paper.imprint_rows, "no imprint")
    holds(len(paper.sheets) % 2 == 0, "the imprint is not on an even page")


def r56(paper: Paper) -> None:
    blank = [sheet for sheet in paper.sheets if not sheet.turned and not list(sheet.all_chars)]
    for sheet in paper.sheets:
        if not [char for char in sheet.all_chars if not "—0123456789".count(char.text)] and not sheet.turned:
            holds(sheet.number not in paper.numbers, f"p{sheet.number} is blank and numbered")
    given(blank, "no blank page")
    holds(len(paper.sheets) not in paper.numbers, "the imprint after a blank page is numbered")


def r57(paper: Paper) -> None:
    paper.of_format(*RULED)
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
    given(not paper.small_type and not (paper.format == "信函" and len(paper.sheets) == 1), "one page")
    pairs = [(sheet, paper.numbers[sheet.number]) for sheet in paper.sheets if sheet.number in paper.numbers]
    holds(pairs, "no page numbers in the form — 1 —")
    return pairs


def r59(paper: Paper) -> None:
    for _, row in numbered(paper):
        face(row, "宋体")
        between("page number size", row.size, 13.7, 14.05)


def r60(paper: Paper) -> None:
    """The last page, and the blank one before it, may go without a number (R56)."""
    given(not paper.small_type, "made to fit one page")
    blank = len(paper.sheets) > 2 and not list(paper.sheets[-2].all_chars) and not paper.sheets[-2].turned
    first = 1 if paper.format == "信函" else 0
    for sheet in paper.sheets[first : -2 if blank else None]:
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
    given(paper.format != "信函" and not paper.small_type, "a letter, or made to fit one page")
    holds(1 in paper.numbers, "page 1 has no number")
