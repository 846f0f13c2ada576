"""A table with what stands around it: 表题 above, 单位 on the right above, 注 below."""

from __future__ import annotations

from collections.abc import Callable

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.columns import TablePlan
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import SMALL_SIZE
from workbench.press.sheet import Page, centred_text, left_text, plain_line, right_text
from workbench.press.tables import least_height, set_table
from workbench.press.titles import shape_title
from workbench.rows.papers import TableFacts

_BELOW_CAPTION = 7.0
_BELOW_UNIT = 4.0
_ABOVE_NOTES = 5.0


def first_height(facts: TableFacts, plan: TablePlan, case: TypeCase) -> float:
    """The least room in which a table may begin: its caption, head and first row."""
    caption = len(_caption(facts, plan, case)) * SMALL_SIZE * 1.5 + _BELOW_CAPTION if facts.title else 0.0
    unit = plan.size + _BELOW_UNIT if facts.unit else 0.0
    return caption + unit + least_height(facts, plan, case)


def set_captioned(
    facts: TableFacts, plan: TablePlan, case: TypeCase, page: Page, top: float, turn: Callable[[], Page]
) -> float:
    """Put a table with its caption, unit and notes on `page` from `top` on; returns where all of it ends."""
    pages = [page]

    def next_page() -> Page:
        pages.append(turn())
        return pages[-1]

    for line in _caption(facts, plan, case):
        page.texts.append(centred_text(line, plan.area.middle, top, SMALL_SIZE))
        top += SMALL_SIZE * 1.5
    top += _BELOW_CAPTION - SMALL_SIZE * 0.5 if facts.title else 0.0
    if facts.unit:
        unit = plain_line(facts.unit, Role.BODY, case)
        page.texts.append(right_text(unit, plan.area.right, top, plan.size))
        top += plan.size + _BELOW_UNIT
    bottom = set_table(facts, plan, case, page, top, next_page)
    return _set_notes(facts, plan, case, pages[-1], bottom, next_page)


def _caption(facts: TableFacts, plan: TablePlan, case: TypeCase) -> tuple[Line, ...]:
    measure = int(plan.area.width / SMALL_SIZE) * EM
    return shape_title(facts.title, case, measure, Role.HEAVY) if facts.title else ()


def _set_notes(
    facts: TableFacts, plan: TablePlan, case: TypeCase, page: Page, bottom: float, turn: Callable[[], Page]
) -> float:
    """注：… below the table, its rows beginning after the label."""
    left, label = plan.area.left, plain_line("注：", Role.BODY, case)
    measure = int(plan.area.width / plan.size) * EM - label.width
    top = bottom + _ABOVE_NOTES
    for number, note in enumerate(facts.notes):
        for line in break_lines([Run(Role.BODY, note)], case, measure):
            if top + plan.size > plan.area.bottom:
                page, top = turn(), plan.area.top
            if number == 0 and label:
                page.texts.append(left_text(label, left, top, plan.size))
                number = -1
            page.texts.append(left_text(line, left + 2 * plan.size, top, plan.size))
            bottom = top + plan.size
            top += plan.leading
    return bottom
