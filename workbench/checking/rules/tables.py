"""Rules of tables: R115–R128."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from workbench.checking.judging import (
    CONV,
    MUST,
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
from workbench.checking.parts import Paper
from workbench.checking.rules.rows import dashes_kept, ends_well, starts_well
from workbench.checking.shapes import given
from workbench.checking.sheets import MM, Cell, Row, Sheet, Table, is_black

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


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
    for run in paper.table_runs:
        first = run[0][1]
        heads = _texts(first, 1)
        for _, table in run:
            if table is first or _texts(table, 1) == heads:
                yield from _off_centre(table)
        numbered = [(table, heads[0][0] == "序号") for _, table in run]
        wrong = [cell for table, has in numbered if has for cell in _numbers_off(table)]
        text = f"序号没有居中，全表有{len(wrong)}处"
        yield from holds(not wrong, text, wrong[0] if wrong else first)


def _off_centre(table: Table) -> Faults:
    for cell in table.rows[0]:
        for row in cell.rows:
            middle = (cell.x0 + cell.x1) / 2
            yield from near(f"表头“{brief(cell.text, 8)}”中心距左边", row.middle, middle, 0.6, row)


def _numbers_off(table: Table) -> list[Cell]:
    cells = [row[0] for row in table.rows[_heads(table) :] if len(row) > 2 and row[0].rows]
    return [cell for cell in cells if abs(cell.rows[0].middle - (cell.x0 + cell.x1) / 2) > 0.6]


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
        yield from _jutting(sheet, table, min(left, table.x0), max(right, table.x1))


def _jutting(sheet: Sheet, table: Table, left: float, right: float) -> Faults:
    """Ruled lines that are longer than the table."""
    for line in sheet.rules:
        if not table.top - 0.5 <= line.y <= table.bottom + 0.5:
            continue
        out = line.x0 < left - 0.5 or line.x1 > right + 0.5
        yield from holds(not out, "表格线超出版心", line)


@rule("R124", CONV, "单元格行距", "惯例")
def cell_pitch(paper: Paper) -> Faults:
    """The worst cell of each table."""
    for run in paper.table_runs:
        pitches = [
            (abs(pitch - 1.4), pitch, cell)
            for _, table in run
            for row in table.rows[1:]
            for cell in row
            for pitch in _pitches(cell)
        ]
        if pitches:
            _, pitch, cell = max(pitches, key=lambda each: each[0])
            yield from between(f"“{brief(cell.text, 8)}”的行距", pitch, 1.2, 1.6, cell, "倍字号")


def _pitches(cell: Cell) -> list[float]:
    return [(after.base - before.base) / MM / before.size for before, after in pairwise(cell.rows)]


def _one_paragraph(cell: Cell) -> list[Row]:
    """Its rows but those that begin a paragraph: the row before them ends well within the cell."""
    rows = list(cell.rows[:1])
    for before, row in pairwise(cell.rows):
        if before.x1 > cell.x1 - 2.2 * before.size * MM:
            rows.append(row)
    return rows


@rule("R127", MUST, "表内避头避尾", "GB/T 15834 5.1")
def cells_break_well(paper: Paper) -> Faults:
    given(paper.tables)
    for cell in paper.cells():
        yield from starts_well(_one_paragraph(cell))
        yield from ends_well(cell.rows)
        yield from dashes_kept(cell.rows)
        for row in cell.rows:
            inside = cell.x0 - 0.1 <= row.x0 and row.x1 <= cell.x1 + 0.1
            yield from holds(inside, f"“{brief(row.text, 8)}”超出单元格", row)


# ---- task lists ----------------------------------------------------------------------------------------

_TASK_LISTS = re.compile("任务分解|任务分工|责任分解|责任分工|任务清单|工作清单")
#: What a list of tasks tells of each, and the heads that do.
_TOLD = {
    "序号": "序号|编号",
    "工作任务": "任务|工作|举措|内容|事项|措施",
    "责任单位": "单位|部门|牵头|责任",
    "完成时限": "时限|时间|期限|进度",
}


def _headings(sheet: Sheet, table: Table) -> str:
    """Words that stand over a table: the title of an attachment, or a caption."""
    return "".join(row.text for row in sheet.rows if table.top - 45 < row.base < table.top)


@rule("R115", CONV, "任务分解表的列", "惯例")
def columns_of_task_lists(paper: Paper) -> Faults:
    """What the rows are grouped by, such as the units, need not have a column."""
    lists = [run[0] for run in paper.table_runs if _TASK_LISTS.search(_headings(*run[0]))]
    given(lists)
    for _, table in lists:
        heads = [cell.text for row in table.rows[: _heads(table) or 1] for cell in row]
        grouped = any(len(row) == 1 for row in table.rows)
        missing = [name for name, shape in _TOLD.items() if not any(re.search(shape, head) for head in heads)]
        text = f"任务清单缺少{'、'.join(f'“{name}”' for name in missing)}一类的列"
        by_group = grouped and len(missing) == 1 and missing[0] in ("责任单位", "完成时限")
        yield from holds(not missing or by_group, text, table)


def _columns(table: Table, shape: str) -> list[Cell]:
    """Cells below the heads that match."""
    found = [cell for cell in table.rows[0] if re.search(shape, cell.text)]
    return [
        cell
        for row in table.rows[1:]
        for cell in row
        if len(row) > 1 and any(abs(cell.x0 - head.x0) < 0.5 for head in found)
    ]


@rule("R116", CONV, "责任单位的分隔", "惯例")
def units_apart(paper: Paper) -> Faults:
    cells = [cell for _, table in paper.tables for cell in _columns(table, "(责任|牵头|配合)(单位|部门)")]
    given(cells)
    for cell in cells:
        found = re.search("[,;/]", cell.text)
        mark = found[0] if found else ""
        text = f"“{brief(cell.text)}”用“{mark}”分隔单位，并列的单位之间用“、”，不同类的用“，”"
        yield from holds(not found, text, cell, mark, "、")


@rule("R126", CONV, "表格的单位和注", "惯例")
def units_and_notes(paper: Paper) -> Faults:
    """单位：… ends where the table ends; 注：… begins where it begins, or up to two characters in."""
    found = [(row, table, "单位") for sheet, table in paper.tables for row in _over(sheet, table)]
    found += [(row, table, "注") for sheet, table in paper.tables for row in _under(sheet, table)]
    given(found)
    for row, table, kind in found:
        words = brief(row.text, 8)
        if kind == "单位":
            em = row.size * MM
            yield from between(f"“{words}”右边缘距表格右边缘", table.x1 - row.x1, -0.5, em + 0.5, row)
        else:
            most = 2 * row.size * MM + 1.5
            yield from between(f"“{words}”左边缘距表格左边缘", row.x0 - table.x0, -0.5, most, row)


def _over(sheet: Sheet, table: Table) -> list[Row]:
    return [r for r in sheet.rows if table.top - 15 < r.base < table.top and r.text.startswith("单位：")]


def _under(sheet: Sheet, table: Table) -> list[Row]:
    return [r for r in sheet.rows if table.bottom < r.base < table.bottom + 12 and r.text.startswith("注：")]


@rule("R128", CONV, "时限的写法", "惯例")
def dates_in_tables(paper: Paper) -> Faults:
    cells = [cell for _, table in paper.tables for cell in _columns(table, "时限|完成时间|期限|日期")]
    given(cells)
    for cell in cells:
        found = re.search(r"\d{4}[.．/-]\d{1,2}([.．/-]\d{1,2})?", cell.text)
        text = f"时限“{brief(cell.text)}”应写作2025年12月底前、2025年12月31日前一类"
        yield from holds(not found, text, cell, found[0] if found else "")
        for before, after in pairwise(cell.rows):
            torn = re.search(r"\d$", before.text) and re.match(r"[\d年月日]", after.text)
            yield from holds(not torn, f"时限“{brief(cell.text)}”拆在数字中间", cell)
