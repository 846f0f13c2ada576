"""The check of what a reporter writes (文字核对): a text goes in, odd numbers and dates come out.

It looks for what a reader would stumble over in print: days that no month has, dates outside the period,
percentages beyond the whole, figures that contradict the percent filled in, mixed digits, 〇 and O, doubled
marks. Nothing is changed; each slip is shown with a proposal.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from workbench.planning.periods import name_of
from workbench.rows.progress import TextSlip
from workbench.terms import Period

_DATE: Final = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?")
_DASHED: Final = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_PERCENT: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*[%％]")
_DONE: Final = re.compile(
    r"(?:总体进度|整体进度|完成进度|已完成|完成率)[^\d，。；]{0,6}(?P<number>\d+(?:\.\d+)?)\s*[%％]"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+[,，]\d+")
_FULL_WIDTH: Final = re.compile(r"[０-９]+(?:．[０-９]+)?")
_LETTER: Final = re.compile(r"\d+[OoＯ]\d*|\d*[OoＯ]\d+|\d+[lI]\d+")
_DOUBLED: Final = re.compile(r"[，。；：、]{2,}")
_PARTS: Final = re.compile(r"(?:超额|翻番|增长|同比|提高|超)")
_SPOKEN_YEAR: Final = re.compile(r"(?<!\d)(?P<year>\d{2})年(?=\d{1,2}月)")


def slips(field: str, text: str, period: Period, percent: int | None = None) -> tuple[TextSlip, ...]:
    """What looks odd in one field of a report on a period, in the order of the text.

    `percent` is the one filled in beside it. A date later than the period is odd in what was done
    (`field` 进展情况), not in what comes next.
    """
    found = [
        *_dates(field, text, period),
        *_percents(field, text, percent),
        *_digits(field, text),
        *(TextSlip(field, one.start(), one[0], "标点重复", one[0][0]) for one in _DOUBLED.finditer(text)),
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _dates(field: str, text: str, period: Period) -> Iterator[TextSlip]:
    for one in (*_DATE.finditer(text), *_DASHED.finditer(text)):
        parts = one.groupdict()
        year, month = int(parts["year"] or period.year), int(parts["month"])
        day = int(parts["day"]) if parts["day"] else None
        told = _impossible(year, month, day) or _outside(field, year, month, day, period)
        if told:
            yield TextSlip(field, one.start(), one[0], told)
    for one in _SPOKEN_YEAR.finditer(text):
        proposal = f"{period.year // 100}{one['year']}年"
        yield TextSlip(field, one.start(), one[0], "年份应写全四位", proposal)


def _impossible(year: int, month: int, day: int | None) -> str:
    if not 1 <= month <= 12:
        return f"没有{month}月"
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year}年{month}月没有{day}日"
    return ""


def _outside(field: str, year: int, month: int, day: int | None, period: Period) -> str:
    """A day of what was done that lies after the period, or some years from it."""
    stated = dt.date(year, month, day or 1)
    if field == "进展情况" and stated > period.last_day:
        return f"晚于报告期{name_of(period)}"
    return f"与报告期{name_of(period)}相距过远" if abs(year - period.year) > 10 else ""


def _percents(field: str, text: str, percent: int | None) -> Iterator[TextSlip]:
    for one in _PERCENT.finditer(text):
        before = text[max(0, one.start() - 8) : one.start()]
        if float(one["number"]) > 100 and not _PARTS.search(before):
            yield TextSlip(field, one.start(), one[0], "超过100%")
    for one in _DONE.finditer(text) if percent is not None else ():
        if float(one["number"]) != percent:
            yield TextSlip(field, one.start(), one[0], f"与所填进度{percent}%不一致")


def _digits(field: str, text: str) -> Iterator[TextSlip]:
    for one in _FULL_WIDTH.finditer(text):
        plain = one[0].translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        yield TextSlip(field, one.start(), one[0], "数字应用半角", plain)
    for one in _LETTER.finditer(text):
        plain = re.sub("[OoＯ]", "0", re.sub("[lI]", "1", one[0]))
        yield TextSlip(field, one.start(), one[0], "数字中夹有字母", plain)
    for one in _GROUPED.finditer(text):
        plain = re.sub("[,，]", "", one[0])
        if not re.fullmatch(r"\d{1,3}(?:,\d{3})+", one[0]):
            yield TextSlip(field, one.start(), one[0], "数字分节有误", plain)
