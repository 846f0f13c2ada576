"""Contradictions: what a document above asks for and what this one says go in, the differences come out in words.

A later deadline, a lead whose work is another, a weaker target. Where the document above leaves something open,
nothing contradicts it. Words as the office writes them: 上级 is the document above, 本级 this one.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.planning.counterparts import work_of
from workbench.spelling import spelling_key
from workbench.terms import Deadline, DeadlineKind, Operator, Role, Severity, TargetKind

#: Names that stand for whoever it concerns: they have no work of their own to compare.
_GOVERNMENT = re.compile(r"政府$|管委会$|部门$|单位$|^各|企业$|运营商$")
_AT_MOST = (Operator.AT_MOST, Operator.LESS)
_SCOPE = re.compile(r"全省|全市|全区|全县|我省|我市|省级|市级|本省|本市|总体|实现|达到|平均|原则上|新建")
#: What two levels have in common; of amounts (亿元, 个) a city has its part alone.
_RATIOS: Final = ("%", "‰", "个百分点", "百分点", "倍", "")
_ALIKE: Final = 0.62
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Share:
    """A unit on a task, by name."""

    name: str
    role: Role
    group: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """A target value of a document: an indicator's or a narrative one. `key` is the caller's."""

    key: int
    name: str
    unit: str
    value: float
    operator: Operator
    kind: TargetKind
    year: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, as a sentence, and how much it weighs."""

    severity: Severity
    what: str


def work_units(shares: Sequence[Share]) -> frozenset[str]:
    """The works (`counterparts.work_of`) of the units that are no governments and no collectives."""
    return frozenset(
        work_of(spelling_key(one.name))
        for one in shares
        if not one.group and not _GOVERNMENT.search(one.name)
    )


def deadline_difference(
    upper: Deadline, lower: Deadline, upper_text: str, lower_text: str
) -> Difference | None:
    """None where this document is in time, or the one above sets no day."""
    if upper.date is None:
        return None
    if lower.date is None:
        kept = "定为持续推进" if lower.kind is DeadlineKind.ONGOING else "未明确完成时限"
        return Difference(Severity.WARNING, f"上级要求{upper_text}完成，本级{kept}。")
    if lower.date <= upper.date:
        return None
    return Difference(
        Severity.ERROR,
        f"本级完成时限（{lower_text}）比上级要求（{upper_text}）晚{_later(upper.date, lower.date)}。",
    )


def _later(then: dt.date, now: dt.date) -> str:
    months = (now.year - then.year) * 12 + now.month - then.month
    return f"{months}个月" if months else f"{(now - then).days}天"


def lead_difference(upper: Sequence[Share], lower: Sequence[Share]) -> Difference | None:
    """None where the leads do the same work, or either side cannot be compared."""
    leads = [one for one in upper if one.role is Role.LEAD]
    own = [one for one in lower if one.role is Role.LEAD]
    if leads and not own:
        return Difference(Severity.WARNING, f"上级由{_names(leads)}牵头，本级未明确牵头单位。")
    if leads:
        wanted, here = work_units(leads), work_units(own)
        if not wanted or not here or wanted & here:
            return None
        return Difference(Severity.ERROR, f"上级由{_names(leads)}牵头，本级由{_names(own)}牵头，职能不对应。")
    wanted, here = work_units(upper), work_units(lower)
    local = any(_GOVERNMENT.search(one.name) for one in upper)
    if not wanted or not here or wanted & here or local:
        return None
    return Difference(
        Severity.WARNING, f"上级责任单位为{_names(upper)}，本级为{_names(lower)}，没有职能对应的单位。"
    )


def _names(shares: Sequence[Share], most: int = 3) -> str:
    named = "、".join(one.name for one in shares[:most])
    return f"{named}等{len(shares)}家" if len(shares) > most else named


def aim_pairs(upper: Sequence[Aim], lower: Sequence[Aim], *, same_level: bool) -> list[tuple[Aim, Aim]]:
    """The targets that speak of the same thing in the same unit of measure, each of `lower` with its best."""
    found = []
    for one in lower:
        rivals = [(_likeness(each, one), each) for each in upper if _comparable(each, one, same_level)]
        alike = [rival for rival in rivals if rival[0] >= _ALIKE]
        if alike:
            best = max(alike, key=lambda rival: (rival[0], -_years_apart(rival[1], one)))
            found.append((best[1], one))
    return found


def _years_apart(upper: Aim, lower: Aim) -> int:
    return abs(upper.year - lower.year) if upper.year and lower.year else 0


def aim_difference(upper: Aim, lower: Aim) -> Difference | None:
    """None where the target here is no weaker, or due before the one above."""
    if upper.year and lower.year and lower.year < upper.year:
        return None
    at_most = upper.operator in _AT_MOST or lower.operator in _AT_MOST
    weaker = lower.value > upper.value if at_most else lower.value < upper.value
    if not weaker:
        return None
    way = "宽于" if at_most else "低于"
    return Difference(
        Severity.ERROR, f"“{lower.name}”：本级目标（{_told(lower)}）{way}上级目标（{_told(upper)}）。"
    )


def _told(aim: Aim) -> str:
    return f"{aim.year}年{aim.words}" if aim.year else aim.words


def _comparable(upper: Aim, lower: Aim, same_level: bool) -> bool:
    unit = spelling_key(lower.unit)
    if spelling_key(upper.unit) != unit or upper.kind is not lower.kind:
        return False
    return same_level or unit in _RATIOS


def _likeness(upper: Aim, lower: Aim) -> float:
    """How much two names have in common, by their pairs of characters: 0 to 1."""
    first, second = _bare(upper.name), _bare(lower.name)
    if min(len(first), len(second)) >= _SHORTEST_NAME and (first in second or second in first):
        return 1.0
    one, other = _pairs(first), _pairs(second)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bare(name: str) -> str:
    return re.sub(r"[^\w]", "", _SCOPE.sub("", spelling_key(name)))


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
