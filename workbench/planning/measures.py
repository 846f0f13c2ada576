"""Units of measure (计量单位): a figure and two units as printed go in, the converted figure comes out.

A unit is a multiplier (万, 亿, 万亿) before a noun, or a noun of the table with a scale of its own (公里,
Gbps), or two of these with a slash between them (件/万人). Factors are exact fractions, so that there and
back again is the same figure. Nouns the table does not know (条, 家, 辆) convert only to themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from workbench.errors import RefusedError
from workbench.problems import Problem
from workbench.terms import Severity

#: Longest first, so that 万亿 is not taken for 万.
_MULTIPLIERS: Final = (
    *(("万亿", 10**12), ("千亿", 10**11), ("百亿", 10**10), ("十亿", 10**9), ("亿", 10**8)),
    *(("千万", 10**7), ("百万", 10**6), ("十万", 10**5), ("万", 10**4), ("千", 10**3), ("百", 10**2)),
)

#: Nouns that measure the same thing, with their scale. Storage and bit rates step by thousands (GB/T 3100).
#: One 亩 is a fifteenth of a 公顷.
_SCALES: Final[dict[str, dict[str, Fraction | int]]] = {
    "比例": {"%": 1, "‰": Fraction(1, 10)},
    "变化": {"个百分点": 1, "百分点": 1, "个千分点": Fraction(1, 10), "千分点": Fraction(1, 10)},
    "金额": {"元": 1},
    "速率": {f"{prefix}bps": 1000**step for step, prefix in enumerate(("", "k", "m", "g", "t", "p"))},
    "存储": {f"{prefix}b": 1000**step for step, prefix in enumerate(("", "k", "m", "g", "t", "p", "e"))},
    "算力": {f"{prefix}flops": 1000**step for step, prefix in enumerate(("", "k", "m", "g", "t", "p", "e"))},
    "长度": {"米": 1, "m": 1, "厘米": Fraction(1, 100), "千米": 1000, "公里": 1000, "km": 1000},
    "面积": {"平方米": 1, "亩": Fraction(2000, 3), "公顷": 10**4, "平方公里": 10**6, "平方千米": 10**6},
    "质量": {"克": 1, "千克": 1000, "公斤": 1000, "吨": 10**6},
    "功率": {"瓦": 1, "w": 1, "千瓦": 1000, "kw": 1000, "兆瓦": 10**6, "mw": 10**6, "吉瓦": 10**9},
    "电量": {"千瓦时": 1, "kwh": 1, "兆瓦时": 1000},
    "时间": {"秒": 1, "毫秒": Fraction(1, 1000), "ms": Fraction(1, 1000), "分钟": 60, "小时": 3600},
}
_NOUNS: Final = MappingProxyType(
    {
        noun: (dimension, Fraction(scale))
        for dimension, nouns in _SCALES.items()
        for noun, scale in nouns.items()
    }
)
#: Room for the largest float there is, to any number of decimals.
_EVERY_DIGIT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
_FULL_WIDTH: Final = str.maketrans("％／（）", "%/()")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures: its dimension (or its own noun), how many base units it is, and as printed."""

    dimension: str
    factor: Fraction
    text: str


def measure_of(unit: str) -> Measure:
    """Understand a unit of measure. Raises RefusedError where there is none."""
    if not unit.strip():
        raise RefusedError("没有填写计量单位。", "请先补上计量单位，再作换算。")
    return _measure_of(unit)


def convert(value: float, source: str, target: str) -> float:
    """A figure in another unit: 1.2 万亿元 are 12000 亿元.

    Raises RefusedError, with the reason, where either unit is missing or the two measure different things.
    """
    problem = objection(source, target)
    if problem:
        raise RefusedError(problem.what, problem.proposal or "")
    # The shortest decimal that stands for the float is what the planner typed.
    return float(Fraction(repr(float(value))) * measure_of(source).factor / measure_of(target).factor)


def objection(source: str, target: str) -> Problem | None:
    """Why figures in two units cannot be compared, None where they can."""
    if not source.strip() or not target.strip():
        return Problem(
            "measure-missing", Severity.WARNING, "没有填写计量单位，无法换算。", proposal="请补上计量单位。"
        )
    first, second = measure_of(source), measure_of(target)
    if first.dimension == second.dimension:
        return None
    if {first.dimension, second.dimension} == {"比例", "变化"}:
        return Problem(
            "measure-level-or-change",
            Severity.WARNING,
            f"“{first.text}”与“{second.text}”一个说水平、一个说变化，不能直接换算。",
            proposal="请核对该数是达到多少，还是提高（下降）了多少。",
        )
    return Problem(
        "measure-incompatible",
        Severity.WARNING,
        f"计量单位“{first.text}”与“{second.text}”不是同一类，无法换算。",
        proposal="请核对计量单位。",
    )


def in_figures(value: float, decimals: int = 4) -> str:
    """A figure as the office prints it: rounded half up, at most `decimals` places, no empty ones (97.97,
    98).
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=_EVERY_DIGIT)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@lru_cache(maxsize=512)
def _measure_of(unit: str) -> Measure:
    key = re.sub(r"\s", "", unit.translate(_FULL_WIDTH)).casefold()
    above, slash, below = key.partition("/")
    dimension, factor = _simple(above)
    if slash:
        per, divisor = _simple(below)
        dimension, factor = f"{dimension}/{per}", factor / divisor
    return Measure(dimension, factor, unit.strip())


def _simple(word: str) -> tuple[str, Fraction]:
    """Dimension and scale of one word: known as it stands (千米, 百分点), or behind a multiplier (万千瓦)."""
    if word in _NOUNS:
        return _NOUNS[word]
    for name, times in _MULTIPLIERS:
        if word.startswith(name) and word != name:
            dimension, scale = _simple(word.removeprefix(name))
            return dimension, scale * times
    for name, times in _MULTIPLIERS:
        if word == name:  # a bare 万 counts things
            return "", Fraction(times)
    return word, Fraction(1)
