"""The top of the first page: 版头 in red, then the title, down to where the text begins (7.2, 7.3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from workbench.press.breaking import EM, Line
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import (
    BODY_SIZE,
    PITCH,
    TITLE_PITCH,
    TITLE_SIZE,
    UPRIGHT,
    TypeArea,
    baseline,
    mm,
    row_top,
)
from workbench.press.sheet import Colour, Page, Rule, Text, centred_text, plain_line, width_of
from workbench.press.titles import shape_title
from workbench.rows.papers import NoticeFacts

MARK_TOP = mm(72)  # 35 mm below the top of the type area, 7.2.4
_MARK_WIDTH = mm(154)
_MARK_SIZE = 56.0  # the size is free; a short name is not set larger than this
_RULE_BELOW_NUMBER = mm(4)  # 7.2.7
RED_RULE = mm(0.5)


class _Gap(NamedTuple):
    """A gap of blank rows: 空二行 may be measured between row boxes or on the grid; both are right."""

    least: float
    most: float

    @property
    def play(self) -> float:
        return self.most - self.least


_ABOVE_NUMBER = _Gap(2 * PITCH, mm(25.9))
_ABOVE_TITLE = _Gap(2 * PITCH, mm(23.5))
_BELOW_TITLE = _Gap(PITCH, mm(15.4))
_GAPS = (_ABOVE_NUMBER, _ABOVE_TITLE, _BELOW_TITLE)


def set_head(page: Page, facts: NoticeFacts, case: TypeCase) -> int:
    """Draw the head and the title; returns the grid row on which the text begins."""
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    if facts.red_head:
        return _red_head(page, facts, title, case)
    top = row_top(3)
    bottom = draw_title(page, title, top)
    if facts.doc_no:
        line = body_line(facts.doc_no, case)
        page.texts.append(centred_text(line, UPRIGHT.middle, bottom + PITCH - BODY_SIZE, BODY_SIZE))
        bottom += PITCH
    return _row_at_or_below(bottom + PITCH)


def _red_head(page: Page, facts: NoticeFacts, title: Sequence[Line], case: TypeCase) -> int:
    mark_bottom = _mark(page, facts.issuer, case)
    fixed = BODY_SIZE + _RULE_BELOW_NUMBER + _title_height(title)
    least = mark_bottom + fixed + sum(gap.least for gap in _GAPS)
    first = _row_at_or_below(least)
    share = (row_top(first) - least) / sum(gap.play for gap in _GAPS)
    above_number, above_title, _ = (gap.least + share * gap.play for gap in _GAPS)
    number_top = mark_bottom + above_number
    if facts.doc_no:
        line = body_line(facts.doc_no, case)
        page.texts.append(centred_text(line, UPRIGHT.middle, number_top, BODY_SIZE))
    rule = number_top + BODY_SIZE + _RULE_BELOW_NUMBER
    page.rules.append(Rule(UPRIGHT.left, rule, UPRIGHT.right, rule, RED_RULE, Colour.RED))
    draw_title(page, title, rule + above_title)
    return first


def _mark(page: Page, issuer: str, case: TypeCase) -> float:
    """发文机关标志: its ink begins at 72 mm. Returns where the ink ends."""
    line = plain_line(issuer if issuer.endswith("文件") else f"{issuer}文件", Role.TITLE, case)
    size = min(_MARK_SIZE, _MARK_WIDTH / line.width * EM)
    inks = [case.face(Role.TITLE, char).ink(char) for char in line.runs[0].text]
    tops = [ink.top for ink in inks if ink]
    bottoms = [ink.bottom for ink in inks if ink]
    base = MARK_TOP + max(tops) * size / EM
    page.texts.append(Text(UPRIGHT.middle - width_of(line, size) / 2, base, size, line, Colour.RED))
    return base - min(bottoms) * size / EM


def title_measure(area: TypeArea) -> int:
    """How wide a title row may be, in thousandths of its em."""
    return int(area.width / TITLE_SIZE * EM)


def draw_title(page: Page, title: Sequence[Line], top: float, area: TypeArea = UPRIGHT) -> float:
    """Draw the rows of a title centred; returns the bottom of the last one."""
    for number, line in enumerate(title):
        page.texts.append(centred_text(line, area.middle, top + number * TITLE_PITCH, TITLE_SIZE))
    return top + _title_height(title)


def _title_height(title: Sequence[Line]) -> float:
    return (len(title) - 1) * TITLE_PITCH + TITLE_SIZE


def _row_at_or_below(y: float) -> int:
    return max(1, ceil((y - UPRIGHT.top) / PITCH - 1e-6) + 1)


def centred_on_row(row: int, size: float, area: TypeArea) -> float:
    """Top of a text of some other size whose middle is the middle of grid row `row`."""
    return row_top(row, area) + (BODY_SIZE - size) / 2


def draw_label(page: Page, label: str, case: TypeCase, area: TypeArea) -> None:
    """附件 and its number: 3号黑体, flush left on row 1 (7.3.7)."""
    line = plain_line(label, Role.HEAVY, case)
    page.texts.append(Text(area.left, baseline(area.top, BODY_SIZE), BODY_SIZE, line))
