"""Which characters may stand where: 避头尾 by GB/T 15834-2011 clause 5.1, and what must stay together.

A mark set at half width is written as its own character, far up in a private plane (`half`), so that a
line stays plain text through breaking, measuring and inking.
"""

from __future__ import annotations

import re

OPENING = "“‘「『（〔【《〈［｛〖"
CLOSING = "”’」』）〕】》〉］｝〗"
POINTS = "。．，、：；！？"  # 点号
LINKING = "·‧–～／"  # 连接号, 间隔号, 分隔号: 一字线 is told apart from 破折号 by its length

#: No row may begin with one of these (R79); the first mark of —— and …… is among them.
NO_START = frozenset(POINTS + CLOSING + LINKING + "—…％‰℃°′″/%)]}>,.;:!?")
#: No row may end with one of these (R81).
NO_END = frozenset(OPENING + "／/([{<")

#: Full-width marks whose blank half is taken away at the end of a row and before another mark.
TRIMMED = frozenset(CLOSING + POINTS)

_HALF = 0x100000


def half(mark: str) -> str:
    """The same mark set at half width."""
    return chr(_HALF + ord(mark))


def is_half(char: str) -> bool:
    return char >= "\U00100000"


def whole(text: str) -> str:
    """The text with every half-width mark as its plain character."""
    return "".join(chr(ord(c) - _HALF) if is_half(c) else c for c in text)


HALVES = {mark: half(mark) for mark in OPENING + CLOSING + POINTS + "·‧／"}

#: Characters whose outline may have to be moved within their box.
MOVABLE = frozenset(POINTS) | frozenset(HALVES.values())

_OPEN = re.escape(OPENING) + "".join(re.escape(half(c)) for c in OPENING)
_CLOSE = re.escape(CLOSING + POINTS) + "".join(re.escape(half(c)) for c in CLOSING + POINTS)
_LINK = "".join(re.escape(c) for c in LINKING + "—…％‰℃°′″") + half("·") + half("‧") + half("／")
_WORD = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
#: Units of measure and measure words that are kept with their number (R84).
_UNIT = (
    "(?:[万亿千百]*(?:个百分点|个月|季度|年度|平方公里|平方米|立方米|千瓦时|公里|公顷|公斤|千克|小时|分钟|美元|以上|以下|以内"
    "|[年月日号个项件家户人名次批种类座台套条所处篇期级倍成元吨米亩度天周分万亿千百]))"
)
_DATE = "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底前|前|底)?"
_NUMBER = f"第?[0-9]+(?:[.,][0-9]+)*(?:[%％‰℃]|{_UNIT}|(?![{_WORD}.]))"
_WESTERN = f"[{_WORD}](?:[{_WORD}.,:;'&@#+*=_%~^$?!-]*[{_WORD}%+])?"
_CORE = f"(?:{_DATE}|{_NUMBER}|{_WESTERN}|.)"
_OPEN_ANY = rf"[{_OPEN}(\[{{]"
_TAIL = rf"(?:[{_CLOSE}{_LINK}]|[)\]}}>,.;:!?%]+[{_WORD}%]*|/+(?:{_OPEN_ANY}*{_CORE})?|[ ]+)"
_CLUSTER = re.compile(f"{_OPEN_ANY}*{_CORE}{_TAIL}*", re.DOTALL)

#: 两个标点相邻 (R86): the first of two closing or pointing marks, a closing one before an opening one, and
#: the second of two opening ones lose their blank half. A 间隔号 is always of half width (R87).
_PAIR = re.compile(
    f"[{re.escape(CLOSING + POINTS)}](?=[{re.escape(CLOSING + POINTS + OPENING)}])"
    f"|(?<=[{re.escape(OPENING)}])[{re.escape(OPENING)}]|(?<=[？！])[？！]|[·‧／]"
)

_MAY_BE_RIGID = re.compile(f"[{_WORD}—…～–/]")
_RIGID_RUN = re.compile(f"[{_WORD}.,:%]{{2,}}|[—…]{{2,}}")
_BESIDE_LINK = re.compile("(?<=[～–/])(?=.)|(?<=.)(?=[～–/])")


def rigid_gaps(text: str) -> list[int]:
    """Gaps that are never stretched: inside words, —— and ……, and beside a 连接号 (R88).

    A gap is named by the index of the character after it.
    """
    if not _MAY_BE_RIGID.search(text):
        return []
    gaps = [place for run in _RIGID_RUN.finditer(text) for place in range(run.start() + 1, run.end())]
    if "～" in text or "–" in text or "/" in text:
        return sorted({*gaps, *(found.end() for found in _BESIDE_LINK.finditer(text))})
    return gaps


def tighten(text: str) -> str:
    """Take the blank out between two adjacent marks."""
    return _PAIR.sub(lambda found: HALVES[found[0]], text)


def clusters(text: str) -> list[str]:
    """Cut the text into the pieces between which a row may be broken. Nothing is lost."""
    return _CLUSTER.findall(text)


#: Invisible characters that only steer software: they carry no ink and are not printed.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\ufffe\uffff\U000e0100-\U000e01ef]"
)
#: Characters that no text can hold, or that stand for half-width marks here: shown as what they are, unknown.
_UNKNOWN = re.compile("[\ud800-\udfff\U00100000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without control characters, with every kind of blank as a plain one."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNKNOWN.sub("\ufffd", plain).replace("\t", " ").replace("\xa0", " ")
