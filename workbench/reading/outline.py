"""The outline of a document: its lines in, numbered blocks with their headings above them out.

Offices number 第一章, 第一节, 一、, （一）, 1., （1）, ① — in that order of rank, skipping as they please. A
line with a number and nothing more is a heading; one whose heading runs into its first sentence is a point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.reading.numerals import NUMERAL
from workbench.reading.text import Stretch, Text

_HAN = "[零〇○一二三四五六七八九十百]+"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第{NUMERAL}[编部篇](?:分)?(?=[ \u3000]|$)")),
    (2, re.compile(rf"第{NUMERAL}章")),
    (3, re.compile(rf"第{NUMERAL}节")),
    (4, re.compile(rf"{_HAN}、")),
    (4, re.compile(rf"{_HAN}[.．](?![0-9])")),
    (5, re.compile(rf"\({_HAN}\)[、.]?")),
    (6, re.compile(r"\d{1,3}(?:[、．]|\.(?!\d))")),
    (7, re.compile(r"\(\d{1,3}\)[、.]?")),
    (8, re.compile(r"[①-⑳㈠-㈩]|[a-zA-Z][.)、](?=[\u3400-\u9fff])")),
)
_QUOTES = {"“": "”", "《": "》", "(": ")", "‘": "’", "「": "」", "〈": "〉"}
_CLOSING = set(_QUOTES.values())
#: A heading that stands alone is no longer than this and ends without a full stop.
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A line's number: its rank (1 the highest), its words, and where the line goes on."""

    rank: int
    words: str
    end: int


@dataclass(slots=True)
class Block:
    """One numbered item, or the unnumbered text before the first (`number` "").

    `head` is its first line, `body` the unnumbered lines that follow before the next number; `title` ends
    with its first sentence.
    """

    number: str
    rank: int
    head: Stretch
    title: Stretch
    body: list[Stretch] = field(default_factory=list)
    parent: int | None = None

    @property
    def is_heading(self) -> bool:
        """Its first line holds the title and nothing more."""
        return bool(self.number) and self.head.end - self.title.end <= 1

    @property
    def lines(self) -> list[Stretch]:
        return [self.head, *self.body]

    @property
    def end(self) -> int:
        return self.lines[-1].end


def read_number(text: Text, line: Stretch) -> Number | None:
    """The number a line begins with, or None."""
    for rank, style in _STYLES:
        match = style.match(text.key, line.start, line.end)
        if match:
            end = match.end()
            while end < line.end and text.key[end] in " \t\u3000":
                end += 1
            return Number(rank, text.clean[match.start() : match.end()].strip(), end)
    return None


def outline(text: Text, lines: list[Stretch]) -> list[Block]:
    """The blocks of a document's body, each with the index of the block it stands under."""
    blocks: list[Block] = []
    open_blocks: list[int] = []
    for line in lines:
        number = read_number(text, line)
        if number is None:
            if not blocks:
                blocks.append(Block("", 99, line, Stretch(line.start, line.start)))
            else:
                blocks[-1].body.append(line)
            continue
        while open_blocks and blocks[open_blocks[-1]].rank >= number.rank:
            open_blocks.pop()
        parent = open_blocks[-1] if open_blocks else None
        title = first_sentence(text, Stretch(number.end, line.end))
        blocks.append(Block(_bare(number), number.rank, line, title, parent=parent))
        open_blocks.append(len(blocks) - 1)
    return blocks


def _bare(number: Number) -> str:
    """The number as a planner writes it alone: 1 for 1., （一） as it stands."""
    return number.words.rstrip(".．、") if number.rank == 6 else number.words


def first_sentence(text: Text, stretch: Stretch) -> Stretch:
    """The first sentence without its full stop; quotation marks and brackets are not cut open."""
    depth = 0
    for at in range(stretch.start, stretch.end):
        char = text.key[at]
        if char in _QUOTES:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in "。!" and (depth == 0 or at - stretch.start > _LONGEST_HEADING):
            return Stretch(stretch.start, at)
    return stretch


def ancestors(blocks: list[Block], index: int) -> list[int]:
    """The indices of the blocks above one, outermost first."""
    above: list[int] = []
    parent = blocks[index].parent
    while parent is not None:
        above.insert(0, parent)
        parent = blocks[parent].parent
    return above


def heading_words(text: Text, block: Block) -> str:
    """A heading with its number, without the sentence it may run into: 一、加快建设."""
    return text.quote(Stretch(block.head.start, block.title.end)).strip()
