"""Narrative targets (目标表述) in prose: sentences in, quantities with their sign, unit and year out.

到2022年,全省数字经济增加值达2.6万亿元以上,年均增长15%以上 gives two. A quantity counts only where the words
make it a target: a sign (以上, 超, 不低于), a year aimed at, 每年, or a share. The past does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.reading import lexicon
from workbench.reading.draft import Commitment
from workbench.reading.quantities import NUMBER, measure_words
from workbench.reading.text import Stretch, Text
from workbench.terms import Operator, TargetKind

_AIM = re.compile(
    r"(?:到|至|力争)\s*((?:19|20)\d\d)\s*年(?:末|底)?|((?:19|20)\d\d)\s*年(?:底|末)?前"
    r"|(?:^|(?<=[:：]))\s*((?:19|20)\d\d)\s*年(?:末|底)?(?!度|[-—至])"
)
_DIGIT = re.compile(r"\d")
_STATED_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_LEADING = re.compile(r"[\s,;、和及:—─\-]*(?:并|同时|力争|其中)?,?")
_BEFORE: tuple[tuple[str, Operator], ...] = (
    (r"(?:提高|提升|增加|增长|扩大|下降|降低)(?:到|至)", Operator.EQUAL),
    (r"(?:不低于|不少于|不得低于|至少|大于等于|≥)", Operator.AT_LEAST),
    (r"(?:不超过|不高于|不大于|控制在|≤)", Operator.AT_MOST),
    (r"(?:力争|争取)?(?:达到?|实现)", Operator.AT_LEAST),
    (r"(?:力争|争取)?(?:超过?|突破|大于|高于|优于|>)", Operator.MORE),
    (r"(?:保持|稳定|维持|巩固)在", Operator.EQUAL),
    (r"(?:低于|小于|少于|<)", Operator.LESS),
    (r"(?:约|近)", Operator.ABOUT),
)
_AFTER: tuple[tuple[str, Operator], ...] = (
    (r"(?:及)?以上", Operator.AT_LEAST),
    (r"以内|以下", Operator.AT_MOST),
    (r"左右|上下", Operator.ABOUT),
)
_TIME_UNITS = {"年", "月", "日", "天", "小时", "分钟", "秒", "岁", "分", "度", "位", "类", "级", "次", "周年"}
_RATIO_WORDS = re.compile("率|值|比|指数|系数|强度|规模|度$")
_SCORED = re.compile("满意度|得分|评分|评价|指数|成绩")
_GROWTH = re.compile("年均增[长速幅]|增长率?$|增速$|增长$")
_CHANGE = re.compile("(?:提高|提升|增加|下降|降低|减少)$")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number in a clause with the words that make it a target."""

    start: int
    end: int
    value: float
    unit: str
    operator: Operator
    is_signed: bool


def find_commitments(
    text: Text, line: Stretch, written_in: int | None, aimed_at: int | None = None
) -> Iterator[Commitment]:
    """The narrative targets of one paragraph.

    `aimed_at` is the year they hold for where the paragraph names none; quantities of years before
    `written_in` are passed over.
    """
    said = aimed_at
    for sentence in _sentences(text.key, line):
        if not _DIGIT.search(text.key, sentence.start, sentence.end):
            continue
        yearly = "每年" in text.read(sentence)  # holds in every year, not in the one aimed at before
        yield from _in_sentence(text, sentence, written_in, aimed_at if yearly else said)
        said = aimed_year(text.read(sentence).strip()) or said


def aimed_year(key: str) -> int | None:
    """The year a folded paragraph opens with as its aim: 到2022年,…"""
    found = _AIM.match(key)
    return int(next(group for group in found.groups() if group)) if found else None


def is_past(heading: str) -> bool:
    """Whether a folded heading opens a section on the past or the present state."""
    return any(word in heading for word in lexicon.words("past_headings"))


def _sentences(key: str, line: Stretch) -> Iterator[Stretch]:
    begin = line.start
    for stop in re.finditer("[。!?]", key[line.start : line.end]):
        yield Stretch(begin, line.start + stop.start())
        begin = line.start + stop.end()
    yield Stretch(begin, line.end)


def _in_sentence(
    text: Text, sentence: Stretch, written_in: int | None, year: int | None
) -> Iterator[Commitment]:
    subject = ""
    for clause in _clauses(text.key, sentence):
        key = text.read(clause)
        aimed = list(_AIM.finditer(key))
        if aimed:
            year = int(next(group for group in aimed[-1].groups() if group))
        if _is_about_the_past(key, written_in) or (year and written_in and year < written_in):
            return
        if any(word in key for word in lexicon.words("not_commitments")):
            continue
        for commitment in _in_clause(text, clause, year, subject):
            subject = commitment.subject
            yield commitment


def _is_about_the_past(key: str, written_in: int | None) -> bool:
    years = [int(year) for year in _STATED_YEAR.findall(key)]
    return bool(years and written_in and max(years) < written_in)


