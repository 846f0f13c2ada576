"""A Word file as values: its sections, paragraphs with faces and sizes in force, footers and tables.

What is in force is what the run says, else its style, else the styles it is based on, else the defaults.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.checking.shapes import FACES
from workbench.checking.sheets import Area
from workbench.errors import CannotReadError

#: Word's own size of type where nothing says another, in points.
_WORDS_SIZE = 10.0
_MM = 36_000  # English Metric Units
_BODY_LENGTH = 12
#: What one part of the package may unpack to.
_MOST_UNPACKED = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of type: its Chinese face ("" where none is named) and size in points."""

    text: str
    face: str
    size: float
    bold: bool

    def is_set_in(self, *roles: str) -> bool:
        return any(re.search(FACES[role], self.face, re.IGNORECASE) for role in roles)


@dataclass(frozen=True, eq=False)
class WordSection:
    """A section: measures in millimetres, the grid's rows and characters (0 where it has none)."""

    number: int
    width: float
    height: float
    margins: tuple[float, float, float, float]  # top, right, bottom, left
    rows: int
    columns: int
    page: int = 0
    area: Area | None = None

    @property
    def name(self) -> str:
        return f"第{self.number}节"

    @property
    def upright_margins(self) -> tuple[float, float, float, float]:
        """Margins of the upright sheet: one that lies is bound at its top."""
        top, right, bottom, left = self.margins
        return (right, bottom, left, top) if self.width > self.height else self.margins


@dataclass(frozen=True, eq=False)
class WordParagraph:
    """A paragraph with text: indent in characters, exact leading in points or 0."""

    number: int
    runs: tuple[WordRun, ...]
    align: str
    indent: float
    leading: float
    space_before: float
    space_after: float
    page: int = 0
    area: Area | None = None

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def name(self) -> str:
        return f"第{self.number}段"

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return max(self.runs, key=lambda run: len(run.text)).size


@dataclass(frozen=True, eq=False)
class Footer:
    """A footer: its text, where it stands, and whether it holds a page number."""

    section: WordSection
    even: bool
    text: str
    has_number: bool
    side: str
    face: str
    size: float


@dataclass(frozen=True, eq=False)
class WordTable:
    section: WordSection
    rows: int
    head: str
    repeats_head: bool


@dataclass(frozen=True, eq=False)
class WordPaper:
    """A Word file."""

    sections: tuple[WordSection, ...]
    paragraphs: tuple[WordParagraph, ...]
    footers: tuple[Footer, ...]
    tables: tuple[WordTable, ...]
    odd_and_even: bool
    format: str = "文件"

    @cached_property
    def titles(self) -> list[WordParagraph]:
        """Paragraphs of large type below the red head, which is larger still."""
        return [paragraph for paragraph in self.paragraphs if 17.2 < paragraph.size < 26]

    @cached_property
    def body(self) -> list[WordParagraph]:
        """Paragraphs of running text: long ones, in no table, neither title nor 版记."""
        return [
            paragraph
            for paragraph in self.paragraphs
            if len(paragraph.text) >= _BODY_LENGTH
            and paragraph.size <= 17.2
            and paragraph.align in ("both", "left", "start", "distribute", "")
            and (paragraph.indent > 0.2 or paragraph.text.endswith("。"))
            and not re.match("抄送|主送|附件：|注：", paragraph.text)
        ]


def read_word(data: bytes) -> WordPaper:
    """Measure a Word file. Raises CannotReadError."""
    import docx

    try:
        _refuse_bombs(data)
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise CannotReadError(
            "这份 Word 文件已损坏或设有密码，无法打开。", "请用 Word 或 WPS 打开后另存，再检查。"
        ) from error
    return _Reader(document).paper()


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
            raise CannotReadError("这份 Word 文件过大，无法检查。", "请拆分成几份，再分别检查。")


