"""版记: copies, printer and date at the foot of the last page, an even one (7.4, GB/T 33476.2 7.3.1).

A letter has 抄送 alone, without rules (10.1); a bulletin says 报、送、发 and how many copies were printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.notation import date_text, names_text
from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import SMALL_SIZE, UPRIGHT, mm
from workbench.press.sheet import Page, Rule, left_text, plain_line, right_text
from workbench.rows.papers import Format, ImprintFacts

THICK_RULE = mm(0.35)  # first and last, 7.4.1
THIN_RULE = mm(0.25)
_PITCH = mm(7.4)  # from row to row of 4号 type
_PADDING = mm(1.7)  # between a rule and a row
_CLEAR = mm(5)  # least distance from the text above
_INDENT = SMALL_SIZE  # 1字 on both sides


class _Row(NamedTuple):
    """One row: what stands left, from which x, and what stands right."""

    left: Line | None
    x: float
    label: Line | None = None
    right: Line | None = None


class Imprint(NamedTuple):
    """The block: rows between rules."""

    sections: tuple[tuple[_Row, ...], ...]
    ruled: bool = True
    on_even_page: bool = True

    @property
    def height(self) -> float:
        return sum(_section_height(section) for section in self.sections)

    def fits_below(self, bottom: float) -> bool:
        """Whether it still goes under a text that ends at `bottom`."""
        return bottom + _CLEAR <= UPRIGHT.bottom - self.height


def compose_imprint(facts: ImprintFacts, form: Format, case: TypeCase, recipients: str = "") -> Imprint:
    """Rows of the imprint; `recipients` are the 主送机关 that had no place on the first page (7.3.2)."""
    if form is Format.BULLETIN:
        return _bulletin(facts, case)
    copies: list[_Row] = []
    if recipients:
        copies += _labelled("主送：", recipients, case)
    if facts.copies_to:
        copies += _labelled("抄送：", names_text(facts.copies_to), case)
    if form is Format.LETTER:
        return Imprint((tuple(copies),) if copies else (), ruled=False, on_even_page=False)
    return Imprint(tuple(section for section in (tuple(copies), _printed(facts, case)) if section))


def _labelled(label: str, names: str, case: TypeCase) -> list[_Row]:
    head = plain_line(label, Role.BODY, case)
    measure = int((UPRIGHT.width - 2 * _INDENT) / SMALL_SIZE) * EM - head.width
    lines = break_lines([Run(Role.BODY, f"{names}。")], case, measure)
    x = UPRIGHT.left + _INDENT + head.width * SMALL_SIZE / EM
    return [_Row(line, x, head if number == 0 else None) for number, line in enumerate(lines)]


def _printed(facts: ImprintFacts, case: TypeCase) -> tuple[_Row, ...]:
    if facts.printed_on is None:
        return ()
    date = plain_line(f"{date_text(facts.printed_on)}印发", Role.BODY, case)
    room = int((UPRIGHT.width - 2 * _INDENT) / SMALL_SIZE * EM) - date.width - EM
    organ = break_lines([Run(Role.BODY, facts.printed_by)], case, room, justify=False)
    x = UPRIGHT.left + _INDENT
    return tuple(_Row(line, x, right=date if line is organ[-1] else None) for line in organ)


def _bulletin(facts: ImprintFacts, case: TypeCase) -> Imprint:
    """报尾: 报、送、发 one below the other, the number of copies at the right of the last row."""
    rows = [row for label, names in facts.rows for row in _labelled(f"{label}：", names, case)]
    if facts.copies:
        rows.append(_Row(None, 0, right=plain_line(f"（共印{facts.copies}份）", Role.BODY, case)))
    return Imprint((tuple(rows),) if rows else (), on_even_page=False)


def _section_height(rows: Sequence[_Row]) -> float:
    return 2 * _PADDING + SMALL_SIZE + (len(rows) - 1) * _PITCH


def draw_imprint(page: Page, imprint: Imprint) -> None:
    """Put the block on a page so that its last rule is the bottom of the type area."""
    y = UPRIGHT.bottom - imprint.height
    last = imprint.sections[-1] if imprint.sections else None
    for number, section in enumerate(imprint.sections):
        if imprint.ruled:
            _rule(page, y, THIN_RULE if number else THICK_RULE)
        down = 0.0 if imprint.ruled else _PADDING  # without rules the last row ends with the type area
        for index, row in enumerate(section):
            _draw_row(page, row, y + _PADDING + down + index * _PITCH)
        y += _section_height(section)
    if imprint.ruled and last:
        _rule(page, y, THICK_RULE)


def _rule(page: Page, y: float, width: float) -> None:
    page.rules.append(Rule(UPRIGHT.left, y, UPRIGHT.right, y, width))


def _draw_row(page: Page, row: _Row, top: float) -> None:
    if row.label:
        page.texts.append(left_text(row.label, UPRIGHT.left + _INDENT, top, SMALL_SIZE))
    if row.left:
        page.texts.append(left_text(row.left, row.x, top, SMALL_SIZE))
    if row.right:
        page.texts.append(right_text(row.right, UPRIGHT.right - _INDENT, top, SMALL_SIZE))
