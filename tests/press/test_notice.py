"""The 印发通知, read back from its PDF."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from tests.press import papers
from tests.press.judged import failures
from workbench.checking.measure import measure
from workbench.checking.pdf import RULES, check_pdf
from workbench.checking.sheets import is_red
from workbench.errors import RefusedError
from workbench.press.notice import print_notice
from workbench.rows.papers import NoticeFacts, TableFacts


def text_in_order(pdf: bytes) -> str:
    """All characters in the order they are written, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join(char["text"] for page in document.pages for char in page.chars if char["text"].strip())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("facts", papers.ALL.values(), ids=papers.ALL)
def test_every_rule_that_applies_is_kept(facts: NoticeFacts) -> None:
    assert failures(print_notice(facts).pdf) == []


@pytest.mark.parametrize("facts", papers.ALL.values(), ids=papers.ALL)
def test_every_cell_is_on_paper_whole_and_in_order(facts: NoticeFacts) -> None:
    printed = text_in_order(print_notice(facts).pdf)
    place = 0
    for table in facts.attachments:
        for row in table.rows:
            for cell in row:
                assert squeezed(cell) in printed[place:]
                place = printed.index(squeezed(cell), place)


def test_the_rules_that_matter_were_not_passed_over() -> None:
    """A page of everything leaves few rules without an object."""
    judged = {rule.number for rule in check_pdf(print_notice(papers.HANZI_ONLY).pdf).judged}
    absent = {rule.row.number for rule in RULES} - judged
    elements = {
        "R10",
        "R11",
        "R12",
        "R15",
        "R18",
        "R19",
        "R36",
        "R37",
        "R38",
        "R39",
        "R47",
        "R54",
        "R56",
        "R58",
    }
    in_text = {
        "R29",
        "R30",
        "R90",
        "R93",
        "R117",
        "R126",
    }  # headings, Western words, units in the text, notes
    other_formats = {f"R{number}" for number in (*range(66, 78), *range(100, 111))}
    assert absent <= elements | in_text | other_formats


def test_equal_facts_give_equal_bytes() -> None:
    assert print_notice(papers.NOTICE).pdf == print_notice(papers.NOTICE).pdf


def test_text_pages_and_figures_agree() -> None:
    paper = print_notice(papers.NOTICE)
    assert paper.pages == len(pypdfium2.PdfDocument(paper.pdf))
    assert paper.warnings == ()


def test_document_says_who_wrote_what_and_lists_its_parts() -> None:
    document = pypdfium2.PdfDocument(print_notice(papers.NOTICE).pdf)
    assert document.get_metadata_value("Title") == papers.NOTICE.title
    assert document.get_metadata_value("Author") == papers.NOTICE.signer
    outline = [entry.get_title() for entry in document.get_toc()]
    headings = ["一、加强组织领导", "二、严格督促检查"]
    assert outline == [papers.NOTICE.title, *headings, "附件　数字海湾建设行动计划重点任务分解表"]


@pytest.mark.parametrize("facts", papers.ALL.values(), ids=papers.ALL)
def test_imprint_stands_on_an_even_last_page(facts: NoticeFacts) -> None:
    paper = print_notice(facts)
    last = pypdfium2.PdfDocument(paper.pdf)[paper.pages - 1].get_textpage().get_text_range()
    assert paper.pages % 2 == 0
    assert "日印发" in squeezed(last)


def test_blank_page_before_the_imprint_leaves_both_unnumbered() -> None:
    """版记 finds no room on an even last page: a blank page comes first, and neither has a number (7.5)."""
    pdf = next(
        pdf
        for count in range(3, 40)
        if _blank_page_before_the_last(pdf := print_notice(_with_rows(count)).pdf)
    )
    crowded = measure(pdf)
    assert not any("—" in row.text for sheet in crowded[-2:] for row in sheet.rows)
    assert any("—" in row.text for row in crowded[-3].rows)
    assert failures(pdf) == []


def _blank_page_before_the_last(pdf: bytes) -> bool:
    pages = pypdfium2.PdfDocument(pdf)
    return len(pages) > 2 and not pages[len(pages) - 2].get_textpage().get_text_range().strip()


def _with_rows(count: int) -> NoticeFacts:
    return replace(papers.NOTICE, attachments=(papers.task_list(count),))


def test_seal_is_never_drawn() -> None:
    for sheet in measure(print_notice(papers.NOTICE).pdf)[1:]:
        assert not any(is_red(char.colour) for char in sheet.all_chars)
        assert not any(is_red(rule.colour) for rule in sheet.rules)


def test_recipients_without_room_on_page_one_move_to_the_imprint() -> None:
    """7.3.2: page 1 must show text, so 主送机关 that would fill it go above 抄送."""
    many = tuple(f"海湾省第{number}经济技术开发区管理委员会" for number in range(1, 40))
    facts = replace(papers.LONG_TITLE, recipients=many)
    pdf = print_notice(facts).pdf
    sheets = measure(pdf)
    assert not any(row.text.startswith(many[0]) for row in sheets[0].rows)
    assert any(row.text.startswith("主送：") for row in sheets[-1].rows)
    assert failures(pdf) == []


