"""A Gantt as a printed sheet: rows of a plan go in, pages come out, each a Scene with table, heads and chart.

Every page repeats the heads and the columns of the table. Rows are as high as their names need, so that no name
is cut off. Coordinates run from the top left corner of the page, downwards, in points.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt import GanttFrame, draw_calendar, draw_front_line, draw_rows
from workbench.drawing.gantt_links import draw_links
from workbench.drawing.gantt_styles import BarInk
from workbench.drawing.scene import Align, Line, Point, Rectangle, Scene, Text
from workbench.drawing.time_axis import TimeAxis, Unit, Zoom, is_rest_day, uniform_labels
from workbench.rows.bars import BarLink, BarRow

#: How wide a text is in the sheet's type at its own size, in points.
Measure = Callable[[str], float]

TYPE_SIZE = 8.0  # of the table; other sizes are relative to it, as in a Style
_ROW = 18.0  # a row of one line
_GHOST_ROOM = 4.0  # and more where bars of a baseline lie below
_BAR = 8.0
_LINE = 10.0  # every further line of a name
_HEAD = 32.0
_TITLE = 26.0
_FOOT = 20.0
_PAD = 4.0
_LABEL_ROOM = 72.0  # for the label of a bar that ends with the plan
_INDENT = 9.0
_NO_START = "，。、；：？！）》〉】〕”’％%·"
_HEADS = ("任务", "责任单位", "完成时限", "进度")
_SHARES = (0.46, 0.24, 0.215, 0.085)  # a deadline such as 2027年12月底前 stays on one line


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How a Gantt is laid out on pages of `width` × `height` points within `margin`.

    The time from `first_day` to `last_day` fills the width that `table_width` leaves, over `across` pages. A
    `height` of 0 makes one page as high as it needs, for a slide.
    """

    title: str
    width: float
    height: float
    first_day: int
    last_day: int
    today: int
    margin: float = 34.0
    table_width: float = 330.0
    across: int = 1
    key: Sequence[tuple[str, BarInk]] = ink.STATE_KEY
    note: str = ""
    front_line: bool = False
    status_day: int = 0
    ghosts: bool = False
    rests: Callable[[int], bool] = is_rest_day

    @property
    def row_height(self) -> float:
        """Of a row of one line."""
        return _ROW + (_GHOST_ROOM if self.ghosts else 0.0)

    @property
    def chart_width(self) -> float:
        return self.width - 2 * self.margin - self.table_width

    @property
    def axis(self) -> TimeAxis:
        """The time on the first of the pages across."""
        days = max(self.last_day - self.first_day + 1, 7)
        room = self.chart_width * self.across - _LABEL_ROOM
        return TimeAxis(self.first_day, min(room / days, Zoom.DAY.day_width))


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page: its picture, and the part of it that the chart must stay within."""

    scene: Scene
    chart: Scene
    clip: Rectangle
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its texts wrapped, and how high it is."""

    bar: BarRow
    cells: tuple[tuple[str, ...], ...]
    height: float


def lay_out(
    plan: SheetPlan, rows: Iterable[BarRow], links: Sequence[BarLink], measure: Measure
) -> Iterator[SheetPage]:
    """The pages: down the rows first, and for each stretch of rows across the time. At least one."""
    wrapped = [_wrapped(plan, row, measure) for row in rows]
    room = plan.height - 2 * plan.margin - _TITLE - _HEAD - _FOOT if plan.height else float("inf")
    stretches = list(_stretches([row.height for row in wrapped], room))
    reaching = _by_stretch(links, stretches)
    total = len(stretches) * plan.across
    for number, (first, stop) in enumerate(stretches):
        for part in range(plan.across):
            place = number * plan.across + part + 1
            yield _page(
                plan, wrapped, (first, stop), reaching[number], measure, part, f"第{place}页 共{total}页"
            )


def _stretches(heights: Sequence[float], room: float) -> Iterator[tuple[int, int]]:
    """Which rows go on which page; a row higher than the page has one of its own."""
    first, used = 0, 0.0
    for number, height in enumerate(heights):
        if used + height > room and number > first:
            yield first, number
            first, used = number, 0.0
        used += height
    yield first, len(heights)


