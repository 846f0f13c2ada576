"""Points that run on in one line, cut apart where their numbers stand.

In come the lines of a body; out come the same lines, cut. A page loses the break behind an assignment
(…（责任单位：省科技厅）（二）加快…), or all its breaks: then a number is a point's only if it is the next of
its kind, behind a full stop or a short heading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.reading.numerals import NUMERAL, read_numeral
from workbench.reading.outline import Number, read_number
from workbench.reading.text import Stretch, Text

_ASSIGNED = re.compile(
    r"(?:责任|牵头|负责|配合|参加|参与|落实|单位|部门)[^()]{0,400}(?:\([^()]*\)[^()]{0,200})*\)[。;]?$"
)
#: Where a number may begin: behind a stop, a bracket, or the words that announce a list.
_BREAK = re.compile(
    r"(?<=[。!?;)])[ \t]*(?=[第一二三四五六七八九十\d(⒈-⒛①-⑳])|(?<=[:])(?=[ \t]*(?:1[.、]|\([1一]\)|①))"
)
_HEADED = re.compile(r"(?=\([一二三四五六七八九十\d]{1,3}\)|(?<!\d)\d{1,2}[.、](?!\d))")
#: A text whose lines are longer than this on the whole has lost its breaks.
_LOST = 900
_LONGEST_HEADING = 30
#: A document of so few lines, each longer than this, lost them too, if its numbers cut it in so many more.
_FEW_LINES, _SHORT_LOST, _FEWEST_CUTS = 3, 250, 4
#: How far behind an assignment's closing bracket its opening is looked for.
_LONGEST_BRACKET = 600


def cut_run_on(text: Text, lines: list[Stretch]) -> list[Stretch]:
    """The lines of a body, cut where a further point begins behind an assignment.

    A list that begins in its heading's line (（二）推动转型。1.…) is cut off where the next line counts on.
    """
    cut: list[Stretch] = []
    last: dict[int, int | None] = {}
    for line, below in itertools.zip_longest(lines, lines[1:]):
        starts = [*_behind_assignments(text, line), *(_list_begun(text, line, below) if below else ())]
        starts += _behind_heading(text, line, last)
        for piece in _cut(text, line, iter(starts)):
            cut.append(piece)
            if number := read_number(text, piece):
                last[number.rank] = _value(number.words)
    return cut


def _behind_heading(text: Text, line: Stretch, last: dict[int, int | None]) -> list[int]:
    """Where the point that counts on from the `last` of its rank stands behind a heading.

    二、培育产业链条（三）支持整机研制。…
    """
    heading = read_number(text, line)
    if heading is None or heading.rank >= _RANK_OF_POINTS:
        return []
    begin = heading.end + _SHORTEST_HEADING
    found = _HEADED.search(text.key, begin, min(line.end, begin + _LONGEST_HEADING))
    if not found or not _IS_HEADING.fullmatch(text.key, heading.end, found.start()):
        return []
    number = _number(text, found.start(), line.end)
    if number is None or not heading.rank < number.rank <= _RANK_OF_POINTS:
        return []
    counts_on = _value(number.words) in (1, (last.get(number.rank) or 0) + 1)
    return [found.start()] if counts_on else []


#: The rank of 1., below the headings; a heading has so many characters and no stop.
_RANK_OF_POINTS = 60
_SHORTEST_HEADING = 4
_IS_HEADING = re.compile(r"[ \t]*[^,;:。!?()]*[^,;:。!?()见按至和与及、第地铁]")


def cut_lost_breaks(text: Text, lines: list[Stretch]) -> list[Stretch]:
    """The lines of a text that lost its breaks, cut at its numbers and in its head; others as they are."""
    length = sum(line.length for line in lines)
    is_long = length > 3 * _LOST and length > _LOST * len(lines)
    is_short = not is_long and len(lines) <= _FEW_LINES and length > _SHORT_LOST * len(lines)
    if not is_long and not is_short:
        return lines
    cut = [piece for line in lines for piece in _cut(text, line, _in_sequence(text, line))]
    if is_short and len(cut) < len(lines) + _FEWEST_CUTS:
        return lines
    first = next((index for index, piece in enumerate(cut) if read_number(text, piece)), len(cut))
    front = [piece for line in cut[:first] for piece in _cut(text, line, _in_front(text, line))]
    return front + cut[first:-1] + [piece for line in cut[first:][-1:] for piece in _signed(text, line)]


def _signed(text: Text, line: Stretch) -> list[Stretch]:
    """The last line with the office, the date and the remark on publication behind its text cut off."""
    found = _SIGNED_BEHIND.search(text.key, line.start, line.end)
    starts = [found.start(), found.start("date"), found.end("date")] if found else []
    return list(_cut(text, line, iter(starts)))


def _cut(text: Text, line: Stretch, starts: Iterator[int]) -> Iterator[Stretch]:
    for start, end in itertools.pairwise([line.start, *sorted(set(starts)), line.end]):
        piece = text.trim(start, end)
        if piece.length:
            yield piece


def _in_front(text: Text, line: Stretch) -> Iterator[int]:
    """Where the parts of a notice's head begin: number, recipients, text, signature, date, printed title."""
    for part in _FRONT_PART.finditer(text.key, line.start, line.end):
        yield part.start()
        yield part.end()


