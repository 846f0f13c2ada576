"""An OFD document (GB/T 33190-2016): bytes in, its paragraphs and tables out, each line with page and box.

A zip of XML whose pages place every character in millimetres from their top left corner. They are turned into
the same ink as the pages of a PDF, and read on like one. Only the text layer is read: no pictures, no seals.
"""

from __future__ import annotations

import itertools
import posixpath
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from workbench.errors import CannotReadError
from workbench.reading.formats.inked import MOST_CHARACTERS, MOST_PAGES, composed
from workbench.reading.formats.package import Package, local_name
from workbench.reading.formats.pdf_ink import Frame, Glyph, Ink, Rule, rules_along
from workbench.reading.formats.source import Box, Source

_POINTS = 72 / 25.4
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_Matrix = tuple[float, float, float, float, float, float]
#: How many points each letter of an abbreviated outline takes (GB/T 33190-2016, 9.3.1).
_OUTLINE = {"M": 1, "S": 1, "L": 1, "Q": 2, "B": 3}
#: A text that leans more than this, as the sine of its angle, is a watermark or a stamp.
_STEEPEST = 0.1
#: The part of its square that a character's ink fills.
_FILLED = 0.95


def read_ofd(data: bytes) -> Source:
    """The text and tables of an OFD file.

    Raises UnsupportedFormatError (pictures alone, a password) or CannotReadError (damaged, too large).
    """
    return composed(list(_Document(Package(data)).inks()), "OFD")


def _damaged() -> CannotReadError:
    return CannotReadError("这份 OFD 文件已损坏，无法打开。", "请重新下载或向原单位索取后再导入。")


def _too_large() -> CannotReadError:
    return CannotReadError(
        "这份 OFD 文件过大，超出了可读取的范围。", "请在 OFD 阅读器中拆分成几份，再分别导入。"
    )


