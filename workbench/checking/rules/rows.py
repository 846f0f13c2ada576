"""Rules of rows of type: R79–R98."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.checking.judging import (
    CONV,
    MUST,
    NORM,
    Faults,
    RuleBook,
    at_most,
    between,
    brief,
    holds,
    near,
)
from workbench.checking.parts import Paper
from workbench.checking.rules.head import margin_top
from workbench.checking.shapes import HANZI, NO_END, NO_START, ZI, given
from workbench.checking.sheets import MM, Row

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


def _stacks(paper: Paper) -> Iterator[list[Row]]:
    """Rows that continue one another outside tables."""
    yield from paper.paragraphs()
    given_list = [row for row in paper.imprint_rows if not row.text.endswith(("印发", "份）"))]
    if given_list:
        yield given_list


def starts_well(stack: Sequence[Row]) -> Faults:
    for row in stack[1:]:
        wrong = row.text[0] in NO_START
        yield from holds(not wrong, f"行首不能是“{row.text[0]}”：“{brief(row.text, 8)}”", row, row.text[0])


def ends_well(stack: Sequence[Row]) -> Faults:
    for row in stack:
        wrong = row.text[-1] in NO_END
        yield from holds(not wrong, f"行末不能是“{row.text[-1]}”：“…{row.text[-8:]}”", row, row.text[-1])


def dashes_kept(stack: Sequence[Row]) -> Faults:
    for before, after in pairwise(stack):
        for mark in "—…":
            torn = before.text[-1] == mark == after.text[0]
            yield from holds(not torn, f"“{mark}{mark}”拆在两行", after)
    for row in stack:
        for one, two in pairwise(row.chars):
            if one.text == two.text and one.text in "—…":
                em = one.size * MM
                yield from near(f"“{one.text}{two.text}”的宽度", two.x1 - one.x0, 2 * em, 0.1 * em, row)


@rule("R79", MUST, "避头点", "GB/T 15834 5.1")
def no_marks_at_starts(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        yield from starts_well(stack)


@rule("R80", NORM, "行首括号", "中文排版需求")
def brackets_at_starts(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        for row in stack[1:]:
            if row.text[0] in NO_END:
                low, high = paper.left - ZI / 2 - 0.6, paper.left + 22.4
                yield from between("行首括号左边缘距页边", row.x0, low, high, row)


@rule("R81", MUST, "避尾点", "GB/T 15834 5.1")
def no_marks_at_ends(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        yield from ends_well(stack)


@rule("R82", MUST, "破折号和省略号不拆开", "GB/T 15834 5.1")
def dashes_whole(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        yield from dashes_kept(stack)


@rule("R84", NORM, "数字和西文词不拆开", "中文排版需求")
def words_whole(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        for before, after in pairwise(stack):
            torn = re.search(r"[A-Za-z0-9.,]$", before.text) and re.match(r"[A-Za-z0-9.,%‰℃]", after.text)
            text = f"“{before.text[-6:]}”与“{brief(after.text, 6)}”拆在两行"
            yield from holds(not torn, text, after)


@rule("R85", MUST, "行末标点占半个字", "GB/T 15834 5.1.10")
def half_marks_at_ends(paper: Paper) -> Faults:
    """A mark at the end of a full row has half a character's room: what stands before it ends there."""
    for rows in paper.paragraphs():
        for row in rows[:-1]:
            if row.text[-1] in "。，、；：）”》" and row.x1 > paper.right - 0.6:
                target = paper.right - row.size * MM / 2
                what = f"行末“{row.text[-1]}”的起点距页左边"
                yield from near(what, row.chars[-1].x0, target, 0.4, row)


@rule("R86", NORM, "相邻标点压缩", "中文排版需求")
def marks_side_by_side(paper: Paper) -> Faults:
    for row in (row for stack in _stacks(paper) for row in stack):
        for one, two in pairwise(row.chars):
            if one.text in "）》”。，、；：" and two.text in "）》”。，、；：（《“":
                wide = (two.x0 - one.x0) / (one.size * MM)
                yield from at_most(f"“{one.text}{two.text}”之间", wide, 0.85, row, "字")


@rule("R91", NORM, "两端对齐", "中文排版需求")
def justified(paper: Paper) -> Faults:
    """A text that is not justified at all is said to be so once."""
    given(not paper.small_type)
    low, high = paper.right - 3.1, paper.right + 0.6
    rows = [
        row
        for paragraph in paper.paragraphs()
        for row in paragraph[:-1]
        if HANZI.search(row.text) and not re.search("[A-Za-z/]{12}", row.text)
    ]
    off = [row for row in rows if not low <= row.x1 <= high]
    if len(off) > 5 and 3 * len(off) > len(rows):
        text = f"正文没有两端对齐：{len(rows)}行中有{len(off)}行的行末不在版心右边缘"
        yield from holds(False, text, off[0], f"{len(off)}行", "两端对齐")
        return
    for row in off:
        yield from between(f"“…{row.text[-6:]}”行末距页左边", row.x1, low, high, row)


@rule("R94", NORM, "行末不悬挂", "中文排版需求")
def nothing_hangs_out(paper: Paper) -> Faults:
    for sheet in paper.sheets:
        top = margin_top(paper, sheet)
        for row in sheet.rows:
            ink = max(char.ink[2] for char in row.chars)
            inside = top < row.base < 262.4 and not sheet.tables
            if inside:
                yield from at_most("行末墨迹距页左边", ink, paper.right + 0.5, row)


@rule("R95", CONV, "孤字不成行", "中文排版需求")
def no_orphans(paper: Paper) -> Faults:
    for rows in paper.paragraphs():
        if len(rows) > 1:
            hanzi = [char for char in rows[-1].text if char not in NO_START + NO_END]
            yield from holds(len(hanzi) >= 2, f"段末“{rows[-1].text}”一个字成行", rows[-1])


@rule("R97", MUST, "使用中文标点", "GB/T 15834 5.1")
def chinese_marks(paper: Paper) -> Faults:
    for row in (row for stack in _stacks(paper) for row in stack):
        found = re.search(r"[一-龥]([\"'(),;])[一-龥]", row.text)
        words = row.text[max(0, found.start() - 3) : found.end() + 3] if found else ""
        yield from holds(not found, f"“{words}”用了西文标点", row, found[1] if found else "")


@rule("R98", NORM, "并列书名号、引号之间不用顿号", "GB/T 15834 4.5.3.5")
def no_enumeration_mark(paper: Paper) -> Faults:
    for row in (row for stack in _stacks(paper) for row in stack):
        found = re.search("》、《|”、“", row.text)
        mark = found[0] if found else ""
        yield from holds(not found, f"“{brief(row.text)}”中“{mark}”之间不用顿号", row, mark)


@rule("R117", CONV, "文内责任单位", "惯例")
def units_in_the_text(paper: Paper) -> Faults:
    """（责任单位：…） that ends a paragraph stands after its 。 and takes none of its own."""
    found = []
    for rows in paper.paragraphs():
        text = "".join(row.text for row in rows)
        ended = re.search(r"(.)（(?:责任|牵头|配合)(?:单位|部门)：[^）]+）(。?)$", text)
        found += [(ended, rows[-1])] if ended else []
    given(found)
    for ended, row in found:
        yield from holds(not ended[2], "文末的责任单位括注之后不再加句号", row, "）。", "。（…）")
        before = ended[1] in "。！？；”）"
        yield from holds(before, "文末的责任单位括注应在句号之后", row, ended[1], "。（…）")
