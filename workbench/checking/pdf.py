"""`check_pdf`: bytes of a PDF in, a `CheckReport` out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workbench.checking.judging import DescribedRule, Fault, brief
from workbench.checking.measure import measure
from workbench.checking.parts import Paper
from workbench.checking.rules import back, formats, head, rows, signing, spacing, tables, text
from workbench.checking.rules.head import is_private
from workbench.checking.sheets import MM, Row, Sheet
from workbench.checking.unjudged import UNJUDGED
from workbench.rows.checks import Box, CheckReport, FindingRow, RuleRow

#: All rules that can be judged on a PDF, in the order of the standard.
RULES: tuple[DescribedRule[Paper], ...] = tuple(
    sorted(
        (
            each
            for module in (head, text, back, signing, formats, rows, spacing, tables)
            for each in module.BOOK
        ),
        key=lambda each: int(each.row.number[1:]),
    )
)
#: Of one rule no more places are listed on one page; the last of them says how many more there are.
MOST_PLACES = 8
#: A page with fewer characters and an image over it is a scan.
FEWEST_CHARACTERS = 8

_FORMAT_WORDS = {"报告": "普通格式（无红色版头）"}


def check_pdf(data: bytes, name: str = "") -> CheckReport:
    """Judge a PDF. Raises CannotReadError for a password or damage.

    Pages without text (scans) cannot be judged and are named in `remarks`.
    """
    sheets = measure(data)
    scans = [sheet.number for sheet in sheets if _is_scan(sheet)]
    if len(scans) == len(sheets):
        remark = "全部页面都没有文字，是扫描件或图片，无法检查；请用由电子文稿生成的 PDF 检查。"
        return CheckReport(name, "pdf", "扫描件", len(sheets), (), (), (remark,))
    paper = Paper(sheets)
    judged, findings = judge(paper)
    words = _FORMAT_WORDS.get(paper.format, f"{paper.format}格式")
    remarks = tuple(_remarks(paper, scans))
    return CheckReport(name, "pdf", words, len(sheets), findings, judged, remarks, UNJUDGED)


def judge(paper: Paper) -> tuple[tuple[RuleRow, ...], tuple[FindingRow, ...]]:
    """The rules that apply to a paper, and what was found, page by page."""
    judged: list[RuleRow] = []
    findings: list[FindingRow] = []
    for rule in RULES:
        faults = rule.judge(paper)
        if faults is not None:
            judged.append(rule.row)
            findings.extend(_findings(rule.row, faults, paper.sheets))
    return tuple(judged), tuple(sorted(findings, key=_order))


def _order(finding: FindingRow) -> tuple[int, float, float]:
    top, left = (finding.box[1], finding.box[0]) if finding.box else (0.0, 0.0)
    return finding.page, round(top), left


def _is_scan(sheet: Sheet) -> bool:
    return bool(sheet.images) and len(sheet.as_read.all_chars) + len(sheet.all_chars) < FEWEST_CHARACTERS


def _remarks(paper: Paper, scans: Sequence[int]) -> Iterator[str]:
    if scans:
        pages = "、".join(map(str, scans[:10])) + ("等" if len(scans) > 10 else "")
        yield f"第{pages}页没有文字，是扫描页或图片，未作检查。"
    if paper.text_size < 12:
        small = f"多数文字只有{paper.text_size:g}磅，可能是网页打印件等材料，不是按公文编排的"
        yield f"{small}；下面仍按公文格式列出问题。"
    firsts = [row for row in paper.body if row.page > 1]
    if firsts and 38 < firsts[0].top <= 37 + paper.top_slack:
        yield "每页首行略低于版心上边缘：行距留在字的上方，上页边距改为34.58毫米即与国标一致，不计为问题。"
    if not paper.red_rows:
        yield "首页没有红色版头，按普通格式检查；版头的规则不适用。"
    first = paper.text_rows(paper.first.as_read)
    if first and re.fullmatch(r"附件\d*", first[0].text):
        yield "首页以“附件”开头：如果附件与正文分开装订，前面应标正文的发文字号（R47）。"
    if not paper.titled:
        yield "首页没有找到标题（大于3号字的黑色文字），标题的规则不适用。"


def _findings(rule: RuleRow, faults: Iterable[Fault], sheets: Sequence[Sheet]) -> Iterator[FindingRow]:
    """Findings of one rule; a rule broken in every row of a page is not listed row by row."""
    listed = list(faults)
    count = Counter(fault.spot.page for fault in listed)
    seen: Counter[int] = Counter()
    for fault in listed:
        page = fault.spot.page
        seen[page] += 1
        if seen[page] > MOST_PLACES:
            continue
        rest = count[page] - MOST_PLACES
        more = f"（本页另有{rest}处同类问题）" if seen[page] == MOST_PLACES and rest > 0 else ""
        yield FindingRow(
            rule,
            page,
            _legible(f"{fault.sentence}{more}"),
            fault.measured,
            fault.required,
            _box(fault, sheets[page - 1]),
            _legible(brief(fault.spot.text)) if isinstance(fault.spot, Row) else "",
        )


def _legible(text: str) -> str:
    """A text without characters that only the judged file knows how to show."""
    return "".join("□" if is_private(char) else char for char in text)


def _box(fault: Fault, sheet: Sheet) -> Box | None:
    """The fault's place in points on the page as it is shown."""
    area = fault.spot.area
    if area is None:
        return None
    shown = sheet.shown(area, turned=getattr(fault.spot, "turned", False))
    left, top, right, bottom = (value / MM for value in shown)
    return (left, top, right, bottom)
