"""What a Word file of a paper takes over from the press: rows of titles, faces, columns, pictures.

A PDF of our own decides them and a Word file follows, so that the two look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from io import BytesIO

import pypdfium2

from workbench.press.breaking import EM
from workbench.press.columns import plan_table
from workbench.press.faces import FontChoice, Role, TypeCase
from workbench.press.figures import set_figure
from workbench.press.flow import Flow
from workbench.press.geometry import LANDSCAPE, SHEET_HEIGHT, SHEET_WIDTH, UPRIGHT
from workbench.press.heads.parts import MARK_SIZE, MARK_WIDTH, title_measure
from workbench.press.ink import ink
from workbench.press.levels import paragraph_runs
from workbench.press.printing import pages_of
from workbench.press.sheet import Page, plain_line
from workbench.press.titles import shape_title
from workbench.rows.papers import FigureFacts, PaperFacts, TableFacts, TableSetting

_DOTS_PER_POINT = 300 / 72


class PressMeasures:
    """Measured with the faces of `fonts`; one for each paper. With the `paper` itself, its tables are as
    tight as they stand on our pages."""

    def __init__(self, fonts: FontChoice = "bundled", paper: PaperFacts | None = None) -> None:
        self._case = TypeCase(fonts)
        self._paper = paper

    def title_rows(self, title: str, *, turned: bool = False) -> Sequence[str]:
        """A title cut between phrases (7.3.1)."""
        measure = title_measure(LANDSCAPE if turned else UPRIGHT)
        return [line.text for line in shape_title(title, self._case, measure)]

    def mark_size(self, mark: str) -> float:
        """The size of a red mark that fills its width, in points."""
        return min(MARK_SIZE, MARK_WIDTH / plain_line(mark, Role.TITLE, self._case).width * EM)

    def runs(self, text: str) -> Sequence[tuple[str, str]]:
        """A paragraph's heading and the rest, each with the name of its face (7.3.3)."""
        return [(run.role.value, run.text) for run in paragraph_runs(text)]

    def table(self, table: TableFacts) -> TableSetting:
        """Direction of the sheet, size of type and columns of a table."""
        plan = plan_table(table, self._case)._replace(tight=table.rows in self._tight)
        widths = tuple(column.right - column.left for column in plan.columns)
        aligns = tuple(column.align.value for column in plan.columns)
        leading, padding = plan.leading / plan.size, plan.padding / plan.size
        return TableSetting(plan.turned, plan.size, widths, aligns, leading, padding)

    @cached_property
    def _tight(self) -> Sequence[tuple[tuple[str, ...], ...]]:
        """The cells of tables that our pages set tight to save a page."""
        pages = pages_of(self._paper, self._case) if self._paper is not None else ()
        return [rows for page in pages for rows in page.tight]

    def pictures(self, figure: FigureFacts) -> Sequence[tuple[bytes, float]]:
        """A figure without its caption as PNG, and its width in points; one for each page it takes."""
        flow = Flow(Page(), 1)
        set_figure(flow, replace(figure, title=""), self._case)
        flow.finish()
        pdf = pypdfium2.PdfDocument(ink(flow.pages, self._case, title="", author="", subject=""))
        bottoms = [UPRIGHT.bottom] * (len(flow.pages) - 1) + [flow.bottom]
        return [(_painted(page, bottom), UPRIGHT.width) for page, bottom in zip(pdf, bottoms, strict=True)]


def _painted(page: pypdfium2.PdfPage, bottom: float) -> bytes:
    """What stands on the type area down to `bottom`, as PNG."""
    cut = (UPRIGHT.left, SHEET_HEIGHT - bottom, SHEET_WIDTH - UPRIGHT.right, UPRIGHT.top)
    buffer = BytesIO()
    page.render(scale=_DOTS_PER_POINT, crop=cut).to_pil().save(buffer, "PNG")
    return buffer.getvalue()
