"""A saved web page: bytes in, its visible text and real tables out, without scripts and styles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from workbench.reading.formats.source import Composer, Source
from workbench.reading.formats.txt import read_txt

_SKIPPED = {"script", "style", "head", "noscript", "template", "iframe", "select", "button", "input"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "big",
    "em",
    "font",
    "i",
    "label",
    "mark",
    "o:p",
    "s",
    "small",
    "span",
} | {
    "strong",
    "sub",
    "sup",
    "u",
    "ins",
    "del",
}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CELLS = {"td", "th"}


def read_html(data: bytes) -> Source:
    """The page's text in reading order, and its tables. Raises GarbledTextError as `read_txt` does."""
    root = html.document_fromstring(_decoded(data).replace("\0", "") or "<html></html>")
    composer = Composer()
    _Walk(composer).element(root)
    return composer.source("HTML")


def _decoded(data: bytes) -> str:
    """Decode by the charset the page declares, where it holds; else as a plain text is decoded."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk") else encoding
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return read_txt(data).text


class _Walk:
    """Walks the page, gathering inline text into paragraphs."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._line: list[str] = []

    def element(self, element: HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return
        if element.tag == "table" and _is_data_table(element):
            self._flush()
            self._composer.table(_rows(element))
            return
        if element.tag == "br" or element.tag not in _INLINE:
            self._flush()
        self._inside(element)
        if element.tag not in _INLINE:
            self._flush()

    def _inside(self, element: HtmlElement) -> None:
        self._line.append(element.text or "")
        for child in element:
            self.element(child)
            self._line.append(child.tail or "")

    def _flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self._composer.paragraph(text)


def _is_data_table(table: HtmlElement) -> bool:
    """A table of facts, not one that lays out the page: no table inside it, and several columns."""
    if table.xpath(".//table"):
        return False
    return any(len(row.xpath("./td|./th")) > 1 for row in table.iter("tr"))


def _rows(table: HtmlElement) -> list[list[tuple[int, str]]]:
    """The table with merged cells standing in every position they cover."""
    hanging: dict[int, tuple[int, tuple[int, str]]] = {}
    serial = itertools.count()
    rows = []
    for tr in table.iter("tr"):
        row: list[tuple[int, str]] = []
        for cell in tr:
            if cell.tag in _CELLS:
                _drop_hanging(row, hanging)
                _place(row, hanging, cell, next(serial))
        _drop_hanging(row, hanging)
        rows.append(row)
    return rows


def _place(
    row: list[tuple[int, str]],
    hanging: dict[int, tuple[int, tuple[int, str]]],
    cell: HtmlElement,
    identity: int,
) -> None:
    filled = (identity, "\n".join(_cell_lines(cell)))
    for _ in range(_number(cell.get("colspan"))):
        rowspan = _number(cell.get("rowspan"))
        if rowspan > 1:
            hanging[len(row)] = (rowspan - 1, filled)
        row.append(filled)


def _drop_hanging(row: list[tuple[int, str]], hanging: dict[int, tuple[int, tuple[int, str]]]) -> None:
    while len(row) in hanging:
        column = len(row)
        left, filled = hanging.pop(column)
        row.append(filled)
        if left > 1:
            hanging[column] = (left - 1, filled)


def _number(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and int(text) else 1


def _cell_lines(cell: HtmlElement) -> Iterator[str]:
    blocks = cell.xpath("./p|./div") or [cell]
    for block in blocks:
        text = _BLANKS.sub(" ", str(block.text_content())).strip()
        if text:
            yield text
