"""Any chart as a picture: what it shows goes in with the room it has, a Scene with its marks comes out."""

from __future__ import annotations

from workbench.drawing.axes import Measure
from workbench.drawing.bars_chart import draw_bars, draw_heat_map, draw_stack
from workbench.drawing.calendar_chart import draw_calendar
from workbench.drawing.line_charts import draw_curve, draw_trend, draw_trends
from workbench.drawing.picture import Picture
from workbench.rows.charts import (
    BarsChart,
    CalendarChart,
    Chart,
    CurveChart,
    HeatChart,
    StackChart,
    TrendChart,
    TrendsChart,
)


def picture_of(chart: Chart, width: float, height: float, measure: Measure) -> Picture:
    """A chart laid out `width` units wide; trends and curves fill `height`, others are as high as they need.

    `measure` tells how wide a text is in type of `picture.TYPE_SIZE` units.
    """
    match chart:
        case TrendChart():
            return draw_trend(chart, width, height, measure)
        case CurveChart():
            return draw_curve(chart, width, height, measure)
        case TrendsChart():
            return draw_trends(chart, width, measure)
        case BarsChart():
            return draw_bars(chart, width, measure)
        case StackChart():
            return draw_stack(chart, width, measure)
        case HeatChart():
            return draw_heat_map(chart, width, measure)
        case CalendarChart():
            return draw_calendar(chart, width, measure)
