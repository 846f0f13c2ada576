"""A reporting period as people write it (报告期): the words of a cell or a line go in, the period comes out.

As in the heads of an office's sheets: 2025, 2025年, 2025年二季度, 第三季度, 2025Q3, 上半年, 2025-06, 6月,
2025年6月末, and what adds up from January: 1-6月, 前三季度.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.terms import PERIODS_PER_YEAR, Granularity, Period

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)(?:年度?|[-./])?)"
_ENDS = r"(?:末|底|累计|止|数|值|实际值?|完成值?|实绩)*"
_WHOLE: Final = re.compile(rf"{_YEAR}全?年?{_ENDS}")
_PART: Final = re.compile(
    rf"{_YEAR}?(?:第?(?P<quarter>[一二三四1-4])季度?|q(?P<q>[1-4])|(?P<half>[上下])半年|h(?P<h>[12])"
    rf"|前(?P<quarters>[二三四2-4])个?季度|1月?[-—–~至到](?P<upto>1[0-2]|[2-9])月(?:份)?"
    rf"|(?P<month>1[0-2]|0?[1-9])月(?:份)?){_ENDS}"
)
_MONTH: Final = re.compile(r"(?P<year>(?:19|20)\d\d)[-./年](?P<month>1[0-2]|0?[1-9])")
_DIGITS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
#: What adds up from January is told by the longest period that ends there with it.
_FROM_JANUARY: Final = {
    3: (Granularity.QUARTER, 1),
    6: (Granularity.HALF, 1),
    9: (Granularity.QUARTER, 3),
    12: (Granularity.YEAR, 1),
}


def read_period(text: str, year: int | None = None) -> Period | None:
    """The period that a text names and nothing else; None for other texts.

    `year` is the one meant where the text tells none. What adds up from January stands for the period that
    ends with it (1-6月: 上半年; 前三季度: 三季度; 1-5月: 5月).
    """
    plain = "".join(text.split()).translate(_HALF_WIDTH).strip("()").lower()
    if found := _WHOLE.fullmatch(plain):
        return Period(int(found["year"]), Granularity.YEAR)
    if found := _MONTH.fullmatch(plain):
        return Period(int(found["year"]), Granularity.MONTH, int(found["month"]))
    found = _PART.fullmatch(plain)
    told = int(found["year"]) if found and found["year"] else year
    if found is None or told is None:
        return None
    granularity, number = _part(found)
    return Period(told, granularity, number)


_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９（）－．／ＱＨ", "0123456789()-./QH")


def _part(found: re.Match[str]) -> tuple[Granularity, int]:
    """Which part of a year."""
    if digit := found["quarter"] or found["q"]:
        return Granularity.QUARTER, _digit(digit)
    if found["half"] or found["h"]:
        return Granularity.HALF, 2 if found["half"] == "下" or found["h"] == "2" else 1
    if found["quarters"]:
        return _from_january(3 * _digit(found["quarters"]))
    if found["upto"]:
        return _from_january(int(found["upto"]))
    return Granularity.MONTH, int(found["month"])


def _from_january(month: int) -> tuple[Granularity, int]:
    assert month <= PERIODS_PER_YEAR[Granularity.MONTH]
    return _FROM_JANUARY.get(month, (Granularity.MONTH, month))


def _digit(text: str) -> int:
    return _DIGITS.get(text) or int(text)
