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
