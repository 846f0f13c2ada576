"""How names sound: a text in Simplified characters in, its syllables out, to find 数字办 by shuziban or szb.

A character is taken in its usual reading; the few in daily use that have two (行 重 长 …) give a second way
to say the whole text. The readings are a table of our own, so that finding a name loads nothing large.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from workbench.resources import resource_path
from workbench.spelling import folded

#: Characters in daily use of the offices with two readings, the usual one first.
TWO_WAYS: Final = {
    "行": ("xing", "hang"),
    "重": ("zhong", "chong"),
    "长": ("chang", "zhang"),
    "都": ("du", "dou"),
    "调": ("tiao", "diao"),
    "率": ("lv", "shuai"),
    "传": ("chuan", "zhuan"),
    "参": ("can", "shen"),
    "盛": ("sheng", "cheng"),
    "会": ("hui", "kuai"),
    "乐": ("le", "yue"),
    "藏": ("cang", "zang"),
    "厦": ("xia", "sha"),
}
_TWO_WAYS = re.compile(f"[{''.join(TWO_WAYS)}]")
#: Stands for whatever is not said: marks end what can be said in one go.
MARK: Final = "|"


def ways_to_say(text: str) -> tuple[tuple[str, str], ...]:
    """A folded text in one reading or two: its syllables with a blank behind each, and their initials.

    Letters and digits say themselves.

    >>> ways_to_say("5g专网")
    (('5 g zhuan wang ', '5gzw'),)
    >>> ways_to_say("银行")
    (('yin xing ', 'yx'), ('yin hang ', 'yh'))
    """
    tables = _tables()
    usual = text.translate(tables[0]), text.translate(tables[1])
    if not _TWO_WAYS.search(text):
        return (usual,)
    return usual, (text.translate(tables[2]), text.translate(tables[3]))


def syllable(character: str) -> str:
    """How a character is usually said, without tone; itself for a letter or digit, MARK for a mark."""
    if character in TWO_WAYS:
        return TWO_WAYS[character][0]
    return _readings().get(character) or (character if character.isalnum() else MARK)


@cache
def syllables() -> frozenset[str]:
    """All that there are."""
    return frozenset(_readings().values())


def spelled_out(letters: str, most: int = 8) -> list[tuple[str, ...]]:
    """How letters may be read as syllables, of which the last one may be unfinished; at most so many ways.

    >>> spelled_out("xian")
    [('xian',), ('xia', 'n'), ('xi', 'an'), ('xi', 'a', 'n')]
    """
    ways: list[tuple[str, ...]] = []

    def go_on(start: int, said: tuple[str, ...]) -> None:
        if len(ways) >= most:
            return
        rest = letters[start:]
        if any(one.startswith(rest) for one in syllables()):
            ways.append((*said, rest))
        for length in range(min(len(rest) - 1, 6), 0, -1):
            if rest[:length] in syllables():
                go_on(start + length, (*said, rest[:length]))

    go_on(0, ())
    return ways


def places_by_sound(letters: str, text: str) -> list[tuple[int, int]]:
    """Where a text first sounds like `letters`, or has them as the initials of its characters.

    >>> places_by_sound("szb", "省数字办")
    [(1, 4)]
    """
    said = [_said(character) for character in text]
    ends = ((start, _end(letters, said, start)) for start in range(len(text)))
    return [(start, end) for start, end in ends if end > start][:1]


def _said(character: str) -> tuple[str, ...]:
    plain = folded(character)
    return TWO_WAYS.get(plain, (syllable(plain),)) if len(plain) == 1 else ()


def _end(letters: str, said: list[tuple[str, ...]], start: int) -> int:
    """Where letters end that begin at `start`, as initials or as syllables; 0 where they do not."""
    initials = said[start : start + len(letters)]
    fits = [any(one[:1] == letter for one in ways) for letter, ways in zip(letters, initials, strict=False)]
    if len(fits) == len(letters) and all(fits):
        return start + len(letters)
    rest, end = letters, start
    while rest and end < len(said):
        if any(one.startswith(rest) for one in said[end]):
            return end + 1
        eaten = max((len(one) for one in said[end] if rest.startswith(one)), default=0)
        if not eaten:
            return 0
        rest, end = rest[eaten:], end + 1
    return 0


class _Table(dict[int, str]):
    """What each character is turned into, worked out when it is first met."""

    def __init__(self, *, other: bool, initials: bool) -> None:
        super().__init__()
        self._other = other
        self._initials = initials

    def __missing__(self, code: int) -> str:
        character = chr(code)
        said = TWO_WAYS[character][1] if self._other and character in TWO_WAYS else syllable(character)
        self[code] = turned = said[0] if self._initials else f"{said} "
        return turned


@cache
def _tables() -> tuple[_Table, _Table, _Table, _Table]:
    return (
        _Table(other=False, initials=False),
        _Table(other=False, initials=True),
        _Table(other=True, initials=False),
        _Table(other=True, initials=True),
    )


@cache
def _readings() -> dict[str, str]:
    """Characters with their usual syllables, from the word list of the same name."""
    text = resource_path("lexicon", "pinyin.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {character: said for said, characters in lines for character in characters}
