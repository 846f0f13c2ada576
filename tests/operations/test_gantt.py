"""What is done on the timeline: each gesture is one step, and undo takes all of it back."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.errors import RefusedError
from workbench.operations import gantt, links, progress, tasks
from workbench.planning.task_arrays import NO_DAY
from workbench.queries.actuals import actual_days, actual_of
from workbench.queries.documents import sections
from workbench.queries.history import list_steps
from workbench.queries.links import list_links
from workbench.queries.milestones import list_milestones
from workbench.queries.tasks import list_tasks, task
from workbench.storage.workspace import Workspace
from workbench.terms import (
    DependencyId,
    DocumentId,
    Granularity,
    LinkKind,
    MilestoneId,
    Period,
    TaskDays,
    TaskId,
    TaskState,
)

CLOUD, NETWORK, EXIT, ONE_NET = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
MAY, JUNE = dt.date(2022, 5, 1), dt.date(2022, 6, 30)


def days_of(plan: Workspace, id: TaskId) -> tuple[dt.date | None, dt.date | None]:
    row = plan.ask(task, id)
    return row.start, row.deadline.date


def test_several_tasks_move_as_one_step(plan: Workspace) -> None:
    plan.change(tasks.move_dates, CLOUD, MAY, JUNE)
    plan.change(tasks.move_dates, EXIT, None, JUNE)
    before = days_of(plan, CLOUD), days_of(plan, EXIT)
    plan.change(gantt.shift, (CLOUD, EXIT), 10)
    assert days_of(plan, CLOUD) == (dt.date(2022, 5, 11), dt.date(2022, 7, 10))
    assert days_of(plan, EXIT)[1] == dt.date(2022, 7, 10)
    assert plan.ask(task, CLOUD).deadline.raw == "2022年7月10日前"
    assert plan.ask(list_steps)[0].label.endswith("等2项 推迟10天")
    plan.undo()
    assert (days_of(plan, CLOUD), days_of(plan, EXIT)) == before


def test_a_moved_task_states_the_start_its_bar_showed(plan: Workspace) -> None:
    plan.change(tasks.move_dates, EXIT, None, JUNE)
    issued = dt.date(2022, 1, 1)
    plan.change(gantt.shift, (EXIT,), -3)
    start, end = days_of(plan, EXIT)
    assert start is not None
    assert end == JUNE - dt.timedelta(days=3)
    assert start < end
    assert start != issued


def test_tasks_without_days_cannot_be_moved(plan: Workspace) -> None:
    undated = [row.id for row in plan.ask(list_tasks) if row.start is None and not row.deadline.raw]
    assert undated
    with pytest.raises(RefusedError, match="没有起止时间"):
        plan.change(gantt.shift, tuple(undated[:1]), 3)
    with pytest.raises(RefusedError, match="没有编号"):
        plan.change(gantt.shift, (TaskId(99),), 3)


def test_a_drawn_task_goes_last_in_its_section_with_its_days(plan: Workspace) -> None:
    document = DocumentId(1)
    first = plan.ask(sections, document)[0].id
    plan.change(gantt.draw, document, "建设机房", JUNE, MAY, first)
    drawn = next(row for row in plan.ask(list_tasks) if row.title == "建设机房")
    assert (drawn.start, drawn.deadline.date) == (MAY, JUNE)
    assert drawn.section_id == first
    assert len(plan.ask(list_steps, 1)[0].label) > 0


def test_a_milestone_is_moved(plan: Workspace) -> None:
    plan.change(tasks.add_milestone, CLOUD, "完成招标", MAY)
    plan.change(gantt.move_milestone, MilestoneId(1), JUNE)
    assert plan.ask(list_milestones)[0].date == JUNE
    assert plan.ask(list_steps)[0].label == "调整节点日期：完成招标 → 2022年6月30日"


def test_a_link_changes_its_kind_and_lag(plan: Workspace) -> None:
    plan.change(links.add, ONE_NET, EXIT)
    link = DependencyId(plan.ask(list_links)[-1].id)
    plan.change(gantt.set_link, link, LinkKind.START_START, -5)
    row = plan.ask(list_links)[-1]
    assert (row.kind, row.lag) == (LinkKind.START_START, -5)
    assert plan.ask(list_steps)[0].label.endswith("（开始—开始，提前5天）")


def test_an_accepted_schedule_is_one_step(plan: Workspace) -> None:
    before = days_of(plan, CLOUD), days_of(plan, ONE_NET)
    plan.change(gantt.apply_schedule, (TaskDays(CLOUD, MAY, JUNE), TaskDays(ONE_NET, None, JUNE)))
    assert (days_of(plan, CLOUD), days_of(plan, ONE_NET)) == ((MAY, JUNE), (None, JUNE))
    assert plan.ask(list_steps)[0].label == "按排程调整起止时间：建设政务云等2项"
    plan.undo()
    assert (days_of(plan, CLOUD), days_of(plan, ONE_NET)) == before


def test_days_a_schedule_leaves_alone_keep_their_words(plan: Workspace) -> None:
    plan.change(gantt.apply_schedule, (TaskDays(CLOUD, MAY, dt.date(2022, 12, 31)),))
    row = plan.ask(task, CLOUD)
    assert (row.start, row.deadline.raw) == (MAY, "2022年前")
    with pytest.raises(RefusedError, match="没有需要调整"):
        plan.change(gantt.apply_schedule, (TaskDays(CLOUD, MAY, dt.date(2022, 12, 31)),))
    with pytest.raises(RefusedError, match="早于开始"):
        plan.change(gantt.apply_schedule, (TaskDays(CLOUD, JUNE, MAY),))


def test_real_days_are_noted_and_checked(plan: Workspace) -> None:
    plan.change(gantt.set_actual, CLOUD, MAY, None)
    noted = plan.ask(actual_of, CLOUD)
    assert (noted.started, noted.finished) == (MAY, None)
    days = plan.ask(actual_days)
    assert (days.task.tolist(), days.start.tolist(), days.end.tolist()) == ([1], [MAY.toordinal()], [NO_DAY])
    with pytest.raises(RefusedError, match="早于实际开始"):
        plan.change(gantt.set_actual, CLOUD, JUNE, MAY)


def test_reports_tell_the_real_days_that_nobody_noted(plan: Workspace) -> None:
    quarters = [Period(2022, Granularity.QUARTER, number) for number in (1, 2)]
    plan.change(progress.report, CLOUD, quarters[0], 40, TaskState.RUNNING, "已开工")
    plan.change(progress.report, CLOUD, quarters[1], 100, TaskState.DONE, "已建成")
    days = plan.ask(actual_days)
    assert days.start.tolist() == [dt.date(2022, 1, 1).toordinal()]
    assert days.end.tolist() == [JUNE.toordinal()]
    plan.change(gantt.set_actual, CLOUD, MAY, None)
    assert plan.ask(actual_days).start.tolist() == [MAY.toordinal()]
