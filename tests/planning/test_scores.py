"""Evaluation scores by a hand-worked table, traced to their facts, and ranked."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import DATA
from workbench.errors import RefusedError
from workbench.planning.scores import Fact, Item, ItemKind, Scheme, ranked, score

WORKED = tomllib.loads(DATA.joinpath("scores.toml").read_text("utf-8"))
SCHEME = Scheme(
    WORKED["scheme"]["name"],
    WORKED["scheme"]["version"],
    tuple(Item(**{**item, "kind": ItemKind(item["kind"])}) for item in WORKED["scheme"]["items"]),
)


def facts_of(stated: dict[str, list[float]]) -> list[Fact]:
    return [
        Fact(item, f"第{key}件", value, "tasks", key)
        for item, values in stated.items()
        for key, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize("case", WORKED["case"], ids=lambda case: case["name"])
def test_a_score(case: dict[str, Any]) -> None:
    facts = facts_of(case["facts"])
    found = score(SCHEME, facts)
    assert [line.points for line in found.lines] == pytest.approx(case["lines"])
    assert found.total == pytest.approx(case["total"])
    assert bool(found.vetoed) is case.get("vetoed", False)
    assert [fact for line in found.lines for fact in line.facts] == facts  # every fact is behind its line


def test_every_line_explains_itself() -> None:
    stated = {"done": [90.0], "late": [2.0], "praise": [1.0, 1.0, 1.0], "missing": [1.0]}
    found = score(SCHEME, facts_of(stated))
    assert found.sentence == "得73.5分：定量项69分（满分100分），加减分+4.5分，未触发一票否决。"
    assert [line.sentence for line in found.lines] == [
        "“任务按期完成率”90%（定量正向，60%得0分、100%得满分），满分60分，得45分。",
        "“逾期任务数”2项（定量负向，5项得0分、0项得满分），满分40分，得24分。",
        "“省级表彰”3次（第1件、第2件、第3件），每次+2分，以5分为限，计+5分。",
        "“迟报漏报”1次（第1件），每次-0.5分，以3分为限，计-0.5分。",
        "“重大网络安全事件”未发生。",
    ]


def test_a_veto_says_what_happened() -> None:
    found = score(SCHEME, [Fact("breach", "3月数据泄露")])
    assert found.sentence == "得0分：“重大网络安全事件”发生1次（3月数据泄露），一票否决。"


def test_equal_scores_share_a_place() -> None:
    scores = {
        "甲局": score(SCHEME, facts_of({"done": [90], "late": [0]})),
        "乙局": score(SCHEME, facts_of({"done": [100], "late": [0]})),
        "丙局": score(SCHEME, facts_of({"done": [90], "late": [0]})),
        "丁局": score(SCHEME, facts_of({"done": [60], "late": [0]})),
    }
    assert [(place.place, place.who) for place in ranked(scores)] == [
        (1, "乙局"),
        (2, "甲局"),
        (2, "丙局"),
        (4, "丁局"),
    ]


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有编号为“nobody”的项目"):
        score(SCHEME, [Fact("nobody", "某事")])
    with pytest.raises(RefusedError, match="没有数值"):
        score(SCHEME, [Fact("done", "某任务", float("nan"))])


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([Item("a", "甲", ItemKind.RISING, 10, 100, 60)], "方向不符"),
        ([Item("a", "甲", ItemKind.FALLING, 10, 0, 5)], "方向不符"),
        ([Item("a", "甲", ItemKind.RISING, 10, 5, 5)], "方向不符"),
        ([Item("a", "甲", ItemKind.RISING, -1)], "权重不能为负"),
        ([Item("a", "甲", ItemKind.ADJUSTING, 1, limit=-1)], "限额不能为负"),
        ([Item("a", "甲", ItemKind.RISING, 1), Item("a", "乙", ItemKind.RISING, 1)], "编号重复"),
    ],
)
def test_a_scheme_that_cannot_be_worked_out_is_refused(items: list[Item], told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        Scheme("某方案", 1, tuple(items))


numbers = st.floats(-1000, 1000)


@given(numbers, numbers, numbers, st.floats(0, 100), st.floats(0, 100))
def test_better_figures_never_earn_less(
    nothing_at: float, all_at: float, value: float, better: float, points: float
) -> None:
    if abs(all_at - nothing_at) < 1e-6:
        return
    kind = ItemKind.RISING if all_at > nothing_at else ItemKind.FALLING
    scheme = Scheme("某方案", 1, (Item("a", "甲", kind, points, nothing_at, all_at),))
    further = value + better if kind is ItemKind.RISING else value - better
    one, other = (score(scheme, [Fact("a", "某数", each)]).total for each in (value, further))
    assert 0 <= one <= other <= points
