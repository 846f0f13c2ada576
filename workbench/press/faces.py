"""Which face each role gets, and which face lends a character that another lacks.

In: a `FontChoice`. Out: a `TypeCase` (字盘) for one paper: advances in thousandths of the em, and text cut
into stretches of one face. A character the face of its role lacks is lent by another; one that no face has
looks like 〓 but is still itself when it is searched or copied. Both are remembered, so that the paper can
say so.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from workbench.press import installed
from workbench.press.characters import HALVES, OPENING, POINTS, is_half, whole
from workbench.resources import resource_path

FontChoice = Literal["auto", "system", "bundled"]

GETA = "〓"  # the printer's sign for a missing character


class Role(StrEnum):
    """What a face is for (字体)."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEAVY = "黑体"
    KAI = "楷体"
    SONG = "宋体"


BUNDLED = {
    Role.BODY: "GWFandolFang-Regular.ttf",
    Role.TITLE: "GWBiaoSong-Bold.ttf",
    Role.HEAVY: "GWHei-Medium.ttf",
    Role.KAI: "GWKai-Regular.ttf",
    Role.SONG: "GWSong-Regular.ttf",
}

#: Official faces by family name, the best first.
OFFICIAL = {
    Role.BODY: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02"),
    Role.TITLE: ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
    Role.HEAVY: ("黑体", "SimHei", "方正黑体_GBK"),
    Role.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK"),
    Role.SONG: ("宋体", "SimSun", "方正书宋_GBK"),
}

#: Who lends a character, the likest face first: 宋体 has the most.
_LENDERS = (Role.SONG, Role.KAI, Role.HEAVY, Role.TITLE)
_CONTEXT = 5  # characters told on either side of one that is lent

#: Marks that must be one em wide in Chinese text; some faces keep Latin forms of them (R82, R97).
_FULL_WIDTH_MARKS = frozenset("“”‘’—…·")

#: Where the ink of a mark on the line ends below, in thousandths of the em, for faces that centre it.
_LOW_MARKS = {"，": -190, "。": -70, "．": -70, "、": -70}


class Ink(NamedTuple):
    """Where a glyph's ink is, in thousandths of the em from its origin on the baseline."""

    left: float
    bottom: float
    right: float
    top: float


class Face:
    """One TrueType file: what it has, how wide, and where the ink is. Loaded once a process (`load_face`)."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.file: Any = TTFontFile(str(path), subfontIndex=index)
        self.name = re.sub(r"[^-+.0-9A-Za-z]", "-", self.file.name.decode("latin-1"))
        self._glyf: int = self.file.get_table_pos("glyf")[0]
        self._data: bytes = vars(self.file)["_ttf_data"]  # the whole file; not copied

    def __contains__(self, char: str) -> bool:
        glyph: int = self.file.charToGlyph.get(ord(char), 0)
        if glyph == 0 or (char in _FULL_WIDTH_MARKS and self.advance(char) != 1000):
            return False
        return char != "￥" or self.outline(glyph) != self.outline(self.glyph("＄"))  # a yen that is a dollar

    def glyph(self, char: str) -> int:
        """The glyph of a character; 〓 for one it lacks."""
        glyphs = self.file.charToGlyph
        return int(glyphs[ord(char if ord(char) in glyphs else GETA)])

    def advance(self, char: str) -> int:
        """Thousandths of the em to the next character; of 〓 for one it lacks."""
        widths = self.file.charWidths
        width: float = widths[ord(char if ord(char) in widths else GETA)]
        return round(width)

    def outline(self, glyph: int) -> bytes:
        """A glyph's outline as the file has it; empty for a blank."""
        start, end = self.file.glyphPos[glyph], self.file.glyphPos[glyph + 1]
        return self._data[self._glyf + start : self._glyf + end]

    def ink(self, char: str) -> Ink | None:
        outline = self.outline(self.glyph(char))
        if not outline:
            return None
        scale = 1000 / self.file.unitsPerEm
        return Ink(*(value * scale for value in struct.unpack(">4h", outline[2:10])))

    def shift(self, mark: str) -> tuple[int, int]:
        """How far a mark is moved, right and up, to stand where mainland texts have it.

        Some faces centre 。 and ，, as Traditional texts do: they go to the lower left. A half-width
        opening mark goes left by the blank it gives up, a 间隔号 into the middle of its half.
        """
        plain = whole(mark)
        ink = self.ink(plain)
        if ink is None:
            return 0, 0
        middle = (ink.left + ink.right) / 2
        if plain in POINTS:
            low = round(_LOW_MARKS[plain] - ink.bottom) if plain in _LOW_MARKS else 0
            return (round(250 - middle), low) if middle > 350 else (0, 0)
        if not is_half(mark) or ink.right <= 500:
            return 0, 0
        return (-500 if plain in OPENING and ink.left >= 500 else round(250 - middle)), 0


