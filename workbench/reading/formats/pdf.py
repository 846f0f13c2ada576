"""A PDF with a text layer: bytes in, its paragraphs and tables out, with the page and box of every line."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from workbench.errors import CannotReadError, GarbledTextError, UnsupportedFormatError
from workbench.problems import Problem
from workbench.reading.formats.pdf_blocks import blocks_of, parts_of
from workbench.reading.formats.pdf_furniture import furniture_of
from workbench.reading.formats.pdf_ink import Ink, read_ink
from workbench.reading.formats.pdf_pages import Aside, Table, joined
from workbench.reading.formats.source import Composer, Page, Part, Source
from workbench.terms import Severity

_MOST_PAGES = 1000
_MOST_CHARACTERS = 600_000
#: What one stream may unpack to: a picture or a font, and the drawing of a page (PDFium takes a hundred
#: bytes for each character of it).
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_DRAWN = 8 * 1024 * 1024
_NOT_DRAWN = re.compile(rb"/Image\b|/Length1\b|/(?:CIDFontType0C|Type1C|OpenType|ObjStm|XRef|Metadata)\b")
_LONGEST_DICTIONARY = 2000
#: No Deflate stream grows by more than this factor.
_MOST_GROWTH = 1040
#: A document with more than this share of unreadable characters is no text.
_GARBLED = 0.5
_FEWEST_SLANTED = 20
_STREAM = re.compile(rb"stream\r?\n")
_TWICE_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")


def read_pdf(data: bytes) -> Source:
    """The text and tables of a PDF.

    Raises UnsupportedFormatError (a scan, a password), GarbledTextError (fonts that tell no Unicode) or
    CannotReadError (damaged, too large), each with the way forward.
    """
    _refuse_bombs(data)
    inks = _read(data)
    _refuse_unreadable(inks)
    pages = [(ink, blocks_of(ink)) for ink in inks]
    composer = Composer()
    for item in joined(pages, furniture_of([blocks for _, blocks in pages])):
        if isinstance(item, Table):
            _write_table(item, composer)
        elif isinstance(item, Aside):
            composer.aside(item.parts())
        else:
            composer.run(item.parts())
            composer.write("\n")
    for ink in inks:
        if ink.slanted:
            composer.aside([Part(ink.slanted, f"第{ink.number}页", ink.number)])
    sizes = [Page(*ink.frame.size) for ink in inks]
    return composer.source("PDF", list(_problems(inks)), sizes)


def _write_table(item: Table, composer: Composer) -> None:
    table = item.table
    rows = [[(key, list(parts_of(table.cells.get(key, ())))) for key in row] for row in table.rows]
    composer.table_of_parts(rows, frozenset(item.repeated))


# ---- opening -------------------------------------------------------------------------------------------


def _read(data: bytes) -> list[Ink]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unopened(error) from error
    try:
        if len(document) > _MOST_PAGES:
            raise _too_large()
        inks: list[Ink] = []
        characters = 0
        for at in range(len(document)):
            inks.append(_page(document, at))
            characters += len(inks[-1].glyphs)
            if characters > _MOST_CHARACTERS:
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


def _refuse_unreadable(inks: Sequence[Ink]) -> None:
    characters = sum(len(ink.glyphs) for ink in inks)
    if not characters and any(ink.has_image for ink in inks):
        raise UnsupportedFormatError(
            "这份 PDF 是扫描件，里面只有图片、没有文字。",
            "请先用文字识别软件转成文字，校对后存为 .docx 再导入。",
        )
    if not characters:
        raise UnsupportedFormatError(
            "这份 PDF 里没有可读的文字。", "请在 PDF 阅读器中确认内容，转成 .docx 再导入。"
        )
    if sum(ink.unmapped for ink in inks) > characters * _GARBLED:
        raise GarbledTextError(
            "这份 PDF 的字体没有附带文字编码，看得见却读不出文字。",
            "请用文字识别软件转成文字，或向原单位索取 .docx 文件后再导入。",
        )


# ---- what the planner should know ------------------------------------------------------------------------


def _problems(inks: Sequence[Ink]) -> Iterator[Problem]:
    blank = [ink.number for ink in inks if not ink.glyphs and ink.has_image]
    if blank:
        what = f"第{_listed(blank)}页是图片，没有可读的文字，其中的内容没有读入。"
        yield Problem("pages-without-text", Severity.WARNING, what, None, "请对照原件核对这些页。")
    unmapped = [ink.number for ink in inks if ink.unmapped]
    if unmapped:
        count = sum(ink.unmapped for ink in inks)
        what = f"第{_listed(unmapped)}页有{count}个字的字体没有附带文字编码，读作“\ufffd”。"
        yield Problem("font-without-unicode", Severity.WARNING, what, None, "请对照原件补上这些字。")
    slanted = [ink.number for ink in inks if len(ink.slanted) >= _FEWEST_SLANTED]
    if slanted:
        what = f"第{_listed(slanted)}页有方向不同的文字（如水印、骑缝文字），没有当作正文。"
        yield Problem("slanted-text", Severity.INFO, what)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")
