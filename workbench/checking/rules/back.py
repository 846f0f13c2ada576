"""Rules of 附件 pages, 版记 and page numbers: R43–R65."""

from __future__ import annotations

import re

from workbench.checking.judging import (
    CONV,
    MUST,
    NORM,
    Faults,
    RuleBook,
    at_most,
    between,
    brief,
    face,
    holds,
    near,
    quoted,
    size,
)
from workbench.checking.parts import Paper
from workbench.checking.rules.text import listed_names
from workbench.checking.shapes import DATE, DOC_NO, NUMBER, given
from workbench.checking.sheets import Row, Sheet, is_black

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


@rule("R43", MUST, "附件另面编排", "GB/T 9704 7.3.7")
def attachments_apart(paper: Paper) -> Faults:
    given(not paper.contents)
    listed, begun = len(listed_names(paper)), len(paper.attachments)
    text = f"附件说明列了{listed}个附件，另面编排的有{begun}个"
    spot = paper.attachments[0][1] if paper.attachments else paper.listed[0]
    yield from holds(begun == listed, text, spot, f"{begun}个", f"{listed}个")


@rule("R44", MUST, "附件顺序号", "GB/T 9704 7.3.7")
def attachment_label(paper: Paper) -> Faults:
    given(paper.attachments)
    for sheet, row in paper.attachments:
        left, top, _ = frame(sheet)
        form = re.fullmatch(r"附件\d*", row.text)
        yield from holds(form, f"“{row.text}”应写作“附件”和阿拉伯数字，不加标点", row, row.text, "附件1")
        yield from face("附件顺序号", row, "黑体")
        yield from near("附件顺序号左边缘距页边（顶格）", row.x0, left, 0.5, row)
        low = 1.0 if sheet.width > sheet.height else paper.top_slack
        yield from between("附件顺序号上边缘距页顶（第一行）", row.top, top - 1, top + low, row)
        yield from size("附件顺序号", row, 15.7, 16.05)


def frame(sheet: Sheet) -> tuple[float, float, float]:
    """Left edge, top and middle of the type area of a page as it is read (R68)."""
    return (35, 28, 147.5) if sheet.width > sheet.height else (28, 37, 106)


def attachment_title(paper: Paper, sheet: Sheet) -> list[Row]:
    return [row for row in paper.text_rows(sheet) if row.size > 19]


@rule("R45", MUST, "附件标题位置", "GB/T 9704 7.3.7")
def attachment_title_place(paper: Paper) -> Faults:
    given(paper.attachments)
    for sheet, label in paper.attachments:
        rows = attachment_title(paper, sheet)
        if not rows:
            yield from holds(False, f"“{label.text}”之下没有2号字的标题", label)
            continue
        _, top, middle = frame(sheet)
        below = (rows[0].top + rows[0].bottom) / 2 - top
        yield from between("附件标题首行中线距版心上边缘（第三行）", below, 22.2, 27.1, rows[0])
        for row in rows:
            yield from near("附件标题中心距页左边", row.middle, middle, 0.5, row)


@rule("R46", MUST, "附件标题与附件说明一致", "GB/T 9704 7.3.7")
def attachment_titles_agree(paper: Paper) -> Faults:
    given(paper.attachments and not paper.contents)
    titles = ["".join(row.text for row in attachment_title(paper, sheet)) for sheet, _ in paper.attachments]
    names = listed_names(paper)
    given(all(titles))  # R45 misses a title
    text = f"附件的标题（{quoted(titles)}）与附件说明（{quoted(names)}）不一致"
    yield from holds(titles == names, text, paper.attachments[0][1])


@rule("R47", MUST, "分开装订的附件", "GB/T 9704 7.3.7", "报告")
def attachment_bound_apart(paper: Paper) -> Faults:
    """Of a file that begins with …号附件1; one that begins with 附件1 alone may be bound with its paper."""
    rows = paper.text_rows(paper.first.as_read)
    given(rows and re.search(r"号附件", rows[0].text))
    left, top, _ = frame(paper.first.as_read)
    text = rows[0].text
    form = re.fullmatch(DOC_NO.pattern + r"附件\d*", text)
    yield from holds(form, f"“{text}”应为发文字号后标“附件”和顺序号", rows[0], text, "×〔2026〕1号附件1")
    yield from near("发文字号和附件顺序号左边缘距页边（顶格）", rows[0].x0, left, 0.5, rows[0])
    yield from near("发文字号和附件顺序号上边缘距页顶（第一行）", rows[0].top, top, 1, rows[0])


@rule("R48", CONV, "印发、转发的文件不是附件", "惯例")
def issued_is_no_attachment(paper: Paper) -> Faults:
    """Of a text; a list or table that is issued is listed by most offices."""
    title = "".join(row.text for row in paper.title)
    found = re.search("(?:印发|转发|批转)(.+)的通知$", title)
    given(found)
    assert found is not None
    issued = found[1].strip("《》")
    listed = [name.strip("《》") for name in listed_names(paper)]
    for name, (sheet, _) in zip(listed, paper.attachments, strict=False):
        text = f"“{brief(name, 20)}”是本通知印发的文件，另面直接编排，不作为附件"
        yield from holds(name != issued or sheet.tables, text, paper.listed[0])