@lru_cache(maxsize=16)
def load_face(path: Path, index: int = 0) -> Face:
    return Face(path, index)


def _bundled(role: Role) -> Face:
    return load_face(resource_path("fonts", BUNDLED[role]))


def _official(role: Role) -> Face | None:
    for family in OFFICIAL[role]:
        for place in installed.families().get(family, ()):
            try:
                return load_face(place.path, place.face)
            except (TTFError, OSError):
                continue  # outlines that cannot be embedded (CFF), or a file that has gone: try the next
    return None


class Loan(NamedTuple):
    """A character its role's face lacks: who lends it (None: it looks like 〓), and words around it."""

    char: str
    role: Role
    lender: Role | None
    context: str


class Stretch(NamedTuple):
    """Characters of one face."""

    face: Face
    text: str


class _Advances(dict[str, int]):
    """Widths of whole pieces of text in one role, worked out once each."""

    def __init__(self, case: TypeCase, role: Role) -> None:
        super().__init__()
        self._case, self._role = case, role

    def __missing__(self, piece: str) -> int:
        if len(piece) == 1:
            width = 500 if is_half(piece) else self._case.face(self._role, piece).advance(piece)
        else:
            width = sum(self[char] for char in piece)
        self[piece] = width
        return width


class TypeCase:
    """The faces of one paper by role, with what they lend one another and what none of them has."""

    def __init__(self, choice: FontChoice = "bundled") -> None:
        self._choice = choice
        self._faces: dict[Role, Face] = {}
        self._known: dict[Role, set[str]] = defaultdict(set)
        self._borrowed: dict[Role, dict[str, Face]] = defaultdict(dict)
        self.advances = {role: _Advances(self, role) for role in Role}
        self.loans: list[Loan] = []  # as they are met; of marks only those that no face has
        self.replaced: dict[Role, None] = {}  # roles whose official face was wanted and not found

    def chief(self, role: Role) -> Face:
        """The face of a role, before any lending."""
        if role not in self._faces:
            official = None if self._choice == "bundled" else _official(role)
            if official is None and self._choice == "system":
                self.replaced[role] = None
            self._faces[role] = official or _bundled(role)
        return self._faces[role]

    def face(self, role: Role, char: str) -> Face:
        """The face that prints one character (already `printable`) in a role."""
        plain = whole(char)
        return self._borrowed[role].get(plain) or self.chief(role)

    def printable(self, role: Role, text: str) -> str:
        """The same text, the face that prints each of its characters in a role settled."""
        for char in sorted(set(text) - self._known[role]):
            self._settle(role, char, text)
        return text

    def width(self, role: Role, text: str) -> int:
        """Natural width in thousandths of the em."""
        advances = self.advances[role]
        return sum(map(advances.__getitem__, text))

    def stretches(self, role: Role, text: str) -> Iterator[Stretch]:
        """Cut a text at every change of face."""
        borrowed, chief = self._borrowed[role], self.chief(role)
        if not borrowed or not any(char in borrowed for char in text):
            yield Stretch(chief, text)
            return
        start, face = 0, self.face(role, text[0])
        for place, char in enumerate(text):
            its = borrowed.get(char, chief)
            if its is not face:
                yield Stretch(face, text[start:place])
                start, face = place, its
        yield Stretch(face, text[start:])

    def _settle(self, role: Role, char: str, text: str) -> None:
        """Decide which face prints a character that stands in `text`: its role's own, or another."""
        self._known[role].add(char)
        if char in self.chief(role):
            return
        lender = next((one for one in (role, *_LENDERS) if char in _bundled(one)), None)
        face = _bundled(lender or role)
        self._borrowed[role][char] = face
        if char in HALVES:
            self._borrowed[role][HALVES[char]] = face
        if lender is None or (lender is not role and char.isalnum()):
            self.loans.append(Loan(char, role, lender, _around(char, text)))


def _around(char: str, text: str) -> str:
    """A character with a few of those that stand beside it."""
    place = text.index(char)
    return whole(text[max(0, place - _CONTEXT) : place + _CONTEXT + 1]).strip()
