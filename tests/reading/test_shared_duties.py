"""Assignments below a list of sub-points, through the smallest door that shows them: a document's tasks."""

from __future__ import annotations

from workbench.reading import read_bytes
from workbench.reading.draft import DraftTask


def tasks(*lines: str) -> tuple[DraftTask, ...]:
    draft = read_bytes("a.txt", "\n".join(["某省数字政府2031年工作要点", *lines]).encode())
    assert draft.accounting["unaccounted"] == 0
    return draft.tasks


def test_a_bracket_below_a_list_assigns_the_point_above_it() -> None:
    first, second = tasks(
        "一、优化服务",
        "（一）激发活力。",
        "1．启动提升行动。",
        "2．强化金融支持，贷款不少于60亿元。",
        "（责任单位：省财政厅、数据局）",
        "（二）规范监管。开展清理。（责任单位：省司法厅）",
    )

    assert (first.no, first.title) == ("（一）", "激发活力")
    assert first.content == "激发活力。\n1．启动提升行动。\n2．强化金融支持，贷款不少于60亿元。"
    assert [unit.name for unit in first.units] == ["省财政厅", "省数据局"]
    assert second.title == "规范监管"


def test_labelled_lines_below_a_list_assign_the_point_above_it_before_a_list_of_annexes() -> None:
    _, task = tasks(
        "（一）落实政策。",
        "责任单位：市税务局",
        "（二）清理收费。组织检查：",
        "1.查处违规。",
        "2.动态调整目录。",
        "责任单位：市市场监管局",
        "时限要求：每半年一次",
        "附件：1.任务分工表",
        "2.联系人名单",
    )

    assert (task.no, task.title) == ("（二）", "清理收费")
    assert [unit.name for unit in task.units] == ["市市场监管局"]
    assert task.deadline.kind == "periodic"


def test_where_sub_points_are_assigned_one_by_one_each_keeps_its_own() -> None:
    found = tasks(
        "（一）优化服务",
        "1.梳理事项。",
        "责任单位：市司法局",
        "2.编制指南。",
        "责任单位：市数据局",
        "（二）加强监管",
        "1.推进联合抽查。",
        "2.推进信用监管。",
        "责任单位：市市场监管局",
    )

    assert [task.no for task in found] == ["1", "2", "2"]


def test_a_single_sub_point_keeps_its_assignment() -> None:
    (task,) = tasks("（一）优化服务", "1.梳理事项。", "（责任单位：市司法局）")

    assert task.no == "1"


def test_a_list_that_begins_in_the_line_of_its_heading_gives_its_sub_points() -> None:
    found = tasks(
        "（一）推动转型。1.建设平台20个。（责任单位：省工信厅）",
        "2.建设基地10个。（责任单位：省农业农村厅）",
    )

    assert [(task.no, task.title) for task in found] == [("1", "建设平台20个"), ("2", "建设基地10个")]
