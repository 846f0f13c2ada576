"""Names of units: their level, and whether they stand for many."""

from __future__ import annotations

import pytest

from workbench.operations.directory import is_collective, level_of
from workbench.terms import Level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国务院办公厅", Level.NATIONAL),
        ("国家发展改革委", Level.NATIONAL),
        ("福建省人民政府办公厅", Level.PROVINCE),
        ("省数字办", Level.PROVINCE),
        ("广西壮族自治区人民政府", Level.PROVINCE),
        ("上海市人民政府", Level.PROVINCE),
        ("福州市人民政府办公厅", Level.CITY),
        ("市市场监管局", Level.CITY),
        ("延边朝鲜族自治州人民政府", Level.CITY),
        ("閩侯縣人民政府", Level.COUNTY),
        ("福州市鼓楼区人民政府", Level.COUNTY),
        ("省市场监管局", Level.PROVINCE),
        ("人行福州中心支行", None),
        ("各有关企业", None),
    ],
)
def test_the_level_a_name_speaks_of(name: str, level: Level | None) -> None:
    assert level_of(name) is level


@pytest.mark.parametrize("name", ["各设区市人民政府", "省直有关单位", "省直各有關單位", "各电信运营商"])
def test_collective_names(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["省数字办", "平潭综合实验区管委会", "省电子信息集团"])
def test_single_units(name: str) -> None:
    assert not is_collective(name)
