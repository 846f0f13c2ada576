"""Lists of units, as offices write them, read into whole names."""

from __future__ import annotations

import pytest

from workbench.reading.reasons import finished
from workbench.reading.units import is_unit_name, parse_units
from workbench.terms import Confidence, Role, Why


def names(text: str) -> list[str]:
    return [unit.name for unit in parse_units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省科技厅、发改委", "省科技厅 省发改委"),
        ("省数字办、档案局,省直各有关单位", "省数字办 省档案局 省直各有关单位"),
        ("省委办公厅、机要局、保密局", "省委办公厅 省委机要局 省委保密局"),
        ("省委宣传部、文旅厅", "省委宣传部 省文旅厅"),
        ("省政府办公厅、发改委", "省政府办公厅 省发改委"),
        ("省法院、检察院，省公安厅、司法厅", "省法院 省检察院 省公安厅 省司法厅"),
        ("省海洋渔业局、省委军民融合办、省数字办、工信厅", "省海洋渔业局 省委军民融合办 省数字办 省工信厅"),
        ("福建省发改委、工信厅", "福建省发改委 福建省工信厅"),
        ("清江省发改委、工信厅", "清江省发改委 清江省工信厅"),
        ("云岭市教育局、财政局", "云岭市教育局 云岭市财政局"),
        ("市城市管理局、财政局", "市城市管理局 市财政局"),
        ("住房城乡建设局、城市管理局", "住房城乡建设局 城市管理局"),
        ("市教育局、市场监管局", "市教育局 市市场监管局"),
        ("市场监管局、教育局", "市场监管局 教育局"),
        ("市工信局、市场监管局", "市工信局 市市场监管局"),
    ],
)
def test_a_prefix_carries_over_inside_its_group(text: str, expected: str) -> None:
    assert names(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家发展改革委、财政部", "国家发展改革委 财政部"),
        ("中国人民银行、银保监会", "中国人民银行 银保监会"),
        ("省发改委、人行福州中心支行", "省发改委 人行福州中心支行"),
        ("省科技厅、之江实验室", "省科技厅 之江实验室"),
        ("省商务厅、福州海关", "省商务厅 福州海关"),
        ("省发改委、各设区市人民政府", "省发改委 各设区市人民政府"),
        ("省发改委、白鹭湖综合实验区管委会", "省发改委 白鹭湖综合实验区管委会"),
        ("市发改委、高新区管委会", "市发改委 市高新区管委会"),
        ("市发改委、东湖区政府、西湖区", "市发改委 东湖区政府 西湖区"),
        (
            "县教育局、青禾镇政府、白沙乡人民政府、城关街道办事处",
            "县教育局 青禾镇政府 白沙乡人民政府 城关街道办事处",
        ),
        ("市民政局、残联", "市民政局 市残联"),
        ("上海市数据局、临港集团", "上海市数据局 临港集团"),
    ],
)
def test_names_that_stand_on_their_own_take_no_prefix(text: str, expected: str) -> None:
    assert names(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("福州、厦门市人民政府", "福州市人民政府 厦门市人民政府"),
        ("福州市、厦门市人民政府", "福州市人民政府 厦门市人民政府"),
        ("云岭、白鹭县政府", "云岭县政府 白鹭县政府"),
        ("省工信厅，福州、泉州市人民政府", "省工信厅 福州市人民政府 泉州市人民政府"),
        ("石桥县、云岭区政府", "石桥县政府 云岭区政府"),
    ],
)
def test_a_shared_ending_is_given_back(text: str, expected: str) -> None:
    assert names(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省数字办等省直有关单位", ["省数字办", "省直有关单位"]),
        ("商务部、海关总署等有关部门", ["商务部", "海关总署", "有关部门"]),
        ("省发改委、工信厅等", ["省发改委", "省工信厅"]),
        ("省发改委等部门", ["省发改委"]),
        ("各市、县〔市、区〕政府", ["各市、县〔市、区〕政府"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("各电信运营商", ["各电信运营商"]),
    ],
)
def test_collective_names_are_one_entry_and_a_bare_et_cetera_is_none(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("各市、州、县人民政府，省直有关部门", ["各市、州、县人民政府", "省直有关部门"]),
        ("各盟行政公署、市人民政府", ["各盟行政公署、市人民政府"]),
        ("各区、市教育局", ["各区", "市教育局"]),
        ("各旗县市、东山开发区管委会", ["各旗县市", "东山开发区管委会"]),
        ("各县（市、区）委、政府", ["各县（市、区）委、政府"]),
        ("各区委、区政府、市教育局", ["各区委、区政府", "市教育局"]),
        ("相关市、县政府", ["相关市、县政府"]),
        ("市直有关部门、单位，各县区", ["市直有关部门、单位", "各县区"]),
        ("各有关部门和单位，各地区", ["各有关部门和单位", "各地区"]),
        ("海关总署、税务总局等部门和单位", ["海关总署", "税务总局"]),
        ("县（市、区）人民政府，市教育局", ["县（市、区）人民政府", "市教育局"]),
        ("省直机关工委、省总工会", ["省直机关工委", "省总工会"]),
    ],
)
def test_levels_named_together_are_one_collective(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭、白鹭等市人民政府", ["云岭市人民政府", "白鹭市人民政府"]),
        ("福州、厦门、泉州等市州", ["福州", "厦门", "泉州"]),
        ("市教育局等12部门", ["市教育局"]),
        ("省发改委等15个成员单位", ["省发改委"]),
    ],
)
def test_an_et_cetera_before_a_shared_ending_or_a_count_is_no_unit(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省建设厅、省科技厅、华数集团", ["省建设厅", "省科技厅", "华数集团"]),
        ("市发改委、市财政局、临江新片区管委会", ["市发改委", "市财政局", "临江新片区管委会"]),
        ("省建设厅、省科技厅、财政厅", ["省建设厅", "省科技厅", "省财政厅"]),
        ("省广播影视集团、广电网络集团", ["省广播影视集团", "省广电网络集团"]),
        ("省委宣传部、福建日报集团、华数集团", ["省委宣传部", "福建日报集团", "华数集团"]),
        ("市住建局、城投集团", ["市住建局", "市城投集团"]),
    ],
)
def test_a_prefix_that_is_written_each_time_carries_to_organs_only(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_blanks_part_whole_names() -> None:
    assert names("市发改局 市财政局 市教育局") == ["市发改局", "市财政局", "市教育局"]


def test_collective_names_are_marked() -> None:
    units = parse_units("省数据局，省直有关单位，各设区市人民政府")

    assert [unit.group for unit in units] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市数据局（市人工智能局）、市统计局", ["市数据局（市人工智能局）", "市统计局"]),
        ("工业和信息化部、文化和旅游部", ["工业和信息化部", "文化和旅游部"]),
        ("省住房和城乡建设厅", ["省住房和城乡建设厅"]),
        ("省数据局和通信管理局", ["省数据局", "省通信管理局"]),
        ("市 农 业 农 村 局、水 利 局", ["市农业农村局", "市水利局"]),
    ],
)
def test_names_with_brackets_joiners_and_blanks(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_traditional_names_stay_traditional() -> None:
    assert names("省臺港澳辦、發改委,龍巖、廈門市人民政府") == [
        "省臺港澳辦",
        "省發改委",
        "龍巖市人民政府",
        "廈門市人民政府",
    ]


def test_a_unit_keeps_its_words_role_and_place() -> None:
    text = "省科技厅、发改委"
    unit = parse_units(text, Role.SUPPORT)[1]

    assert (unit.raw, unit.role) == ("发改委", Role.SUPPORT)
    assert unit.span and text[unit.span.start : unit.span.end] == "发改委"


def test_a_unit_named_twice_is_one_unit() -> None:
    assert names("省数据局、省数据局") == ["省数据局"]
    assert names("") == names("、|/") == []


NATIONAL = """
国家发展改革委 教育部 工业和信息化部 国家民委 国家卫生健康委 人力资源社会保障部 退役军人部
人民银行 中国人民银行 国资委 国务院国资委 海关总署 税务总局 国家税务总局 市场监管总局
金融监管总局 广电总局 体育总局 国家统计局 国家医保局 国家国际发展合作署 国务院港澳办
国务院参事室 国新办 国家标准委 国家认监委 新华社 中科院 社科院 中国工程院
国务院发展研究中心 中央广播电视总台 中国气象局 证监会 中国证监会 银保监会 中国银保监会
银监会 保监会 国家外汇局 能源局 国家能源局 国家数据局 国防科工局 国家烟草局 国家移民局
林草局 铁路局 民航局 中国民航局 邮政局 文物局 中医药局 疾控局 药监局 知识产权局
矿山安监局 密码局 国家自然科学基金委 社保基金会 全国社会保障基金理事会 供销合作总社
中央组织部 中央网信办 中央编办 中央政法委 中央党校 全国人大 全国政协 最高人民法院
最高人民检察院 最高法 最高检 国家监委 国家防总 国家减灾委 全国总工会 团中央 共青团中央
全国妇联 中国科协 中国残联 中国贸促会 中国红十字会总会 国铁集团 国家电网 南方电网 中国电信
中国移动 中国联通 中国铁塔
"""


@pytest.mark.parametrize("name", NATIONAL.split())
def test_a_national_organ_is_an_ordinary_name(name: str) -> None:
    (unit,) = parse_units(name)
    assert (unit.name, unit.group) == (name, False)
    assert finished(unit, Why("表格“责任单位”列"), unit.span).why == Why(
        "表格“责任单位”列", name, unit.span, Confidence.CERTAIN
    )


@pytest.mark.parametrize("name", ["证监会", "银保监会", "银监会", "南方电网", "最高检", "人行"])
def test_a_national_organ_takes_no_prefix_from_its_neighbour(name: str) -> None:
    assert names(f"省发改委、{name}") == ["省发改委", name]


@pytest.mark.parametrize("words", ["加快推进", "全市移动政务应用", "步行", "张三"])
def test_other_words_are_still_no_names_of_units(words: str) -> None:
    assert not is_unit_name(words)


@pytest.mark.parametrize(
    "name",
    [
        "鹭江海事局",
        "前澳边检总站",
        "滨江出入境边防检查站",
        "鹭江银保监局",
        "城东供电公司",
        "人行鹭江市中心支行",
    ],
)
def test_an_organ_named_by_its_seat_takes_no_prefix_and_gives_none(name: str) -> None:
    assert names(f"市公安局、{name}、财政局") == ["市公安局", name, "市财政局"]


def test_an_organ_of_every_level_still_takes_the_prefix() -> None:
    assert names("市公安局、海事局") == ["市公安局", "市海事局"]


def test_etc_of_departments_and_units_is_no_name() -> None:
    assert names("市工信局、统计局等部门单位") == ["市工信局", "市统计局"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市场监管总局等国务院相关部门及各地区", ["市场监管总局", "国务院相关部门", "各地区"]),
        ("各街道党工委、办事处", ["各街道党工委、办事处"]),
        ("省教育厅，各高等院校", ["省教育厅", "各高等院校"]),
        ("省科技厅、乡村振兴局", ["省科技厅", "省乡村振兴局"]),
        ("省妇联，各市、县、区民政局", ["省妇联", "各市、县、区民政局"]),
        ("各区县、市民政局", ["各区县", "市民政局"]),
        ("市财政局.各县区人民政府", ["市财政局", "各县区人民政府"]),
        ("市财政局做好资金保障、市妇联", ["市财政局", "市妇联"]),
        ("省水利厅、长江水利委员会、发改委", ["省水利厅", "长江水利委员会", "省发改委"]),
        ("区税务局、公安津沽分局、公安分局", ["区税务局", "公安津沽分局", "区公安分局"]),
        ("市商务局、东疆综保区管委会", ["市商务局", "东疆综保区管委会"]),
    ],
)
def test_names_that_other_provinces_write(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    "name", ["驻市高校", "部属各高等学校", "“一件事”牵头部门", "合芜示范区各市政府", "各市、县、区民政局"]
)
def test_collectives_that_other_provinces_write(name: str) -> None:
    (unit,) = parse_units(name)

    assert unit.group


