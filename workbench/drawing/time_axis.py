"""TimeAxis: days to x and back, and the two tiers of calendar cells over a chart.

A day is a proleptic ordinal (`datetime.date.toordinal`) and stands for the stretch from its own x to that
of the next day: a bar from the 1st to the 3rd is three days wide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from workbench.notation import date_text

_LAST_ORDINAL = dt.date.max.toordinal()


class Unit(Enum):
    """A calendar unit that a tier of the axis counts."""

    TERM = "term"  # 规划期: the five years of a national plan
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"  # Monday to Sunday
    DAY = "day"


class Zoom(Enum):
    """The named zoom steps: their Chinese name, and the width of a day in points."""

    YEAR = ("年", 0.24)
    HALF = ("半年", 0.55)
    QUARTER = ("季", 1.2)
    MONTH = ("月", 3.4)
    WEEK = ("周", 14.0)
    DAY = ("日", 32.0)

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def day_width(self) -> float:
        return self.value[1]


class Snap(Enum):
    """What a dragged end is pulled to: its Chinese name, and the unit whose last days it may be."""

    AUTO = ("自动", Unit.MONTH)  # months' ends, while days are too thin to aim at
    DAY = ("日", Unit.DAY)
    WEEK = ("周末", Unit.WEEK)
    MONTH = ("月末", Unit.MONTH)
    QUARTER = ("季末", Unit.QUARTER)

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def unit(self) -> Unit:
        return self.value[1]


MIN_DAY_WIDTH = 0.06
MAX_DAY_WIDTH = 60.0

#: The upper and lower tier up to a width of a day, narrowest first.
_TIERS = (
    (0.36, Unit.TERM, Unit.YEAR),
    (0.85, Unit.YEAR, Unit.HALF),
    (2.2, Unit.YEAR, Unit.QUARTER),
    (7.0, Unit.QUARTER, Unit.MONTH),
    (20.0, Unit.MONTH, Unit.WEEK),
    (float("inf"), Unit.WEEK, Unit.DAY),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One calendar cell: its first day, the first day after it, and its labels, the longest first."""

    start: int
    stop: int
    labels: tuple[str, ...]

    def label(self, room: float, measure: Callable[[str], float]) -> str:
        """The longest label that fits into so much room; "" where none does."""
        return next((label for label in self.labels if measure(label) <= room), "")


