"""Names of units (单位) beside one another: two names in; whether they are one body, or may be, and why.

Two names are one body for certain where they agree in their standard form: 省发展和改革委员会 is 省发改委.
Less than that is a proposal for the planner, who decides.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from workbench.resources import resource_path
from workbench.spelling import spelling_key

#: A body under a second name plate: 省市场监管局（省知识产权局）.
_PLATE = re.compile(r"(?<=.{3})\([^()]{3,}\)$")
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_ENDINGS = (
    (re.compile(r"办公室$"), "办"),
    (re.compile(r"委员会办$"), "委办"),
    (re.compile(r"委员会$"), "委"),
)
_LEVELS = "省市县区州盟旗"
#: A name that begins with a place of its own: 福州市…, 鼓楼区….
_PLACE = re.compile(r"[\u3400-\u9fff]{2,3}(?:自治)?[省市县区州盟旗]")
#: Organs of one level that are never one another.
_ORGANS = re.compile(r"政府|政协|人大|党委|纪委|监委|法院|检察院")
_NUMBERS = re.compile(r"[第一二三四五六七八九十\d]")
_SENTENCE = re.compile(r"[、,。;:!?]")
#: A name longer than this is more likely a piece of a sentence.
_LONGEST = 30
_SHORTEST_TYPO = 5
_SHORTEST_ALIKE = 6
_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two names may mean one body. `rank` orders proposals, 0 the surest; `reason` is Chinese."""

    rank: int
    reason: str


@lru_cache(maxsize=65536)
def standard_form(name: str) -> str:
    """The name as it is compared: in one script and width, parts in their common short form, whole names
    of national bodies in one form, without a second name plate.

    >>> standard_form("省發展和改革委員會") == standard_form("省发改委")
    True
    >>> standard_form("国家发展改革委")
    '国家发改委'
    """
    form = _PLATE.sub("", spelling_key(name).translate(_BRACKETS))
    form = _parts()[0].sub(lambda found: _parts()[1][found[0]], form)
    for ending, short in _ENDINGS:
        form = ending.sub(short, form)
    return _wholes().get(form, form)


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, str]]:
    """Longer parts are tried first, so that 大数据管理局 is not read as something shorter."""
    forms = {part: group[0] for group in _lexicon()["parts"] for part in group[1:]}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), forms


@cache
def _wholes() -> dict[str, str]:
    return {name: group[0] for group in _lexicon()["whole"] for name in group[1:]}


@cache
def _lexicon() -> dict[str, list[list[str]]]:
    return tomllib.loads(resource_path("lexicon", "unit_forms.toml").read_text(encoding="utf-8"))


def oddity(name: str) -> str:
    """Why a name hardly names one body, in Chinese; "" where nothing speaks against it."""
    if _SENTENCE.search(_without_brackets(spelling_key(name))):
        return "含有标点，可能是没有拆开的几个单位"
    if len(name) > _LONGEST:
        return "过长，可能是一句话"
    return ""


def _without_brackets(name: str) -> str:
    return re.sub(r"\([^()]*\)", "", name.translate(_BRACKETS))


def likeness(name: str, other: str) -> Likeness | None:
    """Whether two different names may mean one body; None where nothing says so."""
    one, two = standard_form(name), standard_form(other)
    if one == two:
        return Likeness(0, "规范简称相同")
    if set(_ORGANS.findall(one)) != set(_ORGANS.findall(two)):
        return None
    short, long = sorted((one, two), key=len)
    return _abridged(short, long) or _mistyped(short, long) or _alike(short, long)


def _abridged(short: str, long: str) -> Likeness | None:
    """One name leaves out what the other says: a place, a level, single characters."""
    if len(short) < 3 or len(short) == len(long):
        return None
    if long.endswith(short):
        return Likeness(1, f"只少写了“{long[: -len(short)]}”")
    if re.sub(r"^([省市县区州])委", r"\1", long) == short:
        return Likeness(1, "只差一个“委”字")
    if short[0] == long[0] and short[-1] == long[-1] and _is_within(short, long):
        return Likeness(2, "可能是简称，字序一致")
    return None


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in this order, what is left out naming no level."""
    left, extra = iter(long), []
    for wanted in short:
        for character in left:
            if character == wanted:
                break
            extra.append(character)
        else:
            return False
    return not set(_LEVELS).intersection(extra)


def _mistyped(short: str, long: str) -> Likeness | None:
    """One character more, less or other, outside of places and numbers."""
    if len(short) < _SHORTEST_TYPO or len(long) - len(short) > 1:
        return None
    pairs = enumerate(zip(short, long, strict=False))
    begin = next((at for at, (left, right) in pairs if left != right), len(short))
    if long[begin + 1 :] not in (short[begin:], short[begin + 1 :]):
        return None
    place = _PLACE.match(long)
    in_place = begin < (place.end() if place else 1)
    return (
        None
        if in_place or _NUMBERS.search(short[begin : begin + 1] + long[begin])
        else Likeness(3, "只差一个字")
    )


def _alike(short: str, long: str) -> Likeness | None:
    if len(short) < _SHORTEST_ALIKE or short[:3] != long[:3] or _NUMBERS.search(short + long):
        return None
    ratio = SequenceMatcher(None, short, long, autojunk=False).ratio()
    return Likeness(4, "名称相近") if ratio >= _ALIKE else None


class KnownNames:
    """Names with the key of the unit that bears each; proposals for a name among them.

    Only names with the same last character are compared: 局 is never a short form of 厅.
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._by_last: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, key in names:
            self._by_last[standard_form(name)[-1:]].append((name, key))

    def proposals(self, name: str, own: int, limit: int = 3) -> list[tuple[int, Likeness]]:
        """The units that `name`, a name of the unit `own`, may stand for, the surest first."""
        best: dict[int, Likeness] = {}
        for other, key in self._by_last[standard_form(name)[-1:]]:
            if key != own and (found := likeness(name, other)) is not None:
                best[key] = min(best.get(key, found), found, key=lambda one: one.rank)
        return sorted(best.items(), key=lambda one: (one[1].rank, one[0]))[:limit]
