"""Chinese and Arabic numerals as numbers: 二十五, 二〇二五, 12."""

from __future__ import annotations

import re

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
TENS = {"十": 10, "百": 100}
NUMERAL = "[0-9零〇○一二两三四五六七八九十百]+"


def read_numeral(text: str) -> int | None:
    """The number a short numeral stands for, or None where it is none.

    >>> read_numeral("二十五"), read_numeral("二〇二五"), read_numeral("12")
    (25, 2025, 12)
    """
    if re.fullmatch("[0-9]+", text):
        return int(text)
    if not text or any(char not in DIGITS and char not in TENS for char in text):
        return None
    if any(char in TENS for char in text):
        return _read_tens(text)
    return int("".join(str(DIGITS[char]) for char in text))


def read_year(text: str) -> int | None:
    """The year of the Common Era a numeral stands for; 民国110 and a bare 110 count from 1911.

    >>> read_year("二〇二五"), read_year("民国110")
    (2025, 2021)
    """
    number = read_numeral(re.sub(r"(?:中华)?民国|\s", "", text))
    return number + 1911 if number is not None and number < 200 else number


def _read_tens(text: str) -> int:
    total, digit = 0, None
    for char in text:
        if char in TENS:
            total += (1 if digit is None else digit) * TENS[char]
            digit = None
        else:
            digit = DIGITS[char]
    return total + (digit or 0)
