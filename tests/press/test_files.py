"""The files the press hands out: sound, searchable, with an outline, and the same for the same paper."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from tests.press import papers
from tests.press.sound import assert_sound
from tests.press.test_gantt_chart import CHART, plan
from workbench.press.gantt_chart import print_gantt
from workbench.press.printing import print_paper
from workbench.press.wall_chart import print_wall
from workbench.rows.papers import AttachmentFacts, PaperFacts, Paragraph, WallFacts, WallGroup, WallRow

EVERY = {**{name: facts.paper for name, facts in papers.ALL.items()}, **papers.FORMATS}
WALL = WallFacts(
    "挂图作战",
    ("序号", "任务", "责任单位", "完成时限"),
    (WallGroup("第一部分", (WallRow(("1", "推进平台建设", "省数据管理局", "2026年底前"), 40, "#2e9e4f"),)),),
)


@pytest.mark.parametrize("facts", EVERY.values(), ids=EVERY)
def test_every_paper_is_a_sound_file(facts: PaperFacts) -> None:
    paper = print_paper(facts)
    assert_sound(paper.pdf)
    assert paper.pdf == print_paper(facts).pdf


def test_charts_are_sound_files() -> None:
    assert_sound(print_wall(WALL).pdf)
    assert_sound(print_gantt(plan(), CHART).pdf)
    assert print_wall(WALL).pdf == print_wall(WALL).pdf


@pytest.mark.parametrize("facts", EVERY.values(), ids=EVERY)
def test_words_of_a_paper_are_found_by_a_search(facts: PaperFacts) -> None:
    """Words that stand on one row; a reader's search does not look across rows."""
    document = pypdfium2.PdfDocument(print_paper(facts).pdf)
    wanted = next(block.text for block in facts.blocks if isinstance(block, Paragraph)).lstrip("《")[:6]
    assert any(page.get_textpage().search(wanted).get_next() for page in document)


def outline(facts: PaperFacts) -> list[tuple[str, int, int]]:
    """Title, level and page (from 1) of each bookmark."""
    document = pypdfium2.PdfDocument(print_paper(facts).pdf)
    return [(one.get_title(), one.level, one.get_dest().get_index() + 1) for one in document.get_toc()]


def test_bookmarks_name_the_page_their_heading_stands_on() -> None:
    facts = replace(
        papers.REPORT,
        attachments=(
            AttachmentFacts("工作方案", (*papers.TEXT, *papers.TEXT)),
            *papers.REPORT.attachments,
        ),
    )
    found = outline(facts)
    pages = pypdfium2.PdfDocument(print_paper(facts).pdf)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pages]
    for title, _, page in found[1:]:
        assert "".join(title.split()) in texts[page - 1]
    levels = {title: level for title, level, _ in found}
    assert levels[facts.title] == 0
    assert levels["附件1　工作方案"] == 1
    inside = found.index(next(one for one in found if one[0].startswith("附件1")))
    assert [one[:2] for one in found[inside + 1 : inside + 3]] == [
        ("一、加强组织领导", 2),
        ("二、严格督促检查", 2),
    ]
    assert [page for *_, page in found] == sorted(page for *_, page in found)


def test_a_paper_that_begins_below_the_first_level_has_its_outline_too() -> None:
    facts = PaperFacts("report", "情况", blocks=(Paragraph("（一）总体情况"), Paragraph("正文。")))
    assert [one[:2] for one in outline(facts)] == [("情况", 0), ("（一）总体情况", 1)]
