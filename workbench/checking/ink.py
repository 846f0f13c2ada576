"""What lies on a PDF page, through PDFium's raw calls: characters and drawn paths, as the page is shown.

Millimetres from the top left corner of the page in the direction in which it is displayed.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as raw
from pypdfium2 import PdfPage

from workbench.checking.sheets import MM, Area, Colour, around

#: Drawings inside drawings are followed so deep, no further.
DEEPEST = 6
#: Of one page no more objects are looked at; a map may hold a million.
MOST_OBJECTS = 60_000
#: A drawn thing thinner than this is a ruled line.
THIN = 1.06

Point = tuple[float, float]
Show = Callable[[float, float], Point]
_Dress = tuple[str, bool, Colour, bool]  # face, embedded, colour, outlined


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it lies on the shown page: its baseline's ends, its em direction, and its ink."""

    text: str
    start: Point
    end: Point
    size: float
    font: str
    embedded: bool
    colour: Colour
    ink: Area
    stroked: bool = False  # filled and outlined: bold made of a face that is not


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, drawn as a line or as a thin area."""

    start: Point
    end: Point
    width: float
    colour: Colour


@dataclass(slots=True)
class Drawn:
    """Everything on a page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    areas: list[tuple[Area, Colour]] = field(default_factory=list)  # filled, without outline
    figures: list[Area] = field(default_factory=list)  # curves, outlined boxes, images
    images: list[Area] = field(default_factory=list)


def read_page(page: PdfPage) -> Drawn:
    """Characters, lines and areas of a page."""
    show, width, height = _shown(page)
    drawn = Drawn(width, height)
    _read_text(page, show, drawn)
    objects = (
        raw.FPDFPage_GetObject(page, number)
        for number in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS))
    )
    for one in objects:
        _read_object(one, _IDENTITY, show, drawn, 0)
    return drawn


def _shown(page: PdfPage) -> tuple[Show, float, float]:
    """From the page's own points to millimetres as it is shown, with the size of what is shown."""
    left, bottom, right, top = page.get_bbox()
    across, down = (right - left) * MM, (top - bottom) * MM
    turn = page.get_rotation() % 360

    def show(x: float, y: float) -> Point:
        x, y = (x - left) * MM, (top - y) * MM
        if turn == 90:
            return down - y, x
        if turn == 180:
            return across - x, down - y
        return (y, across - x) if turn == 270 else (x, y)

    return (show, down, across) if turn in (90, 270) else (show, across, down)


# ---- characters ----------------------------------------------------------------------------------------


def _read_text(page: PdfPage, show: Show, drawn: Drawn) -> None:
    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        return
    try:
        reader = _TextReader(textpage, show)
        glyphs = filter(None, map(reader.glyph, range(raw.FPDFText_CountChars(textpage))))
        drawn.glyphs.extend(_true_sizes(list(glyphs)))
    finally:
        raw.FPDFText_ClosePage(textpage)


def _true_sizes(glyphs: list[Glyph]) -> list[Glyph]:
    """Sizes of faces whose own units are not a thousandth of an em, as some typesetting systems embed them:
    their hanzi take, and fill, but a part of the size that the file states."""
    parts: dict[str, list[tuple[float, float]]] = {}
    for glyph in glyphs:
        if "\u4e00" <= glyph.text <= "\u9fff" and glyph.size:
            advance = math.dist(glyph.start, glyph.end) / MM / glyph.size
            height = max(glyph.ink[3] - glyph.ink[1], glyph.ink[2] - glyph.ink[0]) / MM / glyph.size
            parts.setdefault(glyph.font, []).append((advance, height))
    factors = {
        font: median(advance for advance, _ in found)
        for font, found in parts.items()
        if len(found) >= 3 and max(height for _, height in found) < 0.75
    }
    factors = {font: factor for font, factor in factors.items() if factor < 0.75}
    if not factors:
        return glyphs
    return [replace(glyph, size=glyph.size * factors.get(glyph.font, 1)) for glyph in glyphs]


class _TextReader:
    """Reads characters one by one, asking for what a run of them shares but once."""

    def __init__(self, textpage: Any, show: Show) -> None:
        self._page, self._show = textpage, show
        self._known: dict[int | None, _Dress] = {}
        # Filled anew for every character: making them takes longer than filling them.
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._matrix, self._box = raw.FS_MATRIX(), raw.FS_RECTF()

    def glyph(self, number: int) -> Glyph | None:
        text = self._text(number)
        if not text.strip() or raw.FPDFText_IsGenerated(self._page, number) == 1:
            return None
        x, y, matrix = self._x, self._y, self._matrix
        if not raw.FPDFText_GetCharOrigin(self._page, number, x, y):
            return None
        raw.FPDFText_GetMatrix(self._page, number, matrix)
        length = math.hypot(matrix.a, matrix.b) or 1.0
        size = raw.FPDFText_GetFontSize(self._page, number) * length
        advance = self._advance(number, matrix, size)
        end = (x.value + advance * matrix.a / length, y.value + advance * matrix.b / length)
        font, embedded, colour, stroked = self._dress(number)
        start = self._show(x.value, y.value)
        return Glyph(text, start, self._show(*end), size, font, embedded, colour, self._ink(number), stroked)

    def _text(self, number: int) -> str:
        code = raw.FPDFText_GetUnicode(self._page, number)
        return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""

    def _advance(self, number: int, matrix: Any, size: float) -> float:
        """The room a character takes along its line, in points."""
        box = self._box
        if not raw.FPDFText_GetLooseCharBox(self._page, number, box):
            return size
        lengthwise = abs(matrix.a) >= abs(matrix.b)
        return float(box.right - box.left if lengthwise else box.top - box.bottom)

    def _ink(self, number: int) -> Area:
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(self._page, number, left, right, bottom, top)
        return _box(self._show, (left.value, bottom.value), (right.value, top.value))

    def _dress(self, number: int) -> _Dress:
        """Face, whether it is embedded, colour, outline: the same for all characters of a text object."""
        one = raw.FPDFText_GetTextObject(self._page, number)
        key = ctypes.cast(one, ctypes.c_void_p).value if one else None
        if key not in self._known:
            self._known[key] = _dress_of(one) if one else _PLAIN
        return self._known[key]


