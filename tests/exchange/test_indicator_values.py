"""Values of indicators as they are copied from a sheet: which indicator, which period, which figure."""

from __future__ import annotations

import pytest

from workbench.errors import RefusedError
from workbench.exchange.indicator_values import ValueProposal, propose
from workbench.exchange.task_table import read_table
from workbench.planning.periods import name_of
from workbench.rows.indicators import IndicatorRow, ObservationRow, TargetRow
from workbench.terms import DocumentId, Granularity, IndicatorId, Operator, Period, TargetKind

YEAR = Period(2025, Granularity.YEAR)


def indicator(
    id: int, name: str, unit: str, document: int = 1, observed: tuple[ObservationRow, ...] = ()
) -> IndicatorRow:
    target = TargetRow(2025, 98.0, Operator.AT_LEAST, TargetKind.LEVEL, "98以上")
    return IndicatorRow(
        IndicatorId(id), DocumentId(document), f"规划{document}", str(id), name, unit, "", "", None, None, "",
        (target,), "", observed, None,
    )  # fmt: skip


GDP = indicator(1, "数字经济增加值", "亿元")
ONLINE = indicator(2, "网上可办率", "%", observed=(ObservationRow(YEAR, 96.0),))
STATIONS = indicator(3, "5G基站数", "万个")
PUPILS = indicator(4, "在校生（不含技校）", "万人")
ALL = (GDP, ONLINE, STATIONS, PUPILS)


def read(text: str, html: str = "", known: tuple[IndicatorRow, ...] = ALL) -> tuple[ValueProposal, ...]:
    return propose(read_table(text, html), known, YEAR)


def told(rows: tuple[ValueProposal, ...]) -> list[tuple[int | None, str, float | None]]:
    """Indicator, period, value of what can be taken."""
    return [
        (one.indicator, name_of(one.period) if one.period else "", one.value)
        for one in rows
        if not one.problem
    ]


def test_names_by_periods() -> None:
    rows = read(
        '指标名称\t计量单位\t2024年\t2025年一季度\n数字经济增加值\t亿元\t"1,234.5"\t300\n网上可办率\t%\t95.5\t—\n'
    )
    assert told(rows) == [(1, "2024年", 1234.5), (1, "2025年一季度", 300.0), (2, "2024年", 95.5)]


def test_names_and_figures_for_the_period_chosen() -> None:
    assert told(read("数字经济增加值\t1500\n网上可办率\t97.2%")) == [
        (1, "2025年", 1500.0),
        (2, "2025年", 97.2),
    ]


def test_a_figure_that_looks_like_a_year_is_a_figure() -> None:
    assert told(read("数字经济增加值\t2025\n网上可办率\t97")) == [(1, "2025年", 2025.0), (2, "2025年", 97.0)]


def test_periods_down_the_side_are_turned() -> None:
    rows = read("年份\t网上可办率\t5G基站数\n2023\t93\t1.1\n2024\t95\t1.4")
    assert told(rows) == [
        (2, "2023年", 93.0), (2, "2024年", 95.0), (3, "2023年", 1.1), (3, "2024年", 1.4),
    ]  # fmt: skip


def test_another_unit_is_converted() -> None:
    rows = read("指标\t单位\t实际值\n数字经济增加值\t万亿元\t0.15\n5G基站数\t个\t14000\n")
    assert told(rows) == [(1, "2025年", 1500.0), (3, "2025年", 1.4)]
    assert [one.unit for one in rows] == ["万亿元", "个"]


def test_the_unit_in_the_name_or_in_the_cell_counts() -> None:
    assert told(read("数字经济增加值（万元）\t15000000\n1.5G基站数\t14000个")) == [
        (1, "2025年", 1500.0),
        (3, "2025年", 1.4),
    ]


def test_brackets_behind_a_name_may_be_part_of_it() -> None:
    assert told(read("在校生（不含技校）\t12.5\n3.在校生(不含技校)\t12.5")) == [(4, "2025年", 12.5)]


def test_another_kind_of_unit_is_refused_with_the_reason() -> None:
    (row,) = read("指标\t单位\t实际值\n数字经济增加值\t家\t15")
    assert row.problem == "计量单位“家”与“亿元”不是同一类，无法换算。"


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    (row,) = read("指标\t实际值\n数字经济增加额\t15")
    assert row.problem == "没有这项指标，最接近的是“数字经济增加值”。"
    assert not row.changes


def test_a_name_in_two_documents_waits_for_the_choice() -> None:
    (row,) = read("网上可办率\t97", known=(ONLINE, indicator(9, "网上可办率", "%", 2)))
    assert row.problem == "有2项同名指标（《规划1》《规划2》），请选定文件。"


def test_words_instead_of_a_figure() -> None:
    (row,) = read("指标\t实际值\n网上可办率\t正在核算")
    assert row.problem == "“正在核算”不是数字。"


def test_a_second_figure_is_refused() -> None:
    first, second = read("网上可办率\t97\n网上可办率\t98")
    assert first.changes
    assert second.problem == "与第1行重复（2025年）。"


def test_what_stands_already_changes_nothing() -> None:
    same, other = (read(f"网上可办率\t{figure}")[0] for figure in ("96", "97"))
    assert (same.before, same.changes) == (96.0, False)
    assert (other.before, other.changes) == (96.0, True)


def test_source_and_note_come_along() -> None:
    (row,) = read("指标\t2024年\t数据来源\t备注\n网上可办率\t95\t统计公报\t初步数")
    value = row.as_value()
    assert (value.source, value.note, value.value) == ("统计公报", "初步数", 95.0)


def test_lines_above_the_heads_are_passed_over() -> None:
    rows = read("主要指标完成情况表\t\t\n单位：略\t\t\n指标名称\t2023年\t2024年\n网上可办率\t93\t95")
    assert told(rows) == [(2, "2023年", 93.0), (2, "2024年", 95.0)]


def test_html_of_a_browser() -> None:
    html = "<table><tr><th>指标</th><th>2024年</th></tr><tr><td>网上可办率</td><td>95</td></tr></table>"
    assert told(read("", html)) == [(2, "2024年", 95.0)]


def test_traditional_and_full_width_names_are_known() -> None:
    assert told(read("網上可辦率\t９７")) == [(2, "2025年", 97.0)]


@pytest.mark.parametrize("text", ["", "只有一列文字", "甲\t乙\n丙\t丁"])
def test_no_figures_are_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="没有找到"):
        read(text)
