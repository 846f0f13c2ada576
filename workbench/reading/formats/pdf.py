"""A PDF with a text layer: bytes in, its paragraphs and tables out, with the page and box of every line."""

from __future__ import annotations

import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.reading.formats.inked import MOST_CHARACTERS, MOST_PAGES, composed
from workbench.reading.formats.pdf_ink import Ink, read_ink
from workbench.reading.formats.source import Source

#: What one stream may unpack to: a picture or a font, and the drawing of a page (PDFium takes a hundred
#: bytes for each character of it).
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_DRAWN = 8 * 1024 * 1024
_NOT_DRAWN = re.compile(rb"/Image\b|/Length1\b|/(?:CIDFontType0C|Type1C|OpenType|ObjStm|XRef|Metadata)\b")
_LONGEST_DICTIONARY = 2000
#: No Deflate stream grows by more than this factor.
_MOST_GROWTH = 1040
_STREAM = re.compile(rb"stream\r?\n")
_TWICE_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")


def read_pdf(data: bytes) -> Source:
    """The text and tables of a PDF.

    Raises UnsupportedFormatError (a scan, a password), GarbledTextError (fonts that tell no Unicode) or
    CannotReadError (damaged, too large), each with the way forward.
    """
    _refuse_bombs(data)
    return composed(_read(data), "PDF")


# ---- opening -------------------------------------------------------------------------------------------


def _read(data: bytes) -> list[Ink]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unopened(error) from error
    try:
        if len(document) > MOST_PAGES:
            raise _too_large()
        inks: list[Ink] = []
        characters = 0
        for at in range(len(document)):
            inks.append(_page(document, at))
            characters += len(inks[-1].glyphs)
            if characters > MOST_CHARACTERS:
                raise _too_large()
        return inks
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, at: int) -> Ink:
    try:
        page = document[at]
    except pdfium.PdfiumError as error:
        raise _damaged() from error
    try:
        return read_ink(page, at + 1)
    except OverflowError as error:
        raise _too_large() from error
    finally:
        page.close()


def _unopened(error: pdfium.PdfiumError) -> CannotReadError:
    if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return UnsupportedFormatError(
            "这份 PDF 文件设有打开密码。", "请在 PDF 阅读器中输入密码打开，取消密码后另存再导入。"
        )
    return _damaged()


def _damaged() -> CannotReadError:
    return CannotReadError("这份 PDF 文件已损坏，无法打开。", "请重新下载或向原单位索取后再导入。")


def _too_large() -> CannotReadError:
    return CannotReadError(
        "这份 PDF 文件过大，超出了可读取的范围。", "请在 PDF 阅读器中拆分成几份，再分别导入。"
    )


def _refuse_bombs(data: bytes) -> None:
    """Refuse a file whose streams would unpack to far more than any document holds."""
    if _TWICE_PACKED.search(data):
        raise _too_large()
    for found in _STREAM.finditer(data):
        start = found.end()
        end = data.find(b"endstream", start)
        packed = memoryview(data)[start : end if end > 0 else len(data)]
        before = data[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()].rpartition(b"obj")[2]
        most = _MOST_UNPACKED if _NOT_DRAWN.search(before) else _MOST_DRAWN
        if len(packed) * _MOST_GROWTH > most and _unpacked(packed, most) > most:
            raise _too_large()


def _unpacked(packed: memoryview, most: int) -> int:
    """How long a Deflate stream is when unpacked, counted no further than `most`."""
    inflater = zlib.decompressobj()
    length = 0
    rest: bytes | memoryview = packed
    try:
        while length <= most and rest and not inflater.eof:
            length += len(inflater.decompress(rest, 1 << 20))
            rest = inflater.unconsumed_tail
    except zlib.error:
        return length  # not Deflate, or damaged: PDFium will say
    return length
