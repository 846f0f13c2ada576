"""挂图作战: every task of a plan on one big sheet, in panels side by side; facts go in, Scenes come out.

The type is as large as lets everything on one sheet; where even the smallest type does not, the panels go on
on further sheets. A light is a round spot, progress a bar with its figure; both are said in words too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import ceil, cos, pi, sin
from typing import NamedTuple

from workbench.drawing.scene import Align, Line, Point, Rectangle, Scene, Style, Text
from workbench.rows.papers import WallFacts, WallGroup, WallRow

#: A text in rows no wider than so many points at a size; how wide a text is at a size.
Wrap = Callable[[str, float, float], Sequence[str]]
Measure = Callable[[str, float], float]

SIZES = tuple(size / 2 for size in range(40, 13, -1))  # 20 down to 7 points
_MOST_PANELS = 10
_LEADING = 1.36
_PAD = 0.35  # of the size, beside and above the text of a cell
_PANEL_GAP = 1.2  # of the size
_NARROWEST = 27.0  # a panel, of the size
_MARGIN = 0.024  # of the sheet's width
_BAND = 3.4  # of the size: height of the band of figures
_NUMBER, _DATE, _PROGRESS = 2.6, 7.2, 4.6  # of the size: widths of columns
_SHARES = (0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4)  # what tasks may have of the room beside their units

_TITLE_INK = "#c00000"
_RULE = Style(2, stroke="#7f7f7f", width=0.7)
_FRAME = Style(3, stroke="#000000", width=1.6)
_HEAD = Style(0, fill="#1f3864")
_GROUP = Style(0, fill="#dce6f2")
_TRACK = Style(1, fill="#e4e4e4")
_DONE = Style(2, fill="#4a7ebb")
_BOX = Style(1, fill="#f4f6fa", stroke="#9fb3cf", width=0.8)
_WORDS = Style(6, fill="#000000")
_STRONG = Style(6, fill="#000000", bold=True)
_ON_DARK = Style(6, fill="#ffffff", bold=True)
_QUIET = Style(6, fill="#404040")


@cache
def _spot(colour: str) -> Style:
    return Style(4, fill=colour, stroke="#404040", width=0.5, smooth=True)


@cache
def _title(extra: float) -> Style:
    return Style(6, fill=_TITLE_INK, bold=True, size=extra)


@cache
def _value(extra: float) -> Style:
    return Style(6, fill=_TITLE_INK, bold=True, size=extra)


class _Strip(NamedTuple):
    """One row of a panel with its texts in rows: a task, or the name of a group."""

    cells: tuple[Sequence[str], ...]
    height: float
    row: WallRow | None = None  # None: a group's name


@dataclass(frozen=True, slots=True)
class WallPlan:
    """How a chart is set: size of type, number of panels, and what stands in each panel of each sheet."""

    width: float
    height: float
    size: float
    panels: int
    columns: tuple[float, ...]  # widths, the last one for progress and light
    strips: tuple[tuple[_Strip, ...], ...]  # panel by panel

    @property
    def sheets(self) -> int:
        return -(-len(self.strips) // self.panels)

    @property
    def margin(self) -> float:
        return self.width * _MARGIN

    @property
    def top(self) -> float:
        """Where the panels begin."""
        return self.margin + _title_height(self.width) + _BAND * self.size

    @property
    def bottom(self) -> float:
        return self.height - self.margin - 1.8 * self.size


def plan_wall(facts: WallFacts, width: float, height: float, wrap: Wrap) -> WallPlan:
    """The plan with the largest type that lets all on one sheet, else the smallest type."""
    best: WallPlan | None = None
    too_large, fits = -1, len(SIZES)  # places in SIZES, which fall: what fits at a size fits at a smaller one
    while fits - too_large > 1:
        place = (too_large + fits) // 2
        plans = [
            _plan(facts, width, height, SIZES[place], n, wrap) for n in _panel_counts(width, SIZES[place])
        ]
        fitting = [plan for plan in plans if plan.sheets == 1]
        if fitting:
            best, fits = min(fitting, key=_emptiness), place
        else:
            too_large = place
    return best or min(plans, key=lambda plan: (plan.sheets, -plan.panels))


def _panel_counts(width: float, size: float) -> range:
    room = width * (1 - 2 * _MARGIN)
    return range(1, max(1, min(_MOST_PANELS, int(room / (_NARROWEST * size)))) + 1)


def _emptiness(plan: WallPlan) -> float:
    """How much of the sheet's panels is left blank, at the end and by missing panels."""
    used = sum(strip.height for panel in plan.strips for strip in panel)
    return plan.panels * (plan.bottom - plan.top) - used + 10 * plan.panels


