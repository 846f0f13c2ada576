"""Deadlines (完成时限): the words of a document, or what a planner types, read as the last day they mean.

In comes a phrase such as 2021年6月底前, 年底前, 第三季度 or 持续推进, with the year it is said in; out
comes a `Deadline` whose date is the last day of the stated stretch. What is not understood keeps its
words, with kind `none`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.reading import lexicon
from workbench.reading.numerals import NUMERAL, read_numeral, read_year
from workbench.reading.script import fold
from workbench.terms import NO_DEADLINE, Deadline, DeadlineKind, Granularity, Period, Precision

_REPUBLIC = r"(?:中华)?民国\s*[0-9一二三四五六七八九十百〇零]{2,7}|(?<!\d)1[0-3]\d(?=\s*年\s*\d{1,2}\s*月)"
_HAN_YEAR = r"[二一][〇○零九0-9][〇○零一二三四五六七八九]{2}"
_YEAR = rf"(?P<year>(?:19|20)\d\d|{_REPUBLIC}|{_HAN_YEAR}|今|明|后|本|当)年度?"
_MONTH = rf"(?P<month>{NUMERAL})月份?"
_BEFORE = r"(?:以?前|之前)"
_ENDS = rf"(?P<end>底|末|终|内)?(?P<before>{_BEFORE})?"
_PLANS = {"十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}

Groups = dict[str, str]


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline with the place of its words in the text that was searched."""

    deadline: Deadline
    start: int
    end: int


def parse_deadline(text: str, year: int | None = None) -> Deadline:
    """The deadline a phrase states; `year` is the document's year, for 年底前 or 12月.

    Without it, a phrase that names no year has kind `none`, as has one that is not understood.

    >>> parse_deadline("2021年6月底前").date
    datetime.date(2021, 6, 30)
    """
    found = _latest(text, year)
    if found:
        return Deadline(text.strip(), found.deadline.kind, found.deadline.date, found.deadline.precision)
    return Deadline(text.strip()) if text.strip() else NO_DEADLINE


def _latest(text: str, year: int | None) -> FoundDeadline | None:
    """The last of the times a phrase states: 6月底前完成方案,12月底前建成 is done by December."""
    key = fold(text)
    latest = found = find_deadline(key, year)
    for part in _LATER.finditer(key):
        if latest is None or found is None:
            return None
        following = find_deadline(part.group(), _last_year(key[: part.start()]) or year)
        if following and following.deadline.date and latest.deadline.date:
            latest = max(latest, following, key=lambda one: one.deadline.date or dt.date.min)
    return latest


_LATER = re.compile(r"(?<=[,;。、\n至到—~\-])[^,;。、\n]+")


def _last_year(key: str) -> int | None:
    years = re.findall(r"((?:19|20)\d\d)年", key)
    return int(years[-1]) if years else None


def find_deadline(text: str, year: int | None = None) -> FoundDeadline | None:
    """The first deadline inside a longer text, a stated day before 持续推进 or 每季度."""
    return _find(fold(text), year) if _MAY_STATE_TIME.search(text) else None


#: A text without any of these states no time.
_MAY_STATE_TIME = re.compile("[0-9０-９年月季五每按逐节節元庆慶一秋持長长常全貫贯滾滚即立]")


#: A text without any of these states no day, month, quarter or year.
_MAY_BE_DATED = re.compile(r"[年月季Qq五]|(?:19|20)\d\d")


@lru_cache(maxsize=4096)
def _find(key: str, year: int | None) -> FoundDeadline | None:
    feast = _before_feast(key, year)
    if feast:
        return feast
    yearly = _EVERY_YEAR.search(key)
    if yearly:
        return FoundDeadline(Deadline(yearly.group(), DeadlineKind.PERIODIC), *yearly.span())
    for pattern, meaning in _DATED if _MAY_BE_DATED.search(key) else ():
        for match in pattern.finditer(key):
            if _BEGINS_THEN.match(key, match.end()):
                continue
            deadline = meaning(match.groupdict(), match.group(), year)
            if deadline:
                return FoundDeadline(deadline, match.start(), match.end())
            if meaning is _day and _year_of(match.groupdict(), year):
                return None  # a day that is not in the calendar, such as 2月30日: not to be read as its month
    return _undated(key)


