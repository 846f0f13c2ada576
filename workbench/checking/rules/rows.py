"""Rules of rows of type and of tables: R79–R127."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.checking.judging import (
    CONV,
    MUST,
    NORM,
    Faults,
    RuleBook,
    at_least,
    at_most,
    between,
    brief,
    holds,
    is_set_in,
    near,
)
from workbench.checking.parts import HANZI, NO_END, NO_START, ZI, Paper, given
from workbench.checking.rules.head import margin_top
from workbench.checking.sheets import MM, Row, Sheet, Table, is_black

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


def _stacks(paper: Paper) -> Iterator[list[Row]]:
    """Rows that continue one another outside tables."""
    yield from paper.paragraphs()
    given_list = [row for row in paper.imprint_rows if not row.text.endswith(("印发", "份）"))]
    if given_list:
        yield given_list


def _starts_well(stack: Sequence[Row]) -> Faults:
    for row in stack[1:]:
        wrong = row.text[0] in NO_START
        yield from holds(not wrong, f"行首不能是“{row.text[0]}”：“{brief(row.text, 8)}”", row, row.text[0])


def _ends_well(stack: Sequence[Row]) -> Faults:
    for row in stack:
        wrong = row.text[-1] in NO_END
        yield from holds(not wrong, f"行末不能是“{row.text[-1]}”：“…{row.text[-8:]}”", row, row.text[-1])


def _dashes_whole(stack: Sequence[Row]) -> Faults:
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
        yield from _starts_well(stack)


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
        yield from _ends_well(stack)


@rule("R82", MUST, "破折号和省略号不拆开", "GB/T 15834 5.1")
def dashes_whole(paper: Paper) -> Faults:
    for stack in _stacks(paper):
        yield from _dashes_whole(stack)


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
            if row.text[-1] in "。，、；：）”》" and row.x1 > paper.right - 1:
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
    given(not paper.small_type)
    for rows in paper.paragraphs():
        for row in rows[:-1]:
            if HANZI.search(row.text) and not re.search("[A-Za-z/]{12}", row.text):
                what = f"“…{row.text[-6:]}”行末距页左边"
                yield from between(what, row.x1, paper.right - 3.1, paper.right + 0.6, row)


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


# ---- tables --------------------------------------------------------------------------------------------


def _heads(table: Table) -> int:
    """How many rows at the top of a table are heads: those in 黑体 throughout."""
    count = 0
    for row in table.rows:
        chars = [char for cell in row for line in cell.rows for char in line.chars]
        if not chars or len(row) == 1 or not all(is_set_in(char, "黑体") for char in chars):
            break
        count += 1
    return count


def _texts(table: Table, count: int) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows[:count]]


@rule("R118", CONV, "表头每页重复", "惯例")
def heads_repeated(paper: Paper) -> Faults:
    for run in paper.table_runs:
        first = run[0][1]
        count = _heads(first) or 1
        yield from holds(_heads(first), "表头没有用黑体与内容区分", first)
        for _, table in run[1:]:
            same = _texts(table, count) == _texts(first, count)
            yield from holds(same, "表格接上页，但没有重复表头", table)


@rule("R119", CONV, "表格的行不断开", "惯例")
def rows_unbroken(paper: Paper) -> Faults:
    for run in paper.table_runs:
        seen: Counter[str] = Counter()
        for _, table in run:
            column = next((cell.x0 for cell in table.rows[0] if cell.text == "序号"), None)
            for place, row in enumerate(table.rows[_heads(table) :]):
                filled = len(row) == 1 or any(cell.text for cell in row)
                yield from holds(filled, "表格有空行", row[0])
                if len(row) < 2 or column is None:
                    continue
                number = next((cell.text for cell in row if abs(cell.x0 - column) < 0.5), "")
                yield from holds(number or place, "一项内容拆在两页", row[0])
                seen[number] += bool(number)
        twice = [number for number, count in seen.items() if count > 1]
        yield from holds(not twice, f"序号重复：{'、'.join(twice[:6])}", run[0][1])


@rule("R120", CONV, "表内字号", "惯例")
def table_type(paper: Paper) -> Faults:
    for run in paper.table_runs:
        found = {
            round(char.size, 1)
            for _, table in run
            for row in table.rows[_heads(table) :]
            for cell in row
            for line in cell.rows
            for char in line.chars
        }
        if not found:
            continue
        table = run[0][1]
        yield from at_least("表内最小字号", min(found), 10.5, table, "磅")
        shown = "、".join(f"{each:g}磅" for each in sorted(found))
        yield from holds(len(found) == 1, f"一张表内字号不一：{shown}", table, shown, "一种字号")


@rule("R121", CONV, "表头居中", "惯例")
def heads_centred(paper: Paper) -> Faults:
    for _, table in paper.tables:
        for cell in table.rows[0]:
            for row in cell.rows:
                middle = (cell.x0 + cell.x1) / 2
                yield from near(f"表头“{brief(cell.text, 8)}”中心距左边", row.middle, middle, 0.6, row)
        if table.rows[0][0].text != "序号":
            continue
        for cells in table.rows[_heads(table) :]:
            if len(cells) > 2 and cells[0].rows:
                middle = (cells[0].x0 + cells[0].x1) / 2
                yield from near("序号中心距左边", cells[0].rows[0].middle, middle, 0.6, cells[0])


@rule("R122", CONV, "表格框线", "惯例")
def grid(paper: Paper) -> Faults:
    for sheet, table in paper.tables:
        lines = [each for each in sheet.rules if table.top - 0.5 <= each.y <= table.bottom + 0.5]
        for line in lines:
            yield from holds(is_black(line.colour), "表格框线应为黑色", line)
            yield from between("表格框线粗细", line.width, 0.15, 0.55, line)
        if not sheet.pictures:  # a chart has areas of its own, in grey
            plain = all(map(is_black, sheet.filled))
            yield from holds(plain, "表格有底色", table)


@rule("R123", CONV, "表格宽度", "惯例")
def table_width(paper: Paper) -> Faults:
    for sheet, table in paper.tables:
        left, right, bottom = (35, 260, 184) if sheet.width > sheet.height else (28, 184, 262)
        yield from near("表格左边缘距页边", table.x0, left, 0.5, table)
        yield from near("表格右边缘距页左边", table.x1, right, 0.5, table)
        yield from at_most("表格下边缘距页顶", table.bottom, bottom + 0.5, table)
        yield from _jutting(sheet, table, left, right)


def _jutting(sheet: Sheet, table: Table, left: float, right: float) -> Faults:
    """Ruled lines that are longer than the table, or outer ones that are shorter."""
    for line in sheet.rules:
        if not table.top - 0.5 <= line.y <= table.bottom + 0.5:
            continue
        out = line.x0 < left - 0.5 or line.x1 > right + 0.5
        yield from holds(not out, "表格线超出版心", line)


@rule("R124", CONV, "单元格行距", "惯例")
def cell_pitch(paper: Paper) -> Faults:
    for _, table in paper.tables:
        for row in table.rows[1:]:
            for cell in row:
                for before, after in pairwise(cell.rows):
                    pitch = (after.base - before.base) / MM / before.size
                    what = f"“{brief(cell.text, 8)}”的行距"
                    yield from between(what, pitch, 1.2, 1.6, cell, "倍字号")


@rule("R127", MUST, "表内避头避尾", "GB/T 15834 5.1")
def cells_break_well(paper: Paper) -> Faults:
    given(paper.tables)
    for cell in paper.cells():
        yield from _starts_well(cell.rows)
        yield from _ends_well(cell.rows)
        yield from _dashes_whole(cell.rows)
        for row in cell.rows:
            inside = cell.x0 - 0.1 <= row.x0 and row.x1 <= cell.x1 + 0.1
            yield from holds(inside, f"“{brief(row.text, 8)}”超出单元格", row)
