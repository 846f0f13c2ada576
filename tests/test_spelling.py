"""One text, however it is written: folded for finding, with its places kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.pinyin import places_by_sound, syllables, ways_to_say
from workbench.spelling import Folds, folded, places_of

TEXTS = st.text("省數字辦政务云（ＡＩ）ab 12①é后後", max_size=16)


def test_what_is_found_is_shown_in_its_place() -> None:
    assert places_of(folded("数字办"), "由省數 字辦牵头，数字办配合") == [(2, 6), (9, 12)]
    assert places_of("", "任何") == []
    assert places_of("12", "第①②项，第12项") == [(1, 3), (6, 8)]


@given(TEXTS, TEXTS)
def test_places_read_as_what_was_sought(sought: str, text: str) -> None:
    key = folded(sought)
    places = places_of(key, text)
    assert bool(places) == (bool(key) and key in folded(text))
    for start, stop in places:
        assert key in folded(text[start:stop])


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert Folds()[text] == folded(text)


def test_names_are_found_as_they_sound() -> None:
    assert places_by_sound("sjj", "市大数据局") == [(2, 5)]
    assert places_by_sound("shujuj", "市大数据局") == [(2, 5)]
    assert places_by_sound("chongqing", "重庆市") == [(0, 2)]
    assert places_by_sound("xyz", "市大数据局") == []
    assert ways_to_say("中国，5g") == (("zhong guo | 5 g ", "zg|5g"),)
    assert {"zhuang", "lv", "er"} <= syllables()
