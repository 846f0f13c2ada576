"""A saved web page or a pasted piece of one: its visible text and real tables, without scripts and styles.

Nothing a page refers to is ever fetched.
"""

from __future__ import annotations

import email
import itertools
import re
from collections.abc import Iterator, Sequence

from lxml import etree, html
from lxml.html import HtmlElement

from workbench.errors import CannotReadError
from workbench.reading.formats import refusals
from workbench.reading.formats.heads import is_head
from workbench.reading.formats.source import Composer, Source
from workbench.reading.formats.txt import read_txt

_SKIPPED = frozenset(
    [
        *("script", "style", "head", "noscript", "template", "iframe", "select", "button", "input"),
        *("object", "svg", "datalist", "audio", "video"),
    ]
)
_INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    ]
)
_CELLS = ("td", "th")
_CHARSET = re.compile(
    rb"(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: A break of the page's source between two Chinese characters is no blank (CSS Text 3, segment breaks).
_BREAK_IN_WORDS = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef“”])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef“”])"
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.IGNORECASE | re.DOTALL)
_CLIPBOARD_HEADER = re.compile(r"Version:[\d.]+\s+(?:\w+:[^\n]*\n)*", re.IGNORECASE)
_MOST_SPAN = 200
#: A cell as long as this in a table without a head holds the page and not a fact.
_PAGE_LONG = 400
#: Deeper than this a page is no page; the walk over it would not end well.
_DEEPEST = 400


def read_html(data: bytes) -> Source:
    """The page's text in reading order, and its tables. Raises GarbledTextError as `read_txt` does."""
    return _read(_decoded(data))


def read_mhtml(data: bytes) -> Source:
    """A page saved as one file (.mht, by some sites .doc). Raises CannotReadError where it holds none."""
    try:
        parts = list(email.message_from_bytes(data).walk())
    except RecursionError:
        parts = []
    for part in parts:
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload.strip():
            return read_html(payload)
    raise CannotReadError("这份网页文件里没有正文。", "请用浏览器打开后另存为网页，或复制文字后再导入。")


def read_fragment(pasted: str) -> Source:
    """HTML from the clipboard, with or without the header and marks that Windows puts around it."""
    pasted = _CLIPBOARD_HEADER.sub("", pasted, count=1)
    marked = _FRAGMENT.search(pasted)
    inside = marked[1] if marked else pasted
    if marked and not re.search("<table", inside, re.IGNORECASE) and re.match(r"\s*<(?:tr|td|col)", inside):
        inside = f"<table>{inside}</table>"  # Excel marks the rows alone
    return _read(inside)


def _read(page: str) -> Source:
    page = _DECLARATION.sub("", page.replace("\0", ""), count=1)
    try:
        root = html.document_fromstring(page, parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refusals.empty() from error
    composer = Composer()
    _Walk(composer).element(root)
    return composer.source("HTML")


def _parser() -> html.HTMLParser:
    return html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def _decoded(data: bytes) -> str:
    """Decode by the charset the page declares, where it holds; else as a plain text is decoded."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = declared[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk") else encoding
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return read_txt(data).text


def _is_visible(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.get("hidden") is not None:
        return False
    return not _INVISIBLE.search(element.get("style", ""))


class _Walk:
    """Walks the page, gathering inline text into paragraphs."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._line: list[str] = []
        self._depth = 0

    def element(self, element: HtmlElement) -> None:
        if not _is_visible(element) or self._depth > _DEEPEST:
            return
        if element.tag == "table" and _is_data_table(element):
            self._flush()
            self._composer.table(_rows(element))
            return
        is_inline = element.tag in _INLINE or ":" in str(element.tag)
        if not is_inline:
            self._flush()
        if element.tag in ("pre", "textarea"):
            self._line.append(element.text_content().replace("\n", "\v"))
        else:
            self._inside(element)
        if not is_inline:
            self._flush()

    def lines_of(self, cell: HtmlElement) -> None:
        """Write the lines of one cell."""
        self._inside(cell)
        self._flush()

    def _inside(self, element: HtmlElement) -> None:
        self._depth += 1
        self._line.append(_item_number(element) + (element.text or ""))
        for child in element:
            self.element(child)
            self._line.append(child.tail or "")
        self._depth -= 1

    def _flush(self) -> None:
        words = "".join(self._line)
        self._line.clear()
        for line in words.split("\v"):
            text = _BLANKS.sub(" ", _BREAK_IN_WORDS.sub("", line)).strip()
            if text:
                self._composer.paragraph(text)


def _item_number(element: HtmlElement) -> str:
    """The number a browser prints before an item of a numbered list."""
    above = element.getparent()
    if element.tag != "li" or above is None or above.tag != "ol" or "none" in above.get("style", ""):
        return ""
    start = above.get("start", "")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    return f"{first + sum(1 for _ in element.itersiblings('li', preceding=True))}. "


# ---- tables --------------------------------------------------------------------------------------------


def _is_data_table(table: HtmlElement) -> bool:
    """A table of facts, not one that lays out the page."""
    trs = list(_own_rows(table))
    if not any(sum(cell.tag in _CELLS for cell in tr) > 1 for tr in trs):
        return False
    if any(is_head([str(cell.text_content()) for cell in tr if cell.tag in _CELLS]) for tr in trs[:4]):
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [len(str(cell.text_content()).strip()) for tr in trs for cell in tr if cell.tag in _CELLS]
    return max(cells, default=0) < max(_PAGE_LONG, sum(cells) * 0.6)


def _own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The visible rows of a table, without those of tables inside it."""
    for child in table:
        if child.tag == "tr" and _is_visible(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _own_rows(child)


_Filled = tuple[int, str]


def _rows(table: HtmlElement) -> list[list[_Filled]]:
    """The table with merged cells standing in every position they cover."""
    hanging: dict[int, tuple[int, _Filled]] = {}
    serial = itertools.count()
    rows = []
    for tr in _own_rows(table):
        row: list[_Filled] = []
        for cell in tr:
            if cell.tag in _CELLS and _is_visible(cell):
                _drop_hanging(row, hanging)
                _place(row, hanging, cell, next(serial))
        _drop_hanging(row, hanging)
        rows.append(row)
    return rows


def _place(
    row: list[_Filled], hanging: dict[int, tuple[int, _Filled]], cell: HtmlElement, identity: int
) -> None:
    filled = (identity, "\n".join(_cell_lines(cell)))
    rowspan = _span(cell.get("rowspan"))
    for _ in range(_span(cell.get("colspan"))):
        if len(row) >= _MOST_SPAN:
            return
        if rowspan > 1:
            hanging[len(row)] = (rowspan - 1, filled)
        row.append(filled)


def _drop_hanging(row: list[_Filled], hanging: dict[int, tuple[int, _Filled]]) -> None:
    while len(row) in hanging:
        column = len(row)
        left, filled = hanging.pop(column)
        row.append(filled)
        if left > 1:
            hanging[column] = (left - 1, filled)


def _span(text: str | None) -> int:
    """How many rows or columns a cell covers; 0 means all that follow."""
    if text is None or not text.strip().isdecimal() or len(text) > 5:
        return 1
    return min(int(text) or _MOST_SPAN, _MOST_SPAN)


def _cell_lines(cell: HtmlElement) -> Sequence[str]:
    """A cell's words, a line for each block or line break in it."""
    inside = Composer()
    walk = _Walk(inside)
    walk.lines_of(cell)
    return [line for line in "".join(inside.pieces).split("\n") if line]
