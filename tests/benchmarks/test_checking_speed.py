"""How long the format check takes: a paper of running text, and one that is a long table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.press import papers
from workbench.checking.pdf import check_pdf
from workbench.press.printing import print_paper
from workbench.rows.papers import PaperFacts

_NOTICE = papers.NOTICE.paper
LONG = {
    "70 pages of text": replace(_NOTICE, blocks=_NOTICE.blocks * 90),
    "600 tasks": replace(papers.NOTICE, attachments=(papers.task_list(600),)).paper,
}


@pytest.mark.parametrize("facts", LONG.values(), ids=LONG)
def test_checking_a_long_paper(benchmark: BenchmarkFixture, facts: PaperFacts) -> None:
    pdf = print_paper(facts).pdf
    report = benchmark.pedantic(check_pdf, (pdf,), rounds=2)
    assert report.findings == ()
