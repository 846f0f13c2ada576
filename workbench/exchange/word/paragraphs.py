"""A paragraph: its stretches, how it stands on the sheet, and its style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from workbench.exchange.word.type import Stretch, run
from workbench.exchange.word.xml import element, twips


@dataclass(frozen=True, slots=True)
class Stand:
    """How a paragraph stands. Lengths are points; what is None is left to the style.

    `indent` is the first line's, `hanging` that of all but the first. `leading` is from line to line,
    exactly. `rules` are lines across the type area: (side, eighths of a point, colour). Text after a tab ends
    at `tab`.
    """

    style: str = "Normal"
    align: str | None = None
    indent: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    before: float | None = None
    leading: float | None = None
    keep: bool = False
    new_page: bool = False
    rules: tuple[tuple[str, int, str], ...] = ()
    tab: float | None = None
    grows: bool = False  # as high as what stands in it, such as a picture


def paragraph(stretches: Sequence[Stretch], stand: Stand = Stand()) -> _Element:
    """w:p."""
    return element("w:p", _properties(stand), *(run(stretch) for stretch in stretches))


def line(text: str, face: str, stand: Stand = Stand(), size: float | None = None) -> _Element:
    """A paragraph in one face."""
    return paragraph([Stretch(text, face, size)] if text else [], stand)


def _properties(stand: Stand) -> _Element:
    rules = [
        element(f"w:{side}", val="single", sz=weight, space=1, color=colour)
        for side, weight, colour in stand.rules
    ]
    return element(
        "w:pPr",
        element("w:pStyle", val=stand.style) if stand.style != "Normal" else None,
        element("w:keepNext") if stand.keep else None,
        element("w:pageBreakBefore") if stand.new_page else None,
        element("w:pBdr", *rules) if rules else None,
        _tabs(stand.tab) if stand.tab else None,
        _spacing(stand),
        _indents(stand),
        element("w:jc", val=stand.align) if stand.align else None,
    )


def _tabs(end: float) -> _Element:
    return element("w:tabs", element("w:tab", val="right", pos=twips(end)))


def _spacing(stand: Stand) -> _Element | None:
    if stand.grows:
        return element("w:spacing", line=240, lineRule="auto")
    if stand.before is None and stand.leading is None:
        return None
    return element(
        "w:spacing",
        before=None if stand.before is None else twips(stand.before),
        line=None if stand.leading is None else twips(stand.leading),
        lineRule=None if stand.leading is None else "exact",
    )


def _indents(stand: Stand) -> _Element | None:
    """Both first-line indents are said: one in characters from the style would win over one in points."""
    lengths = (stand.indent, stand.left, stand.right, stand.hanging)
    if all(length is None for length in lengths):
        return None
    hanging = stand.hanging
    first = None if hanging is not None else stand.indent or 0
    return element(
        "w:ind",
        left=None if stand.left is None else twips(stand.left),
        right=None if stand.right is None else twips(stand.right),
        firstLineChars=0,
        firstLine=None if first is None else twips(first),
        hanging=None if hanging is None else twips(hanging),
    )
