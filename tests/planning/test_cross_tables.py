"""Tasks counted two ways at once: every task in one cell, totals that are the sums of their cells."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.planning.cross_tables import Labels, cross_table
from workbench.rows.statistics import TOTAL, CrossTable, Measure

ROWS, COLUMNS = ["省数字办", "省发改委", "未定责任单位"], ["绿灯", "黄灯", "红灯", "不亮灯"]
FACTS = st.lists(
    st.tuples(
        st.sampled_from(ROWS),
        st.sampled_from(COLUMNS),
        st.booleans(),
        st.one_of(st.just(float("nan")), st.integers(0, 100).map(float)),
    ),
    max_size=60,
)
Fact = tuple[str, str, bool, float]


def table_of(facts: list[Fact]) -> CrossTable:
    return cross_table(
        list(range(1, len(facts) + 1)),
        [done for _, _, done, _ in facts],
        [progress for *_, progress in facts],
        Labels([row for row, *_ in facts], ROWS),
        Labels([column for _, column, *_ in facts], COLUMNS),
    )


@given(FACTS)
def test_every_task_stands_in_one_cell_and_totals_are_sums(facts: list[Fact]) -> None:
    table = table_of(facts)
    assert list(table.rows) == [one for one in ROWS if one in {row for row, *_ in facts}]
    assert list(table.columns) == [one for one in COLUMNS if one in {column for _, column, *_ in facts}]
    counted = Counter((row, column) for row, column, *_ in facts)
    for i, row in enumerate(table.rows):
        for j, column in enumerate(table.columns):
            tasks = table.cell(i, j).tasks
            assert len(tasks) == counted[row, column]
            assert [facts[task - 1][:2] for task in tasks] == [(row, column)] * len(tasks)
            assert list(tasks) == sorted(tasks)
        assert table.figure(i, TOTAL, Measure.COUNT) == sum(1 for fact in facts if fact[0] == row)
    for j, column in enumerate(table.columns):
        assert table.figure(TOTAL, j, Measure.COUNT) == sum(1 for fact in facts if fact[1] == column)
    assert table.figure(TOTAL, TOTAL, Measure.COUNT) == len(facts)
    assert table.cell(TOTAL, TOTAL).done == sum(done for _, _, done, _ in facts)


def test_what_a_cell_says() -> None:
    table = table_of(
        [
            ("省数字办", "绿灯", True, 100.0),
            ("省数字办", "绿灯", False, float("nan")),
            ("省数字办", "红灯", False, 20.0),
            ("省发改委", "红灯", False, float("nan")),
        ]
    )
    assert (table.rows, table.columns) == (("省数字办", "省发改委"), ("绿灯", "红灯"))
    assert table.figure(0, 0, Measure.SHARE_OF_ROW) == pytest.approx(200 / 3)
    assert table.figure(0, 1, Measure.SHARE_OF_COLUMN) == 50.0
    assert table.figure(0, 0, Measure.SHARE_OF_ALL) == 50.0
    assert table.figure(0, 0, Measure.DONE) == 50.0
    assert table.figure(0, 0, Measure.PROGRESS) == 100.0  # what is not known is left out
    assert table.figure(0, TOTAL, Measure.PROGRESS) == 60.0
    assert table.figure(1, 1, Measure.PROGRESS) is None
    assert table.figure(1, 0, Measure.SHARE_OF_ROW) is None  # no task, nothing to say
    assert table.figure(1, 0, Measure.COUNT) == 0
