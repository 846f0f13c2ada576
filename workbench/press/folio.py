"""Page numbers (页码): — 1 — in 4号宋体, 7 mm below the type area, outside on every sheet (7.5)."""

from __future__ import annotations

from workbench.press.breaking import EM
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import NUMBER_DASH_MIDDLE, SMALL_SIZE, UPRIGHT
from workbench.press.sheet import Page, Text, plain_line, width_of

_DASH = "—"
_INDENT = SMALL_SIZE  # 1字 from the edge of the type area


def draw_number(page: Page, number: int, case: TypeCase) -> None:
    """Put a page's number on the upright sheet: odd pages right, even pages left (7.5, and clause 8)."""
    line = plain_line(f"{_DASH} {number} {_DASH}", Role.SONG, case)
    ink = case.face(Role.SONG, _DASH).ink(_DASH)
    middle = (ink.bottom + ink.top) / 2 if ink else EM // 4
    x = UPRIGHT.right - _INDENT - width_of(line, SMALL_SIZE) if number % 2 else UPRIGHT.left + _INDENT
    page.footer = Text(x, NUMBER_DASH_MIDDLE + middle * SMALL_SIZE / EM, SMALL_SIZE, line)