def _by_stretch(links: Sequence[BarLink], stretches: Sequence[tuple[int, int]]) -> list[list[BarLink]]:
    """The links that touch or cross each page's rows."""
    page_of = [number for number, (first, stop) in enumerate(stretches) for _ in range(first, stop)]
    found: list[list[BarLink]] = [[] for _ in stretches]
    for link in links:
        pages = sorted((page_of[link.before_row], page_of[link.after_row]))
        for page in range(pages[0], pages[1] + 1):
            found[page].append(link)
    return found


def _wrapped(plan: SheetPlan, row: BarRow, measure: Measure) -> _Row:
    widths = [plan.table_width * share - 2 * _PAD for share in _SHARES]
    widths[0] -= row.depth * _INDENT
    texts = (row.title, row.units, row.deadline, f"{row.progress}%")
    cells = tuple(tuple(wrap(text, width, measure)) for text, width in zip(texts, widths, strict=True))
    lines = max(len(cell) for cell in cells)
    return _Row(row, cells, plan.row_height + (max(lines, 1) - 1) * _LINE)


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """A text in lines no wider than `width`; closing marks do not begin a line. Nothing is lost."""
    if measure(text) <= width:
        return [text] if text else []
    lines, line, used = [], "", 0.0
    for char in text:
        advance = measure(char)
        if line and used + advance > width:
            if char in _NO_START and len(line) > 1:
                line, char = line[:-1], line[-1] + char
            lines.append(line)
            line, used, advance = "", 0.0, measure(char)
        line += char
        used += advance
    return [*lines, line]


def _page(
    plan: SheetPlan,
    rows: Sequence[_Row],
    stretch: tuple[int, int],
    links: Sequence[BarLink],
    measure: Measure,
    part: int,
    folio: str,
) -> SheetPage:
    first, stop = stretch
    shown = rows[first:stop]
    top = plan.margin + _TITLE + _HEAD
    tops = list(accumulate((row.height for row in shown), initial=top))
    scene = _table(plan, shown, tops)
    axis = plan.axis
    seen = replace(axis, left=axis.left + part * plan.chart_width / axis.day_width)
    frame = GanttFrame(
        axis=seen,
        width=plan.chart_width,
        row_height=plan.row_height,
        thickest=_BAR,
        today=plan.today,
        horizon=plan.last_day,
        status_day=plan.status_day,
        ghosts=plan.ghosts,
    )
    chart = _chart(plan, frame, shown, tops, links, first)
    _heads(plan, scene, frame, measure)
    bottom = tops[-1]
    foot = max(plan.height - plan.margin, bottom + _FOOT) if plan.height else bottom + _FOOT
    _around(plan, scene, measure, folio, bottom, foot)
    clip = Rectangle(plan.margin + plan.table_width, top, plan.chart_width, bottom - top)
    return SheetPage(scene, chart, clip, plan.width, foot + plan.margin)


def _table(plan: SheetPlan, rows: Sequence[_Row], tops: Sequence[float]) -> Scene:
    """The columns of the table, left of the chart."""
    scene = Scene()
    edges = [plan.margin + plan.table_width * share for share in accumulate(_SHARES, initial=0.0)]
    right = plan.margin + plan.table_width
    for row, top in zip(rows, tops, strict=False):
        if row.bar.depth == 0:
            scene[ink.DOCUMENT_ROW].rectangles.append(
                Rectangle(plan.margin, top, plan.width - 2 * plan.margin, row.height)
            )
        style = ink.SHEET_STRONG if row.bar.depth == 0 else ink.SHEET_TEXT
        for column, lines in enumerate(row.cells):
            x = edges[column] + _PAD + (row.bar.depth * _INDENT if column == 0 else 0.0)
            y = top + (row.height - _LINE * len(lines)) / 2
            for line in lines:
                scene[style].texts.append(Text(x, y, 0.0, _LINE, line))
                y += _LINE
        bottom = top + row.height
        scene[ink.SHEET_RULE].lines.append(Line(plan.margin, bottom, right, bottom))
    for edge in edges[1:]:
        scene[ink.SHEET_RULE].lines.append(Line(edge, tops[0], edge, tops[-1]))
    return scene


