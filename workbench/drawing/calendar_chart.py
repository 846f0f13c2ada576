"""The calendar of deadlines (到期日历): twelve months, every day something falls due with how much."""

from __future__ import annotations

from workbench.drawing.axes import Measure, shortened
from workbench.drawing.picture import (
    LINE,
    PAD,
    QUIET,
    STRONG,
    Mark,
    Picture,
    add_key,
    filled,
    titled,
    words_on,
)
from workbench.drawing.scene import Align, Rectangle, Style
from workbench.rows.charts import CalendarChart, CalendarMonth

_GAP = 20.0
_CELL = 24.0
_LEAST = 210.0  # width of a month
_WEEKDAYS = "一二三四五六日"
_FRAME = Style(1, fill="#ffffff", stroke="#e1e4e8", width=1.0)
_FAINT = Style(6, fill="#656d76", size=-2.0)


def draw_calendar(chart: CalendarChart, width: float, measure: Measure) -> Picture:
    """Months in rows of as many as fit, four at most; a day's figure is how much falls due."""
    picture, top = titled(width, chart.title, chart.note, measure)
    add_key(picture, chart.key, top, measure)
    top += LINE + 8
    across = next((n for n in (4, 3, 2) if (width - 2 * PAD + _GAP) / n - _GAP >= _LEAST), 1)
    side = (width - 2 * PAD + _GAP) / across - _GAP
    for row in range(0, len(chart.months), across):
        months = chart.months[row : row + across]
        picture.cuts.append(top)
        for column, month in enumerate(months):
            _add_month(picture, month, PAD + column * (side + _GAP), top, side, measure)
        weeks = max((month.first_weekday + month.length + 6) // 7 for month in months)
        top += 2 * LINE + weeks * _CELL + _GAP
    picture.height = top - _GAP + PAD
    return picture


def _add_month(
    picture: Picture, month: CalendarMonth, left: float, top: float, side: float, measure: Measure
) -> None:
    picture.write(STRONG, month.name, left + 4, top + LINE / 2)
    if month.behind is not None:
        words = shortened(month.behind.value, side * 0.7, measure)
        picture.write(QUIET, words, left, top + LINE / 2, side - 4, Align.RIGHT)
        picture.marks.append(Mark(Rectangle(left, top, side, LINE), month.behind))
    cell, first_row = side / 7, top + 2 * LINE
    for number, name in enumerate(_WEEKDAYS):
        picture.write(_FAINT, name, left + number * cell, top + 1.5 * LINE, cell, Align.CENTER)
    due = {day.day: day for day in month.days}
    for day in range(1, month.length + 1):
        row, column = divmod(month.first_weekday + day - 1, 7)
        box = Rectangle(left + column * cell, first_row + row * _CELL, cell, _CELL)
        picture.scene[_FRAME].rectangles.append(box)
        if day not in due:
            picture.write(_FAINT, str(day), box.x, box.y + _CELL / 2, cell, Align.CENTER)
            continue
        mark = due[day]
        picture.scene[filled(mark.tone, edged=True)].rectangles.append(box)
        ink = words_on(mark.tone, -2.0)
        picture.write(ink, str(day), box.x + 3, box.y + 7)
        picture.write(words_on(mark.tone, 0.0), mark.words, box.x, box.y + _CELL - 9, cell - 3, Align.RIGHT)
        picture.marks.append(Mark(box, mark.behind))
