"""Figures in a paper: charts drawn as scenes, set side by side as vectors, with one caption below (图题)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.drawing.charts import chart_height, draw_chart
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import Flow
from workbench.press.geometry import SMALL_SIZE, UPRIGHT
from workbench.press.scene_ink import SceneInk
from workbench.press.sheet import Picture, centred_text, plain_line
from workbench.rows.papers import BarsFacts, ChartFacts, FigureFacts

_BETWEEN = 10.0
_CAPTION = SMALL_SIZE * 1.6
#: Size of the words in a chart, by how many charts stand side by side: none is smaller than 小五.
_SIZES = {1: 10.5, 2: 9.0}


def set_figure(flow: Flow, figure: FigureFacts, case: TypeCase) -> None:
    """Set a figure into the flow; rows of charts may go on on the next page."""
    size = _SIZES.get(figure.across, 9.0)
    width = (UPRIGHT.width - (figure.across - 1) * _BETWEEN) / figure.across
    measure = SceneInk(case, size).measure
    most = UPRIGHT.bottom - UPRIGHT.top - _CAPTION
    fitting = [part for chart in figure.charts for part in _within(chart, width, most)]
    rows = list(_rows(fitting, figure.across))
    for number, charts in enumerate(rows):
        height = max(chart_height(chart, width) for chart in charts)
        last = number == len(rows) - 1
        page, top = flow.make_room(height + (_CAPTION if last and figure.title else 0.0))
        for column, chart in enumerate(charts):
            scene = draw_chart(chart, width, height, measure)
            x = UPRIGHT.left + column * (width + _BETWEEN)
            page.pictures.append(Picture(scene, x, top, size, after=len(page.texts)))
        bottom = top + height
        if last and figure.title:
            line = plain_line(figure.title, Role.HEAVY, case)
            page.texts.append(centred_text(line, UPRIGHT.middle, bottom + SMALL_SIZE * 0.3, SMALL_SIZE))
            bottom += _CAPTION
        flow.went_to(bottom)


def _within(chart: ChartFacts, width: float, most: float) -> Iterator[ChartFacts]:
    """A chart as one or, where its bars are more than a page holds, as several, the later ones 续."""
    if not isinstance(chart, BarsFacts) or chart_height(chart, width) <= most:
        yield chart
        return
    count = len(chart.labels)
    while chart_height(replace(chart, labels=chart.labels[:count]), width) > most:
        count -= 1
    for start in range(0, len(chart.labels), count):
        title = f"{chart.title}（续）" if start else chart.title
        end = start + count
        yield replace(chart, title=title, labels=chart.labels[start:end], values=chart.values[start:end])


def _rows(charts: Sequence[ChartFacts], across: int) -> Iterator[Sequence[ChartFacts]]:
    return (charts[start : start + across] for start in range(0, len(charts), across))
