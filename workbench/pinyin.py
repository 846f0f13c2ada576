"""How names sound: a text in Simplified characters in, its syllables out, to find 数字办 by shuziban or szb.

A character is taken in its usual reading; the few in daily use that have two (行 重 长 …) give a second way
to say the whole text. pypinyin knows the readings; it is asked on first use, character by character.
"""

from __future__ import annotations

from functools import cache
from typing import Final

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


def ways_to_say(text: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of a text, in one reading or two; letters and digits say themselves, marks nothing.

    >>> ways_to_say("5g专网")
    (('5', 'g', 'zhuan', 'wang'),)
    >>> ways_to_say("银行")
    (('yin', 'xing'), ('yin', 'hang'))
    """
    usual = tuple(said for character in text if (said := syllable(character)))
    if not any(character in TWO_WAYS for character in text):
        return (usual,)
    other = (TWO_WAYS[one][1] if one in TWO_WAYS else syllable(one) for one in text)
    return usual, tuple(said for said in other if said)


@cache
def syllable(character: str) -> str:
    """How a character is usually said, without tone; itself for a letter or digit, "" for a mark."""
    if character in TWO_WAYS:
        return TWO_WAYS[character][0]
    if not character.isalnum():
        return ""
    if character < "\u3400":
        return character
    from pypinyin import Style, pinyin

    said = pinyin(character, style=Style.NORMAL)
    return said[0][0] if said and said[0][0] != character else ""


def spelled_out(letters: str, syllables: frozenset[str], most: int = 8) -> list[tuple[str, ...]]:
    """How letters may be read as syllables, of which the last one may be unfinished; at most so many ways.

    >>> spelled_out("xian", frozenset({"xi", "an", "xian"}))
    [('xian',), ('xi', 'an')]
    """
    ways: list[tuple[str, ...]] = []

    def go_on(start: int, said: tuple[str, ...]) -> None:
        if len(ways) >= most:
            return
        rest = letters[start:]
        if any(one.startswith(rest) for one in syllables):
            ways.append((*said, rest))
        for length in range(min(len(rest) - 1, 6), 0, -1):
            if rest[:length] in syllables:
                go_on(start + length, (*said, rest[:length]))

    go_on(0, ())
    return ways


def places_by_sound(letters: str, text: str) -> list[tuple[int, int]]:
    """Where a text sounds like `letters`, or has them as the initials of its characters: start and end.

    >>> places_by_sound("szb", "省数字办")
    [(1, 4)]
    """
    said = [_readings(character) for character in text]
    return [
        (start, stop) for start in range(len(text)) for stop in _stops(letters, said, start) if stop > start
    ][:1]


def _readings(character: str) -> tuple[str, ...]:
    from workbench.spelling import folded

    plain = folded(character)
    return TWO_WAYS.get(plain, (syllable(plain),)) if len(plain) == 1 else ()


def _stops(letters: str, said: list[tuple[str, ...]], start: int) -> list[int]:
    """Where letters end that begin with the character at `start`: as initials, or as syllables."""
    initials = said[start : start + len(letters)]
    fits = [any(one[:1] == letter for one in ways) for letter, ways in zip(letters, initials, strict=False)]
    if len(fits) == len(letters) and all(fits):
        return [start + len(letters)]
    rest, stop = letters, start
    while rest and stop < len(said):
        eaten = max((len(one) for one in said[stop] if one and rest.startswith(one)), default=0)
        last = any(one.startswith(rest) for one in said[stop])
        if not eaten and not last:
            return []
        rest, stop = ("" if last else rest[eaten:]), stop + 1
    return [] if rest else [stop]
