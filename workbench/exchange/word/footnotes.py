"""The footnotes of a Word file: a part of their own, which python-docx leaves to its users."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from workbench.exchange.word.paragraphs import Stand, paragraph
from workbench.exchange.word.type import Stretch
from workbench.exchange.word.xml import element

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SIZE = 10.5


def add_footnotes(document: Document, texts: Sequence[str]) -> None:
    """Put the texts in, numbered from 1 as the references in the text are."""
    if not texts:
        return
    root = element("w:footnotes", _separator(-1, "separator"), _separator(0, "continuationSeparator"))
    root.extend(_note(number, text) for number, text in enumerate(texts, 1))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _separator(number: int, kind: str) -> _Element:
    run = element("w:r", element(f"w:{kind}"))
    return element("w:footnote", element("w:p", run), type=kind, id=number)


def _note(number: int, text: str) -> _Element:
    sign = element(
        "w:r", element("w:rPr", element("w:vertAlign", val="superscript")), element("w:footnoteRef")
    )
    body = paragraph([Stretch(f" {text}", size=_SIZE)], Stand(indent=0, leading=15.0))
    body.insert(1, sign)
    return element("w:footnote", body, id=number)
