"""Numbering and headings."""

from __future__ import annotations

import pytest

from workbench.reading.outline import ancestors, first_sentence, outline, read_number
from workbench.reading.repair import repair
from workbench.reading.text import Stretch


@pytest.mark.parametrize(
    ("line", "number", "rank"),
    [
        ("第一章 总则", "第一章", 2),
        ("第二节 主要任务", "第二节", 3),
        ("一、总体要求", "一、", 4),
        ("（十二）加快发展", "（十二）", 5),
        ("1.建设平台", "1.", 6),
        ("１．建设平台", "１．", 6),
        ("（1）建设平台", "（1）", 7),
        ("①建设平台", "①", 8),
    ],
)
def test_numbers_by_rank(line: str, number: str, rank: int) -> None:
    text, _ = repair(line)
    read = read_number(text, text.lines[0])

    assert read and (read.words, read.rank) == (number, rank)


@pytest.mark.parametrize("line", ["1.5万个基站", "2022年底前", "（试行）", "一体化平台", "5G网络"])
def test_what_is_no_number(line: str) -> None:
    text, _ = repair(line)

    assert read_number(text, text.lines[0]) is None


def test_blocks_stand_under_the_headings_above_them() -> None:
    """
    一、总体要求
    （一）目标。建成平台。
    继续说明。
    1.第一项
    二、保障措施
    """
    text, _ = repair(test_blocks_stand_under_the_headings_above_them.__doc__ or "")
    blocks = outline(text, list(text.lines))

    assert [block.number for block in blocks] == ["一、", "（一）", "1", "二、"]
    assert [ancestors(blocks, index) for index in range(4)] == [[], [0], [0, 1], []]
    assert [block.is_heading for block in blocks] == [True, False, True, True]
    assert [text.quote(line) for line in blocks[1].body] == ["继续说明。"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("加快建设。推进工作。", "加快建设"),
        ("办好“高效。一件事”改革。推进。", "办好“高效。一件事”改革"),
        ("没有句号", "没有句号"),
    ],
)
def test_a_title_is_the_first_sentence(line: str, title: str) -> None:
    text, _ = repair(line)

    assert text.quote(first_sentence(text, Stretch(0, len(line)))) == title
