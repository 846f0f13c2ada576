"""Formats: the bytes of a file in, decoded text with its real tables out.

The kind is told by content; only comma-separated text is known by its name. What cannot be read is refused
with the way forward.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from workbench.reading.formats import refusals
from workbench.reading.formats.source import Box, Grid, GridCell, Page, Place, Source

__all__ = ["Box", "Grid", "GridCell", "Page", "Place", "Source", "open_source", "read_clipboard"]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|section|"
    r"article|main|center|(?:p|h[1-6]|ul|ol|font|span|title|style)\b)",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,8}?MIME-Version:", re.IGNORECASE)
_COMPOUND = b"\xd0\xcf\x11\xe0"
#: The streams of a workbook, and the record a workbook without a container begins with.
_WORKBOOK = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_BIFF = (b"\x09\x08\x10\0", b"\x09\x08\x08\0", b"\x09\x04\x06\0", b"\x09\x02\x06\0", b"\x09\0\x04\0")


def open_source(name: str, data: bytes) -> Source:
    """Decode one file.

    Raises UnsupportedFormatError (a scan, a password, a legacy .doc, an image, an empty file),
    GarbledTextError (no code page fits) or CannotReadError (damaged), each with the way forward.
    """
    if not data.strip(b"\0\t\n\r "):
        raise refusals.empty()
    refusals.refuse_by_beginning(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_package(data)
    if data.startswith(_COMPOUND) or data.startswith(_BIFF):
        return _open_compound(data)
    if b"%PDF-" in data[:1024]:
        from workbench.reading.formats.pdf import read_pdf

        return read_pdf(data)
    return _open_text(name, data)


def _open_package(data: bytes) -> Source:
    """A zip container: Word documents, Excel workbooks and OFD are read, others refused by name."""
    from workbench.reading.formats.package import Package

    names = Package(data).names
    if any(name.startswith("word/") for name in names):
        from workbench.reading.formats.docx import read_docx

        return read_docx(data)
    if "xl/workbook.bin" not in names and any(name.startswith("xl/") for name in names):
        from workbench.reading.formats.xlsx import read_xlsx

        return read_xlsx(data)
    if "OFD.xml" in names:
        from workbench.reading.formats.ofd import read_ofd

        return read_ofd(data)
    raise refusals.unread_package(names)


def _open_compound(data: bytes) -> Source:
    """A legacy Office file: workbooks are read, also those WPS writes as .et."""
    is_document = "WordDocument".encode("utf-16-le") in data  # one may hold a workbook inside
    if is_document or not (data.startswith(_BIFF) or any(name in data for name in _WORKBOOK)):
        raise refusals.unread_compound(data)
    from workbench.reading.formats.xls import read_xls

    return read_xls(data)


def _open_text(name: str, data: bytes) -> Source:
    if _MHTML.match(data[:4096]):
        from workbench.reading.formats.html import read_mhtml

        return read_mhtml(data)
    beginning = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    if _HTML.match(beginning):
        from workbench.reading.formats.html import read_html

        return read_html(data)
    if beginning.lstrip().startswith("<?xml"):
        raise refusals.unread_xml()
    from workbench.reading.formats.markdown import read_markdown
    from workbench.reading.formats.text_rows import read_text_rows
    from workbench.reading.formats.txt import read_txt

    source = read_txt(data)
    if PurePath(name).suffix.lower() in (".csv", ".tsv", ".tab"):
        from workbench.reading.formats.csv_text import read_csv

        return read_csv(source)
    return read_text_rows(read_markdown(source))


def read_clipboard(html: str | None, text: str | None) -> Source:
    """What was copied in Excel, Word, WPS or a browser: its HTML, else its text (tabs part columns).

    Raises UnsupportedFormatError where the clipboard holds no words.
    """
    from workbench.reading.formats.csv_text import read_csv, stands_in_columns
    from workbench.reading.formats.html import read_fragment
    from workbench.reading.formats.markdown import read_markdown

    if html and html.strip():
        source = read_fragment(html)
        if source.text.strip():
            return source
    if not text or not text.strip():
        raise refusals.empty()
    plain = Source(text.replace("\r\n", "\n"), encoding="剪贴板")
    return read_csv(plain) if stands_in_columns(plain.text) else read_markdown(plain)
