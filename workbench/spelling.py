"""One name, however it is written: a name in, the key it is known by out.

省數字辦, 省数字办 and a copy in full-width letters name one unit; 《…工作方案》 in either script is one
document. OpenCC tells the characters apart; it is asked for on first use and never shows in what is stored.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workbench.resources import resource_path

if TYPE_CHECKING:
    from opencc import OpenCC


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> str:
    """The name in Simplified characters, half-width and without blanks: the same for every way to write it.

    >>> spelling_key("省數字辦（ＡＩ 局）")
    '省数字办(AI局)'
    """
    narrow = "".join(unicodedata.normalize("NFKC", name).split())
    simple: str = _to_simplified().convert(narrow.translate(_variants()))
    return simple


@cache
def _to_simplified() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _variants() -> dict[int, str]:
    """Characters that OpenCC leaves alone (産 爲 綫), from the word list of the same name."""
    text = resource_path("lexicon", "variants.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return {ord(three[0]): three[1] for line in lines for three in line.split()}


def folded(text: str) -> str:
    """A text as searching and comparing see it: each character Simplified, half-width, small, without accent;
    blanks left out.

    Unlike `spelling_key` it folds character by character, so that what was found can be shown in its place.

    >>> folded("省數字辦（ＡＩ 局）")
    '省数字办(ai局)'
    """
    return text.translate(_folds())


class Folds(dict[str, str]):
    """Folded texts, each worked out once: `folds[text]`, or a whole column of them."""

    def __init__(self) -> None:
        super().__init__()
        self._column: tuple[list[str], list[str]] = ([], [])

    def column(self, texts: list[str]) -> list[str]:
        """Each of a column of texts, folded. The last column is remembered: to look a hundred thousand texts
        up takes longer than to look through them."""
        if self._column[0] != texts:  # compared by identity where nothing has changed
            self._column = list(texts), [self[text] for text in texts]
        return self._column[1]

    def __missing__(self, text: str) -> str:
        key = folded(text)
        self[text] = key = text if key == text else key
        return key


def places_of(sought: str, text: str) -> list[tuple[int, int]]:
    """Where a folded word stands in a text: start and end of each place, none overlapping."""
    if not sought:
        return []
    table = _folds()
    pieces = [table[ord(character)] for character in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    whole, found, start = "".join(pieces), [], 0
    while (start := whole.find(sought, start)) >= 0:
        found.append((origin[start], origin[start + len(sought) - 1] + 1))
        start += len(sought)
    return found


class _Characters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = key = _folded_character(chr(code))
        return key


@cache
def _folds() -> _Characters:
    return _Characters()


def _folded_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)
    bare = unicodedata.normalize("NFC", "".join(one for one in plain if unicodedata.category(one) != "Mn"))
    simple: str = _to_simplified().convert("".join(bare.split()).translate(_variants()))
    return simple.lower()
