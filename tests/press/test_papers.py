"""Papers of every format, read back from their PDFs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from tests.press import papers
from tests.press.judged import failures
from workbench.checking.measure import measure
from workbench.checking.pdf import check_pdf
from workbench.errors import RefusedError
from workbench.press.geometry import mm
from workbench.press.printing import print_paper
from workbench.rows.papers import Block, FigureFacts, Footnote, PaperFacts, Paragraph, TableFacts

every_format = pytest.mark.parametrize("facts", papers.FORMATS.values(), ids=papers.FORMATS)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(pdf: bytes) -> str:
    """All characters in the order they are written, without blanks, page numbers and footnotes."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return squeezed("".join(char["text"] for page in document.pages for char in text_chars(page)))


def text_chars(page: Any) -> Iterator[dict[str, Any]]:
    turned = sum(not char["upright"] for char in page.chars) > len(page.chars) / 2
    noting = False
    for char in page.chars:
        number = char["upright"] if turned else char["matrix"][5] < page.height - 262.5 / 25.4 * 72
        noting = char["size"] == 10.5 and (noting or char["text"] in "①②③④")
        if not number and not noting:
            yield char


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def data(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, TableFacts):
            yield from (cell for row in block.rows for cell in row if cell)
        elif isinstance(block, Paragraph) and not block.notes:
            yield block.text


@every_format
def test_every_rule_that_applies_is_kept(facts: PaperFacts) -> None:
    assert failures(print_paper(facts).pdf) == []


@every_format
def test_every_datum_is_on_paper_in_order(facts: PaperFacts) -> None:
    text, place = printed(print_paper(facts).pdf), 0
    blocks = (facts.blocks, *(each.blocks for each in facts.attachments))
    for datum in (datum for each in blocks for datum in data(each)):
        found = text.find(squeezed(datum), place)
        assert found >= 0, datum
        place = found + 1


@every_format
def test_equal_descriptions_give_equal_bytes(facts: PaperFacts) -> None:
    assert print_paper(facts).pdf == print_paper(facts).pdf


def test_each_format_is_told_by_its_first_page_and_judged_by_its_own_rules() -> None:
    held = {name: check_pdf(print_paper(facts).pdf).held for name, facts in papers.FORMATS.items()}
    assert {"R70", "R71", "R72", "R73", "R75"} <= held["letter"]
    assert {"R76", "R50", "R51"} <= held["order"]
    assert {"R77", "R20", "R52"} <= held["minutes"]
    assert {"R101", "R102", "R103", "R105", "R110"} <= held["bulletin"]
    assert {"R10", "R11", "R12", "R18", "R19"} <= held["upward"]
    assert {"R66", "R67", "R68", "R118", "R127"} <= held["turned attachment"]
    assert {"R63", "R84", "R85", "R95"} <= held["report"]


def test_a_table_of_contents_names_the_pages_its_headings_are_on() -> None:
    paper = print_paper(papers.REPORT)
    pages = page_texts(paper.pdf)
    assert "目录" in pages[0]
    listed = pages[0].split("目录")[1]
    for heading, page in (("一、加强组织领导", 2), ("附件1重点任务分解表", 0), ("附件2指标走势", 0)):
        assert heading in listed
        number = listed.split(heading)[1].lstrip("….")
        shown = int("".join(char for char in number[:3] if char.isdigit()) or 0)
        target = page or next(n for n, text in enumerate(pages, 1) if text.startswith(heading[:3]))
        assert number.startswith(str(target)), (heading, shown, target)
    outline = [entry.get_title() for entry in pypdfium2.PdfDocument(paper.pdf).get_toc()]
    assert outline[0] == papers.REPORT.title
    assert outline[-1] == "附件2　指标走势"


def test_footnotes_stand_on_the_page_of_their_signs() -> None:
    paper = print_paper(papers.BULLETIN)
    page = next(text for text in page_texts(paper.pdf) if "依托统一平台①" in text)
    assert "①统一平台指省公共数据汇聚共享平台" in page
    assert "②一数一源" in page


