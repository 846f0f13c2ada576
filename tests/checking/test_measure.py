"""The measure, held against an independent one: characters, their places, and tables of a printed paper."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from tests.press import papers
from workbench.checking.measure import measure
from workbench.checking.sheets import MM
from workbench.press.printing import print_paper

#: The other measure forgets the spread of characters where a row changes its face: by it such a row ends
#: at 183.8 mm, by ours at 184.0, where the press sets it.
SPREAD = 0.35


def test_characters_and_tables_are_where_another_measure_finds_them() -> None:
    pdf = print_paper(papers.NOTICE.paper).pdf
    sheets = measure(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for sheet, page in zip(sheets, document.pages, strict=True):
            theirs = sorted(_place(page, char) for char in page.chars if char["text"].strip())
            ours = sorted((round(char.base, 1), round(char.x0, 1), char.text) for char in sheet.all_chars)
            assert [text for *_, text in ours] == [text for *_, text in theirs]
            for one, other in zip(ours, theirs, strict=True):
                assert one[:2] == pytest.approx(other[:2], abs=SPREAD)
            grids = sorted(table.bbox[1] * MM for table in page.find_tables())
            assert [table.top for table in sheet.tables] == pytest.approx(grids, abs=0.1)


def _place(page: pdfplumber.page.Page, char: dict[str, object]) -> tuple[float, float, str]:
    matrix = char["matrix"]
    assert isinstance(matrix, tuple)
    return round((page.height - matrix[5]) * MM, 1), round(float(str(char["x0"])) * MM, 1), str(char["text"])
