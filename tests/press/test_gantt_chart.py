"""The printed Gantt: every name can be found in the PDF, heads repeat, and one picture says the same."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ElementTree
from io import BytesIO

import pdfplumber
import pytest

from workbench.errors import RefusedError
from workbench.planning.bar_rows import BarDress
from workbench.planning.baselines import BaselineDays
from workbench.planning.row_index import RowIndex
from workbench.planning.task_arrays import Link, Milestone, Node, NodeKind, TaskArrays
from workbench.planning.tones import ColorBy, tones_of
from workbench.press.gantt_chart import SIZES, GanttChart, draw_gantt, print_gantt

TODAY = dt.date(2025, 7, 10).toordinal()
CHART = GanttChart("数字云溪重点任务推进甘特图", TODAY)
WORDS = "统筹推进公共数据授权运营、“一网通办”改革和基层数字治理能力提升（含乡镇〔街道〕试点），"


def plan(tasks: int = 90) -> RowIndex:
    """One document; every fifth name takes three lines. Links from each task to the fourth after it."""
    nodes = [Node(NodeKind.DOCUMENT, 1, 0, "", "数字云溪工作要点")]
    for number in range(1, tasks + 1):
        name = f"{number}号任务" + WORDS * (2 if number % 5 == 0 else 0)
        start = TODAY - 60 + number
        nodes.append(
            Node(
                NodeKind.TASK,
                number,
                1,
                f"{number}",
                name,
                "市数据局、市财政局",
                "2025年底前",
                start,
                start + 40,
            )
        )
    links = [Link(number, number + 4) for number in range(1, tasks - 4)]
    return RowIndex(TaskArrays.build(nodes, links, [Milestone(1, 3, TODAY, "中期评估")]))


def texts(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


def test_every_name_is_whole_and_can_be_found() -> None:
    index = plan()
    paper = print_gantt(index, CHART)
    with pdfplumber.open(BytesIO(paper.pdf)) as document:
        chars = [
            "".join(char["text"] for char in page.chars if char["x0"] < 34 + 330 * 1.2 * 0.54)
            for page in document.pages
        ]
    found = "".join(chars)
    assert all(name in found for name in index.arrays.name)
    assert paper.warnings == ()


def test_heads_title_and_number_stand_on_every_page() -> None:
    pages = texts(print_gantt(plan(), CHART).pdf)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert all(words in page for words in (CHART.title, "责任单位", "完成时限", "2025年"))
        assert f"第{number}页 共{len(pages)}页" in page


@pytest.mark.parametrize("paper", list(SIZES))
@pytest.mark.parametrize("upright", [False, True])
def test_pages_have_the_size_asked_for(paper: str, upright: bool) -> None:
    printed = print_gantt(plan(30), GanttChart("甘特图", TODAY, paper=paper, upright=upright))
    with pdfplumber.open(BytesIO(printed.pdf)) as document:
        sizes = {(round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) for page in document.pages}
    width, height = SIZES[paper]
    assert sizes == {(height, width) if upright else (width, height)}


def test_time_may_run_over_several_pages() -> None:
    one, three = (print_gantt(plan(20), GanttChart("甘特图", TODAY, across=across)) for across in (1, 3))
    assert three.pages == 3 * one.pages
    assert all("1号任务" in page for page in texts(three.pdf)), "the table is on each of them"


def test_equal_plans_give_equal_files() -> None:
    assert print_gantt(plan(10), CHART).pdf == print_gantt(plan(10), CHART).pdf


def test_colours_baseline_and_front_line_are_printed() -> None:
    index = plan(10)
    tones = tones_of(index.arrays, ColorBy.UNIT)
    baseline = BaselineDays.of("年初", [1, 2], [TODAY - 80] * 2, [TODAY - 50] * 2).aligned(index.arrays)
    dressed = GanttChart("甘特图", TODAY, dress=BarDress(baseline, tones), front_line=True)
    (page,) = texts(print_gantt(index, dressed).pdf)
    assert "市数据局" in page.splitlines()[-1], "the key names the units"
    assert "较基线推迟31天" in page


def test_one_picture_holds_every_name_and_is_well_formed() -> None:
    index = plan(30)
    root = ElementTree.fromstring(draw_gantt(index, CHART))
    said = "".join(root.itertext())
    assert re.sub(r"\s", "", "".join(index.arrays.name[5])) in re.sub(r"\s", "", said)
    assert root.attrib["width"] == "960pt"
    assert draw_gantt(index, CHART) == draw_gantt(index, CHART)


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有可以打印的任务"):
        print_gantt(RowIndex(TaskArrays.build([])), CHART)
    with pytest.raises(RefusedError, match="没有名为“B5”的纸张"):
        print_gantt(plan(5), GanttChart("甘特图", TODAY, paper="B5"))
