"""What the heads of all formats are made of: red marks, rules, titles, and gaps of blank rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.press.breaking import EM, Line
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import (
    BODY_SIZE,
    COLUMNS,
    PITCH,
    STANDARD,
    TITLE_PITCH,
    TITLE_SIZE,
    UPRIGHT,
    TypeArea,
    baseline,
    mm,
    row_top,
)
from workbench.press.sheet import Colour, Page, Rule, Text, centred_text, left_text, plain_line, width_of
from workbench.press.titles import shape_title
from workbench.rows.papers import HeadFacts

RED_RULE = mm(0.5)
MARK_SIZE = 56.0  # the size is free; a short name is not set larger than this
MARK_WIDTH = mm(154)


class Gap(NamedTuple):
    """A gap of blank rows: 空二行 may be measured between row boxes or on the grid; both are right."""

    least: float
    most: float

    @property
    def play(self) -> float:
        return self.most - self.least


ABOVE_NUMBER = Gap(2 * PITCH, mm(25.9))
ABOVE_TITLE = Gap(2 * PITCH, mm(23.5))
BELOW_TITLE = Gap(PITCH, mm(15.4))
#: Where there are but two gaps, each must give more, so that together they give a whole row.
LOOSE_ABOVE = Gap(mm(20.4), mm(26.0))  # 空二行
LOOSE_BELOW = Gap(mm(10.1), mm(15.6))  # 空一行


def shared_out(gaps: Sequence[Gap], start: float, fixed: float) -> tuple[float, ...]:
    """Gaps widened evenly until what stands between `start` and the text ends on a row of the grid.

    `fixed` is the height of everything but the gaps.
    """
    least = start + fixed + sum(gap.least for gap in gaps)
    play = sum(gap.play for gap in gaps)
    share = (row_top(STANDARD.row_below(least)) - least) / play
    return tuple(gap.least + share * gap.play for gap in gaps)


def red_mark(
    page: Page, text: str, top: float, case: TypeCase, *, size: float = MARK_SIZE, width: float = MARK_WIDTH
) -> float:
    """A red mark (标志) in 小标宋, centred, its ink beginning at `top`. Returns where the ink ends."""
    line = plain_line(text, Role.TITLE, case)
    size = min(size, width / line.width * EM)
    inks = [case.face(Role.TITLE, char).ink(char) for char in line.runs[0].text]
    tops = [ink.top for ink in inks if ink]
    bottoms = [ink.bottom for ink in inks if ink]
    base = top + max(tops) * size / EM
    page.texts.append(Text(UPRIGHT.middle - width_of(line, size) / 2, base, size, line, Colour.RED))
    return base - min(bottoms) * size / EM


def red_rule(page: Page, y: float, *, width: float = RED_RULE) -> None:
    """A red rule across the type area."""
    page.rules.append(Rule(UPRIGHT.left, y, UPRIGHT.right, y, width, Colour.RED))


def upper_left(head: HeadFacts, case: TypeCase) -> tuple[Line, ...]:
    """份号, 密级 and 紧急程度 as lines, in their order, without what is not there (7.2.1–7.2.3)."""
    lines = [body_line(head.copy_no, case)] if head.copy_no else []
    return (
        *lines,
        *(plain_line(word, Role.HEAVY, case) for word in (head.secrecy, head.urgency) if word),
    )


def draw_upper_left(page: Page, head: HeadFacts, case: TypeCase) -> None:
    """Put them at the top of the type area: 密级 is on row 2, even where there is no 份号."""
    first = 1 if head.copy_no or not head.secrecy else 2
    for row, line in enumerate(upper_left(head, case), first):
        page.texts.append(left_text(line, UPRIGHT.left, row_top(row), BODY_SIZE))


def title_measure(area: TypeArea) -> int:
    """How wide a title row may be, in thousandths of its em."""
    return int(area.width / TITLE_SIZE * EM)


def title_height(title: Sequence[Line]) -> float:
    return (len(title) - 1) * TITLE_PITCH + TITLE_SIZE


def draw_title(page: Page, title: Sequence[Line], top: float, area: TypeArea = UPRIGHT) -> float:
    """Draw the rows of a title centred; returns the bottom of the last one."""
    for number, line in enumerate(title):
        page.texts.append(centred_text(line, area.middle, top + number * TITLE_PITCH, TITLE_SIZE))
    return top + title_height(title)


def draw_subtitle(page: Page, text: str, bottom: float, case: TypeCase) -> float:
    """What stands in 3号楷体 below the title: a date, a period. Returns where it ends."""
    for line in shape_title(text, case, COLUMNS * EM, Role.KAI):
        top = bottom + PITCH - BODY_SIZE
        page.texts.append(centred_text(line, UPRIGHT.middle, top, BODY_SIZE))
        bottom = top + BODY_SIZE
    return bottom


def centred_on_row(row: int, size: float, area: TypeArea) -> float:
    """Top of a text of some other size whose middle is the middle of grid row `row`."""
    return row_top(row, area) + (BODY_SIZE - size) / 2


def draw_label(page: Page, label: str, case: TypeCase, area: TypeArea) -> None:
    """附件 and its number: 3号黑体, flush left on row 1 (7.3.7)."""
    line = plain_line(label, Role.HEAVY, case)
    page.texts.append(Text(area.left, baseline(area.top, BODY_SIZE), BODY_SIZE, line))
