"""How fast a long task list is printed. Nothing is asserted of absolute times.

Aims of the house: 1,000 rows in 0.6 s, 5,000 rows in 1.9 s, 120 pages a second, faces loaded.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.press import papers
from workbench.press.notice import print_notice


@pytest.mark.parametrize("rows", [1_000, 5_000])
def test_task_list(benchmark: BenchmarkFixture, rows: int) -> None:
    facts = replace(papers.NOTICE, attachments=(papers.task_list(rows, sections=20),))
    print_notice(papers.NOTICE)  # load the faces
    paper = benchmark.pedantic(print_notice, args=(facts,), rounds=3, iterations=1)
    benchmark.extra_info["pages"] = paper.pages
    benchmark.extra_info["pages per second"] = round(paper.pages / benchmark.stats["min"])
    assert paper.pages > rows / 20
