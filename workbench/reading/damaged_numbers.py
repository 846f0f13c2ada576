"""Numbers of headings that lost a byte on a mirrored page, read again by how GBK falls out of step.

Such a page drops one byte before （一）: what follows is read half a character late (。ㄒ唬┚o for 　（一）緊)
until a single byte brings it back into step, and pairs that mean nothing are left out. Every （number）
leaves a trace of its own, so the number is known; where two leave the same one, it is the one that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.reading.numerals import read_numeral

#: A damaged heading: the trace of its number, then half of the first character, perhaps with its other half.
_HEADING = re.compile(
    r"^[ \t\u3000]*(?:[?？][ \t\u3000]*)?。(?P<trace>[^\s。─-╋]{0,5})(?P<half>[─-╋])(?P<rest>[@-~€])?",
    re.MULTILINE,
)
_SOUND = re.compile(r"^[ \t\u3000]*[(（](?P<number>[一二三四五六七八九十]{1,3})[)）]", re.MULTILINE)
_DIGITS = "一二三四五六七八九"
_PRIVATE_USE = range(0xE000, 0xF900)


def lost_numbers(source: str) -> Iterator[tuple[int, int, str]]:
    """The damaged headings of a text: where the damage to each number stands, and the words it stands for."""
    if "┙" not in source and not _HEADING.search(source):
        return
    last = 0
    places = [*_HEADING.finditer(source), *_SOUND.finditer(source)]
    for found in sorted(places, key=lambda one: one.start()):
        if found.re is _SOUND:
            last = read_numeral(found["number"]) or last
            continue
        number = _next_after(_numbers().get(found["trace"], ()), last)
        if number:
            last = number
            whole = _whole(found["half"], found["rest"])
            end = found.end("rest") if whole else found.start("half")
            yield found.start(), end, f"（{_numeral(number)}）{whole}"


def _next_after(numbers: tuple[int, ...], last: int) -> int:
    """The number that follows the last best: its successor, else the first of a new list, else the next."""
    if last + 1 in numbers:
        return last + 1
    return next(iter(numbers), 0) if 1 in numbers else next((one for one in numbers if one > last), 0)


def _whole(half: str, rest: str | None) -> str:
    """The first character of the heading, from the byte in `half` and its other byte; "" where unknown."""
    if not rest:
        return ""
    lead, trail = half.encode("gbk")[1:], b"\x80" if rest == "€" else rest.encode("ascii")
    try:
        character = (lead + trail).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if "\u4e00" <= character <= "\u9fff" else ""


@cache
def _numbers() -> dict[str, tuple[int, ...]]:
    """The numbers by the trace that （number） leaves."""
    traces: dict[str, list[int]] = {}
    for number in range(1, 100):
        traces.setdefault(_trace(f"（{_numeral(number)}）"), []).append(number)
    return {trace: tuple(numbers) for trace, numbers in traces.items()}


def _trace(words: str) -> str:
    """What is left of words read half a character late, without the 。 in front and their last byte."""
    late = b"\xa1" + words.encode("gbk")[:-1]
    pairs = (late[at : at + 2] for at in range(2, len(late) - 1, 2))
    return "".join(_read(pair) for pair in pairs)


def _read(pair: bytes) -> str:
    try:
        character = pair.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return "" if ord(character) in _PRIVATE_USE else character


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十") + (
        _DIGITS[ones - 1] if ones else ""
    )
