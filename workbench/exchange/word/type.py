"""Faces, sizes and colours as Word names them, and a stretch of text in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn
from lxml.etree import _Element

from workbench.exchange.word.xml import element, half_points

BODY, TITLE, HEAVY, KAI, SONG = "仿宋", "小标宋", "黑体", "楷体", "宋体"

#: The faces as the offices' machines have them installed.
FAMILIES: Final = {
    BODY: "仿宋_GB2312",
    TITLE: "方正小标宋简体",
    HEAVY: "黑体",
    KAI: "楷体_GB2312",
    SONG: "宋体",
}
BODY_SIZE: Final = 16.0  # 3号 as Word has it; the grid spreads it over 156 mm
TITLE_SIZE: Final = 22.0  # 2号
SMALL_SIZE: Final = 14.0  # 4号
RED: Final = "E60000"
_BREAKS: Final = {"\n": "w:br", "\t": "w:tab"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in one face; no `size` means that of the paragraph's style."""

    text: str
    face: str = BODY
    size: float | None = None
    colour: str | None = None
    note: int | None = None  # the number of a footnote that stands here, instead of a text


def fonts(face: str) -> _Element:
    """w:rFonts: Latin letters and figures stand in the same face, as on official paper."""
    family = FAMILIES[face]
    return element("w:rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family, hint="eastAsia")


def run(stretch: Stretch) -> _Element:
    """w:r; line breaks and tabs of the text become those of Word."""
    size = half_points(stretch.size) if stretch.size else None
    made = element(
        "w:r",
        element(
            "w:rPr",
            fonts(stretch.face),
            element("w:color", val=stretch.colour) if stretch.colour else None,
            element("w:sz", val=size) if size else None,
            element("w:szCs", val=size) if size else None,
            element("w:vertAlign", val="superscript") if stretch.note else None,
        ),
    )
    if stretch.note:
        made.append(element("w:footnoteReference", id=stretch.note))
        return made
    for piece in re.split("([\n\t])", stretch.text):
        if piece in _BREAKS:
            made.append(element(_BREAKS[piece]))
        elif piece:
            words = element("w:t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            made.append(words)
    return made
