"""Reporting periods as the heads of office sheets write them."""

from __future__ import annotations

import pytest

from workbench.planning.period_words import read_period
from workbench.planning.periods import name_of


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025", "2025年"),
        ("2025年", "2025年"),
        ("2025 年度", "2025年"),
        ("２０２５年末", "2025年"),
        ("2025年实际值", "2025年"),
        ("2025全年", "2025年"),
        ("2025年二季度", "2025年二季度"),
        ("2025年第3季度", "2025年三季度"),
        ("2025Q4", "2025年四季度"),
        ("2025-Q1", "2025年一季度"),
        ("第三季度", "2030年三季度"),
        ("上半年", "2030年上半年"),
        ("2025年下半年", "2025年下半年"),
        ("2025H2", "2025年下半年"),
        ("2025-06", "2025年6月"),
        ("2025.6", "2025年6月"),
        ("2025年12月份", "2025年12月"),
        ("（6月）", "2030年6月"),
        ("1-3月", "2030年一季度"),
        ("2025年1—6月", "2025年上半年"),
        ("前三季度", "2030年三季度"),
        ("1至12月", "2030年"),
        ("1-5月累计", "2030年5月"),
    ],
)
def test_periods_are_read(text: str, period: str) -> None:
    read = read_period(text, 2030)
    assert read is not None
    assert name_of(read) == period


@pytest.mark.parametrize(
    "text", ["", "指标名称", "96.5", "1850", "13月", "五季度", "2025年13月", "2025万元", "12"]
)
def test_other_texts_name_no_period(text: str) -> None:
    assert read_period(text, 2030) is None


def test_a_part_of_no_year_is_none() -> None:
    assert read_period("二季度") is None
