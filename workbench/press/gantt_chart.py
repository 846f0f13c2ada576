"""甘特图: the Gantt as a printed chart, on pages from A4 to A0 with repeated heads, or as one picture (SVG).

RowIndex ─► drawing.sheet: pages as scenes ─► scene_ink: PDF, or drawing.svg
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt_styles import BarInk
from workbench.drawing.sheet import TYPE_SIZE, Measure, SheetPage, SheetPlan, lay_out
from workbench.drawing.svg import to_svg
from workbench.drawing.time_axis import is_rest_day
from workbench.errors import RefusedError
from workbench.planning.bar_rows import PLAIN, BarDress, bar_links, bar_rows
from workbench.planning.row_index import RowIndex
from workbench.press.characters import clean
from workbench.press.faces import FontChoice, TypeCase
from workbench.press.files import new_file
from workbench.press.geometry import mm
from workbench.press.paper import Paper, face_notes, face_warnings
from workbench.press.scene_ink import SceneInk
from workbench.rows.bars import BarRow

#: Width and height of the sheets, lying, in millimetres.
SIZES: Final = {"A4": (297, 210), "A3": (420, 297), "A2": (594, 420), "A1": (841, 594), "A0": (1189, 841)}
_SLIDE_WIDTH = 960.0  # of a picture for a slide, in points: a 16:9 slide of 33.9 cm
_ROOM = 0.03  # of the time shown, free at either end


@dataclass(frozen=True, slots=True)
class GanttChart:
    """What to print; days are ordinals. With no `first_day` and `last_day` (0) it covers the whole plan.

    `across` is over how many pages the time runs; `note` stands at the foot; `rests` tells days of rest.
    """

    title: str
    today: int
    paper: str = "A3"
    upright: bool = False
    across: int = 1
    first_day: int = 0
    last_day: int = 0
    dress: BarDress = PLAIN
    front_line: bool = False
    status_day: int = 0
    note: str = ""
    rests: Callable[[int], bool] = is_rest_day


def print_gantt(index: RowIndex, chart: GanttChart, *, fonts: FontChoice = "bundled") -> Paper:
    """Print the rows an index shows. Raises RefusedError where there is none, or no such paper."""
    if chart.paper not in SIZES:
        raise RefusedError(f"没有名为“{chart.paper}”的纸张。", f"可选：{'、'.join(SIZES)}。")
    size = tuple(mm(side) for side in SIZES[chart.paper])
    width, height = reversed(size) if chart.upright else size
    case = TypeCase(fonts)
    press = SceneInk(case, TYPE_SIZE)
    pages = 0
    buffer = BytesIO()
    with new_file(buffer, width, height, chart.title) as canvas:
        for page in _pages(index, _plan(index, chart, width, height), press.measure, chart.dress):
            canvas.addLiteral(press.operators(page.scene, height))
            canvas.addLiteral(press.operators(page.chart, height, within=page.clip))
            canvas.showPage()
            pages += 1
        canvas.finish(press.faces.values())
    return Paper(buffer.getvalue(), pages, face_warnings(case), face_notes(case))


def draw_gantt(index: RowIndex, chart: GanttChart, *, fonts: FontChoice = "bundled") -> str:
    """The rows an index shows as one SVG picture, as high as it needs. Raises RefusedError."""
    page = slide_of(index, chart, SceneInk(TypeCase(fonts), TYPE_SIZE).measure)
    return to_svg(page.scene, page.width, page.height, size=TYPE_SIZE, inset=(page.chart, page.clip))


def slide_of(index: RowIndex, chart: GanttChart, measure: Measure) -> SheetPage:
    """The rows an index shows as one page for a slide, as high as it needs. Raises RefusedError."""
    (page,) = _pages(index, _plan(index, replace(chart, across=1), _SLIDE_WIDTH, 0.0), measure, chart.dress)
    return page


def _pages(index: RowIndex, plan: SheetPlan, measure: Measure, dress: BarDress) -> Iterator[SheetPage]:
    rows = [_clean(row) for row in bar_rows(index, 0, len(index) - 1, dress)]
    return lay_out(plan, rows, bar_links(index, 0, len(index) - 1), measure)


def _clean(row: BarRow) -> BarRow:
    """A row without control characters and line breaks in its texts."""
    texts = (" ".join(clean(text).split()) for text in (row.title, row.units, row.deadline))
    title, units, deadline = texts
    return replace(row, title=title, units=units, deadline=deadline)


def _plan(index: RowIndex, chart: GanttChart, width: float, height: float) -> SheetPlan:
    if not len(index):
        raise RefusedError("没有可以打印的任务。", "请先导入文件，或取消筛选。")
    arrays = index.arrays
    first = chart.first_day or arrays.first_day() or chart.today - 30
    last = max(chart.last_day or arrays.last_day() or chart.today + 30, first)
    room = max(round((last - first) * _ROOM), 3)
    return SheetPlan(
        title=" ".join(clean(chart.title).split()),
        width=width,
        height=height,
        first_day=max(first - room, 1),
        last_day=last + room,
        today=chart.today,
        table_width=min(330.0 + (width - 841.0) * 0.12, width * 0.45) if height else 330.0,
        across=max(chart.across, 1),
        key=_key(chart.dress),
        note=chart.note,
        front_line=chart.front_line,
        status_day=chart.status_day,
        rests=chart.rests,
        ghosts=chart.dress.baseline is not None,
    )


def _key(dress: BarDress) -> Sequence[tuple[str, BarInk]]:
    baseline = (ink.BASELINE_KEY,) if dress.baseline is not None else ()
    if dress.tones is None:
        return (*ink.STATE_KEY, *baseline)
    return (*((name, ink.TONES[tone]) for name, tone in dress.tones.legend()), *baseline)
