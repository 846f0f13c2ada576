"""Page numbers in Word: — 1 — outside on every sheet, also on one whose table lies (7.5, clause 8).

On a turned sheet the number stands where it stands on the upright one: in the view that lies this is its left
edge, and the number runs down it. Word does so in a text box that hangs on the footer.
"""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from lxml.etree import _Element

from workbench.exchange.word.type import SONG, fonts
from workbench.exchange.word.xml import element, twips

NUMBER_SIZE: Final = 14.0
NUMBER_LEADING: Final = 18.0
_EMU = 36_000  # to the millimetre
#: The box in the view that lies: its left edge, top, width and height. Its middle is 28 mm from the left,
#: which is 7 mm below the type area of the upright sheet.
_LEFT, _TOP, _ACROSS, _DOWN = 24.8, 28.0, 6.4, 156.0
_NAMES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.{where}"'
    for prefix, where in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)


def number_pages(section: Section, *, turned: bool, first_page: bool = True) -> None:
    """One character from the right on odd pages, from the left on even ones."""
    for footer, side, number in ((section.footer, "right", 1), (section.even_page_footer, "left", 2)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "公文页码"
        if turned:
            paragraph._p.append(element("w:r", _box(_number(side), number)))
        else:
            _fill(paragraph._p, side)
    if not first_page:
        section.different_first_page_header_footer = True


def _number(side: str) -> _Element:
    paragraph = element("w:p", element("w:pPr", element("w:pStyle", val="公文页码")))
    _fill(paragraph, side)
    return paragraph


def _fill(paragraph: Any, side: str) -> None:
    properties = paragraph.find(qn("w:pPr"))
    properties.append(element("w:ind", **{side: twips(NUMBER_SIZE)}))
    properties.append(element("w:jc", val=side))
    for piece in ("— ", None, " —"):
        paragraph.extend([_words(piece)] if piece else _page_field())


def _words(text: str) -> _Element:
    words = element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return element("w:r", element("w:rPr", fonts(SONG)), words)


def _page_field() -> list[_Element]:
    instruction = element("w:instrText")
    instruction.text = " PAGE "
    parts = (
        element("w:fldChar", fldCharType="begin"),
        instruction,
        element("w:fldChar", fldCharType="separate"),
        element("w:t"),
        element("w:fldChar", fldCharType="end"),
    )
    parts[3].text = "1"
    return [element("w:r", element("w:rPr", fonts(SONG)), part) for part in parts]


def _box(content: _Element, number: int) -> _Element:
    """A text box at its place on the page, its text turned clockwise."""
    left, top, across, down = (round(value * _EMU) for value in (_LEFT, _TOP, _ACROSS, _DOWN))
    made: _Element = parse_xml(
        f"""<mc:AlternateContent {_NAMES}><mc:Choice Requires="wps"><w:drawing>
        <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"
          behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
        <wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
        <wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
        <wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
        <wp:docPr id="{9000 + number}" name="页码"/><wp:cNvGraphicFramePr/>
        <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
        <wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>
        <a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>
        <a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx>
        <wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/>
        </wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
        </mc:AlternateContent>"""
    )
    holder = next(made.iter(qn("w:txbxContent")))
    holder.append(content)
    return made