class _Reader:
    """Reads a document of python-docx."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._defaults = _one(document.styles.element, "w:docDefaults/w:rPrDefault/w:rPr")

    def paper(self) -> WordPaper:
        sections = tuple(self._section(n, one) for n, one in enumerate(self._document.sections, 1))
        read = (self._paragraph(n, one) for n, one in enumerate(self._document.paragraphs, 1))
        return WordPaper(
            sections,
            tuple(paragraph for paragraph in read if paragraph.text.strip()),
            tuple(self._footers(sections)),
            tuple(self._table(table, sections[0]) for table in self._document.tables),
            bool(self._document.settings.odd_and_even_pages_header_footer),
        )

    def _section(self, number: int, section: Any) -> WordSection:
        width, height = _millimetres(section.page_width), _millimetres(section.page_height)
        top, right = _millimetres(section.top_margin), _millimetres(section.right_margin)
        bottom, left = _millimetres(section.bottom_margin), _millimetres(section.left_margin)
        grid = _one(section._sectPr, "w:docGrid")
        rows = columns = 0
        if grid is not None and _value(grid, "w:type") in ("lines", "linesAndChars", "snapToChars"):
            pitch = float(_value(grid, "w:linePitch") or 0) / 20 * 25.4 / 72
            rows = round((height - top - bottom) / pitch - 0.45) if pitch else 0
        if grid is not None and _value(grid, "w:type") in ("linesAndChars", "snapToChars"):
            size = self._size(None, self._document.styles["Normal"])
            step = (size + float(_value(grid, "w:charSpace") or 0) / 4096) * 25.4 / 72
            columns = int((width - left - right) / step + 0.05)
        return WordSection(number, width, height, (top, right, bottom, left), rows, columns)

    def _paragraph(self, number: int, paragraph: Any) -> WordParagraph:
        runs = tuple(self._run(run, paragraph.style) for run in paragraph.runs if run.text)
        size = runs[0].size if runs else 16.0
        before = self._spacing(paragraph, "w:before") / 20
        after = self._spacing(paragraph, "w:after") / 20
        exact = self._setting(paragraph, "w:spacing", "w:lineRule") == "exact"
        leading = self._spacing(paragraph, "w:line") / 20 if exact else 0.0
        align = self._setting(paragraph, "w:jc", "w:val") or ""
        return WordParagraph(number, runs, align, self._indent(paragraph, size), leading, before, after)

    def _indent(self, paragraph: Any, size: float) -> float:
        """First-line indent in characters; blanks typed at the start count as such."""
        characters = self._setting(paragraph, "w:ind", "w:firstLineChars")
        twips = self._setting(paragraph, "w:ind", "w:firstLine")
        typed = len(paragraph.text) - len(paragraph.text.lstrip("\u3000"))
        if characters and characters != "0":
            return float(characters) / 100 + typed
        return (float(twips or 0) / 20 / size if size else 0.0) + typed

    def _spacing(self, paragraph: Any, name: str) -> float:
        value = self._setting(paragraph, "w:spacing", name) or "0"
        return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else 0.0

    def _setting(self, paragraph: Any, element: str, attribute: str) -> str | None:
        """What the paragraph, its style, or a style that this is based on says."""
        for holder in (paragraph._p, *_styles(paragraph.style)):
            found = _one(holder, f"w:pPr/{element}")
            value = None if found is None else _value(found, attribute)
            if value is not None:
                return value
        return None

    def _run(self, run: Any, style: Any) -> WordRun:
        own = _one(run._r, "w:rPr")
        holders = [own, *self._properties(run.style), *self._properties(style)]
        bold = next((_is_on(one) for one in _each(holders, "w:b")), False)
        return WordRun(run.text, self._face(holders), self._size(own, run.style, style), bold)

    def _properties(self, style: Any) -> list[Any]:
        return [_one(each, "w:rPr") for each in _styles(style)]

    def _face(self, holders: list[Any]) -> str:
        for fonts in _each([*holders, self._defaults], "w:rFonts"):
            face = _value(fonts, "w:eastAsia")
            if face:
                return face
        return ""

    def _size(self, own: Any, *styles: Any) -> float:
        holders = [own, *(each for style in styles for each in self._properties(style)), self._defaults]
        for size in _each(holders, "w:sz"):
            return float(_value(size, "w:val") or 2 * _WORDS_SIZE) / 2
        return _WORDS_SIZE

    def _footers(self, sections: tuple[WordSection, ...]) -> Iterator[Footer]:
        """The footers of the first section and of those that have their own."""
        for section, read in zip(self._document.sections, sections, strict=True):
            both = ((section.footer, False), (section.even_page_footer, True))
            for footer, even in both:
                if even and not self._document.settings.odd_and_even_pages_header_footer:
                    continue
                if read.number > 1 and footer.is_linked_to_previous:
                    continue
                yield self._footer(footer, even, read)

    def _footer(self, footer: Any, even: bool, section: WordSection) -> Footer:
        boxed = footer._element.xpath(".//w:txbxContent//w:p")  # before the paragraphs that they hang on
        paragraphs = [*(_boxed(each, footer) for each in boxed), *footer.paragraphs]
        for paragraph in paragraphs:
            codes = paragraph._p.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr")
            if not any("PAGE" in code for code in codes):
                continue
            texts = "".join(paragraph._p.xpath(".//w:t[not(ancestor::w:txbxContent//w:txbxContent)]/text()"))
            run = next((self._run(run, paragraph.style) for run in paragraph.runs), None)
            side = self._setting(paragraph, "w:jc", "w:val") or "left"
            face, size = (run.face, run.size) if run else ("", 0.0)
            return Footer(
                section, even, texts, True, {"end": "right", "start": "left"}.get(side, side), face, size
            )
        return Footer(section, even, "", False, "", "", 0.0)

    def _table(self, table: Any, section: WordSection) -> WordTable:
        rows = table._tbl.xpath("./w:tr")
        head = "".join(rows[0].xpath(".//w:t/text()")) if rows else ""
        repeated = bool(rows) and bool(rows[0].xpath("./w:trPr/w:tblHeader"))
        return WordTable(section, len(rows), head, repeated)


def _boxed(element: Any, footer: Any) -> Any:
    """A paragraph that stands in a text box of a footer, where Word puts page numbers."""
    from docx.text.paragraph import Paragraph

    return Paragraph(element, footer)


def _styles(style: Any) -> Iterator[Any]:
    """A style and those it is based on."""
    seen = 0
    while style is not None and seen < 20:
        yield style.element
        style, seen = style.base_style, seen + 1


def _one(element: Any, path: str) -> Any:
    found = element.xpath(path)
    return found[0] if found else None


def _each(holders: list[Any], name: str) -> Iterator[Any]:
    for holder in holders:
        if holder is not None:
            yield from holder.xpath(name)


def _value(element: Any, name: str) -> str | None:
    from docx.oxml.ns import qn

    value: str | None = element.get(qn(name))
    return value


def _is_on(switch: Any) -> bool:
    return _value(switch, "w:val") not in ("0", "false", "off")


def _millimetres(length: int | None) -> float:
    return (length or 0) / _MM
