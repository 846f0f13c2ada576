"""`workbench check`: exit codes, the list by page and kind, JSON, and the printed report."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.checking.test_foreign import drawn, plain_text
from tests.press import papers
from workbench.checking.pdf import check_pdf
from workbench.cli import main
from workbench.press.printing import print_paper

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "外单位来文.pdf"
    path.write_bytes(drawn(plain_text, 2))
    return path


def test_our_own_paper_passes(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(print_paper(papers.NOTICE.paper).pdf)
    assert main(["check", str(path)]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_findings_are_listed_by_page_and_kind(foreign: Path, capsys: Captured) -> None:
    assert main(["check", str(foreign)]) == 1
    said = capsys.readouterr().out
    assert said.index("第1页") < said.index("第2页")
    page = said[said.index("第1页") : said.index("第2页")]
    assert page.index("必须") < page.index("惯例")
    assert "R60 页码一字线" in page


def test_json_holds_rule_page_and_place(foreign: Path, capsys: Captured) -> None:
    assert main(["check", str(foreign), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    dash = next(one for one in said["findings"] if one["rule"]["number"] == "R60")
    assert (dash["page"], dash["rule"]["level"], dash["measured"]) == (1, "必须", "-1-")
    assert len(dash["box"]) == 4


def test_the_report_is_a_paper_that_keeps_the_rules_itself(foreign: Path, tmp_path: Path) -> None:
    to = tmp_path / "报告.pdf"
    assert main(["check", str(foreign), "--report", str(to)]) == 1
    data = to.read_bytes()
    assert check_pdf(data).findings == ()
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    words = "".join(text.split())
    assert "公文格式检查报告" in words
    assert check_pdf(foreign.read_bytes()).summary in words
    assert "页码写作“-1-”" in words


def test_other_files_are_refused(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(b"\x89PNG")
    assert main(["check", str(path)]) == 3
    assert "不是 PDF 或 Word" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "没有.pdf")]) == 3
