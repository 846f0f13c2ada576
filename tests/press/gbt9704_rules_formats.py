"""Rules of turned pages (clause 8), letters, orders and minutes (clause 10), bulletins: R66–R110."""

from __future__ import annotations

import re

from tests.press.gbt9704_measure import MM, Rule, is_black, is_red
from tests.press.gbt9704_parts import DATE, Paper, between, face, given, holds, near
from tests.press.gbt9704_rules_back import frame

SEVEN_EIGHTHS = 4.84  # of a 3号 character, in mm


def _turned(paper: Paper) -> None:
    given(any(sheet.turned for sheet in paper.sheets), "no turned page")


def r66(paper: Paper) -> None:
    _turned(paper)
    for sheet in paper.sheets:
        if sheet.turned:
            holds(sheet.number in paper.numbers, f"p{sheet.number} has no upright number")


def r67(paper: Paper) -> None:
    """The head is on the left edge of each sheet: read with the sheet turned clockwise, it is on top."""
    _turned(paper)
    for read in filter(None, (sheet.turned for sheet in paper.sheets)):
        upright = [char for char in read.all_chars if char.upright]
        holds(len(upright) == len(list(read.all_chars)), f"p{read.number} is turned the other way")
        for table in read.tables:
            holds(table.rows[0][0].rows, f"p{read.number} has no head on top")


def r68(paper: Paper) -> None:
    _turned(paper)
    for read in filter(None, (sheet.turned for sheet in paper.sheets)):
        left, top, _ = frame(read)
        for table in read.tables:
            between(f"p{read.number} table left", table.x0, left - 1, left + 1)
            between(f"p{read.number} table right", table.x1, 259, 261)
            holds(table.top >= top - 1 and table.bottom <= 185, f"p{read.number} table outside the type area")


def _letter(paper: Paper) -> None:
    paper.of_format("信函")


def r70(paper: Paper) -> None:
    _letter(paper)
    mark = paper.mark
    box = paper.first.ink(10, 20, 200, mark.base + mark.size * MM * 0.2)
    holds(box, "the mark has no ink")
    assert box
    near("letter mark ink top", box[1], 30, 1)
    near("letter mark middle", (box[0] + box[2]) / 2, 105.5, 1)
    holds(mark.red and not mark.text.endswith("文件"), "the mark is not the organ's name in red")


def double_rules(paper: Paper) -> tuple[list[Rule], list[Rule]]:
    rules = sorted((rule for rule in paper.first.rules if is_red(rule.colour)), key=lambda rule: rule.y)
    holds(len(rules) == 4, f"{len(rules)} red rules, not two pairs")
    return rules[:2], rules[2:]


def r71(paper: Paper) -> None:
    _letter(paper)
    upper, lower = double_rules(paper)
    for rule in (*upper, *lower):
        near("length of a double rule", rule.x1 - rule.x0, 170, 1)
        near("middle of a double rule", (rule.x0 + rule.x1) / 2, 105.5, 1)
    holds(upper[0].width > upper[1].width, "the upper pair is not thick over thin")
    holds(lower[0].width < lower[1].width, "the lower pair is not thin over thick")
    near("lower edge of the second pair", lower[1].y + lower[1].width / 2, 277, 1)
    mark = paper.mark
    box = paper.first.ink(40, 20, 170, upper[0].y - upper[0].width / 2 - 0.3)
    assert box
    near(f"rule below the mark “{mark.text[:6]}”", upper[0].y - upper[0].width / 2 - box[3], 4, 0.7)


def r72(paper: Paper) -> None:
    _letter(paper)
    upper, _ = double_rules(paper)
    below = upper[1].y + upper[1].width / 2
    near("number below the double rule", paper.number.top - below, SEVEN_EIGHTHS, 0.7)
    near("number of a letter, right", paper.number.x1, 184, 0.5)


def r73(paper: Paper) -> None:
    _letter(paper)
    above = [row for row in paper.first.rows if row.bottom < paper.title[0].top and not row.red]
    given(above, "nothing above the title")
    between("gap above a letter's title", paper.title[0].top - above[-1].bottom, 20.3, 26.1)


def r75(paper: Paper) -> None:
    _letter(paper)
    holds(1 not in paper.numbers, "page 1 of a letter has a number")
    black = [rule for rule in paper.last.rules if is_black(rule.colour) and rule.y > 255]
    holds(not black, "rules around the imprint of a letter")
    holds(not any(row.text.endswith("日印发") for row in paper.imprint_rows), "a letter with 印发")


def r76(paper: Paper) -> None:
    paper.of_format("命令")
    mark = paper.mark
    box = paper.first.ink(10, 40, 200, mark.base + mark.size * MM * 0.2)
    assert box
    near("order mark ink top", box[1], 57, 1)
    rows = [row for row in paper.first.rows if not row.red]
    between("gap above the number of an order", rows[0].top - box[3], 20.3, 26.1)
    between("gap below the number of an order", rows[1].top - rows[0].bottom, 20.3, 26.1)


def r77(paper: Paper) -> None:
    paper.of_format("纪要")
    mark = paper.mark
    box = paper.first.ink(10, 40, 200, mark.base + mark.size * MM * 0.2)
    assert box
    near("minutes mark ink top", box[1], 72, 1)
    for row in paper.main:
        if re.match("出席|请假|列席", row.text):
            near(f"{row.text[:2]} x", row.x0, 39.14, 0.6)
            holds(re.search("Hei|黑体", row.chars[0].font), f"{row.text[:2]} is not in 黑体")


def _bulletin(paper: Paper) -> None:
    paper.of_format("简报")


def r101(paper: Paper) -> None:
    _bulletin(paper)
    rule = paper.red_rule
    near("rule of a bulletin, left", rule.x0, 28, 0.5)
    near("rule of a bulletin, right", rule.x1, 184, 0.5)
    holds(rule.y <= 112, f"the head of a bulletin ends at {rule.y:.0f}")


def r102(paper: Paper) -> None:
    _bulletin(paper)
    holds(paper.mark.size >= 26, "the name of a bulletin is small")
    near("name of a bulletin, middle", paper.mark.middle, 106, 1)
    face(paper.mark, "小标宋")


def r103(paper: Paper) -> None:
    _bulletin(paper)
    above = [row for row in paper.first.rows if not row.red and row.base < paper.red_rule.y]
    issues = [row for row in above if re.fullmatch(r"(20\d\d年)?第\d+期(（总第\d+期）)?", row.text)]
    given(issues, "no issue number")
    near("issue number, middle", issues[0].middle, 106, 1)


def r105(paper: Paper) -> None:
    _bulletin(paper)
    above = [row for row in paper.first.rows if not row.red and row.base < paper.red_rule.y]
    dated = [row for row in above if DATE.search(row.text)]
    holds(dated, "a bulletin without its date")
    near("date of a bulletin, right", dated[0].x1, 178.43, 0.7)
    near("editor of a bulletin, left", dated[0].x0, 33.57, 0.7)


def r110(paper: Paper) -> None:
    _bulletin(paper)
    given(paper.imprint_rows, "no foot")
    for row in paper.imprint_rows:
        first = row.x0 < 34.5
        shape = r"(报|送|发|抄送)：.+|（共印\d+份）"
        holds(not first or re.match(shape, row.text), f"row of the foot {row.text}")
    near("last rule of a bulletin", paper.imprint_rules[-1].y, 262, 0.5)
