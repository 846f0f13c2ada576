"""What a lower document says less, later or by others than the one above it, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.planning.contradictions import (
    Aim,
    Share,
    aim_difference,
    aim_pairs,
    deadline_difference,
    lead_difference,
)
from workbench.planning.sentences import sentence_around
from workbench.terms import Deadline, DeadlineKind, Operator, Precision, Role, Severity, Span, TargetKind

JUNE = Deadline("6月底前", DeadlineKind.BY, dt.date(2025, 6, 30), Precision.MONTH)
DECEMBER = Deadline("年底前", DeadlineKind.BY, dt.date(2025, 12, 31), Precision.YEAR)
ONGOING = Deadline("持续推进", DeadlineKind.ONGOING)


def test_a_later_deadline_contradicts_and_an_earlier_one_does_not() -> None:
    late = deadline_difference(JUNE, DECEMBER, "2025年6月底前", "2025年底前")
    assert late is not None
    assert late.what == "本级完成时限（2025年底前）比上级要求（2025年6月底前）晚6个月。"
    assert deadline_difference(DECEMBER, JUNE, "", "") is None
    assert deadline_difference(ONGOING, DECEMBER, "", "") is None


def test_a_deadline_left_open_is_told() -> None:
    left_open = deadline_difference(JUNE, ONGOING, "2025年6月底前", "持续推进")
    assert left_open is not None
    assert (left_open.severity, left_open.what) == (
        Severity.WARNING,
        "上级要求2025年6月底前完成，本级定为持续推进。",
    )


def share(name: str, role: Role = Role.LEAD) -> Share:
    return Share(name, role)


@pytest.mark.parametrize(
    ("upper", "lower", "what"),
    [
        ([share("省数字办")], [share("市大数据委")], None),
        ([share("省数字办")], [share("市公安局")], "上级由省数字办牵头，本级由市公安局牵头，职能不对应。"),
        (
            [share("省数字办")],
            [share("市数据局", Role.SUPPORT)],
            "上级由省数字办牵头，本级未明确牵头单位。",
        ),
        (
            [share("省水利厅", Role.RESPONSIBLE)],
            [share("市公安局", Role.RESPONSIBLE)],
            "上级责任单位为省水利厅，本级为市公安局，没有职能对应的单位。",
        ),
        ([share("福州市人民政府", Role.RESPONSIBLE)], [share("市公安局", Role.RESPONSIBLE)], None),
        ([], [share("市公安局")], None),
    ],
)
def test_leads_are_compared_by_their_work(upper: list[Share], lower: list[Share], what: str | None) -> None:
    found = lead_difference(upper, lower)
    assert (found.what if found else None) == what


def aim(name: str, value: float, unit: str = "%", operator: Operator = Operator.AT_LEAST) -> Aim:
    return Aim(0, name, unit, value, operator, TargetKind.LEVEL, 2025, f"{value:g}{unit}")


def test_a_weaker_target_contradicts() -> None:
    (pair,) = aim_pairs([aim("全省网上可办率", 98)], [aim("市级网上可办率", 95)], same_level=False)
    found = aim_difference(*pair)
    assert found is not None
    assert found.what == "“市级网上可办率”：本级目标（2025年95%）低于上级目标（2025年98%）。"
    assert aim_difference(aim("可办率", 98), aim("可办率", 99)) is None


def test_where_less_is_better_more_is_weaker() -> None:
    most = Operator.AT_MOST
    upper, lower = aim("平均PUE值", 1.35, "", most), aim("PUE值", 1.3, "", most)
    assert aim_difference(upper, lower) is None
    found = aim_difference(lower, upper)
    assert found is not None
    assert "宽于" in found.what


def test_amounts_of_a_city_are_a_part_of_the_province_s() -> None:
    upper, lower = [aim("数字经济增加值", 26000, "亿元")], [aim("数字经济增加值", 6000, "亿元")]
    assert aim_pairs(upper, lower, same_level=False) == []
    assert len(aim_pairs(upper, lower, same_level=True)) == 1


def test_the_sentence_of_a_fact() -> None:
    text = "总则。建设政务云，2025年6月底前完成；其他。"
    assert sentence_around(text, Span(9, 18)) == "建设政务云，2025年6月底前完成"
    assert len(sentence_around("长" * 500, Span(200, 210))) == 120
