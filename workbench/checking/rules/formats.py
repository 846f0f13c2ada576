"""Rules of turned pages (clause 8), letters, orders and minutes (clause 10), bulletins: R66–R110."""

from __future__ import annotations

import re

from workbench.checking.judging import (
    CONV,
    MUST,
    Faults,
    RuleBook,
    at_least,
    at_most,
    between,
    brief,
    face,
    holds,
    near,
)
from workbench.checking.parts import Paper
from workbench.checking.rules.back import frame
from workbench.checking.rules.head import mark_ink
from workbench.checking.shapes import DATE, given
from workbench.checking.sheets import Row, Rule, Sheet, is_black

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule

SEVEN_EIGHTHS = 4.84  # of a 3号 character, in mm


def _turned(paper: Paper) -> list[Sheet]:
    found = [sheet for sheet in paper.sheets if sheet.turned]
    given(found)
    return found


@rule("R66", MUST, "横排表格页的页码", "GB/T 9704 8")
def turned_pages_numbered(paper: Paper) -> Faults:
    for sheet in _turned(paper):
        there = sheet.number in paper.folios
        text = "横排的页面，页码应与其他页一样放在竖放纸张的下方"
        yield from holds(there, text, paper.lying_folios.get(sheet.number, sheet))


@rule("R67", MUST, "横排表格的表头朝向", "GB/T 9704 8")
def turned_heads(paper: Paper) -> Faults:
    """The head is on the left edge of each sheet: read with the sheet turned clockwise, it is on top."""
    for read in (sheet.as_read for sheet in _turned(paper)):
        for table in read.tables[:1]:
            yield from holds(table.rows[0][0].rows, "横排表格没有朝上的表头", table)


@rule("R68", MUST, "横排页的版心", "GB/T 9704 5.2.1、8")
def turned_area(paper: Paper) -> Faults:
    for read in (sheet.as_read for sheet in _turned(paper)):
        left, top, _ = frame(read)
        for table in read.tables:
            yield from near("横排表格左边缘距页边", table.x0, left, 1, table)
            yield from between("横排表格右边缘距页左边", table.x1, 259, 261, table)
            yield from at_least("横排表格上边缘距页顶", table.top, top - 1, table)
            yield from at_most("横排表格下边缘距页顶", table.bottom, 185, table)


@rule("R70", MUST, "信函标志", "GB/T 9704 10.1", "信函")
def letter_mark(paper: Paper) -> Faults:
    box = mark_ink(paper)
    yield from near("信函标志上边缘距页顶", box[1], 30, 1, paper.mark)
    yield from near("信函标志中心距页左边", (box[0] + box[2]) / 2, 105.5, 1, paper.mark)
    plain = not paper.mark.text.endswith("文件")
    yield from holds(plain, "信函的标志只用发文机关全称或规范化简称，不加“文件”", paper.mark)


def _double_rules(paper: Paper) -> tuple[list[Rule], list[Rule]]:
    lines = sorted(paper.red_rules, key=lambda line: line.y)
    given(len(lines) == 4)
    return lines[:2], lines[2:]


@rule("R71", MUST, "信函双线", "GB/T 9704 10.1", "信函")
def letter_rules(paper: Paper) -> Faults:
    upper, lower = _double_rules(paper)
    for line in (*upper, *lower):
        yield from near("红色双线长度", line.x1 - line.x0, 170, 1, line)
        yield from near("红色双线中心距页左边", (line.x0 + line.x1) / 2, 105.5, 1, line)
    yield from holds(upper[0].width > upper[1].width, "上方的红色双线应上粗下细", upper[0])
    yield from holds(lower[0].width < lower[1].width, "下方的红色双线应上细下粗", lower[0])
    end = lower[1].y + lower[1].width / 2
    yield from near("下方红色双线下边缘距页顶（距页底20毫米）", end, 277, 1, lower[1])
    start = upper[0].y - upper[0].width / 2
    gap = start - mark_ink(paper)[3]
    yield from near("上方红色双线与信函标志的间距", gap, 4, 0.7, upper[0])


@rule("R72", MUST, "信函的发文字号", "GB/T 9704 10.1", "信函")
def letter_number(paper: Paper) -> Faults:
    upper, _ = _double_rules(paper)
    gap = paper.number.top - upper[1].y - upper[1].width / 2
    what = "发文字号与红色双线的间距（3号字高度的7/8）"
    yield from near(what, gap, SEVEN_EIGHTHS, 0.7, paper.number)
    yield from near("信函的发文字号右边缘距页左边（顶格居右）", paper.number.x1, 184, 0.5, paper.number)


@rule("R73", MUST, "信函的标题位置", "GB/T 9704 10.1", "信函")
def letter_title(paper: Paper) -> Faults:
    above = [row for row in paper.first.rows if row.bottom < paper.title[0].top and not row.red]
    given(above)
    gap = paper.title[0].top - above[-1].bottom
    yield from between("标题与上一要素的间距（空二行）", gap, 20.3, 26.1, paper.title[0])


@rule("R74", MUST, "信函首页末行", "GB/T 9704 10.1", "信函")
def letter_last_row(paper: Paper) -> Faults:
    """Of a row that stands just above the lower double rule; most letters end higher."""
    _, lower = _double_rules(paper)
    end = lower[0].y - lower[0].width / 2
    rows = [row for row in paper.first.rows if 0 < end - row.bottom < 10]
    given(rows)
    what = "首页末行与红色双线的间距（3号字高度的7/8）"
    yield from near(what, end - rows[-1].bottom, SEVEN_EIGHTHS, 0.7, rows[-1])