def _before_feast(key: str, year: int | None) -> FoundDeadline | None:
    """国庆前, 2025年春节前: done by the day before. 元旦前 without a year is the end of this one."""
    found = _feast().search(key) if "前" in key else None
    at_year = _year_of(found.groupdict(), year) if found else None
    if not found or not at_year:
        return None
    if found["feast"] == "元旦" and not found["year"]:
        at_year += 1
    for day in lexicon.table("feast_days")[found["feast"]]:
        date = dt.date.fromisoformat(day if len(day) == 10 else f"{at_year}-{day}")
        if date.year == at_year:
            eve = date - dt.timedelta(days=1)
            return FoundDeadline(Deadline(found.group(), DeadlineKind.BY, eve, Precision.DAY), *found.span())
    return FoundDeadline(Deadline(found.group()), *found.span())  # a feast whose day that year is not listed


@cache
def _feast() -> re.Pattern[str]:
    feasts = lexicon.any_of(list(lexicon.table("feast_days")))
    return re.compile(
        rf"(?:{_YEAR}[ \u3000]*)?[“\"]?(?P<feast>{feasts})[”\"]?(?:佳节|节|假期|长假)?(?:以前|之前|前)"
    )


@lru_cache(maxsize=8192)
def is_whole_deadline(text: str, year: int | None = None) -> bool:
    """Whether a phrase says when and nothing else: 2025年6月底前完成, 持续推进."""
    key = fold(text).strip(" \t,;。")
    found = find_deadline(key, year)
    if not found:
        return False
    around = key[: found.start] + key[found.end :]
    return bool(_AROUND.fullmatch(around))


_AROUND = re.compile(
    r"[,;\s()至到于在\-~—]*(?:完成时限|完成时间|时限)?:?(?:全面|基本|力争)?(?:完成|实现|见效|落实|到位|取得(?:阶段性)?成效|并?持续推进|并?长期坚持)*[,;\s()]*"
)


def is_ambiguous(deadline: Deadline) -> bool:
    """2022年前 can mean before 2022 or by its end; it is read as by its end."""
    return bool(re.search(rf"\d{{4}}年{_BEFORE}", fold(deadline.raw)))


def _undated(key: str) -> FoundDeadline | None:
    for pattern, kind in ((_PERIODIC, DeadlineKind.PERIODIC), (_ONGOING, DeadlineKind.ONGOING)):
        match = pattern.search(key)
        if match:
            return FoundDeadline(Deadline(match.group(), kind), match.start(), match.end())
    return None


#: A time of every year is none of this one: 每年8月底前, 每季度末月10日前.
_EVERY_YEAR = re.compile(
    rf"每(?:年|季度?)(?:度|的|末月|首月)?[ \t]*"
    rf"(?:第?[一二三四]季度|[上下]半年|{NUMERAL}月份?(?:{NUMERAL}[日号]|[上中下]旬)?)?"
    r"(?:年?[底末]|初)?(?:以?前|之前)(?:完成)?"
)
#: 2024年4月起 says when work begins, and not by when it is done.
_BEGINS_THEN = re.compile(rf"(?:{NUMERAL}月)?(?:{NUMERAL}[日号])?[底初上中下旬]{{0,2}}(?:开始)?起(?!草)")
_PERIODIC = re.compile(r"每(?:半年|季度?|月|周|年|旬|双月|两月|日|天)|按(?:季度?|月|年|周)|逐(?:年|月|季)")
_ONGOING = re.compile(
    r"(?:并)?持续(?:推进|开展|实施|进行|落实|坚持|深化|推动)?|(?<!中)长期(?:坚持|推进|任务|实施)?|常态化(?:推进|开展)?|全年(?:推进|实施|坚持)?|贯穿(?:\w{0,8}全年|\w{0,8}全过?程|始终)|滚动(?:推进|实施)|(?:即知|即行|即查|边查)(?:即改|边改)|立行立改|立即(?:整改|执行|落实|推进|实施)"
    r"|常年(?:推进|坚持|开展)?|常抓不懈|不间断"
)


def _year_of(groups: Groups, spoken_in: int | None) -> int | None:
    words = groups.get("year") or ""
    if words in ("今", "本", "当", ""):
        return spoken_in
    if words in ("明", "后"):
        return spoken_in + (1 if words == "明" else 2) if spoken_in else None
    return read_year(words)


