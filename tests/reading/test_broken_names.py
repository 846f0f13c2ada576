"""Names of units that a narrow cell broke over two lines, and the tables they stand in."""

from __future__ import annotations

import pytest

from workbench.reading import read_bytes
from workbench.reading.broken_names import goes_on, whole_lines


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("市住房城乡", "建设局"),
        ("市公安局、市人社", "局"),
        ("省政府办", "公厅"),
        ("各设区", "市人民政府"),
        ("市公安局、市", "人社局、市医保局"),
        ("各市人民政府、省级", "有关单位"),
    ],
)
def test_a_break_inside_a_name(above: str, below: str) -> None:
    assert goes_on(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("省财政厅", "省教育厅"),
        ("省财政厅", "各市人民政府"),
        ("推进数据共享", "市数据局"),
        ("完善市场监管", "市市场监管局"),
        ("市发展改革委", "持续推进"),
    ],
)
def test_a_break_between_whole_names_or_other_words(above: str, below: str) -> None:
    assert not goes_on(above, below)


def test_lines_are_grouped_by_the_names_they_share() -> None:
    assert whole_lines(["建设平台", "市住房城乡", "建设局", "2031年"]) == [[0], [1, 2], [3]]


def test_a_flattened_table_with_broken_names_and_heads() -> None:
    head = ["序号", "工作任务", "具体措施", "牵头", "单位", "责任", "部门", "完成时限"]
    rows = [
        *("1", "改造老旧小区", "改造20个。", "市住房城乡", "建设局", "市公安局、市", "民政局", "2031年底前"),
        *("2", "推广电子证照", "接入100项；", "制作指南。", "市数据局", "各区县人民", "政府", "持续推进"),
        *("3", "开展培训", "举办2期。", "市人社", "局", "省财政厅", "省教育厅", "2031年6月"),
    ]
    draft = read_bytes("a.txt", "\n".join(["2031年重点任务清单", *head, *rows]).encode())

    assert [(task.title, [unit.name for unit in task.units]) for task in draft.tasks] == [
        ("改造老旧小区", ["市住房城乡建设局", "市公安局", "市民政局"]),
        ("推广电子证照", ["市数据局", "各区县人民政府"]),
        ("开展培训", ["市人社局", "省财政厅", "省教育厅"]),
    ]


def test_cells_of_a_row_are_no_head_of_another_table() -> None:
    head = ["序号", "事项", "牵头单位", "协同单位", "时限要求", "完成标志"]
    rows = [
        *("1", "扩大投资", "县农业农村局", "省直有关部门", "2031年", "出台文件"),
        *("2", "新建农村公路", "县交通运输局", "省财政厅", "2031年6月", "工作报告"),
    ]
    draft = read_bytes("a.txt", "\n".join(["任务清单", *head, *rows]).encode())

    assert [(task.title, str(task.deadline.date)) for task in draft.tasks] == [
        ("扩大投资", "2031-12-31"),
        ("新建农村公路", "2031-06-30"),
    ]


def test_a_head_does_not_swallow_the_next_and_the_first_number() -> None:
    head = ["序号", "项目名称", "建设内容", "建设期限", "总投资（万元）", "责任单位"]
    rows = ["1", "城市大脑二期", "建设数据中台", "2031-2033", "12000", "市数据局"]
    (task,) = read_bytes("a.txt", "\n".join(["重点项目表", *head, *rows]).encode()).tasks

    assert (task.no, [unit.name for unit in task.units]) == ("1", ["市数据局"])


def test_what_holds_no_word_is_no_groups_label() -> None:
    rows = [
        "序号 指标名称 2020年 2025年 指标性质",
        "1 5G 基站数（个） 1280 6000 预期性",
        "2 网办率（%） 86 ≥98 约束性",
    ]
    first, _ = read_bytes("a.txt", "\n".join(["表1 主要指标", *rows]).encode()).indicators

    assert (first.name, first.unit, first.category) == ("5G基站数", "个", "")
