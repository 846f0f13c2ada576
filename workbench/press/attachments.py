"""附件 pages: label on row 1, title on row 3, then the blocks (7.3.7, clause 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.press.body import Body
from workbench.press.captions import set_captioned
from workbench.press.closing import attachment_label, attachment_name
from workbench.press.columns import plan_table
from workbench.press.contents import add_bookmarks
from workbench.press.faces import TypeCase
from workbench.press.flow import Flow
from workbench.press.geometry import PITCH, STANDARD, TITLE_SIZE, UPRIGHT, TypeArea, mm
from workbench.press.heads.parts import centred_on_row, draw_label, draw_title, title_measure
from workbench.press.sheet import Bookmark, Page
from workbench.press.titles import shape_title
from workbench.rows.papers import AttachmentFacts, Block, TableFacts

_BELOW_TITLE = mm(7)


def set_attachment(
    attachment: AttachmentFacts,
    number: int,
    count: int,
    case: TypeCase,
    pages: list[Page],
    *,
    tighten: bool = True,
) -> float:
    """Add an attachment's pages; returns where the last one ends. A first table decides the sheet's way.

    `tighten` lets that table be set tight where it saves a page that would be nearly empty.
    """
    label, name = attachment_label(number, count), attachment_name(attachment.title)
    bookmark = Bookmark(f"{label}　{name}", level=1)
    first, rest = attachment.blocks[0], attachment.blocks[1:]
    if isinstance(first, TableFacts):
        return _led_by_table(
            replace(first, title=""), rest, label, name, bookmark, case, pages, tighten=tighten
        )
    page = Page(bookmarks=[bookmark])
    bottom = _head(page, label, name, UPRIGHT, case)
    return _blocks(attachment.blocks, page, STANDARD.row_below(bottom + PITCH), case, pages)


def _head(page: Page, label: str, name: str, area: TypeArea, case: TypeCase) -> float:
    draw_label(page, label, case, area)
    title = shape_title(name, case, title_measure(area))
    return draw_title(page, title, centred_on_row(3, TITLE_SIZE, area), area)


def _led_by_table(
    table: TableFacts,
    rest: Sequence[Block],
    label: str,
    name: str,
    bookmark: Bookmark,
    case: TypeCase,
    pages: list[Page],
    *,
    tighten: bool,
) -> float:
    plan = plan_table(table, case)._replace(tighten=tighten)

    def turn() -> Page:
        pages.append(Page(turned=plan.turned))
        return pages[-1]

    page = turn()
    page.bookmarks.append(bookmark)
    bottom = _head(page, label, name, plan.area, case)
    bottom = set_captioned(table, plan, case, page, bottom + _BELOW_TITLE, turn)
    if not rest:
        return bottom
    page = Page() if plan.turned else pages.pop()
    row = 1 if plan.turned else STANDARD.row_below(bottom + PITCH - STANDARD.size)
    return _blocks(rest, page, row, case, pages)


def _blocks(blocks: Sequence[Block], page: Page, row: int, case: TypeCase, pages: list[Page]) -> float:
    flow = Flow(page, row)
    Body(flow, case).set(blocks)
    flow.finish()
    add_bookmarks(flow, below=1)
    pages += flow.pages
    return flow.bottom
