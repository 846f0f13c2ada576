"""Names of units beside one another: what is one body for certain, what may be, and what is not."""

from __future__ import annotations

import pytest

from workbench.planning.unit_names import KnownNames, likeness, oddity, standard_form


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("省发展和改革委员会", "省发改委"),
        ("省發展改革委", "省发改委"),
        ("国家发展改革委", "发展改革委"),
        ("市工业和信息化局", "市工信局"),
        ("省人力资源和社会保障厅", "省人社厅"),
        ("县人力社保局", "县人社局"),
        ("省卫生健康委员会", "省卫健委"),
        ("省市场监管局（省知识产权局）", "省市场监督管理局"),
        ("市人民政府办公室", "市政府办"),
        ("省委网络安全和信息化委员会办公室", "省委网信办"),
        ("各市、县〔市、区〕政府", "各市、县（市、区）人民政府"),
        ("省数字福建建设领导小组办公室", "省数字福建建设领导小组办"),
        ("市国有资产监督管理委员会", "市国资委"),
        ("人行", "中国人民银行"),
        ("ＡＩ产业促进委员会", "AI产业促进委"),
    ],
)
def test_one_body_for_certain(name: str, other: str) -> None:
    assert standard_form(name) == standard_form(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("省发改委", "市发改委"),
        ("省发改委", "国家发改委"),
        ("省教育厅", "省教育局"),
        ("福州市人民政府", "泉州市人民政府"),
        ("各设区市人民政府", "设区市"),
        ("浙江网络信息（杭州）有限公司", "浙江网络信息有限公司"),
    ],
)
def test_not_one_body(name: str, other: str) -> None:
    assert standard_form(name) != standard_form(other)


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("省数字办", "福建省数字办", "只少写了“福建”"),
        ("数字办", "省数字办", "只少写了“省”"),
        ("省台港澳办", "省委台港澳办", "只差一个“委”字"),
        ("省文旅厅", "省文化广电和旅游厅", "可能是简称，字序一致"),
        ("省通讯管理局", "省通信管理局", "只差一个字"),
        ("市行政服务中心管理办", "市行政服务中心管理委办", "可能是简称，字序一致"),
    ],
)
def test_maybe_one_body_with_the_reason(name: str, other: str, reason: str) -> None:
    found = likeness(name, other)
    assert found is not None
    assert found.reason == reason
    assert likeness(other, name) == found


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("省民政厅", "省财政厅"),
        ("省政协办公厅", "省政府办公厅"),
        ("省人大常委会办公厅", "省委办公厅"),
        ("福州市政府", "福州市鼓楼区政府"),
        ("福州市财政局", "泉州市财政局"),
        ("市第一人民医院", "市第二人民医院"),
        ("教育局", "体育局"),
    ],
)
def test_what_is_not_alike(name: str, other: str) -> None:
    assert likeness(name, other) is None


def test_proposals_come_surest_first_and_never_the_name_itself() -> None:
    known = KnownNames([("省数字办", 1), ("市数字办", 2), ("福建省数字办", 3), ("省教育厅", 4)])
    assert [key for key, _ in known.proposals("数字办", 9)] == [1, 2, 3]
    assert [key for key, _ in known.proposals("省数字办", 1)] == [3]
    assert known.proposals("省教育厅", 4) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("省数字办", ""),
        ("各市、县（市、区）政府", "含有标点"),
        ("宁波研究院（宁波人工智能、大数据研究院）", ""),
        ("市数据局会同相关部门" + "负责本地区工作" * 4, "过长"),
    ],
)
def test_odd_names(name: str, reason: str) -> None:
    assert oddity(name).startswith(reason)
    assert bool(oddity(name)) == bool(reason)
