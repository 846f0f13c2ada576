"""The words of the office: deadlines, units, numbers and punctuation as they are printed."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.queries.notice_tables import target_text
from workbench.queries.wording import (
    deadline_text,
    document_number,
    full_width,
    number_text,
    period_text,
    units_text,
    value_text,
)
from workbench.rows.indicators import TargetRow
from workbench.rows.tasks import AssignmentRow
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Granularity,
    Operator,
    Period,
    Precision,
    Role,
    TargetKind,
    UnitId,
)

BY, IN = DeadlineKind.BY, DeadlineKind.IN


@pytest.mark.parametrize(
    ("deadline", "printed"),
    [
        (Deadline("2022年前", BY, dt.date(2022, 12, 31), Precision.YEAR), "2022年底前"),
        (Deadline("12月", BY, dt.date(2022, 12, 31), Precision.MONTH), "2022年12月底前"),
        (Deadline("二季度末前", BY, dt.date(2022, 6, 30), Precision.QUARTER), "2022年6月底前"),
        (Deadline("", BY, dt.date(2022, 6, 15), Precision.DAY), "2022年6月15日前"),
        (Deadline("", IN, dt.date(2022, 9, 30), Precision.QUARTER), "2022年第三季度"),
        (Deadline("", IN, dt.date(2022, 6, 30), Precision.HALF), "2022年上半年"),
        (Deadline("", IN, dt.date(2022, 12, 31), Precision.YEAR), "2022年"),
        (Deadline("", IN, dt.date(2022, 2, 28), Precision.MONTH), "2022年2月"),
        (Deadline("", IN, dt.date(2022, 2, 1), Precision.DAY), "2022年2月1日"),
        (Deadline("", DeadlineKind.ONGOING), "持续推进"),
        (Deadline("长期坚持", DeadlineKind.ONGOING), "长期坚持"),
        (Deadline("每季度", DeadlineKind.PERIODIC), "每季度"),
        (NO_DEADLINE, ""),
    ],
)
def test_deadlines_in_official_form(deadline: Deadline, printed: str) -> None:
    assert deadline_text(deadline) == printed


def share(name: str, role: Role) -> AssignmentRow:
    return AssignmentRow(UnitId(1), name, role, name, False)


def test_units_tell_roles_only_where_they_are_known() -> None:
    plain = [share("甲", Role.RESPONSIBLE), share("乙", Role.RESPONSIBLE)]
    assert units_text(plain) == "甲、乙"
    assert units_text([share("丙", Role.SUPPORT), share("丁", Role.LEAD), *plain]) == (
        "牵头单位：丁；责任单位：甲、乙；配合单位：丙"
    )
    assert units_text([]) == ""


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(2025, Granularity.YEAR), "2025年"),
        (Period(2025, Granularity.HALF, 2), "2025年下半年"),
        (Period(2025, Granularity.QUARTER, 4), "2025年第四季度"),
        (Period(2025, Granularity.MONTH, 11), "2025年11月"),
    ],
)
def test_periods(period: Period, text: str) -> None:
    assert period_text(period) == text


def test_values_with_their_signs() -> None:
    assert [value_text(3.0, sign) for sign in (Operator.EQUAL, Operator.ABOUT, Operator.MORE)] == [
        *("3", "3左右", "超过3"),
    ]
    assert number_text(0.22) == "0.22"
    assert number_text(123456789012.0) == "123456789012"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("试验区(福建)工作方案", "试验区（福建）工作方案"),
        ("研发投入强度(R&D/GDP)", "研发投入强度（R&D/GDP）"),
        ("培育新业态,做强平台:试点", "培育新业态，做强平台：试点"),
        ("牵头单位: 省数字办, 省发改委", "牵头单位：省数字办，省发改委"),
        ("到2025年,达1,000亿元", "到2025年，达1,000亿元"),
        ("上午9:30", "上午9:30"),
        ("f(x), g(y)", "f(x), g(y)"),
        ("(一)总体要求", "（一）总体要求"),
        ("5G(独立组网)、IPv6(试点)", "5G（独立组网）、IPv6（试点）"),
    ],
)
def test_punctuation_beside_hanzi_is_full_width(text: str, printed: str) -> None:
    assert full_width(text) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("浙政发〔２０２５〕１０号", "浙政发〔2025〕10号"),
        ("闽政办[2021]第026号", "闽政办〔2021〕26号"),
        ("閩政辦（2021）26號", "閩政辦〔2021〕26号"),
        ("第5号令", "第5号令"),
        ("", ""),
    ],
)
def test_a_document_number_is_printed_as_the_standard_wants(written: str, printed: str) -> None:
    assert document_number(written) == printed


@pytest.mark.parametrize(
    ("value", "operator", "raw", "printed"),
    [
        (3.0, Operator.ABOUT, "3.0左右", "3.0左右"),
        (98.0, Operator.EQUAL, "98", "98"),
        (98.0, Operator.AT_LEAST, "≥98.00%", "98.00以上"),
        (30.0, Operator.MORE, "超过13.0的30", "超过30"),
        (0.5, Operator.EQUAL, "", "0.5"),
    ],
)
def test_a_target_keeps_the_places_it_was_given(
    value: float, operator: Operator, raw: str, printed: str
) -> None:
    assert target_text(TargetRow(2025, value, operator, TargetKind.LEVEL, raw)) == printed
