"""Which row is which in a newer edition, and what three sides make of a field."""

from __future__ import annotations

import pytest

from workbench.planning.editions import Fact, Fate, Kind, Value, Values, Verdict, compare, match


def values(title: str, **others: str) -> Values:
    return {name: Value(text, text) for name, text in {"title": title, **others}.items()}


def task(key: int, title: str, as_read: Values | None = None, **others: str) -> Fact:
    said = values(title, **others)
    return Fact(Kind.TASK, key, said, said if as_read is None else as_read)


@pytest.mark.parametrize(
    ("former", "read", "same"),
    [
        ("建设省级政务云", "建设省级政务云", True),
        ("建設省級政務雲", "建设省级政务云", True),
        ("建设省级政务云", "加快建设省级政务云平台", True),
        ("建设省级政务云", "推广一网通办", False),
    ],
)
def test_a_row_is_known_by_its_name(former: str, read: str, same: bool) -> None:
    assert bool(match([task(1, former)], [task(0, read)])) is same


def test_a_row_that_moved_and_was_renumbered_is_the_same_row() -> None:
    ours = [task(1, "建设政务云", no="1", section="一"), task(2, "优化网络", no="2", section="一")]
    theirs = [task(0, "优化网络", no="1", section="二"), task(1, "建设政务云", no="3", section="一")]
    assert match(ours, theirs) == {0: 1, 1: 0}


def test_number_and_heading_tell_apart_rows_of_one_name() -> None:
    ours = [task(1, "加强宣传", no="1", section="一"), task(2, "加强宣传", no="1", section="二")]
    theirs = [task(0, "加强宣传", no="1", section="二"), task(1, "加强宣传", no="1", section="一")]
    assert match(ours, theirs) == {0: 1, 1: 0}


def test_a_row_renamed_wholly_is_known_by_its_content() -> None:
    content = "升级省级政务云平台,扩容出口带宽,建成两地三中心的灾备体系。"
    ours, theirs = task(1, "政务云", content=content), task(0, "算力底座", content=content)
    assert match([ours], [theirs]) == {0: 0}


def test_a_row_the_office_renamed_is_known_by_what_the_document_said() -> None:
    ours = task(1, "王处长负责的事项", as_read=values("建设政务云"))
    (row,) = compare([ours], [task(0, "建设政务云")]).rows
    assert (row.fate, row.key) == (Fate.SAME, 1)


@pytest.mark.parametrize(
    ("former", "present", "new", "verdict"),
    [
        ("六月", "六月", "八月", Verdict.TAKE),
        ("六月", "七月", "六月", Verdict.KEEP),
        ("六月", "七月", "八月", Verdict.ASK),
        (None, "七月", "八月", Verdict.ASK),
    ],
)
def test_three_sides_of_a_field(former: str | None, present: str, new: str, verdict: Verdict) -> None:
    said = values("建设政务云", deadline=former) if former else {}
    ours = task(1, "建设政务云", as_read=said, deadline=present)
    (row,) = compare([ours], [task(0, "建设政务云", deadline=new)]).rows
    assert [(one.field, one.verdict) for one in row.fields] == [("deadline", verdict)]


def test_both_changed_to_the_same_is_no_difference() -> None:
    ours = task(1, "建设政务云", as_read=values("建设政务云", deadline="六月"), deadline="八月")
    assert compare([ours], [task(0, "建设政务云", deadline="八月")]).differences == ()


def test_what_nobody_touched_is_dropped_without_a_question() -> None:
    edited = task(2, "优化网络", as_read=values("优化网络", no="1"), no="2")
    comparison = compare([task(1, "建设政务云"), edited], [])
    assert [(row.fate, row.asks) for row in comparison.rows] == [(Fate.DROPPED, False), (Fate.DROPPED, True)]
    assert comparison.counts[Fate.DROPPED] == 2
