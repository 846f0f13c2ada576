"""`check_docx`: bytes of a Word file in, a `CheckReport` out: all that a file without pages can say.

Margins are those of the sheet or, where the program adds half the leading above the first row, those of
GB/T 33476.2 (34.58 above, 32.58 below); both give the same page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from workbench.checking.judging import (
    CONV,
    MUST,
    NORM,
    Fault,
    Faults,
    RuleBook,
    between,
    brief,
    holds,
    near,
)
from workbench.checking.rules.text import LEVELS, NAMES
from workbench.checking.shapes import DATE, FACES, FOLIO, given
from workbench.checking.word_parts import Footer, WordPaper, WordParagraph, WordSection, read_word
from workbench.rows.checks import CheckReport, FindingRow

BOOK: RuleBook[WordPaper] = RuleBook()
rule = BOOK.rule

#: Of one rule no more places are listed; the last of them says how many more there are.
MOST_PLACES = 20
_NO_PAGES = (
    "Word 文件没有固定的页面，只检查页面设置、字体字号、段落、页码和表格；版面位置请另存为 PDF 后检查。"
)


def check_docx(data: bytes, name: str = "") -> CheckReport:
    """Judge a Word file. Raises CannotReadError for damage or a password."""
    paper = read_word(data)
    judged, findings = [], []
    for described in BOOK:
        faults = described.judge(paper)
        if faults is not None:
            judged.append(described.row)
            rest = len(faults) - MOST_PLACES
            for number, fault in enumerate(faults[:MOST_PLACES], 1):
                more = f"（另有{rest}处同类问题）" if number == MOST_PLACES and rest > 0 else ""
                place = fault.spot.name if isinstance(fault.spot, WordParagraph | WordSection) else ""
                sentence = f"{fault.sentence}{more}"
                row = FindingRow(described.row, 0, sentence, fault.measured, fault.required, None, place)
                findings.append(row)
    return CheckReport(name, "docx", "Word公文", 0, tuple(findings), tuple(judged), (_NO_PAGES,))


@rule("R1", MUST, "幅面", "GB/T 9704 5.1")
def page_size(paper: WordPaper) -> Faults:
    for section in paper.sections:
        short, long = sorted((section.width, section.height))
        yield from near("纸张短边", short, 210, 0.5, section)
        yield from near("纸张长边", long, 297, 0.5, section)


@rule("R2", MUST, "版心位置", "GB/T 9704 5.2.1")
def type_area(paper: WordPaper) -> Faults:
    for section in paper.sections:
        top, right, bottom, left = section.upright_margins
        low, high = (34.5, 38) if section.width < section.height else (36, 38)
        yield from between("天头（上页边距）", top, low, high, section)
        yield from near("订口（左页边距）", left, 28, 1, section)
        yield from near("版心宽度", 210 - left - right, 156, 1, section)
        yield from between("版心高度", 297 - top - bottom, 224, 231, section)


@rule("R3", NORM, "正文字体字号", "GB/T 9704 5.2.2")
def body_type(paper: WordPaper) -> Faults:
    runs = [run for paragraph in paper.body for run in paragraph.runs if run.text.strip()]
    count = sum(len(run.text) for run in runs)
    given(count)
    fitting = sum(
        len(run.text)
        for run in runs
        if 15.7 <= run.size <= 16.05 and (run.is_set_in("仿宋") or run.is_set_in("黑体", "楷体"))
    )
    usual = Counter((run.face or "未指定", run.size) for run in runs for _ in run.text).most_common(1)[0][0]
    shown = f"{usual[0]}、{usual[1]:g}磅"
    text = f"正文应以3号仿宋为主，实测只占{100 * fitting // count}%；多为{shown}"
    spot = next(
        (p for p in paper.body if any(not 15.7 <= run.size <= 16.05 for run in p.runs)), paper.body[0]
    )
    yield from holds(fitting >= 0.9 * count, text, spot, shown, "仿宋、16磅（3号）")


@rule("R4", NORM, "每页22行", "GB/T 9704 5.2.3")
def rows_a_page(paper: WordPaper) -> Faults:
    """By the exact leading of the text, or else by the grid of the section."""
    given(paper.body)
    exact = [paragraph for paragraph in paper.body if paragraph.leading]
    for paragraph in exact:
        yield from between("固定行距", paragraph.leading, 28, 29.7, paragraph, "磅")
    if exact:
        return
    section = paper.sections[0]
    if section.rows:
        text = f"文档网格每页{section.rows}行，应为22行"
        yield from holds(section.rows == 22, text, section, f"{section.rows}行", "22行")
    else:
        yield Fault(section, "没有设固定行距，也没有设文档网格，不能保证每页22行", "", "22行")


@rule("R5", NORM, "每行28字", "GB/T 9704 5.2.3")
def characters_a_row(paper: WordPaper) -> Faults:
    section = paper.sections[0]
    count = section.columns
    given(count)
    yield from holds(count == 28, f"文档网格每行{count}字，应为28字", section, f"{count}字", "28字")


@rule("R22", NORM, "标题字体字号", "GB/T 9704 7.3.1")
def title_type(paper: WordPaper) -> Faults:
    given(paper.titles)
    for paragraph in paper.titles:
        run = paragraph.runs[0]
        words = brief(paragraph.text)
        yield from between(f"标题“{words}”的字号", run.size, 21.5, 22.1, paragraph, "磅")
        text = f"标题“{words}”应为小标宋，实为{run.face or '未指定'}"
        yield from holds(run.is_set_in("小标宋"), text, paragraph, run.face, "小标宋")
        yield from holds(paragraph.align == "center", f"标题“{words}”应居中", paragraph)


@rule("R28", MUST, "正文段落", "GB/T 9704 7.3.3")
def paragraphs(paper: WordPaper) -> Faults:
    for paragraph in paper.body:
        if len(paragraph.text) > 40:
            what = f"段落“{brief(paragraph.text, 8)}”的首行缩进"
            yield from between(what, paragraph.indent, 1.6, 2.2, paragraph, "字")
        spaced = paragraph.space_before + paragraph.space_after
        text = f"段落“{brief(paragraph.text, 8)}”有{spaced:g}磅段前段后间距，应为0"
        yield from holds(spaced < 0.5, text, paragraph, f"{spaced:g}磅", "0磅")


@rule("R29", NORM, "结构层次序数", "GB/T 9704 7.3.3")
def numbering(paper: WordPaper) -> Faults:
    headings = list(_headings(paper))
    given(headings)
    for (before, _), (after, paragraph) in pairwise(headings):
        text = f"“{NAMES[before - 1]}”之下直接用了“{NAMES[after - 1]}”，层次应依次为一、（一）1.（1）"
        yield from holds(after <= before + 1, text, paragraph)


@rule("R30", NORM, "层次字体", "GB/T 9704 7.3.3")
def heading_faces(paper: WordPaper) -> Faults:
    given(list(_headings(paper)))
    for level, paragraph in _headings(paper):
        wanted = {1: "黑体", 2: "楷体"}.get(level, "仿宋")
        run = paragraph.runs[0]
        words = brief(paragraph.text, 8)
        text = f"第{'一二三四'[level - 1]}层“{words}”应为{wanted}，实为{run.face or '未指定'}"
        yield from holds(run.is_set_in(wanted), text, paragraph, run.face, wanted)


def _headings(paper: WordPaper) -> Iterator[tuple[int, WordParagraph]]:
    for paragraph in paper.body:
        for level, shape in enumerate(LEVELS, 1):
            if re.match(shape, paragraph.text):
                yield level, paragraph


@rule("R31", CONV, "标题不加粗", "惯例")
def no_bold(paper: WordPaper) -> Faults:
    for paragraph in (*paper.titles, *(each for _, each in _headings(paper))):
        bold = any(run.bold for run in paragraph.runs)
        yield from holds(not bold, f"“{brief(paragraph.text, 8)}”加粗，国标没有要求", paragraph)


@rule("R40", MUST, "成文日期写法", "GB/T 9704 7.3.5.4")
def date_form(paper: WordPaper) -> Faults:
    shapes = re.compile(r"[\d〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日")
    dates = [paragraph for paragraph in paper.paragraphs if shapes.fullmatch(paragraph.text.strip())]
    given(dates)
    for paragraph in dates:
        text = f"成文日期用阿拉伯数字，月、日不编虚位，实为“{paragraph.text.strip()}”"
        right = DATE.fullmatch(paragraph.text.strip())
        yield from holds(right, text, paragraph, paragraph.text.strip(), "2026年1月5日")


@rule("R59", NORM, "页码字体字号", "GB/T 9704 7.5")
def number_type(paper: WordPaper) -> Faults:
    for footer in _numbered(paper):
        yield from between("页码的字号", footer.size, 13.7, 14.05, footer.section, "磅")
        right = re.search(FACES["宋体"], footer.face, re.IGNORECASE)
        text = f"页码应为宋体，实为{footer.face or '未指定'}"
        yield from holds(right, text, footer.section, footer.face, "宋体")


def _numbered(paper: WordPaper) -> list[Footer]:
    found = [footer for footer in paper.footers if footer.has_number]
    given(found)
    return found


@rule("R60", MUST, "页码一字线", "GB/T 9704 7.5")
def number_form(paper: WordPaper) -> Faults:
    found = [footer for footer in paper.footers if footer.has_number]
    yield from holds(found, "没有页码“— 1 —”", paper.sections[0], "无", "— 1 —")
    for footer in found:
        right = re.fullmatch(r"—\s?\d*\s?—", footer.text.strip())
        shown = footer.text.strip() or "1"
        text = f"页码写作“{shown}”，数字左右应各有一条一字线"
        known = FOLIO.fullmatch(shown) or right
        yield from holds(right or not known, text, footer.section, shown, "— 1 —")


@rule("R62", MUST, "页码单右双左", "GB/T 9704 7.5")
def number_side(paper: WordPaper) -> Faults:
    found = _numbered(paper)
    sides = {footer.even: footer.side for footer in found}
    split = paper.odd_and_even and {False, True} <= set(sides)
    yield from holds(split, "没有设“奇偶页不同”，页码不能单页居右、双页居左", paper.sections[0])
    for footer in found if split else ():
        wanted = "left" if footer.even else "right"
        which = "双页码应居左" if footer.even else "单页码应居右"
        yield from holds(footer.side == wanted, which, footer.section)


@rule("R97", MUST, "使用中文标点", "GB/T 15834 5.1")
def chinese_marks(paper: WordPaper) -> Faults:
    for paragraph in paper.paragraphs:
        found = re.search(r"[一-龥]([\"'(),;])[一-龥]", paragraph.text)
        words = paragraph.text[max(0, found.start() - 3) : found.end() + 3] if found else ""
        yield from holds(not found, f"“{words}”用了西文标点", paragraph, found[1] if found else "")


@rule("R118", CONV, "表头每页重复", "惯例")
def heads_repeated(paper: WordPaper) -> Faults:
    tables = [table for table in paper.tables if table.rows > 8]
    given(tables)
    for table in tables:
        text = f"表格“{brief(table.head)}”没有设“重复标题行”"
        yield from holds(table.repeats_head, text, table.section)
