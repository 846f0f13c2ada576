"""Breaking texts into lines: what is counted for all rows is what each row paints."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from workbench.ui import theme
from workbench.ui.itemmodels.wrapping import Breaker

ALPHABET = st.text("政务数据，。、（）《》“”AI5G 12.5%abc—", max_size=60)


@pytest.fixture(scope="module")
def breaker(qapp: QApplication) -> Breaker:
    return Breaker(QFontMetricsF(theme.interface_font()))


def test_chinese_breaks_between_characters_and_marks_keep_their_place(breaker: Breaker) -> None:
    em = QFontMetricsF(theme.interface_font()).horizontalAdvance("政")
    assert breaker.broken("建成政务云平台，上线运行", em * 7, 9) == ["建成政务云平", "台，上线运行"]
    assert breaker.broken("印发《数字云溪工作要点》", em * 3.2, 9)[:2] == ["印发", "《数字"]


def test_words_stay_whole_where_they_fit(breaker: Breaker) -> None:
    em = QFontMetricsF(theme.interface_font()).horizontalAdvance("政")
    assert breaker.broken("推进5G专网", em * 2.6, 9)[0] == "推进"
    assert len(breaker.broken("abcdefghijklmnopqrstuvwxyz", em * 3, 9)) > 1, "one that fits nowhere is cut"


def test_the_last_line_tells_that_there_is_more(breaker: Breaker) -> None:
    em = QFontMetricsF(theme.interface_font()).horizontalAdvance("政")
    lines = breaker.broken("政" * 40, em * 10, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_no_text_is_one_empty_line(breaker: Breaker) -> None:
    assert breaker.broken("", 100, 3) == [""]
    assert breaker.laid_out([]).count_lines(np.empty(0), 3).tolist() == []


@given(st.lists(ALPHABET, min_size=1, max_size=8), st.floats(5, 300), st.integers(1, 6))
def test_counted_lines_are_those_that_are_painted(texts: list[str], room: float, most: int) -> None:
    breaker = Breaker(QFontMetricsF(theme.interface_font()))
    counted = breaker.laid_out(texts).count_lines(np.full(len(texts), room), most)
    assert counted.tolist() == [len(breaker.broken(text, room, most)) for text in texts]
