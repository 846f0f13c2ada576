"""Break a paragraph into rows: 避头尾, marks at half width, justification (GB/T 15834 5.1, CLREQ).

In: runs of text with their roles and a measure. Out: `Line`s that lose nothing of the text but blanks at row
ends, begin and end with no forbidden mark, and are never wider than the measure. All widths are
thousandths of the em.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import NamedTuple

from workbench.press.characters import (
    CLOSING,
    HALVES,
    NO_END,
    NO_START,
    TRIMMED,
    clusters,
    is_half,
    may_part,
    places,
    rigid_gaps,
    tighten,
    whole,
)
from workbench.press.faces import Role, TypeCase

EM = 1000
HALF_EM = EM // 2
_MOST_STRETCH = EM // 4  # a gap wider than this reads as a hole: the row stays ragged (R88)
_MOST_IN_NARROW = EM // 6  # in a row of few characters, where every gap is seen
_NARROW = 10 * EM
_TRACKING = 0.02  # of the measure: what a wide row gives up evenly to admit a mark after 28 hanzi
_WIDE = 15 * EM
_FULL_ENOUGH = 0.02  # of the measure: a row that little short is stretched, unseen, rather than squeezed
_INNER_MARKS = (CLOSING, "，、；：", "。？！")  # order in which marks inside a row give way (R89)


class Run(NamedTuple):
    """Text in one role."""

    role: Role
    text: str


class Line(NamedTuple):
    """One row: `width` is natural; `spread` is added at each gap that may stretch, to fill the row."""

    runs: tuple[Run, ...]
    width: int
    spread: float

    @property
    def text(self) -> str:
        """The row's characters, all marks whole again."""
        return whole("".join(run.text for run in self.runs))


@dataclass(slots=True)
class _Pieces:
    """A paragraph cut into clusters: text and role of each, the blank each leaves at a row's end, and the
    running total of widths before each."""

    texts: list[str]
    roles: list[Role]
    blanks: list[int]
    totals: list[int]
    uniform: bool  # all in one role
    _case: TypeCase

    @classmethod
    def of(cls, runs: Iterable[Run], case: TypeCase, narrowest: int) -> _Pieces:
        texts: list[str] = []
        roles: list[Role] = []
        widths: list[int] = []
        blanks: list[int] = []
        for role, text in runs:
            advances = case.advances[role]
            cut = clusters(tighten(case.printable(role, text)))
            sized = [advances[piece] for piece in cut]
            if sized and max(sized) > narrowest:
                cut = [part for piece in cut for part in _cut_to_fit(piece, role, case, narrowest)]
                sized = [advances[piece] for piece in cut]
            texts += cut
            widths += sized
            blanks += [HALF_EM if piece[-1] in TRIMMED else 0 for piece in cut]
            if " " in text:
                blanks[-len(cut) :] = [_blank_end(piece, advances[" "]) for piece in cut]
            roles += [role] * len(cut)
        return cls(texts, roles, blanks, [0, *accumulate(widths)], len(set(roles)) < 2, case)

    def natural(self, start: int, end: int) -> int:
        """Width of clusters start..end-1 as a row of their own, with the blank at its end taken away."""
        return self.totals[end] - self.totals[start] - self.blanks[end - 1]

    def cut_date(self, place: int, room: int) -> bool:
        """Cut the date at `place` after its year or month, so that the first part fits into `room`."""
        text, role = self.texts[place], self.roles[place]
        advances = self._case.advances[role]
        cuts = [
            at for at in range(len(text) - 1, 0, -1) if text[at - 1] in "年月" and text[at] not in NO_START
        ]
        cut = next((at for at in cuts if advances[text[:at]] <= room), 0)
        if not cut or not text[0].isdigit():
            return False
        self.texts[place : place + 1] = [text[:cut], text[cut:]]
        self.roles.insert(place, role)
        self.blanks.insert(place, 0)
        self.totals.insert(place + 1, self.totals[place] + advances[text[:cut]])
        return True

    def joined(self, start: int, end: int) -> str:
        return "".join(self.texts[start:end])


def break_lines(
    runs: Sequence[Run], case: TypeCase, measure: int, *, indent: int = 0, justify: bool = True
) -> tuple[Line, ...]:
    """Rows of one paragraph; the first is `indent` shorter. An empty paragraph has no rows."""
    pieces = _Pieces.of(runs, case, measure - indent)
    if not pieces.texts:
        return ()
    ends = _row_ends(pieces, measure, indent)
    _mend_orphan(pieces, ends, measure, indent, _MOST_STRETCH if justify and measure >= _NARROW else inf)
    lines = []
    start = 0
    for number, end in enumerate(ends):
        room = measure - indent if number == 0 else measure
        lines.append(_line(pieces, start, end, room, justify=justify))
        start = end
    return tuple(lines)


def _row_ends(pieces: _Pieces, measure: int, indent: int) -> list[int]:
    """Greedy filling: after each row, the index of the first cluster that is no longer on it."""
    totals, count = pieces.totals, len(pieces.texts)
    ends: list[int] = []
    start, room = 0, measure - indent
    while start < count:
        end = max(bisect_right(totals, totals[start] + room, start) - 1, start + 1)
        while end < count and _can_take(pieces, start, end, room):
            end += 1
        if (
            room >= _WIDE
            and end < count
            and "年" in pieces.texts[end]
            and _too_loose(pieces, start, end, room)
        ):
            cut = pieces.cut_date(end, room - pieces.natural(start, end))
            end, count = end + cut, count + cut
        ends.append(end)
        start, room = end, measure
    return ends