RULED = ("文件", "命令", "纪要")  # formats whose 版记 stands between rules


@rule("R49", MUST, "版记分隔线宽度", "GB/T 9704 7.4.1", *RULED)
def imprint_rules_width(paper: Paper) -> Faults:
    for line in paper.imprint_rules:
        yield from near("版记分隔线左端距页边", line.x0, 28, 0.5, line)
        yield from near("版记分隔线右端距页左边", line.x1, 184, 0.5, line)
        yield from holds(is_black(line.colour), "版记分隔线应为黑色", line)


@rule("R50", NORM, "版记分隔线粗细", "GB/T 9704 7.4.1", *RULED)
def imprint_rules_thickness(paper: Paper) -> Faults:
    lines = paper.imprint_rules
    count = len(lines)
    yield from holds(
        count >= 2, f"版记有{count}条分隔线，应有首末两条以上", paper.imprint_rows[0], f"{count}条"
    )
    if count < 2:
        return
    yield from near("版记首条分隔线粗细", lines[0].width, 0.35, 0.05, lines[0])
    yield from near("版记末条分隔线粗细", lines[-1].width, 0.35, 0.05, lines[-1])
    for line in lines[1:-1]:
        yield from near("版记中间分隔线粗细", line.width, 0.25, 0.05, line)


@rule("R51", MUST, "版记末条分隔线位置", "GB/T 9704 7.4.1", *RULED)
def imprint_end(paper: Paper) -> Faults:
    lines, rows = paper.imprint_rules, paper.imprint_rows
    if not lines:
        yield from holds(False, "版记没有分隔线", rows[0])
        return
    yield from near("版记末条分隔线距页顶（版心下边缘）", lines[-1].y, 262, 0.5, lines[-1])
    yield from holds(lines[0].y < rows[0].top, "版记第一个要素之上没有首条分隔线", rows[0])


@rule("R52", MUST, "抄送机关", "GB/T 9704 7.4.2", "文件", "信函", "命令", "纪要", "报告")
def copies(paper: Paper) -> Faults:
    rows = [row for row in paper.imprint_rows if not row.text.endswith("印发")]
    starts = [place for place, row in enumerate(rows) if row.text.startswith("抄送：")]
    given(starts)
    found = rows[starts[0] :]
    yield from between("“抄送”左边缘距页边（左空一字）", found[0].x0, 32.94 - 0.7, 33.57 + 0.7, found[0])
    for row in found:
        yield from size("抄送机关", row, 13.7, 14.05)
        yield from face("抄送机关", row, "仿宋", share=0.9)
        yield from at_most("抄送机关右边缘距页左边（右空一字）", row.x1, 179.06 + 0.7, row)
    for row in found[1:]:
        yield from near(
            "抄送机关回行左边缘距页边（与冒号后的首字对齐）", row.x0, found[0].chars[3].x0, 0.7, row
        )
    ended = found[-1].text.endswith("。")
    yield from holds(ended, "最后一个抄送机关名称后应标句号", found[-1], found[-1].text[-1], "。")


@rule("R53", MUST, "印发机关和印发日期", "GB/T 9704 7.4.3", *RULED)
def printed_by(paper: Paper) -> Faults:
    given(paper.imprint_rows)
    row = paper.imprint_rows[-1]
    form = re.search(DATE.pattern + "印发$", row.text)
    yield from holds(form, f"版记末行“{brief(row.text)}”应为印发机关和“×年×月×日印发”", row)
    yield from between("印发机关左边缘距页边（左空一字）", row.x0, 32.94 - 0.7, 33.57 + 0.7, row)
    yield from between("印发日期右边缘距页左边（右空一字）", row.x1, 178.43 - 0.7, 179.06 + 0.7, row)
    yield from size("印发机关和印发日期", row, 13.7, 14.05)


@rule("R54", MUST, "移入版记的主送机关", "GB/T 9704 7.4.2", *RULED)
def recipients_in_imprint(paper: Paper) -> Faults:
    rows = paper.imprint_rows
    mains = [row for row in rows if row.text.startswith("主送")]
    copied = [row for row in rows if row.text.startswith("抄送")]
    given(mains)
    form = mains[0].text.startswith("主送：")
    yield from holds(form, "版记中的主送机关应以“主送：”开头", mains[0], mains[0].text[:3], "主送：")
    if copied:
        yield from holds(mains[0].base < copied[0].base, "主送机关应在抄送机关之上", mains[0])
        between_ = [line for line in paper.imprint_rules if mains[0].base < line.y < copied[0].base]
        yield from holds(not between_, "主送机关与抄送机关之间不加分隔线", copied[0])


@rule("R55", NORM, "版记在偶数页", "GB/T 33476.2 7.3.1", *RULED)
def imprint_on_even_page(paper: Paper) -> Faults:
    given(paper.imprint_rows)
    count = len(paper.sheets)
    text = f"版记在第{count}页，应在偶数页"
    yield from holds(count % 2 == 0, text, paper.imprint_rows[0], f"第{count}页", "偶数页")


