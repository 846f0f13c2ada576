"""Charts for papers: what an indicator or a list of counts says goes in, a Scene in black and grey comes out.

They are told apart without colour, since official papers are printed in black: observed values are a solid
line with dots, the path a dashed one, targets diamonds; parts of a bar differ in grey, pattern and order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from workbench.drawing.axes import Measure, diamond, figure, octagon, round_scale, shortened, ticks
from workbench.drawing.scene import Align, Fill, Line, Point, Rectangle, Scene, Style, Text
from workbench.rows.papers import BarsFacts, ChartFacts, TrendFacts

_GRID = Style(0, stroke="#cccccc", width=0.5)
_AXIS = Style(1, stroke="#000000", width=0.9)
_PATH = Style(2, stroke="#666666", width=1.4, dash=(4.0, 2.5), smooth=True)
_OBSERVED = Style(3, stroke="#000000", width=2.2, smooth=True)
_DOT = Style(4, fill="#000000", smooth=True)
_TARGET = Style(4, fill="#ffffff", stroke="#000000", width=1.2, smooth=True)
_WORDS = Style(5, fill="#000000")
_STRONG = Style(5, fill="#000000", bold=True)
#: Parts of bars from the most to the least striking.
_PARTS = (
    Style(2, fill="#4d4d4d", stroke="#000000", width=0.6),
    Style(2, fill="#a6a6a6", stroke="#000000", width=0.6),
    Style(2, fill="#e0e0e0", stroke="#000000", width=0.6),
    Style(2, fill="#ffffff", stroke="#000000", width=0.6),
    Style(2, fill="#000000", stroke="#000000", width=0.6),
    Style(3, fill="#000000", pattern=Fill.HATCHED),
)
_LINE = 13.0  # a row of words
_BAR, _BAR_GAP = 11.0, 6.0
_HALF_MARK = 2.6
_RATIO = 0.6
_NO_START = "，。、；：？！）》”’％%（"


def chart_height(chart: ChartFacts, width: float) -> float:
    """How high a chart of this width should be."""
    if isinstance(chart, TrendFacts):
        return width * _RATIO
    return 3 * _LINE + len(chart.labels) * (_BAR + _BAR_GAP) + _BAR_GAP


def draw_chart(chart: ChartFacts, width: float, height: float, measure: Measure) -> Scene:
    """A chart within a box whose top left corner is the origin."""
    if isinstance(chart, TrendFacts):
        return _Trend(chart, width, height, measure).scene
    return _bars(chart, width, measure)


class _Trend:
    """A trend: title and unit above, years below, a light grid behind, a key at the foot."""

    def __init__(self, facts: TrendFacts, width: float, height: float, measure: Measure) -> None:
        self.scene = Scene()
        self._facts, self._width, self._height, self._measure = facts, width, height, measure
        points = [*facts.path, *facts.targets, *facts.observed]
        self._years = sorted({round(year) for year, _ in points}) if points else []
        self._title()
        if not points:
            self._say("尚无数据", width / 2, height / 2, Align.CENTER)
            return
        self._low, self._high, step = round_scale([value for _, value in points])
        labels = list(ticks(self._low, self._high, step))
        self._left = max(measure(figure(value)) for value in labels) + 6
        self._right, self._top, self._bottom = width - 10, 2 * _LINE + 6, height - 2 * _LINE - 4
        first, last = min(year for year, _ in points), max(year for year, _ in points)
        room = 0.06 * (last - first) or 0.5
        self._first, self._last = first - room, last + room
        self._axes(labels)
        self._lines()
        self._key()

    def _title(self) -> None:
        """On one row or two, the second one free where it is not needed, so that charts in a row line up."""
        unit = f"（{self._facts.unit}）" if self._facts.unit else ""
        for number, line in enumerate(_in_two(self._facts.title + unit, self._width, self._measure)):
            box = Text(0, number * _LINE, self._width, _LINE, line, Align.CENTER)
            self.scene[_STRONG].texts.append(box)

    def _x(self, year: float) -> float:
        share = (year - self._first) / (self._last - self._first)
        return self._left + share * (self._right - self._left)

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self._bottom - share * (self._bottom - self._top)

    def _axes(self, labels: Sequence[float]) -> None:
        for value in labels:
            y = self._y(value)
            self.scene[_GRID].lines.append(Line(self._left, y, self._right, y))
            box = Text(0, y - _LINE / 2, self._left - 4, _LINE, figure(value), Align.RIGHT)
            self.scene[_WORDS].texts.append(box)
        self.scene[_AXIS].lines.append(Line(self._left, self._bottom, self._right, self._bottom))
        widest = self._measure("2025年") + 4
        fits = max(1, int((self._right - self._left) / widest))
        years = range(self._years[0], self._years[-1] + 1)
        for year in years[:: max(1, ceil(len(years) / fits))]:
            x = self._x(year)
            self.scene[_AXIS].lines.append(Line(x, self._bottom, x, self._bottom + 2.5))
            self._say(f"{year}年", x, self._bottom + 3 + _LINE / 2, Align.CENTER)

    def _lines(self) -> None:
        facts = self._facts
        if len(facts.path) > 1:
            self.scene[_PATH].polylines.append(self._points(facts.path))
        if len(facts.observed) > 1:
            self.scene[_OBSERVED].polylines.append(self._points(facts.observed))
        for x, y in self._points(facts.targets):
            self.scene[_TARGET].polygons.append(diamond(x, y, _HALF_MARK))
        for x, y in self._points(facts.observed):
            self.scene[_DOT].polygons.append(octagon(x, y, _HALF_MARK))

    def _points(self, points: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
        return tuple(Point(self._x(year), self._y(value)) for year, value in points)

    def _key(self) -> None:
        """What lines and marks mean, in one row at the foot."""
        facts, y = self._facts, self._height - _LINE / 2
        parts = [("目标路径", _PATH)] if len(facts.path) > 1 else []
        parts += [("目标值", _TARGET)] if facts.targets else []
        parts += [("实际值", _OBSERVED)] if facts.observed else []
        x = max(0.0, (self._width - sum(self._measure(name) + 30 for name, _ in parts)) / 2)
        for name, style in parts:
            if style is _TARGET:
                self.scene[_TARGET].polygons.append(diamond(x + 8, y, _HALF_MARK))
            else:
                self.scene[style].lines.append(Line(x, y, x + 16, y))
            if style is _OBSERVED:
                self.scene[_DOT].polygons.append(octagon(x + 8, y, _HALF_MARK))
            self._say(name, x + 20, y, Align.LEFT)
            x += self._measure(name) + 30

    def _say(self, text: str, x: float, middle: float, align: Align) -> None:
        width = self._measure(text)
        left = x - width / 2 if align is Align.CENTER else x
        self.scene[_WORDS].texts.append(Text(left, middle - _LINE / 2, 0, _LINE, text))


def _bars(facts: BarsFacts, width: float, measure: Measure) -> Scene:
    """Horizontal stacked bars, the total at the end of each, the parts' names above."""
    scene = Scene()
    unit = f"（{facts.unit}）" if facts.unit else ""
    scene[_STRONG].texts.append(Text(0, 0, width, _LINE, facts.title + unit, Align.CENTER))
    _parts_key(scene, facts.parts, width, measure)
    left = min(max(map(measure, facts.labels), default=0.0) + 6, width * 0.45)
    totals = [sum(values) for values in facts.values]
    end = max(map(measure, map(figure, totals)), default=0.0) + 8
    scale = (width - left - end) / max([*totals, 1e-9])
    y = 3 * _LINE
    for label, values, total in zip(facts.labels, facts.values, totals, strict=True):
        shown = shortened(label, left - 6, measure)
        scene[_WORDS].texts.append(Text(0, y, left - 4, _BAR, shown, Align.RIGHT))
        for number, (start, stop) in enumerate(pairwise(accumulate(values, initial=0.0))):
            if stop > start:
                box = Rectangle(left + start * scale, y, (stop - start) * scale, _BAR)
                scene[_part(number)].rectangles.append(box)
        scene[_WORDS].texts.append(Text(left + total * scale + 4, y, 0, _BAR, figure(total)))
        y += _BAR + _BAR_GAP
    scene[_AXIS].lines.append(Line(left, 3 * _LINE - _BAR_GAP / 2, left, y - _BAR_GAP / 2))
    return scene


def _parts_key(scene: Scene, parts: Sequence[str], width: float, measure: Measure) -> None:
    x = max(0.0, (width - sum(measure(part) + 26 for part in parts)) / 2)
    for number, part in enumerate(parts):
        scene[_part(number)].rectangles.append(Rectangle(x, _LINE + 5, 10, 8))
        scene[_WORDS].texts.append(Text(x + 13, _LINE + 2.5, 0, _LINE, part))
        x += measure(part) + 26


def _part(number: int) -> Style:
    return _PARTS[number % len(_PARTS)]


def _in_two(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """A title on one row, or on two of about the same length; what does not fit on these is cut."""
    if measure(text) <= width:
        return (text,)
    half = next(place for place in range(len(text)) if measure(text[:place]) >= measure(text) / 2)
    while half < len(text) and text[half] in _NO_START:
        half += 1
    return shortened(text[:half], width, measure), shortened(text[half:], width, measure)
