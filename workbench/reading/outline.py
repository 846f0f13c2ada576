"""The outline of a document: its lines in, numbered blocks with their headings above them out.

Offices number 第一章, 第一节, 一、, （一）, 1., 1.1, （1）, ① — in that order of rank, skipping as they
please, and some number 第一条, 任务一： or 行动1. A line with a number and nothing more is a heading; one
whose heading runs into its first sentence is a point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.reading.duties import label
from workbench.reading.numerals import NUMERAL
from workbench.reading.text import Stretch, Text

_HAN = "[零〇○一二三四五六七八九十百]+"
#: Behind a decimal number stands a name, not what it counts: 1.1 完善制度, but 1.5万个.
_NAMED = r"(?=[ \t]*(?![万亿个千百倍元吨亩公米年月日%])[\u3400-\u9fff“《])"
#: The rank of 第一条, which numbers sentences and not headings.
ARTICLE = 48
_ITEM = "(?:重点|主要|专项|具体)?(?:任务|专项行动|行动|工程|举措|措施|事项|项目|专题|改革)"
#: The ranks leave room between them; only their order means anything.
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (10, re.compile(rf"第{NUMERAL}[编部篇](?:分)?(?=[ \u3000]|$)")),
    (20, re.compile(rf"第{NUMERAL}章")),
    (30, re.compile(rf"第{NUMERAL}节")),
    (40, re.compile(rf"{_HAN}[ \t\u3000]{{0,2}}、")),
    (40, re.compile(rf"{_HAN}[.．](?![0-9])")),
    (40, re.compile(r"[Ⅰ-Ⅻ]{1,4}[.、:]|[IVX]{1,4}[.、](?=[ \t]*[\u3400-\u9fff])")),
    (45, re.compile(rf"{_ITEM}{NUMERAL}(?:[:.]|、(?!{NUMERAL})|(?=[ \t]+[\u3400-\u9fff“]))")),
    (ARTICLE, re.compile(rf"第{NUMERAL}条(?=[ \t:、.]|[\u3400-\u9fff“])")),
    (50, re.compile(rf"\({_HAN}\)[、.]?")),
    (60, re.compile(r"\d{1,3}[ \t]{1,2}(?:、|[.．](?=[ \t]?[\u3400-\u9fff“]))")),
    (60, re.compile(r"\d{1,3}(?:[、．]|\.(?!\d)|\.(?=(?:19|20)\d\d年|[2-6]G(?![a-zA-Z])|12345))|[⒈-⒛]")),
    (60, re.compile(r"0\d(?=[ \t]+[\u3400-\u9fff“])")),
    (64, re.compile(rf"\d{{1,2}}\.\d{{1,2}}[.、]?{_NAMED}")),
    (66, re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{2,3}}[.、]?{_NAMED}")),
    (70, re.compile(r"\(\d{1,3}\)[、.]?|[⑴-⒇]")),
    (70, re.compile(r"\d{1,2}\)[、.]?(?=[ \t]*[\u3400-\u9fff“])")),
    (80, re.compile(r"[①-⑳㈠-㈩]|[a-zA-Z][.)、](?=[\u3400-\u9fff])")),
)
#: A sign that marks out an item stands before its number: ★1.
_MARKS = re.compile(r"[★☆▲△●○◆◇■□▪※•·]+[ \t]*")
_QUOTES = {"“": "”", "《": "》", "(": ")", "‘": "’", "「": "」", "〈": "〉"}
_CLOSING = set(_QUOTES.values())
#: A heading that stands alone is no longer than this and ends without a full stop.
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A line's number: its rank (1 ranks highest), its words, their place, and where the line goes on."""

    rank: int
    words: str
    start: int
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
    number_at: int = 0
    body: list[Stretch] = field(default_factory=list)
    parent: int | None = None

    @property
    def is_heading(self) -> bool:
        """Its first line holds the title and nothing more; a sentence under 第一条 is an article's text."""
        rest = self.head.end - self.title.end
        return bool(self.number) and (rest == 0 if self.rank == ARTICLE else rest <= 1)

    @property
    def lines(self) -> list[Stretch]:
        return [self.head, *self.body]

    @property
    def end(self) -> int:
        return self.lines[-1].end