def _dress_of(text_object: Any) -> _Dress:
    outlined = raw.FPDFTextObj_GetTextRenderMode(text_object) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    return (*_face(text_object), _colour(text_object, raw.FPDFPageObj_GetFillColor), outlined)


def _face(text_object: Any) -> tuple[str, bool]:
    font = raw.FPDFTextObj_GetFont(text_object)
    if not font:
        return "", False
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return _name(buffer.value), raw.FPDFFont_GetIsEmbedded(font) == 1


def _name(name: bytes) -> str:
    """Chinese names of fonts are written in GB 18030 by some writers, in UTF-8 by others."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("latin-1")


def _colour(one: Any, ask: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(one, *parts):
        return (0.0, 0.0, 0.0)
    red, green, blue, _ = (part.value / 255 for part in parts)
    return (red, green, blue)


_PLAIN: _Dress = ("", False, (0.0, 0.0, 0.0), False)


# ---- drawings ------------------------------------------------------------------------------------------

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def _matrix(one: Any, outer: Matrix) -> Matrix:
    """The object's matrix, followed by that of the drawing it stands in."""
    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, own):
        return outer
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )


def _read_object(one: Any, outer: Matrix, show: Show, drawn: Drawn, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(one)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _read_path(one, _through(_matrix(one, outer), show), _scale(_matrix(one, outer)), drawn)
    elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
        area = _box(_through(outer, show), *_bounds(one))
        drawn.figures.append(area)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.images.append(area)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _matrix(one, outer)
        for number in range(min(raw.FPDFFormObj_CountObjects(one), MOST_OBJECTS)):
            _read_object(raw.FPDFFormObj_GetObject(one, number), inner, show, drawn, depth + 1)


def _through(matrix: Matrix, show: Show) -> Show:
    a, b, c, d, e, f = matrix
    return lambda x, y: show(a * x + c * y + e, b * x + d * y + f)


def _scale(matrix: Matrix) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _bounds(one: Any) -> tuple[Point, Point]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return (left.value, bottom.value), (right.value, top.value)


def _box(show: Show, one: Point, other: Point) -> Area:
    (x0, y0), (x1, y1) = show(*one), show(*other)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _read_path(one: Any, show: Show, scale: float, drawn: Drawn) -> None:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, fill, stroked)
    if not (fill.value or stroked.value):
        return
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(one, width)
    line = _colour(one, raw.FPDFPageObj_GetStrokeColor)
    inside = _colour(one, raw.FPDFPageObj_GetFillColor)
    for points, curved in _subpaths(one, show):
        if stroked.value and not curved and len(points) > 1:
            _outline(points, width.value * scale * MM, line, drawn)
        elif stroked.value or curved:
            drawn.figures.append(_extent(points))
        elif len(points) > 2:
            _filled(points, inside, drawn)


def _subpaths(one: Any, show: Show) -> Iterator[tuple[list[Point], bool]]:
    """Pieces of a path as their points, and whether a piece has curves."""
    points: list[Point] = []
    curved = False
    for number in range(raw.FPDFPath_CountSegments(one)):
        segment = raw.FPDFPath_GetPathSegment(one, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        curved |= kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(show(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points, curved


def _extent(points: Sequence[Point]) -> Area:
    return around((x, y, x, y) for x, y in points)


def _outline(points: Sequence[Point], width: float, colour: Colour, drawn: Drawn) -> None:
    """A stroked piece: straight lines along the page are rules; an outline of more is a figure as well."""
    pairs = list(pairwise(points))
    along = all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.1 for a, b in pairs)
    if along and len(pairs) in (1, 4):
        drawn.strokes.extend(Stroke(a, b, width, colour) for a, b in pairs)
    if len(pairs) > 1:
        drawn.figures.append(_extent(points))


def _filled(points: Sequence[Point], colour: Colour, drawn: Drawn) -> None:
    left, top, right, bottom = area = _extent(points)
    if bottom - top < THIN and right - left > bottom - top:
        middle = (top + bottom) / 2
        drawn.strokes.append(Stroke((left, middle), (right, middle), bottom - top, colour))
    elif right - left < THIN:
        middle = (left + right) / 2
        drawn.strokes.append(Stroke((middle, top), (middle, bottom), right - left, colour))
    else:
        drawn.areas.append((area, colour))