def _blank(sheet: Sheet) -> bool:
    return not sheet.turned and not sheet.images and not sheet.drawn and not sheet.all_chars


@rule("R56", MUST, "空白页不编页码", "GB/T 9704 7.5")
def blank_pages(paper: Paper) -> Faults:
    for sheet in paper.sheets:
        number = paper.numbers.get(sheet.number)
        if number and not sheet.turned and not sheet.drawn and len(sheet.all_chars) == len(number.chars):
            yield from holds(False, "空白页不编页码", number)
    given(any(map(_blank, paper.sheets)) and paper.imprint_rows)
    number = paper.numbers.get(len(paper.sheets))
    yield from holds(not number, "版记页前有空白页，空白页和版记页都不编页码", number or paper.last)


@rule("R57", CONV, "版记不拆开", "惯例", *RULED)
def imprint_whole(paper: Paper) -> Faults:
    given(paper.imprint_rows and paper.imprint_rules)
    row = paper.imprint_rows[-1]
    gap = paper.imprint_rules[-1].y - row.bottom
    yield from between("版记末行与末条分隔线的间距", gap, 0, 6, row)
    for sheet in paper.sheets[:-1]:
        for row in sheet.rows:
            torn = row.text.endswith("日印发") and row.size < 15
            yield from holds(not torn, "版记应整块排在最后一页", row)


def _numbered(paper: Paper) -> list[tuple[Sheet, Row]]:
    """Pages with their numbers, rightly formed or not."""
    given(not paper.small_type and not (paper.format == "信函" and len(paper.sheets) == 1))
    found = [(sheet, paper.folios[sheet.number]) for sheet in paper.sheets if sheet.number in paper.folios]
    given(found)
    return found


@rule("R58", MUST, "主送机关过多", "GB/T 9704 7.3.2", "文件")
def too_many_recipients(paper: Paper) -> Faults:
    rows = paper.recipients
    given(len(rows) > 2)
    crowded = not any(row.page == 1 for row in paper.body)
    text = "主送机关过多，首页不能显示正文，应将主送机关移至版记"
    yield from holds(not crowded, text, rows[-1], f"{len(rows)}行")


@rule("R59", NORM, "页码字体字号", "GB/T 9704 7.5")
def number_type(paper: Paper) -> Faults:
    for _, row in _numbered(paper):
        yield from face("页码", row, "宋体")
        yield from size("页码", row, 13.7, 14.05)


@rule("R60", MUST, "页码一字线", "GB/T 9704 7.5")
def number_form(paper: Paper) -> Faults:
    """The last page, and the blank one before it, may go without a number (R56)."""
    given(not paper.small_type)
    blank = len(paper.sheets) > 2 and _blank(paper.sheets[-2])
    first = 1 if paper.format == "信函" else 0
    for sheet in paper.sheets[first : -2 if blank else None]:
        row = paper.folios.get(sheet.number) or paper.lying_folios.get(sheet.number)
        if row is None:
            yield from holds(False, "没有页码“— 1 —”", sheet, "无", f"— {sheet.number} —")
        else:
            form = f"页码写作“{row.text}”，数字左右应各有一条一字线"
            yield from holds(NUMBER.fullmatch(row.text), form, row, row.text, f"— {sheet.number} —")


@rule("R61", MUST, "页码高度", "GB/T 9704 7.5")
def number_height(paper: Paper) -> Faults:
    for _, row in _numbered(paper):
        box = row.chars[0].ink
        yield from near("页码中线距页顶（版心下边缘之下7毫米）", (box[1] + box[3]) / 2, 269, 1, row)


@rule("R62", MUST, "页码单右双左", "GB/T 9704 7.5")
def number_side(paper: Paper) -> Faults:
    for sheet, row in _numbered(paper):
        if sheet.number % 2:
            yield from near("单页码右边缘距页左边（居右空一字）", row.x1, 179.06, 1, row)
        else:
            yield from near("双页码左边缘距页左边（居左空一字）", row.x0, 32.94, 1, row)


@rule("R63", MUST, "页码连续", "GB/T 9704 7.5")
def numbers_run_on(paper: Paper) -> Faults:
    for sheet, row in _numbered(paper):
        shown = re.search(r"\d+", row.text)
        right = shown and int(shown[0]) == sheet.number
        yield from holds(
            right, f"第{sheet.number}页的页码是“{row.text}”", row, row.text, f"— {sheet.number} —"
        )


@rule("R64", MUST, "页码在版心外", "GB/T 9704 7.1")
def number_outside(paper: Paper) -> Faults:
    for _, row in _numbered(paper):
        yield from holds(row.top > 262, "页码应在版心之外", row, f"{row.top:.1f}毫米", "大于262毫米")


@rule("R65", MUST, "首页有页码", "GB/T 9704 7.5")
def first_page_numbered(paper: Paper) -> Faults:
    given(paper.format != "信函" and not paper.small_type and paper.folios)
    yield from holds(1 in paper.folios, "首页没有页码", paper.first)
