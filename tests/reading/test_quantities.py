"""Cells of indicator tables: values with their signs, years and kinds."""

from __future__ import annotations

import pytest

from workbench.reading.quantities import (
    annual_beside,
    base_beside,
    end_of_plan,
    is_measure,
    measure_in,
    named_as_growth,
    parse_annual,
    parse_stages,
    parse_value,
    scaled_measure,
    split_measure,
)
from workbench.terms import Operator, TargetKind


@pytest.mark.parametrize(
    ("cell", "operator", "value", "kind"),
    [
        ("98", "=", 98.0, "level"),
        ("96.87", "=", 96.87, "level"),
        ("3.0左右", "~", 3.0, "level"),
        (">70", ">", 70.0, "level"),
        ("＞70", ">", 70.0, "level"),
        ("≥80", ">=", 80.0, "level"),
        ("低於1.35", "<", 1.35, "level"),
        ("不高于1.3", "<=", 1.3, "level"),
        ("90%以上", ">=", 90.0, "level"),
        ("达到95以上", ">=", 95.0, "level"),
        ("超过60", ">", 60.0, "level"),
        ("1,200", "=", 1200.0, "level"),
        ("提高3个百分点", "=", 3.0, "change"),
        ("〔18〕", "=", 18.0, "cumulative"),
        ("年均增长5%以上", ">=", 5.0, "growth"),
        ("2025年达到98", "=", 98.0, "level"),
    ],
)
def test_a_value_has_its_sign_as_printed(cell: str, operator: str, value: float, kind: str) -> None:
    read = parse_value(cell, 2025)

    assert read and (read.raw, read.operator, read.value, read.kind) == (cell, operator, value, kind)
    assert read.year == 2025


@pytest.mark.parametrize(
    ("cell", "operator", "value"),
    [("78%左右（2025年约76%）", "~", 78.0), ("3.5%以上（经费年均增长7.5%）", ">=", 3.5)],
)
def test_a_remark_behind_the_value_changes_nothing(cell: str, operator: str, value: float) -> None:
    read = parse_value(cell, 2030)

    assert read and (read.operator, read.value, read.year, read.kind) == (operator, value, 2030, "level")


def test_a_value_with_its_own_year_moves_the_year() -> None:
    read = parse_value("77(2019年数据)", 2020)

    assert read and (read.value, read.year) == (77.0, 2019)


@pytest.mark.parametrize("cell", ["/", "—", "——", "-", "持续提升"])
def test_a_cell_without_a_number_has_no_value(cell: str) -> None:
    read = parse_value(cell, 2025)

    assert read and (read.raw, read.value) == (cell, None)


def test_an_empty_cell_is_nothing() -> None:
    assert parse_value("  ") is None


@pytest.mark.parametrize(
    ("cell", "kind", "operator", "value"),
    [
        ("年均提高0.22个百分点", "points", "=", 0.22),
        ("年均增加34亿条", "amount", "=", 34.0),
        ("年均增长21.6%以上", "growth", ">=", 21.6),
        ("5.5", "growth", "=", 5.5),
    ],
)
def test_yearly_steps(cell: str, kind: str, operator: str, value: float) -> None:
    read = parse_annual(cell)

    assert read and (read.kind, read.operator, read.value) == (kind, operator, value)


def test_no_yearly_step() -> None:
    assert parse_annual("/") is None


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("公共算力規模(PFLOPS)", "公共算力規模", "PFLOPS"),
        ("千兆城市达标率（%）", "千兆城市达标率", "%"),
        ("日活躍度(萬人)", "日活躍度", "萬人"),
        ("研发投入强度(R&D/GDP)", "研发投入强度(R&D/GDP)", ""),
        ("平均PUE值", "平均PUE值", ""),
    ],
)
def test_the_unit_in_brackets_behind_a_name(printed: str, name: str, unit: str) -> None:
    assert split_measure(printed) == (name, unit)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("83岁", "岁"),
        ("≥70%", "%"),
        ("1.2 万亿元以上", "万亿元"),
        ("78%左右（2025年约76%）", "%"),
        ("60", ""),
    ],
)
def test_the_unit_behind_a_number(cell: str, unit: str) -> None:
    assert measure_in([cell]) == unit


def test_units_of_measure() -> None:
    assert all(is_measure(word) for word in ("%", "亿条", "Tbps", "万个", "元/人", "億元"))
    assert not any(is_measure(word) for word in ("数字", "新型基础设施", "77", ""))


