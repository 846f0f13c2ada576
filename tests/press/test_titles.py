"""Titles in the shape of a trapezoid or a diamond, cut between phrases."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workbench.press.faces import Role, TypeCase
from workbench.press.titles import shape_title

CASE = TypeCase()
MEASURE = 20_100  # 156 mm of 22 pt type


def rows(title: str) -> list[str]:
    return [line.text for line in shape_title(title, CASE, MEASURE)]


@pytest.mark.parametrize(
    "title",
    [
        "福建省人民政府办公厅关于印发国家数字经济创新发展试验区（福建）工作方案任务分解表的通知",
        "海湾市人民政府办公室关于印发海湾市“十五五”数字海湾专项规划的通知",
        "海湾省发展和改革委员会关于下达2026年重大项目前期工作计划的通知",
        "海湾省人民政府关于加快推进数字化全面赋能经济社会高质量发展的实施意见",
        "海湾省人民政府办公厅转发省数据管理局关于进一步深化公共数据资源开发利用若干措施的通知",
        "海湾省人民政府办公厅关于印发《海湾省公共数据资源管理办法》《海湾省政务数据共享实施细则》的通知",
    ],
)
def test_rows_are_a_trapezoid_or_a_diamond(title: str) -> None:
    found = shape_title(title, CASE, MEASURE)
    assert "".join(line.text for line in found) == title
    widths = [line.width for line in found]
    assert max(widths) <= MEASURE
    assert min(map(len, rows(title))) > 2
    rising = [after > before for before, after in pairwise(widths)]
    assert rising == sorted(rising, reverse=True)
    assert all(before != after for before, after in pairwise(widths))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于印发工作要点的通知", ["关于印发工作要点的通知"]),
        (
            "福建省人民政府办公厅关于印发国家数字经济创新发展试验区（福建）工作方案任务分解表的通知",
            [
                "福建省人民政府办公厅关于印发",
                "国家数字经济创新发展试验区（福建）",
                "工作方案任务分解表的通知",
            ],
        ),
        (
            "国家数字经济创新发展试验区（福建）工作方案任务分解表",
            ["国家数字经济创新发展试验区（福建）", "工作方案任务分解表"],
        ),
    ],
)
def test_rows_are_phrases(title: str, expected: list[str]) -> None:
    assert rows(title) == expected


def test_a_title_nobody_can_shape_is_still_printed_whole() -> None:
    title = "Ａ" * 50
    assert "".join(rows(title)) == title


def test_an_empty_title_has_no_rows() -> None:
    assert shape_title("  ", CASE, MEASURE, Role.TITLE) == ()
