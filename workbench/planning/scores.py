"""Evaluation (考核评分): a scheme and facts go in; a score comes out, every point traceable to the facts
behind it.

A scheme is data an office edits: weighted items measured on a line between the value that earns nothing and
the value that earns the whole weight (rising for 定量正向, falling for 定量负向), points added or taken per
occurrence (加减分), and items a single occurrence of which decides everything (一票否决).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import isfinite
from typing import Any

from workbench.errors import RefusedError
from workbench.planning.measures import in_figures


class ItemKind(StrEnum):
    """How an item of a scheme is scored."""

    RISING = "定量正向"  # more is better: 完成率
    FALLING = "定量负向"  # less is better: 逾期件数
    ADJUSTING = "加减分"
    VETO = "一票否决"

    @property
    def is_measured(self) -> bool:
        """Whether the points lie on a line between two values (定量)."""
        return self in (ItemKind.RISING, ItemKind.FALLING)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a scheme.

    A measured item (定量) earns nothing at `nothing_at`, its whole `points` at `all_at`, in proportion
    between, and never more or less. An adjusting item gives `points` (negative: takes) per occurrence, at
    most `limit` in all. Of a veto `points`
    is the most that is left of the sum.
    """

    key: str
    name: str
    kind: ItemKind
    points: float
    nothing_at: float = 0.0
    all_at: float = 100.0
    limit: float | None = None
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Scheme:
    """An evaluation scheme (考核方案). Raises RefusedError for one that cannot be worked out."""

    name: str
    version: int
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        twice = [key for key, times in Counter(item.key for item in self.items).items() if times > 1]
        if twice:
            raise RefusedError(
                f"《{self.name}》的项目编号重复：{'、'.join(twice)}。", "请给每个项目不同的编号。"
            )
        for item in self.items:
            _check(item)

    def as_data(self) -> dict[str, Any]:
        """As plain JSON values, for storage. Words are kept by their English names."""
        return {
            "name": self.name,
            "version": self.version,
            "items": [{**asdict(item), "kind": item.kind.name} for item in self.items],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Scheme:
        """Back from plain values. Raises RefusedError where they are no scheme."""
        try:
            items = [_item(item) for item in data["items"]]
            return cls(str(data["name"]), int(data["version"]), tuple(items))
        except (KeyError, ValueError, TypeError) as error:
            raise RefusedError(
                f"考核方案的内容不完整或有误（{error}）。", "请重新选用程序自带的方案。"
            ) from error

    @property
    def full(self) -> float:
        """The sum of the weights of all measured items (满分, before 加减分)."""
        return sum(item.points for item in self.items if item.kind.is_measured)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a score rests on: what it says, its value (of an occurrence: how often), and where to find
    it.

    `table` and `key` name the row, so that a view can jump to it.
    """

    item: str
    what: str
    value: float = 1.0
    table: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one item brought, from which facts, in one Chinese sentence with its numbers."""

    item: Item
    points: float
    facts: tuple[Fact, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score with a line for every item of the scheme. `vetoed` is the line that decided it, if one did."""

    total: float
    lines: tuple[ScoreLine, ...]
    vetoed: ScoreLine | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking; equal scores share a place, and the next one is skipped (1, 1, 3)."""

    place: int
    who: str
    score: Score


def _item(data: Mapping[str, Any]) -> Item:
    """An item from plain values; numbers may be whole ones there."""
    limit = data.get("limit")
    return Item(
        key=str(data["key"]),
        name=str(data["name"]),
        kind=ItemKind[data["kind"]],
        points=float(data["points"]),
        nothing_at=float(data.get("nothing_at", 0)),
        all_at=float(data.get("all_at", 100)),
        limit=None if limit is None else float(limit),
        unit=str(data.get("unit", "%")),
    )


def score(scheme: Scheme, facts: Iterable[Fact]) -> Score:
    """Work a score out. A measured item with several facts goes by their mean; one with none earns nothing.

    Raises RefusedError for a fact of an item the scheme does not have: nothing may be left out unseen.
    """
    by_item: dict[str, list[Fact]] = {item.key: [] for item in scheme.items}
    for fact in facts:
        if fact.item not in by_item:
            raise RefusedError(
                f"《{scheme.name}》没有编号为“{fact.item}”的项目（{fact.what}）。", "请核对考核方案。"
            )
        if not isfinite(fact.value):
            raise RefusedError(f"“{fact.what}”没有数值，不能评分。", "请先补录数值，或删去这一条。")
        by_item[fact.item].append(fact)
    lines = tuple(_line(item, tuple(by_item[item.key])) for item in scheme.items)
    total = sum(line.points for line in lines if line.item.kind is not ItemKind.VETO)
    vetoes = [line for line in lines if line.item.kind is ItemKind.VETO and _times(line.facts) > 0]
    if vetoes:
        vetoed = min(vetoes, key=lambda line: line.points)
        total = min(total, vetoed.points)
        return Score(total, lines, vetoed, f"得{in_figures(total, 2)}分：{vetoed.sentence}")
    return Score(total, lines, None, _total_in_words(total, lines, scheme))


def ranked(scores: Mapping[str, Score]) -> tuple[Place, ...]:
    """Who stands where, the best first; those with the same score in the order given."""
    ordered = sorted(scores.items(), key=lambda entry: -_rounded(entry[1]))
    values = [_rounded(entry[1]) for entry in ordered]
    return tuple(Place(values.index(_rounded(one)) + 1, who, one) for who, one in ordered)


def _rounded(one: Score) -> float:
    """To the two decimals that are printed, so that scores that read alike share a place."""
    return float(in_figures(one.total, 2))


def _line(item: Item, facts: tuple[Fact, ...]) -> ScoreLine:
    if item.kind.is_measured:
        return _measured_line(item, facts)
    times = _times(facts)
    named = "、".join(fact.what for fact in facts)
    if item.kind is ItemKind.VETO:
        vetoed = f"发生{in_figures(times)}次（{named}），一票否决" if times > 0 else "未发生"
        return ScoreLine(item, item.points if times > 0 else 0.0, facts, f"“{item.name}”{vetoed}。")
    points = _limited(item, item.points * times)
    if not facts:
        return ScoreLine(item, 0.0, facts, f"“{item.name}”未发生，不加减分。")
    each = f"每次{_signed(item.points)}分"
    limit = f"，以{in_figures(item.limit, 2)}分为限" if item.limit is not None else ""
    sentence = f"“{item.name}”{in_figures(times)}次（{named}），{each}{limit}，计{_signed(points)}分。"
    return ScoreLine(item, points, facts, sentence)


def _measured_line(item: Item, facts: Sequence[Fact]) -> ScoreLine:
    if not facts:
        nothing = f"“{item.name}”没有数据，满分{in_figures(item.points, 2)}分，得0分。"
        return ScoreLine(item, 0.0, (), nothing)
    mean = sum(fact.value for fact in facts) / len(facts)
    share = (mean - item.nothing_at) / (item.all_at - item.nothing_at)
    points = item.points * min(1.0, max(0.0, share))
    of = f"{len(facts)}项平均" if len(facts) > 1 else "" if facts[0].table else f"（{facts[0].what}）"
    line = f"{in_figures(item.nothing_at)}{item.unit}得0分、{in_figures(item.all_at)}{item.unit}得满分"
    sentence = (
        f"“{item.name}”{of}{in_figures(mean, 2)}{item.unit}（{item.kind}，{line}），"
        f"满分{in_figures(item.points, 2)}分，得{in_figures(points, 2)}分。"
    )
    return ScoreLine(item, points, tuple(facts), sentence)


def _times(facts: Iterable[Fact]) -> float:
    return sum(fact.value for fact in facts)


def _limited(item: Item, points: float) -> float:
    return points if item.limit is None else max(-item.limit, min(item.limit, points))


def _total_in_words(total: float, lines: Sequence[ScoreLine], scheme: Scheme) -> str:
    measured = sum(line.points for line in lines if line.item.kind.is_measured)
    adjusted = total - measured
    weights = f"定量项{in_figures(measured, 2)}分（满分{in_figures(scheme.full, 2)}分）"
    return f"得{in_figures(total, 2)}分：{weights}，加减分{_signed(adjusted)}分，未触发一票否决。"


def _signed(points: float) -> str:
    figure = in_figures(points, 2)
    return figure if figure.startswith("-") or figure == "0" else f"+{figure}"


def _check(item: Item) -> None:
    if item.kind.is_measured:
        if item.points < 0:
            raise RefusedError(f"“{item.name}”的权重不能为负。", "扣分请用加减分项目。")
        if (item.all_at > item.nothing_at) is not (
            item.kind is ItemKind.RISING
        ) or item.all_at == item.nothing_at:
            raise RefusedError(
                f"“{item.name}”是{item.kind}，得满分的值与得零分的值方向不符。", "请核对这两个数。"
            )
    if item.limit is not None and item.limit < 0:
        raise RefusedError(f"“{item.name}”的加减分限额不能为负。", "请填写正数，加分减分同样适用。")
