"""The ink of a PDF page: characters and ruling lines, turned so that the text stands upright.

Everything is in points from the top left corner of the reading frame: the page as one would turn it to read
most of its characters, whatever its /Rotate says. `Frame.shown` gives places on the page as it is shown.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from workbench.reading.formats.source import Box

#: A filled stroke or rectangle no thicker than this is a ruling line.
_THICKEST_RULE = 3.0
#: Drawings with more objects than this hold maps and not tables.
_MOST_OBJECTS = 20_000
_DEEPEST_FORM = 5
#: More characters than a poster full of a table holds.
_MOST_CHARACTERS = 100_000
#: How far from upright a character may lean, in quarter turns.
_STEEPEST = 0.1
#: Radicals that some programs write for the characters they look like, beyond those NFKC knows.
_RADICALS = str.maketrans(
    "⺎⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "尢母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: the edges of its ink, its baseline, the size of its ink and of its font.

    `spaced` tells that the file writes a blank before it.
    """

    char: str
    left: float
    right: float
    baseline: float
    ink: float
    font: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, horizontal where top equals bottom, vertical where left equals right."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How the reading frame lies on the page: `bounds` in user space, quarter turns clockwise."""

    bounds: Box
    reading: int
    display: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space in the reading frame."""
        return _turned(self.bounds, self.reading, x, y)

    def shown(self, box: Box) -> Box:
        """A box of the reading frame on the page as it is shown."""
        corners = [
            _turned(self.bounds, self.display, *_turned_back(self.bounds, self.reading, x, y))
            for x, y in ((box[0], box[1]), (box[2], box[3]))
        ]
        (x0, y0), (x1, y1) = corners
        return (round(min(x0, x1), 1), round(min(y0, y1), 1), round(max(x0, x1), 1), round(max(y0, y1), 1))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        left, bottom, right, top = self.bounds
        width, height = right - left, top - bottom
        return (height, width) if self.display % 2 else (width, height)


def _turned(bounds: Box, turns: int, x: float, y: float) -> tuple[float, float]:
    left, bottom, right, top = bounds
    if turns == 0:
        return x - left, top - y
    if turns == 1:
        return y - bottom, x - left
    if turns == 2:
        return right - x, y - bottom
    return top - y, right - x


def _turned_back(bounds: Box, turns: int, x: float, y: float) -> tuple[float, float]:
    left, bottom, right, top = bounds
    if turns == 0:
        return x + left, top - y
    if turns == 1:
        return y + left, x + bottom
    if turns == 2:
        return right - x, y + bottom
    return right - y, top - x


@dataclass(frozen=True, slots=True)
class Ink:
    """One page, `number` counted from 1.

    `slanted` is what does not stand upright with the rest: watermarks, stamps, words along a margin.
    `unmapped` counts characters whose font tells no Unicode; they read as U+FFFD.
    """

    number: int
    frame: Frame
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    slanted: str
    unmapped: int
    has_image: bool


def read_ink(page: pdfium.PdfPage, number: int) -> Ink:
    """Read one page of an open document. Raises OverflowError where it holds more than any page does."""
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > _MOST_CHARACTERS:
            raise OverflowError(f"{text_page.count_chars()} characters on page {number}")
        letters = list(_letters(text_page))
    finally:
        text_page.close()
    bounds: Box = page.get_bbox()
    frame = Frame(bounds, _upright(letters), page.get_rotation() // 90 % 4)
    rules, has_image = _drawn(page, frame)
    glyphs = tuple(_glyphs(letters, frame))
    slanted = "".join(letter.char for letter in letters if letter.turns != frame.reading)
    unmapped = sum(not letter.char for letter in letters)
    return Ink(number, frame, glyphs, tuple(rules), slanted.strip(), unmapped, has_image)


# ---- characters ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character in user space; `turns` are the quarter turns that make it stand upright, -1 if none do."""

    char: str
    box: Box
    x: float
    y: float
    font: float
    turns: int


def _letters(text_page: pdfium.PdfTextPage) -> Iterator[_Letter]:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    for at in range(text_page.count_chars()):
        if raw.FPDFText_IsGenerated(text_page, at):
            continue
        code = raw.FPDFText_GetUnicode(text_page, at)
        raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text_page, at, x, y)
        raw.FPDFText_GetMatrix(text_page, at, matrix)
        font = raw.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d)
        turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        char = "" if raw.FPDFText_HasUnicodeMapError(text_page, at) == 1 else _character(code)
        box = (left.value, bottom.value, right.value, top.value)
        upright = abs(turns - round(turns)) < _STEEPEST
        yield _Letter(char, box, x.value, y.value, font, round(turns) % 4 if upright else -1)


