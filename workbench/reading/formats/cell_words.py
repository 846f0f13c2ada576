"""Numbers as a sheet shows them: a value and its number format in, the words of the cell out."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

#: Built-in formats by number (ECMA-376 Part 1, 18.8.30), dates as the Chinese editions show them.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETED = re.compile(r"\[(?!h|m|s)[^\]]*\]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r'"[^"]*"|\\.|y+|m+|d+|h+|s+|a{3,4}|AM/PM|上午/下午|\[h+\]|.', re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(,*)(%?)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "一二三四五六日"
#: The last day Excel knows, 9999-12-31.
_LAST_DAY = 2_958_465
_DAY_0 = dt.datetime(1899, 12, 30)
_DAY_0_OF_1904 = dt.datetime(1904, 1, 1)


def number_words(value: float, shape: str, *, from_1904: bool = False) -> str:
    """A number as its cell shows it.

    >>> number_words(0.985, "0.0%"), number_words(45838, 'yyyy"年"m"月"'), number_words(12.0, '0"项"')
    ('98.5%', '2025年6月', '12项')
    """
    sections = shape.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    if is_date(section) and 0 <= value <= _LAST_DAY:
        return _date_words(value, section, from_1904)
    return _in_digits(value, section)


@lru_cache(maxsize=512)
def is_date(shape: str) -> bool:
    """Whether a format shows days or times."""
    bare = _BRACKETED.sub("", _LITERAL.sub("", shape))
    return bool(re.search("[ymdhs]", bare, re.IGNORECASE)) and "General" not in bare and "0" not in bare


def _in_digits(value: float, shape: str) -> str:
    bare = _BRACKETED.sub("", shape).replace("General", "").replace("@", "")
    digits = _DIGITS.search(_LITERAL.sub(lambda found: "\0" * len(found[0]), bare))
    if digits is None or "/" in bare or "E" in bare:
        return general(value)
    decimals, thousandths, percent = digits[1] or "", digits[2], digits[3]
    value = value * 100 if percent else value / 1000 ** len(thousandths)
    number = f"{abs(value):.{len(decimals)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(optional):
        number = number.removesuffix("0")
    number = _grouped(number.removesuffix(".")) if "," in digits[0].rstrip(",%") else number.removesuffix(".")
    sign = "-" if value < 0 and float(number.replace(",", "") or 0) else ""
    return sign + _literal(bare[: digits.start()]) + number + percent + _literal(bare[digits.end() :])


def _literal(words: str) -> str:
    """What a format prints around its digits."""
    return _LITERAL.sub(lambda found: found[1] or found[2] or "", words).strip(" ()-+")


def _grouped(number: str) -> str:
    whole, dot, rest = number.partition(".")
    return f"{int(whole or 0):,}{dot}{rest}"


def general(value: float) -> str:
    """A number without a format: as many digits as it needs, eleven at most."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    words = f"{value:.11g}"
    return words if "e" not in words else f"{value:.15f}".rstrip("0")


def _date_words(value: float, shape: str, from_1904: bool) -> str:
    moment = (_DAY_0_OF_1904 if from_1904 else _DAY_0) + dt.timedelta(days=value)
    if not from_1904 and value < 60:
        moment += dt.timedelta(days=1)  # Excel counts a 29 February 1900 that never was
    moment = (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    tokens = _DATE_TOKEN.findall(_BRACKETED.sub("", shape))
    words = ""
    is_hour = False
    for at, token in enumerate(tokens):
        following = next((t.lower() for t in tokens[at + 1 :] if t[0].lower() in "ymdhs"), "")
        words += _date_part(moment, token, is_hour or following.startswith("s"))
        is_hour = token[0].lower() in "h[" or (is_hour and token[0].lower() not in "ymds")
    return words.strip()


def _date_part(moment: dt.datetime, token: str, is_minute: bool) -> str:
    """One part of a date format; `m` means minutes behind hours and before seconds."""
    low, width = token[0].lower(), len(token)
    if low == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
    if low == "m" and is_minute:
        return f"{moment.minute:0{min(width, 2)}}"
    if low == "m":
        return _MONTHS[moment.month - 1] if width > 2 else f"{moment.month:0{width}}"
    if low == "d":
        return f"{moment.day:0{min(width, 2)}}" if width < 3 else ""
    if low in "h[":
        return f"{moment.hour:0{min(len(token.strip('[]')), 2)}}"
    if low == "s":
        return f"{moment.second:0{min(width, 2)}}"
    if token.lower() in ("aaa", "aaaa"):
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if token.upper() in ("AM/PM", "上午/下午"):
        return ""
    return token.strip('"') if token[0] == '"' else token.lstrip("\\").replace("@", "").replace("_", "")
