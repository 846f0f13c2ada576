"""Shape a title: rows cut between phrases, as a trapezoid (梯形) or a diamond (菱形), 7.3.1 of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise
from typing import NamedTuple

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.characters import HALVES, NO_END, NO_START, TRIMMED, clusters, tighten, whole
from workbench.press.faces import Role, TypeCase
from workbench.press.title_words import LONGEST, WORDS

_MOST_ROWS = 6
_MOST_PLACES = 24  # cut places weighed against one another; more are never needed for six rows
_SHORTEST = 3 * EM

#: Words a row gladly begins with, and words a row gladly ends with.
_GOOD_STARTS = ("关于", "《", "（", "“")
_GOOD_ENDS = ("关于印发", "印发", "转发", "》", "）", "”", "、", "，", "和", "与", "及", "暨")
_BAD_STARTS = ("的", "和", "与", "及", "暨", "等", "之", "化", "性", "们")

_IN_NAME, _IN_QUOTES = (
    20,
    6,
)  # a document's name is not torn; a quoted task may be, rather than a title be lopsided
_FINE, _FAIR, _POOR, _LAST_RESORT = 0.0, 2.0, 5.0, 30.0


class _Place(NamedTuple):
    """Where a row may end: characters before it, and how much it hurts."""

    at: int
    cost: float


def shape_title(text: str, case: TypeCase, measure: int, role: Role = Role.TITLE) -> tuple[Line, ...]:
    """Rows of a centred title. Falls back to plain breaking where no shape can be had."""
    text = tighten(case.printable(role, text.strip()))
    if not text:
        return ()
    if case.width(role, text) <= measure:
        return (_row(text, case, role),)
    cuts = _best_cuts(text, case, measure, role)
    if cuts is None:
        return break_lines([Run(role, whole(text))], case, measure, justify=False)
    return tuple(_row(part, case, role) for part in _parts(text, cuts))


def _row(text: str, case: TypeCase, role: Role) -> Line:
    text = text.strip()
    if text[-1] in TRIMMED and text[-1] in "，、；：。":
        text = text[:-1] + HALVES[text[-1]]
    return Line((Run(role, text),), case.width(role, text), 0)


def _parts(text: str, cuts: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise((0, *cuts, len(text)))]


def _best_cuts(text: str, case: TypeCase, measure: int, role: Role) -> Sequence[int] | None:
    totals = [0, *accumulate(map(case.advances[role].__getitem__, text))]
    fewest = -(-totals[-1] // measure)
    places = sorted(_places(whole(text)), key=lambda place: place.cost)[:_MOST_PLACES]
    best: tuple[float, Sequence[int]] | None = None
    for rows in range(fewest, min(fewest + 2, _MOST_ROWS) + 1):
        if best and best[0] < 5 * (rows - fewest):  # one more row cannot be worth it
            break
        for chosen in combinations(sorted(places), rows - 1):
            cuts = [place.at for place in chosen]
            ends = [0, *(totals[cut] for cut in cuts), totals[-1]]
            shape = _shape_cost([after - before for before, after in pairwise(ends)], measure)
            if shape is not None:
                cost = sum(place.cost for place in chosen) + shape + 5 * (rows - fewest)
                best = min(best, (cost, cuts)) if best else (cost, cuts)
    return best[1] if best else None


def _shape_cost(widths: Sequence[int], measure: int) -> float | None:
    """How far rows are from a handsome trapezoid or diamond; None where they are neither."""
    if max(widths) > measure or min(widths) < _SHORTEST:
        return None
    steps = [after - before for before, after in pairwise(widths)]
    if any(abs(step) < EM // 2 for step in steps):
        return None
    turns = [step > 0 for step in steps]
    if turns != sorted(turns, reverse=True) and any(turns):  # a waist: narrower in the middle
        return None
    lopsided = sum(max(0.0, abs(step) / EM - 4) ** 2 for step in steps)
    return lopsided * 0.1 + max(0.0, 0.5 - min(widths) / max(widths)) * 10


def _places(text: str) -> Iterator[_Place]:
    """Every place between two words, with its cost."""
    words = list(_words(text))
    at, named, quoted = 0, 0, 0
    for word, following in pairwise(words):
        at += len(word)
        named += word.count("《") - word.count("》")
        quoted += word.count("“") - word.count("”")
        if word[-1] in NO_END or following[0] in NO_START:
            continue
        cost = _cost(text[:at], following, known=word in WORDS or following in WORDS)
        yield _Place(at, cost + _IN_NAME * (named > 0) + _IN_QUOTES * (quoted > 0))


def _cost(before: str, following: str, *, known: bool) -> float:
    if following.startswith(_GOOD_STARTS) or before.endswith(_GOOD_ENDS):
        return _FINE
    if following.startswith(_BAD_STARTS):
        return _LAST_RESORT
    return _FAIR if known else _POOR


def _words(text: str) -> Iterator[str]:
    """Known words, the longest first; between them, stretches nobody knows are kept whole."""
    unknown = ""
    place = 0
    while place < len(text):
        word = _word_at(text, place)
        if word is None:
            unknown += text[place]
            place += 1
            continue
        if unknown:
            yield from _unknown(unknown)
            unknown = ""
        yield word
        place += len(word)
    if unknown:
        yield from _unknown(unknown)


def _word_at(text: str, place: int) -> str | None:
    for length in range(min(LONGEST, len(text) - place), 1, -1):
        if text[place : place + length] in WORDS:
            return text[place : place + length]
    return None


def _unknown(stretch: str) -> Iterator[str]:
    """A stretch of unknown characters: clusters joined up to four hanzi, particles and marks on their own."""
    held = ""
    for piece in clusters(stretch):
        if held and (piece[0] in "的和与及暨《（“" or held[-1] in "的和与及暨》）”、，" or len(held) >= 4):
            yield held
            held = ""
        held += piece
    if held:
        yield held
