"""Quantities of indicators: the words of a cell in, a value with its sign, year and kind out.

Signs are kept as printed: a bare number is `=`, whichever way is good. 提高3个百分点 is a change, 〔18〕 a
sum over the whole term, 年均增长15% a growth; 77(2019年数据) carries its own year. `/` says there is none.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache, lru_cache

from workbench.reading import lexicon
from workbench.reading.draft import DraftAnnual, DraftValue
from workbench.reading.script import fold
from workbench.terms import Operator, TargetKind

NUMBER = r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?"
_NUMBER = re.compile(NUMBER)
_YEAR_IN_BRACKETS = re.compile(r"[(（][12]\d{3}年[)）]")
_BEHIND_NUMBER = re.compile(
    r"[\d.]\s*([^\d\s.,()（）〔〕\[\]]{1,8}?)(?:以上|以下|以内|左右|[(（)）〔〕\[\]]|$)"
)
_SAID_YEAR = re.compile(r"(?:到|至|截至)?(?P<year>(?:19|20)\d\d)年(?:末|底)?(?:的|为)?")
_AIMED_YEAR = re.compile(r"(?:^|[到至])(?P<year>(?:19|20)\d\d)年")
#: How long a plan runs: 十五五, 2026—2030年, 2027年计划.
_TERMS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_TERM = re.compile("十[二三四五六]五")
_YEARS = re.compile(r"((?:19|20)\d\d)年?\s*[-—–~至]+\s*((?:19|20)\d\d)\s*年?")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
#: Names that hold figures: these count nothing.
_FIGURES_IN_NAMES = re.compile(
    r"PM\d+(?:\.\d+)?|\d年(?=累计)|[2-6]G(?![A-Za-z])|(?:CO|SO|NO|O)[23]|[48]K(?![A-Za-z])", re.IGNORECASE
)
#: Where a value came from stands before it: 由2025年的76%提高到80%.
_FROM = re.compile(
    rf"(?:从|由)[^\d,;。]{{0,12}}(?:(?P<year>(?:19|20)\d\d)年(?:末|底)?的?)?[^\d,;。]{{0,4}}(?P<base>{NUMBER})"
    r"[^\d,;。]{0,12}(?:到|至|为)"
)
#: A remark that tells where the value stands today: (2025年约76%).
_REMARKED_BASE = re.compile(
    rf"\((?P<year>(?:19|20)\d\d)年?(?:末|底)?(?:的?(?:基期|现状|实际|预计|基数|数据|值))*(?:为|约|是|达到?|:|,)*\s*"
    rf"(?P<base>{NUMBER})\s*[^\d()]{{0,6}}\)$"
)
_REMARKED_ANNUAL = re.compile(r"\(((?:年均|每年|平均每年)[^()]*)\)$")
_OWN_YEAR_IN_BRACKET = re.compile(
    r"\(\s*(?:为)?((?:19|20)\d\d)\s*年?(?:度|底|末)?(?:的)?(?:数据|数|值|实际|现状|统计)*\s*\)"
)
#: A remark behind the value: 78%左右(2025年约76%).
_REMARK = re.compile(r"(?<=[^(])\([^()]*\)$")
_MULTIPLIED = re.compile(r"\d\s*([万亿]+)(?:以上|以内|左右)?")
_BRACKET_AT_END = re.compile(r"[(（〔[【](?:(?:计量)?单位\s*[:：]?)?([^()（）〔〕【】]{1,16})[)）〕\]】]$")
_SIGNS: tuple[tuple[re.Pattern[str], Operator], ...] = (
    (re.compile(r"左右|上下"), Operator.ABOUT),
    (
        re.compile(r"[≥≧⩾]|>=|不(?:低于|少于|小于|得低于)|(?:以上|及以上)|至少|大于等于|力争达到?|[\d%)]\+$"),
        Operator.AT_LEAST,
    ),
    (re.compile(r"[≤≦⩽]|<=|不(?:高于|超过|大于|多于|得超过)|以内|以下|控制在|小于等于"), Operator.AT_MOST),
    (re.compile(r"约|~|≈|接近|\d%?[-—–]\d"), Operator.ABOUT),
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
    key = _FIGURES_IN_NAMES.sub(lambda found: "_" * len(found[0]), fold(raw))
    own = _OWN_YEAR_IN_BRACKET.search(key)
    if own:
        year = int(own[1])
        key = key.replace(own.group(), "")
    came = _FROM.search(key)
    remark = _REMARK.search(key)
    key = _REMARK.sub("", key)[came.end() if came else 0 :]
    said = _AIMED_YEAR.search(key)
    year = year or (int(said["year"]) if said else None)
    key = _SAID_YEAR.sub("", key)
    number = _NUMBER.search(key)
    if is_absent(raw) or not number:
        return DraftValue(raw, None, year=year)
    clause = _clause_around(key, number.start())
    is_sum = bool(remark and "累计" in remark[0])
    kind = TargetKind.CUMULATIVE if is_sum else _kind_of(raw, clause)
    return DraftValue(raw, _value(number.group()), parse_operator(clause), year, kind)


def parse_stages(text: str, year: int | None = None) -> tuple[DraftValue, ...]:
    """The values of one cell that names a year for each: 2027年60%,2030年80%; a plain cell gives one.

    >>> [(value.year, value.value) for value in parse_stages("2027年达到60%，2030年达到80%")]
    [(2027, 60.0), (2030, 80.0)]
    """
    key = fold(text)
    starts = [found.start() for found in _SAID_YEAR.finditer(key) if not key[: found.start()].endswith("(")]
    if len(starts) < 2 or starts[0] > 1 or _FROM.search(key):
        whole = parse_value(text, year)
        return (whole,) if whole else ()
    pieces = [text[a:b].strip(" ,，;；、。") for a, b in itertools.pairwise([*starts, len(text)])]
    values = (parse_value(piece) for piece in pieces)
    return tuple(value for value in values if value and value.value is not None)


def base_beside(text: str) -> DraftValue | None:
    """Where a target starts from, as its own cell tells: 78%左右(2025年约76%), 由71%提高到90%."""
    key = fold(text.strip())
    found = _REMARKED_BASE.search(key) or _FROM.search(key)
    if not found:
        return None
    year = int(found["year"]) if found["year"] else None
    raw = text.strip()[found.start() : found.end()].strip("()（）")
    return DraftValue(raw, _value(found["base"]), year=year)


def annual_beside(text: str) -> DraftAnnual | None:
    """The yearly step that a target's own cell adds in brackets: 560（年均增长6%）."""
    found = _REMARKED_ANNUAL.search(fold(text.strip()))
    return parse_annual(text.strip()[found.start(1) : found.end(1)]) if found else None


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


