"""Names of units (单位): a list as an office writes it in, whole names with their places out.

An office writes a level once and lets it carry: 省科技厅、发改委 are 省科技厅 and 省发改委. It writes a
shared ending once, at the end: 福州、厦门市人民政府. Within a group, set off by commas, the grammar
gives both back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from workbench.reading import lexicon
from workbench.reading.collectives import GENERIC, is_collective, is_inside_collective
from workbench.reading.draft import DraftUnit
from workbench.reading.script import fold
from workbench.terms import Role, Span, Why

#: Some write a level's own brackets inside others: (各市、县〈市、区〉政府).
_ANGLES = {ord("〈"): "(", ord("〉"): ")"}
#: A slip of the keyboard: 市财政局.各县区人民政府.
_FULL_STOP_BETWEEN = re.compile(r"(?<=[局委办厅部府院\)])\.(?=[\u3400-\u9fff])")
_JOINERS = re.compile("以及|及其|及|和|与|会同|并")
_TAIL = re.compile(
    r"(?<!高)等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?"
    rf"(?:(?:有关|相关)?(?:成员|责任)?{GENERIC}(?:[和及、]?{GENERIC})?|(?:设区)?[市县区州]{{1,2}}|[市县区]\([^()]*\))?$"
)
#: A unit and what it is to do besides: 市财政局做好资金保障.
_DOES_MORE = re.compile(
    r"(?P<name>[ \t\u3000]*[^、,;。:()]{2,20}?(?:委|办|局|厅|部|院|行|会|中心|公司|政府|街道|镇街|单位|部门))"
    r"(?:负责|做好|抓好|提供|给予|予以|加强|加大|指导|督促|组织|开展|落实|强化|承担|统筹|协调|保障)[^、,;。()]{2,}"
)
#: 等 before the ending that the places before it share: 南昌、九江等市人民政府.
_ET_CETERA_OF_PLACES = re.compile(r"等(?=[市县区州盟旗](?:人民政府|政府)$)")
_ET_CETERA = re.compile(
    r"等(?=(?:省|市|县|区|州|中央|国务院|国家|自治区|兵团|设区)?(?:直|级)?(?:各)?(?:有关|相关|各|其他|直属)"
    r"|(?:行业|职能|业务)(?:主管|管理|监管)?(?:部门|单位)(?:[、,;。]|$)"
    r"|[驻在][\u3400-\u9fff]{1,3}(?:高校|院校|企业|单位|科研))"
)
#: Longer than any unit's name.
_LONGEST = 60
_EDGE = " \t\r\n\u3000、,;:。.★▲☆*"
_REGION_SEAT = re.compile(r"(?:自治县|自治州|[省市县区州盟旗])?(?:人民政府|政府|管委会|管理委员会|党委)$")
#: A zone under its own name (白鹭湖综合实验区管委会) is no organ of the level above; 高新区管委会 is.
_NAMED_ZONE = re.compile(
    r".{2,}(?:综合|经济|技术|高新|自贸|国家级)*(?:实验区|试验区|新区|开发区|保税区|度假区|合作区|综保区|高新区|经开区|自贸区|示范区|片区)"
)
#: A place below the one that writes, or its government: 东湖区政府, 青禾镇, 城北街道办事处; no zone (高新区).
_LOWER_PLACE = re.compile(
    r"(?!高新|经开|经济|开发|保税|综保|自贸|示范|试验|实验|合作|功能|园|港|工业|度假|旅游|风景|科技|产业|城区|郊区|新)"
    r"[\u3400-\u9fff]{2,5}(?:区|县|市|旗|镇|乡|苏木|街道)(?:人民政府|政府|党委|党工委|办事处|街道办|办)?"
)
#: A place with its level before an organ of its own: 福建省发改委, 云岭市工信局.
_PLACE = re.compile(r"(?!各)[\u3400-\u9fff]{2,4}?(?:自治区|自治州|自治县|[省市县区州盟旗])(?![委办局域])")
#: The party committee and the government of one place or of many are written as one name.
_PARTY_AND_STATE = re.compile(r"^\s*各.{0,20}(?:党委|党工委|党组织)(?:和|及|与)(?:人民政府|政府|管委会)")
#: An organ of the state's own line goes by the place it sits in: 鹭江海事局, 拱北边检总站, 城东供电公司.
_NAMED_BY_ITS_SEAT = re.compile(
    r"(?!地方|港航)[\u3400-\u9fff]{2,}(?:海事(?:局|处)|边检(?:总)?站|边防检查(?:总)?站|检验检疫局|(?:银保监|银监|保监)(?:分)?局"
    r"|证监局|供电(?:局|公司|分公司)|航道局)"
    r"|(?:公安|生态环境|自然资源)局?(?!和)[\u3400-\u9fff]{2,4}分局"
)
#: Organs that every level has.
_ORGAN = re.compile(
    "(?:委|委员会|办|办公室|办公厅|局|厅|部|法院|检察院|工会|妇联|残联|科协|文联|工商联|供销社|总队|支队|中心)$"
)
_LEVELS = ("自治区", *"省市县区州盟旗", "兵团")
_LEVEL_WORDS = "省市县区州盟旗"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as printed: `start`..`end` in the list, folded to `key`, without inner blanks."""

    start: int
    end: int
    key: str
    text: str


