"""Tasks out as a table, and back: only what was changed in it is proposed."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.exchange.task_table import (
    CellError,
    Proposal,
    Words,
    as_html,
    as_tsv,
    propose,
    read_table,
    table_of,
)
from workbench.queries.wording import STATES, deadline_text
from workbench.reading.deadlines import parse_deadline
from workbench.rows.tasks import AssignmentRow, TaskRow
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    DocumentId,
    Precision,
    Role,
    SectionId,
    TaskId,
    TaskState,
    UnitChoice,
    UnitId,
)

WORDS = Words(STATES, deadline_text, lambda text: parse_deadline(text, 2025) if text else NO_DEADLINE)
SEAT = (DocumentId(1), SectionId(2))


def row(id: int, title: str, **facts: object) -> TaskRow:
    units = (
        AssignmentRow(UnitId(1), "市数据局", Role.LEAD, "", False),
        AssignmentRow(UnitId(2), "市财政局", Role.SUPPORT, "", False),
    )
    plain = {
        "document": DocumentId(1),
        "document_title": "工作要点",
        "section_id": None,
        "section": ("一、总体",),
        "parent": None,
        "no": "1.10",
        "content": "一句话。\n又一句“带引号”的话。",
        "units": units,
        "start": dt.date(2025, 3, 1),
        "deadline": Deadline("2025年9月底前", DeadlineKind.BY, dt.date(2025, 9, 30), Precision.MONTH),
        "progress": 40,
        "state": TaskState.RUNNING,
        "span": None,
    }
    return TaskRow(id=TaskId(id), title=title, **{**plain, **facts})  # type: ignore[arg-type]


TASKS = {TaskId(7): row(7, "扩容政务云"), TaskId(9): row(9, "推广电子证照", start=None)}


def back(table: list[list[str]]) -> tuple[Proposal, ...]:
    return propose(table, TASKS, SEAT, WORDS)


@pytest.fixture(params=["tsv", "html"])
def table(request: pytest.FixtureRequest) -> list[list[str]]:
    """The two tasks, out and in again."""
    out = table_of(list(TASKS.values()), WORDS)
    return read_table(as_tsv(out)) if request.param == "tsv" else read_table("", as_html(out))


def test_what_comes_back_untouched_changes_nothing(table: list[list[str]]) -> None:
    assert [(one.task, one.edit, one.problem) for one in back(table)] == [(7, None, ""), (9, None, "")]


def test_each_changed_cell_is_proposed(table: list[list[str]]) -> None:
    heads = table[0]
    for head, value in (
        ("任务名称", "扩容市政务云"),
        ("牵头单位", "市大数据局"),
        ("责任单位", "市数据局、市委网信办"),
        ("开始日期", ""),
        ("完成时限", "2025/12/31"),
        ("进度", "0.55"),
        ("状态", "暂缓"),
    ):
        table[1][heads.index(head)] = value
    changed, untouched = back(table)
    assert untouched.edit is None
    edit = changed.edit
    assert edit is not None
    assert (edit.title, edit.progress, edit.state, edit.without_start) == (
        "扩容市政务云",
        55,
        TaskState.PAUSED,
        True,
    )
    assert edit.deadline is not None
    assert edit.deadline.date == dt.date(2025, 12, 31)
    assert edit.units == (
        UnitChoice("市大数据局", Role.LEAD),
        UnitChoice("市数据局", Role.RESPONSIBLE),
        UnitChoice("市委网信办", Role.RESPONSIBLE),
        UnitChoice("市财政局", Role.SUPPORT),
    )
    assert {change.head for change in changed.changes} == {
        *("任务名称", "牵头单位", "责任单位", "开始日期", "完成时限", "进度", "状态")
    }


def test_excel_writes_the_same_day_otherwise() -> None:
    assert back([["编号", "开始日期", "进度"], ["7.0", "2025/3/1", "40%"]])[0].edit is None


def test_a_missing_column_changes_nothing_and_an_empty_name_neither() -> None:
    (one,) = back([["编号", "任务名称", "牵头单位"], ["7", "", "市数据局"]])
    assert (one.edit, one.title) == (None, "扩容政务云")


def test_a_line_without_a_number_is_a_new_task() -> None:
    (one,) = back([["任务", "时限", "配合单位"], ["建设数据目录", "年底前", "市财政局"]])
    assert one.edit is not None
    assert (one.task, one.edit.title, one.edit.document, one.edit.section) == (None, "建设数据目录", 1, 2)
    assert one.edit.units == (UnitChoice("市财政局", Role.SUPPORT),)


def test_names_alone_are_new_tasks() -> None:
    assert [one.title for one in back(read_table("建设数据目录\r\n编制标准\r\n"))] == [
        "建设数据目录",
        "编制标准",
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "problem"),
    [
        (["编号"], ["88"], "没有编号为“88”的任务"),
        (["编号", "进度"], ["7", "120%"], "进度“120%”不是"),
        (["编号", "状态"], ["7", "快好了"], "没有状态“快好了”"),
        (["编号", "开始日期"], ["7", "春天"], "看不懂日期“春天”"),
        (["任务名称", "进度"], ["", "3%"], "没有任务名称"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(heads: list[str], cells: list[str], problem: str) -> None:
    (one,) = back([heads, cells])
    assert one.edit is None
    assert problem in one.problem


def test_a_table_without_heads_is_refused() -> None:
    with pytest.raises(CellError, match="表头"):
        back([["甲", "乙"], ["丙", "丁"]])
