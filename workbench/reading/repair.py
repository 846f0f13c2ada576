"""What a damaged page did to its text: found, mended where certain, and always reported.

In comes the decoded source; out comes a `Text` whose clean layer lacks the intruding pinyin and whose key
has censored words put back, with one Problem for each kind or place of damage. The source stays as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workbench.problems import Problem
from workbench.reading import lexicon
from workbench.reading.damaged_numbers import lost_numbers
from workbench.reading.lost_bytes import out_of_step
from workbench.reading.miscoded import misread_as_gb
from workbench.reading.script import fold
from workbench.reading.text import Text
from workbench.reading.wrapped import line_breaks_inside
from workbench.terms import Severity, Span

_PINYIN = re.compile(r"(?<=([\u3400-\u9fff]))[(（][ \t]?([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6})[ \t]?[)）]")
_CENSORED = re.compile(r"&&(?=\(?责任|\(?单位|部门|负责)|(?<=[委办局厅部署院会行府])&&(?=[,;。)])")
_ANY_CENSORED = re.compile("&&")
#: What Chinese prose does not hold: a lost-character mark, private use, bopomofo or kana between characters,
#: a question mark or accented letter squeezed between them.
_HAN = r"[\u3400-\u9fff]"
_STRANGE = re.compile(
    "[\ufffd\ue000-\uf8ff]+|(?:锟斤拷)+"
    rf"|(?<={_HAN})\?+(?:[㄀-ㄯāǎǐǒǔǖǘǚǜ]|(?={_HAN}|[、,，。“”]))"
    "|[\u3100-\u312f]"
    rf"|(?<={_HAN})\?(?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùü]{{1,6}}[)）])"
    rf"|(?<={_HAN})[āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ](?={_HAN})"
    rf"|(?:^|(?<=[。\n]))[ù](?={_HAN})"
)
_ASKS = re.compile("能否|可否|是不是|什么|如何|怎么|怎样|哪|是否|多少|为何|为啥|[吗呢谁几么]")
#: How far around a strange character the damage is shown to the planner.
_AROUND = 6


#: Heading and emphasis marks of a Markdown text: they dress the words and are none of them.
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+(?=\S)|\*\*(?=\S)|(?<=\S)\*\*", re.MULTILINE)
_IS_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*\S)", re.MULTILINE)


#: Figures of a date that a scanner took for letters: 2023年l2月, 2o23年, 1O月.
_MISREAD = re.compile(
    r"(?<=年)[lI](?=[0-2]?月)|(?<=年1)[oO](?=月)|(?<![\da-zA-Z]2)(?<=2)[oO](?=\d\d年)|(?<=20)[oO](?=\d年)"
)
#: Characters without width or ink that web pages strew between words.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
#: What a title's row of a CSV file ends with: the fields of its table, all empty.
_EMPTY_FIELDS = re.compile(r"(?<=[^\s,]),{2,}(?=[ \t]*\r?$)", re.MULTILINE)


#: A break inside a Markdown cell, or one that a page forgot to make.
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: Labels set in spaced letters: 责 任 单 位.
_SPACED_LABEL = re.compile(
    r"(?:[责牵配主协][ \u3000]{1,2}[任头合办][ \u3000]{1,2}[单部][ \u3000]{1,2}[位门]"
    r"|完[ \u3000]{1,2}成[ \u3000]{1,2}[时期][ \u3000]{1,2}[限间])(?=[ \u3000]*[:：])"
)


def spaced_labels(source: str) -> list[tuple[int, int]]:
    """The blanks inside labels that were set in spaced letters."""
    blanks = re.compile("[ \u3000]+")
    return [
        blank.span()
        for found in _SPACED_LABEL.finditer(source)
        for blank in blanks.finditer(source, *found.span())
    ]


def repair(source: str) -> tuple[Text, tuple[Problem, ...]]:
    """The text ready for the grammar, and the damage that was met."""
    intruders = [m.span() for m in _PINYIN.finditer(source) if _sounds_like(m[1], m[2])]
    marks = [m.span() for m in _MARKDOWN.finditer(source)] if _IS_MARKDOWN.search(source) else []
    numbers = {start: (end, words) for start, end, words in lost_numbers(source)}
    numbers |= {m.start(): (m.end(), "0" if m.group() in "oO" else "1") for m in _MISREAD.finditer(source)}
    unseen = [m.span() for m in _UNSEEN.finditer(source)]
    commas = [m.span() for m in _EMPTY_FIELDS.finditer(source)]
    removed = [*intruders, *marks, *unseen, *commas, *stray_marks(source), *spaced_labels(source)]
    breaks = {m.start(): (m.end(), "\n") for m in _BREAK_TAG.finditer(source)}
    removed = _disjoint([*removed, *line_breaks_inside(source)])
    clean, origin = _without(source, removed, numbers | breaks)
    key = _CENSORED.sub("牵头", fold(clean))
    problems = (*_pinyin_problem(intruders), *_censored(source), *_broken(source, intruders, numbers))
    return Text(source, clean, key, origin), problems


def _sounds_like(character: str, letters: str) -> bool:
    """Whether the letters are a reading of the character; anything else in brackets is left alone."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return _toneless(letters) in {_toneless(reading) for reading in readings}


