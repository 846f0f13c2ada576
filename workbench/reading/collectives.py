"""Collective names (各市、县（市、区）人民政府, 省直有关单位): groups of units that a list names as one.

In comes folded text; out comes whether a name is that of a group, and which 、 stand inside such a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.reading import lexicon

#: What a collective calls its members.
GENERIC = "(?:单位|部门|机构|地区|地方|企业|高校|院校|企事业单位|直属机构|直属单位)"
_LEVEL = "(?:(?:自治|直辖|省?直管)?(?:[县区市州盟旗乡镇]|街道)|神农架林区)"
_COLLECTIVE_START = re.compile(
    r"(?:^|[及和与、,;\s])(?:各|有关|相关|相应|所在|沿线|试点)(?:设区|直辖|地级|县级)?"
    rf"(?:[省地]|{_LEVEL})(?:\([^()]*\)|[县区市州盟旗镇]|街道|、{_LEVEL})*(?:行政公署)?$"
)
_SEAT = "(?:人民政府|政府|行政公署|党委|党工委|管委会|管理委员会|办事处)"
_COLLECTIVE_REST = re.compile(
    rf"、{_LEVEL}(?=[(、,;。及和]|$|{_SEAT}|[市县区州](?:[(、]|$|{_SEAT}))|、直属(?=单位|机构|$)"
)
#: 有关部门、单位 and 各县(市、区)委、政府: the second word is no unit by itself.
_COLLECTIVE_PAIRS = (
    (re.compile(rf"{GENERIC}$"), re.compile(rf"、{GENERIC}(?=[、,;。\s(]|$|等)")),
    (re.compile("委$"), re.compile(r"、[市县区州旗]?(?:人民政府|政府|办事处)(?=[、,;。\s(]|$|等)")),
    (
        re.compile("各(?:设区|地级)?[市州](?:、县)?$|各县$"),
        re.compile("、[县区][\u3400-\u9fff]{2,8}(?:局|委|办)(?=[、,;。\\s(]|$|等)"),
    ),
)


def is_inside_collective(key: str, begin: int, at: int) -> bool:
    """各市、县(市、区)政府 is one collective name: the 、 in it parts levels, not units."""
    left = key[begin:at].strip()
    if _COLLECTIVE_START.search(left) and _COLLECTIVE_REST.match(key, at):
        return True
    return is_collective(left) and any(
        first.search(left) and second.match(key, at) for first, second in _COLLECTIVE_PAIRS
    )


@lru_cache(maxsize=16384)
def is_collective(key: str) -> bool:
    """Whether a folded name is that of a group: 各市、县(市、区)政府, 省直有关单位."""
    if key.endswith(("工委", "管理局", "事务局", "事务管理局")) and not key.startswith(
        ("各", "有关", "相关")
    ):
        return False  # 省直机关工委 is one
    return (
        key.startswith(lexicon.words("group_words"))
        or bool(
            re.search("(?:有关|相关|各|其他)(?:单位|部门|企业|委办局|地区|方面|高校|高等学校|成员单位)", key)
        )
        or bool(
            re.search("(?:牵头|成员)(?:单位|部门)$|^[驻在][\u3400-\u9fff]{1,3}(?:高校|院校|企业|单位)$", key)
        )
        or bool(_LEVELS_TOGETHER.fullmatch(key) or _OF_A_ZONE.search(key) or _BY_TRADE.fullmatch(key))
    )


#: 县(市、区)人民政府, 市县政府, 乡镇(街道): levels, not a place.
_LEVELS_TOGETHER = re.compile(
    r"(?:设区|地级|县级)?(?:[市县区州盟旗乡镇]|街道)"
    r"(?:[市县区州盟旗镇]|街道|\([^()]*[市县区州盟旗镇街道][^()]*\)|、[县市区州旗乡镇])+"
    rf"{_SEAT}?"
)


#: 行业主管部门, 职能部门: whoever has to do with the matter.
_BY_TRADE = re.compile("(?:行业|职能|业务)(?:主管|管理|监管)?(?:部门|单位)")
#: 合芜示范区各市政府, 沿线各县区人民政府: those of a zone are many.
_OF_A_ZONE = re.compile(rf"各(?:[市县区州盟旗]|\([^()]*\)|、)+{_SEAT}$")
