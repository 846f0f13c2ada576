"""How long it takes to decode large files (SPEED.md): the formats alone, without the grammar.

Time them with: pytest tests/benchmarks/test_reading_formats_speed.py --benchmark-enable
"""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import Workbook
from pytest_benchmark.fixture import BenchmarkFixture

from tests.reading.formats.pdf_files import Paper
from tests.reading.formats.sheet_files import xls
from workbench.reading.formats import open_source

HEAD = ["序号", "重点任务", "责任单位", "完成时限"]
ROW = ["建设一体化政务服务平台", "省数据局、省财政厅", "2025年底前"]
SENTENCE = "加快建设一体化政务服务平台，推动数据资源共享开放和开发利用，完善工作机制。"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """40 pages: half of prose, half of a table that goes on over them."""
    paper = Paper()
    for page in range(40):
        if page % 2:
            rows = [[str(page * 20 + at), *ROW] for at in range(22)]
            paper.table([HEAD, *rows], [40, 170, 130, 90])
        else:
            for _ in range(8):
                paper.paragraph(SENTENCE * 2)
        paper.foot(f"— {page + 1} —")
        paper.page()
    return paper.data()


@pytest.fixture(scope="module")
def xlsx() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append([*HEAD, "备注"])
    for at in range(5000):
        sheet.append([at, *ROW, 0.985])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def docx() -> bytes:
    document = Document()
    for _ in range(1500):
        document.add_paragraph(SENTENCE, style="List Number")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_pdf_of_40_pages(benchmark: BenchmarkFixture, pdf: bytes) -> None:
    source = benchmark(open_source, "a.pdf", pdf)

    assert len(source.pages) == 40 and len(source.grids) == 20


def test_a_workbook_of_5000_rows(benchmark: BenchmarkFixture, xlsx: bytes) -> None:
    source = benchmark(open_source, "a.xlsx", xlsx)

    assert len(source.grids[0].rows) == 5001


def test_a_legacy_workbook_of_5000_rows(benchmark: BenchmarkFixture) -> None:
    data = xls([HEAD, *([float(at), *ROW] for at in range(5000))])

    assert len(benchmark(open_source, "a.xls", data).grids[0].rows) == 5001


def test_a_word_document_of_1500_numbered_paragraphs(benchmark: BenchmarkFixture, docx: bytes) -> None:
    assert "\n1500." in benchmark(open_source, "a.docx", docx).text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
def test_a_text_of_140_000_characters(benchmark: BenchmarkFixture, encoding: str) -> None:
    text = ("加快建設一體化政務服務平臺,推動數據資源共享開放和開發利用,完善工作機制。\n" * 4000)[:140_000]

    assert benchmark(open_source, "a.txt", text.encode(encoding)).text == text
