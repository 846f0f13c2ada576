"""Rules of page, type and 版头: R1–R20."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import pstdev

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
    face,
    face_name,
    holds,
    is_set_in,
    near,
)
from workbench.checking.parts import Paper
from workbench.checking.shapes import DOC_NO, HANZI, given, is_body
from workbench.checking.sheets import MM, Area, Row, Sheet, around, is_black, is_red

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


@rule("R1", MUST, "幅面", "GB/T 9704 5.1")
def page_size(paper: Paper) -> Faults:
    for sheet in paper.sheets:  # a turned page is an upright sheet too
        yield from near("纸张宽度", sheet.width, 210, 0.5, sheet)
        yield from near("纸张高度", sheet.height, 297, 0.5, sheet)


@rule("R2", MUST, "版心位置", "GB/T 9704 5.2.1")
def type_area(paper: Paper) -> Faults:
    pages = [[row for row in paper.main if row.page == sheet.number] for sheet in paper.sheets]
    for rows in filter(None, pages):
        if rows[0].page > 1 and _begins_page(paper.sheets[rows[0].page - 1], rows[0]):
            yield from between("首行上边缘距页顶", rows[0].top, 36, 37 + paper.top_slack, rows[0])
        yield from at_most("末行下边缘距页顶", rows[-1].bottom, 263, rows[-1])
        yield from near("版心左边缘距页边（订口）", paper.left, 28, 1, rows[0])
        yield from near("版心右边缘距页左边", paper.right, 184, 1, rows[0])
    for row in paper.main:
        yield from at_least(f"“{brief(row.text, 8)}”左边缘距页边", row.x0, min(27, paper.left - 1), row)
    for sheet in paper.sheets:
        yield from _margins(paper, sheet)


def _begins_page(sheet: Sheet, row: Row) -> bool:
    others = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
    others += [each.top for each in sheet.rows if each.size < 15.7]
    return min(others, default=300) > row.top


def _margins(paper: Paper, sheet: Sheet) -> Faults:
    skewed = sheet.tables and not all(char.upright for char in sheet.all_chars)
    yield from holds(not skewed, "文字没有摆正", sheet)
    top = margin_top(paper, sheet)
    right = sheet.ink(185.2, top, 209, 264)
    if right:
        yield from at_most("内容右边缘距页左边", right[2], 185.2, _Place(sheet.number, right))
    left = sheet.ink(1, top, 27, 264)
    if left:
        yield from at_least("内容左边缘距页左边（订口）", left[0], 27, _Place(sheet.number, left))


class _Place:
    """An area of a page that has a fault."""

    def __init__(self, page: int, area: Area) -> None:
        self.page, self.area = page, area


def margin_top(paper: Paper, sheet: Sheet) -> float:
    """Where the margins beside the text begin: the double rule of a letter is wider than the type area."""
    return 60 if paper.format == "信函" and sheet.number == 1 else 30


@rule("R3", NORM, "正文字体字号", "GB/T 9704 5.2.2")
def body_type(paper: Paper) -> Faults:
    chars = [char for row in paper.body for char in row.chars]
    given(chars and not paper.small_type)
    good = [char for char in chars if is_body(char.size) and is_set_in(char, "仿宋")]
    headings = [char for char in chars if is_body(char.size) and is_set_in(char, "黑体", "楷体")]
    share = (len(good) + len(headings)) / len(chars)
    if share >= 0.9 and good:
        return
    sizes, fonts = _usual(paper.body)
    wrong = (row for row in paper.body if not (is_body(row.size) and is_set_in(row.chars[0], "仿宋")))
    row = next(wrong, paper.body[0])
    yield from holds(
        False,
        f"正文应以3号仿宋为主，实测只占{int(share * 100)}%；多为{fonts}、{sizes:.1f}磅",
        row,
        f"{fonts}、{sizes:.1f}磅",
        "仿宋、16磅（3号）",
    )


def _usual(rows: list[Row]) -> tuple[float, str]:
    """The size and the face that most of these rows begin with."""
    sizes = [round(row.size, 1) for row in rows]
    fonts = [face_name(row.chars[0].font) for row in rows]
    return max(set(sizes), key=sizes.count), max(sorted(set(fonts)), key=fonts.count)


@rule("R4", NORM, "每页22行", "GB/T 9704 5.2.3")
def rows_a_page(paper: Paper) -> Faults:
    off = [row for row in paper.body[1:] if paper.pitch != 10.446]
    if off and not paper.small_type:
        yield from between("行距", paper.pitch, 10.2, 10.45, off[0])
    pages = [rows for rows in paper.full_pages() if all(is_body(row.size) for row in rows)]
    given(pages)
    for rows in pages:
        steps = [after.base - before.base for before, after in pairwise(rows)]
        if not steps or max(steps) > paper.pitch * 1.1:  # a blank row, a table: not single-spaced throughout
            continue
        kept = len(rows) == 22 or _heading(_next_row(paper, rows[-1]))
        yield from holds(kept, f"排满的一页有{len(rows)}行，应为22行", rows[0], f"{len(rows)}行", "22行")
        if len(rows) == 22:
            yield from between("22行文字的高度", rows[-1].bottom - rows[0].top, 223.5, 225.5, rows[0])
        yield from holds(pstdev(steps) < 0.1, "行距不均匀", rows[0], f"标准差{pstdev(steps):.2f}毫米")


def _next_row(paper: Paper, row: Row) -> Row | None:
    place = paper.main.index(row)
    return paper.main[place + 1] if place + 1 < len(paper.main) else None


def _heading(row: Row | None) -> bool:
    return row is not None and is_set_in(row.chars[0], "黑体", "楷体")


@rule("R5", NORM, "每行28字", "GB/T 9704 5.2.3")
def characters_a_row(paper: Paper) -> Faults:
    rows = [
        row
        for rows in paper.paragraphs()
        for row in rows[:-1]
        if HANZI.fullmatch(row.text) and row.x0 < paper.left + 0.6
    ]
    given(rows)
    count = max(len(row.text) for row in rows)
    longest = [row for row in rows if len(row.text) == count]
    em = longest[0].size * MM
    natural = all((row.x1 - row.x0) / len(row.text) < em * 1.01 for row in longest)
    given(count == 28 or natural or len(longest) > 1)  # one row alone may have been spread
    yield from holds(count == 28, f"排满的一行有{count}字，应为28字", longest[0], f"{count}字", "28字")
    for row in longest if count == 28 else ():
        steps = [after.x0 - before.x0 for before, after in pairwise(row.chars)]
        worst = max(steps, key=lambda step: abs(step - 5.571))
        yield from near("字距", worst, 5.571, 0.05, row)


@rule("R6", MUST, "文字颜色", "GB/T 9704 5.2.4")
def black_text(paper: Paper) -> Faults:
    for sheet in paper.sheets:
        for row in all_rows(sheet.as_read):
            wrong = [
                char
                for char in row.chars
                if not (is_black(char.colour) or (is_red(char.colour) and sheet.number == 1))
            ]
            if wrong:
                words = brief("".join(char.text for char in wrong))
                shown = colour_name(wrong[0].colour)
                yield from holds(False, f"“{words}”不是黑色（{shown}）", row, shown, "黑色")


def all_rows(sheet: Sheet) -> list[Row]:
    """Rows of a page, also those in tables."""
    return [
        *sheet.rows,
        *(row for table in sheet.tables for cells in table.rows for cell in cells for row in cell.rows),
    ]


def colour_name(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


@rule("R7", MUST, "红色一致", "GB/T 9704 6.2")
def one_red(paper: Paper) -> Faults:
    reds = {char.colour for char in paper.mark.chars}
    reds |= {each.colour for each in paper.red_rules}
    odd = [each for each in paper.first.rules if not is_black(each.colour) and not is_red(each.colour)]
    for each in odd:
        yield from holds(
            False, f"线条的颜色{colour_name(each.colour)}不是红色", each, colour_name(each.colour)
        )
    shown = "、".join(sorted(map(colour_name, reds)))
    yield from holds(len(reds) == 1, f"同一份公文用了几种红色：{shown}", paper.mark, shown, "一种红色")


@rule("R8", CONV, "字体嵌入", "GB/T 33476.2 5")
def fonts_embedded(paper: Paper) -> Faults:
    seen: set[str] = set()
    for sheet in paper.sheets:
        for row in all_rows(sheet.as_read):
            for char in row.chars:
                if not char.embedded and char.font not in seen:
                    seen.add(char.font)
                    name = face_name(char.font)
                    yield from holds(False, f"字体{name}没有嵌入文件", row, name, "嵌入")
            private = [char for char in row.chars if is_private(char.text)]
            yield from holds(not private, f"“{brief(row.text)}”中有{len(private)}个无法识别的字", row)


def is_private(text: str) -> bool:
    """Whether a text has characters to which Unicode gives no meaning."""
    return any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in text)


@rule("R10", NORM, "份号", "GB/T 9704 7.2.1")
def copy_number(paper: Paper) -> Faults:
    rows = [row for row in paper.first.rows if re.fullmatch(r"\d{6}", row.text) and row.top < 60]
    given(rows)
    yield from near("份号左边缘距页边", rows[0].x0, 28, 0.5, rows[0])
    if paper.format != "信函":
        yield from near("份号上边缘距页顶", rows[0].top, 37, 1, rows[0])


@rule("R11", NORM, "密级和保密期限", "GB/T 9704 7.2.2")
def secrecy(paper: Paper) -> Faults:
    rows = [row for row in paper.first.rows if re.match("绝密|机密|秘密", row.text) and row.top < 72]
    given(rows)
    yield from face("密级", rows[0], "黑体")
    if paper.format != "信函":
        yield from between("密级上边缘距页顶（第二行）", rows[0].top, 46.2, 50.5, rows[0])


@rule("R12", NORM, "紧急程度", "GB/T 9704 7.2.3")
def urgency(paper: Paper) -> Faults:
    rows = [row for row in paper.first.rows if row.text in ("特急", "加急")]
    given(rows)
    yield from face("紧急程度", rows[0], "黑体")
    yield from near("紧急程度左边缘距页边", rows[0].x0, 28, 0.5, rows[0])


@rule("R13", MUST, "发文机关标志位置", "GB/T 9704 7.2.4", "文件")
def mark_place(paper: Paper) -> Faults:
    box = mark_ink(paper)
    yield from near("发文机关标志上边缘距页顶", box[1], 72, 1, paper.mark)
    yield from near("发文机关标志中心距页左边", (box[0] + box[2]) / 2, 106, 1, paper.mark)


def mark_ink(paper: Paper) -> Area:
    """The box of the ink of the red mark, of all its rows."""
    given(paper.red_rows)
    return around(char.ink for row in paper.red_rows for char in row.chars)


@rule("R14", NORM, "发文机关标志字体", "GB/T 9704 7.2.4")
def mark_face(paper: Paper) -> Faults:
    yield from face("发文机关标志", paper.mark, "小标宋")
    yield from at_most("发文机关标志宽度", paper.mark.x1 - paper.mark.x0, 156, paper.mark)


@rule("R15", MUST, "联合行文标志", "GB/T 9704 7.2.4", "文件")
def joint_mark(paper: Paper) -> Faults:
    """文件 stands as a row of its own between the names, or at the end of the middle one."""
    marks = paper.red_rows
    given(len(marks) > 1 and any(row.text.endswith("文件") for row in marks))
    word = next(row for row in marks if row.text.endswith("文件"))
    names = [row for row in marks if row.text != "文件"]
    ends = [row.chars[-3 if row is word else -1].x1 for row in names if len(row.chars) > 2]
    right = all(end <= word.chars[-2].x0 + 0.5 for end in ends)
    where = "联合行文的“文件”二字应居于各发文机关名称右侧"
    yield from holds(right, where, word)
    middle = (names[0].top + names[-1].bottom) / 2
    yield from near(f"{where}，上下居中；其中线距页顶", (word.top + word.bottom) / 2, middle, 1, word)


@rule("R16", MUST, "发文字号写法", "GB/T 9704 7.2.5", "文件", "信函")
def number_form(paper: Paper) -> Faults:
    upward = any("签发人" in row.text for row in paper.first.rows)
    match = DOC_NO.match if upward else DOC_NO.fullmatch  # a signer may stand on the same row
    form = "机关代字〔年份〕序号，年份用全称、加六角括号〔〕，序号不编虚位、不加“第”字，末尾加“号”"
    text = paper.number.text
    yield from holds(match(text), f"发文字号“{text}”应写作{form}", paper.number, text, "×〔2026〕1号")


@rule("R17", MUST, "发文字号位置", "GB/T 9704 7.2.5", "文件", "纪要", "命令")
def number_place(paper: Paper) -> Faults:
    given(not any(row.text.startswith("签发人") for row in paper.first.rows))
    mark, number = paper.mark, paper.number
    if mark.base >= number.base:
        yield from holds(False, "发文字号应在发文机关标志下方", number)
        return
    gap = number.top - mark_ink(paper)[3]
    yield from between("发文字号与发文机关标志的间距（空二行）", gap, 20.3, 26.1, number)
    yield from near("发文字号中心距页左边", number.middle, 106, 1, number)


@rule("R18", MUST, "上行文的文号和签发人", "GB/T 9704 7.2.5")
def signer_place(paper: Paper) -> Faults:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows)
    number = paper.number
    yield from at_most("发文字号与签发人的行距", abs(number.base - rows[-1].base), 45, number)
    yield from near("发文字号左边缘距页边（居左空一字）", number.x0, 33.57, 0.7, number)
    right = max(row.x1 for row in rows)
    yield from near("签发人右边缘距页左边（居右空一字）", right, 178.43, 0.7, rows[-1])


@rule("R19", MUST, "签发人写法", "GB/T 9704 7.2.6")
def signer_form(paper: Paper) -> Faults:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows)
    yield from holds("签发人：" in rows[0].text, "“签发人”后应标全角冒号", rows[0])
    yield from face("签发人", rows[0], "仿宋", share=0.2)


@rule("R20", MUST, "版头分隔线", "GB/T 9704 7.2.7", "文件", "纪要")
def red_line(paper: Paper) -> Faults:
    line = paper.red_rule
    yield from near("红色分隔线左端距页边", line.x0, 28, 0.5, line)
    yield from near("红色分隔线右端距页左边", line.x1, 184, 0.5, line)
    yield from near("红色分隔线与发文字号的间距", line.y - paper.number.bottom, 4, 1, line)


@rule("R21", CONV, "版头分隔线粗细", "惯例", "文件", "纪要")
def red_line_width(paper: Paper) -> Faults:
    yield from between("红色分隔线粗细", paper.red_rule.width, 0.3, 0.6, paper.red_rule)