def _title_height(width: float) -> float:
    return width * 0.045


def _plan(facts: WallFacts, width: float, height: float, size: float, panels: int, wrap: Wrap) -> WallPlan:
    bare = WallPlan(width, height, size, panels, (), ())
    columns = _columns(facts, width, size, panels)
    head = _LEADING * size + 2 * _PAD * size
    room = bare.bottom - bare.top - head
    strips = _strips(facts.groups, columns, size, wrap)
    return WallPlan(width, height, size, panels, columns, tuple(_dealt(strips, room)))


def _columns(facts: WallFacts, width: float, size: float, panels: int) -> tuple[float, ...]:
    """Widths of a panel's columns: tasks and units share what numbers and dates leave over."""
    panel = (width * (1 - 2 * _MARGIN) - (panels - 1) * _PANEL_GAP * size) / panels
    rest = panel - (_NUMBER + _PROGRESS) * size
    others = [min(_DATE * size, rest * 0.25)] * (len(facts.heads) - 3)
    rest -= sum(others)
    share = min(
        _SHARES, key=lambda share: _rows_needed(facts, rest * share / size, rest * (1 - share) / size)
    )
    return (_NUMBER * size, rest * share, rest * (1 - share), *others, _PROGRESS * size)


def _rows_needed(facts: WallFacts, first: float, second: float) -> int:
    """About how many rows of text all tasks take where the second and third column are so many em wide."""
    return sum(
        max(ceil(len(row.cells[1]) / first), ceil(len(row.cells[2]) / second))
        for group in facts.groups
        for row in group.rows
    )


def _strips(
    groups: Sequence[WallGroup], columns: Sequence[float], size: float, wrap: Wrap
) -> Iterator[_Strip]:
    pad = 2 * _PAD * size
    for group in groups:
        if group.title:
            lines = wrap(group.title, sum(columns) - pad, size)
            yield _Strip((lines,), _height(len(lines), size))
        for row in group.rows:
            cells = tuple(
                wrap(cell, column - pad, size) for cell, column in zip(row.cells, columns, strict=False)
            )
            yield _Strip(cells, _height(max(map(len, cells)), size), row)


def _height(lines: int, size: float) -> float:
    return max(1, lines) * _LEADING * size + 2 * _PAD * size


def _dealt(strips: Iterator[_Strip], room: float) -> Iterator[tuple[_Strip, ...]]:
    """Strips panel by panel; the name of a group does not stay behind at the foot."""
    panel: list[_Strip] = []
    used = 0.0
    for strip in strips:
        if used + strip.height > room and panel:
            kept = [panel.pop()] if panel[-1].row is None and len(panel) > 1 else []
            yield tuple(panel)
            panel, used = kept, sum(each.height for each in kept)
        panel.append(strip)
        used += strip.height
    if panel:
        yield tuple(panel)


def draw_wall(facts: WallFacts, plan: WallPlan, measure: Measure) -> Iterator[Scene]:
    """Each sheet of the chart."""
    for sheet in range(plan.sheets):
        scene = Scene()
        folio = f"第{sheet + 1}张 共{plan.sheets}张" if plan.sheets > 1 else ""
        _frame(scene, facts, plan, measure, folio)
        for place in range(plan.panels):
            number = sheet * plan.panels + place
            if number < len(plan.strips):
                left = plan.margin + place * (sum(plan.columns) + _PANEL_GAP * plan.size)
                _panel(scene, facts, plan, plan.strips[number], left)
        yield scene


def _frame(scene: Scene, facts: WallFacts, plan: WallPlan, measure: Measure, folio: str) -> None:
    """Title, band of figures, and the key at the foot."""
    size, left, right = plan.size, plan.margin, plan.width - plan.margin
    height = _title_height(plan.width)
    type_size = min(height * 0.7, (right - left) / max(measure(facts.title, 1.0), 1.0))
    box = Text(left, plan.margin, right - left, height * 0.9, facts.title, Align.CENTER)
    scene[_title(round(type_size - size, 2))].texts.append(box)
    _band(scene, facts.figures, plan, plan.margin + height)
    y = plan.height - plan.margin - 1.4 * size
    x = left
    for name, colour in facts.key:
        scene[_spot(colour)].polygons.append(_circle(x + size / 2, y + size * 0.7, size * 0.45))
        scene[_WORDS].texts.append(Text(x + 1.3 * size, y, 0, 1.4 * size, name))
        x += 2.3 * size + measure(name, size)
    scene[_QUIET].texts.append(Text(x + size, y, 0, 1.4 * size, facts.note))
    if folio:
        scene[_QUIET].texts.append(Text(right - 12 * size, y, 12 * size, 1.4 * size, folio, Align.RIGHT))


