"""Bytes that fell out of step: undone where known words leave no doubt, else only flagged."""

from __future__ import annotations

import pytest

from workbench.reading.lost_bytes import out_of_step
from workbench.reading.repair import repair


def seen(data: bytes) -> str:
    """Bytes as a page shows them: what stands for no character vanishes."""
    words, at = "", 0
    while at < len(data):
        width = 2 if data[at] > 0x80 and at + 1 < len(data) and data[at + 1] >= 0x40 else 1
        char = data[at : at + width].decode("gb18030", "ignore")
        words += "" if "\ue000" <= char <= "\uf8ff" else char
        at += width
    return words


@pytest.mark.parametrize("words", ["高校科研技術", "社保卡等技術"])
def test_known_words_lead_back_into_step(words: str) -> None:
    broken = seen(f"推广{words}標準".encode("gbk").replace(b"\xa3\xbf", b"?"))
    said = [said for _, _, said in out_of_step(broken)]

    assert words not in broken
    assert len(said) == 1 and words.endswith(said[0])


def test_the_words_before_and_behind_are_left_alone() -> None:
    (found,) = out_of_step("推广电子社??ǖ燃夹g標準")

    assert found == (4, 11, "社保卡等技術")


def test_a_lost_closing_quotation_mark_is_given_back() -> None:
    ((start, end, words),) = out_of_step("提升工程、社??ā耙豢ㄍā?、智慧应急")

    assert (start, end, words) == (5, 14, "社保卡“一卡通”")


@pytest.mark.parametrize("phrase", ["此件主动公开", "此件公开发布", "此件主動公開", "此件发至县级"])
def test_standing_phrases_are_known_by_their_damaged_form(phrase: str) -> None:
    broken = "。" + seen(f"（{phrase}）".encode("gbk")[1:])
    ((start, end, words),) = out_of_step(f"2027年5月29日\n{broken}\n云岭市")

    assert start == len("2027年5月29日\n") and end <= start + len(broken)
    assert words == f"（{phrase.replace('動', '动').replace('開', '开')}）"


@pytest.mark.parametrize("text", ["實現社?ㄖ蜗嚓P業務", "依托高?蒲性核⑵髽I建设", "证件、社?、结婚证"])
def test_what_lost_more_is_flagged_and_not_guessed(text: str) -> None:
    assert list(out_of_step(text)) == []
    assert [(problem.code, problem.proposal) for problem in repair(text)[1]] == [("damaged-text", None)]


def test_questions_are_no_damage() -> None:
    assert list(out_of_step("如何推进改革?各地要落实。能否共享?可以。")) == []
