"""Rules by version, judged by those in force then; lights set by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workbench.errors import RefusedError
from workbench.operations import lights, progress
from workbench.planning.light_presets import preset, presets
from workbench.planning.lights import MissingReport
from workbench.queries.lights import list_rules
from workbench.queries.standings import standings
from workbench.rows.standing import StandingRow
from workbench.storage.workspace import Workspace
from workbench.terms import Colour, Granularity, Period, RulesId, TaskId, TaskState

CLOUD = TaskId(1)
Q2, Q3, Q4 = (Period(2021, Granularity.QUARTER, number) for number in (2, 3, 4))
AFTER = dt.date(2022, 1, 10)
FIRST_OF_JULY = dt.date(2021, 7, 1)


def cloud(plan: Workspace, period: Period) -> StandingRow:
    (row,) = plan.ask(standings, period, AFTER, (CLOUD,))
    return row


def test_an_old_period_keeps_its_rules(plan: Workspace) -> None:
    for period, percent in ((Q2, 10), (Q3, 20), (Q4, 30)):
        plan.change(progress.report, CLOUD, period, percent, TaskState.RUNNING)
    plan.change(lights.adopt, "蓝黄红三色督查单", FIRST_OF_JULY)
    second, third = cloud(plan, Q2), cloud(plan, Q3)
    assert (second.colour, third.colour) == (Colour.GREEN, Colour.YELLOW)
    assert "《绿黄红亮灯规则》第1版" in second.light
    assert third.light == (
        "黄灯：截至2021-09-30应完成31.7%，实际20%，落后11.7个百分点（规则为不少于5个百分点），"
        "依据《蓝黄红三色督查单》第1版“未达序时进度”。"
    )
    assert (third.before, cloud(plan, Q4).before) == (Colour.GREEN, Colour.YELLOW)


def test_a_number_is_changed_as_a_new_version(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q3, 20, TaskState.RUNNING)
    plan.change(lights.set_threshold, "进度落后", 15.0, FIRST_OF_JULY)
    assert cloud(plan, Q3).colour is Colour.GREEN
    current, former = plan.ask(list_rules, AFTER)
    assert (current.version, current.current, former.version, former.current) == (2, True, 1, False)
    assert (former.id, former.in_force_from) == (RulesId(0), dt.date.min)
    assert [rule.threshold for rule in current.rules if rule.name == "进度落后"] == [15]
    with pytest.raises(RefusedError, match="没有名为“快点”的规则"):
        plan.change(lights.set_threshold, "快点", 15.0, FIRST_OF_JULY)
    with pytest.raises(RefusedError, match="不能为负"):
        plan.change(lights.set_threshold, "进度落后", -1.0, FIRST_OF_JULY)
    plan.change(lights.remove, current.id)
    assert cloud(plan, Q3).colour is Colour.YELLOW


def test_an_office_makes_rules_of_its_own(plan: Workspace) -> None:
    strict = replace(
        presets()[0], name="本市亮灯规则", in_force_from=FIRST_OF_JULY, missing=MissingReport.ZERO
    )
    plan.change(lights.set_rules, strict)
    plan.change(lights.set_rules, strict)
    newest, first, _ = plan.ask(list_rules, AFTER)
    assert (newest.name, newest.version, first.version) == ("本市亮灯规则", 2, 1)
    assert newest.missing == "按零进度计"
    plan.change(progress.report, CLOUD, Q2, 30, TaskState.RUNNING)
    row = cloud(plan, Q3)
    assert (row.percent, row.gap) == (0, pytest.approx(-100 * 212 / 669))  # what the light says, too
    assert "实际0%，本期未报，按零进度计" in row.light
    assert "实际0%" in row.due_sentence
    with pytest.raises(RefusedError, match="只能删除最后一次"):
        plan.change(lights.remove, first.id)


def test_presets_are_data() -> None:
    names = [table.name for table in presets()]
    assert names[:2] == ["绿黄红亮灯规则", "蓝黄红三色督查单"]
    assert len(names) == 4
    with pytest.raises(RefusedError, match="可选：《绿黄红亮灯规则》"):
        preset("七彩规则")


def test_a_light_by_hand_needs_a_reason(plan: Workspace) -> None:
    plan.change(lights.set_by_hand, CLOUD, Q3, Colour.RED, "省领导批示重点督办")
    row = cloud(plan, Q3)
    assert (row.colour, row.by_hand) == (Colour.RED, True)
    assert row.light == "红灯：王敏人工调整，理由：省领导批示重点督办。"
    for colour, reason, told in ((Colour.RED, " ", "理由"), (Colour.BLUE, "提示", "没有蓝灯")):
        with pytest.raises(RefusedError, match=told):
            plan.change(lights.set_by_hand, CLOUD, Q3, colour, reason)
    plan.change(lights.clear_by_hand, CLOUD, Q3)
    assert not cloud(plan, Q3).by_hand
    with pytest.raises(RefusedError, match="没有人工调整"):
        plan.change(lights.clear_by_hand, CLOUD, Q3)
