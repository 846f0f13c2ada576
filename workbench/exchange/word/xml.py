"""Elements of WordprocessingML, written short: `element("w:jc", val="center")`."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

TWIPS = 20  # to the point


def element(tag: str, *children: _Element | None, **attributes: object) -> _Element:
    """An element of the w: namespace; attributes are of it too, and those that are None are left out."""
    made: _Element = OxmlElement(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def twips(points: float) -> int:
    """Twentieths of a point, as Word counts lengths."""
    return round(points * TWIPS)


def half_points(points: float) -> int:
    """Half points, as Word counts sizes of type."""
    return round(points * 2)