def _character(code: int) -> str:
    """The character of a code point, "" where it stands for none."""
    if code in (2, 0xAD, 0xFFFE):
        return "-"  # a hyphen at a line's end, as PDFium marks it
    if code in (0, 0xFFFD, 0xFFFF) or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF:
        return ""
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char.translate(_RADICALS))
    return " " if char.isspace() or not char.isprintable() else char


def _upright(letters: list[_Letter]) -> int:
    """The quarter turns, clockwise, after which most characters stand upright."""
    counted = Counter(letter.turns for letter in letters if letter.turns >= 0 and not letter.char.isspace())
    return counted.most_common(1)[0][0] if counted else 0


def _glyphs(letters: list[_Letter], frame: Frame) -> Iterator[Glyph]:
    """The characters that stand upright in the frame, without blanks; bold by double printing counts once."""
    width, height = _size(frame.bounds, frame.reading)
    seen: set[tuple[str, int, int]] = set()
    spaced = False
    for letter in letters:
        if letter.char.isspace():
            spaced = True
            continue
        x, y = frame.place(letter.x, letter.y)
        if letter.turns != frame.reading or not (-1 <= x <= width + 1 and -1 <= y <= height + 1):
            continue
        x0, y0 = frame.place(letter.box[0], letter.box[1])
        x1, y1 = frame.place(letter.box[2], letter.box[3])
        key = (letter.char, round(x / 2), round(y / 2))
        if key not in seen:
            seen.add(key)
            ink = max(abs(x1 - x0), abs(y1 - y0))
            yield Glyph(letter.char or "\ufffd", min(x0, x1), max(x0, x1), y, ink, letter.font, spaced)
        spaced = False


def _size(bounds: Box, turns: int) -> tuple[float, float]:
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return (height, width) if turns % 2 else (width, height)


# ---- ruling lines --------------------------------------------------------------------------------------

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


def _drawn(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Rule], bool]:
    """The ruling lines of a page, and whether it holds an image."""
    rules: list[Rule] = []
    has_image = False
    for item, matrix in itertools.islice(_objects(page), _MOST_OBJECTS):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            has_image = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(item, matrix, frame))
    return rules, has_image


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, at), _IDENTITY, 0)


def _inside(
    item: raw.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    """An object, and where it is a form the objects in it, each with the matrix of its surroundings."""
    yield item, matrix
    if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        matrix = _times(_matrix(item), matrix)
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _inside(raw.FPDFFormObj_GetObject(item, at), matrix, depth + 1)


def _matrix(item: raw.FPDF_PAGEOBJECT) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _rules(item: raw.FPDF_PAGEOBJECT, matrix: _Matrix, frame: Frame) -> Iterator[Rule]:
    """The straight upright and level edges of a stroked path, or the whole of a thin filled one."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value):
        return
    for corners in _outlines(item, _times(_matrix(item), matrix), frame):
        yield from rules_along(corners, is_stroked=bool(stroke.value))


def rules_along(corners: Sequence[tuple[float, float]], *, is_stroked: bool) -> Iterator[Rule]:
    """The ruling lines of one outline: the whole of a thin one, the straight edges of a stroked one."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    if min(right - left, bottom - top) <= _THICKEST_RULE:
        yield _thin(left, top, right, bottom)
    elif is_stroked:
        for (x0, y0), (x1, y1) in itertools.pairwise(corners):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 0.5:
                yield _thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _thin(left: float, top: float, right: float, bottom: float) -> Rule:
    """A thin box as the line through its middle."""
    if right - left >= bottom - top:
        return Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    return Rule((left + right) / 2, top, (left + right) / 2, bottom)


def _outlines(
    item: raw.FPDF_PAGEOBJECT, matrix: _Matrix, frame: Frame
) -> Iterator[list[tuple[float, float]]]:
    """The corners of each straight-edged outline of a path, closed where the path closes it."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for at in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        elif kind != raw.FPDF_SEGMENT_LINETO:
            corners = []
            continue
        corners.append(frame.place(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and len(corners) > 1:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
