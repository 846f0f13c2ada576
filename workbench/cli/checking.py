"""`workbench check`: judge a PDF or Word file against GB/T 9704. Exit code 1 where something is found."""

from __future__ import annotations

import argparse
import datetime as dt
from itertools import groupby
from pathlib import Path

from workbench.checking.files import check_file
from workbench.cli.output import complain, say, say_json, say_table
from workbench.cli.writing import write
from workbench.rows.checks import CheckReport, FindingRow, Level

#: The sentence of a finding is what the table is for; wider than other cells.
WIDEST_SENTENCE = 110


def check(arguments: argparse.Namespace) -> int:
    """Check one file, say what was found, and print the report where one is asked for."""
    report = check_file(Path(arguments.file))
    if arguments.json:
        say_json(report)
    else:
        _say(report)
    if arguments.report:
        _print(report, Path(arguments.report))
    return 1 if report.findings else 0


def _say(report: CheckReport) -> None:
    pages = f"（{report.pages}页）" if report.pages else ""
    say(f"{report.name}{pages}：{report.summary}")
    for remark in report.remarks:
        say(f"注意：{remark}")
    if report.unjudged:
        say(f"另有{len(report.unjudged)}条规则没有判断，原因见检查报告（--report）。")
    for page, found in groupby(report.findings, key=lambda finding: finding.page):
        say("")
        say(f"第{page}页" if page else "全文")
        say_table(("类别", "规则", "问题"), map(_cells, sorted(found, key=_by_kind)), WIDEST_SENTENCE)


def _by_kind(finding: FindingRow) -> int:
    return list(Level).index(finding.rule.level)


def _cells(finding: FindingRow) -> tuple[str, str, str]:
    rule = finding.rule
    return rule.level.value, f"{rule.number} {rule.title}", finding.sentence


def _print(report: CheckReport, to: Path) -> None:
    from workbench.checking.report import report_paper
    from workbench.press.printing import print_paper

    paper = print_paper(report_paper(report, dt.date.today()))
    write(to, paper.pdf)
    for warning in paper.warnings:
        complain(warning)
    complain(f"检查报告已生成 {to}，共{paper.pages}页")
