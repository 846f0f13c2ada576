"""Names of units that a narrow cell broke over two lines: 市住房城乡 / 建设局, 各县（市、区）人 / 民政府.

In come lines; out comes which of them go on with a name begun above. A break between two whole names is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.reading import lexicon
from workbench.reading.collectives import is_collective
from workbench.reading.units import is_unit_name

_SEPARATORS = "[、,;]"
#: How names begin that are sure to be of units.
_BEGINS_UNIT = re.compile(
    "(?:[省市县区州盟](?![场容])|自治区|兵团|各|有关|相关|国家|中国|中共|国务院|人民银行|人行|国网|共青团|团[省市县区]委)"
)
#: Shorter is no name by itself: 局, 公厅.
_SHORTEST = 3
_LONGEST = 24
#: Ends that are also the middle of longer names: 市住房城乡建设局, 市人社局, 各设区市.
_ENDS_HALFWAY = re.compile("(?:城乡|人社|设区|社|[台所站馆])$")
#: What hardly ends a name: a unit's level behind it begins the name's own rest (省级 / 有关单位).
_IS_LEVEL = re.compile("设区$|^[省市县区州](?:级|直)?$")
#: These end like units; without a level before them they name none.
_GENERIC = re.compile("(?:企业|单位|部门|机构|[小社园片]区|[^省市县州高经新发][区市县镇乡]|[台站所馆社])$")


@lru_cache(maxsize=16384)
def is_likely_unit(name: str) -> bool:
    """Whether a folded name is sure to be a unit's: of a known beginning, or of an ending only units have."""
    if is_collective(name) or name in lexicon.words("regions"):
        return True  # 福州、泉州市人民政府
    if len(name) < _SHORTEST or not is_unit_name(name):
        return False
    return bool(_BEGINS_UNIT.match(name)) or not _GENERIC.search(name)


def is_sure_unit(name: str) -> bool:
    """Whether a folded name both begins and ends as only units do: 省财政厅, 各市人民政府."""
    return is_collective(name) or bool(_BEGINS_UNIT.match(name) and is_unit_name(name))


def goes_on(above: str, below: str) -> bool:
    """Whether the last name of a folded line goes on with the first of the line below it."""
    last, first = re.split(_SEPARATORS, above)[-1], re.split(_SEPARATORS, below)[0]
    if not last or not first:
        return False
    if last.startswith("各") and first.startswith(("人民政府", "政府", "管委会", "行署")):
        return True
    whole = last + first
    if last.count("(") > last.count(")"):
        return bool(_BEGINS_UNIT.match(last)) and len(whole) <= _LONGEST
    is_open = (
        len(last) == 1 or not is_unit_name(last) or len(first) < _SHORTEST or bool(_ENDS_HALFWAY.search(last))
    )
    starts_anew = bool(_BEGINS_UNIT.match(first)) and not _IS_LEVEL.search(last)
    return (
        bool(_BEGINS_UNIT.match(last))
        and is_open
        and not starts_anew
        and len(whole) <= _LONGEST
        and is_unit_name(whole)
    )


def whole_lines(lines: Sequence[str]) -> list[list[int]]:
    """The lines by index, those together that hold one list of units with a name broken between them."""
    groups: list[list[int]] = []
    for index in range(len(lines)):
        if groups and _is_broken(lines[index - 1], lines[index]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


@lru_cache(maxsize=4096)
def _is_broken(above: str, below: str) -> bool:
    """Whether two lines are nothing but units, one of them broken between."""
    if not goes_on(above, below):
        return False
    before, behind = re.split(_SEPARATORS, above)[:-1], re.split(_SEPARATORS, below)[1:]
    inside_bracket = above.count("(") > above.count(")")
    others = behind if inside_bracket else [*before, *behind]
    return inside_bracket or all(is_likely_unit(name.removesuffix("等")) for name in others if name)
