"""Stated yearly steps against base and target: hand-worked cases, and the indicators of document 001."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import Case, indicator, number, worked
from workbench.planning.annual_steps import StepKind, Verdict, check_annual, parse_annual_step
from workbench.planning.trajectories import Indicator, Point, Target
from workbench.terms import Operator, TargetKind


@pytest.mark.parametrize("case", worked("annual_steps.csv"))
def test_a_stated_step(case: Case) -> None:
    found = check_annual(indicator(case), parse_annual_step(case["raw"]))
    assert found.verdict == case["verdict"], found.sentence
    for value, column in ((found.implied, "implied"), (found.reached, "reached")):
        expected = number(case[column])
        assert value == (None if expected is None else pytest.approx(expected, rel=1e-6))


@pytest.mark.parametrize(
    ("raw", "kind", "value", "decimals", "operator"),
    [
        ("年均提高4.3个百分点以上", StepKind.POINTS, 4.3, 1, Operator.AT_LEAST),
        ("年均增加34亿条", StepKind.AMOUNT, 34, 0, Operator.EQUAL),
        ("年均增长21.6%以上", StepKind.GROWTH, 21.6, 1, Operator.AT_LEAST),
        ("年均下降0.50个百分点左右", StepKind.POINTS, -0.5, 2, Operator.ABOUT),
        ("＞15", StepKind.GROWTH, 15, 0, Operator.MORE),
        ("年均增加1,200人", StepKind.AMOUNT, 1200, 0, Operator.EQUAL),
    ],
)
def test_a_step_as_printed(raw: str, kind: StepKind, value: float, decimals: int, operator: Operator) -> None:
    step = parse_annual_step(raw)
    assert step
    assert (step.kind, step.value, step.decimals, step.operator) == (kind, value, decimals, operator)


@pytest.mark.parametrize("raw", ["/", "—", "", "逐年提高"])
def test_no_step_stated(raw: str) -> None:
    assert parse_annual_step(raw) is None


def test_a_contradiction_is_told_with_its_numbers() -> None:
    aim = Indicator("一趟不用跑比例", "%", (Target(2025, 90),), Point(2020, 71))
    found = check_annual(aim, parse_annual_step("年均提高4.2个百分点"))
    assert found.sentence == (
        "“一趟不用跑比例”按年均提高4.2个百分点推算，5年后（2025年）为92%，比目标90%高2个百分点；"
        "按目标折算应为年均3.8个百分点，两处矛盾，请核对基期值、目标值和年均数。"
    )


@pytest.mark.parametrize(
    ("raw", "base", "goal", "ending"),
    [
        ("年均提高2个百分点", 90, 100, "为100%，与目标100%相符（按目标折算为年均2个百分点）。"),
        (
            "年均提高9个百分点",
            14.8,
            60,
            "为59.8%，比目标60%低0.2个百分点，属四舍五入之差，两处相符（按目标折算为年均9.04个百分点）。",
        ),
        (
            "年均提高4.3个百分点以上",
            10,
            37,
            "为31.5%，比目标37%低5.5个百分点，在“以上”“左右”等表述容许之内，两处不矛盾"
            "（按目标折算为年均5.4个百分点）。",
        ),
    ],
)
def test_why_a_step_agrees(raw: str, base: float, goal: float, ending: str) -> None:
    aim = Indicator("某指标", "%", (Target(2025, goal),), Point(2020, base))
    found = check_annual(aim, parse_annual_step(raw))
    assert found.sentence == f"“某指标”按{raw}推算，5年后（2025年）{ending}"


#: Verdicts on document 001, worked out by hand, in the order of its table.
VERDICTS_OF_001 = (
    ("市级行政许可事项网上可办率", Verdict.CUT_OFF),  # 1.13 / 5 = 0.226; 96.87 + 5 × 0.22 = 97.97, not 98
    ("省“互联网+监管”事项市级认领率", Verdict.AGREES),  # 10 / 5 = 2
    ("行政审批和公共服务事项“一趟不用跑”比例", Verdict.AGREES),  # 19 / 5 = 3.8
    ("跨层级跨部门业务协同率", Verdict.AGREES),  # 45.2 / 5 = 9.04
    ("政务数据汇聚量", Verdict.AGREES),  # 170 / 5 = 34
    ("数字经济核心产业增加值占GDP比重", Verdict.AGREES),  # a change: 3 / 5 = 0.6
    ("关键业务环节全面数字化的规模以上制造业企业比例", Verdict.NOT_STATED),
    ("工业互联网平台应用普及率", Verdict.UNCHECKED),  # no base; 37 − 21.5 leaves at most 15.5
    ("全社会研究与试验发展经费投入强度(R&D/GDP)", Verdict.NOT_STATED),
    ("每万人就业人员中研发人员数", Verdict.NOT_STATED),
    ("每万人发明专利拥有量", Verdict.NOT_STATED),
    ("5G用户普及率", Verdict.AGREES),  # 58 / 5 = 11.6
    ("千兆宽带家庭普及率", Verdict.AGREES),  # 24.9 / 5 = 4.98, printed as 5
    ("互联网省际出口带宽", Verdict.AGREES),  # (85 / 32) ^ (1/5) = 1.2158
    ("物联网终端用户数", Verdict.AGREES),  # (2000 / 902) ^ (1/5) = 1.1726, 以上
)


def test_the_fifteen_indicators_of_001(shared: Path) -> None:
    read = json.loads((shared / "seeds/expected/001.json").read_text("utf-8"))["indicators"]
    checks = [check_annual(aim_of(each), parse_annual_step(each["annual_raw"])) for each in read]
    found = tuple((each["name"], check.verdict) for each, check in zip(read, checks, strict=True))
    assert found == VERDICTS_OF_001
    told = [check.sentence for check in checks if check.verdict in (Verdict.CUT_OFF, Verdict.CONTRADICTS)]
    assert told == [
        "“市级行政许可事项网上可办率”按年均提高0.22个百分点推算，5年后（2025年）为97.97%，"
        "比目标98%低0.03个百分点；按目标折算应为年均0.226个百分点，四舍五入是0.23个百分点，"
        "原文似只截去了尾数，请核对。"
    ]
    assert checks[7].sentence == (
        "“工业互联网平台应用普及率”缺少基期值，年均提高4.3个百分点以上无法核对；"
        "由目标37%倒推，基期至多为15.5%。"
    )


def aim_of(read: dict[str, Any]) -> Indicator:
    kind = TargetKind.CHANGE if read.get("target_kind") == "delta" else TargetKind.LEVEL
    base = Point(read["base_year"], read["base"]) if read["base"] is not None else None
    target = Target(read["target_year"], read["target"], Operator(read["op"]), kind)
    return Indicator(read["name"], read["unit"] or "", (target,), base, since=2020)


@given(st.floats(0.1, 1000), st.floats(-50, 50), st.integers(1, 10), st.integers(0, 3))
def test_a_step_rounded_from_its_own_target_never_contradicts(
    base: float, step: float, years: int, decimals: int
) -> None:
    aim = Indicator("某指标", "亿元", (Target(2020 + years, base + step * years),), Point(2020, base))
    verb = "年均减少" if step < 0 else "年均增加"
    found = check_annual(aim, parse_annual_step(f"{verb}{abs(step):.{decimals}f}亿元"))
    assert found.verdict is Verdict.AGREES, found.sentence
