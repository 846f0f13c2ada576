"""How fast a long task list is printed. Nothing is asserted of absolute times.

Aims of the house: 1,000 rows in 0.6 s, 5,000 rows in 1.9 s, 120 pages a second, faces loaded.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.press import papers
from workbench.press.notice import print_notice
from workbench.rows.papers import TableFacts


@pytest.mark.parametrize("rows", [1_000, 5_000])
def test_task_list(benchmark: BenchmarkFixture, rows: int) -> None:
    facts = replace(papers.NOTICE, attachments=(different_tasks(rows),))
    print_notice(papers.NOTICE)  # load the faces
    paper = benchmark.pedantic(print_notice, args=(facts,), rounds=3, iterations=1)
    benchmark.extra_info["pages"] = paper.pages
    assert paper.pages > rows / 20


def different_tasks(rows: int) -> TableFacts:
    """Tasks no two of which read the same, so that no cell is broken only once."""
    table = papers.task_list(rows, sections=20)
    return replace(
        table,
        rows=tuple(
            (no, f"{title}（{index}）", f"第{index}项，{content}", *rest)
            for index, (no, title, content, *rest) in enumerate(table.rows)
        ),
    )
