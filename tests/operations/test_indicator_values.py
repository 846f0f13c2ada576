"""Paths, pasted values, units of measure, tasks that serve; how each indicator then stands."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.errors import RefusedError
from workbench.operations import indicators
from workbench.queries.indicators import (
    annual_checks,
    indicator,
    indicator_standings,
    indicators_of,
    path_setting,
    tasks_behind,
    trend,
    trends,
)
from workbench.rows.indicators import IndicatorStandingRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Direction,
    Granularity,
    IndicatorId,
    IndicatorValue,
    Period,
    Shape,
    Standing,
    TargetKind,
    TaskId,
    Verdict,
)

RATE, SHARE = IndicatorId(1), IndicatorId(2)
Y2021, Y2022, Y2023 = (Period(year, Granularity.YEAR) for year in (2021, 2022, 2023))


def rate(plan: Workspace, period: Period = Y2023) -> IndicatorStandingRow:
    return plan.ask(indicator_standings, period)[0]


def test_status_by_path_in_one_sentence(plan: Workspace) -> None:
    plan.change(indicators.observe, RATE, Y2021, 97.2, "统计公报")
    row = rate(plan)
    assert (row.standing, row.at, row.observed) == (Standing.ON_PATH, Y2021, 97.2)
    assert row.expected == pytest.approx(96.87 + 0.13 / 2)
    assert row.gap == pytest.approx(0.265)
    assert row.sentence == "“网上可办率”2021年末实际97.2%，按直线路径应为96.935%，高0.265个百分点，符合进度。"
    assert row.share == pytest.approx(100 * 0.33 / 1.13)
    assert row.due_share == pytest.approx(100 * 0.065 / 1.13)
    assert (row.final, row.final_year, row.gap_unit) == ("98以上", 2025, "个百分点")
    assert rate(plan, Period(2021, Granularity.QUARTER, 3)).standing is Standing.UNKNOWN  # not yet observed


def test_paths_of_other_shapes(plan: Workspace) -> None:
    plan.change(indicators.observe, RATE, Y2023, 97.2)
    assert rate(plan).standing is Standing.BEHIND
    plan.change(indicators.set_path, RATE, Shape.STEPPED)
    assert rate(plan).expected == 97
    assert rate(plan).standing is Standing.ON_PATH
    with pytest.raises(RefusedError, match="还没有填写各期数值"):
        plan.change(indicators.set_path, RATE, Shape.OWN)
    plan.change(indicators.set_path_value, RATE, Y2023, 97.1)
    assert plan.ask(path_setting, RATE).own == ((Y2023, 97.1),)
    assert rate(plan).expected == 97.1
    plan.change(indicators.set_path_value, RATE, Y2023, None)
    assert plan.ask(path_setting, RATE).shape is Shape.STRAIGHT
    plan.change(indicators.set_path, RATE, Shape.COMPOUND, Direction.UP, 2019)
    setting = plan.ask(path_setting, RATE)
    assert (setting.shape, setting.direction, setting.since) == (Shape.COMPOUND, Direction.UP, 2019)
    assert rate(plan).expected == pytest.approx(97 * (98 / 97) ** (1 / 3))


def test_a_year_is_pasted_at_once(plan: Workspace) -> None:
    values = (
        IndicatorValue(RATE, Y2021, 0.972 * 1000, "‰", "统计局"),
        IndicatorValue(RATE, Y2022, 97.4),
        IndicatorValue(SHARE, Y2021, 0.5, note="初步核算"),
    )
    plan.change(indicators.paste_values, values)
    seen = plan.ask(indicator, RATE).observations
    assert [(one.period, one.value, one.source) for one in seen] == [
        (Y2021, pytest.approx(97.2), "统计局"),
        (Y2022, 97.4, ""),
    ]
    assert plan.undo_label == "批量填报实际值：2项指标3个数值"
    for wrong, told in (
        ((), "没有可填报"),
        ((values[1], values[1]), "两个数值"),
        ((IndicatorValue(RATE, Y2023, 1, "亿元"),), "不是同一类"),
        ((IndicatorValue(IndicatorId(9), Y2023, 1),), "没有编号为 9 的指标"),
    ):
        with pytest.raises(RefusedError, match=told):
            plan.change(indicators.paste_values, wrong)


def test_another_unit_of_measure(plan: Workspace) -> None:
    plan.change(indicators.observe, RATE, Y2021, 97.2)
    plan.change(indicators.convert_unit, RATE, "‰")
    row = plan.ask(indicator, RATE)
    assert (row.unit, row.base_value, row.base_raw) == ("‰", 968.7, "968.7")
    assert [(one.value, one.raw) for one in row.targets] == [(970, "970"), (980, "980以上")]
    assert row.observations[0].value == 972
    with pytest.raises(RefusedError, match="不是同一类"):
        plan.change(indicators.convert_unit, RATE, "万元")


def test_a_change_without_a_base_counts_from_the_year_before_the_plan(plan: Workspace) -> None:
    plan.change(indicators.observe, SHARE, Y2023, 2.0)
    row = plan.ask(indicator_standings, Y2023)[1]
    assert row.expected == pytest.approx(3 * 3 / 5)  # the 14th five years, 2021–2025, count from 2020
    assert row.sentence == (
        "“增加值占比”2023年末实际较基期变化2个百分点，按直线路径应为较基期变化1.8个百分点，高0.2个百分点，符合进度。"
    )


def test_what_a_chart_shows(plan: Workspace) -> None:
    plan.change(indicators.link_task, TaskId(1), RATE, "主要支撑")
    for period, value in ((Y2021, 97.0), (Y2022, 97.4)):
        plan.change(indicators.observe, RATE, period, value)
    row = plan.ask(trend, RATE, Y2023)
    assert row.path[0] == (Period(2020, Granularity.QUARTER, 4), 96.87)
    assert row.path[-1] == (Period(2025, Granularity.QUARTER, 4), 98)
    assert len(row.path) == 21
    assert (row.base, row.tasks, row.trouble) == ((2020, 96.87), (TaskId(1),), "")
    linear = row.forecasts[0]
    assert linear.value == pytest.approx(97.4 + 3 * (97.4 - 96.87) / 2)
    assert linear.low is not None
    assert linear.high is not None
    assert linear.low < linear.value < linear.high
    assert linear.sentence.endswith("仅供参考。")
    assert [one.period for one in plan.ask(trend, RATE, Y2021).observed] == [Y2021]
    assert len(plan.ask(trends, Y2023)) == 2
    assert plan.ask(tasks_behind, RATE) == (TaskId(1),)
    assert plan.ask(indicators_of, TaskId(1)) == (RATE,)
    with pytest.raises(RefusedError, match="已经关联"):
        plan.change(indicators.link_task, TaskId(1), RATE)
    plan.change(indicators.unlink_task, TaskId(1), RATE)
    assert plan.ask(tasks_behind, RATE) == ()


def test_an_indicator_without_a_path_says_why(plan: Workspace) -> None:
    plan.change(indicators.set_target, RATE, 2022, None)
    plan.change(indicators.set_target, RATE, 2025, None)
    row = rate(plan)
    assert (row.standing, row.sentence) == (Standing.UNKNOWN, "“网上可办率”没有目标值。")
    assert plan.ask(trend, RATE, Y2023).path == ()
    with pytest.raises(RefusedError, match="没有目标值"):
        plan.change(indicators.set_kind, RATE, TargetKind.GROWTH)


def test_only_issued_documents_count(plan: Workspace) -> None:
    before = Period(2020, Granularity.QUARTER, 4)
    assert before.last_day < dt.date(2021, 3, 3)
    assert plan.ask(indicator_standings, before) == ()


def test_the_stated_step_is_checked(plan: Workspace) -> None:
    cut, none = plan.ask(annual_checks)
    assert (cut.verdict, none.verdict) == (Verdict.CUT_OFF, Verdict.NOT_STATED)
    plan.change(indicators.set_annual, RATE, "年均提高0.1个百分点")
    assert plan.ask(annual_checks)[0].verdict is Verdict.CONTRADICTS
    plan.change(indicators.set_attribute, RATE, "预期性")
    assert plan.ask(indicator, RATE).attribute == "预期性"
    with pytest.raises(RefusedError, match="约束性或预期性"):
        plan.change(indicators.set_attribute, RATE, "参考性")
