"""Where a text breaks into lines, known before it is painted: texts and a width go in, lines come out.

The heights of 100,000 rows have to be known at once, so the widths of characters are looked up in a table and
the lines of all texts counted together. Chinese breaks between any two characters, but no line begins with a
closing mark or ends with an opening one, and words of letters and digits stay whole where they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QFontMetricsF

_Floats = NDArray[np.float64]
_Whole = NDArray[np.int64]

_NEVER_FIRST = "，。、；：？！）〕】》」』’”…%％,.;:?!)]}·"
_NEVER_LAST = "（〔【《「『‘“([{"
_CODES = 0x110000
#: A hair of room for what rounding adds up to, in points.
_SLACK = 0.5


class Breaker:
    """Breaks texts set in one font. Characters are measured when they are first met."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics
        self._widths: NDArray[np.float32] = np.full(_CODES, np.nan, np.float32)

    def laid_out(self, texts: Sequence[str]) -> Galley:
        """Texts measured, ready to be counted at any width."""
        return Galley(self, texts)

    def broken(self, text: str, room: float, most: int) -> list[str]:
        """A text as lines no wider than `room`; the last of `most` lines is cut off with an ellipsis."""
        codes = _codes(text)
        if most == 1:  # as in every row of the Gantt
            return [self._cut_off(text, float(self.widths(codes).sum()), room)]
        widths, allowed = self.widths(codes).tolist(), _allowed(codes).tolist()
        lines: list[str] = []
        start = 0
        while start < len(text) and len(lines) < most - 1:
            stop = _fitting(widths, start, room + _SLACK)
            if stop < len(text):
                stop = _last_break(allowed, start, stop)
            lines.append(text[start:stop].rstrip())
            start = stop
        if start < len(text) or not lines:
            lines.append(self._cut_off(text[start:], sum(widths[start:]), room))
        return lines

    def widths(self, codes: NDArray[np.uint32]) -> NDArray[np.float32]:
        """The width of each character, by its code point."""
        widths: NDArray[np.float32] = self._widths[codes]
        if np.isnan(widths).any():
            self._measure(codes[np.isnan(widths)])
            widths = self._widths[codes]
        return widths

    def _measure(self, codes: NDArray[np.uint32]) -> None:
        met = np.zeros(_CODES, np.bool_)
        met[codes] = True
        for code in np.flatnonzero(met).tolist():
            self._widths[code] = self._metrics.horizontalAdvance(chr(code))

    def _cut_off(self, text: str, width: float, room: float) -> str:
        from PySide6.QtCore import Qt

        if width <= room + _SLACK:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class Galley:
    """Measured texts; `count_lines` answers for all of them in one go."""

    def __init__(self, breaker: Breaker, texts: Sequence[str]) -> None:
        codes = _codes("".join(texts))
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._stops = np.cumsum(lengths)
        self._starts = self._stops - lengths
        self._passed: _Floats = np.concatenate([[0.0], np.cumsum(breaker.widths(codes), dtype=np.float64)])
        places = np.where(_allowed(codes), np.arange(len(codes), dtype=np.int32), 0)
        self._last_break = np.append(np.maximum.accumulate(places), np.int32(len(codes)))

    def count_lines(self, rooms: _Floats, most: int, picked: _Whole | None = None) -> _Whole:
        """How many lines each text takes in its room, at least one and at most `most`; `picked` names the
        texts where not all of them in order are meant."""
        starts, stops = (self._starts, self._stops) if picked is None else self._picked(picked)
        lines = np.ones(len(stops), np.int64)
        rooms = np.maximum(rooms, 1.0) + _SLACK
        over = self._too_long(starts, stops, rooms)
        live, starts = np.flatnonzero(over), starts[over]
        for _ in range(1, most):
            if not len(live):
                break
            lines[live] += 1
            starts = self._next_line(starts, rooms[live])
            over = self._too_long(starts, stops[live], rooms[live])
            live, starts = live[over], starts[over]
        return lines

    def _picked(self, places: _Whole) -> tuple[_Whole, _Whole]:
        return self._starts[places], self._stops[places]

    def _too_long(self, starts: _Whole, stops: _Whole, rooms: _Floats) -> NDArray[np.bool_]:
        """Whether what is left of a text fits on no line; a single character is left as it is."""
        too_long: NDArray[np.bool_] = self._passed[stops] - self._passed[starts] > rooms
        return too_long & (stops - starts > 1)

    def _next_line(self, starts: _Whole, rooms: _Floats) -> _Whole:
        stops = np.searchsorted(self._passed, self._passed[starts] + rooms, side="right") - 1
        stops = np.maximum(stops, starts + 1)
        breaks = self._last_break[stops]
        return np.where(breaks > starts, breaks, stops)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _allowed(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether a line may end before each character."""
    if not len(codes):
        return np.empty(0, np.bool_)
    first = _among(codes, _NEVER_FIRST)
    last = _among(codes, _NEVER_LAST)
    letter = (codes < 0x250) & (codes > 0x20) & ~first & ~last
    allowed = ~first
    allowed[1:] &= ~last[:-1] & ~(letter[1:] & letter[:-1])
    return allowed


def _among(codes: NDArray[np.uint32], characters: str) -> NDArray[np.bool_]:
    """Which codes are of these characters. (`np.isin` would bring all of numpy.ma before the first paint.)"""
    wanted = _in_order(characters)
    places = np.searchsorted(wanted[:-1], codes)
    found: NDArray[np.bool_] = wanted[places] == codes
    return found


@cache
def _in_order(characters: str) -> NDArray[np.uint32]:
    return np.sort(_codes(characters))


def _fitting(widths: list[float], start: int, room: float) -> int:
    """The end of the longest stretch from `start` that fits; one character in any case."""
    stop, left = start, room
    while stop < len(widths) and widths[stop] <= left:
        left -= widths[stop]
        stop += 1
    return max(stop, start + 1)


def _last_break(allowed: list[bool], start: int, stop: int) -> int:
    """The last place up to `stop` where a line may end; `stop` itself where there is none."""
    return next((place for place in range(stop, start, -1) if allowed[place]), stop)
