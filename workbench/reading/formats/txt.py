"""Plain text in whatever code page it was saved: bytes in, text out, or a refusal naming what was tried."""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache

from workbench.errors import GarbledTextError
from workbench.reading.formats.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
#: Below this share of everyday characters a decoding is no Chinese text at all.
_PLAUSIBLE = 0.7
#: How many broken bytes a torn-off download may hold and still be read.
_MOST_BROKEN = 0.002
_SAMPLE = 60_000


def read_txt(data: bytes) -> Source:
    """Decode a plain text file.

    Raises GarbledTextError where no known code page makes Chinese or plain text of it.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    candidates = (marked,) if marked else _CANDIDATES
    decoded = {encoding: text for encoding in candidates if (text := _decode(data, encoding)) is not None}
    if "utf-8" in decoded and "\0" not in decoded["utf-8"]:
        decoded = {"utf-8": decoded["utf-8"]}
    encoding = max(decoded, key=lambda name: plausibility(decoded[name]), default="")
    if not encoding or plausibility(decoded[encoding]) < _PLAUSIBLE:
        raise _garbled(candidates)
    return Source(decoded[encoding], encoding=_NAMES[encoding])


def _decode(data: bytes, encoding: str) -> str | None:
    """The decoded text; a few broken bytes become the replacement character, more refuse the code page."""
    if encoding.startswith("utf-16-") and len(data) % 2:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
        return text if 0 < broken <= max(1, len(text) * _MOST_BROKEN) and len(text) > 200 else None


def plausibility(text: str) -> float:
    """The share of a text's letters that Chinese offices use every day; 1.0 for a text without letters."""
    letters = Counter(text[:_SAMPLE])
    count = sum(times for char, times in letters.items() if not char.isspace())
    everyday = sum(times for char, times in letters.items() if not char.isspace() and _is_everyday(char))
    return everyday / count if count else 1.0


@cache
def _is_everyday(char: str) -> bool:
    """ASCII, punctuation, the first level of GB 2312, or the first level of Big5."""
    if " " <= char <= "~":
        return True
    if char < "\u2000":
        return char in "·×÷°±āáǎàēéěèīíǐìōóǒòūúǔùü"
    if not "\u3400" <= char <= "\u9fff":
        return "\u2000" <= char <= "\u30ff" or "\uff00" <= char <= "\uffef"
    return b"\xb0" <= _lead(char, "gb2312") <= b"\xd7" or b"\xa4" <= _lead(char, "big5") <= b"\xc6"


def _lead(char: str, encoding: str) -> bytes:
    return char.encode(encoding, errors="ignore")[:1]


def _garbled(candidates: tuple[str, ...]) -> GarbledTextError:
    tried = "、".join(dict.fromkeys(_NAMES[name] for name in candidates))
    return GarbledTextError(
        f"这份文件的文字无法辨认：按{tried}编码试读，得到的都不是通顺的文字。",
        "请从原网页或原单位重新取得文件，或在 WPS、Word 中打开确认文字正常后另存为 .docx 再导入。",
    )