def _band(scene: Scene, figures: Sequence[tuple[str, str]], plan: WallPlan, top: float) -> None:
    """Figures in boxes of equal width."""
    if not figures:
        return
    size, room = plan.size, plan.width - 2 * plan.margin
    gap = size
    width = (room - gap * (len(figures) - 1)) / len(figures)
    for number, (name, value) in enumerate(figures):
        x = plan.margin + number * (width + gap)
        scene[_BOX].rectangles.append(Rectangle(x, top, width, (_BAND - 0.8) * size))
        half = Text(x, top, width * 0.5 - size * 0.3, (_BAND - 0.8) * size, name, Align.RIGHT)
        scene[_WORDS].texts.append(half)
        big = Text(x + width * 0.5 + size * 0.3, top, 0, (_BAND - 0.8) * size, value)
        scene[_value(round(size * 0.5, 2))].texts.append(big)


def _panel(scene: Scene, facts: WallFacts, plan: WallPlan, strips: Sequence[_Strip], left: float) -> None:
    size, right = plan.size, left + sum(plan.columns)
    edges = list(accumulate(plan.columns, initial=left))
    head = _height(1, size)
    scene[_HEAD].rectangles.append(Rectangle(left, plan.top, right - left, head))
    for name, start, stop in zip((*facts.heads, "进度"), edges, edges[1:], strict=False):
        scene[_ON_DARK].texts.append(Text(start, plan.top, stop - start, head, name, Align.CENTER))
    y = plan.top + head
    opened = y
    for strip in strips:
        scene[_RULE].lines.append(Line(left, y, right, y))
        if strip.row is None:
            _uprights(scene, edges, opened, y)
            scene[_GROUP].rectangles.append(Rectangle(left, y, right - left, strip.height))
            _lines(scene, _STRONG, strip.cells[0], left + _PAD * size, y, size)
            opened = y + strip.height
        else:
            _task(scene, strip, strip.row, edges, y, size)
        y += strip.height
    _uprights(scene, edges, opened, y)
    corners = (Point(left, plan.top), Point(right, plan.top), Point(right, y), Point(left, y))
    scene[_FRAME].polylines.append((*corners, corners[0]))


def _uprights(scene: Scene, edges: Sequence[float], top: float, bottom: float) -> None:
    if bottom > top:
        scene[_RULE].lines += [Line(x, top, x, bottom) for x in edges[1:-1]]


def _lines(scene: Scene, style: Style, lines: Sequence[str], x: float, y: float, size: float) -> None:
    for number, line in enumerate(lines):
        top = y + _PAD * size + number * _LEADING * size
        scene[style].texts.append(Text(x, top, 0, _LEADING * size, line))


def _task(scene: Scene, strip: _Strip, row: WallRow, edges: Sequence[float], y: float, size: float) -> None:
    for number, lines in enumerate(strip.cells):
        block = len(lines) * _LEADING * size
        top = y + (strip.height - block) / 2
        for line_number, line in enumerate(lines):
            centred = number == 0
            x = edges[number] + (0 if centred else _PAD * size)
            width = edges[number + 1] - edges[number] if centred else 0
            align = Align.CENTER if centred else Align.LEFT
            box = Text(x, top + line_number * _LEADING * size, width, _LEADING * size, line, align)
            scene[_WORDS].texts.append(box)
    _progress(scene, row, edges[-2], y + strip.height / 2, size)


def _progress(scene: Scene, row: WallRow, left: float, middle: float, size: float) -> None:
    """The light, and the bar of progress with its figure below."""
    x = left + _PAD * size
    if row.light:
        scene[_spot(row.light)].polygons.append(_circle(x + size * 0.5, middle, size * 0.45))
    x += 1.25 * size
    width = _PROGRESS * size - 1.25 * size - 2 * _PAD * size
    scene[_TRACK].rectangles.append(Rectangle(x, middle + size * 0.12, width, size * 0.35))
    if row.progress:
        done = width * min(row.progress, 100) / 100
        scene[_DONE].rectangles.append(Rectangle(x, middle + size * 0.12, done, size * 0.35))
    label = Text(x, middle - size * 0.85, width, size, f"{row.progress}%", Align.CENTER)
    scene[_WORDS].texts.append(label)


def _circle(x: float, y: float, radius: float) -> tuple[Point, ...]:
    turns = (2 * pi * step / 24 for step in range(24))
    return tuple(Point(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