@rule("R75", MUST, "信函首页不编页码、版记不加线", "GB/T 9704 10.1", "信函")
def letter_foot(paper: Paper) -> Faults:
    yield from holds(1 not in paper.folios, "信函首页不编页码", paper.folios.get(1, paper.first))
    for line in paper.last.rules:
        ruled = is_black(line.colour) and line.y > 255
        yield from holds(not ruled, "信函的版记不加分隔线", line)
    for row in paper.imprint_rows:
        yield from holds(not row.text.endswith("日印发"), "信函的版记不加印发机关和印发日期", row)


@rule("R76", MUST, "命令（令）", "GB/T 9704 10.2", "命令")
def order(paper: Paper) -> Faults:
    box = mark_ink(paper)
    yield from near("命令标志上边缘距页顶（版心上边缘之下20毫米）", box[1], 57, 1, paper.mark)
    rows = [row for row in paper.first.rows if not row.red]
    given(len(rows) > 1)
    yield from between("令号与命令标志的间距（空二行）", rows[0].top - box[3], 20.3, 26.1, rows[0])
    yield from between("正文与令号的间距（空二行）", rows[1].top - rows[0].bottom, 20.3, 26.1, rows[1])


@rule("R77", MUST, "纪要", "GB/T 9704 10.3", "纪要")
def minutes(paper: Paper) -> Faults:
    box = mark_ink(paper)
    yield from near("纪要标志上边缘距页顶（版心上边缘之下35毫米）", box[1], 72, 1, paper.mark)
    for row in paper.main:
        label = re.match("出席|请假|列席", row.text)
        if label and row.x0 < 60:
            yield from near(f"“{label[0]}”左边缘距页边（左空二字）", row.x0, 39.14, 0.6, row)
            yield from face("人员名单", Row(row.page, row.chars[:2], row.turned), "黑体")


@rule("R100", CONV, "简报三部分", "惯例", "简报")
def bulletin_parts(paper: Paper) -> Faults:
    yield from holds(paper.imprint_rows, "简报没有报尾（报、送、发和共印份数）", paper.last)


@rule("R101", CONV, "简报报头", "惯例", "简报")
def bulletin_head(paper: Paper) -> Faults:
    line = paper.red_rule
    yield from near("报头红线左端距页边", line.x0, 28, 0.5, line)
    yield from near("报头红线右端距页左边", line.x1, 184, 0.5, line)
    yield from at_most("报头红线距页顶（约占首页三分之一）", line.y, 112, line)


@rule("R102", CONV, "简报名称", "惯例", "简报")
def bulletin_name(paper: Paper) -> Faults:
    yield from at_least("简报名称字号", paper.mark.size, 26, paper.mark, "磅")
    yield from near("简报名称中心距页左边", paper.mark.middle, 106, 1, paper.mark)
    yield from face("简报名称", paper.mark, "小标宋")


def _above_rule(paper: Paper) -> list[Row]:
    return [row for row in paper.first.rows if not row.red and row.base < paper.red_rule.y]


@rule("R103", CONV, "期数", "惯例", "简报")
def bulletin_issue(paper: Paper) -> Faults:
    issues = [row for row in _above_rule(paper) if re.search(r"第.+期", row.text)]
    given(issues)
    form = re.fullmatch(r"(20\d\d年)?第\d+期(（总第\d+期）)?", issues[0].text)
    text = f"期数“{issues[0].text}”应写作“第1期（总第12期）”"
    yield from holds(form, text, issues[0], issues[0].text, "第1期（总第12期）")
    yield from near("期数中心距页左边", issues[0].middle, 106, 1, issues[0])


@rule("R104", CONV, "编印单位", "惯例", "简报")
def bulletin_organ(paper: Paper) -> Faults:
    dated = [row for row in _above_rule(paper) if DATE.search(row.text)]
    given(dated)
    named = not DATE.match(dated[0].text)
    yield from holds(named, "编印日期左边没有编印单位", dated[0])
    if named:
        start = min((28.0, 33.57), key=lambda left: abs(left - dated[0].x0))
        yield from near("编印单位左边缘距页边", dated[0].x0, start, 0.7, dated[0])


@rule("R105", CONV, "编印日期", "惯例", "简报")
def bulletin_date(paper: Paper) -> Faults:
    dated = [row for row in _above_rule(paper) if DATE.search(row.text)]
    if not dated:
        yield from holds(False, "报头没有编印日期", paper.mark)
        return
    end = min((178.43, 184.0), key=lambda right: abs(right - dated[0].x1))
    yield from near("编印日期右边缘距页左边", dated[0].x1, end, 0.7, dated[0])


@rule("R110", CONV, "简报报尾", "惯例", "简报")
def bulletin_foot(paper: Paper) -> Faults:
    given(paper.imprint_rows)
    for row in paper.imprint_rows:
        shaped = row.x0 >= 34.5 or re.match(r"(报|送|发|抄送)：.+|（共印\d+份）", row.text)
        yield from holds(shaped, f"报尾“{brief(row.text)}”应为“报：”“送：”“发：”或“（共印×份）”", row)
    if paper.imprint_rules:
        line = paper.imprint_rules[-1]
        yield from near("报尾末条线距页顶", line.y, 262, 0.5, line)