def _day(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    at_year, month, day = _year_of(groups, year), read_numeral(groups["month"]), read_numeral(groups["day"])
    if at_year is None or not month or not day:
        return None
    try:
        date = dt.date(at_year, month, day)
    except ValueError:
        return None
    return Deadline(raw, DeadlineKind.BY, date, Precision.DAY)


def _month(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    at_year, month = _year_of(groups, year), read_numeral(groups["month"])
    if not at_year or not month or not 1 <= month <= 12:
        return None
    part = groups.get("part") or ""
    if part in ("上旬", "初"):
        return Deadline(raw, DeadlineKind.BY, dt.date(at_year, month, 10), Precision.DAY)
    if part == "中旬":
        return Deadline(raw, DeadlineKind.BY, dt.date(at_year, month, 20), Precision.DAY)
    last = calendar.monthrange(at_year, month)[1]
    return Deadline(raw, DeadlineKind.BY, dt.date(at_year, month, last), Precision.MONTH)


def _quarter(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    at_year, number = _year_of(groups, year), read_numeral(groups["quarter"])
    if not at_year or not number or not 1 <= number <= 4:
        return None
    return Deadline(
        raw, _by_or_in(groups), Period(at_year, Granularity.QUARTER, number).last_day, Precision.QUARTER
    )


def _half(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    at_year = _year_of(groups, year)
    if not at_year:
        return None
    number = 1 if groups["half"] == "上" else 2
    return Deadline(
        raw, _by_or_in(groups), Period(at_year, Granularity.HALF, number).last_day, Precision.HALF
    )


def _by_or_in(groups: Groups) -> DeadlineKind:
    return DeadlineKind.BY if groups.get("before") or groups.get("end") in ("底", "末") else DeadlineKind.IN


def _year(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    at_year = _year_of(groups, year)
    return Deadline(raw, DeadlineKind.BY, dt.date(at_year, 12, 31), Precision.YEAR) if at_year else None


def _plan(groups: Groups, raw: str, year: int | None) -> Deadline | None:
    kind = DeadlineKind.IN if groups.get("during") else DeadlineKind.BY
    return Deadline(raw, kind, dt.date(_PLANS[groups["plan"]], 12, 31), Precision.YEAR)


def _pattern(expression: str) -> re.Pattern[str]:
    """Allow the blanks that full-width pages put beside digits."""
    return re.compile(expression.replace("§", r"[ \u3000]*"))


_SPACED_YEAR = _YEAR.replace("年度?", "§年度?")
_SPACED_MONTH = _MONTH.replace("月份?", "§月份?")
#: Finest first: a day is not to be read as its month, nor a month as its year.
_DATED: tuple[tuple[re.Pattern[str], Callable[[Groups, str, int | None], Deadline | None]], ...] = (
    (
        _pattern(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})(?!\d)"
        ),
        _day,
    ),
    (_pattern(rf"(?:{_SPACED_YEAR}§)?{_SPACED_MONTH}§(?P<day>{NUMERAL})§[日号](?P<before>{_BEFORE})?"), _day),
    (_pattern(rf"(?:{_SPACED_YEAR}§)?{_SPACED_MONTH}§(?P<part>上旬|中旬|下旬|初)?{_ENDS}"), _month),
    (_pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?![\d%])"), _month),
    (_pattern(rf"(?:{_SPACED_YEAR}§)?第?(?P<quarter>[一二三四1-4])季度?{_ENDS}"), _quarter),
    (_pattern(r"(?P<year>(?:19|20)\d\d)年?[ -]?[Qq](?P<quarter>[1-4])"), _quarter),
    (_pattern(rf"(?:{_SPACED_YEAR}§)?(?P<half>[上下])半年{_ENDS}"), _half),
    (_pattern(r"(?P<from>(?:19|20)\d\d)年?[-—~至到]+(?P<year>(?:19|20)\d\d)年?(?:期间)?"), _year),
    (_pattern(rf"(?:到|至|截至)?{_SPACED_YEAR}§年?{_ENDS}"), _year),
    (_pattern(r"(?<![一二两三四五六七八九十几半\d])年(?P<end>底|末|终|内)(?P<before>以?前|之前)?"), _year),
    (_pattern(r"[“\"]?(?P<plan>十[三四五六])五[”\"]?(?:规划)?(?:(?P<during>期间|时期)|期?末|收官)"), _plan),
    (_pattern(r"^(?P<year>(?:19|20)\d\d)$"), _year),
)