def test_attachments_of_many_columns_are_turned_and_keep_their_page_numbers() -> None:
    heads = (
        "序号",
        "工作任务",
        "主要内容",
        "牵头单位",
        "配合单位",
        "完成时限",
        "年度目标",
        "保障措施",
        "备注",
    )
    row = ("1", "推进公共数据资源开发利用", *papers.task(3)[2:4], "省财政厅、省审计厅", "2026年12月底前")
    table = TableFacts(
        heads, ((*row, "完成首批数据归集", papers.task(3)[2], "试点"),) * 12, title="重点任务分解表"
    )
    with pdfplumber.open(
        io.BytesIO(print_notice(replace(papers.NOTICE, attachments=(table,))).pdf)
    ) as document:
        turned = [page for page in document.pages if any(not char["upright"] for char in page.chars)]
        assert len(turned) >= 2
        for page in turned:
            upright = "".join(char["text"] for char in page.chars if char["upright"]).replace(" ", "")
            assert upright == f"—{page.page_number}—"
            head = [char for char in page.chars if not char["upright"] and "Hei" in char["fontname"]]
            assert {char["matrix"][:4][1] > 0 for char in head} == {True}  # text runs up the sheet
            prose = [char["x0"] for char in page.chars if not char["upright"] and "Fang" in char["fontname"]]
            assert min(char["x0"] for char in head) < min(prose)  # the head is on the left edge


def test_without_red_head_the_title_leads() -> None:
    facts = replace(papers.NOTICE, red_head=False)
    sheets = measure(print_notice(facts).pdf)
    assert not any(is_red(char.colour) for char in sheets[0].all_chars)
    assert sheets[0].rows[0].text in squeezed(facts.title)


def test_a_cell_taller_than_a_page_loses_nothing() -> None:
    long_cell = "".join(f"第{number}项：{papers.task(number)[2]}" for number in range(1, 16))
    table = TableFacts(
        papers.HEADS, (("1", "任务", long_cell, "省直有关单位", "2026年"),), title="重点任务分解表"
    )
    printed = text_in_order(print_notice(replace(papers.NOTICE, attachments=(table,))).pdf)
    for number in range(1, 16):
        assert f"第{number}项：" in printed
    assert printed.count("主要内容") > 1  # the head, on each of its pages


def test_cells_of_several_paragraphs_and_stray_controls() -> None:
    cell = "（1）归集数据。\r\n（2）开放\t数据。\x07\n"
    table = TableFacts(
        papers.HEADS, (("1", "建设\u200b平台", cell, "省直有关单位\xa0", "2026年"),), title="任务\n清单"
    )
    paper = print_notice(replace(papers.NOTICE, attachments=(table,)))
    assert paper.warnings == ()
    printed = text_in_order(paper.pdf)
    assert "建设平台（1）归集数据。（2）开放数据。省直有关单位" in printed


def test_cells_beyond_the_heads_are_printed_too() -> None:
    table = TableFacts(("序号", "任务"), (("1", "建设平台", "遗漏的备注"),), title="清单")
    assert "遗漏的备注" in text_in_order(print_notice(replace(papers.NOTICE, attachments=(table,))).pdf)


@pytest.mark.parametrize(
    "facts",
    [
        replace(papers.NOTICE, title="  "),
        replace(papers.NOTICE, body=()),
        replace(papers.NOTICE, attachments=(TableFacts((), (), title="空表"),)),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_way_forward(facts: NoticeFacts) -> None:
    with pytest.raises(RefusedError) as refused:
        print_notice(facts)
    assert refused.value.way_forward


def test_the_task_list_of_a_real_plan(shared: Path) -> None:
    """Its Traditional text, with half-width marks and rare characters, comes out whole."""
    plan = json.loads((shared / "seeds" / "expected" / "000.json").read_text(encoding="utf-8"))
    rows: list[tuple[str, ...]] = []
    heads: set[int] = set()
    for task in plan["tasks"]:
        if not rows or task["section"] not in [row[0] for row in rows]:
            heads.add(len(rows))
            rows.append((task["section"], "", "", "", ""))
        rows.append((task["no"], task["title"], task["content"], task["units_raw"], task["deadline_raw"]))
    table = TableFacts(
        papers.HEADS, tuple(rows), frozenset(heads), "国家数字经济创新发展试验区（福建）工作方案任务分解表"
    )
    paper = print_notice(replace(papers.NOTICE, attachments=(table,)))
    assert paper.warnings == ()
    as_it_is = "R116"  # the source parts its units by half-width commas
    assert [found for found in failures(paper.pdf) if not found.startswith(as_it_is)] == []
    printed = text_in_order(paper.pdf)
    for row in rows:
        for cell in row:
            assert squeezed(cell) in printed