def _toneless(letters: str) -> str:
    spelled = unicodedata.normalize("NFD", letters.replace("v", "ü"))
    return "".join(char for char in spelled if unicodedata.category(char) != "Mn")


def _without(
    source: str, intruders: list[tuple[int, int]], put_right: dict[int, tuple[int, str]]
) -> tuple[str, tuple[int, ...]]:
    """The source without the intruders and with some words put right, and where each character stood."""
    kept: list[str] = []
    origin: list[int] = []
    places = [(start, end, "") for start, end in intruders]
    places += [(start, end, words) for start, (end, words) in put_right.items()]
    at = 0
    for start, end, words in sorted(places):
        if start < at:
            continue
        kept.append(source[at:start] + words)
        origin += [*range(at, start), *[start] * len(words)]
        at = end
    kept.append(source[at:])
    origin += range(at, len(source))
    return "".join(kept), (*origin, len(source))


#: Marks that mirrored pages strew between words, and tags they forgot to take away.
_STRAY = re.compile(r"@{2,}|</?(?:strong|b|p|span|font|div|a|em|u|i)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
#: Fewer than this are no habit of the page.
_FEWEST_STRAY = 3


def stray_marks(source: str) -> list[tuple[int, int]]:
    """The places of marks and tags that are none of the text's words, where a page has several."""
    found = [match.span() for match in _STRAY.finditer(source)]
    return found if len(found) >= _FEWEST_STRAY else []


def _disjoint(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, each cut to begin behind the one before."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        start = max(start, kept[-1][1]) if kept else start
        if start < end:
            kept.append((start, end))
    return kept


def _pinyin_problem(intruders: list[tuple[int, int]]) -> Iterator[Problem]:
    if intruders:
        yield Problem(
            "pinyin-damage",
            Severity.INFO,
            f"网页在 {len(intruders)} 处汉字后夹带了拼音，读取时已略去，原文保持不变。",
            Span(*intruders[0]),
        )


def _censored(source: str) -> Iterator[Problem]:
    for found in _ANY_CENSORED.finditer(source):
        after = fold(source[found.start() : found.start() + 8])
        known = _CENSORED.match(after)
        yield Problem(
            "censored-word",
            Severity.WARNING,
            f"此处文字被网站屏蔽为“&&”：{_surroundings(source, found.start(), found.end())}",
            Span(found.start(), found.end()),
            "牵头" if known else None,
        )


def _broken(
    source: str, intruders: list[tuple[int, int]], numbers: dict[int, tuple[int, str]]
) -> Iterator[Problem]:
    """One problem for each place where text was decoded with a wrong code page."""
    inside = {place for start, end in intruders for place in range(start, end)}
    for start, (end, words) in numbers.items():
        inside.update(range(start, end))
        yield _damage(source, start, end, words)
    for start, end, proposal in sorted(
        {*_dictionary_hits(source), *misread_as_gb(source), *out_of_step(source)}
    ):
        inside.update(range(start, end))
        yield _damage(source, start, end, proposal)
    for found in _STRANGE.finditer(source):
        if found.start() not in inside and not _is_question(source, found):
            yield _damage(source, found.start(), found.end(), None)


def _is_question(source: str, found: re.Match[str]) -> bool:
    """Whether a half-width question mark ends a question and is no lost character: 什么是数据?"""
    clause = re.split("[。，,;；?!\n]", source[max(0, found.start() - 30) : found.start()])[-1]
    return found.group() == "?" and bool(_ASKS.search(fold(clause)))


def _dictionary_hits(source: str) -> list[tuple[int, int, str]]:
    hits: list[tuple[int, int, str]] = []
    for damaged, meant in sorted(lexicon.pairs("damage").items(), key=lambda pair: -len(pair[0])):
        for found in re.finditer(re.escape(damaged), source):
            if not any(start < found.end() and found.start() < end for start, end, _ in hits):
                hits.append((found.start(), found.end(), meant))
    return sorted(hits)


def _damage(source: str, start: int, end: int, proposal: str | None) -> Problem:
    what = f"此处文字已损坏：{_surroundings(source, start, end)}"
    return Problem("damaged-text", Severity.WARNING, what, Span(start, end), proposal)


def _surroundings(source: str, start: int, end: int) -> str:
    return f"“…{source[max(0, start - _AROUND) : end + _AROUND].strip()}…”".replace("\n", " ")
