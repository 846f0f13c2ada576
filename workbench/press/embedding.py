"""Put a face into the PDF: one composite font per face, holding only the glyphs that were used.

ReportLab's own TrueType fonts split a face into parts of 256 characters, copy hanzi beyond U+FFFF wrongly
and know no half-width marks. Here every used character gets its own code, in order of use, so that equal
papers give equal bytes; a half-width mark is a composite glyph, its outline moved into half an em.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontMaker

from workbench.press.characters import MOVABLE, is_half, whole
from workbench.press.faces import Face

_ARGUMENTS_ARE_WORDS_AND_OFFSETS = 0x0003
_MORE_COMPONENTS = 0x0020
_COPIED_TABLES = ("cvt ", "fpgm", "prep")


class _Codes(dict[str, str]):
    """The code of each used character as four hexadecimal digits; 0 stays .notdef and is never used."""

    def __missing__(self, char: str) -> str:
        self[char] = code = f"{len(self) + 1:04X}"
        return code


class EmbeddedFace:
    """A face as one PDF knows it: `name` in the page's resources, `codes` to write text with."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.codes: dict[str, str] = _Codes()

    def add_to(self, document: Any) -> None:
        """Write the font into the document; call it once, after the last page."""
        chars = list(self.codes)
        program = subset(self.face, chars)
        base = f"{_tag(program)}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": "/" + base,
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": document.Reference(self._descriptor(document, base, program)),
                "DW": 1000,
                "W": _widths(self.face, chars),
                "CIDToGIDMap": "/Identity",
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": "/" + base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(to_unicode(chars))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _descriptor(self, document: Any, base: str, program: bytes) -> pdfdoc.PDFDictionary:
        file = self.face.file
        data = _stream(program)
        data.dictionary["Length1"] = len(program)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": "/" + base,
                "Flags": 4,  # symbolic: codes are our own
                "FontBBox": pdfdoc.PDFArray([round(value) for value in file.bbox]),
                "Ascent": 880,
                "Descent": -120,
                "CapHeight": round(file.capHeight),
                "ItalicAngle": 0,
                "StemV": round(file.stemV),
                "FontFile2": document.Reference(data),
            }
        )