def test_only_the_clause_of_the_number_tells_its_kind() -> None:
    value = parse_value("9万元左右，增长与GDP同步", 2030)
    assert value is not None
    assert (value.value, value.operator, value.kind) == (9.0, Operator.ABOUT, TargetKind.LEVEL)


def test_a_name_may_say_that_its_value_is_a_growth() -> None:
    value = parse_value("5%左右", 2030)
    assert value is not None
    assert named_as_growth("GDP年均增长", value).kind is TargetKind.GROWTH
    assert named_as_growth("增长极数量占比", value).kind is TargetKind.LEVEL


def test_grain_is_weighed_in_jin() -> None:
    assert measure_in(["300 亿斤"]) == "亿斤"


@pytest.mark.parametrize(
    ("cell", "base", "year"),
    [
        ("78%左右（2025年约76%）", 76.0, 2025),
        ("缩小至1.77（2025年1.81）", 1.81, 2025),
        ("由71%提高到90%以上", 71.0, None),
        ("由2025年的76%提高到80%", 76.0, 2025),
    ],
)
def test_a_target_may_tell_where_it_starts_from(cell: str, base: float, year: int | None) -> None:
    found = base_beside(cell)

    assert found and (found.value, found.year) == (base, year)


def test_a_remark_about_something_else_is_no_base() -> None:
    assert base_beside("3.5%以上（全社会研发经费年均增长7.5%）") is None


@pytest.mark.parametrize(
    ("cell", "operator", "value", "year", "kind"),
    [
        ("由71%提高到90%以上", ">=", 90.0, None, "level"),
        ("控制在5.5%左右", "~", 5.5, None, "level"),
        ("98.5%以上，力争100%", ">=", 98.5, None, "level"),
        ("PM2.5浓度≤28", "<=", 28.0, None, "level"),
        ("5G基站3万个", "=", 3.0, None, "level"),
        ("到2030年达到98", "=", 98.0, 2030, "level"),
        ("较2025年下降18%", "=", 18.0, None, "change"),
        ("15（累计）", "=", 15.0, None, "cumulative"),
        ("【2.5】", "=", 2.5, None, "cumulative"),
        ("≧90", ">=", 90.0, None, "level"),
        ("−8%", "=", -8.0, None, "level"),
        ("66.4*", "=", 66.4, None, "level"),
        ("5%-6%", "~", 5.0, None, "level"),
    ],
)
def test_more_ways_to_print_a_value(
    cell: str, operator: str, value: float, year: int | None, kind: str
) -> None:
    read = parse_value(cell)

    assert read and (read.operator, read.value, read.year, read.kind) == (operator, value, year, kind)


def test_one_cell_may_hold_a_value_for_each_of_several_years() -> None:
    values = parse_stages("2027年达到60%，2030年达到80%以上", None)

    assert [(one.year, one.operator, one.value) for one in values] == [(2027, "=", 60.0), (2030, ">=", 80.0)]


def test_a_yearly_step_may_stand_in_brackets_behind_the_target() -> None:
    found = annual_beside("560（年均增长6%）")

    assert found and (found.kind, found.value) == ("growth", 6.0)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("云岭省数字经济发展“十五五”规划", 2030),
        ("三年行动计划(2026-2028年)", 2028),
        ("实施方案(2025—2027年)", 2027),
        ("2027年工作要点", 2027),
        ("关于加快数字化改革的意见", None),
    ],
)
def test_the_last_year_of_a_plan(words: str, year: int | None) -> None:
    assert end_of_plan(words) == year


@pytest.mark.parametrize(
    ("unit", "cell", "scaled"), [("个", "1.5万", "万个"), ("万个", "1.5", "万个"), ("人", "3亿人次", "人")]
)
def test_a_value_may_print_a_multiplier(unit: str, cell: str, scaled: str) -> None:
    assert scaled_measure(unit, [cell]) == scaled


def test_a_unit_in_brackets_with_a_remark() -> None:
    assert split_measure("城镇新增就业人数（万人，五年累计）") == ("城镇新增就业人数", "万人")


def test_years_of_a_sum_are_no_value_and_a_dash_makes_a_range() -> None:
    total, span = parse_value("5年累计10", 2025), parse_value("5.5—6", 2025)

    assert total and (total.value, total.kind) == (10.0, TargetKind.CUMULATIVE)
    assert span and (span.value, span.operator) == (5.5, Operator.ABOUT)


def test_a_measure_in_the_brackets_of_its_number() -> None:
    assert measure_in(["〔16.5%〕"]) == "%"
