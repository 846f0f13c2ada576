"""Charts made of boxes: horizontal bars, stacks of them, and the heat map."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.drawing.axes import Measure, shortened
from workbench.drawing.picture import (
    AXIS,
    LINE,
    PAD,
    QUIET,
    STRONG,
    WORDS,
    Mark,
    Picture,
    add_key,
    filled,
    titled,
    words_on,
)
from workbench.drawing.scene import Align, Line, Rectangle
from workbench.rows.charts import Bar, BarsChart, HeatChart, StackChart

_BAR, _ROW = 16.0, 24.0
_LEAST_MARK = 28.0  # a bar of nothing can be pointed at where its total stands
_HEAT_ROW = 22.0
_WIDEST_COLUMN = 110.0
_LABELS = 0.3  # of the width, at most
_NOTHING = "没有可画的数据。"


def draw_bars(chart: BarsChart, width: float, measure: Measure) -> Picture:
    """Stacked bars, each with its total at the end and a figure in every part that has room for it."""
    picture, y = titled(width, chart.title, chart.note, measure)
    y = _add_bars(picture, chart, y, measure, stays=True)
    picture.height = y + PAD
    return picture


def draw_stack(chart: StackChart, width: float, measure: Measure) -> Picture:
    """Charts of bars below one another."""
    picture, y = titled(width, chart.title, chart.note, measure)
    left = _label_room([bar for one in chart.charts for bar in one.bars], width, measure)
    for one in chart.charts:
        picture.write(WORDS, one.title, PAD, y + LINE / 2)
        y = _add_bars(picture, one, y + LINE + 2, measure, left=left) + PAD
    picture.height = y
    return picture


def _label_room(bars: Sequence[Bar], width: float, measure: Measure) -> float:
    """Where bars begin: right of their labels, and of their places before these."""
    places = max((measure(bar.place) for bar in bars), default=0.0)
    labels = max((measure(bar.label) for bar in bars), default=0.0)
    return PAD + min((places + 14 if places else 0.0) + labels + 10, width * _LABELS)


def _add_bars(
    picture: Picture, chart: BarsChart, y: float, measure: Measure, *, left: float = 0.0, stays: bool = False
) -> float:
    """Key and bars below `y`; the height at which they end."""
    if not chart.bars:
        picture.write(QUIET, _NOTHING, PAD, y + LINE / 2)
        return y + LINE
    if chart.key:
        add_key(picture, chart.key, y, measure)
        y += LINE + 6
    if stays:
        picture.head = y - 2
    left = left or _label_room([bar for bar in chart.bars if not bar.is_head], picture.width, measure)
    room = picture.width - left - PAD - max(measure(bar.total) for bar in chart.bars) - 10
    least = min(0.0, min(sum(part.size for part in bar.parts) for bar in chart.bars))
    most = max(max(sum(part.size for part in bar.parts) for bar in chart.bars), 0.0)
    scale = room / ((most - least) or 1.0)
    zero = left - least * scale
    top = y
    for bar in chart.bars:
        if bar.label:
            picture.cuts.append(y)
        else:
            y -= _ROW - _BAR - 2
        _add_bar(picture, bar, zero, y, scale, left, measure)
        y += _ROW
    picture.scene[AXIS].lines.append(Line(zero, top, zero, y - (_ROW - _BAR) / 2))
    return y


def _add_bar(
    picture: Picture, bar: Bar, zero: float, y: float, scale: float, left: float, measure: Measure
) -> None:
    middle, x = y + _ROW / 2, zero
    if bar.is_head:
        picture.write(STRONG, shortened(bar.label, picture.width - 2 * PAD, measure), PAD, middle)
        return
    room = left - PAD - 8 - (measure(bar.place) + 8 if bar.place else 0.0)
    label = shortened(bar.label, room, measure)
    picture.write(QUIET, bar.place, PAD, middle)
    picture.write(WORDS, label, PAD, middle, left - PAD - 8, Align.RIGHT)
    for part in bar.parts:
        size = part.size * scale
        box = Rectangle(min(x, x + size), y + (_ROW - _BAR) / 2, abs(size), _BAR)
        picture.scene[filled(part.tone, edged=True)].rectangles.append(box)
        picture.marks.append(
            Mark(Rectangle(box.x, box.y - 1, box.width or _LEAST_MARK, _BAR + 2), part.behind)
        )
        if part.words and measure(part.words) + 4 < box.width:
            picture.write(words_on(part.tone), part.words, box.x, middle, box.width, Align.CENTER)
        x += size
    picture.write(QUIET, bar.total, max(x, zero) + 6, middle)


def draw_heat_map(chart: HeatChart, width: float, measure: Measure) -> Picture:
    """Cells in rows and columns, with the names of rows on the left and of columns above."""
    picture, y = titled(width, chart.title, chart.note, measure)
    if not chart.rows:
        picture.write(QUIET, _NOTHING, PAD, y + LINE / 2)
        picture.height = y + LINE + PAD
        return picture
    add_key(picture, chart.key, y, measure)
    y += LINE + 6
    left = _label_room([Bar(label, ()) for label, _ in chart.rows], width, measure)
    column = min((width - left - PAD) / max(len(chart.columns), 1), _WIDEST_COLUMN)
    for number, name in enumerate(chart.columns):
        shown = shortened(name, column - 2, measure)
        picture.write(QUIET, shown, left + number * column, y + LINE / 2, column, Align.CENTER)
    picture.head = y + LINE + 2
    y = picture.head
    for label, cells in chart.rows:
        picture.cuts.append(y)
        name = shortened(label, left - PAD - 8, measure)
        picture.write(WORDS, name, PAD, y + _HEAT_ROW / 2, left - PAD - 8, Align.RIGHT)
        for number, cell in enumerate(cells):
            if cell is not None:
                box = Rectangle(left + number * column, y, column, _HEAT_ROW)
                picture.scene[filled(cell.tone, edged=True)].rectangles.append(box)
                if measure(cell.words) + 2 < column:
                    words = words_on(cell.tone)
                    picture.write(words, cell.words, box.x, y + _HEAT_ROW / 2, column, Align.CENTER)
                picture.marks.append(Mark(box, cell.behind))
        y += _HEAT_ROW
    picture.height = y + PAD
    return picture
