"""Papers as Word files: everything said is there, in order, in styles, sections and tables of Word."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from tests.press import papers
from workbench.exchange.word.writing import write_word
from workbench.press.measures import PressMeasures
from workbench.reading import read_file
from workbench.rows.papers import Items, PaperFacts, Paragraph, TableFacts

MEASURES = PressMeasures()
FORMATS = {**papers.FORMATS, "notice": papers.NOTICE.paper, "several": papers.SEVERAL.paper}


def written(facts: PaperFacts) -> WordDocument:
    return Document(BytesIO(write_word(facts, MEASURES)))


def words(element: Any) -> str:
    return "".join(element.itertext(qn("w:t"), qn("w:instrText")))


def test_equal_papers_are_equal_files() -> None:
    first, second = (write_word(papers.NOTICE.paper, MEASURES) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", FORMATS)
def test_everything_said_is_there_in_order(name: str) -> None:
    facts = FORMATS[name]
    body = words(written(facts).element.body)
    at = 0
    for text in said(facts):
        found = body.find(text, at)
        assert found >= 0, text
        at = found + len(text)


def said(facts: PaperFacts) -> list[str]:
    """Texts of a paper in the order in which they are read."""
    texts = [facts.head.doc_no, *facts.recipients]
    blocks = [*facts.blocks, *(block for each in facts.attachments for block in each.blocks)]
    closing = [facts.closing.post or facts.closing.signer] if facts.closing else []
    if facts.attachments:
        own = len(facts.blocks)
        return [*texts, *of_blocks(blocks[:own]), *closing, *of_blocks(blocks[own:])]
    return [*texts, *of_blocks(blocks), *closing]


def of_blocks(blocks: Sequence[object]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.notes:
            texts.append(block.text)
        elif isinstance(block, Items):
            texts += block.numbered
        elif isinstance(block, TableFacts):
            texts += [cell for row in block.rows for cell in row if cell]
    return [text for text in texts if text]


def test_the_sheet_is_that_of_the_standard() -> None:
    properties = written(papers.NOTICE.paper).element.body.sectPr
    width, height = lengths(properties, "w:pgSz", "w", "h")
    top, right, bottom, left = lengths(properties, "w:pgMar", "top", "right", "bottom", "left")
    assert (width, height) == pytest.approx((210, 297), abs=0.05)
    assert (top, left) == pytest.approx((37, 28), abs=0.05)
    assert width - left - right == pytest.approx(156, abs=0.1)
    assert height - top - bottom == pytest.approx(225, abs=0.1)
    (pitch,) = lengths(properties, "w:docGrid", "linePitch")
    assert 225 / pitch == pytest.approx(22, abs=0.05)


def lengths(properties: Any, tag: str, *names: str) -> list[float]:
    """Lengths of a section in millimetres."""
    found = properties.find(qn(tag))
    return [int(found.get(qn(f"w:{name}"))) / 1440 * 25.4 for name in names]


def test_pages_are_numbered_outside_left_and_right() -> None:
    section: Any = written(papers.NOTICE.paper).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for footer, side in ((odd, "right"), (even, "left")):
        assert footer._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in words(footer._p)
    letter: Any = written(papers.LETTER).sections[0]
    assert letter.different_first_page_header_footer
    assert not letter.first_page_footer.paragraphs[0].text


def test_a_table_repeats_its_head_and_breaks_no_row() -> None:
    table: Any = written(papers.NOTICE.paper).tables[0]
    rows = table._tbl.tr_lst
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert heads == rows[:1]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    facts = papers.NOTICE.paper.tables[0]
    assert len(rows) == 1 + len(facts.rows)


def test_merged_cells_and_heads_over_heads() -> None:
    table = written(PaperFacts("report", "表", blocks=(papers.MERGED,))).tables[0]
    assert papers.MERGED.groups
    assert papers.MERGED.spans
    text = [[cell.text for cell in row.cells] for row in table.rows]
    for group in papers.MERGED.groups:
        assert set(text[0][group.first : group.last + 1]) == {group.text}
    for span in papers.MERGED.spans:
        rows = range(2 + span.row, 2 + span.row + span.rows)
        assert len({table.cell(row, span.column)._tc for row in rows}) == 1


def test_a_wide_table_lies_on_its_side() -> None:
    blocks = (Paragraph("正文。"), papers.WIDE, Paragraph("后文。"))
    document = written(PaperFacts("report", "宽表", blocks=blocks))
    ways = [section.orientation for section in document.sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_a_sheet_that_lies_is_numbered_at_its_left_edge_and_the_next_upright_one_at_its_foot() -> None:
    blocks = (Paragraph("正文。"), papers.WIDE, Paragraph("后文。"))
    sections: Any = written(PaperFacts("report", "宽表", blocks=blocks)).sections
    boxed = [bool(list(section.footer._element.iter(qn("w:txbxContent")))) for section in sections]
    assert boxed == [False, True, False]
    for footer, side in ((sections[1].footer, "right"), (sections[1].even_page_footer, "left")):
        (box,) = footer._element.iter(qn("w:txbxContent"))
        assert "PAGE" in words(box)
        assert next(box.iter(qn("w:jc"))).get(qn("w:val")) == side
    for footer, side in ((sections[2].footer, "right"), (sections[2].even_page_footer, "left")):
        assert footer.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_headings_are_styles_that_a_contents_list_finds() -> None:
    blocks = (Paragraph("一、总体情况"), Paragraph("（一）进展"), Paragraph("正文。"))
    paragraphs: Any = written(PaperFacts("report", "报告", blocks=blocks)).paragraphs
    styles = [paragraph.style.name for paragraph in paragraphs if paragraph.text]
    assert styles[-3:] == ["公文一级标题", "公文二级标题", "Normal"]


def test_footnotes_are_footnotes() -> None:
    data = write_word(PaperFacts("report", "报告", blocks=(papers.NOTED,)), MEASURES)
    with ZipFile(BytesIO(data)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    texts = [words(note) for note in notes if note.get(qn("w:type")) is None]
    assert [text.strip() for text in texts] == [note.text for note in papers.NOTED.notes]
    assert len(list(body.iter(qn("w:footnoteReference")))) == len(texts)


def test_figures_are_pictures_with_their_caption() -> None:
    document = written(PaperFacts("report", "报告", blocks=(papers.CHARTS,)))
    assert len(document.inline_shapes) == 1
    assert document.paragraphs[-1].text == papers.CHARTS.title


def test_our_own_reader_finds_every_task_again(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(write_word(papers.NOTICE.paper, MEASURES))
    table = papers.NOTICE.paper.tables[0]
    titles = [row[1] for number, row in enumerate(table.rows) if number not in table.section_rows]
    assert [task.title for task in read_file(path).tasks] == titles