def test_a_power_company_of_a_province_is_a_unit() -> None:
    assert is_unit_name("国网湖北电力")
    assert not is_unit_name("清洁电力")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("县水务局，龙泉镇、石桥乡人民政府", ["县水务局", "龙泉镇人民政府", "石桥乡人民政府"]),
        ("渭阳县、沙河区水利局", ["渭阳县水利局", "沙河区水利局"]),
        ("各县区、沙河区教育局", ["各县区", "沙河区教育局"]),
        ("县教育体育局等行业部门", ["县教育体育局", "行业部门"]),
        ("市水利局规划计划科、建设管理科", ["市水利局规划计划科", "市水利局建设管理科"]),
        ("规划与科技处、装备工业处", ["规划与科技处", "装备工业处"]),
        ("州总工会、团州委", ["州总工会", "团州委"]),
        ("国铁集团等相关部门和单位及各地区", ["国铁集团", "相关部门和单位", "各地区"]),
        ("市规划资源局、绿化市容局", ["市规划资源局", "市绿化市容局"]),
        ("各市、州、直管市、神农架林区人民政府", ["各市、州、直管市、神农架林区人民政府"]),
    ],
)
def test_endings_and_offices_that_towns_counties_and_sections_share(words: str, expected: list[str]) -> None:
    assert names(words) == expected
