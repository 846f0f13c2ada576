"""Charts made of lines: the trend of an indicator, many small ones, and the curve of completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor

from workbench.drawing.axes import Measure, diamond, figure, octagon, round_scale, shortened, square, ticks
from workbench.drawing.picture import (
    AXIS,
    GRID,
    LINE,
    PAD,
    QUIET,
    STRONG,
    WORDS,
    Mark,
    Picture,
    drawn,
    filled,
    titled,
    wrapped,
)
from workbench.drawing.scene import Align, Line, Point, Rectangle, Style
from workbench.rows.charts import CurveChart, Guess, Points, Spot, TrendChart, TrendsChart

PATH_TONE, OBSERVED_TONE, GUESS_TONE = "#1f6fbf", "#107c41", "#9d5d00"
_RANGE = Style(1, fill="#faeccd", smooth=True)
_TARGET = Style(4, fill=PATH_TONE, smooth=True)
_DOT = Style(5, fill=OBSERVED_TONE, smooth=True)
_BASE = Style(4, fill="#656d76", smooth=True)
_GUESS = Style(5, fill="#ffffff", stroke=GUESS_TONE, width=1.6, smooth=True)
_PATH_LINE = drawn(PATH_TONE, 1.5, (5.0, 3.0))
_OBSERVED_LINE = drawn(OBSERVED_TONE, 2.2)
_GUESS_LINE = drawn(GUESS_TONE, 1.4, (1.5, 2.5))
_HALF, _REACH, _ASIDE = 4.0, 9.0, 18.0
_PANEL_WIDTH, _PANEL_RATIO, _GAP = 236.0, 0.68, 14.0
_LOWEST = 240.0
_QUARTERS = 2.5  # years; in a shorter stretch quarters are named
_MOST_SAID = 12  # values; of more, the latest alone is written beside its point


class _Plot:
    """A field with a grid, into which points in years and values are put."""

    def __init__(
        self,
        picture: Picture,
        box: Rectangle,
        points: Points,
        measure: Measure,
        *,
        percent: bool = False,
        span: tuple[float, float] | None = None,
    ) -> None:
        self.picture, self._measure = picture, measure
        values = [y for _, y in points]
        self._low, self._high, step = (0.0, max(100.0, *values), 25.0) if percent else round_scale(values)
        labels = [(value, figure(value) + ("%" if percent else "")) for value in self._ticks(step)]
        left = box.x + max(measure(name) for _, name in labels) + 8
        self.box = Rectangle(left, box.y, box.width - (left - box.x), box.height)
        first, last = min(x for x, _ in points), max(x for x, _ in points)
        room = 0.06 * (last - first) or 0.5
        self._first, self._last = span or (first - room, last + room)
        for value, name in labels:
            y = self.y(value)
            picture.scene[GRID].lines.append(Line(left, y, left + self.box.width, y))
            picture.write(QUIET, name, box.x, y, left - box.x - 6, Align.RIGHT)
        foot = self.box.y + self.box.height
        picture.scene[AXIS].lines.append(Line(left, foot, left + self.box.width, foot))

    def _ticks(self, step: float) -> list[float]:
        return list(ticks(self._low, self._high, step))

    def x(self, x: float) -> float:
        return self.box.x + (x - self._first) / (self._last - self._first) * self.box.width

    def y(self, y: float) -> float:
        return self.box.y + (self._high - y) / (self._high - self._low) * self.box.height

    def within(self, y: float) -> float:
        """The height of a value, or the edge of the field it lies beyond."""
        return min(max(self.y(y), self.box.y), self.box.y + self.box.height)

    def points(self, points: Points) -> tuple[Point, ...]:
        return tuple(Point(self.x(x), self.y(y)) for x, y in points)

    def name_years(self, years: Sequence[int]) -> None:
        step = max(1, ceil(len(years) * (self._measure("2025年") + 6) / self.box.width))
        self.name_places([(year, f"{year}年") for year in years[::step]])

    def name_stretch(self) -> None:
        """The years within the field; of a short stretch its quarters, each where it ends."""
        if self._last - self._first > _QUARTERS:
            self.name_years(range(ceil(self._first), floor(self._last) + 1))
            return
        ends = range(ceil(self._first * 4), floor(self._last * 4) + 1)
        names = [(end / 4, f"{(end - 1) // 4 + 1}年{'一二三四'[(end - 1) % 4]}季度末") for end in ends]
        step = max(1, ceil(len(names) * (self._measure("2025年四季度末") + 8) / self.box.width))
        self.name_places(names[::step])

    def show_field(self) -> None:
        """Tell where time runs across."""
        self.picture.field = (self.box, self._first, self._last)

    def name_places(self, places: Sequence[tuple[float, str]]) -> None:
        foot = self.box.y + self.box.height
        for place, name in places:
            x, half = self.x(place), self._measure(name) / 2
            self.picture.scene[AXIS].lines.append(Line(x, foot, x, foot + 3))
            self.picture.write(QUIET, name, x - half, foot + 4 + LINE / 2, 2 * half, Align.CENTER)

    def mark(self, spot: Spot) -> Point:
        """Make a spot something to point at."""
        at = Point(self.x(spot.x), self.y(spot.y))
        box = Rectangle(at.x - _REACH, at.y - _REACH, 2 * _REACH, 2 * _REACH)
        self.picture.marks.append(Mark(box, spot.behind))
        return at

    def has_room_below(self, spot: Spot) -> bool:
        """Whether the words of a spot would stand within the field below it."""
        return self.y(spot.y) + 2 * LINE < self.box.y + self.box.height

    def say(self, spot: Spot, *, below: bool = False, beside: bool = False) -> None:
        """The words of a spot above it, or below or right of it."""
        if spot.words:
            width = self._measure(spot.words) + 4
            if beside:
                self.picture.write(WORDS, spot.words, self.x(spot.x) + _REACH, self.y(spot.y) + _REACH, width)
                return
            x = min(max(self.x(spot.x) - width / 2, self.box.x), self.box.x + self.box.width - width)
            below = below and self.has_room_below(spot)
            middle = self.y(spot.y) + (_ASIDE if below else -_ASIDE)
            self.picture.write(WORDS, spot.words, x, middle, width, Align.CENTER)


def draw_trend(chart: TrendChart, width: float, height: float, measure: Measure) -> Picture:
    """Path, targets, observed values and where they may lead, with what they mean and the standing below."""
    unit = f"（{chart.unit}）" if chart.unit else ""
    picture, top = titled(width, chart.title + unit, "", measure)
    notes = wrapped(chart.note, (width - 2 * PAD) / 0.93, measure) if chart.note else []
    foot = len(notes) * LINE
    height = max(height, _LOWEST + foot)
    box = Rectangle(PAD, top + 14, width - 2 * PAD, height - top - 14 - 2 * LINE - PAD - 10 - foot)
    _plot_trend(picture, chart, box, measure)
    y = box.y + box.height + LINE + 8
    _line_key(picture, _trend_key(chart), PAD, y + LINE / 2, measure)
    for number, line in enumerate(notes):
        picture.write(QUIET, line, PAD, y + LINE * (number + 1.5) + 2)
    picture.height = height
    return picture


def _plot_trend(picture: Picture, chart: TrendChart, box: Rectangle, measure: Measure) -> None:
    points = field_of(chart)
    if not points:
        middle = box.y + box.height / 2
        picture.write(QUIET, "没有基期、目标值和实际值可画。", box.x, middle, box.width, Align.CENTER)
        return
    plot = _Plot(picture, box, points, measure, span=chart.span)
    plot.show_field()
    if chart.span is not None:
        plot.name_stretch()
    else:
        years = [round(x) for x, _ in points]
        plot.name_years(range(min(years), max(years) + 1))
    for guess in chart.guesses:
        _plot_guess(plot, guess)
    if len(chart.path) > 1:
        picture.scene[_PATH_LINE].polylines.append(plot.points(chart.path))
    line = chart.line or tuple((spot.x, spot.y) for spot in chart.observed)
    if len(line) > 1:
        picture.scene[_OBSERVED_LINE].polylines.append(plot.points(line))
    for spot in chart.base:
        picture.scene[_BASE].polygons.append(square(*plot.mark(spot), _HALF))
    for spot in chart.targets:
        picture.scene[_TARGET].polygons.append(diamond(*plot.mark(spot), _HALF))
    for spot in chart.observed:
        picture.scene[_DOT].polygons.append(octagon(*plot.mark(spot), _HALF))
    if not chart.small:
        for spot, below in said_below(chart):
            plot.say(spot, below=below)


def field_of(chart: TrendChart) -> Points:
    """The points that a trend must reach: all it shows."""
    spots = (*chart.base, *chart.targets, *chart.observed, *(guess.spot for guess in chart.guesses))
    points = (*chart.path, *chart.line, *((spot.x, spot.y) for spot in spots))
    return points + _range_ends(chart.guesses, [y for _, y in points])


def said_below(chart: TrendChart) -> list[tuple[Spot, bool]]:
    """The spots whose words are shown, and whether below them: off the path, and off what is above."""
    said = [(spot, False) for spot in (*chart.base, *chart.targets)]
    observed = chart.observed if len(chart.observed) <= _MOST_SAID else chart.observed[-1:]
    for spot in (*observed, *(guess.spot for guess in chart.guesses[:1])):
        due = _at(chart.path, spot.x)
        said.append((spot, due is not None and due >= spot.y))
    return said


def _range_ends(guesses: Sequence[Guess], values: Sequence[float]) -> Points:
    """The ends of ranges, but no further out than half the height of all else: a wide range runs out of the
    field, rather than making the field all range.
    """
    if not values:
        return ()
    room = (max(values) - min(values)) / 2
    ends = ((guess.spot.x, end) for guess in guesses for end in (guess.low, guess.high) if end is not None)
    return tuple((x, min(max(end, min(values) - room), max(values) + room)) for x, end in ends)


def _at(path: Points, x: float) -> float | None:
    """The value of a path at a place."""
    for (x1, y1), (x2, y2) in pairwise(path):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return None


def _plot_guess(plot: _Plot, guess: Guess) -> None:
    scene, start = plot.picture.scene, Point(plot.x(guess.since[0]), plot.y(guess.since[1]))
    if guess.low is not None and guess.high is not None:
        x = plot.x(guess.spot.x)
        high, low = plot.within(guess.high), plot.within(guess.low)
        scene[_RANGE].polygons.append((*_opening(plot, guess), Point(x, high), Point(x, low)))
    if guess.cut_off:
        scene[_GUESS_LINE].polylines.append((start, Point(plot.x(guess.spot.x), plot.y(guess.spot.y))))
        return
    at = plot.mark(guess.spot)
    scene[_GUESS_LINE].polylines.append((start, at))
    scene[_GUESS].polygons.append(octagon(*at, _HALF))


def _opening(plot: _Plot, guess: Guess) -> tuple[Point, ...]:
    """Where the range of a guess begins: in a point, or, where that lies before the field, along its edge."""
    (x, y), origin = guess.since, guess.origin or guess.since
    if x == origin[0] or guess.low is None or guess.high is None:
        return (Point(plot.x(x), plot.y(y)),)
    share = (x - origin[0]) / (guess.spot.x - origin[0])
    ends = (origin[1] + (end - origin[1]) * share for end in (guess.low, guess.high))
    return tuple(Point(plot.x(x), plot.within(end)) for end in ends)


def _trend_key(chart: TrendChart) -> list[tuple[str, Style, Style | None]]:
    key: list[tuple[str, Style, Style | None]] = []
    if len(chart.path) > 1:
        key.append(("目标路径", _PATH_LINE, None))
    if chart.base:
        key.append(("基期值", _PATH_LINE, _BASE))
    if chart.targets:
        key.append(("目标值", _PATH_LINE, _TARGET))
    if chart.observed:
        key.append(("实际值", _OBSERVED_LINE, _DOT))
    if chart.guesses:
        key.append(("推算（非实际）", _GUESS_LINE, _GUESS))
    if any(guess.low is not None for guess in chart.guesses):
        key.append(("推算区间", _RANGE, None))
    return key


def _line_key(
    picture: Picture,
    key: Sequence[tuple[str, Style, Style | None]],
    x: float,
    y: float,
    measure: Measure,
) -> None:
    for name, line, dot in key:
        if line is _RANGE:
            box = (Point(x, y - 5), Point(x + 32, y - 5), Point(x + 32, y + 5), Point(x, y + 5))
            picture.scene[_RANGE].polygons.append(box)
        elif dot not in (_TARGET, _BASE):
            picture.scene[line].polylines.append((Point(x, y), Point(x + 32, y)))
        if dot is not None:
            shape = {_TARGET: diamond, _BASE: square}.get(dot, octagon)
            picture.scene[dot].polygons.append(shape(x + 16, y, _HALF))
        picture.write(QUIET, name, x + 38, y)
        x += measure(name) + 58


def draw_trends(chart: TrendsChart, width: float, measure: Measure) -> Picture:
    """Small trends in a grid, each a mark of its own."""
    picture, top = titled(width, chart.title, chart.note, measure)
    if not chart.trends:
        picture.write(QUIET, "没有指标。", PAD, top + LINE / 2)
        picture.height = top + LINE + PAD
        return picture
    kinds = (_trend_key(one) for one in chart.trends)
    key = list(dict.fromkeys(entry for kind in kinds for entry in kind))
    _line_key(picture, key, PAD, top + LINE / 2, measure)
    top += LINE + 8
    across = max(1, int((width - 2 * PAD + _GAP) / (_PANEL_WIDTH + _GAP)))
    side = (width - 2 * PAD + _GAP) / across - _GAP
    rise = side * _PANEL_RATIO
    for number, one in enumerate(chart.trends):
        row, column = divmod(number, across)
        box = Rectangle(PAD + column * (side + _GAP), top + row * (rise + _GAP), side, rise)
        if not column:
            picture.cuts.append(box.y)
        _add_panel(picture, one, box, measure)
    picture.height = top + ceil(len(chart.trends) / across) * (rise + _GAP) + PAD - _GAP
    return picture


def _add_panel(picture: Picture, chart: TrendChart, box: Rectangle, measure: Measure) -> None:
    state = measure(chart.state) + 18
    picture.write(STRONG, shortened(chart.title, box.width - state - 6, measure), box.x, box.y + LINE / 2)
    if chart.state:
        x = box.x + box.width - state
        picture.scene[filled(chart.tone)].rectangles.append(Rectangle(x, box.y + 4, 10, 10))
        picture.write(QUIET, chart.state, x + 14, box.y + LINE / 2)
    latest = f"　最新 {chart.observed[-1].words}" if chart.observed else ""
    final = f"　目标 {chart.targets[-1].words}" if chart.targets else ""
    words = f"{chart.unit or '数值'}{latest}{final}"
    picture.write(QUIET, shortened(words, box.width, measure), box.x, box.y + LINE * 1.5)
    inner = Picture(picture.width, scene=picture.scene)  # its points are not marks: the panel is
    field = Rectangle(box.x, box.y + 2 * LINE + 8, box.width, box.height - 3 * LINE - 16)
    _plot_trend(inner, replace(chart, small=True, guesses=chart.guesses[:1]), field, measure)
    picture.marks.append(Mark(box, chart.behind))


def draw_curve(chart: CurveChart, width: float, height: float, measure: Measure) -> Picture:
    """Lines in percent over periods."""
    picture, top = titled(width, chart.title, chart.note, measure)
    height = max(height, _LOWEST)
    picture.height = height
    points = tuple((spot.x, spot.y) for line in chart.lines for spot in line.spots)
    if not points:
        picture.write(QUIET, "所选时期内没有进展数据。", PAD, top + LINE / 2)
        return picture
    box = Rectangle(PAD, top + 10, width - 2 * PAD, height - top - 10 - 2 * LINE - PAD - 12)
    plot = _Plot(picture, box, points, measure, percent=True)
    widest = max(map(measure, chart.labels)) + 8
    step = max(1, ceil(len(chart.labels) * widest / plot.box.width))
    plot.name_places(list(enumerate(chart.labels))[::step])
    key: list[tuple[str, Style, Style | None]] = []
    for line in chart.lines:
        pen = drawn(line.tone, 2.0, (5.0, 3.0) if line.dashed else ())
        dot = filled(line.tone, 5)
        key.append((line.name, pen, dot))
        picture.scene[pen].polylines.append(plot.points(tuple((spot.x, spot.y) for spot in line.spots)))
        for spot in line.spots:
            picture.scene[dot].polygons.append(octagon(*plot.mark(spot), _HALF))
            highest = max(one.y for other in chart.lines for one in other.spots if one.x == spot.x)
            below = spot.y < highest
            close = below and plot.y(spot.y) - plot.y(highest) < 2 * _ASIDE
            plot.say(spot, below=below, beside=close and not plot.has_room_below(spot))
    _line_key(picture, key, PAD, height - PAD - LINE / 2, measure)
    return picture