_SIGN = re.compile("[(),;]")


def _clauses(key: str, sentence: Stretch) -> Iterator[Stretch]:
    begin, depth = sentence.start, 0
    for sign in _SIGN.finditer(key, sentence.start, sentence.end):
        at = sign.start()
        depth = max(0, depth + (key[at] == "(") - (key[at] == ")"))
        if key[at] in ",;" and not depth and not key[at - 1 : at + 2].replace(",", "").isdigit():
            yield Stretch(begin, at)
            begin = at + 1
    yield Stretch(begin, sentence.end)


def _in_clause(text: Text, clause: Stretch, year: int | None, subject: str) -> Iterator[Commitment]:
    quantities = [found for found in _quantities(text, clause) if _is_target(text, clause, found, year)]
    for index, found in enumerate(quantities):
        last = index + 1 == len(quantities)
        end = clause.end if last else _cut_between(text.key, found.end, quantities[index + 1].start)
        start = clause.start if index == 0 else _cut_between(text.key, quantities[index - 1].end, found.start)
        place = _without_lead_in(text, start, end, found.start)
        about = _subject(text, place, found) or subject
        yield Commitment(
            text=text.quote(place),
            subject=about,
            value=found.value,
            unit=found.unit,
            span=text.span(place),
            operator=found.operator,
            year=year,
            kind=_kind(text.key[place.start : found.start]),
        )


def _cut_between(key: str, left: int, right: int) -> int:
    """Where one target ends and the next begins inside a clause: 10个以上平台和100家以上企业."""
    found = list(re.finditer("[、和及]", key[left:right]))
    return left + found[-1].start() if found else right


def _without_lead_in(text: Text, start: int, end: int, quantity: int) -> Stretch:
    """A target's own words, from behind 并, ── and the year it aims at."""
    words = text.key[start:quantity]
    aims = list(_AIM.finditer(words))
    begin = aims[-1].end() if aims else 0
    lead_in = _LEADING.match(words, begin)
    return text.trim(start + (lead_in.end() if lead_in else begin), end)


def _subject(text: Text, place: Stretch, found: _Quantity) -> str:
    """What the target is about: the words before the quantity, or around it (培育18个左右产业集聚区)."""
    before = text.clean[place.start : max(place.start, found.start)].strip()
    behind = text.clean[found.end : place.end].strip()
    return before + behind if len(behind) > 1 and len(before) < 12 else before


def _kind(before: str) -> TargetKind:
    if _GROWTH.search(before):
        return TargetKind.GROWTH
    if "累计" in before:
        return TargetKind.CUMULATIVE
    return TargetKind.CHANGE if _CHANGE.search(before) else TargetKind.LEVEL


def _quantities(text: Text, clause: Stretch) -> Iterator[_Quantity]:
    for match in _pattern().finditer(text.key, clause.start, clause.end):
        operator = _operator(match["before"] or "", match["after"] or "")
        unit_start = match.start("unit")
        unit = text.clean[unit_start : match.end("unit")] if match["unit"] else ""
        value = float(match["number"].replace(",", ""))
        start = match.start("before") if match["before"] else match.start("number")
        yield _Quantity(start, match.end(), value, unit, operator or Operator.EQUAL, operator is not None)


@cache
def _pattern() -> re.Pattern[str]:
    before = "|".join(pattern for pattern, _ in _BEFORE)
    after = "|".join(pattern for pattern, _ in _AFTER)
    units = lexicon.any_of(list(measure_words()))
    return re.compile(
        rf"(?P<before>{before})?\s*(?<![A-Za-z0-9.第“\-/\ufffd])(?P<number>{NUMBER})"
        r"(?!\d|\ufffd|[A-Za-z]*[”\-/年月日])\s*"
        rf"(?P<unit>[万亿千百]*{units}|[万亿]+)?\s*(?P<after>{after})?"
    )


def _operator(before: str, after: str) -> Operator | None:
    """以上 and 左右 behind the number decide before the verb in front of it: 达…以上."""
    for pattern, operator in _AFTER:
        if after and re.fullmatch(pattern, after):
            return operator
    return next((operator for pattern, operator in _BEFORE if before and re.fullmatch(pattern, before)), None)


def _is_target(text: Text, clause: Stretch, found: _Quantity, year: int | None) -> bool:
    key = text.read(clause)
    if key.endswith("的"):
        return False  # 经费超过300万元且通过验收的: a condition
    if found.unit == "分" and found.is_signed and _SCORED.search(key):
        return True
    plain_unit = re.sub("^[万亿千百]+", "", found.unit)
    if plain_unit in _TIME_UNITS:
        return False
    if not found.unit:
        return found.is_signed and bool(_RATIO_WORDS.search(text.key[clause.start : found.start]))
    return found.is_signed or year is not None or "每年" in key or "%" in found.unit
