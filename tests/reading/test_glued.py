"""Tables that lost every separator are cut where their numbers come out right."""

from __future__ import annotations

from workbench.reading.glued import find_glued
from workbench.reading.repair import repair


def rows(line: str) -> list[list[str]]:
    text, _ = repair(line)
    table = find_glued(text, text.lines[0])
    if table is None:
        return []
    return [[text.quote(piece) for cell in row.cells.values() for piece in cell] for row in table.rows]


def test_numbers_that_ran_together_are_cut_by_the_change_beside_them() -> None:
    """Only 264.4 and 238.0 are -10%; 55, >60 and 5 points fit no other cut."""
    head = "主要指标序号指标2010年2015年2015年比2010年增长"
    line = f"{head}1氨氮排放总量（万吨）264.4238.0-10%2水质好于Ⅲ类的比例（%）55>605个百分点"

    assert rows(line) == [
        ["1", "氨氮排放总量（万吨）", "264.4", "238.0", "-10%"],
        ["2", "水质好于Ⅲ类的比例（%）", "55", ">60", "5个百分点"],
    ]


def test_without_a_change_both_numbers_have_as_many_decimals() -> None:
    line = "序号指标名称2025年2030年属性1用水总量（亿立方米）158.5165.0约束性2有效利用系数0.5380.560预期性"

    assert rows(line) == [
        ["1", "用水总量（亿立方米）", "158.5", "165.0", "约束性"],
        ["2", "有效利用系数", "0.538", "0.560", "预期性"],
    ]


def test_what_can_be_cut_in_two_ways_is_left_alone() -> None:
    assert rows("序号指标名称2025年2030年1入库企业数（家）1234512") == []


def test_prose_that_speaks_of_indicators_is_no_table() -> None:
    assert rows("各项指标2025年要达到预期，2030年再上台阶，力争完成100项任务。") == []
