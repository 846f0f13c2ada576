"""Rules of page, type and 版头: R1–R20 of GBT9704.md."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import mean, pstdev

from tests.press.gbt9704_measure import MM, Row, is_black, is_red
from tests.press.gbt9704_parts import (
    DOC_NO,
    FACES,
    HANZI,
    Paper,
    between,
    face,
    given,
    holds,
    is_body,
    near,
)


def r1(paper: Paper) -> None:
    for sheet in paper.sheets:  # a turned page is an upright sheet too
        near(f"p{sheet.number} width", sheet.width, 210, 0.5)
        near(f"p{sheet.number} height", sheet.height, 297, 0.5)


def r2(paper: Paper) -> None:
    pages = [[row for row in paper.main if row.page == sheet.number] for sheet in paper.sheets[1:]]
    for rows in filter(None, pages):
        sheet = paper.sheets[rows[0].page - 1]
        others = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
        others += [row.top for row in sheet.rows if row.size < 15.7]
        if min(others, default=300) > rows[0].top:
            near(f"p{rows[0].page} first row's top", rows[0].top, 37, 1)
        holds(rows[-1].bottom <= 263, f"p{rows[0].page} text below the type area")
    for row in paper.main:
        holds(row.x0 >= 27, f"p{row.page} “{row.text[:8]}” begins left of the type area")
    for sheet in paper.sheets:
        holds(all(char.upright for char in sheet.all_chars) or sheet.tables == [], f"p{sheet.number} skewed")
        top = 60 if paper.format == "信函" and sheet.number == 1 else 30  # its double rule is wider
        box = sheet.ink(185.2, top, 209, 264, dpi=150)
        holds(box is None, f"p{sheet.number} ink right of the type area: {box}")
        left = sheet.ink(1, top, 27, 264, dpi=150)
        holds(left is None, f"p{sheet.number} ink in the binding margin: {left}")


def r3(paper: Paper) -> None:
    chars = [char for row in paper.body for char in row.chars]
    given(chars and not paper.small_type, "no text, or made to fit one page")
    good = [char for char in chars if is_body(char.size) and re.search(FACES["仿宋"], char.font)]
    headings = [char for char in chars if is_body(char.size) and re.search("Hei|Kai|黑体|楷体", char.font)]
    holds((len(good) + len(headings)) / len(chars) >= 0.9 and good, f"{len(good)} of {len(chars)} in 3号仿宋")


def r4(paper: Paper) -> None:
    pages = [rows for rows in paper.full_pages() if all(is_body(row.size) for row in rows)]
    given(pages, "no page full of text")
    for rows in pages:
        steps = [after.base - before.base for before, after in pairwise(rows)]
        if max(steps, default=99) > 11:  # a blank row, a table, a figure: not single-spaced throughout
            continue
        holds(
            len(rows) == 22 or _heading(_next_row(paper, rows[-1])), f"p{rows[0].page} has {len(rows)} rows"
        )
        if len(rows) == 22:
            between(f"p{rows[0].page} height of text", rows[-1].bottom - rows[0].top, 223.5, 225.5)
        holds(pstdev(steps) < 0.1, f"p{rows[0].page} uneven rows")
        between(f"p{rows[0].page} pitch", mean(steps), 10.2, 10.45)


def _next_row(paper: Paper, row: Row) -> Row | None:
    place = next(n for n, each in enumerate(paper.main) if each is row)
    return paper.main[place + 1] if place + 1 < len(paper.main) else None


def _heading(row: Row | None) -> bool:
    return row is not None and bool(re.search("Hei|Kai|黑体|楷体", row.chars[0].font))


def r5(paper: Paper) -> None:
    rows = [row for row in paper.body if HANZI.fullmatch(row.text) and row.x0 < 28.6 and row.x1 > 183.4]
    given(rows, "no full row of hanzi alone")
    longest = max(rows, key=lambda row: len(row.text))
    holds(len(longest.text) == 28, f"the longest row of hanzi has {len(longest.text)} characters")
    for row in rows:
        if len(row.text) == 28:
            for before, after in pairwise(row.chars):
                near(f"p{row.page} pitch in “{row.text[:6]}”", after.x0 - before.x0, 5.571, 0.05)


def r6(paper: Paper) -> None:
    for sheet in paper.sheets:
        for char in (sheet.turned or sheet).all_chars:
            holds(
                is_black(char.colour) or (is_red(char.colour) and sheet.number == 1),
                f"p{sheet.number} {char.text} is {char.colour}",
            )


def r7(paper: Paper) -> None:
    reds = {char.colour for char in paper.mark.chars} | {
        rule.colour for rule in paper.first.rules if not is_black(rule.colour)
    }
    holds(len(reds) == 1 and is_red(next(iter(reds))), f"reds: {reds}")


def r8(paper: Paper) -> None:
    for sheet in (sheet.turned or sheet for sheet in paper.sheets):
        for char in sheet.all_chars:
            holds(re.match(r"[A-Z]{6}\+", char.font), f"{char.font} is not embedded")
            holds("(cid:" not in char.text, f"p{sheet.number} a character has no text")
            holds(
                not any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in char.text),
                f"p{sheet.number} private character",
            )


def r10(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if re.fullmatch(r"\d{6}", row.text) and row.top < 60]
    given(rows, "no copy number")
    near("copy number x", rows[0].x0, 28, 0.5)
    near("copy number top", rows[0].top, 37, 1)


def r11(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if re.match("绝密|机密|秘密", row.text) and row.top < 72]
    given(rows, "not classified")
    face(rows[0], "黑体")
    between("classification top", rows[0].top, 46.2, 50.5)


def r12(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if row.text in ("特急", "加急")]
    given(rows, "not urgent")
    face(rows[0], "黑体")
    near("urgency x", rows[0].x0, 28, 0.5)


def r13(paper: Paper) -> None:
    paper.of_format("文件")
    mark = paper.mark
    box = paper.first.ink(10, 68, 200, mark.base + mark.size * MM * 0.2, dpi=600)
    holds(box, "the mark has no ink")
    assert box
    near("mark ink top", box[1], 72, 1)
    near("mark middle", (box[0] + box[2]) / 2, 106, 1)


def r14(paper: Paper) -> None:
    face(paper.mark, "小标宋")
    holds(paper.mark.x1 - paper.mark.x0 <= 156, "the mark is wider than the type area")


def r15(paper: Paper) -> None:
    marks = [row for row in paper.first.rows if row.red]
    given(len(marks) > 1, "one organ")
    holds("文件" not in marks[0].text, "文件 does not stand beside all the names")


def r16(paper: Paper) -> None:
    paper.of_format("文件", "信函")
    upward = any("签发人" in row.text for row in paper.first.rows)
    match = DOC_NO.match if upward else DOC_NO.fullmatch  # a signer may stand on the same row
    holds(match(paper.number.text), f"document number {paper.number.text}")


def r17(paper: Paper) -> None:
    paper.of_format("文件", "纪要", "命令")
    given(not any(row.text.startswith("签发人") for row in paper.first.rows), "upward document")
    mark, number = paper.mark, paper.number
    box = paper.first.ink(10, 60, 200, number.top - 2, dpi=300)
    holds(box, "no mark above the number")
    assert box
    between("gap above the number", number.top - box[3], 20.3, 26.1)
    near("number middle", number.middle, 106, 1)
    holds(mark.base < number.base, "the number is not below the mark")


def r18(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows, "no 签发人")
    holds(abs(paper.number.base - rows[-1].base) < 45, "the number is far from the signers")
    near("number of an upward document", paper.number.x0, 33.57, 0.7)
    near("last signer", max(row.x1 for row in rows), 178.43, 0.7)


def r19(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows, "no 签发人")
    holds("签发人：" in rows[0].text, "签发人 without its colon")
    face(rows[0], "仿宋", share=0.2)


def r20(paper: Paper) -> None:
    paper.of_format("文件", "纪要")
    rule = paper.red_rule
    near("red rule left", rule.x0, 28, 0.5)
    near("red rule right", rule.x1, 184, 0.5)
    near("red rule below the number", rule.y - paper.number.bottom, 4, 1)
