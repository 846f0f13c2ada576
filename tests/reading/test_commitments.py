"""Narrative targets in prose."""

from __future__ import annotations

import pytest

from workbench.reading.commitments import find_commitments, is_past
from workbench.reading.draft import Commitment
from workbench.reading.repair import repair


def found(paragraph: str, written_in: int | None = 2021) -> list[Commitment]:
    text, _ = repair(paragraph)
    return [target for line in text.lines for target in find_commitments(text, line, written_in)]


def facts(paragraph: str) -> list[tuple[str, str, float, str, int | None]]:
    return [(each.text, str(each.operator), each.value, each.unit, each.year) for each in found(paragraph)]


def test_targets_of_a_sentence_share_its_year() -> None:
    assert facts("到2022年,全省数字经济增加值达2.6万亿元以上,年均增长15%以上,占GDP的比重达50%以上。") == [
        ("全省数字经济增加值达2.6万亿元以上", ">=", 2.6, "万亿元", 2022),
        ("年均增长15%以上", ">=", 15.0, "%", 2022),
        ("占GDP的比重达50%以上", ">=", 50.0, "%", 2022),
    ]


def test_a_clause_that_opens_with_a_year_aims_at_it() -> None:
    assert facts("强港:2030 年吞吐量达 6000 万标箱。") == [
        ("吞吐量达 6000 万标箱", ">=", 6000.0, "万标箱", 2030)
    ]


def test_growth_is_told_from_level() -> None:
    assert [each.kind for each in found("到2022年,增加值达2亿元,年均增长15%以上。")] == ["level", "growth"]


@pytest.mark.parametrize(
    ("clause", "operator", "value", "unit"),
    [
        ("培育18个左右产业集聚区", "~", 18.0, "个"),
        ("用户数超过5000万户", ">", 5000.0, "万户"),
        ("平均PUE值低于1.35", "<", 1.35, ""),
        ("推出不少于20个示范场景", ">=", 20.0, "个"),
        ("每年发布10个应用场景", "=", 10.0, "个"),
        ("全省達標率100%", "=", 100.0, "%"),
        ("新增標識註冊量1億以上", ">=", 1.0, "億"),
    ],
)
def test_signs_and_units(clause: str, operator: str, value: float, unit: str) -> None:
    (target,) = found(clause)

    assert (target.operator, target.value, target.unit) == (operator, value, unit)


def test_two_quantities_in_one_clause_are_two_targets() -> None:
    assert [each.text for each in found("到2022年,培育10个以上示范平台和100家以上标杆企业。")] == [
        "培育10个以上示范平台",
        "100家以上标杆企业",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "推进5G网络建设,实施“农业云131”工程。",
        "第3届峰会于2021年5月26日举办。",
        "2019年,全市规模突破4600亿元,占比超46%。",
        "给予最高800万元补助。",
        "提供12345热线服务。",
        "用时不超过3天。",
    ],
)
def test_what_is_no_target(sentence: str) -> None:
    assert found(sentence) == []


def test_headings_of_the_past() -> None:
    assert is_past("主要进展")
    assert not is_past("总体目标")


def test_a_target_stands_where_its_span_says() -> None:
    paragraph = "到2022年,建成5G基站8万个以上。"
    (target,) = found(paragraph)

    assert paragraph[target.span.start : target.span.end] == "建成5G基站8万个以上"
    assert target.subject == "建成5G基站"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2027年，满意度达到82分。合格率保持在95%以上。", [("满意度", 82.0, 2027), ("合格率", 95.0, 2027)]),
        ("到2030年，占比力争达到60%。", [("占比", 60.0, 2030)]),
        ("到2027年，营收超1\ufffd2万亿元。", []),
        ("单个课题经费超过300万元且通过验收的，给予支持。", []),
        ("禁止生产厚度低于0.01毫米的地膜。", []),
        ("规划分为18个部分、33个专栏。", []),
    ],
)
def test_aims_reach_over_sentences_and_conditions_are_none(sentence: str, found: list[object]) -> None:
    text, _ = repair(sentence)
    targets = find_commitments(text, text.lines[0], 2026)

    assert [(one.subject, one.value, one.year) for one in targets] == found
