"""Deadlines as documents print them and as planners type them."""

from __future__ import annotations

import pytest

from workbench.reading.deadlines import find_deadline, is_ambiguous, is_whole_deadline, parse_deadline
from workbench.terms import DeadlineKind, Precision


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("2022年", "2022-12-31", "year"),
        ("2022年前", "2022-12-31", "year"),
        ("到2030年", "2030-12-31", "year"),
        ("2025年底前完成", "2025-12-31", "year"),
        ("2021年6月底前", "2021-06-30", "month"),
        ("２０２４ 年 ２ 月", "2024-02-29", "month"),
        ("二〇二五年十二月", "2025-12-31", "month"),
        ("2025-06", "2025-06-30", "month"),
        ("2025-06-30", "2025-06-30", "day"),
        ("2025/6/3", "2025-06-03", "day"),
        ("2025年12月1日前", "2025-12-01", "day"),
        ("2024年3月中旬", "2024-03-20", "day"),
        ("2024年三季度末前", "2024-09-30", "quarter"),
        ("2023—2025年", "2025-12-31", "year"),
        ("“十四五”末", "2025-12-31", "year"),
        ("2022年前，持续推进", "2022-12-31", "year"),
    ],
)
def test_a_stated_time_is_its_last_day(text: str, date: str, precision: str) -> None:
    deadline = parse_deadline(text)

    assert (deadline.kind, str(deadline.date), deadline.precision) == (DeadlineKind.BY, date, precision)
    assert deadline.raw == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("年底前", "2024-12-31"),
        ("年内", "2024-12-31"),
        ("12月", "2024-12-31"),
        ("6月底前", "2024-06-30"),
        ("9月15日", "2024-09-15"),
        ("明年6月底", "2025-06-30"),
        ("国庆节前", "2024-09-30"),
        ("“五一”前", "2024-04-30"),
        ("春节前", "2024-02-09"),
        ("元旦前", "2024-12-31"),
        ("明年春节前完成", "2025-01-28"),
    ],
)
def test_a_time_without_a_year_takes_the_years_of_its_document(text: str, date: str) -> None:
    assert str(parse_deadline(text, 2024).date) == date
    assert parse_deadline(text).kind is DeadlineKind.NONE


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("第三季度", "2024-09-30", Precision.QUARTER),
        ("上半年", "2024-06-30", Precision.HALF),
        ("2023年下半年", "2023-12-31", Precision.HALF),
    ],
)
def test_work_within_a_stretch_of_the_year(text: str, date: str, precision: Precision) -> None:
    deadline = parse_deadline(text, 2024)

    assert (deadline.kind, str(deadline.date), deadline.precision) == (DeadlineKind.IN, date, precision)


@pytest.mark.parametrize("text", ["持续推进", "持續推進", "长期坚持", "常态化开展"])
def test_work_without_an_end(text: str) -> None:
    assert parse_deadline(text, 2024).kind is DeadlineKind.ONGOING


@pytest.mark.parametrize("text", ["每季度", "每年", "每月", "按季度"])
def test_work_that_returns(text: str) -> None:
    assert parse_deadline(text, 2024).kind is DeadlineKind.PERIODIC


@pytest.mark.parametrize("text", ["", "尽快", "2025年2月30日", "13月", "2099年春节前"])
def test_what_is_not_understood_keeps_its_words(text: str) -> None:
    deadline = parse_deadline(text, 2024)

    assert (deadline.raw, deadline.kind, deadline.date) == (text, DeadlineKind.NONE, None)


def test_before_a_year_is_ambiguous_and_before_its_end_is_not() -> None:
    assert is_ambiguous(parse_deadline("2022年前"))
    assert not is_ambiguous(parse_deadline("2022年底前"))


def test_a_deadline_inside_a_sentence_is_found_in_its_place() -> None:
    text = "各地要在2025年6月底前完成自查"
    found = find_deadline(text)

    assert found and text[found.start : found.end] == "2025年6月底前"


def test_a_phrase_that_says_more_than_when_is_no_whole_deadline() -> None:
    assert is_whole_deadline("2025年6月底前完成")
    assert not is_whole_deadline("2025年建成8个平台")


@pytest.mark.parametrize("text", ["每年8月底前", "每年年底前完成", "每年3月15日前"])
def test_a_time_of_every_year_returns(text: str) -> None:
    assert parse_deadline(text, 2024).kind is DeadlineKind.PERIODIC


@pytest.mark.parametrize("text", ["2024年4月起", "2024年7月1日起施行", "三年内", "中长期"])
def test_a_beginning_or_a_stretch_is_no_last_day(text: str) -> None:
    assert parse_deadline(text, 2024).kind is DeadlineKind.NONE


def test_of_a_beginning_and_an_end_the_end_counts() -> None:
    assert str(parse_deadline("2024年4月起至2025年6月底").date) == "2025-06-30"
