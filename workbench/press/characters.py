"""Which characters may stand where: 避头尾 by GB/T 15834-2011 clause 5.1, and what must stay together.

A mark set at half width is written as its own character, far up in a private plane (`half`), so that a
line stays plain text through breaking, measuring and inking.
"""

from __future__ import annotations

import re

from workbench.resources import resource_path

OPENING = "“‘「『（〔【《〈［｛〖"
CLOSING = "”’」』）〕】》〉］｝〗"
POINTS = "。．，、：；！？"  # 点号
LINKING = "·‧–～"  # 连接号, 间隔号: 一字线 is told apart from 破折号 by its length

#: No row may begin with one of these (R79); the first mark of —— and …… is among them.
NO_START = frozenset(POINTS + CLOSING + LINKING + "／—…％‰℃°′″/%)]}>,.;:!?")
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


def _measure_words() -> str:
    """The lexicon's units of measure and measure words as alternatives, the longest first."""
    lines = resource_path("lexicon", "measure_words.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return "|".join(map(re.escape, sorted(words | _MORE_UNITS, key=lambda word: (-len(word), word))))


#: Beside those of the lexicon, for numbers that are no quantities.
_MORE_UNITS = {
    *"日号时批期级成周届层只口株颗枚门点万亿千百",
    *("个月", "季度", "年度", "以上", "以下", "以内"),
}
_OPEN = re.escape(OPENING) + "".join(re.escape(half(c)) for c in OPENING)
_CLOSE = re.escape(CLOSING + POINTS) + "".join(re.escape(half(c)) for c in CLOSING + POINTS)
_LINK = "".join(re.escape(c) for c in LINKING + "—…％‰℃°′″") + half("·") + half("‧")
_WORD = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
#: What is kept with its number (R84).
_UNIT = f"(?:[万亿千百]*(?:{_measure_words()}))"
_DATE = "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底前|前|底)?"
_NUMBER = f"第?[0-9]+(?:[.,][0-9]+)*(?:[%％‰℃]|{_UNIT}|(?![{_WORD}.]))"
_WESTERN = f"[{_WORD}](?:[{_WORD}.,:;'&@#+*=_%~^$?!-]*[{_WORD}%+])?(?:(?<=[0-9]){_UNIT})?"
_FIGURE = f"[￥¥$€£№+±-]?(?:{_DATE}|{_NUMBER}|{_WESTERN})"
_CORE = f"(?:{_FIGURE}|.)"
_SLASH = f"/／{half('／')}"  # 分隔号: neither first nor last
_OPEN_ANY = rf"(?:[{_OPEN}(\[{{<{_SLASH}]+[ 　]*)"
_TAIL = (
    rf"(?:[{_CLOSE}{_LINK}]|[)\]}}>,.;:!?%]+(?:{_FIGURE})?|[{_SLASH}]+[ 　]*(?:{_OPEN_ANY}*{_CORE})?|[ ]+)"
)
_CLUSTER = re.compile(f"{_OPEN_ANY}*{_CORE}{_TAIL}*", re.DOTALL)
_WHOLE_DATE = re.compile(_DATE)
_TOKEN = re.compile(f"{_NUMBER}|[{_WORD}]+(?:(?<=[0-9]){_UNIT})?|[—…]+|.", re.DOTALL)

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


def places(text: str) -> list[int]:
    """Where a cluster that no row can hold may still be cut: between its words, figures and marks, so that no
    part begins or ends with a mark that may not."""
    ends = [found.end() for found in _TOKEN.finditer(text)][:-1]
    dates = [found.start() + at for found in _WHOLE_DATE.finditer(text) for at in _after_units(found[0])]
    return [at for at in sorted({*ends, *dates}) if may_part(text, at)]


def may_part(text: str, at: int) -> bool:
    """Whether the marks on both sides of a place let a row end before it."""
    plain = whole(text)
    before = plain[:at].rstrip(" 　")
    return plain[at] not in NO_START and bool(before) and before[-1] not in NO_END


def _after_units(date: str) -> list[int]:
    return [at for at in range(1, len(date)) if date[at - 1] in "年月" and date[at] not in NO_START]


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
