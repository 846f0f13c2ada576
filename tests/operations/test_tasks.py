"""Tasks: every change, what it refuses, and what the history says of it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.operations.plans import BY_2022
from workbench.errors import RefusedError
from workbench.operations import documents, tasks
from workbench.queries.documents import sections
from workbench.queries.milestones import list_milestones
from workbench.queries.tasks import list_tasks, task
from workbench.queries.units import unit_names
from workbench.rows.tasks import TaskRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    DocumentId,
    MilestoneId,
    Precision,
    Role,
    TaskId,
    TaskState,
    UnitChoice,
)

CLOUD, NETWORK, EXIT, ONE_NET = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
DOCUMENT = DocumentId(1)
JUNE = Deadline("2022年6月底前", DeadlineKind.BY, dt.date(2022, 6, 30), Precision.MONTH)


def titles(plan: Workspace) -> list[str]:
    return [row.title for row in plan.ask(list_tasks)]


def units(row: TaskRow) -> list[tuple[str, Role]]:
    return [(unit.name, unit.role) for unit in row.units]


def test_add_goes_behind_its_siblings_or_right_after_one(plan: Workspace) -> None:
    first = plan.ask(sections, DOCUMENT)[0].id
    plan.change(tasks.add, DOCUMENT, "建设算力中心", section=first)
    plan.change(tasks.add, DOCUMENT, "建设机房", section=first, after=CLOUD)
    plan.change(tasks.add, DOCUMENT, "更换设备", parent=NETWORK)
    assert titles(plan) == [
        *("建设政务云", "建设机房", "优化网络", "扩容出口", "更换设备", "建设算力中心", "推广一网通办"),
    ]
    added = plan.ask(list_tasks)[4]
    assert (added.parent, added.section) == (NETWORK, ("一、夯实基础",))


def test_many_tasks_in_one_gap_keep_their_order(plan: Workspace) -> None:
    first = plan.ask(sections, DOCUMENT)[0].id
    for number in range(15):
        plan.change(tasks.add, DOCUMENT, f"新任务{number}", section=first, after=CLOUD)
    assert titles(plan)[1:16] == [f"新任务{number}" for number in reversed(range(15))]


def test_a_task_needs_a_name(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="任务名称不能为空"):
        plan.change(tasks.add, DOCUMENT, "  ")


def test_rename_tells_both_names(plan: Workspace) -> None:
    assert plan.change(tasks.rename, CLOUD, " 建设云平台 ").label == "修改任务名称：建设政务云 → 建设云平台"
    assert plan.ask(task, CLOUD).title == "建设云平台"


def test_deadline_and_start_must_be_in_order(plan: Workspace) -> None:
    change = plan.change(tasks.set_deadline, CLOUD, JUNE)
    assert change.label == "调整完成时限：建设政务云 → 2022年6月底前"
    assert plan.ask(task, CLOUD).deadline == JUNE
    with pytest.raises(RefusedError, match="2023年1月1日晚于完成时限2022年6月30日"):
        plan.change(tasks.set_start, CLOUD, dt.date(2023, 1, 1))
    plan.change(tasks.set_start, CLOUD, dt.date(2022, 1, 1))
    with pytest.raises(RefusedError, match="请先调整其中一个日期"):
        plan.change(tasks.set_deadline, CLOUD, Deadline("", DeadlineKind.BY, dt.date(2021, 5, 1)))
    assert plan.change(tasks.set_deadline, CLOUD, NO_DEADLINE).label.endswith("→ 无")


def test_a_dragged_bar_sets_both_ends_in_one_step(plan: Workspace) -> None:
    change = plan.change(tasks.move_dates, CLOUD, dt.date(2022, 2, 1), dt.date(2022, 8, 15))
    assert change.label == "调整起止时间：建设政务云 → 2022年2月1日至2022年8月15日"
    row = plan.ask(task, CLOUD)
    assert row.start == dt.date(2022, 2, 1)
    assert row.deadline == Deadline("2022年8月15日前", DeadlineKind.BY, dt.date(2022, 8, 15), Precision.DAY)


def test_a_beginning_that_is_dragged_leaves_the_deadline_its_words(plan: Workspace) -> None:
    plan.change(tasks.set_deadline, CLOUD, JUNE)
    plan.change(tasks.move_dates, CLOUD, dt.date(2022, 2, 1), JUNE.date)
    row = plan.ask(task, CLOUD)
    assert (row.start, row.deadline) == (dt.date(2022, 2, 1), JUNE)


@pytest.mark.parametrize(
    ("percent", "state"), [(40, TaskState.RUNNING), (100, TaskState.DONE), (0, TaskState.NOT_STARTED)]
)
def test_progress_carries_the_state_along(plan: Workspace, percent: int, state: TaskState) -> None:
    plan.change(tasks.set_progress, CLOUD, percent)
    assert plan.ask(task, CLOUD).state is state


def test_progress_is_a_percentage(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="0 到 100"):
        plan.change(tasks.set_progress, CLOUD, 101)


def test_state_carries_the_progress_along(plan: Workspace) -> None:
    assert plan.change(tasks.set_state, CLOUD, TaskState.DONE).label == "更新任务状态：建设政务云 → 已完成"
    assert plan.ask(task, CLOUD).progress == 100
    plan.change(tasks.set_state, CLOUD, TaskState.NOT_STARTED)
    assert plan.ask(task, CLOUD).progress == 0


def test_units_are_replaced_in_order_and_known_names_resolve(plan: Workspace) -> None:
    choices = (
        UnitChoice("发改委", Role.LEAD),
        UnitChoice("省大数据集团"),
        UnitChoice("省数字办", Role.SUPPORT),
    )
    change = plan.change(tasks.set_units, CLOUD, choices)
    assert units(plan.ask(task, CLOUD)) == [
        ("省发改委", Role.LEAD),
        ("省大数据集团", Role.RESPONSIBLE),
        ("省数字办", Role.SUPPORT),
    ]
    assert (
        change.label == "调整责任单位：建设政务云 → 省发改委（牵头单位）、省大数据集团、省数字办（配合单位）"
    )
    assert "省大数据集团" in plan.ask(unit_names)
    plan.undo()
    assert units(plan.ask(task, CLOUD)) == [("省数字办", Role.RESPONSIBLE), ("省发改委", Role.RESPONSIBLE)]
    assert "省大数据集团" not in plan.ask(unit_names)


def test_a_unit_stands_in_a_task_once(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="“省发改委”列了两次"):
        plan.change(tasks.set_units, CLOUD, (UnitChoice("省发改委"), UnitChoice("发改委", Role.SUPPORT)))


def test_a_lead_is_the_only_one(plan: Workspace) -> None:
    change = plan.change(tasks.set_lead, NETWORK, "发改委")
    assert change.label == "确定牵头单位：优化网络 → 省发改委"
    assert units(plan.ask(task, NETWORK)) == [
        ("省发改委", Role.LEAD),
        ("省通信管理局", Role.RESPONSIBLE),
        ("各设区市人民政府", Role.SUPPORT),
    ]
    plan.change(tasks.set_lead, NETWORK, "省通信管理局")
    assert [role for _, role in units(plan.ask(task, NETWORK))] == [Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT]


def test_the_same_again_is_no_step(plan: Workspace) -> None:
    assert plan.change(tasks.set_deadline, CLOUD, BY_2022).rows == ()
    assert plan.change(tasks.set_units, CLOUD, (UnitChoice("省数字办"), UnitChoice("省发改委"))).rows == ()


def test_move_beside_a_sibling_shares_its_place(plan: Workspace) -> None:
    plan.change(tasks.move, ONE_NET, before=CLOUD)
    assert titles(plan) == ["推广一网通办", "建设政务云", "优化网络", "扩容出口"]
    assert plan.ask(task, ONE_NET).section == ("一、夯实基础",)
    plan.change(tasks.move, CLOUD, after=EXIT)
    assert plan.ask(task, CLOUD).parent == NETWORK


def test_move_takes_the_parts_along(plan: Workspace) -> None:
    second = plan.ask(sections, DOCUMENT)[1].id
    plan.change(tasks.move, NETWORK, section=second)
    assert titles(plan) == ["建设政务云", "推广一网通办", "优化网络", "扩容出口"]
    assert plan.ask(task, EXIT).section == ("二、推进应用",)
    plan.change(tasks.move, EXIT)
    assert plan.ask(task, EXIT).parent is None


def test_a_task_cannot_be_its_own_part(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="自己或它的下级"):
        plan.change(tasks.move, NETWORK, parent=EXIT)


def test_a_task_stays_in_its_document(plan: Workspace) -> None:
    from tests.operations.plans import city_draft

    plan.change(documents.import_draft, city_draft())
    foreign = plan.ask(list_tasks)[-1]
    with pytest.raises(RefusedError, match="另一份文件"):
        plan.change(tasks.move, CLOUD, parent=foreign.id)
    with pytest.raises(RefusedError, match="不在这份文件里"):
        plan.change(tasks.move, CLOUD, section=foreign.section_id)


def test_remove_takes_parts_and_links(plan: Workspace) -> None:
    change = plan.change(tasks.remove, NETWORK)
    assert change.label == "删除任务：优化网络（含下级任务1项）"
    assert titles(plan) == ["建设政务云", "推广一网通办"]
    plan.change(tasks.remove, CLOUD)
    plan.undo()
    plan.undo()
    assert titles(plan) == ["建设政务云", "优化网络", "扩容出口", "推广一网通办"]


def test_milestones_come_and_go(plan: Workspace) -> None:
    plan.change(tasks.add_milestone, CLOUD, "上线试运行", dt.date(2022, 5, 1))
    (milestone,) = plan.ask(list_milestones)
    assert (milestone.task, milestone.title, milestone.done) == (CLOUD, "上线试运行", False)
    plan.change(tasks.remove_milestone, MilestoneId(milestone.id))
    assert plan.ask(list_milestones) == ()
