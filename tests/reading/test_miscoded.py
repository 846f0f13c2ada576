"""UTF-8 read as GB 18030: proposed where certain, never in place of the source."""

from __future__ import annotations

import pytest

from workbench.reading.repair import repair


def misread(words: str) -> str:
    return words.encode().decode("gb18030")


@pytest.mark.parametrize("words", ["推进数据要素市场化改革，", "（责任单位：省数据局", "完善数字基础设施"])
def test_a_run_of_another_code_page_is_proposed_whole(words: str) -> None:
    text, problems = repair(f"一、总体要求。{misread(words)}")

    assert [(problem.code, problem.proposal) for problem in problems] == [("damaged-text", words)]
    assert text.clean.endswith(misread(words))


def test_sound_text_is_left_in_peace() -> None:
    _, problems = repair("各区市人民政府要鐨有鏂落实，浠应鍙管理涓体系，中国銆证券")

    assert problems == ()


def test_lost_characters_are_told_and_not_guessed() -> None:
    _, (problem,) = repair("建设锟斤拷锟斤拷平台")

    assert (problem.code, problem.proposal) == ("damaged-text", None)
