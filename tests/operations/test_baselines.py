"""Baselines: taken, listed, compared with, and outliving the tasks they speak of."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.errors import RefusedError
from workbench.operations import baselines, gantt, tasks
from workbench.queries.baselines import baseline_days, compare, list_baselines
from workbench.queries.task_arrays import load_task_arrays
from workbench.rows.baselines import BaselineRow
from workbench.storage.workspace import Workspace
from workbench.terms import BaselineId, DocumentId, TaskId

CLOUD, NETWORK, EXIT, ONE_NET = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
FIRST = BaselineId(1)
MAY, JUNE = dt.date(2022, 5, 1), dt.date(2022, 6, 30)


@pytest.fixture
def taken(plan: Workspace) -> Workspace:
    plan.change(tasks.move_dates, CLOUD, MAY, JUNE)
    plan.change(baselines.take, "年初安排", dt.date(2022, 4, 1))
    return plan


def test_a_baseline_holds_all_days_as_one_row_of_the_history(taken: Workspace) -> None:
    assert taken.ask(list_baselines) == (BaselineRow(FIRST, "年初安排", dt.date(2022, 4, 1), 4),)
    assert taken.undo_label == "保存基线：年初安排（4项任务）"
    assert taken.ask(compare, FIRST) == ()


def test_the_comparison_tells_what_moved_came_and_went(taken: Workspace) -> None:
    taken.change(gantt.shift, (CLOUD,), 12)
    taken.change(tasks.add, DocumentId(1), "新任务")
    taken.change(tasks.remove, ONE_NET)
    added, moved, removed = taken.ask(compare, FIRST)
    assert (moved.task, moved.shift, moved.then_end, moved.now_end) == (
        CLOUD,
        12,
        JUNE,
        JUNE + dt.timedelta(days=12),
    )
    assert (added.title, added.added, added.shift) == ("新任务", True, None)
    assert (removed.task, removed.title, removed.removed) == (ONE_NET, "推广一网通办", True)


def test_its_days_line_up_with_a_plan_of_other_tasks(taken: Workspace) -> None:
    taken.change(tasks.remove, ONE_NET)
    taken.change(tasks.add, DocumentId(1), "新任务")
    arrays = load_task_arrays(taken.connection())
    aligned = taken.ask(baseline_days, FIRST).aligned(arrays)
    cloud = int(arrays.nodes_of_tasks(arrays.id[arrays.id == CLOUD])[0])
    assert (aligned.start[cloud], aligned.end[cloud]) == (MAY.toordinal(), JUNE.toordinal())
    assert aligned.end[arrays.name.index("新任务")] == 0


def test_names_are_said_once(taken: Workspace) -> None:
    with pytest.raises(RefusedError, match="已有名为“年初安排”的基线"):
        taken.change(baselines.take, " 年初安排 ")
    taken.change(baselines.rename, FIRST, "第一版")
    taken.change(baselines.take, "年初安排")
    assert [row.name for row in taken.ask(list_baselines)] == ["第一版", "年初安排"]
    taken.change(baselines.remove, FIRST)
    assert [row.name for row in taken.ask(list_baselines)] == ["年初安排"]
    with pytest.raises(RefusedError, match="没有编号为 1 的基线"):
        taken.ask(baseline_days, FIRST)