_DAY = rf"(?:19|20|二)[\d〇○零一二三四五六七八九]{{2,3}}年{NUMERAL}月{NUMERAL}日"
#: A document number, its recipients, an office above its date, the date, and the remark on publication.
_FRONT_PART = re.compile(
    r"(?<=通知|意见|决定|办法|方案|要点)[\u3400-\u9fff]{1,8}\((?:19|20)\d\d\)\d+号|^[\u3400-\u9fff]{1,8}\((?:19|20)\d\d\)\d+号"
    r"|各[^。;:]{2,120}:"
    rf"|(?<=[。!])[\u3400-\u9fff]{{2,30}}(?={_DAY})|(?<![\d到至]){_DAY}(?!前)"
    r"|\(此件[^()]{2,10}\)"
)

_SIGNED_BEHIND = re.compile(
    rf"(?<=[。!])[\u3400-\u9fff]{{4,30}}(?P<date>{_DAY})(?:\(此件[^()]{{2,10}}\))?[ \t]*$"
)


def _behind_assignments(text: Text, line: Stretch) -> Iterator[int]:
    """Where a number follows the bracket that assigns the point before it, or opens that point's own list."""
    for gap in _BREAK.finditer(text.key, line.start, line.end):
        before = text.key[max(line.start, gap.start() - _LONGEST_BRACKET) : gap.start()]
        before = _LIST_FOLLOWS.sub("", before)
        if _ASSIGNED.search(before) and _number(text, gap.end(), line.end):
            yield gap.end()


_FIRST_OF_LIST = re.compile(r"(?<=[。:;])(?=[ \t]*(?:1[.、．](?!\d)|\([1一]\)|①))")


def _list_begun(text: Text, line: Stretch, below: Stretch) -> list[int]:
    """Where the sub-points of a list begin in a line that the numbered line below it counts on."""
    opening = _FIRST_OF_LIST.search(text.key, line.start, line.end)
    if not opening:
        return []
    own, following = read_number(text, line), read_number(text, below)
    first = _number(text, opening.end(), line.end)
    if not (own and first and following) or not own.rank < first.rank == following.rank:
        return []
    count = _Count({first.rank: 0})
    gaps = _BREAK.finditer(text.key, opening.start(), line.end)
    starts = [opening.end(), *(gap.end() for gap in gaps)]
    numbers = ((at, _number(text, at, line.end)) for at in sorted(set(starts)))
    taken = [at for at, number in numbers if number and number.rank == first.rank and count.takes(number)]
    return taken if count.takes(following) else []


#: What announces a point's own list behind its assignment: 具体举措：
_LIST_FOLLOWS = re.compile(r"(?<=\))[^()。;:]{0,12}:$")


def _number(text: Text, at: int, end: int) -> Number | None:
    start = text.trim(at, end).start
    number = read_number(text, Stretch(start, end))
    return number if number and number.end < end else None


@dataclass(slots=True)
class _Count:
    """The last number of each rank, and the ranks that may begin anew under a higher one."""

    last: dict[int, int] = field(default_factory=dict)
    renewed: set[int] = field(default_factory=set)

    def takes(self, number: Number) -> bool:
        """Whether the number is the next of its kind, or the first under a new heading; if so count it."""
        value = _value(number.words)
        follows = value == self.last.get(number.rank, 0) + 1
        if value is None or not (follows or (value == 1 and number.rank in self.renewed)):
            return False
        self.last[number.rank] = value
        self.renewed = {rank for rank in self.last if rank > number.rank} | (self.renewed - {number.rank})
        return True


def _value(words: str) -> int | None:
    found = re.search(NUMERAL, words)
    if found:
        return read_numeral(found.group())
    return ord(words[0]) - ord("①") + 1 if "①" <= words[0] <= "⑳" else None


def _in_sequence(text: Text, line: Stretch) -> Iterator[int]:
    """The numbers that count on, behind a sentence or right behind a heading: 二、重点任务（一）…"""
    count = _Count()
    heading = line.start
    gaps = {gap.end() for gap in _BREAK.finditer(text.key, line.start, line.end)}
    headed = {gap.start() for gap in _HEADED.finditer(text.key, line.start, line.end)}
    for at in sorted({line.start} | gaps | headed):
        is_headed = 0 < at - heading <= _LONGEST_HEADING and "。" not in text.key[heading:at]
        if at not in gaps and at != line.start and not is_headed:
            continue
        number = _number(text, at, line.end)
        if number and count.takes(number):
            heading = at
            if at > line.start:
                yield at