def _can_take(pieces: _Pieces, start: int, end: int, room: int) -> bool:
    """Whether the cluster at `end` still goes onto the row, marks giving way if need be (先挤进)."""
    over = pieces.natural(start, end + 1) - room
    if over <= 0:
        return True
    if over > HALF_EM or room - pieces.natural(start, end) <= room * _FULL_ENOUGH:
        return False
    return over <= _tracking(room) or _giving_mark(pieces.joined(start, end + 1)) is not None


def _too_loose(pieces: _Pieces, start: int, end: int, room: int) -> bool:
    """Whether a row that ends here would have to be left ragged (R88)."""
    gaps = sum(map(len, pieces.texts[start:end])) - 1
    return gaps < 1 or (room - pieces.natural(start, end)) / gaps > _MOST_STRETCH


def _tracking(room: int) -> int:
    return round(room * _TRACKING) if room >= _WIDE else 0


def _mend_orphan(pieces: _Pieces, ends: list[int], measure: int, indent: int, most: float) -> None:
    """孤字不成行 (R95): give a last row of one character company from the row above."""
    if len(ends) < 2 or measure < 6 * EM:
        return
    start = ends[-3] if len(ends) > 2 else 0
    room = measure if len(ends) > 2 else measure - indent
    end = ends[-2]
    while end > start + 1 and _hanzi("".join(pieces.texts[end:])) < 2:
        end -= 1
    gaps = sum(map(len, pieces.texts[start:end])) - 1
    if gaps > 0 and (room - pieces.natural(start, end)) / gaps <= most:
        ends[-2] = end


def _hanzi(text: str) -> int:
    return sum(
        1
        for char in text
        if char not in NO_START and char not in NO_END and not is_half(char) and char != " "
    )


def _line(pieces: _Pieces, start: int, end: int, room: int, *, justify: bool) -> Line:
    """Set clusters start..end-1 as one row; the last row of a paragraph stays as wide as it is."""
    whole_width = pieces.totals[end] - pieces.totals[start]
    if end == len(pieces.texts) and whole_width <= room:
        return Line(_runs(pieces, start, end), whole_width, 0)
    runs, width = _end_trimmed(_runs(pieces, start, end)), pieces.natural(start, end)
    if width > room:
        runs, width = _squeezed(runs, width)
    elif not justify or end == len(pieces.texts):
        return Line(runs, width, 0)
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    return Line(
        runs, width, _spread(text, room - width, _MOST_IN_NARROW if room < _NARROW else _MOST_STRETCH)
    )


def _runs(pieces: _Pieces, start: int, end: int) -> tuple[Run, ...]:
    role = pieces.roles[start]
    if pieces.uniform:
        return (Run(role, pieces.joined(start, end)),)
    cut = next((place for place in range(start, end) if pieces.roles[place] is not role), end)
    if cut == end:
        return (Run(role, pieces.joined(start, end)),)
    return Run(role, pieces.joined(start, cut)), *_runs(pieces, cut, end)


def _blank_end(piece: str, space: int) -> int:
    """How much narrower a row is for ending with this cluster: blanks go, a mark gives its blank half."""
    bare = piece.rstrip(" ")
    return space * (len(piece) - len(bare)) + (HALF_EM if bare and bare[-1] in TRIMMED else 0)


def _end_trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The row without blanks at its end, its last mark at half width (R85)."""
    role, text = runs[-1]
    bare = text.rstrip(" ")
    if bare and bare[-1] in TRIMMED:
        bare = bare[:-1] + HALVES[bare[-1]]
    return *runs[:-1], Run(role, bare)


def _giving_mark(text: str) -> int | None:
    """Which mark inside a row gives up its blank half first, as an index."""
    for kind in _INNER_MARKS:
        for place in range(len(text) - 2, 0, -1):
            if text[place] in kind:
                return place
    return None


def _squeezed(runs: tuple[Run, ...], width: int) -> tuple[tuple[Run, ...], int]:
    for number, (role, text) in enumerate(runs):
        place = _giving_mark(text)
        if place is not None:
            tight = text[:place] + HALVES[text[place]] + text[place + 1 :]
            return (*runs[:number], Run(role, tight), *runs[number + 1 :]), width - HALF_EM
    return runs, width


def _spread(text: str, slack: int, most: int) -> float:
    """What each gap gets so that the row is full; nothing where that would be more than `most`."""
    gaps = len(text) - 1 - len(rigid_gaps(text))
    if gaps <= 0 or slack / gaps > most:
        return 0
    return slack / gaps


def _cut_to_fit(piece: str, role: Role, case: TypeCase, room: int) -> list[str]:
    """A cluster that is to stand on a row of its own (a web address in a narrow cell): as it is, with all its
    marks at half width, or cut where that hurts least."""
    advances = case.advances[role]
    if advances[piece] - _blank_end(piece, advances[" "]) <= room:
        return [piece]
    piece = "".join(HALVES.get(char, char) for char in piece)
    parts: list[str] = []
    while advances[piece] - _blank_end(piece, advances[" "]) > room:
        fits = bisect_right(list(accumulate(map(advances.__getitem__, piece))), room)
        place = _least_harmful(piece, max(fits, 1))
        parts.append(piece[:place])
        piece = piece[place:]
    return [*parts, piece]


def _least_harmful(piece: str, fits: int) -> int:
    """The last place up to `fits` between two words; else inside one; else between marks, dashes whole."""
    if between := [place for place in places(piece) if place <= fits]:
        return between[-1]
    within = [place for place in range(1, fits + 1) if place < len(piece)]
    for allowed in (
        [place for place in within if may_part(piece, place)],
        [place for place in within if piece[place] not in "—…" or piece[place - 1] != piece[place]],
    ):
        if allowed:
            return allowed[-1]
    return fits
