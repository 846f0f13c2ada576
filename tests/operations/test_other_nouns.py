"""Results, indicators, units, links, comments and reports."""

from __future__ import annotations

import pytest

from tests.operations.plans import ONGOING
from workbench.errors import RefusedError, UsageError
from workbench.operations import comments, indicators, links, progress, registry, results, tasks, units
from workbench.queries.comments import list_comments
from workbench.queries.indicators import indicator
from workbench.queries.links import list_links
from workbench.queries.progress import list_reports
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks, task
from workbench.queries.units import list_units
from workbench.rows.units import UnitRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Granularity,
    IndicatorId,
    Operator,
    Period,
    ResultId,
    Role,
    TaskId,
    TaskState,
    UnitChoice,
)

CLOUD, NETWORK, EXIT, ONE_NET = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
RESULT, RATE = ResultId(1), IndicatorId(1)
SECOND_QUARTER = Period(2022, Granularity.QUARTER, 2)


def unit(plan: Workspace, name: str) -> UnitRow:
    return next(row for row in plan.ask(list_units) if row.name == name)


def test_results_change_like_tasks(plan: Workspace) -> None:
    plan.change(results.rename, RESULT, "政务云（二期）")
    plan.change(results.set_deadline, RESULT, ONGOING)
    plan.change(results.set_state, RESULT, TaskState.RUNNING)
    change = plan.change(results.set_units, RESULT, (UnitChoice("数字办", Role.LEAD),))
    (row,) = plan.ask(list_results)
    assert (row.title, row.deadline, row.state) == ("政务云（二期）", ONGOING, TaskState.RUNNING)
    assert [(one.name, one.role) for one in row.units] == [("省数字办", Role.LEAD)]
    assert change.label == "调整成果责任单位：政务云（二期） → 省数字办（牵头单位）"
    plan.change(results.remove, RESULT)
    assert plan.ask(list_results) == ()


def test_targets_are_set_and_taken_away_by_year(plan: Workspace) -> None:
    change = plan.change(indicators.set_target, RATE, 2023, 97.5, Operator.AT_LEAST)
    assert change.label == "修改目标值：网上可办率（2023年）→ 97.5以上%"
    plan.change(indicators.set_target, RATE, 2022, None)
    row = plan.ask(indicator, RATE)
    assert [(one.year, one.raw) for one in row.targets] == [(2023, "97.5以上"), (2025, "98以上")]
    with pytest.raises(RefusedError, match="不像一个年份"):
        plan.change(indicators.set_target, RATE, 22, 1.0)


def test_observations_are_kept_by_period(plan: Workspace) -> None:
    plan.change(indicators.observe, RATE, SECOND_QUARTER, 97.1, source="省统计局")
    plan.change(indicators.observe, RATE, SECOND_QUARTER, 97.2)
    plan.change(indicators.observe, RATE, Period(2021, Granularity.YEAR), 96.9)
    seen = plan.ask(indicator, RATE).observations
    assert [(one.period.year, one.value) for one in seen] == [(2021, 96.9), (2022, 97.2)]
    plan.change(indicators.observe, RATE, SECOND_QUARTER, None)
    assert len(plan.ask(indicator, RATE).observations) == 1


def test_indicator_facts_can_be_mended(plan: Workspace) -> None:
    plan.change(indicators.rename, RATE, "全程网办率")
    plan.change(indicators.set_unit, RATE, "百分比")
    plan.change(indicators.set_base, RATE, 95.5, 2019)
    row = plan.ask(indicator, RATE)
    assert (row.name, row.unit, row.base_value, row.base_year, row.base_raw) == (
        *("全程网办率", "百分比", 95.5, 2019, "95.5"),
    )
    plan.change(indicators.remove, RATE)
    with pytest.raises(RefusedError, match="没有编号为 1 的指标"):
        plan.ask(indicator, RATE)


def test_unit_names_and_aliases_are_unique(plan: Workspace) -> None:
    plan.change(units.add, "省大数据集团")
    with pytest.raises(RefusedError, match="“省大数据集团”已在单位名录中"):
        plan.change(units.add, "省大数据集团")
    with pytest.raises(RefusedError, match="“发改委”已是“省发改委”的别名"):
        plan.change(units.add_alias, unit(plan, "省大数据集团").id, "发改委")


def test_an_alias_can_become_the_name(plan: Workspace) -> None:
    id = unit(plan, "省发改委").id
    plan.change(units.rename, id, "发改委")
    assert unit(plan, "发改委").aliases == ()
    plan.change(units.add_alias, id, "省发改委")
    plan.change(units.remove_alias, id, "省发改委")
    with pytest.raises(RefusedError, match="没有别名"):
        plan.change(units.remove_alias, id, "省发改委")


