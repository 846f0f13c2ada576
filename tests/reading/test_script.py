"""Simplified and Traditional."""

from __future__ import annotations

import pytest

from workbench.reading.script import Converter, fold, script_of
from workbench.terms import Script


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("數據産業，（試行）：2025", "数据产业,(试行):2025"),
        ("〔2021〕２６號；【責任】", "(2021)26号;(责任)"),
        ("龍巖臺灣網際網路", "龙岩台湾网际网路"),
    ],
)
def test_the_key_is_simplified_and_half_width_and_keeps_its_length(text: str, key: str) -> None:
    assert fold(text) == key
    assert len(fold(text)) == len(text)


def test_the_script_of_a_text() -> None:
    assert script_of("關於印發數字福建工作要點的通知") is Script.HANT
    assert script_of("关于印发数字福建工作要点的通知") is Script.HANS


def test_words_of_taiwan_become_those_of_the_mainland() -> None:
    convert = Converter("hans")

    assert convert("網際網路、積體電路、軟體") == "互联网、集成电路、软件"
    assert convert("加強智慧財産權保護") == "加强知识产权保护"


def test_words_that_both_sides_write_are_left_as_they_are() -> None:
    assert Converter("hans")("建立健全智慧海洋核心指標,效能顯著") == "建立健全智慧海洋核心指标,效能显著"
    assert Converter("hans")("省檔案局著力推進小程序") == "省档案局着力推进小程序"


def test_plain_traditional_is_converted_by_characters() -> None:
    assert Converter("hans")("數字政府") == "数字政府"


def test_keep_leaves_characters_alone() -> None:
    assert Converter("keep")("網路") == "網路"
