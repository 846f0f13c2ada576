"""Matching: the tasks of two documents go in, likely pairs come out, each with the reason in words.

Chinese is compared by pairs of neighbouring characters, each weighing the more the rarer it is, so that 推进 and
建设 say little and 一网通办 much. Titles and whole texts are compared apart; units that do the same work, the same
indicators and the same numbering add to it. Only sparse products and a few pairs per task are looked at closely,
so the cost grows with the texts and not with the pairs.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.terms import Confidence

#: A pair that scores less is not worth a planner's look; one that scores this much is likely right.
LEAST: Final = 0.2
LIKELY: Final = 0.42
#: How many upper tasks are proposed for one lower task.
MOST: Final = 3

_TITLE, _WHOLE = 0.5, 0.35
_UNITS, _MEASURES, _NUMBER = 0.1, 0.1, 0.02
#: Above this share of all texts a pair of characters tells nothing, and costs most.
_COMMON = 0.2
_FEW_TEXTS = 200
#: So many shared words are named in a reason.
_NAMED = 3
#: A shared word of two characters is as often chance as not.
_SHORTEST = 3
_WORD = re.compile(r"[㐀-鿿a-z0-9+]+")
#: What many tasks begin with: true of both, but no reason.
_DOINGS = re.compile(
    r"^(?:加快|加强|大力|积极|持续|着力|推进|推动|提升|优化|完善|健全|建设|打造|实施|开展|发展|促进|深化|拓展|推广|支持|培育|构建)+"
)

Floats = NDArray[np.float64]
#: Hears how many steps of how many are done; whatever it raises ends the work.
Tell = Callable[[int, int], None]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """A task as it is compared. All texts are in one script and width (`spelling.spelling_key`).

    `units` are names without their level (`counterparts.work_of`), `measures` the indicators it speaks of.
    """

    key: int
    title: str
    content: str = ""
    number: str = ""
    units: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A likely pair, by the keys of its passages; `score` is from 0 to about 1, `reason` Chinese."""

    upper: int
    lower: int
    score: float
    reason: str
    confidence: Confidence


def match(
    upper: Sequence[Passage],
    lower: Sequence[Passage],
    *,
    least: float = LEAST,
    most: int = MOST,
    tell: Tell | None = None,
) -> list[Match]:
    """The likely pairs, best first; for each lower passage at most `most`. `tell` hears how far it is."""
    if not upper or not lower:
        return []
    steps = _Steps(tell, 2 * min(len(upper), len(lower)) + len(lower))
    found = [
        Match(upper[place].key, one.key, round(min(score, 1.0), 3), _reason(upper[place], one), _sure(score))
        for one, places in zip(lower, _candidates(upper, lower, most, steps), strict=True)
        for place, text in places
        if (score := _score(upper[place], one, text)) >= least
    ]
    return sorted(found, key=lambda one: -one.score)


class _Steps:
    """Counts the texts looked at, and tells of every tenth."""

    def __init__(self, tell: Tell | None, of: int) -> None:
        self._tell, self._done, self._of = tell, 0, of

    def take(self) -> None:
        self._done += 1
        if self._tell is not None and self._done % 10 == 0:
            self._tell(self._done, self._of)


def _sure(score: float) -> Confidence:
    return Confidence.LIKELY if score >= LIKELY else Confidence.GUESSED


def _score(upper: Passage, lower: Passage, text: float) -> float:
    """How alike two passages are, with what else speaks for the pair; `text` is that of their words."""
    units = len(upper.units & lower.units)
    score = text + (_UNITS * units / min(len(upper.units), len(lower.units)) if units else 0.0)
    score += _MEASURES if upper.measures & lower.measures else 0.0
    return score + (_NUMBER if upper.number and upper.number == lower.number else 0.0)


def _reason(upper: Passage, lower: Passage) -> str:
    units, measures = upper.units & lower.units, upper.measures & lower.measures
    parts = []
    if words := shared_words(upper, lower):
        parts.append("都写到" + "、".join(f"“{word}”" for word in words))
    if units:
        parts.append("单位职能对应：" + "、".join(sorted(units)[:_NAMED]))
    if measures:
        parts.append("涉及同一指标：" + "、".join(sorted(measures)[:_NAMED]))
    if upper.number and upper.number == lower.number:
        parts.append(f"编号同为{upper.number}")
    return "；".join(parts) or "用语相近"


def shared_words(upper: Passage, lower: Passage) -> tuple[str, ...]:
    """The longest words that both write, the title's own first, none part of another."""
    there = lower.title + "\n" + lower.content
    found = [*_common_runs(upper.title, there), *_common_runs(upper.content, there)]
    kept: list[str] = []
    for word in sorted(dict.fromkeys(found), key=len, reverse=True):
        if len(word) >= _SHORTEST and not any(word in longer for longer in kept):
            kept.append(word)
    return tuple(kept[:_NAMED])


