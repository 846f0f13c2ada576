"""What a reader would stumble over in a report: found, and left alone where there is nothing."""

from __future__ import annotations

import pytest

from workbench.planning.report_words import slips
from workbench.terms import Granularity, Period

Q3 = Period(2021, Granularity.QUARTER, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9月31日完成初稿。", [("9月31日", "2021年9月没有31日", "")]),
        ("2021年2月29日召开会议", [("2021年2月29日", "2021年2月没有29日", "")]),
        ("13月前完成", [("13月", "没有13月", "")]),
        ("10月15日已通过验收", [("10月15日", "晚于报告期2021年三季度", "")]),
        ("2001年8月印发方案", [("2001年8月", "与报告期2021年三季度相距过远", "")]),
        ("2021-09-31印发", [("2021-09-31", "2021年9月没有31日", "")]),
        ("21年8月开工", [("21年", "年份应写全四位", "2021年")]),
        ("２０家企业上云", [("２０", "数字应用半角", "20")]),
        ("完成1O个项目", [("1O", "数字中夹有字母", "10")]),
        ("投资1，234万元", [("1，234", "数字分节有误", "1234")]),
        ("投资12,34万元", [("12,34", "数字分节有误", "1234")]),
        ("覆盖率达到103%", [("103%", "超过100%", "")]),
        ("总体进度60%。", [("总体进度60%", "与所填进度50%不一致", "")]),
        ("已印发，，正在落实", [("，，", "标点重复", "，")]),
    ],
)
def test_a_slip(text: str, found: list[tuple[str, str, str]]) -> None:
    told = slips("进展情况", text, Q3, 50)
    assert [(one.words, one.what, one.proposal) for one in told] == found
    assert all(text[one.start : one.start + len(one.words)] == one.words for one in told)


@pytest.mark.parametrize(
    "text",
    [
        "9月30日前完成1,234个行政村的光纤改造，总体进度50%。",
        "营业收入同比增长120%，超额完成103%。",
        "2020年以来累计开放数据集2021项，5G基站1.2万个。",
        "",
    ],
)
def test_nothing_to_say(text: str) -> None:
    assert slips("进展情况", text, Q3, 50) == ()


def test_what_comes_next_may_lie_ahead() -> None:
    assert slips("下一步", "12月底前组织验收。", Q3) == ()
