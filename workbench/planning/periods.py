"""Reporting periods (报告期): a period or a day goes in, the periods before, after, around and within it come
out.

Periods of one granularity stand in one endless row, so all arithmetic goes through a period's place in it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workbench.terms import PERIODS_PER_YEAR, Granularity, Period

_NAMES: Final[dict[Granularity, Callable[[int], str]]] = {
    Granularity.YEAR: lambda number: "",
    Granularity.HALF: lambda number: "上下"[number - 1] + "半年",
    Granularity.QUARTER: lambda number: f"{'一二三四'[number - 1]}季度",
    Granularity.MONTH: lambda number: f"{number}月",
}


def name_of(period: Period) -> str:
    """How the office calls a period: 2025年, 2025年上半年, 2025年二季度, 2025年6月."""
    return f"{period.year}年{_NAMES[period.granularity](period.number)}"


def shifted(period: Period, by: int) -> Period:
    """The period `by` places later, or earlier where `by` is negative."""
    year, place = divmod(_place(period) + by, PERIODS_PER_YEAR[period.granularity])
    return Period(year, period.granularity, place + 1)


def previous(period: Period) -> Period:
    """The period before (上期)."""
    return shifted(period, -1)


def following(period: Period) -> Period:
    """The period after (下期)."""
    return shifted(period, 1)


def period_of(day: dt.date, granularity: Granularity) -> Period:
    """The period in which a day lies."""
    months = 12 // PERIODS_PER_YEAR[granularity]
    return Period(day.year, granularity, (day.month - 1) // months + 1)


def contains(period: Period, inner: dt.date | Period) -> bool:
    """Whether a day, or the whole of another period, lies in this one."""
    if isinstance(inner, Period):
        return period.first_day <= inner.first_day and inner.last_day <= period.last_day
    return period.first_day <= inner <= period.last_day


def across(period: Period, granularity: Granularity) -> tuple[Period, ...]:
    """The periods of another granularity that a period reaches over, in order.

    A quarter reaches over three months, and over the one year that holds it.
    """
    return between(period.first_day, period.last_day, granularity)


def between(first: dt.date, last: dt.date, granularity: Granularity) -> tuple[Period, ...]:
    """Every period that has a day from `first` to `last`, both included; none where they are reversed."""
    if last < first:
        return ()
    start, end = period_of(first, granularity), period_of(last, granularity)
    return tuple(shifted(start, by) for by in range(_place(end) - _place(start) + 1))


def distance(earlier: Period, later: Period) -> int:
    """How many periods lie from one to another of the same granularity. Raises ValueError for two lengths."""
    if earlier.granularity is not later.granularity:
        raise ValueError(f"periods of different length: {earlier}, {later}")
    return _place(later) - _place(earlier)


def months_at_end(period: Period) -> int:
    """How many months have passed at the end of a period, from the start of year 0: time in whole steps."""
    return period.year * 12 + period.number * 12 // PERIODS_PER_YEAR[period.granularity]


@dataclass(frozen=True, slots=True)
class ReportingDay:
    """When the report on a period is due (报送日), such as the 28th.

    `day` is counted within the last month of the period, or `months_after` months later (次月5日前报送). A
    month that is too short has its last day instead. Raises ValueError for a day no month has.
    """

    day: int = 28
    months_after: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31 or self.months_after < 0:
            raise ValueError(f"not a reporting day: {self.day}, {self.months_after} months after")

    def due(self, period: Period) -> dt.date:
        """The last day on which the report on a period is in time."""
        year, month = divmod(months_at_end(period) - 1 + self.months_after, 12)
        return dt.date(year, month + 1, min(self.day, calendar.monthrange(year, month + 1)[1]))

    def current(self, today: dt.date, granularity: Granularity) -> Period:
        """本期: the first period whose report is not past its day yet. 上期 is `previous` of it."""
        period = period_of(today, granularity)
        while self.due(previous(period)) >= today:
            period = previous(period)
        return following(period) if self.due(period) < today else period


def _place(period: Period) -> int:
    return period.year * PERIODS_PER_YEAR[period.granularity] + period.number - 1
