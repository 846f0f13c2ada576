"""The sheet in Word: A4, the type area, its grid, page numbers, and styles by their names in the office.

5.2.1 (版心), 5.2.3 (22 rows of 28 characters), 7.5 (page numbers) of GB/T 9704-2012.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from lxml.etree import _Element

from workbench.exchange.word.numbers import NUMBER_LEADING, NUMBER_SIZE, number_pages
from workbench.exchange.word.type import BODY, BODY_SIZE, HEAVY, KAI, SONG, TITLE, TITLE_SIZE, fonts
from workbench.exchange.word.xml import TWIPS, element, half_points, twips

ROWS, COLUMNS = 22, 28
AREA_WIDTH: Final = 156 / 25.4 * 72  # points
AREA_HEIGHT: Final = 225 / 25.4 * 72
#: From row to row: 22 of them fill the type area.
LEADING: Final = 28.95
ZI: Final = AREA_WIDTH / COLUMNS  # 一字
TITLE_LEADING: Final = 33.0


class _Style(NamedTuple):
    """How a paragraph is set: sizes in points, the indent of its first line in characters."""

    face: str
    size: float
    leading: float
    align: str
    indent: int
    level: int | None


_STYLES: Final = {
    "公文标题": _Style(TITLE, TITLE_SIZE, TITLE_LEADING, "center", 0, None),
    "公文发文机关标志": _Style(TITLE, 56.0, 70.0, "center", 0, None),
    "公文发文字号": _Style(BODY, BODY_SIZE, LEADING, "center", 0, None),
    "公文主送机关": _Style(BODY, BODY_SIZE, LEADING, "both", 0, None),
    "公文一级标题": _Style(HEAVY, BODY_SIZE, LEADING, "both", 2, 0),
    "公文二级标题": _Style(KAI, BODY_SIZE, LEADING, "both", 2, 1),
    "公文附件": _Style(HEAVY, BODY_SIZE, LEADING, "left", 0, 0),
    "公文落款": _Style(BODY, BODY_SIZE, LEADING, "right", 0, None),
    "公文表题": _Style(HEAVY, 14.0, 21.0, "center", 0, None),
    "公文表格": _Style(BODY, 12.0, 16.5, "left", 0, None),
    "公文版记": _Style(BODY, 14.0, 21.0, "left", 0, None),
    "公文页码": _Style(SONG, NUMBER_SIZE, NUMBER_LEADING, "left", 0, None),
}


def prepare(document: Document, *, number_first_page: bool) -> None:
    """Styles, the first section and its page numbers."""
    _body_style(document)
    for name, facts in _STYLES.items():
        _style(document, name, facts)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _lay(section, turned=False)
    number_pages(section, turned=False, first_page=number_first_page)


def new_section(document: Document, *, turned: bool) -> None:
    """Go on on a new sheet, turned clockwise or not (clause 8)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _lay(section, turned=turned)
    number_pages(section, turned=turned)


def _lay(section: Section, *, turned: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if turned else (Mm(210), Mm(297))
    edges = (28, 37, 26, 35) if turned else (37, 26, 35, 28)  # top, right, bottom, left
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, edges)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(15) if turned else Mm(25)  # the number 7 mm below the type area
    _grid(section._sectPr)


def _grid(properties: _Element) -> None:
    """指定行和字符网格: `charSpace` is what a character is spread by, in 4096ths of a point.

    The pitch is rounded down: by one twip more, 22 rows no longer fit, and an office sets 21 in their middle.
    """
    for present in properties.findall(qn("w:docGrid")):
        properties.remove(present)
    spread, pitch = round((ZI - BODY_SIZE) * 4096), int(AREA_HEIGHT / ROWS * TWIPS)
    properties.append(element("w:docGrid", type="linesAndChars", linePitch=pitch, charSpace=spread))


def _body_style(document: Document) -> None:
    """正文: 3号仿宋, 22 rows to the page, two characters in, both edges straight."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    style = document.styles["Normal"]
    style.font.size = Pt(BODY_SIZE)
    _set_fonts(style, BODY)
    properties = style.element.get_or_add_pPr()
    properties.extend(
        [
            element("w:kinsoku", val=1),
            element("w:autoSpaceDE", val=0),  # no space between hanzi and Latin, or the grid is lost
            element("w:autoSpaceDN", val=0),
            element(
                "w:snapToGrid", val=0
            ),  # rows are exact; Word would round a smaller leading up to the grid
            element("w:spacing", before=0, after=0, line=twips(LEADING), lineRule="exact"),
            element("w:ind", firstLineChars=200, firstLine=twips(2 * ZI)),
            element("w:jc", val="both"),
        ]
    )


def _style(document: Document, name: str, facts: _Style) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(facts.size)
    style.quick_style = True
    _set_fonts(style, facts.face)
    parts = [
        element("w:spacing", before=0, after=0, line=twips(facts.leading), lineRule="exact"),
        element("w:ind", firstLineChars=facts.indent * 100, firstLine=twips(facts.indent * ZI)),
        element("w:jc", val=facts.align),
        element("w:outlineLvl", val=facts.level) if facts.level is not None else None,
    ]
    style.element.get_or_add_pPr().extend(part for part in parts if part is not None)


def _set_fonts(style: Any, face: str) -> None:
    properties = style.element.get_or_add_rPr()
    for present in properties.findall(qn("w:rFonts")):
        properties.remove(present)
    properties.insert(0, fonts(face))
    size = properties.find(qn("w:sz"))
    if size is not None:
        size.addnext(element("w:szCs", val=half_points(style.font.size.pt)))