def uniform_labels(cells: Sequence[Cell], room: float, measure: Callable[[str], float]) -> list[str]:
    """Labels of equally long kind for a row of cells: the longest kind that fits all of them, or none."""
    kinds = zip(*(cell.labels for cell in cells), strict=True)
    fitting = (list(labels) for labels in kinds if max(map(measure, labels)) <= room)
    return next(fitting, [""] * len(cells))


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A stretch of time laid out on a line: `left` is the day at x = 0 (fractions allowed)."""

    left: float
    day_width: float

    def x_of(self, day: float) -> float:
        """The x where a day begins."""
        return (day - self.left) * self.day_width

    def time_at(self, x: float) -> float:
        """The time at x, in days and fractions."""
        return x / self.day_width + self.left

    def day_at(self, x: float) -> int:
        """The day that covers x."""
        return int(self.time_at(x) // 1)

    def zoomed(self, day_width: float, keep_x: float) -> TimeAxis:
        """Another width of a day (within the limits), with the time at `keep_x` staying where it is."""
        day_width = min(max(day_width, MIN_DAY_WIDTH), MAX_DAY_WIDTH)
        return TimeAxis(self.left + keep_x / self.day_width - keep_x / day_width, day_width)

    @property
    def tiers(self) -> tuple[Unit, Unit]:
        """The units of the upper and the lower tier that suit the width of a day."""
        return next((upper, lower) for limit, upper, lower in _TIERS if self.day_width < limit)

    @property
    def shows_rest_days(self) -> bool:
        """Whether single days are wide enough to be told apart."""
        return self.day_width >= 3.0

    def days_between(self, x1: float, x2: float) -> range:
        """The days that can be seen from x1 to x2, kept within the calendar."""
        return range(max(self.day_at(x1), 1), min(self.day_at(x2), _LAST_ORDINAL - 1) + 1)

    def cells(self, unit: Unit, x1: float, x2: float, *, upper: bool = False) -> list[Cell]:
        """The cells of a unit that can be seen from x1 to x2, in order. An upper tier names the year too."""
        days = self.days_between(x1, x2)
        return [
            Cell(start, stop, _labels(unit, dt.date.fromordinal(start), upper))
            for start, stop in pairwise(_boundaries(unit, days.start, days.stop))
        ]

    def snapped_end(self, day: int, snap: Snap = Snap.AUTO, reach: float = 5.0) -> int:
        """A last day pulled to the nearest last day of the unit to snap to.

        Snap.AUTO pulls to months' ends only within `reach` points, where days are too thin to aim at.
        """
        if snap is Snap.AUTO and self.day_width >= Zoom.WEEK.day_width / 2:
            return day
        date = dt.date.fromordinal(day)
        this = first_of_next(snap.unit, date).toordinal() - 1
        former = first_of(snap.unit, date).toordinal() - 1
        nearest = min((end for end in (this, former) if end > 0), key=lambda end: abs(end - day))
        near = snap is not Snap.AUTO or abs(nearest - day) * self.day_width <= reach
        return nearest if near else day

    def snapped_start(self, day: int, snap: Snap = Snap.AUTO) -> int:
        """A first day pulled to the nearest first day of the unit to snap to; Snap.AUTO leaves it alone."""
        if snap is Snap.AUTO or day <= 1:
            return day
        return self.snapped_end(day - 1, snap) + 1


def is_rest_day(day: int) -> bool:
    """Whether a day is a Saturday or Sunday; a working calendar knows the holidays as well."""
    return (day - 1) % 7 >= 5  # ordinal 1 was a Monday


def first_of(unit: Unit, date: dt.date) -> dt.date:
    """The first day of the unit that a date lies in."""
    if unit is Unit.DAY:
        return date
    if unit is Unit.WEEK:
        return date - dt.timedelta(days=date.weekday())
    months = _MONTHS[unit]
    number = ((date.year - _ANCHOR_YEAR) * 12 + date.month - 1) // months * months
    return _month(number)


def first_of_next(unit: Unit, date: dt.date) -> dt.date:
    """The first day of the unit after the one that a date lies in."""
    start = first_of(unit, date)
    if unit in (Unit.DAY, Unit.WEEK):
        return start + dt.timedelta(days=1 if unit is Unit.DAY else 7)
    return _month((start.year - _ANCHOR_YEAR) * 12 + start.month - 1 + _MONTHS[unit])


#: Five-year plans run from years ending in 1 or 6; months are counted from such a year.
_ANCHOR_YEAR = 1
_MONTHS = {Unit.TERM: 60, Unit.YEAR: 12, Unit.HALF: 6, Unit.QUARTER: 3, Unit.MONTH: 1}
_DIGITS = "零一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日"


def _month(number: int) -> dt.date:
    """The first day of the month `number` months after the anchor, kept within the calendar."""
    year = _ANCHOR_YEAR + number // 12
    return dt.date(year, number % 12 + 1, 1) if year <= dt.MAXYEAR else dt.date.max


def _boundaries(unit: Unit, first: int, stop: int) -> Iterator[int]:
    """First days of the units covering the days from `first` to `stop`, the closing one included."""
    date = dt.date.fromordinal(first)
    day = first_of(unit, date).toordinal()
    while True:
        yield day
        if day >= stop or day >= _LAST_ORDINAL - 7:
            return
        day = first_of_next(unit, dt.date.fromordinal(day)).toordinal()


def _labels(unit: Unit, date: dt.date, upper: bool) -> tuple[str, ...]:
    year, month = date.year, date.month
    if unit is Unit.TERM:
        return _term_labels(year)
    if unit is Unit.YEAR:
        return (f"{year}年", f"{year}", f"{year % 100:02}")
    if unit is Unit.HALF:
        return ("上半年", "上") if month == 1 else ("下半年", "下")
    if unit is Unit.QUARTER:
        return _quarter_labels(year, _DIGITS[(month + 2) // 3], upper)
    if unit is Unit.MONTH:
        return (f"{year}年{month}月", f"{month}月") if upper else (f"{month}月", f"{month}")
    if unit is Unit.WEEK:
        return _week_labels(date, upper)
    return (f"{date.day} {_WEEKDAYS[date.weekday()]}", f"{date.day}")


def _term_labels(year: int) -> tuple[str, ...]:
    """The five years of a national plan: 十四五 is 2021–2025. The plans before 三五 (1966) ran otherwise."""
    years = f"{year}—{year + 4}年"
    if year < 1966 or year >= 2066:
        return (years, f"{year}")
    number = _spoken((year - 1966) // 5 + 3)
    return (f"“{number}五”时期（{years}）", f"“{number}五”时期", f"{number}五")


def _spoken(number: int) -> str:
    """A number below 30 in words: 14 is 十四."""
    tens, ones = divmod(number, 10)
    return ("", "十", "二十")[tens] + (_DIGITS[ones] if ones else "")


def _quarter_labels(year: int, number: str, upper: bool) -> tuple[str, ...]:
    if upper:
        return (f"{year}年第{number}季度", f"{year}年{number}季度", f"{number}季度")
    return (f"第{number}季度", f"{number}季度", f"{number}")


def _week_labels(monday: dt.date, upper: bool) -> tuple[str, ...]:
    number = f"第{monday.isocalendar().week}周"
    if not upper:
        sunday = monday + dt.timedelta(days=6)
        return (f"{number} {monday.day}—{sunday.day}日", number, number[1:-1])
    return (
        f"{date_text(monday)} {number}",
        f"{monday.month}月{monday.day}日",
        number,
    )
