"""Footnotes (脚注): ① in the text, small type below a short rule at the foot of the same page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import UPRIGHT, Grid, mm
from workbench.press.sheet import Page, Rule, left_text
from workbench.rows.papers import Paragraph

_SIZE = 10.5  # 五号: nothing on a paper is smaller
_PITCH = 14.5
_ABOVE = 8.0  # from the rule to the first note
_RULE_WIDTH = mm(39)  # a quarter of the type area
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def mark(number: int) -> str:
    """The sign of the n-th footnote of a paper."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"［{number}］"


def marked(paragraph: Paragraph, first: int) -> str:
    """The paragraph's text with the signs of its notes in their places, counted from `first`."""
    text, shift = paragraph.text, 0
    for number, note in enumerate(sorted(paragraph.notes, key=lambda note: note.at), first):
        sign = mark(number)
        text = text[: note.at + shift] + sign + text[note.at + shift :]
        shift += len(sign)
    return text


def note_lines(text: str, number: int, case: TypeCase) -> tuple[Line, ...]:
    """A note in rows of small type across the type area."""
    measure = int(UPRIGHT.width / _SIZE) * EM
    return break_lines([Run(Role.BODY, f"{mark(number)}{text}")], case, measure)


def rows_taken(lines: int, grid: Grid) -> int:
    """How many rows of the grid the notes at a page's foot take away."""
    return ceil((lines * _PITCH + _ABOVE) / grid.pitch) if lines else 0


def draw_notes(page: Page, lines: Sequence[Line]) -> None:
    """Put notes at the foot of a page."""
    top = UPRIGHT.bottom - (len(lines) - 1) * _PITCH - _SIZE
    page.rules.append(Rule(UPRIGHT.left, top - _ABOVE / 2, UPRIGHT.left + _RULE_WIDTH, top - _ABOVE / 2, 0.5))
    for number, line in enumerate(lines):
        page.texts.append(left_text(line, UPRIGHT.left, top + number * _PITCH, _SIZE))