def _common_runs(text: str, there: str) -> Iterator[str]:
    """The longest stretches of each word of `text` that stand in `there`, left to right."""
    for word in _WORD.findall(text):
        start = 0
        while start < len(word):
            end = start
            while end < len(word) and word[start : end + 1] in there:
                end += 1
            yield _DOINGS.sub("", word[start:end])
            start = max(end, start + 1)


# Texts as sparse vectors -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Unit vectors of texts, row by row: the terms of row n are `terms[first[n]:first[n + 1]]`."""

    first: Ints
    terms: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.first) - 1

    def turned(self, terms: int) -> _Vectors:
        """The same numbers column by column: for every term, the rows that hold it."""
        rows = np.repeat(np.arange(len(self)), np.diff(self.first))
        order = np.argsort(self.terms, kind="stable")
        first = np.searchsorted(self.terms[order], np.arange(terms + 1))
        return _Vectors(first, rows[order], self.weights[order])


def _candidates(
    upper: Sequence[Passage], lower: Sequence[Passage], most: int, steps: _Steps
) -> Iterator[list[tuple[int, float]]]:
    """For each lower passage the places of the upper ones most alike, with how much alike they are."""
    alike = _TITLE * _compared([one.title for one in upper], [one.title for one in lower], steps)
    alike += _WHOLE * _compared([_whole(one) for one in upper], [_whole(one) for one in lower], steps)
    for row in alike:
        steps.take()
        best = np.argpartition(row, -most)[-most:] if most < len(row) else np.arange(len(row))
        yield [(place, float(row[place])) for place in best.tolist() if row[place] > 0]


def _whole(passage: Passage) -> str:
    return f"{passage.title}\n{passage.content}"


def _compared(upper: Sequence[str], lower: Sequence[str], steps: _Steps) -> NDArray[np.float32]:
    """The cosines of all texts with one another: a row for each lower one, a column for each upper one."""
    if len(lower) > len(upper):  # one product for each text of the shorter list
        return _compared(lower, upper, steps).T
    vectors, terms = _vectors([*upper, *lower])
    cut = int(vectors.first[len(upper)])
    above = _Vectors(vectors.first[: len(upper) + 1], vectors.terms[:cut], vectors.weights[:cut])
    columns = above.turned(terms)
    cosines = np.empty((len(lower), len(upper)), np.float32)
    for row in range(len(lower)):
        steps.take()
        here = slice(int(vectors.first[len(upper) + row]), int(vectors.first[len(upper) + row + 1]))
        cosines[row] = _product(columns, vectors.terms[here], vectors.weights[here], len(upper))
    return cosines


def _product(columns: _Vectors, terms: Ints, weights: Floats, rows: int) -> Floats:
    begin, count = columns.first[terms], columns.first[terms + 1] - columns.first[terms]
    places = np.repeat(begin - np.concatenate(([0], np.cumsum(count)[:-1])), count) + np.arange(count.sum())
    products = columns.weights[places] * np.repeat(weights, count)
    return np.bincount(columns.terms[places], products, minlength=rows).astype(np.float64)


def _vectors(texts: Sequence[str]) -> tuple[_Vectors, int]:
    """Every text as a unit vector over its pairs of characters, and how many different pairs there are."""
    rows, pairs = _pairs(texts)
    _, terms = np.unique(pairs, return_inverse=True)
    count = int(terms.max(initial=-1)) + 1
    once = np.unique(rows * max(count, 1) + terms)  # a pair counts once a text
    rows, terms = once // max(count, 1), once % max(count, 1)
    frequency = np.bincount(terms, minlength=count)
    if len(texts) > _FEW_TEXTS:
        told = frequency[terms] <= _COMMON * len(texts)
        rows, terms = rows[told], terms[told]
    weights: Floats = np.log(1 + len(texts) / frequency[terms])
    length: Floats = np.sqrt(np.bincount(rows, weights**2, minlength=len(texts)))
    first = np.searchsorted(rows, np.arange(len(texts) + 1))
    return _Vectors(first, terms, weights / length[rows]), count


def _pairs(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """All pairs of neighbouring characters of words, as (number of the text, code of the pair)."""
    words = [(number, word) for number, text in enumerate(texts) for word in _WORD.findall(text.lower())]
    words = [(number, word) for number, word in words if len(word) > 1]
    codes = np.frombuffer("".join(word for _, word in words).encode("utf-32-le"), np.uint32).astype(np.int64)
    length = np.array([len(word) for _, word in words], np.int64)
    if not len(codes):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    inside = np.ones(len(codes), np.bool_)
    inside[np.cumsum(length) - 1] = False  # the last character of a word begins no pair
    pairs = (codes << 21) + np.append(codes[1:], 0)
    return np.repeat(np.array([number for number, _ in words], np.int64), length)[inside], pairs[inside]
