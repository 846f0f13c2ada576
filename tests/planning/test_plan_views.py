"""Conditions and groups of the task table, on a plan drawn here."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.planning.grouping import GroupBy, due_years, grouped
from workbench.planning.plan_views import NO_CONDITIONS, Conditions, documents_of, meets
from workbench.planning.task_arrays import (
    DEADLINE_KIND_CODE,
    STATE_CODE,
    Node,
    NodeKind,
    TaskArrays,
)
from workbench.queries.wording import STATES
from workbench.spelling import Folds
from workbench.terms import DeadlineKind, TaskState

ONGOING = DEADLINE_KIND_CODE[DeadlineKind.ONGOING]
END_2025, END_2026 = dt.date(2025, 12, 31).toordinal(), dt.date(2026, 6, 30).toordinal()


@pytest.fixture
def plan() -> TaskArrays:
    """甲案: 1 政务云 (a part: 2), 3 專網; 乙案: 4 培训."""
    done = STATE_CODE[TaskState.DONE]
    task = NodeKind.TASK
    return TaskArrays.build(
        [
            Node(NodeKind.DOCUMENT, 1, 0, name="甲案"),
            Node(task, 1, 1, "1", "建设政务云", "数据局、财政局", "2025年底前", end=END_2025, lead="数据局"),
            Node(task, 2, 2, "1.1", "扩容存储", "数据局", end=END_2026, state=done, lead="数据局"),
            Node(task, 3, 1, "2", "完善視頻專網", "公安局", end=END_2026, state=done),
            Node(NodeKind.DOCUMENT, 2, 0, name="乙案"),
            Node(task, 4, 1, "1", "开展培训", "人社局", "持续推进", deadline_kind=ONGOING, lead="人社局"),
        ]
    )


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        (Conditions("视频专网"), [3]),
        (Conditions("政务 财政"), [1]),
        (Conditions("２０２５年"), [1]),
        (Conditions("1.1"), [2]),
        (Conditions(states=(TaskState.DONE,)), [2, 3]),
        (Conditions(unit="财政局"), [1]),
        (Conditions("数据", document="甲案"), [1, 2]),
        (Conditions(document="丙案"), []),
    ],
)
def test_conditions_pick_tasks(plan: TaskArrays, conditions: Conditions, ids: list[int]) -> None:
    kept = meets(plan, conditions, Folds()) & (plan.kind == NodeKind.TASK)
    assert plan.id[kept].tolist() == ids


def test_no_conditions_are_no_filter(plan: TaskArrays) -> None:
    assert not NO_CONDITIONS
    assert not Conditions("  ")
    assert Conditions("云")
    assert Conditions(look="overdue")
    assert meets(plan, NO_CONDITIONS, Folds()).all()


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        (GroupBy.LEAD, ["数据局", 1, 2, "人社局", 4, "未明确牵头单位", 3]),
        (GroupBy.STATE, ["未启动", 1, 2, 4, "已完成", 3]),
        (GroupBy.YEAR, ["2025年", 1, 2, "2026年", 3, "持续推进", 4]),
        (GroupBy.LEADER, ["李市长", 1, 2, "未明确分管领导", 3, 4]),
    ],
)
def test_groups_take_whole_tasks(plan: TaskArrays, by: GroupBy, shown: list[str | int]) -> None:
    """A task takes its parts along."""
    groups = grouped(plan, by, STATES, {"数据局": "李市长"})
    rows = zip(groups.kind.tolist(), groups.name, groups.id.tolist(), strict=True)
    assert [name if kind == NodeKind.LANE else id for kind, name, id in rows] == shown


def test_by_document_the_plan_is_as_it_is(plan: TaskArrays) -> None:
    assert grouped(plan, GroupBy.DOCUMENT, STATES, {}) is plan
    assert documents_of(plan) == ["甲案"] * 4 + ["乙案"] * 2
    assert due_years(plan)[1:4] == ["2025年", "2026年", "2026年"]


def test_an_empty_plan() -> None:
    empty = TaskArrays.build([])
    assert documents_of(empty) == []
    assert len(grouped(empty, GroupBy.YEAR, STATES, {})) == 0
    assert len(meets(empty, Conditions("云", document="甲"), Folds())) == 0
