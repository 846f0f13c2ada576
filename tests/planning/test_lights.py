"""Lights by a hand-worked table, what they say, and the laws of every table of rules."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import Case, worked
from workbench.errors import RefusedError
from workbench.planning.light_presets import presets
from workbench.planning.light_words import Light, explain, light_by_hand
from workbench.planning.lights import (
    Colour,
    Condition,
    MissingReport,
    Rule,
    RuleTable,
    TaskFacts,
    deciding_rules,
    table_in_force,
)
from workbench.planning.task_arrays import DEADLINE_KIND_CODE, NO_DAY, STATE_CODE
from workbench.terms import DeadlineKind, TaskState

PRESETS = presets()
GREEN_YELLOW_RED, BLUE_YELLOW_RED = PRESETS[:2]
TABLES = {
    "GYR": GREEN_YELLOW_RED,
    "BYR": BLUE_YELLOW_RED,
    "DAY": replace(GREEN_YELLOW_RED, late_on_due_day=True),
    "ZERO": replace(
        GREEN_YELLOW_RED,
        missing=MissingReport.ZERO,
        rules=tuple(rule for rule in GREEN_YELLOW_RED.rules if rule.condition is not Condition.NO_REPORT),
    ),
}


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal() if text else NO_DAY


def facts_of(case: Case) -> TaskFacts:
    return TaskFacts(
        on=day(case["on"]),
        start=day(case["start"]),
        end=day(case["end"]),
        due=float(case["due"] or "nan"),
        actual=float(case["actual"]),
        reported=case["reported"] == "1",
        state=STATE_CODE[TaskState(case["state"])],
        kind=DEADLINE_KIND_CODE[DeadlineKind(case["kind"])],
    )


def light_of(table: RuleTable, facts: TaskFacts) -> Light:
    """The light of one task on one day, by the same tests that judge whole columns."""
    return explain(table, facts, int(deciding_rules(table, facts)))


@pytest.mark.parametrize("case", worked("lights.csv"))
def test_a_light(case: Case) -> None:
    light = light_of(TABLES[case["table"]], facts_of(case))
    assert light.rule
    assert (light.colour, light.rule.name) == (case["colour"], case["rule"]), light.sentence
    assert light.sentence.startswith(f"{case['colour']}：")
    assert case["on"] in light.sentence
    assert f"第1版“{case['rule']}”" in light.sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            TaskFacts(day("2025-07-12"), day("2025-01-01"), day("2025-06-30"), 100, 80),
            "红灯：完成时限2025-06-30，截至2025-07-12逾期12天（规则为不少于1天），应完成100%，实际80%，"
            "依据《绿黄红亮灯规则》第1版“逾期未完成”。",
        ),
        (
            TaskFacts(day("2025-03-31"), day("2025-01-01"), day("2025-12-31"), 24.66, 10),
            "黄灯：截至2025-03-31应完成24.7%，实际10%，落后14.7个百分点（规则为不少于10个百分点），"
            "依据《绿黄红亮灯规则》第1版“进度落后”。",
        ),
        (
            TaskFacts(day("2025-06-29"), day("2025-01-01"), day("2025-06-30"), 99.4, 95),
            "黄灯：完成时限2025-06-30，截至2025-06-29还有1天（规则为不多于3天），应完成99.4%，实际95%，"
            "依据《绿黄红亮灯规则》第1版“临近时限”。",
        ),
    ],
)
def test_a_light_explains_itself(facts: TaskFacts, sentence: str) -> None:
    assert light_of(GREEN_YELLOW_RED, facts).sentence == sentence


def test_a_light_by_hand_needs_a_reason_and_a_colour_of_the_table() -> None:
    light = light_by_hand(GREEN_YELLOW_RED, Colour.RED, "领导批示重点督办", "王主任")
    assert light.sentence == "红灯：王主任人工调整，理由：领导批示重点督办。"
    assert light.rule is None
    with pytest.raises(RefusedError, match="理由"):
        light_by_hand(GREEN_YELLOW_RED, Colour.RED, "  ", "王主任")
    with pytest.raises(RefusedError, match="没有蓝灯"):
        light_by_hand(GREEN_YELLOW_RED, Colour.BLUE, "提示", "王主任")


def test_an_old_period_keeps_its_old_rules() -> None:
    newer = replace(GREEN_YELLOW_RED, version=2, in_force_from=dt.date(2021, 10, 1))
    tables = [newer, GREEN_YELLOW_RED]
    assert table_in_force(tables, dt.date(2021, 9, 30)) is GREEN_YELLOW_RED
    assert table_in_force(tables, dt.date(2021, 10, 1)) is newer
    with pytest.raises(RefusedError, match="尚没有生效"):
        table_in_force([newer], dt.date(2021, 9, 30))


def test_a_table_that_leaves_gaps_is_refused() -> None:
    rules = GREEN_YELLOW_RED.rules
    for wrong in ((), rules[:-1], (rules[-1], *rules)):
        with pytest.raises(RefusedError, match="其他情形"):
            replace(GREEN_YELLOW_RED, rules=wrong)
    with pytest.raises(RefusedError, match="不能为负"):
        replace(GREEN_YELLOW_RED, rules=(Rule("逾期", Condition.LATE, Colour.RED, -1), rules[-1]))


@pytest.mark.parametrize("table", PRESETS, ids=lambda table: table.name)
def test_a_table_is_data(table: RuleTable) -> None:
    data = json.loads(json.dumps(table.as_data(), ensure_ascii=False))
    assert RuleTable.from_data(data) == table
    late = {"name": "逾期未完成", "condition": "LATE", "threshold": 1}
    assert [rule for rule in data["rules"] if rule.items() >= late.items()]
    with pytest.raises(RefusedError, match="不完整或有误"):
        RuleTable.from_data({**data, "missing": "随意"})


thresholded = st.builds(
    Rule,
    st.just("某规则"),
    st.sampled_from([each for each in Condition if each is not Condition.OTHERWISE]),
    st.sampled_from(Colour),
    st.integers(0, 60).map(float),
)
tables = st.builds(
    RuleTable,
    st.just("某规则表"),
    st.just(1),
    st.tuples(
        st.lists(thresholded, max_size=8),
        st.builds(Rule, st.just("其他"), st.just(Condition.OTHERWISE), st.sampled_from(Colour)),
    ).map(lambda parts: (*parts[0], parts[1])),
    late_on_due_day=st.booleans(),
    grace_days=st.integers(0, 10),
    missing=st.sampled_from(MissingReport),
    exempt=st.frozensets(st.sampled_from(DeadlineKind)),
)
ordinals = st.one_of(st.just(NO_DAY), st.integers(738_000, 738_400))
percents = st.one_of(st.just(float("nan")), st.floats(0, 100))
facts = st.builds(
    TaskFacts,
    st.integers(738_000, 738_400),
    ordinals,
    ordinals,
    percents,
    percents,
    st.booleans(),
    st.integers(0, len(TaskState) - 1),
    st.integers(0, len(DeadlineKind) - 1),
)


@given(tables, facts)
def test_a_light_is_one_of_its_table_and_says_why(table: RuleTable, known: TaskFacts) -> None:
    light = light_of(table, known)
    assert light.colour in table.colours
    assert light.sentence.startswith(light.colour)
    assert any(character.isdigit() for character in light.sentence)
    assert "nan" not in light.sentence.lower()


@given(tables, st.lists(facts, min_size=1, max_size=12))
def test_a_column_lights_as_its_tasks_one_by_one(table: RuleTable, known: list[TaskFacts]) -> None:
    columns = TaskFacts(
        *(np.array([getattr(one, name) for one in known]) for name in TaskFacts.__dataclass_fields__)
    )
    numbers = deciding_rules(table, columns)
    assert numbers.tolist() == [int(deciding_rules(table, one)) for one in known]
    for place, one in enumerate(known):
        assert explain(table, columns.cell((place,)), int(numbers[place])) == light_of(table, one)


def test_tasks_by_periods_broadcast() -> None:
    ends = np.array([[day("2025-03-31")], [day("2025-12-31")]])
    on = np.array([day("2025-03-31"), day("2025-06-30"), day("2025-12-31")])
    known = TaskFacts(on, day("2025-01-01"), ends, float("nan"), 50)
    lit = [
        [GREEN_YELLOW_RED.rules[rule].name for rule in row] for row in deciding_rules(GREEN_YELLOW_RED, known)
    ]
    assert lit == [["临近时限", "逾期未完成", "逾期未完成"], ["正常推进", "正常推进", "临近时限"]]
    assert known.cell((1, 2)).end == day("2025-12-31")
