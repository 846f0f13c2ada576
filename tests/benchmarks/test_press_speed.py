"""How long papers take: running text, long tables, a batch of unit sheets, a wall chart; faces loaded."""

from __future__ import annotations

import re
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.press import papers
from workbench.press.notice import print_notice
from workbench.press.printing import print_paper
from workbench.press.wall_chart import print_wall
from workbench.rows.papers import (
    PaperFacts,
    Paragraph,
    TableFacts,
    WallFacts,
    WallGroup,
    WallRow,
)


@pytest.mark.parametrize("rows", [1_000, 5_000])
def test_task_list(benchmark: BenchmarkFixture, rows: int) -> None:
    facts = replace(papers.NOTICE, attachments=(different_tasks(rows),))
    print_notice(papers.NOTICE)  # load the faces
    paper = benchmark.pedantic(print_notice, args=(facts,), rounds=3, iterations=1)
    benchmark.extra_info["pages"] = paper.pages
    assert paper.pages > rows / 20


def test_a_hundred_pages_of_text(benchmark: BenchmarkFixture) -> None:
    facts = running_text(102)
    print_paper(papers.REPORT)
    paper = benchmark.pedantic(print_paper, args=(facts,), rounds=3, iterations=1)
    benchmark.extra_info["pages"] = paper.pages
    assert paper.pages >= 100


def test_two_hundred_unit_sheets(benchmark: BenchmarkFixture) -> None:
    sheets = [unit_sheet(number) for number in range(200)]
    print_paper(sheets[0])

    def batch() -> int:
        return sum(print_paper(sheet).pages for sheet in sheets)

    assert benchmark.pedantic(batch, rounds=1, iterations=1) >= 200


@pytest.mark.parametrize("tasks", [95, 800])
def test_wall_chart(benchmark: BenchmarkFixture, tasks: int) -> None:
    facts = wall(tasks)
    paper = benchmark.pedantic(print_wall, args=(facts,), kwargs={"paper": "A0"}, rounds=3, iterations=1)
    assert paper.pages == 1


@pytest.mark.parametrize("what", ["five_thousand_rows", "gantt_of_ten_thousand_tasks"])
def test_memory(benchmark: BenchmarkFixture, what: str) -> None:
    """The most a child process of its own takes while it prints, in MB (extra info): the aim is 300."""
    if not _STATUS.exists():
        pytest.skip("this system does not tell a process's peak")
    with get_context("spawn").Pool(1) as child:
        pages, peak = benchmark.pedantic(child.apply, (peak_of, (what,)), rounds=1, iterations=1)
    benchmark.extra_info.update({"pages": pages, "peak MB": peak})
    assert peak < 300


_STATUS = Path("/proc/self/status")


def peak_of(what: str) -> tuple[int, int]:
    """Pages printed, and the most memory this process had, in MB."""
    pages = {"five_thousand_rows": five_thousand_rows, "gantt_of_ten_thousand_tasks": large_gantt}[what]()
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", _STATUS.read_text())
    return pages, int(peak) // 1024


def five_thousand_rows() -> int:
    return print_notice(replace(papers.NOTICE, attachments=(different_tasks(5_000),))).pages


def large_gantt() -> int:
    from tests.benchmarks.gantt_plans import plan_of
    from workbench.planning.row_index import RowIndex
    from workbench.press.gantt_chart import GanttChart, print_gantt

    return print_gantt(RowIndex(plan_of(10_000)), GanttChart("重点任务推进甘特图", 739_500)).pages


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


def running_text(pages: int) -> PaperFacts:
    """Paragraphs, each unlike any other, that fill about so many pages."""
    text = "".join(paragraph.text for paragraph in papers.TEXT[1:])
    blocks = [
        Paragraph(f"（{number}）第{number}部分。{text[number % 40 :]}") for number in range(pages * 22 // 9)
    ]
    return PaperFacts("report", "百页正文", blocks=tuple(blocks))


def unit_sheet(number: int) -> PaperFacts:
    table = different_tasks(12)
    heading = Paragraph(f"第{number}单位共承担任务12项，其中牵头8项、负责2项、配合2项。")
    return PaperFacts("unit-sheet", f"第{number}单位责任清单", blocks=(heading, table))


def wall(tasks: int) -> WallFacts:
    rows = tuple(
        WallRow(
            (str(number), papers.task(number)[1] + str(number), *papers.task(number)[3:]),
            number % 101,
            "#2e9e4f",
        )
        for number in range(1, tasks + 1)
    )
    groups = tuple(
        WallGroup(f"第{start // 20 + 1}部分", rows[start : start + 20]) for start in range(0, tasks, 20)
    )
    return WallFacts(
        "挂图作战", ("序号", "任务", "责任单位", "完成时限"), groups, (("任务总数", f"{tasks}项"),)
    )
