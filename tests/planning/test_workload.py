"""The tasks of a unit by quarter: those it works on, or those that fall due."""

from __future__ import annotations

import datetime as dt

from workbench.planning.workload import LoadBy, Work, workload
from workbench.terms import Granularity, Period


def day(month: int, day: int, year: int = 2025) -> int:
    return dt.date(year, month, day).toordinal()


def quarter(number: int, year: int = 2025) -> Period:
    return Period(year, Granularity.QUARTER, number)


WORKS = [
    Work(1, 11, day(2, 1), day(8, 31)),
    Work(1, 12, day(7, 1), day(12, 31)),
    Work(2, 11, day(2, 1), day(8, 31)),
    Work(2, 13, day(5, 1), 0),  # 持续推进
    Work(2, 14, 0, 0),  # without any day
]


def test_work_counts_in_every_quarter_it_lies_in() -> None:
    load = workload(WORKS)
    assert load.quarters == tuple(map(quarter, (1, 2, 3, 4)))
    assert [load.cells.get((1, each), []) for each in load.quarters] == [[11], [11], [11, 12], [12]]
    assert [load.cells.get((2, each), []) for each in load.quarters] == [[11], [11, 13], [11, 13], [13]]


def test_what_falls_due_counts_once() -> None:
    load = workload(WORKS, LoadBy.DUE)
    assert load.quarters == (quarter(3), quarter(4))
    assert load.cells == {(1, quarter(3)): [11], (1, quarter(4)): [12], (2, quarter(3)): [11]}


def test_no_work_has_no_quarters_and_a_long_one_is_cut() -> None:
    assert workload([]).quarters == ()
    assert workload([Work(1, 1, 0, 0)]).cells == {}
    assert len(workload([Work(1, 1, day(1, 1, 2000), day(1, 1, 2030))]).quarters) == 40
