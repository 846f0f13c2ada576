"""Who does what by when, in the words of one bracket, line or cell."""

from __future__ import annotations

import pytest

from workbench.reading.duties import is_time_phrase, phrases, states_duties_only


def said(key: str) -> list[str]:
    return [
        f"{phrase.kind}:{key[phrase.start : phrase.end].strip(' ,;')}" for phrase in phrases(key, 0, len(key))
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("责任单位:市税务局牵头,市财政局配合", ["lead:市税务局", "support:市财政局"]),
        ("责任单位为省委网信办、省数据局", ["responsible:省委网信办、省数据局"]),
        ("主办:市教育局;协办:市财政局", ["lead:市教育局", "support:市财政局"]),
        ("市数据局(牵头)、市财政局", ["lead:市数据局", "responsible:市财政局"]),
        ("责任领导:张三;责任单位:市住建局", ["person:张三", "responsible:市住建局"]),
        (
            "财政部牵头,4月底前出台政策,年内持续推进",
            ["lead:财政部", "deadline:4月底前出台政策", "deadline:年内持续推进"],
        ),
        ("省公安厅、省通信管理局按职责分工负责", ["responsible:省公安厅、省通信管理局"]),
    ],
)
def test_labels_verbs_and_times_give_a_phrase_its_meaning(key: str, expected: list[str]) -> None:
    assert said(key) == expected


@pytest.mark.parametrize("key", ["2025年6月底前完成", "4月底前出台相关政策", "年内持续推进"])
def test_a_phrase_that_says_when(key: str) -> None:
    assert is_time_phrase(key)


@pytest.mark.parametrize("key", ["省数据局", "2025年底前由省数据局牵头", "2030年碳达峰办公室"])
def test_a_phrase_that_names_a_unit_says_no_time(key: str) -> None:
    assert not is_time_phrase(key)


def test_only_a_sentence_that_assigns_and_says_nothing_else_is_an_assignment() -> None:
    assert states_duties_only("由县农业农村局牵头,县卫健局、县财政局配合,2030年10月底前完成")
    assert not states_duties_only("由县考核办将整治工作纳入年度考核内容")
    assert not states_duties_only("市发展改革委要牵头建立项目库,市财政局要积极配合")


def test_who_mends_and_who_inspects() -> None:
    key = "整改责任单位:某市委、市政府;整改责任人:某市市长;督导单位:省生态环境厅"

    assert said(key) == ["responsible:某市委、市政府", "person:某市市长", "person:省生态环境厅"]


def test_a_semicolon_for_the_colon_of_a_label() -> None:
    assert said("牵头单位;市发改委(市粮食局)、市财政局") == ["lead:市发改委(市粮食局)、市财政局"]
