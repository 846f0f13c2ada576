"""Charts of the window as PDF: text that can be searched, no bitmaps, long ones over several pages."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.drawing.test_chart_pictures import CHARTS, HEAT
from workbench.press.chart_pages import print_chart
from workbench.press.paper import Paper
from workbench.rows.charts import Chart, HeatChart

IMAGE = 3  # the kind of object PDFium calls an image


def texts(paper: Paper) -> list[str]:
    with pypdfium2.PdfDocument(paper.pdf) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_every_chart_is_vectors_and_text(chart: Chart) -> None:
    paper = print_chart(chart)
    assert chart.title in texts(paper)[0]
    with pypdfium2.PdfDocument(paper.pdf) as pdf:
        assert not [one for page in pdf for one in page.get_objects() if one.type == IMAGE]
    assert paper.pdf == print_chart(chart).pdf


def test_a_long_heat_map_goes_on_under_the_same_head() -> None:
    pages = texts(print_chart(HeatChart(HEAT.title, HEAT.columns, HEAT.rows * 3, HEAT.key)))
    assert len(pages) > 3
    assert all("一季度" in page for page in pages)
    rows = [len(re.findall(r"单位\d+", page)) for page in pages]
    assert sum(rows) == 3 * len(HEAT.rows)
