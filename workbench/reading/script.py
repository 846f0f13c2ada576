"""Simplified and Traditional: which one a text is in, facts in the other, and the grammar's folded key.

The grammar is written once, in Simplified characters with half-width punctuation. `fold` brings any text
to that form *without changing its length*, so that a place in the key is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, Protocol

from workbench.reading import lexicon
from workbench.terms import Script

ScriptChoice = Literal["keep", "hans", "hant"]


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(configuration: str) -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC(configuration)
    return converter


@cache
def _variants() -> dict[int, str]:
    """Character variants that OpenCC leaves alone: 産 爲 綫."""
    return {ord(pair[0]): pair[1] for pair in lexicon.words("variants")}


def fold(text: str) -> str:
    """The text in Simplified characters with half-width punctuation and digits, character for character."""
    return _fold_words(text) if len(text) <= _FEW_WORDS else _fold(text)


#: Names and phrases come back again and again; whole documents do not.
_FEW_WORDS = 60


@lru_cache(maxsize=8192)
def _fold_words(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    narrow = text.translate(_single())
    return narrow if narrow.isascii() else _same_length(narrow, "t2s")


class _Single(dict[int, str]):
    """What a character alone folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _narrow(chr(code)).translate(_variants())
        return self[code]


@cache
def _single() -> _Single:
    return _Single()


def _narrow(char: str) -> str:
    if "\uff00" <= char <= "\uffef" or "\ufe10" <= char <= "\ufe6f" or char in "\u3000\xa0":
        narrow = unicodedata.normalize("NFKC", char)
        char = narrow if len(narrow) == 1 else char
    return _BRACKETS.get(char, char)


@cache
def written_as(sign: str) -> re.Pattern[str]:
    """Any character that folds to a sign: （ 〔 【 for a bracket."""
    wide = (*range(0xFF00, 0xFFF0), *range(0xFE10, 0xFE70), *map(ord, _BRACKETS), *_variants(), ord(sign))
    return re.compile("[" + "".join(re.escape(chr(code)) for code in wide if _single()[code] == sign) + "]")


_BRACKETS = {
    "〔": "(",
    "〕": ")",
    "[": "(",
    "]": ")",
    "【": "(",
    "】": ")",
    "﹒": ".",
    "・": "·",
    "–": "-",
    "﹣": "-",
    "−": "-",
}


def to_traditional(text: str) -> str:
    """The text in Traditional characters."""
    return _converter("s2t").convert(text)


def _same_length(text: str, configuration: str) -> str:
    """Convert by lines; a line whose length a phrase would change is converted character by character."""
    convert = _converter(configuration).convert
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(_keep_length(line, configuration) for line in text.splitlines(keepends=True))


def _keep_length(line: str, configuration: str) -> str:
    convert = _converter(configuration).convert
    whole = convert(line)
    if len(whole) == len(line):
        return whole
    singles = (convert(char) for char in line)
    return "".join(single if len(single) == 1 else char for char, single in zip(line, singles, strict=True))


def script_of(text: str) -> Script:
    """Traditional when more of its characters have a Simplified form than the other way round."""
    sample = text[:20_000]
    traditional = _differences(sample, "t2s")
    simplified = _differences(sample, "s2t")
    return Script.HANT if traditional > simplified else Script.HANS


def _differences(text: str, configuration: str) -> int:
    converted = _converter(configuration).convert(text)
    return sum(a != b for a, b in zip(text, converted, strict=False))


class Converter:
    """Turns the facts of one document into the script the planner asked for.

    Characters go by OpenCC's `t2s` and `s2t`. Words that only Taiwan writes (網際網路, 軟體) become the
    mainland's by our own list: OpenCC's phrase table `tw2sp` also turns words that both sides write into
    others (建立 into 创建, 核心 into 内核, 顯著 into 显着), which no official document would bear.
    """

    def __init__(self, choice: ScriptChoice) -> None:
        self._configuration = {"keep": "", "hans": "t2s", "hant": "s2t"}[choice]

    def __call__(self, text: str) -> str:
        if not self._configuration or not text:
            return text
        if self._configuration == "t2s":
            text = _mainland_words(text.translate(_to_standard_traditional()))
        return _converter(self._configuration).convert(text)


def _mainland_words(text: str) -> str:
    words = lexicon.pairs("taiwan_words")
    return _taiwan_word().sub(lambda found: words[found.group()], text)


@cache
def _taiwan_word() -> re.Pattern[str]:
    return re.compile(lexicon.any_of(list(lexicon.pairs("taiwan_words"))))


@cache
def _to_standard_traditional() -> dict[int, str]:
    """Variants as the list of words writes them, so that 智慧財産權 is found as 智慧財產權."""
    return {ord(pair[0]): pair[2] for pair in lexicon.words("variants")}