@lru_cache(maxsize=4096)
def parse_units(text: str, role: Role = Role.RESPONSIBLE) -> tuple[DraftUnit, ...]:
    """The units a list names, all in one role; `span` counts characters of `text`.

    >>> [unit.name for unit in parse_units("省科技厅、发改委,福州、厦门市人民政府")]
    ['省科技厅', '省发改委', '福州市人民政府', '厦门市人民政府']
    """
    units: list[DraftUnit] = []
    for group in _groups(text):
        units.extend(_read_group(group, role))
    return _without_repeats(units)


def _without_repeats(units: list[DraftUnit]) -> tuple[DraftUnit, ...]:
    return tuple({unit.name: unit for unit in reversed(units)}.values())[::-1]


@lru_cache(maxsize=16384)
def is_unit_name(key: str) -> bool:
    """Whether a folded name ends as an institution's name does."""
    if _NO_UNIT.search(key):
        return False
    return bool(_ending().search(_without_bracket(key)) or _POWER_FIRM.fullmatch(key))


#: These end like units and are none: 共享平台, 公共场所, 政府网站.
_NO_UNIT = re.compile("(?:平台|中台|后台|场所|网站|基站|电站|充电站|加氢站)$")


_POWER_FIRM = re.compile("国网[\u3400-\u9fff]{2,4}电力")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(lexicon.alternation("unit_endings") + "$")


def _without_bracket(key: str) -> str:
    return re.sub(r"\([^()]*\)$", "", key) if ")" in key else key


def _groups(text: str) -> Iterator[list[_Name]]:
    """The names of a list, in the groups that commas set off."""
    key = _FULL_STOP_BETWEEN.sub("、", fold(text).translate(_ANGLES))
    for start, end in _cut(key, 0, len(key), _GROUP_ENDS):
        parts = (part for at in _cut(key, start, end, _NAME_ENDS) for part in _cut_at_blanks(key, *at))
        pieces = (piece for part in parts for piece in _unjoined(key, *part))
        names = [name for piece in pieces for name in _names(text, key, *piece)]
        if names:
            yield names


_GROUP_ENDS, _NAME_ENDS = re.compile("[(),;。\n]"), re.compile("[()、]")


