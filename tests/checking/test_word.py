"""Word files: ours are right, and each thing set wrong is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt

from tests.press import papers
from workbench.checking.word import check_docx
from workbench.exchange.word.writing import write_word
from workbench.press.measures import PressMeasures
from workbench.rows.papers import PaperFacts

Spoil = Callable[[Any], None]


@pytest.mark.parametrize("facts", papers.FORMATS.values(), ids=papers.FORMATS)
def test_our_word_files_are_right(facts: PaperFacts) -> None:
    report = check_docx(write_word(facts, PressMeasures("bundled")))
    assert [one.sentence for one in report.findings] == []
    assert len(report.judged) > 10


def letter_paper(document: Any) -> None:
    document.sections[0].page_width = Mm(216)


def narrow_margins(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def small_type(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(12)


def loose_rows(document: Any) -> None:
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.line_spacing = Pt(35)


def spaced_paragraphs(document: Any) -> None:
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.space_after = Pt(10)


def bold_headings(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.bold = True


def hyphens_around_the_number(document: Any) -> None:
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in footer.paragraphs[0].runs:
            if "—" in run.text:
                run.text = "-"


def one_side_for_all_numbers(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def heads_on_one_page_only(document: Any) -> None:
    for head in document.element.body.xpath(".//w:tblHeader"):
        head.getparent().remove(head)


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("R1", letter_paper),
        ("R2", narrow_margins),
        ("R3", small_type),
        ("R4", loose_rows),
        ("R28", spaced_paragraphs),
        ("R31", bold_headings),
        ("R60", hyphens_around_the_number),
        ("R62", one_side_for_all_numbers),
        ("R118", heads_on_one_page_only),
    ],
)
def test_what_is_set_wrong_is_found(rule: str, spoil: Spoil) -> None:
    document = docx.Document(io.BytesIO(write_word(papers.NOTICE.paper, PressMeasures("bundled"))))
    spoil(document)
    buffer = io.BytesIO()
    document.save(buffer)
    assert rule in check_docx(buffer.getvalue()).broken