def _chart(
    plan: SheetPlan,
    frame: GanttFrame,
    rows: Sequence[_Row],
    tops: Sequence[float],
    links: Sequence[BarLink],
    first: int,
) -> Scene:
    """The bars of a page, x counted from the left edge of the chart."""
    scene = Scene()
    draw_calendar(frame, tops[0], tops[-1], scene, plan.rests)
    for row, top in zip(rows, tops, strict=False):
        draw_rows(replace(frame, row_height=row.height), [row.bar], top, scene)
        if plan.front_line:
            draw_front_line(replace(frame, row_height=row.height), [row.bar], top, scene)

    def middle_of(row: int) -> float:
        place = row - first
        if 0 <= place < len(rows):
            return tops[place] + rows[place].height / 2 - (frame.row_height / 2 - frame.bar_middle)
        return tops[0] - 40.0 if place < 0 else tops[-1] + 40.0

    draw_links(frame, links, middle_of, scene)
    return scene


def _heads(plan: SheetPlan, scene: Scene, frame: GanttFrame, measure: Measure) -> None:
    """Names of the columns, and both tiers of the calendar."""
    top, left = plan.margin + _TITLE, plan.margin + plan.table_width
    scene[ink.SHEET_HEAD].rectangles.append(Rectangle(plan.margin, top, plan.width - 2 * plan.margin, _HEAD))
    x = plan.margin
    for head, share in zip(_HEADS, _SHARES, strict=True):
        width = plan.table_width * share
        scene[ink.SHEET_STRONG].texts.append(Text(x, top, width, _HEAD, head, Align.CENTER))
        x += width
        scene[ink.SHEET_RULE].lines.append(Line(x, top, x, top + _HEAD))
    for unit, y, upper in zip(frame.axis.tiers, (top, top + _HEAD / 2), (True, False), strict=True):
        _tier(scene, frame, unit, left, y, measure, upper=upper)


def _tier(
    scene: Scene, frame: GanttFrame, unit: Unit, left: float, y: float, measure: Measure, *, upper: bool
) -> None:
    cells = frame.axis.cells(unit, 0, frame.width - 0.01, upper=upper)
    spans = [
        (max(frame.axis.x_of(cell.start), 0.0), min(frame.axis.x_of(cell.stop), frame.width))
        for cell in cells
    ]
    whole = min((cell.stop - cell.start for cell in cells), default=1) * frame.axis.day_width - 2
    labels = (
        [cell.label(b - a - 4, measure) for cell, (a, b) in zip(cells, spans, strict=True)]
        if upper
        else uniform_labels(cells, whole, measure)
    )
    for label, (a, b) in zip(labels, spans, strict=True):
        scene[ink.SHEET_RULE].lines.append(Line(left + a, y, left + a, y + _HEAD / 2))
        if label and measure(label) <= b - a:
            scene[ink.SHEET_TEXT].texts.append(Text(left + a, y, b - a, _HEAD / 2, label, Align.CENTER))
    scene[ink.SHEET_RULE].lines.append(Line(left, y, left + frame.width, y))


def _around(plan: SheetPlan, scene: Scene, measure: Measure, folio: str, bottom: float, foot: float) -> None:
    """Title, frame, key to the colours and number of the page."""
    left, right, top = plan.margin, plan.width - plan.margin, plan.margin + _TITLE
    scene[ink.SHEET_TITLE].texts.append(
        Text(left, plan.margin, right - left, _TITLE - 6, plan.title, Align.CENTER)
    )
    box = (Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom), Point(left, top))
    scene[ink.SHEET_EDGE].polylines.append(box)
    scene[ink.SHEET_EDGE].lines.append(Line(left, top + _HEAD, right, top + _HEAD))
    y = foot - 11.0
    x = left
    for name, look in plan.key:
        scene[look.body].rectangles.append(Rectangle(x, y + 1, 12.0, 7.0))
        scene[ink.SHEET_TEXT].texts.append(Text(x + 15, y - 1, 0.0, 11.0, name))
        x += 15 + measure(name) + 12
    if plan.note:
        scene[ink.SHEET_TEXT].texts.append(Text(x, y - 1, 0.0, 11.0, plan.note))
    scene[ink.SHEET_TEXT].texts.append(Text(right - 120, y - 1, 120.0, 11.0, folio, Align.RIGHT))
