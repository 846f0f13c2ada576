"""The working calendar: single days by the official notices, and laws for every day of any calendar."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import CannotReadError
from workbench.planning.calendar import MONDAY_TO_FRIDAY, WorkingCalendar
from workbench.planning.calendar_files import load_calendar
from workbench.resources import resource_path

CHINA = load_calendar()


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def date(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2025-09-28", True),  # a Sunday worked for 国庆节
        ("2025-09-30", True),
        ("2025-10-01", False),
        ("2025-10-06", False),  # 中秋, within the same eight days
        ("2025-10-08", False),  # a Wednesday
        ("2025-10-09", True),
        ("2025-10-11", True),  # a Saturday worked
        ("2025-10-12", False),
        ("2020-01-31", False),  # the lengthened 春节 of 2020
        ("2020-02-03", True),
        ("2019-05-03", False),  # the lengthened 劳动节 of 2019
        ("2026-02-14", True),  # a Saturday worked for 春节
        ("2026-02-23", False),
    ],
)
def test_a_day_of_the_official_notices(text: str, works: bool) -> None:
    assert CHINA.is_working_day(day(text)) is works
    assert CHINA.is_rest_day(day(text)) is not works


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2025-09-26", 1, "2025-09-28"),  # Friday, then the Sunday worked
        ("2025-09-30", 1, "2025-10-09"),  # over 国庆节
        ("2025-10-09", 2, "2025-10-11"),
        ("2025-10-11", 1, "2025-10-13"),
        ("2025-10-09", -1, "2025-09-30"),
        ("2025-10-01", 0, "2025-10-09"),  # a rest day itself does not count
        ("2025-10-01", -1, "2025-09-30"),
        ("2025-06-06", 10, "2025-06-20"),
    ],
)
def test_adding_working_days(start: str, count: int, expected: str) -> None:
    assert date(CHINA.add_working_days(day(start), count)) == expected


@pytest.mark.parametrize(("year", "working_days"), [(2018, 250), (2021, 250), (2024, 251), (2025, 248)])
def test_working_days_of_a_year(year: int, working_days: int) -> None:
    """The yearly sums that are published: 365 (366) days less 104 or so weekend days and 11 (13) holidays."""
    assert CHINA.count_working_days(day(f"{year}-01-01"), day(f"{year}-12-31")) == working_days


def test_holidays_have_names_for_the_tooltip() -> None:
    assert CHINA.names[day("2025-10-06")] == "中秋"
    assert CHINA.names[day("2025-09-28")] == "国庆节"


def test_years_without_a_notice_are_told() -> None:
    assert CHINA.years == set(range(2018, 2027))
    assert CHINA.missing_years(day("2024-05-01"), day("2026-12-31")) is None
    problem = CHINA.missing_years(day("2026-05-01"), day("2028-01-31"))
    assert problem is not None
    assert problem.what.startswith("2027年至2028年的放假调休安排尚未录入")
    problem = CHINA.missing_years(day("2017-05-01"), day("2027-01-31"))
    assert problem is not None
    assert problem.what.startswith("2017年、2027年的放假调休安排尚未录入")
    assert CHINA.is_working_day(day("2027-10-01"))  # a Friday, as far as anybody knows


CALENDARS = st.builds(
    WorkingCalendar,
    st.dictionaries(st.integers(738000, 738060), st.booleans(), max_size=30),
    week=st.lists(st.booleans(), min_size=7, max_size=7).filter(any).map(tuple),
)


@given(CALENDARS, st.integers(737980, 738080))
def test_ranks_count_the_working_days_before(calendar: WorkingCalendar, at: int) -> None:
    counted = sum(map(calendar.is_working_day, range(737980, at)))
    assert calendar.rank(at) - calendar.rank(737980) == counted == calendar.count_working_days(737980, at - 1)


@given(CALENDARS, st.integers(737980, 738080))
def test_a_rank_leads_back_to_the_first_working_day_from_there_on(calendar: WorkingCalendar, at: int) -> None:
    found = calendar.day_at(calendar.rank(at))
    assert found == next(later for later in range(at, at + 400) if calendar.is_working_day(later))


@given(CALENDARS)
def test_columns_and_single_days_agree(calendar: WorkingCalendar) -> None:
    days = np.arange(737980, 738080)
    assert calendar.rank(days).tolist() == [calendar.rank(one) for one in days.tolist()]
    ranks = calendar.rank(days)
    assert calendar.day_at(ranks).tolist() == [calendar.day_at(rank) for rank in ranks.tolist()]


def test_a_week_of_rest_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="working week"):
        WorkingCalendar(week=(False,) * 7)


def test_every_file_that_comes_with_the_program_speaks_of_real_departures() -> None:
    """A 班 on a weekday or a stretch of 休 without any weekday would be a slip of the pen."""
    departures = CHINA.departures
    for at, name in CHINA.names.items():
        weekday = (at - 1) % 7
        assert departures.get(at, MONDAY_TO_FRIDAY[weekday]) is CHINA.is_working_day(at), (date(at), name)
        if CHINA.is_working_day(at):
            assert weekday >= 5, f"{date(at)} is worked anyhow"


def write(folder: Path, text: str, name: str = "cn-2025.txt") -> Path:
    folder.joinpath(name).write_text(text, encoding="utf-8")
    return folder


def test_an_office_puts_its_own_year_over_ours(tmp_path: Path) -> None:
    own = load_calendar([write(tmp_path, "2025-03-03至2025-03-04 休 三月三  # 本地假日\n")])
    assert own.is_rest_day(day("2025-03-04"))
    assert own.names[day("2025-03-03")] == "三月三"
    assert own.is_working_day(day("2025-10-01")), "the file takes the place of the whole year"
    assert own.is_rest_day(day("2024-10-01")), "other years stay"


def test_a_new_year_is_a_new_file(tmp_path: Path) -> None:
    own = load_calendar([write(tmp_path, "2027-01-01 休 元旦\n", "cn-2027.txt")])
    assert 2027 in own.years
    assert own.is_rest_day(day("2027-01-01"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2025-10-01 放假 国庆节", "第2行看不懂：“2025-10-01 放假 国庆节”"),
        ("2025-02-30 休", "第2行的日期不存在"),
        ("2025-10-08至2025-10-01 休 国庆节", "第2行的起止日期颠倒了"),
        ("2024-10-01 休 国庆节", "有2025年以外的日期：2024-10-01"),
        ("2025-10-01 班\n2025-10-01 休", "2025-10-01既写了“休”又写了“班”"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_place(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(CannotReadError, match=sentence) as told:
        load_calendar([write(tmp_path, f"# 2025年\n{line}\n")])
    assert "cn-2025.txt" in told.value.what


def test_the_explanation_stands_beside_the_files() -> None:
    assert "班" in resource_path("calendars", "说明.txt").read_text(encoding="utf-8")


def test_a_calendar_goes_to_another_process_as_it_is() -> None:
    copy = pickle.loads(pickle.dumps(CHINA))
    assert (copy.departures, copy.names, copy.years, copy.week) == (
        CHINA.departures,
        CHINA.names,
        CHINA.years,
        CHINA.week,
    )
    assert copy.is_rest_day(day("2025-10-01"))