def read_number(text: Text, line: Stretch) -> Number | None:
    """The number a line begins with, or None."""
    marks = _MARKS.match(text.key, line.start, line.end)
    start = marks.end() if marks else line.start
    for rank, style in _STYLES:
        match = style.match(text.key, start, line.end)
        if match:
            end = match.end()
            while end < line.end and text.key[end] in " \t\u3000":
                end += 1
            return Number(rank, text.clean[match.start() : match.end()].strip(), match.start(), end)
    return None


def outline(text: Text, lines: list[Stretch]) -> list[Block]:
    """The blocks of a document's body, each with the index of the block it stands under."""
    blocks: list[Block] = []
    open_blocks: list[int] = []
    listed = _listed_annexes(text, lines)
    for line in lines:
        number = None if line in listed else read_number(text, line)
        if number is None:
            if not blocks:
                blocks.append(Block("", 99, line, Stretch(line.start, line.start)))
            else:
                blocks[-1].body.append(line)
            continue
        while open_blocks and blocks[open_blocks[-1]].rank >= number.rank:
            open_blocks.pop()
        parent = open_blocks[-1] if open_blocks else None
        if parent is not None and label().match(text.key, number.end, line.end):
            blocks[parent].body.append(
                Stretch(number.end, line.end)
            )  # a numbered field: 2.责任单位：市数据局
            continue
        title = heading_of(text, Stretch(number.end, line.end))
        blocks.append(Block(_bare(number), number.rank, line, title, number.start, parent=parent))
        open_blocks.append(len(blocks) - 1)
    return blocks


_ANNEXES = re.compile(r"附件?[ \t]*:[ \t]*1[.、．]")


def _listed_annexes(text: Text, lines: list[Stretch]) -> set[Stretch]:
    """The lines that only count on a list of annexes (附件：1.任务分工表 / 2.联系人名单): no points."""
    listed: set[Stretch] = set()
    following = 0
    for line in lines:
        if _ANNEXES.match(text.key, line.start, line.end):
            following = 2
        elif following and re.match(rf"{following}[.、．](?!\d)", text.read(line)):
            listed.add(line)
            following += 1
        else:
            following = 0
    return listed


def _bare(number: Number) -> str:
    """The number as a planner writes it alone: 1 for 1., 任务一 for 任务一：; （一）, 一、 as they stand."""
    return (
        re.sub("[ \t\u3000]+(?=、)", "", number.words)
        if number.words[-1] in "、)）" and number.rank < 60
        else number.words.rstrip(".．、:： ")
    )


#: A heading that runs into its text behind a colon or a blank has no stop in it, and is so long.
_RUN_IN_HEADING = re.compile(
    r"[^\s,;:。!?()]{4,30}(?P<end>:(?!\d)|[ \t]{2,})"
    r"|[\u3400-\u9fff“”、]{4,25}(?P<blank>[ \t])(?=[\u3400-\u9fff])"
)
_INNER_BLANK = re.compile(r"[\u3400-\u9fff,、][ \t][\u3400-\u9fff]")
#: What follows such a heading is at least so long.
_SHORTEST_TEXT = {"end": 6, "blank": 30}


def heading_of(text: Text, stretch: Stretch) -> Stretch:
    """A numbered line's heading: up to the colon or blank that sets it off, else its first sentence."""
    found = _RUN_IN_HEADING.match(text.key, stretch.start, stretch.end)
    if found and found.lastgroup:
        rest = text.read(Stretch(found.end(), stretch.end)).strip()
        is_text = found["end"] == ":" or "。" in rest
        if found["blank"]:  # a page that joined broken lines by blanks has more of them
            is_text = is_text and not _INNER_BLANK.search(rest)
        if len(rest) >= _SHORTEST_TEXT[found.lastgroup] and is_text:
            return Stretch(stretch.start, found.start(found.lastgroup))
    return first_sentence(text, stretch)


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
