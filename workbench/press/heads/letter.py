"""信函格式 (10.1): the organ's name 30 mm from the edge, red double rules, number on the right, title."""

from __future__ import annotations

from workbench.press.faces import TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import BODY_SIZE, PITCH, SHEET_HEIGHT, SHEET_WIDTH, UPRIGHT, mm
from workbench.press.heads.parts import (
    LOOSE_ABOVE,
    LOOSE_BELOW,
    draw_subtitle,
    draw_title,
    red_mark,
    shared_out,
    title_height,
    title_measure,
    upper_left,
)
from workbench.press.sheet import Colour, Page, Rule, left_text, right_text
from workbench.press.titles import shape_title
from workbench.rows.papers import PaperFacts

_MARK_TOP = mm(30)  # from the edge of the sheet
_MARK_SIZE = 42.0
_BELOW_MARK = mm(4)
_LENGTH = mm(170)
_THICK, _THIN, _BETWEEN = mm(0.9), mm(0.35), mm(1.2)  # between the middles of the two rules
_FOOT = SHEET_HEIGHT - mm(20)  # the lower edge of the rules at the foot
_BESIDE_RULE = BODY_SIZE * 7 / 8  # from a double rule to a row


def letter_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """The head of a letter; returns where the text may begin."""
    mark_bottom = red_mark(page, facts.head.issuer, _MARK_TOP, case, size=_MARK_SIZE)
    upper = mark_bottom + _BELOW_MARK + _THICK / 2
    _rule(page, upper, _THICK)
    _rule(page, upper + _BETWEEN, _THIN)
    _rule(page, _FOOT - _THICK / 2 - _BETWEEN, _THIN)
    _rule(page, _FOOT - _THICK / 2, _THICK)
    top = upper + _BETWEEN + _THIN / 2 + _BESIDE_RULE
    bottom = _below_the_rule(page, facts, top, case)
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    above, below = shared_out((LOOSE_ABOVE, LOOSE_BELOW), bottom, title_height(title))
    return draw_subtitle(page, facts.subtitle, draw_title(page, title, bottom + above), case) + below


def _below_the_rule(page: Page, facts: PaperFacts, top: float, case: TypeCase) -> float:
    """份号, 密级, 紧急程度 on the left, 发文字号 on the right of the first row; returns where they end."""
    lines = upper_left(facts.head, case)
    for number, line in enumerate(lines):
        page.texts.append(left_text(line, UPRIGHT.left, top + number * PITCH, BODY_SIZE))
    if facts.head.doc_no:
        page.texts.append(right_text(body_line(facts.head.doc_no, case), UPRIGHT.right, top, BODY_SIZE))
    return top + max(0, len(lines) - 1) * PITCH + BODY_SIZE


def _rule(page: Page, y: float, width: float) -> None:
    """A red rule of 170 mm, centred on the sheet."""
    left = (SHEET_WIDTH - _LENGTH) / 2
    page.rules.append(Rule(left, y, left + _LENGTH, y, width, Colour.RED))