def _cut(key: str, start: int, end: int, signs: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cut at the signs that stand outside brackets."""
    depth, begin = 0, start
    for sign in signs.finditer(key, start, end):
        at = sign.start()
        if key[at] in "()":
            depth = max(0, depth + (1 if key[at] == "(" else -1))
        elif not depth and not is_inside_collective(key, begin, at):
            yield begin, at
            begin = at + 1
    yield begin, end


_BLANK = re.compile(r"[ \t\u3000]+")


def _cut_at_blanks(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at blanks between whole names: 市发改委 市财政局, but not the letter-spaced 市 农 业 农 村 局."""
    begin = start
    for blank in _BLANK.finditer(key, start, end):
        left, right = key[begin : blank.start()], key[blank.end() : end].split()[:1]
        if _is_whole(left.strip()) and right and _is_whole(right[0].removesuffix("等")):
            yield begin, blank.start()
            begin = blank.end()
    yield begin, end


def _is_whole(key: str) -> bool:
    return len(key) >= 3 and " " not in key and is_unit_name(key)


#: 有关部门和单位 is one name, whatever follows it.
_GENERIC_NEXT = re.compile(rf"\s*{GENERIC}(?=\s*等?\s*(?:$|以及|及|和|与))")


def _unjoined(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at 和, 及, 与 where whole names stand on both sides: 省数字办和通信管理局, but 工业和信息化厅."""
    begin = start
    joiners = list(_JOINERS.finditer(key, start, end))
    last = key[max(start, end - _LONGEST) : end].strip().removesuffix("等")
    ends_whole = bool(joiners) and is_unit_name(last)
    for joiner in joiners:
        left = key[max(begin, joiner.start() - _LONGEST) : joiner.start()].strip()
        if (
            ends_whole
            and len(left) > 1
            and is_unit_name(left)
            and not _PARTY_AND_STATE.search(key[begin:end])
            and not _GENERIC_NEXT.match(key, joiner.end(), end)
        ):
            yield begin, joiner.start()
            begin = joiner.end()
    yield begin, end


def _names(text: str, key: str, start: int, end: int) -> Iterator[_Name]:
    """One name, or two where 等 stands between a name and a collective: 信息中心等省直有关单位."""
    for et_cetera in _ET_CETERA.finditer(key, start, end):
        yield from _name(text, key, start, et_cetera.start())
        start = et_cetera.end()
    yield from _name(text, key, start, end)


_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")


def _name(text: str, key: str, start: int, end: int) -> Iterator[_Name]:
    """The name between two places, without a bare 等 behind it; none where no word is left."""
    does = _DOES_MORE.match(key, start, end)
    end = does.end("name") if does and not is_unit_name(key[start:end].rstrip(_EDGE)) else end
    tail = _TAIL.search(key[start:end].rstrip(_EDGE))
    end = start + (tail.start() if tail else len(key[start:end].rstrip(_EDGE)))
    start = end - len(key[start:end].lstrip(_EDGE))
    if _LETTER.search(key, start, end):
        of_places = _ET_CETERA_OF_PLACES.search(key[start:end])
        words = (
            text[start : start + of_places.start()] + text[start + of_places.end() : end]
            if of_places
            else text[start:end]
        )
        squeezed = "".join(words.split())
        yield _Name(start, end, fold(squeezed), squeezed)


def _read_group(names: list[_Name], role: Role) -> Iterator[DraftUnit]:
    """Give back the carried prefix and the shared ending, name by name.

    Who writes the prefix again where it would carry (省教育厅、省科技厅、华数集团) means a bare name as it
    stands, but for the organs every level has; so does a firm behind a firm with a name of its own.
    """
    prefix = ""
    printed_prefix = ""
    office = ""
    is_repeated = firms_have_own_names = False
    for name, ending in zip(names, _shared_endings(names), strict=True):
        own = _own_prefix(name.key)
        if own and not is_collective(name.key):
            is_repeated = is_repeated or own == prefix
            prefix, printed_prefix = own, name.text[: len(own)]
        given = printed_prefix[: len(carried)] if (carried := _carried(name.key, prefix)) else ""
        is_placed = prefix not in lexicon.words("unit_prefixes")  # 上海市, not 市
        if is_repeated and not _ORGAN.search(name.key):
            given = ""
        if _is_firm(name.key) and (firms_have_own_names or is_placed):
            given = ""
        if _SECTION.fullmatch(name.key) and not own:
            given = office
        elif section := _SECTION_OF.fullmatch(name.key):
            office = name.text[: section.end("office")]
        firms_have_own_names = firms_have_own_names or (_is_firm(name.key) and not own and not given)
        yield DraftUnit(
            name=given + name.text + ending,
            role=role,
            raw=name.text,
            group=is_collective(name.key),
            span=Span(name.start, name.end),
        )


#: A section of an office, alone (建设管理科) and with the office (市水利局规划计划科).
_SECTION = re.compile(r"[^局委厅办部院()]{2,12}(?:科|处|股)")
_SECTION_OF = re.compile(rf"(?P<office>.{{2,}}(?:局|委|厅|办|部|院)){_SECTION.pattern}")


def firms_named_alone(units: Iterable[DraftUnit]) -> frozenset[str]:
    """The firms a document somewhere names bare; a prefix they take elsewhere is none of theirs."""
    return frozenset(unit.raw for unit in units if unit.name == unit.raw and _is_firm(fold(unit.raw)))


def _is_firm(key: str) -> bool:
    return key.endswith(("集团", "公司"))


@lru_cache(maxsize=16384)
def _own_prefix(key: str) -> str:
    """The level a name itself begins with (省, 市委, 福建省), "" for none."""
    if key.startswith(lexicon.words("not_prefixed")):
        return ""
    if key.startswith(lexicon.words("no_prefix")) and not key.startswith(lexicon.words("unit_prefixes")):
        return ""  # 人民银行鹭江市中心支行 is no organ of the city
    place = _PLACE.match(key)
    if place and not key.startswith(lexicon.words("unit_prefixes")):
        return "" if _REGION_SEAT.match(key, place.end() - 1) or place.end() == len(key) else place.group()
    found = _prefix().match(key)
    return (found.group() if found.group() != key else key[:1]) if found else ""


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(lexicon.alternation("unit_prefixes"))


def _carried(key: str, prefix: str) -> str:
    """What of the group's prefix this name takes: all of it, its level alone, or nothing."""
    if not prefix or not is_unit_name(key) or _stands_alone(key):
        return ""
    is_party = prefix.endswith("委") and not prefix.endswith("纪委")
    if is_party and key in lexicon.words("party_organs"):
        return prefix
    return next((level for level in _LEVELS if prefix.startswith(level)), prefix)


def _stands_alone(key: str) -> bool:
    """Whether a name is whole without a prefix: it has its own, is collective, national or a place's."""
    if key.startswith(lexicon.words("not_prefixed")):
        return False
    if _own_prefix(key) or is_collective(key) or key.startswith(lexicon.words("regions")):
        return True
    if _NAMED_ZONE.match(key) or _LOWER_PLACE.fullmatch(key) or _NAMED_BY_ITS_SEAT.fullmatch(key):
        return True
    return key.startswith(lexicon.words("no_prefix")) or key.endswith(lexicon.words("own_named"))


def _shared_endings(names: list[_Name]) -> list[str]:
    """For each name the ending it shares with a later one: 福州、厦门市人民政府 gives 福州 its 市人民政府."""
    endings = [""] * len(names)
    shared_key = shared_text = ""
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        seat = _REGION_SEAT.search(name.key) or _organ_of_county(names, index)
        if seat and seat.start() > 0 and not is_collective(name.key):
            shared_key, shared_text = seat.group(), name.text[seat.start() :]
        elif shared_key and _is_bare_region(name.key):
            own_level = name.key[-1] in _LEVEL_WORDS and name.key not in lexicon.words("regions")
            endings[index] = shared_text[1:] if own_level and shared_key[0] in _LEVEL_WORDS else shared_text
        else:
            shared_key = ""
    return endings


#: An organ of a county or district under its own name: 沙河区水利局.
_OF_COUNTY = re.compile(r"(?<=[\u3400-\u9fff]{2})[县区旗][\u3400-\u9fff]{2,10}(?:局|委|办|中心)$")


def _organ_of_county(names: list[_Name], index: int) -> re.Match[str] | None:
    """区水利局 in 渭阳县、沙河区水利局: what it shares with the county that stands alone before it."""
    before = names[index - 1].key if index else ""
    if (
        before[-1:] not in ("县", "区", "旗")
        or len(before) < 3
        or is_collective(before)
        or _own_prefix(before)
    ):
        return None
    return _OF_COUNTY.search(names[index].key)


def _is_bare_region(key: str) -> bool:
    """A place without an institution: 福州, 泉州市, or a short name nothing else explains."""
    if is_collective(key):
        return False
    if key in lexicon.words("regions") or (key[-1] in _LEVEL_WORDS and not _own_prefix(key)):
        return True
    if key[-1] in "乡镇" and len(key) > 2 and key[-2] not in "乡各":
        return True
    return 2 <= len(key) <= 3 and not is_unit_name(key)


def shifted(units: tuple[DraftUnit, ...], by: int, why: Why | None) -> Iterator[DraftUnit]:
    """The units with their spans moved, from a list's own count to the text's, and why they stand."""
    for unit in units:
        span = Span(unit.span.start + by, unit.span.end + by) if unit.span else None
        yield replace(unit, span=span, why=why)
