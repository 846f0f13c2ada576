"""命令（令）格式 (10.2) and 纪要格式 (10.3): a red mark, a number below it, then the text or the title."""

from __future__ import annotations

from workbench.press.faces import TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import BODY_SIZE, UPRIGHT, mm
from workbench.press.heads.parts import (
    ABOVE_NUMBER,
    ABOVE_TITLE,
    BELOW_TITLE,
    LOOSE_ABOVE,
    draw_subtitle,
    draw_title,
    draw_upper_left,
    red_mark,
    red_rule,
    shared_out,
    title_height,
    title_measure,
)
from workbench.press.sheet import Page, centred_text
from workbench.press.titles import shape_title
from workbench.rows.papers import PaperFacts

_ORDER_TOP = mm(57)  # 20 mm below the top of the type area, 10.2
_MINUTES_TOP = mm(72)  # 35 mm below it, 10.3
_RULE_BELOW_NUMBER = mm(4)


def order_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """令: the mark is the organ's full name and 令; its number and the text follow, with no title."""
    name = facts.head.name or f"{facts.head.issuer}令"
    bottom = red_mark(page, name, _ORDER_TOP, case)
    above, below = shared_out((LOOSE_ABOVE, LOOSE_ABOVE), bottom, BODY_SIZE)
    line = body_line(facts.head.doc_no, case)
    page.texts.append(centred_text(line, UPRIGHT.middle, bottom + above, BODY_SIZE))
    return bottom + above + BODY_SIZE + below


def minutes_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """纪要: the mark, by practice a number and a red rule below it, then the title."""
    draw_upper_left(page, facts.head, case)
    bottom = red_mark(page, facts.head.name or f"{facts.head.issuer}纪要", _MINUTES_TOP, case)
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    fixed = BODY_SIZE + _RULE_BELOW_NUMBER + title_height(title)
    above_number, above, below = shared_out((ABOVE_NUMBER, ABOVE_TITLE, BELOW_TITLE), bottom, fixed)
    if facts.head.doc_no:
        line = body_line(facts.head.doc_no, case)
        page.texts.append(centred_text(line, UPRIGHT.middle, bottom + above_number, BODY_SIZE))
    rule = bottom + above_number + BODY_SIZE + _RULE_BELOW_NUMBER
    red_rule(page, rule)
    return draw_subtitle(page, facts.subtitle, draw_title(page, title, rule + above), case) + below
