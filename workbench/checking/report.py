"""公文格式检查报告: a `CheckReport` as a paper of our own, to be printed like any other."""

from __future__ import annotations

import datetime as dt

from workbench.notation import date_text
from workbench.rows.checks import CheckReport, FindingRow, Level
from workbench.rows.papers import Block, PaperFacts, Paragraph, TableFacts

_STANDARD = "GB/T 9704 "
TITLE = "公文格式检查报告"
HEADS = ("序号", "页码", "类别", "规则", "问题", "条款")
_LEFT_OUT = ("编号", "类别", "规则", "没有判断的原因")
#: A report that lists more would not be read; what is beyond is counted in its text.
MOST_ROWS = 2000

_MEANINGS = {
    Level.MUST: "“必须”是国家标准明确规定的",
    Level.NORM: "“规范”是国家标准推荐或者一般要求的",
    Level.CONV: "“惯例”是机关通行做法，国家标准没有规定",
}


def report_paper(report: CheckReport, on: dt.date) -> PaperFacts:
    """The paper: the sentence of the summary, what could not be judged, and all findings as a table."""
    return PaperFacts(
        kind="check",
        title=TITLE,
        subtitle=f"（{date_text(on)}）",
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: CheckReport) -> list[Block]:
    pages = f"，共{report.pages}页" if report.pages else ""
    blocks: list[Block] = [
        Paragraph("一、检查结果"),
        Paragraph(f"检查的文件：{report.name}{pages}。"),
        Paragraph(f"对照《党政机关公文格式》（GB/T 9704—2012），{report.summary}"),
        *(Paragraph(remark) for remark in report.remarks),
    ]
    if report.findings:
        blocks += _found(report)
    if report.unjudged:
        blocks += _left_out(report, "三" if report.findings else "二")
    return blocks


def _found(report: CheckReport) -> list[Block]:
    blocks: list[Block] = [Paragraph("二、问题清单"), Paragraph(_meanings()), _table(report)]
    rest = len(report.findings) - MOST_ROWS
    if rest > 0:
        blocks.append(Paragraph(f"另有{rest}处问题没有列出，请改正以上问题后再检查。"))
    return blocks


def _left_out(report: CheckReport, number: str) -> list[Block]:
    """The rules that the check does not judge, so that silence is not taken for a yes."""
    rows = tuple(
        (row.rule.number, row.rule.level.value, row.rule.title, row.reason) for row in report.unjudged
    )
    text = f"下列{len(rows)}条规则没有判断，或者并入其他规则判断。"
    return [Paragraph(f"{number}、未判断的规则"), Paragraph(text), TableFacts(_LEFT_OUT, rows)]


def _meanings() -> str:
    return f"{'；'.join(_MEANINGS.values())}。条款前没有写明标准的，都是GB/T 9704—2012的条款。"


def _table(report: CheckReport) -> TableFacts:
    found = report.findings[:MOST_ROWS]
    rows = tuple(_cells(number, finding) for number, finding in enumerate(found, 1))
    return TableFacts(HEADS, rows)


def _cells(number: int, finding: FindingRow) -> tuple[str, ...]:
    page = str(finding.page) if finding.page else finding.place or "全文"
    rule = finding.rule
    return (
        str(number),
        page,
        rule.level.value,
        f"{rule.number} {rule.title}",
        finding.sentence,
        rule.clause.removeprefix(_STANDARD),
    )
