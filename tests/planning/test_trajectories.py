"""Paths and standings of indicators by hand-worked tables, and laws of every path."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import Case, indicator, number, period, worked
from workbench.errors import RefusedError
from workbench.planning.periods import shifted
from workbench.planning.trajectories import (
    Direction,
    Indicator,
    Measures,
    Point,
    Shape,
    Standing,
    Target,
    is_met,
    path_of,
    status,
)
from workbench.terms import Granularity, Operator, Period, TargetKind

values = st.floats(0.1, 1e6)


@pytest.mark.parametrize("case", worked("paths.csv"))
def test_a_value_on_a_path(case: Case) -> None:
    own = {
        period(when): float(value) for when, _, value in (step.partition(":") for step in case["own"].split())
    }
    found = path_of(indicator(case), Shape(case["shape"]), own).at(period(case["period"]))
    assert found == (None if case["value"] == "-" else pytest.approx(float(case["value"])))


@pytest.mark.parametrize("case", worked("standings.csv"))
def test_a_standing(case: Case) -> None:
    aim, observed = indicator(case), number(case["observed"])
    found = status(aim, path_of(aim), period(case["period"]), observed)
    assert found.standing == case["standing"]
    assert found.sentence.startswith("“某指标”")
    assert found.sentence.endswith("。")
    assert observed is None or "末实际" in found.sentence


@pytest.mark.parametrize(
    ("aim", "when", "observed", "sentence"),
    [
        (
            Indicator("5G用户普及率", "%", (Target(2025, 70),), Point(2020, 12)),
            "2023",
            41,
            "“5G用户普及率”2023年末实际41%，按直线路径应为46.8%，低5.8个百分点，落后进度。",
        ),
        (
            Indicator("数据中心平均PUE值", "", (Target(2025, 1.35, Operator.LESS),)),
            "2025",
            1.35,
            "“数据中心平均PUE值”2025年末实际1.35，未达到2025年目标低于1.35，"
            "按“低于”的要求，恰好等于不算达到。",
        ),
        (
            Indicator("某占比", "%", (Target(2025, 3, kind=TargetKind.CHANGE),), since=2020),
            "2022",
            1.5,
            "“某占比”2022年末实际较基期变化1.5个百分点，按直线路径应为较基期变化1.2个百分点，"
            "高0.3个百分点，符合进度。",
        ),
        (
            Indicator("某比例", "%", (Target(2025, 70, Operator.MORE),)),
            "2024Q2",
            65,
            "“某比例”2024年二季度末实际65%，缺少基期值，路径尚未开始，暂只能与2025年目标超过70%相比。",
        ),
    ],
)
def test_a_standing_explains_itself(aim: Indicator, when: str, observed: float, sentence: str) -> None:
    assert status(aim, path_of(aim), period(when), observed).sentence == sentence


def test_what_has_no_path_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有目标值"):
        Indicator("某指标", "%", ())
    with pytest.raises(RefusedError, match="口径不一"):
        Indicator("某指标", "%", (Target(2024, 1), Target(2025, 2, kind=TargetKind.CHANGE)))
    with pytest.raises(RefusedError, match="不晚于基期"):
        path_of(Indicator("某指标", "%", (Target(2020, 1),), Point(2020, 1)))
    with pytest.raises(RefusedError, match="不能按增速"):
        path_of(Indicator("某指标", "%", (Target(2025, 1),), Point(2020, 0)), Shape.COMPOUND)
    with pytest.raises(RefusedError, match="没有填写各期数值"):
        path_of(Indicator("某指标", "%", (Target(2025, 1),), Point(2020, 0)), Shape.OWN)
    for outside in ("2019Q4", "2026Q1"):
        with pytest.raises(RefusedError, match="不在基期与2025年目标之间"):
            aim = Indicator("某指标", "%", (Target(2025, 1),), Point(2020, 0))
            path_of(aim, Shape.OWN, {period(outside): 1.0})


def test_a_change_without_a_base_is_followed_as_a_change() -> None:
    aim = Indicator("某占比", "%", (Target(2025, 3, kind=TargetKind.CHANGE),), since=2020)
    assert path_of(aim).measures is Measures.CHANGE


@given(values, values, st.integers(1, 10), st.sampled_from([Shape.STRAIGHT, Shape.COMPOUND, Shape.STEPPED]))
def test_a_path_leads_one_way_from_base_to_target(base: float, goal: float, years: int, shape: Shape) -> None:
    path = path_of(Indicator("某指标", "", (Target(2020 + years, goal),), Point(2020, base)), shape)
    first = Period(2020, Granularity.MONTH, 12)
    along = [path.at(shifted(first, month)) for month in range(12 * years + 3)]
    assert along[0] == base
    assert along[-1] == goal
    sign = 1 if goal >= base else -1
    dust = 1e-9 * max(base, goal)
    assert all(sign * (after - before) >= -dust for before, after in pairwise(along))  # type: ignore[operator]


@given(values, values, st.integers(1, 10), st.integers(0, 120))
def test_who_is_on_the_path_is_never_behind(base: float, goal: float, years: int, month: int) -> None:
    aim = Indicator("某指标", "", (Target(2020 + years, goal),), Point(2020, base))
    path, when = path_of(aim), shifted(Period(2020, Granularity.MONTH, 12), month)
    found = status(aim, path, when, path.at(when))
    assert found.standing in (Standing.ON_PATH, Standing.MET)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(Operator), st.sampled_from(Direction))
def test_better_is_never_worse(value: float, target: float, operator: Operator, direction: Direction) -> None:
    if operator in (Operator.AT_LEAST, Operator.MORE):
        direction = Direction.UP  # the sign decides, whatever else is said
    elif operator in (Operator.AT_MOST, Operator.LESS):
        direction = Direction.DOWN
    better = value + (1 if direction is Direction.UP else -1)
    assert not is_met(value, target, operator, direction) or is_met(better, target, operator, direction)