def _inside(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The elements below one that bear any of these names, whatever their namespace."""
    if element is not None:
        yield from (child for child in element.iter() if local_name(child) in names)


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(_inside(element, name), None)


def _words(element: etree._Element | None, name: str) -> str:
    found = _first(element, name)
    return (found.text or "").strip() if found is not None else ""


def _numbers(words: str | None) -> list[float]:
    """The numbers of a list; [] where it holds anything else."""
    try:
        return [float(part) for part in (words or "").split()]
    except ValueError:
        return []


def _box(words: str | None) -> Box | None:
    """Left, top, width and height."""
    found = _numbers(words)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


class _Document:
    """The pages of the first document of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        entry = package.xml("OFD.xml")
        self._root_name = _joined("", _words(entry, "DocRoot"))
        self._root = package.xml(self._root_name)
        if self._root is None:
            raise _damaged()
        self._size = _box(_words(_first(self._root, "PageArea"), "PhysicalBox")) or _A4
        self._templates = {
            template.get("ID", ""): self._part(template) for template in _inside(self._root, "TemplatePage")
        }

    def _part(self, reference: etree._Element) -> str:
        return _joined(self._root_name, reference.get("BaseLoc", ""))

    def inks(self) -> Iterator[Ink]:
        characters = 0
        pages = list(_inside(_first(self._root, "Pages"), "Page"))
        if len(pages) > MOST_PAGES:
            raise _too_large()
        for number, reference in enumerate(pages, 1):
            page = self._package.xml(self._part(reference))
            if page is None:
                raise _damaged()
            ink = self._ink(page, number)
            characters += len(ink.glyphs)
            if characters > MOST_CHARACTERS:
                raise _too_large()
            yield ink

    def _ink(self, page: etree._Element, number: int) -> Ink:
        size = _box(_words(_first(page, "Area"), "PhysicalBox")) or self._size
        drawn = _Drawn()
        for template in _inside(page, "Template"):
            name = self._templates.get(template.get("TemplateID", ""), "")
            drawn.add(self._package.xml(name) if name else None)
        drawn.add(page)
        bounds = (0.0, 0.0, size[2] * _POINTS, size[3] * _POINTS)
        return Ink(
            number,
            Frame(bounds, 0, 0),
            tuple(drawn.glyphs),
            tuple(drawn.rules),
            "".join(drawn.slanted).strip(),
            0,
            drawn.has_image,
        )


def _joined(base: str, location: str) -> str:
    """A location: from the root of the package where it begins with a stroke, else from its own folder."""
    folder = "" if location.startswith("/") else posixpath.dirname(base)
    return posixpath.normpath(posixpath.join(folder, location.lstrip("/"))) if location else ""


@dataclass(slots=True)
class _Drawn:
    """What stands on one page, in points from its top left corner."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    has_image: bool = False

    def add(self, page: etree._Element | None) -> None:
        for item in _inside(_first(page, "Content"), "TextObject", "PathObject", "ImageObject"):
            name = local_name(item)
            if name == "TextObject":
                self._text(item)
            elif name == "PathObject":
                self.rules.extend(_rules(item))
            else:
                self.has_image = True

    def _text(self, item: etree._Element) -> None:
        placed = _placing(item)
        if placed is None:
            return
        a, b = placed[0], placed[1]
        if abs(b) > _STEEPEST * max(abs(a), abs(b)) or a <= 0:
            self.slanted.extend((code.text or "") for code in _inside(item, "TextCode"))
            return
        size = next(iter(_numbers(item.get("Size"))), 0.0)
        wide = next(iter(_numbers(item.get("HScale"))), 1.0)
        at = (0.0, 0.0)
        for code in _inside(item, "TextCode"):
            at = self._code(code, placed, (size, wide), at)

    def _code(
        self, code: etree._Element, placed: _Matrix, size: tuple[float, float], at: tuple[float, float]
    ) -> tuple[float, float]:
        """Write the characters of one code; it begins where the last one did where it does not say."""
        text = (code.text or "").strip("\r\n")
        x = next(iter(_numbers(code.get("X"))), at[0])
        y = next(iter(_numbers(code.get("Y"))), at[1])
        start = (x, y)
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        spaced = False
        for index, char in enumerate(text):
            if char.isspace():
                spaced = True
            else:
                self.glyphs.append(_glyph(char, (x, y), placed, size, spaced=spaced))
                spaced = False
            x += across[index] if index < len(across) else _width(char, *size)
            y += down[index] if index < len(down) else 0.0
        return start


def _placing(item: etree._Element) -> _Matrix | None:
    """From an object's own millimetres to the points of the page: its matrix, then the corner of its box."""
    box = _box(item.get("Boundary"))
    matrix = _numbers(item.get("CTM")) or [1, 0, 0, 1, 0, 0]
    if box is None or len(matrix) != 6:
        return None
    a, b, c, d, e, f = (number * _POINTS for number in matrix)
    return (a, b, c, d, e + box[0] * _POINTS, f + box[1] * _POINTS)


def _point(placed: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = placed
    return (a * x + c * y + e, b * x + d * y + f)


def _width(char: str, size: float, wide: float) -> float:
    return size * wide * (1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5)


def _glyph(
    char: str, at: tuple[float, float], placed: _Matrix, size: tuple[float, float], *, spaced: bool
) -> Glyph:
    left, baseline = _point(placed, *at)
    right, _ = _point(placed, at[0] + _width(char, *size), at[1])
    font = abs(placed[3]) * size[0]
    inset = (right - left) * (1 - _FILLED) / 2
    return Glyph(char, left + inset, right - inset, baseline, font * _FILLED, font, spaced)


def _steps(words: str | None, most: int) -> list[float]:
    """The steps from character to character; `g 3 4.2` repeats one of them."""
    steps: list[float] = []
    parts = iter((words or "").split())
    for part in parts:
        if len(steps) >= most:
            break
        count = "1"
        if part == "g":
            count, part = next(parts, "0"), next(parts, "0")
        number = _numbers(part)
        if number and count.isdecimal() and len(count) < 6:
            steps.extend(itertools.repeat(number[0], min(int(count), most)))
    return steps


def _rules(item: etree._Element) -> Iterator[Rule]:
    """The ruling lines of a drawn path."""
    placed = _placing(item)
    is_stroked = item.get("Stroke", "true") != "false"
    if placed is None or not (is_stroked or item.get("Fill") == "true"):
        return
    for outline in _outlines(_words(item, "AbbreviatedData").split()):
        corners = [_point(placed, x, y) for x, y in outline]
        yield from rules_along(corners, is_stroked=is_stroked)


def _outlines(parts: Sequence[str]) -> Iterator[list[tuple[float, float]]]:
    """The corners of each straight-edged outline, closed where it says so."""
    corners: list[tuple[float, float]] = []
    at = 0
    while at < len(parts):
        sign = parts[at]
        count = 2 * _OUTLINE.get(sign, 0)
        numbers = _numbers(" ".join(parts[at + 1 : at + 1 + count]))
        at += 1 + count
        if sign in "MS":
            if len(corners) > 1:
                yield corners
            corners = []
        if sign in ("M", "S", "L") and len(numbers) == 2:
            corners.append((numbers[0], numbers[1]))
        elif sign == "C" and len(corners) > 1:
            corners.append(corners[0])
        elif sign in ("Q", "B"):
            corners = []  # a curve rules nothing
    if len(corners) > 1:
        yield corners