def test_many_footnotes_never_leave_their_page() -> None:
    text = "数据" * 30
    notes = (Footnote(20, "说明" * 60), Footnote(50, "口径" * 90))
    facts = replace(papers.REPORT, blocks=(Paragraph(text, notes),) * 25, attachments=())
    for sheet in measure(print_paper(facts).pdf):
        signs = [char.text for row in sheet.rows for char in row.chars if char.text in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"]
        assert all(signs.count(sign) == 2 for sign in set(signs)), signs
        running = [row for row in sheet.rows if row.size > 15 and row.top < 262]
        small = [row for row in sheet.rows if row.size < 11]
        assert all(row.bottom <= 262.5 for row in small)
        assert not small or max(row.bottom for row in running) < min(row.top for row in small)


def test_a_merged_cell_that_goes_on_says_its_text_again() -> None:
    rows = tuple(("省数据管理局" if n == 0 else "", str(n + 1), *papers.task(n)[1:3]) for n in range(14))
    table = replace(
        papers.MERGED,
        heads=("牵头单位", "序号", "任务", "内容"),
        rows=rows,
        groups=(),
        spans=(replace(papers.MERGED.spans[0], rows=14),),
    )
    pages = page_texts(print_paper(replace(papers.ONE_PAGE, blocks=(table,), pages=None)).pdf)
    assert len(pages) > 1
    assert all("省数据管理局" in text for text in pages)


def test_a_turned_table_in_the_text_takes_its_heading_along() -> None:
    blocks = (Paragraph("一、概况"), Paragraph("情况如下。"), Paragraph("二、清单"), papers.WIDE)
    sheets = measure(print_paper(replace(papers.REPORT, blocks=blocks, attachments=())).pdf)
    assert not any("二、清单" in row.text for row in sheets[0].rows)
    turned = next(sheet.turned for sheet in sheets if sheet.turned)
    assert turned.rows[0].text == "二、清单"


def test_a_paper_for_a_meeting_fits_on_its_page_or_says_that_it_does_not() -> None:
    paper = print_paper(papers.ONE_PAGE)
    assert (paper.pages, paper.warnings) == (1, ())
    long = print_paper(replace(papers.ONE_PAGE, blocks=papers.ONE_PAGE.blocks * 6))
    assert long.pages > 1
    assert "超过1页" in long.warnings[0]


def test_charts_are_drawn_as_vectors_with_words_that_can_be_found() -> None:
    paper = print_paper(papers.BULLETIN)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        page = next(page for page in document.pages if "主要指标走势" in squeezed(page.extract_text()))
        assert not page.images
        assert page.curves or page.rects
        text = squeezed(page.extract_text())
    assert "数字经济核心产业增加值（亿元）" in text
    assert "目标路径" in text and "实际值" in text


def test_a_letter_has_no_number_on_page_1_and_no_rules_around_its_imprint() -> None:
    sheets = measure(print_paper(papers.LETTER).pdf)
    assert not any("—1—" in squeezed(row.text) for row in sheets[0].rows)
    assert any(row.text.startswith("抄送：省政府办公厅督查室。") for row in sheets[-1].rows)


def test_a_long_subtitle_is_shaped_into_rows() -> None:
    facts = replace(
        papers.REPORT, subtitle="（福建省加快推进数字化全面赋能经济社会高质量发展总体方案任务分解情况）"
    )
    assert failures(print_paper(facts).pdf) == []


def test_what_cannot_be_printed_is_refused() -> None:
    unsigned = replace(papers.LETTER, head=replace(papers.LETTER.head, issuer=""))
    for facts in (replace(papers.LETTER, title=" "), replace(papers.ORDER, blocks=()), unsigned):
        with pytest.raises(RefusedError) as refused:
            print_paper(facts)
        assert refused.value.way_forward


def test_bars_of_more_units_than_a_page_holds_go_on_on_the_next() -> None:
    labels = tuple(f"第{number}单位" for number in range(120))
    bars = replace(papers.BARS, labels=labels, values=tuple((number, 1, 2) for number in range(120)))
    facts = replace(
        papers.REPORT, blocks=(papers.TEXT[0], FigureFacts((bars,), 1, "图1　完成情况")), attachments=()
    )
    paper = print_paper(facts)
    assert failures(paper.pdf) == []
    text = "".join(page_texts(paper.pdf))
    assert all(text.count(label) == 1 for label in labels)
    assert text.count("各单位任务完成情况（续）") == paper.pages - 2
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        for page in document.pages:
            inside = [char for char in page.chars if char["size"] < 12]
            assert all(char["bottom"] <= mm(262) + 1 for char in inside)


def test_the_page_after_a_turned_one_begins_with_its_first_row() -> None:
    """附件说明 follows the text after a blank row; at the top of a page there is none."""
    head = replace(
        papers.NOTICE.paper, blocks=(papers.TEXT[0], papers.WIDE), attachments=papers.TURNED.attachments
    )
    assert failures(print_paper(head).pdf) == []
