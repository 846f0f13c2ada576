"""The working calendar (工作日历): days go in, working days come out, one at a time or a column at once.

Days are proleptic ordinals (`datetime.date.toordinal`), as in `TaskArrays`. A calendar is a working week and
the days that depart from it: public holidays on weekdays, and weekends worked to make up for them (调休).
All arithmetic goes through one number: the rank of a day is how many working days come before it, counted
from the first day of year 1. Among ranks, days of rest do not exist.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from workbench.problems import Problem
from workbench.terms import Severity

Days = NDArray[np.int64]

MONDAY_TO_FRIDAY: Final = (True, True, True, True, True, False, False)


class WorkingCalendar:
    """Which days are worked.

    `week` tells Monday to Sunday. `departures` maps a day to whether it is worked, where that is not as the
    week has it. `names` holds what a day is called (国庆节). `years` are those whose holidays are known; for
    any other year the week alone counts, and `missing_years` tells so.
    Raises ValueError for a week in which nobody ever works.
    """

    def __init__(
        self,
        departures: Mapping[int, bool] = MappingProxyType({}),
        *,
        week: tuple[bool, ...] = MONDAY_TO_FRIDAY,
        names: Mapping[int, str] = MappingProxyType({}),
        years: Iterable[int] = (),
    ) -> None:
        if len(week) != 7 or not any(week):
            raise ValueError(f"not a working week: {week}")
        self.week = week
        self.names = MappingProxyType(dict(names))
        self.years = frozenset(years)
        # Ordinal 1 is a Monday, so day - 1 counts weeks and weekdays from 0.
        self._weekdays = [weekday for weekday in range(7) if week[weekday]]
        self._before_weekday = [sum(week[:weekday]) for weekday in range(7)]
        departing = {day: works for day, works in departures.items() if works != week[(day - 1) % 7]}
        self._days = sorted(departing)
        self._works = [departing[day] for day in self._days]
        self._shifts = [0]  # how far the first n departures move the ranks after them
        for works in self._works:
            self._shifts.append(self._shifts[-1] + (1 if works else -1))
        # How many working days there are up to and including each departure.
        self._through = [
            self._week_rank(day + 1) + shift for day, shift in zip(self._days, self._shifts[1:], strict=True)
        ]
        self._columns = tuple(
            np.asarray(column, dtype=np.int64)
            for column in (self._before_weekday, self._weekdays, self._days, self._shifts, self._through)
        )

    def __reduce__(self) -> tuple[object, ...]:
        """A chart goes to another process with its calendar."""
        return _remade, (self.departures, self.week, dict(self.names), self.years)

    @property
    def departures(self) -> dict[int, bool]:
        """Every day that is not as the week has it, in order, with whether it is worked."""
        return dict(zip(self._days, self._works, strict=True))

    def is_working_day(self, day: int) -> bool:
        place = bisect_left(self._days, day)
        if place < len(self._days) and self._days[place] == day:
            return self._works[place]
        return self.week[(day - 1) % 7]

    def is_rest_day(self, day: int) -> bool:
        """For shading: `timeline.set_rest_days(calendar.is_rest_day)`."""
        return not self.is_working_day(day)

    @overload
    def rank(self, day: int) -> int: ...
    @overload
    def rank(self, day: Days) -> Days: ...
    def rank(self, day: int | Days) -> int | Days:
        """How many working days come before `day`: its place in their row, or that of the next one."""
        if isinstance(day, int):
            return self._week_rank(day) + self._shifts[bisect_left(self._days, day)]
        before, _, departures, shifts, _ = self._columns
        weeks, weekday = np.divmod(np.asarray(day, dtype=np.int64) - 1, 7)
        ranks: Days = weeks * len(self._weekdays) + before[weekday] + shifts[np.searchsorted(departures, day)]
        return ranks

    @overload
    def day_at(self, rank: int) -> int: ...
    @overload
    def day_at(self, rank: Days) -> Days: ...
    def day_at(self, rank: int | Days) -> int | Days:
        """The working day with this rank: `day_at(rank(day))` is the first working day from `day` on."""
        if isinstance(rank, int):
            return self._day_at(rank)
        _, weekdays, departures, shifts, through = self._columns
        rank = np.asarray(rank, dtype=np.int64)
        passed = np.searchsorted(through, rank, side="right")
        weeks, place = np.divmod(rank - shifts[passed], len(self._weekdays))
        days: Days = weeks * 7 + weekdays[place] + 1
        if len(departures):
            # A made-up weekend comes before the weekday its rank would fall on; a holiday never does.
            following = departures[np.minimum(passed, len(departures) - 1)]
            days = np.where(passed < len(departures), np.minimum(days, following), days)
        return days

    def add_working_days(self, day: int, count: int) -> int:
        """The working day `count` working days after `day`; 0 gives `day`, or the next one if it rests.

        Counting back from a rest day, the first step leads to the working day before it.
        """
        return self.day_at(self.rank(day) + count)

    @overload
    def count_working_days(self, first: int, last: int) -> int: ...
    @overload
    def count_working_days(self, first: Days, last: Days) -> Days: ...
    def count_working_days(self, first: int | Days, last: int | Days) -> int | Days:
        """How many working days lie from `first` to `last`, both included."""
        return self.rank(last + 1) - self.rank(first)

    def unknown_years(self, first: int, last: int) -> tuple[int, ...]:
        """The years between two days whose holidays are not known."""
        span = range(dt.date.fromordinal(first).year, dt.date.fromordinal(last).year + 1)
        return tuple(year for year in span if year not in self.years)

    def missing_years(self, first: int, last: int) -> Problem | None:
        """What to tell the planner who schedules over years without holidays; None where all are known."""
        years = self.unknown_years(first, last)
        if not years:
            return None
        return Problem(
            "calendar-year-missing",
            Severity.WARNING,
            f"{_named(years)}的放假调休安排尚未录入，工作日暂按每周的作息计算。",
            proposal="放假安排公布后，请在工作日历中补录，再重新排程。",
        )

    def _week_rank(self, day: int) -> int:
        weeks, weekday = divmod(day - 1, 7)
        return weeks * len(self._weekdays) + self._before_weekday[weekday]

    def _day_at(self, rank: int) -> int:
        passed = bisect_right(self._through, rank)
        weeks, place = divmod(rank - self._shifts[passed], len(self._weekdays))
        day = weeks * 7 + self._weekdays[place] + 1
        return min(day, self._days[passed]) if passed < len(self._days) else day


def _named(years: tuple[int, ...]) -> str:
    """2016年、2027年至2030年."""
    stretches: list[list[int]] = []
    for year in years:
        if stretches and stretches[-1][-1] == year - 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    return "、".join("年至".join(map(str, dict.fromkeys((run[0], run[-1])))) + "年" for run in stretches)


def _remade(
    departures: dict[int, bool], week: tuple[bool, ...], names: dict[int, str], years: frozenset[int]
) -> WorkingCalendar:
    return WorkingCalendar(departures, week=week, names=names, years=years)
