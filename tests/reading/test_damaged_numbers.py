"""Headings that lost a byte on a mirrored page."""

from __future__ import annotations

import pytest

from workbench.reading import read_bytes
from workbench.reading.damaged_numbers import lost_numbers


def late(words: str) -> str:
    """Words as a page shows them that lost the byte before them: read half a character late."""
    data = b"\xa1" + words.encode("gbk")
    shown, at = "", 0
    while at < len(data):
        if data[at] < 0x80:
            shown, at = shown + chr(data[at]), at + 1
            continue
        character = data[at : at + 2].decode("gbk", "ignore")
        shown, at = shown + ("" if "\ue000" <= character <= "\uf8ff" else character), at + 2
    return shown


@pytest.mark.parametrize("number", ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "二十一"])
def test_the_number_is_known_by_its_trace(number: str) -> None:
    ((_, _, words),) = lost_numbers(f"?{late(f'（{number}）加强领导')}")

    assert words == f"（{number}）"


def test_a_trace_of_two_numbers_is_the_one_that_follows() -> None:
    lines = [f"　　?{late(f'（{number}）加强领导')}" for number in ("十一", "十二", "十三")]

    assert [words for _, _, words in lost_numbers("（十）甲\n" + "\n".join(lines))] == [
        "（十一）",
        "（十二）",
        "（十三）",
    ]


def test_a_heading_that_comes_back_into_step_at_once_is_whole() -> None:
    first = f"　?{late('（一）緊')}扣任務清單。（市數據局、各區政府牽頭）"
    source = f"一、夯實基礎\n{first}\n（二）優化服務。（市數據局牽頭）"
    draft = read_bytes("a.txt", source.encode())

    assert [(task.no, task.title) for task in draft.tasks] == [
        ("（一）", "緊扣任務清單"),
        ("（二）", "優化服務"),
    ]
    assert [(one.code, one.proposal) for one in draft.problems] == [("damaged-text", "（一）緊")]
    assert draft.text == source
    assert sum(draft.accounting.values()) == len(source)
    assert draft.accounting["unaccounted"] == 0


def test_what_follows_a_number_stays_as_it_is_shown_where_nothing_is_certain() -> None:
    source = f"　?{late('（四）降低市場準入門檻')}。（市數據局牽頭）"
    (task,) = read_bytes("a.txt", source.encode()).tasks

    assert task.no == "（四）"
    assert task.title.startswith("┙")


def test_marks_and_tags_a_page_strews_are_no_words() -> None:
    source = "一@@、夯实@@基础\n（一）推进</strong>改革@@。建设平台@@。（责任单位@@：市数据局@@、市财政局）"
    (task,) = read_bytes("a.txt", source.encode()).tasks

    assert (task.title, [unit.name for unit in task.units]) == ("推进改革", ["市数据局", "市财政局"])
