"""附件 pages: label on row 1, title on row 3, then the table (7.3.7, clause 8)."""

from __future__ import annotations

from workbench.press.closing import attachment_label, attachment_name
from workbench.press.columns import plan_table
from workbench.press.faces import TypeCase
from workbench.press.geometry import TITLE_SIZE, mm
from workbench.press.head import centred_on_row, draw_label, draw_title, title_measure
from workbench.press.sheet import Bookmark, Page
from workbench.press.tables import set_table
from workbench.press.titles import shape_title
from workbench.rows.papers import TableFacts

_BELOW_TITLE = mm(7)


def set_attachment(table: TableFacts, number: int, count: int, case: TypeCase, pages: list[Page]) -> float:
    """Add an attachment's pages; returns where the last one's table ends."""
    plan = plan_table(table, case)

    def turn() -> Page:
        pages.append(Page(turned=plan.turned))
        return pages[-1]

    page = turn()
    label, name = attachment_label(number, count), attachment_name(table)
    page.bookmarks.append(Bookmark(f"{label}　{name}", level=1))
    draw_label(page, label, case, plan.area)
    title = shape_title(name, case, title_measure(plan.area))
    bottom = draw_title(page, title, centred_on_row(3, TITLE_SIZE, plan.area), plan.area)
    return set_table(table, plan, case, page, bottom + _BELOW_TITLE, turn)
