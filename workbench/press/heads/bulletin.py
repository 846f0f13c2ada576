"""简报: 报头 with name, 期数, editor and date over a red rule. By convention, not by the standard."""

from __future__ import annotations

from workbench.notation import date_text
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import BODY_SIZE, PITCH, UPRIGHT, ZI, mm
from workbench.press.heads.parts import (
    ABOVE_TITLE,
    BELOW_TITLE,
    Gap,
    draw_subtitle,
    draw_title,
    draw_upper_left,
    red_mark,
    red_rule,
    shared_out,
    title_height,
    title_measure,
)
from workbench.press.sheet import Page, centred_text, left_text, plain_line, right_text
from workbench.press.titles import shape_title
from workbench.rows.papers import PaperFacts

_MARK_TOP = mm(57)
_MARK_SIZE = 52.0
_ABOVE_RULE = mm(4)
_RULE = 2.25
_BELOW_MARK = Gap(mm(7), mm(14))  # a blank row


def bulletin_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """The head of a bulletin; returns where the text may begin."""
    head = facts.head
    draw_upper_left(page, head, case)
    bottom = red_mark(page, head.name, _MARK_TOP, case, size=_MARK_SIZE)
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    fixed = (PITCH if head.issue else 0) + BODY_SIZE + _ABOVE_RULE + (title_height(title) if title else 0)
    gaps = (_BELOW_MARK, ABOVE_TITLE, BELOW_TITLE)
    below_mark, above, below = shared_out(gaps, bottom, fixed)
    top = bottom + below_mark
    if head.issue:
        page.texts.append(centred_text(body_line(head.issue, case), UPRIGHT.middle, top, BODY_SIZE))
        top += PITCH
    _editor_and_date(page, facts, top, case)
    rule = top + BODY_SIZE + _ABOVE_RULE
    red_rule(page, rule, width=_RULE)
    bottom = draw_title(page, title, rule + above) if title else rule + above
    return draw_subtitle(page, facts.subtitle, bottom, case) + below


def _editor_and_date(page: Page, facts: PaperFacts, top: float, case: TypeCase) -> None:
    """编印单位 and 编印日期 on one row, 1字 in on both sides."""
    editor = plain_line(facts.head.issuer, Role.BODY, case)
    page.texts.append(left_text(editor, UPRIGHT.left + ZI, top, BODY_SIZE))
    if facts.head.date:
        date = plain_line(date_text(facts.head.date), Role.BODY, case)
        page.texts.append(right_text(date, UPRIGHT.right - ZI, top, BODY_SIZE))
