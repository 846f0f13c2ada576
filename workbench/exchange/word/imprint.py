"""版记 in Word: a table without upright rules at the foot of the type area of its page (7.4, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from workbench.exchange.word.paragraphs import Stand, line
from workbench.exchange.word.sheet import AREA_WIDTH
from workbench.exchange.word.type import BODY, SMALL_SIZE
from workbench.exchange.word.words import width
from workbench.exchange.word.xml import element, twips
from workbench.notation import date_text, names_text
from workbench.rows.papers import Format, ImprintFacts

_THICK, _THIN = 8, 6  # 0.35 and 0.25 mm, in eighths of a point
_RULES = (("top", _THICK), ("bottom", _THICK), ("insideH", _THIN))
_LEFT = 28 / 25.4 * 72  # of the type area
#: Told from the page's edge: LibreOffice lets no table float that is as wide as the text it is told from.
#: The place is that of the first cell's text, one character within the table.
_AT_THE_FOOT = {
    "vertAnchor": "margin",
    "horzAnchor": "page",
    "tblpX": twips(_LEFT + SMALL_SIZE),
    "tblpYSpec": "bottom",
}
_PADDING = 4.5  # above and below a row


class _Row(NamedTuple):
    """What stands left and right; further lines of the left hang in by `hanging` points."""

    left: str
    right: str = ""
    hanging: float = 0.0


def imprint_parts(facts: ImprintFacts, form: Format) -> Iterator[_Element]:
    """抄送, printer and date between rules; a letter has 抄送 alone and no rules, a bulletin 报、送、发."""
    rows = list(_rows(facts, form))
    if rows:
        yield _table(rows, ruled=form is not Format.LETTER)
        yield line("", BODY, Stand(indent=0, leading=1.0))  # a floating table needs a paragraph to hang on


def _rows(facts: ImprintFacts, form: Format) -> Iterator[_Row]:
    if form is Format.BULLETIN:
        for label, names in facts.rows:
            yield _Row(f"{label}：{names}。", hanging=(width(label) + 1) * SMALL_SIZE)
        if facts.copies:
            yield _Row("", f"（共印{facts.copies}份）")
        return
    if facts.copies_to:
        yield _Row(f"抄送：{names_text(facts.copies_to)}。", hanging=3 * SMALL_SIZE)
    if form is not Format.LETTER and facts.printed_on:
        yield _Row(facts.printed_by, f"{date_text(facts.printed_on)}印发")


def _table(rows: list[_Row], *, ruled: bool) -> _Element:
    right = max((width(row.right) + 3) * SMALL_SIZE if row.right else 0.0 for row in rows)
    widths = [twips(AREA_WIDTH - right), twips(right)] if right else [twips(AREA_WIDTH)]
    made = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblpPr", **_AT_THE_FOOT),
            element("w:tblOverlap", val="never"),
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:tblBorders", *(_rule(*each) for each in _RULES)) if ruled else None,
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblCellMar",
                *(element(f"w:{side}", w=twips(room), type="dxa") for side, room in _margins()),
            ),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=each) for each in widths)),
    )
    made.extend(_row(row, widths) for row in rows)
    return made


def _rule(side: str, weight: int) -> _Element:
    return element(f"w:{side}", val="single", sz=weight, space=0, color="000000")


def _margins() -> tuple[tuple[str, float], ...]:
    """One character beside the text, and a little room above and below it."""
    return (("top", _PADDING), ("left", SMALL_SIZE), ("bottom", _PADDING), ("right", SMALL_SIZE))


def _row(row: _Row, widths: list[int]) -> _Element:
    left = Stand("公文版记", left=row.hanging, hanging=row.hanging)
    if len(widths) == 1 or not row.right:
        return element("w:tr", _cell(sum(widths), line(row.left, BODY, left), across=len(widths)))
    right = line(row.right, BODY, Stand("公文版记", align="right"))
    return element("w:tr", _cell(widths[0], line(row.left, BODY, left)), _cell(widths[1], right))


def _cell(width: int, content: _Element, *, across: int = 1) -> _Element:
    span = element("w:gridSpan", val=across) if across > 1 else None
    return element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa"), span), content)
