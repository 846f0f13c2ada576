"""Numbering and headings."""

from __future__ import annotations

import pytest

from workbench.reading.outline import ancestors, first_sentence, heading_of, outline, read_number
from workbench.reading.repair import repair
from workbench.reading.text import Stretch


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("第一章 总则", "第一章"),
        ("第二节 主要任务", "第二节"),
        ("一、总体要求", "一、"),
        ("Ⅱ．总体要求", "Ⅱ．"),
        ("II. 总体要求", "II."),
        ("任务一：完善制度", "任务一："),
        ("专项行动3 完善制度", "专项行动3"),
        ("第一条　完善制度", "第一条"),
        ("（十二）加快发展", "（十二）"),
        ("1.建设平台", "1."),
        ("１．建设平台", "１．"),
        ("1.2030年底前建成平台", "1."),
        ("2.5G网络建设", "2."),
        ("⒉建设平台", "⒉"),
        ("★3.建设平台", "3."),
        ("02 建设平台", "02"),
        ("1.1 建设平台", "1.1"),
        ("1.10建设平台", "1.10"),
        ("2.1.3 建设平台", "2.1.3"),
        ("（1）建设平台", "（1）"),
        ("2）建设平台", "2）"),
        ("⑵建设平台", "⑵"),
        ("①建设平台", "①"),
    ],
)
def test_numbers(line: str, number: str) -> None:
    text, _ = repair(line)
    read = read_number(text, text.lines[0])

    assert read and read.words == number


def test_numbers_in_the_order_of_their_ranks() -> None:
    lines = ["第一章 总则", "第一节 目标", "一、总", "（一）总", "1.总", "1.1总", "1.1.1总", "（1）总", "①总"]
    text, _ = repair("\n".join(lines))
    ranks = [number.rank for line in text.lines if (number := read_number(text, line))]

    assert ranks == sorted(set(ranks)) and len(ranks) == len(lines)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万个基站",
        "2.3亿元投资",
        "2022年底前",
        "（试行）",
        "一体化平台",
        "5G网络",
        "项目一、二期建设",
        "1.5%的企业",
    ],
)
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


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("加快建设：推进工作，做好保障。", "加快建设"),
        ("实施“双百”行动：推进工作，做好保障。", "实施“双百”行动"),
        ("到2030年，实现下列目标：建成平台。", "到2030年，实现下列目标：建成平台"),
        ("基本原则：", "基本原则："),
        ("加快建设　　推进各项工作，做好各项保障。", "加快建设"),
        (
            "加快平台建设 推进各项工作，做好各项保障，按月调度进展，按季通报情况，年底开展评估。",
            "加快平台建设",
        ),
        ("加快平台建设 推进工作", "加快平台建设 推进工作"),
        ("加快平台 建设步伐。推进各项工作，做好 各项保障，按月调度进展，按季通报情况。", "加快平台 建设步伐"),
        (
            "推进 5G 建设和应用，推进各项工作，做好各项保障，按月调度进展。",
            "推进 5G 建设和应用，推进各项工作，做好各项保障，按月调度进展",
        ),
    ],
)
def test_a_heading_may_be_set_off_by_a_colon_or_a_blank(line: str, title: str) -> None:
    text, _ = repair(line)

    assert text.quote(heading_of(text, Stretch(0, len(line)))) == title


@pytest.mark.parametrize(
    ("line", "number"), [("一 、加快建设", "一、"), ("2 .推进改革", "2"), ("3 、完善制度", "3")]
)
def test_a_blank_before_the_sign_of_a_number(line: str, number: str) -> None:
    text, _ = repair(line)

    assert outline(text, list(text.lines))[0].number == number
