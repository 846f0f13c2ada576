"""The top of the first page, by the format of the paper: 版头 and title, down to where the text begins."""

from __future__ import annotations

from collections.abc import Callable

from workbench.press.faces import TypeCase
from workbench.press.geometry import Grid
from workbench.press.heads.bulletin import bulletin_head
from workbench.press.heads.document import document_head, report_head
from workbench.press.heads.letter import letter_head
from workbench.press.heads.order import minutes_head, order_head
from workbench.press.sheet import Page
from workbench.rows.papers import Format, PaperFacts

_HEADS: dict[Format, Callable[[Page, PaperFacts, TypeCase], float]] = {
    Format.DOCUMENT: document_head,
    Format.LETTER: letter_head,
    Format.ORDER: order_head,
    Format.MINUTES: minutes_head,
    Format.BULLETIN: bulletin_head,
    Format.REPORT: report_head,
}


def set_head(page: Page, facts: PaperFacts, case: TypeCase, grid: Grid) -> int:
    """Draw the head and the title; returns the grid row on which the text begins."""
    return grid.row_below(_HEADS[facts.head.format](page, facts, case))
