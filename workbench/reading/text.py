"""The text of one document in three layers of equal places: source, clean, key.

`source` is the decoded file, never altered. `clean` is the source without the pinyin that some web pages
leave behind characters. `key` is `clean` folded for the grammar, of the same length. Facts are found in the
key, quoted from `clean` and placed, through `origin`, in the source.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, field
from functools import cached_property

from workbench.terms import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
#: A page that lost its line breaks keeps two or more wide spaces between sentences.
_LOST_BREAK = re.compile(r"(?<=[。;:!?)])[ \u3000]*[\u3000 ]{2,}")
#: A line with so many of them lost all its breaks: those before its headings and below its title too.
_MANY = 3
_LOST_BEFORE_NUMBER = re.compile(
    r"(?<=[^ \u3000])[ \u3000]{2,}"
    r"(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))"
)
_LOST_BELOW_TITLE = re.compile(r"[^ \u3000。;:]{6,60}(?=[ \u3000]{2,})")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Characters `start` (included) to `end` (excluded) of the clean text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Text:
    """A document's text; `origin[i]` is the source place of clean character i, one entry past the end."""

    source: str
    clean: str
    key: str
    origin: tuple[int, ...] = field(repr=False)

    def span(self, stretch: Stretch) -> Span:
        """The place of a stretch in the source text."""
        return Span(self.origin[stretch.start], self.origin[stretch.end])

    def stretch(self, start: int, end: int) -> Stretch:
        """The stretch of clean text that stands for source characters start..end."""
        if self.is_whole:
            return Stretch(start, end)
        return Stretch(bisect.bisect_left(self.origin, start), bisect.bisect_left(self.origin, end))

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing was taken out of the source or put into it."""
        return self.origin == tuple(range(len(self.source) + 1))

    def quote(self, stretch: Stretch) -> str:
        """The words of a stretch, as the document prints them."""
        return self.clean[stretch.start : stretch.end]

    def read(self, stretch: Stretch) -> str:
        """The words of a stretch, folded for the grammar."""
        return self.key[stretch.start : stretch.end]

    def trim(self, start: int, end: int) -> Stretch:
        """The stretch without the blanks at its ends."""
        words = self.key[start:end]
        if words and words.strip() == words:
            return Stretch(start, end)
        start = end - len(words.lstrip())
        return Stretch(start, max(start, end - len(words) + len(words.rstrip())))

    @cached_property
    def lines(self) -> tuple[Stretch, ...]:
        """The lines that hold anything, without the blanks at their ends."""
        return self.lines_of(Stretch(0, len(self.key)))

    def lines_of(self, stretch: Stretch) -> tuple[Stretch, ...]:
        """The lines of a stretch that hold anything."""
        found = []
        for line in _LINE.finditer(self.key, stretch.start, stretch.end):
            for start, end in self._paragraphs(line.start(), line.end()):
                trimmed = self.trim(start, end)
                if trimmed.length:
                    found.append(trimmed)
        return tuple(found)

    def _paragraphs(self, start: int, end: int) -> list[tuple[int, int]]:
        breaks = [found.start() for found in _LOST_BREAK.finditer(self.key, start, end)]
        if len(breaks) >= _MANY:
            breaks += [found.start() for found in _LOST_BEFORE_NUMBER.finditer(self.key, start, end)]
            title = _LOST_BELOW_TITLE.match(self.key, start, breaks[0])
            breaks += [title.end()] if title else []
        return list(itertools.pairwise([start, *sorted(set(breaks)), end]))
