"""Likely pairs of tasks: by rare words rather than common ones, by units of the same work."""

from __future__ import annotations

import pytest

from workbench.planning.counterparts import work_of
from workbench.planning.matching import Passage, match
from workbench.terms import Confidence

PROVINCE = (
    Passage(1, "大力发展数字农业", "建设智慧农业园，推广物联网种植。", "6", frozenset({"农业农村"})),
    Passage(2, "加快推进智慧制造", "培育工业互联网平台，推动企业上云上平台。", "7", frozenset({"工信"})),
    Passage(3, "推广电子证照", "高频证照免提交，实现一网通办。", "8", frozenset({"数据管理"})),
)
CITY = (
    Passage(11, "推进电子证照应用", "拓展证照使用场景，支撑一网通办。", "（一）", frozenset({"数据管理"})),
    Passage(12, "实施工业互联网行动", "支持企业上云上平台，建设智能工厂。", "（二）", frozenset({"工信"})),
    Passage(13, "加快推进旧城改造", "实施老旧小区改造。", "（三）", frozenset({"住建"})),
)


def test_rare_words_pair_tasks_and_common_ones_do_not() -> None:
    pairs = {(one.upper, one.lower) for one in match(PROVINCE, CITY)}
    assert pairs == {(3, 11), (2, 12)}


def test_a_reason_names_the_words_and_the_work() -> None:
    best = match(PROVINCE, CITY)[0]
    assert (best.upper, best.lower) == (3, 11)
    assert best.reason == "都写到“电子证照”、“一网通办”；单位职能对应：数据管理"
    assert best.confidence is Confidence.GUESSED
    assert match(PROVINCE, PROVINCE)[0].confidence is Confidence.LIKELY


def test_units_indicators_and_numbering_speak_for_a_pair() -> None:
    plain = match([Passage(1, "数字农业园")], [Passage(2, "数字农业示范")], least=0)[0]
    more = match(
        [Passage(1, "数字农业园", number="6", measures=frozenset({"农业信息化率"}))],
        [Passage(2, "数字农业示范", number="6", measures=frozenset({"农业信息化率"}))],
        least=0,
    )[0]
    assert more.score > plain.score
    assert more.reason == "都写到“数字农业”；涉及同一指标：农业信息化率；编号同为6"


def test_a_lower_task_is_proposed_for_few_upper_ones_and_nothing_for_nothing() -> None:
    many = [Passage(place, f"推广电子证照应用{place}号") for place in range(9)]
    assert len(match(many, [Passage(99, "推广电子证照应用")], most=3)) == 3
    assert match([], CITY) == []
    assert match(PROVINCE, [Passage(1, "")]) == []


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("省工信厅", "工信"),
        ("福州市工信局", "工信"),
        ("省市场监管局", "市场监管"),
        ("市市场监管局", "市场监管"),
        ("省数字办", "数据管理"),
        ("市大数据委", "数据管理"),
        ("市发展和改革委员会", "发展改革"),
        ("省委网信办", "网信"),
    ],
)
def test_units_of_two_levels_do_the_same_work(name: str, work: str) -> None:
    assert work_of(name) == work