def test_merged_units_leave_their_names_behind(plan: Workspace) -> None:
    source, target = unit(plan, "省发改委"), unit(plan, "省数字办")
    plan.change(tasks.set_lead, CLOUD, "省发改委")
    change = plan.change(units.merge, source.id, target.id)
    assert change.label == "合并单位：省发改委 → 省数字办"
    assert set(unit(plan, "省数字办").aliases) == {"省发改委", "发改委", "数字办"}
    (share,) = plan.ask(task, CLOUD).units  # both were in it: the stronger role stays
    assert (share.name, share.role) == ("省数字办", Role.LEAD)
    plan.undo()
    assert unit(plan, "省发改委").aliases == ("发改委",)


def test_a_unit_in_use_stays(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="还承担着3项任务或成果"):
        plan.change(units.remove, unit(plan, "省数字办").id)
    plan.change(units.add, "临时专班")
    plan.change(units.remove, unit(plan, "临时专班").id)
    assert "临时专班" not in {row.name for row in plan.ask(list_units)}


def test_successors_form_no_ring(plan: Workspace) -> None:
    office, commission = unit(plan, "省数字办").id, unit(plan, "省发改委").id
    plan.change(units.set_successor, office, commission)
    assert unit(plan, "省数字办").successor == commission
    with pytest.raises(RefusedError, match="圈"):
        plan.change(units.set_successor, commission, office)
    plan.change(units.add, "临时专班")
    plan.change(units.set_successor, office, unit(plan, "临时专班").id)
    with pytest.raises(RefusedError, match="接替单位"):
        plan.change(units.remove, unit(plan, "临时专班").id)


def test_a_cycle_is_refused_and_shown(plan: Workspace) -> None:
    plan.change(links.add, ONE_NET, NETWORK)
    with pytest.raises(RefusedError, match="优化网络 → 建设政务云 → 推广一网通办 → 优化网络"):
        plan.change(links.add, NETWORK, CLOUD)
    assert len(plan.ask(list_links)) == 2


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (CLOUD, CLOUD, "自己为前置"),
        (NETWORK, EXIT, "上下级任务"),
        (CLOUD, ONE_NET, "已有前后置关系"),
    ],
)
def test_links_that_make_no_sense(plan: Workspace, before: TaskId, after: TaskId, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        plan.change(links.add, before, after)


def test_a_link_can_be_cut(plan: Workspace) -> None:
    (link,) = plan.ask(list_links)
    assert plan.change(links.remove, link.id).label == "删除前后置关系：建设政务云 → 推广一网通办"
    assert plan.ask(list_links) == ()


def test_comments_name_their_author(plan: Workspace) -> None:
    plan.change(comments.add, CLOUD, " 请核实时限 ")
    (comment,) = plan.ask(list_comments, CLOUD)
    assert (comment.text, comment.author) == ("请核实时限", "王敏")
    plan.change(comments.remove, comment.id)
    assert plan.ask(list_comments, CLOUD) == ()


def test_the_latest_report_says_where_the_task_stands(plan: Workspace) -> None:
    first = Period(2022, Granularity.QUARTER, 1)
    change = plan.change(progress.report, CLOUD, SECOND_QUARTER, 60, TaskState.RUNNING, done="完成招标")
    assert change.label == "填报进展：建设政务云（2022年第二季度）→ 60%，推进中"
    plan.change(progress.report, CLOUD, first, 20, TaskState.RUNNING)
    plan.change(progress.report, CLOUD, first, 25, TaskState.RUNNING, problems="资金未到位")
    row = plan.ask(task, CLOUD)
    assert (row.progress, row.state) == (60, TaskState.RUNNING)
    reports = plan.ask(list_reports, CLOUD)
    assert [(one.period.number, one.percent, one.reporter) for one in reports] == [
        (2, 60, "王敏"),
        (1, 25, "王敏"),
    ]


def test_every_operation_has_a_name_and_a_label() -> None:
    operations = registry.all_operations()
    assert len({one.name for one in operations}) == len(operations) >= 35
    assert all(one.label for one in operations)
    assert registry.find("tasks.set_deadline").label == "调整完成时限"
    with pytest.raises(UsageError, match=r"没有名为“tasks\.fly”的操作"):
        registry.find("tasks.fly")


def test_a_refusal_changes_nothing(plan: Workspace) -> None:
    before = plan.ask(list_tasks)
    with pytest.raises(RefusedError):
        plan.change(tasks.set_units, CLOUD, (UnitChoice("全新单位"), UnitChoice("全新单位")))
    assert plan.ask(list_tasks) == before
    assert "全新单位" not in {row.name for row in plan.ask(list_units)}