def _stream(content: bytes | str) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _tag(program: bytes) -> str:
    """Six capital letters, the same for the same subset (PDF 32000 9.6.4)."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(face: Face, chars: Sequence[str]) -> str:
    """The /W array: only what differs from the full em."""
    widths = ((code, 500 if is_half(char) else face.advance(char)) for code, char in enumerate(chars, 1))
    return "[ " + " ".join(f"{code} [{width}]" for code, width in widths if width != 1000) + " ]"


def to_unicode(chars: Sequence[str]) -> str:
    """The ToUnicode map: hanzi beyond U+FFFF as surrogate pairs, half-width marks as the plain mark."""
    lines = [
        f"<{code:04X}> <{whole(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(chars, 1)
    ]
    blocks = (lines[start : start + 100] for start in range(0, len(lines), 100))
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def subset(face: Face, chars: Iterable[str]) -> bytes:
    """A TrueType program whose glyph n is the n-th character; glyphs used only as parts follow them."""
    glyphs = _Subset(face)
    for char in chars:
        glyphs.add(char)
    return glyphs.program()


class _Subset:
    """Glyphs being gathered: outlines with their parts renumbered, and their metrics."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._metrics: list[tuple[int, int]] = [self._metric(0)]
        self._wanted: list[int | bytes] = [0]  # an original glyph, or an outline made here around one

    def _metric(self, glyph: int) -> tuple[int, int]:
        advance, bearing = self._face.file.hmetrics[glyph]
        signed = int(bearing) - 0x10000 if bearing > 0x7FFF else int(bearing)  # ReportLab reads it unsigned
        return int(advance), signed

    def add(self, char: str) -> None:
        glyph = self._face.glyph(whole(char))
        shift = self._face.shift(char) if char in MOVABLE else (0, 0)
        if not self._face.outline(glyph) or (shift == (0, 0) and not is_half(char)):
            self._wanted.append(glyph)
            self._metrics.append(self._metric(glyph))
        else:
            self._add_moved(glyph, shift, 500 if is_half(char) else self._face.advance(char))

    def _add_moved(self, glyph: int, shift: tuple[int, int], advance: int) -> None:
        """A composite glyph: one part, moved."""
        scale = self._face.file.unitsPerEm / 1000
        right, up = (round(value * scale) for value in shift)
        x0, y0, x1, y1 = struct.unpack(">4h", self._face.outline(glyph)[2:10])
        box = struct.pack(">5h", -1, x0 + right, y0 + up, x1 + right, y1 + up)
        part = struct.pack(">2H2h", _ARGUMENTS_ARE_WORDS_AND_OFFSETS, glyph, right, up)
        self._wanted.append(box + part)
        self._metrics.append((round(advance * scale), x0 + right))

    def program(self) -> bytes:
        outlines = self._outlines()
        maker = TTFontMaker()
        for tag in _COPIED_TABLES:
            if tag in self._face.file.table:
                maker.add(tag, self._face.file.get_table(tag))
        self._add_metrics(maker)
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        maker.add("glyf", b"".join(outlines))
        maker.add("loca", struct.pack(f">{len(offsets)}L", *offsets))
        head = bytearray(self._face.file.get_table("head"))
        head[50:52] = b"\x00\x01"  # long offsets
        maker.add("head", bytes(head))
        return bytes(maker.makeStream())

    def _add_metrics(self, maker: TTFontMaker) -> None:
        count = len(self._metrics)
        maker.add("hmtx", b"".join(struct.pack(">Hh", *metric) for metric in self._metrics))
        hhea = bytearray(self._face.file.get_table("hhea"))
        hhea[34:36] = struct.pack(">H", count)
        maker.add("hhea", bytes(hhea))
        maxp = bytearray(self._face.file.get_table("maxp"))
        maxp[4:6] = struct.pack(">H", count)
        if len(maxp) >= 32:  # a half-width mark may be one level deeper, and made of one more part
            maxp[28:32] = struct.pack(">2H", max(1, *struct.unpack(">H", maxp[28:30])), _depth(maxp) + 1)
        maker.add("maxp", bytes(maxp))

    def _outlines(self) -> list[bytes]:
        """Every outline with its parts renumbered; parts are appended as they are met."""
        numbers: dict[int, int] = {0: 0}
        outlines: list[bytes] = []
        place = 0
        while place < len(self._wanted):
            wanted = self._wanted[place]
            outline = wanted if isinstance(wanted, bytes) else self._face.outline(wanted)
            outlines.append(_padded(self._renumbered(outline, numbers)))
            place += 1
        return outlines

    def _renumbered(self, outline: bytes, numbers: dict[int, int]) -> bytes:
        if len(outline) < 10 or struct.unpack(">h", outline[:2])[0] >= 0:
            return outline
        data = bytearray(outline)
        for place in _part_places(outline):
            glyph = struct.unpack(">H", data[place : place + 2])[0]
            if glyph not in numbers:
                numbers[glyph] = len(self._wanted)
                self._wanted.append(glyph)
                self._metrics.append(self._metric(glyph))
            data[place : place + 2] = struct.pack(">H", numbers[glyph])
        return bytes(data)


def _depth(maxp: bytearray) -> int:
    return int(struct.unpack(">H", maxp[30:32])[0])


def _padded(outline: bytes) -> bytes:
    return outline + b"\0" * (-len(outline) % 4)


def _part_places(outline: bytes) -> Iterable[int]:
    """Where a composite outline names its parts (OpenType `glyf`, composite description)."""
    place, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags = struct.unpack(">H", outline[place : place + 2])[0]
        yield place + 2
        place += 4 + (4 if flags & 0x0001 else 2)
        place += 2 if flags & 0x0008 else 4 if flags & 0x0040 else 8 if flags & 0x0080 else 0
