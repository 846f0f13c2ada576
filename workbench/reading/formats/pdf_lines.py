"""Lines of a PDF page: characters in, lines of words with their edges out, as a reader's eye takes them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.reading.formats.pdf_ink import Glyph
from workbench.reading.formats.source import Box

#: Marks that may not begin a line: they pull the character before them down with them.
NEVER_FIRST = "，。、；：？！）〕】》」』”’％…—·,.;:?!)]%"
_OPENING = "（〔【《「『“‘"
_CLOSING = "，。、；：？！）〕】》」』”’"
_ENDS_NOTHING = "，、（〔《“‘"
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[0-9A-Za-z]")
#: The part of a character's square that its ink fills, for Chinese characters.
_FILLED = 0.95


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, from left to right. `size` is the side of a character's square.

    `left` and `right` are those of the squares, so that a bracket or a comma does not seem indented.
    """

    glyphs: tuple[Glyph, ...]
    size: float

    @property
    def text(self) -> str:
        return words_of(self.glyphs, self.size)

    @property
    def baseline(self) -> float:
        return statistics.median(glyph.baseline for glyph in self.glyphs)

    @property
    def left(self) -> float:
        first = self.glyphs[0]
        return first.left - (self.size / 2 if first.char in _OPENING else 0)

    @property
    def right(self) -> float:
        last = self.glyphs[-1]
        return last.right + (self.size / 2 if last.char in _CLOSING else 0)

    @property
    def top(self) -> float:
        return self.baseline - self.size * 0.9

    @property
    def bottom(self) -> float:
        return self.baseline + self.size * 0.25

    @property
    def box(self) -> Box:
        return (self.glyphs[0].left, self.top, self.glyphs[-1].right, self.bottom)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from top to bottom."""
    rows: list[list[Glyph]] = []
    at = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if not rows or glyph.baseline - at > 0.4 * max(height, _square(glyph)):
            rows.append([])
            at, height = glyph.baseline, _square(glyph)
        rows[-1].append(glyph)
    return [line_of(row) for row in rows]


def line_of(glyphs: Iterable[Glyph]) -> Line:
    """One line of characters that stand on one baseline."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    return Line(tuple(ordered), _size(ordered))


def _square(glyph: Glyph) -> float:
    """The side of a character's square: by its ink, because fonts may be scaled oddly."""
    return glyph.ink / _FILLED if _HAN.match(glyph.char) else min(glyph.font, max(glyph.ink, 1) * 2.5)


def _size(glyphs: Sequence[Glyph]) -> float:
    han = sorted(_square(glyph) for glyph in glyphs if _HAN.match(glyph.char))
    if han:
        return max(han[len(han) * 3 // 4], 1.0)  # 一 and 口 are small; most characters fill their square
    return max(statistics.median(_square(glyph) for glyph in glyphs), 1.0)


def words_of(glyphs: Sequence[Glyph], size: float) -> str:
    """The characters with a blank where the eye sees one between words, none between spread characters."""
    words: list[str] = []
    for at, glyph in enumerate(glyphs):
        if at:
            before = glyphs[at - 1]
            if glyph.left - before.right > size * _blank(before, glyph):
                words.append(" ")
        words.append(glyph.char)
    return "".join(words)


def _blank(before: Glyph, glyph: Glyph) -> float:
    """How wide a gap, in squares, parts two words: figures stand looser than letters, characters loosest."""
    if not (before.char.isascii() and glyph.char.isascii()):
        return 0.9 if glyph.spaced else 1.8
    if glyph.spaced:
        return 0.1
    return 0.25 if before.char.isalpha() and glyph.char.isalpha() else 0.6


def segments_of(line: Line, least_gap: float = 1.6) -> list[Line]:
    """The line cut where a gap of `least_gap` squares parts its words, as between the columns of a table."""
    groups: list[list[Glyph]] = []
    for glyph in line.glyphs:
        last = groups[-1][-1] if groups else None
        if last is None or glyph.left - last.right - _inset(last, line.size) > line.size * least_gap:
            groups.append([])
        groups[-1].append(glyph)
    return [Line(tuple(group), line.size) for group in groups]


def _inset(glyph: Glyph, size: float) -> float:
    return size / 2 if glyph.char in _CLOSING else 0.0


def runs_on(line: Line, following: Line, room: float) -> bool:
    """Whether `following` goes on with the words of `line`.

    It does where it had to begin a new line, because `room` behind `line` was too narrow for it, and where
    `line` breaks off at a mark that ends nothing.
    """
    if line.glyphs[-1].char in _ENDS_NOTHING:
        return True
    needed = following.size
    if _LATIN.match(following.glyphs[0].char):
        needed = _word_width(following)
    elif len(following.glyphs) > 1 and following.glyphs[1].char in NEVER_FIRST:
        needed += following.size
    return room < needed + following.size * 0.3


def _word_width(line: Line) -> float:
    """How wide the word is that a line begins with."""
    last = line.glyphs[0]
    for glyph in line.glyphs[1:]:
        if not _LATIN.match(glyph.char) or glyph.left - last.right > line.size * 0.22:
            break
        last = glyph
    return max(last.right - line.glyphs[0].left, line.size)


def glue(line: Line, following: Line) -> str:
    """What stands between two lines of one paragraph: a blank between words of letters, nothing else."""
    last, first = line.glyphs[-1].char, following.glyphs[0].char
    return " " if re.match("[A-Za-z]", last) and re.match("[A-Za-z]", first) else ""