@cache
def _measures() -> frozenset[str]:
    """The same without regard to capitals: PFlops."""
    return frozenset(word.casefold() for word in measure_words())


@lru_cache(maxsize=8192)
def is_measure(text: str) -> bool:
    """Whether a cell is a unit of measure: 亿条, %, Tbps, 元/人."""
    key = re.sub(r"[\s()]", "", fold(text)).casefold()
    return key in _measures() or bool(
        re.fullmatch(r"[万亿千百]*(.{1,4})(?:/.{1,5})?", key) and _parts_known(key)
    )


def _parts_known(key: str) -> bool:
    return all(part.lstrip("万亿千百十") in _measures() or part in _measures() for part in key.split("/"))


def end_of_plan(words: str) -> int | None:
    """The last year of the plan that a folded title or head names, None where it names none.

    >>> end_of_plan("云岭省数字经济发展“十五五”规划"), end_of_plan("三年行动计划(2026-2028年)")
    (2030, 2028)
    """
    span = _YEARS.search(words)
    if span:
        return int(span[2])
    term = _TERM.search(words)
    if term:
        return _TERMS[term.group()]
    year = _YEAR.search(words)
    return int(year[1]) if year else None


def begin_of_plan(words: str) -> int | None:
    """The first of the years a folded title names (2026-2028年), None where it names no stretch of them."""
    span = _YEARS.search(words)
    return int(span[1]) if span else None


def scaled_measure(unit: str, cells: list[str]) -> str:
    """The unit with the multiplier that a value itself prints: 个 and 1.5万 are 万个."""
    if not unit or unit.startswith(("万", "亿", "千", "百")):
        return unit
    for cell in cells:
        found = _MULTIPLIED.search(fold(cell))
        rest = re.sub("以上|以内|左右", "", cell[found.end(1) :]).strip() if found else ""
        if found and (rest in ("", unit) or not re.match(r"[^\W\d]", rest)):
            return f"{found[1]}{unit}"
    return unit


def measure_in(cells: list[str]) -> str:
    """The unit printed behind the number of a cell, of the first cell that has one: 83岁, ≥70%.

    The year in brackets behind a base is none: 77（2019年）.
    """
    for cell in cells:
        found = _BEHIND_NUMBER.search(_YEAR_IN_BRACKETS.sub("", cell))
        if found and is_measure(found[1]):
            return found[1]
    return ""


def split_measure(name: str) -> tuple[str, str]:
    """An indicator's name without the unit in brackets at its end, and that unit: 公共算力规模(PFLOPS).

    A bracket that holds no unit of measure stays with the name: 经费投入强度(R&D/GDP).
    """
    found = _BRACKET_AT_END.search(name.strip())
    parts = re.split("[,，、;；]", found[1]) if found else []
    unit = next((part.strip() for part in parts if is_measure(part)), "")
    if not found or not unit:
        return name.strip(), ""
    return name.strip()[: found.start()].strip(), unit
