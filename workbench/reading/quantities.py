"""Quantities of indicators: the words of a cell in, a value with its sign, year and kind out.

Signs are kept as printed: a bare number is `=`, whichever way is good. 提高3个百分点 is a change, 〔18〕 a
sum over the whole term, 年均增长15% a growth; 77(2019年数据) carries its own year. `/` says there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from workbench.reading import lexicon
from workbench.reading.draft import DraftAnnual, DraftValue
from workbench.reading.script import fold
from workbench.terms import Operator, TargetKind

NUMBER = r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?"
_NUMBER = re.compile(NUMBER)
_BEHIND_NUMBER = re.compile(r"[\d.]\s*([^\d\s.,()（）]{1,8}?)(?:以上|以下|以内|左右|[(（]|$)")
_SAID_YEAR = re.compile(r"(?:到|至|截至)?(?:19|20)\d\d年(?:末|底)?")
_OWN_YEAR_IN_BRACKET = re.compile(
    r"\(\s*(?:为)?((?:19|20)\d\d)\s*年?(?:度|底|末)?(?:的)?(?:数据|数|值|实际|现状|统计)*\s*\)"
)
#: A remark behind the value: 78%左右(2025年约76%).
_REMARK = re.compile(r"(?<=[^(])\([^()]*\)$")
_SIGNS: tuple[tuple[re.Pattern[str], Operator], ...] = (
    (
        re.compile(r"≥|>=|不(?:低于|少于|小于|得低于)|(?:以上|及以上)|至少|大于等于|力争达到?|[\d%)]\+$"),
        Operator.AT_LEAST,
    ),
    (re.compile(r"≤|<=|不(?:高于|超过|大于|多于|得超过)|以内|以下|控制在|小于等于"), Operator.AT_MOST),
    (re.compile(r"左右|约|大约|~|≈|上下|接近"), Operator.ABOUT),
    (re.compile(r">|超过?|突破|大于|高于|多于|优于"), Operator.MORE),
    (re.compile(r"<|低于|小于|少于|不足|不到"), Operator.LESS),
)
_CHANGE = re.compile(r"(提高|提升|增加|增长|上升|下降|降低|减少|压减|缩短|累计)")
_GROWTH = re.compile(r"年均(?:增长|增速|增幅)|增长率?|增速")
_NAMED_GROWTH = re.compile(r"(?:增长率?|增速|增幅)(?:\([^()]*\))?$")
#: A comma between figures (1,000) ends no clause.
_CLAUSE_END = re.compile(r"[;。]|(?<!\d),|,(?!\d{3})")
_CUMULATIVE = re.compile(r"^[〔[【\[(（][-+≥≤><]?\s*[\d.,]+%?[〕\]】)）]$")
_ABSENT = re.compile(r"[\s/\\—\-–―无]*|——|/+")
_ANNUAL = re.compile(
    rf"(?:年均|每年|平均每年)[^\d]*?(?P<verb>提高|提升|增加|增长|新增|上升|下降|降低|减少)[^\d]*(?P<number>{NUMBER})(?P<unit>[^\s,;]*)"
)


def is_absent(text: str) -> bool:
    """Whether a cell says there is no value: empty, /, —."""
    return bool(_ABSENT.fullmatch(fold(text)))


def parse_operator(key: str) -> Operator:
    """The sign a folded phrase states; `=` for a bare number."""
    return next((operator for pattern, operator in _SIGNS if pattern.search(key)), Operator.EQUAL)


def parse_value(text: str, year: int | None = None) -> DraftValue | None:
    """The value of a base or target cell, None for an empty cell.

    `value` is None where the cell says there is none or holds words alone; `raw` keeps the cell as printed.

    >>> parse_value("3.0左右", 2025).operator
    <Operator.ABOUT: '~'>
    """
    raw = text.strip()
    if not raw:
        return None
    key = fold(raw)
    own = _OWN_YEAR_IN_BRACKET.search(key)
    if own:
        year = int(own[1])
        key = key.replace(own.group(), "")
    key = _SAID_YEAR.sub("", _REMARK.sub("", key))
    number = _NUMBER.search(key)
    if is_absent(raw) or not number:
        return DraftValue(raw, None, year=year)
    kind = _kind_of(raw, _clause_around(key, number.start()))
    return DraftValue(raw, _value(number.group()), parse_operator(key), year, kind)


def _clause_around(key: str, at: int) -> str:
    """The clause a number stands in: of 9万元左右,增长与GDP同步 that is 9万元左右."""
    edges = [edge.start() for edge in _CLAUSE_END.finditer(key)]
    start = max((edge + 1 for edge in edges if edge < at), default=0)
    return key[start : min((edge for edge in edges if edge >= at), default=len(key))]


def named_as_growth(name: str, value: DraftValue) -> DraftValue:
    """The value of an indicator whose name says that it is a growth: GDP年均增长, 5%左右."""
    if value.kind is TargetKind.LEVEL and "%" in value.raw and _NAMED_GROWTH.search(fold(name)):
        return replace(value, kind=TargetKind.GROWTH)
    return value


def _kind_of(raw: str, key: str) -> TargetKind:
    if _CUMULATIVE.match(raw) and raw[0] in "〔[【（(":
        return TargetKind.CUMULATIVE
    if "累计" in key:
        return TargetKind.CUMULATIVE
    if _GROWTH.search(key):
        return TargetKind.GROWTH
    return TargetKind.CHANGE if _CHANGE.search(key) else TargetKind.LEVEL


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def parse_annual(text: str) -> DraftAnnual | None:
    """The yearly step a cell states, None where it states none.

    `kind` is "points" (百分点), "growth" (增长 by percent) or "amount" (an absolute quantity).
    """
    key = fold(text)
    found = _ANNUAL.search(key)
    if not found:
        return _bare_annual(text, key)
    unit = found["unit"]
    kind = "points" if "百分点" in unit else "growth" if "%" in unit else "amount"
    return DraftAnnual(text.strip(), kind, parse_operator(key), _value(found["number"]))


def _bare_annual(text: str, key: str) -> DraftAnnual | None:
    """A cell of a column headed 年均增长(%) holds a bare number."""
    number = re.fullmatch(rf"[><≥≤]?({NUMBER})%?(?:左右|以上|以内)?", key.strip())
    return DraftAnnual(text.strip(), "growth", parse_operator(key), _value(number[1])) if number else None


@cache
def measure_words() -> frozenset[str]:
    """The units of measure the word list knows, in their folded form."""
    return frozenset(fold(word) for word in lexicon.words("measure_words"))


def is_measure(text: str) -> bool:
    """Whether a cell is a unit of measure: 亿条, %, Tbps, 元/人."""
    key = re.sub(r"[\s()]", "", fold(text))
    return key in measure_words() or bool(
        re.fullmatch(r"[万亿千百]*(.{1,4})(?:/.{1,5})?", key) and _parts_known(key)
    )


def _parts_known(key: str) -> bool:
    return all(
        part.lstrip("万亿千百十") in measure_words() or part in measure_words() for part in key.split("/")
    )


def measure_in(cells: list[str]) -> str:
    """The unit printed behind the number of a cell, of the first cell that has one: 83岁, ≥70%."""
    for cell in cells:
        found = _BEHIND_NUMBER.search(cell)
        if found and is_measure(found[1]):
            return found[1]
    return ""


def split_measure(name: str) -> tuple[str, str]:
    """An indicator's name without the unit in brackets at its end, and that unit: 公共算力规模(PFLOPS).

    A bracket that holds no unit of measure stays with the name: 经费投入强度(R&D/GDP).
    """
    found = re.search(
        r"[(（〔[【](?:(?:计量)?单位\s*[:：])?([^()（）〔〕【】]{1,12})[)）〕\]】]$", name.strip()
    )
    if not found or not is_measure(found[1]):
        return name.strip(), ""
    return name.strip()[: found.start()].strip(), found[1].strip()
