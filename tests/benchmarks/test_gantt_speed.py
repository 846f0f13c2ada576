"""How fast the grid and the Gantt are at 1,000, 10,000 and 100,000 tasks.

Timings are reported (`--benchmark-enable`); what is asserted is a ratio, which a busy machine does not upset:
a frame at 100,000 tasks may cost at most twice a frame at 1,000.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import cycle

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from tests.benchmarks.frames import must_cost_no_more
from tests.benchmarks.gantt_plans import plan_of
from workbench.planning.baselines import BaselineDays
from workbench.planning.calendar_files import load_calendar
from workbench.planning.row_index import RowIndex
from workbench.planning.task_arrays import NodeKind, TaskArrays
from workbench.planning.tones import ColorBy
from workbench.press.gantt_chart import GanttChart, print_gantt
from workbench.ui import theme
from workbench.ui.gantt.grouping import Grouping
from workbench.ui.gantt.view import GanttView

SIZES = (1_000, 10_000, 100_000)
_PLANS: dict[int, TaskArrays] = {}


def plan(tasks: int) -> TaskArrays:
    """A fresh plan costs a second at 100,000 tasks, so it is made once."""
    if tasks not in _PLANS:
        _PLANS[tasks] = plan_of(tasks)
    return _PLANS[tasks]


def shown_view(tasks: int, qtbot: QtBot) -> GanttView:
    """A view of 1900×1000 on the screen, in the middle of its plan."""
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    view = GanttView()
    qtbot.addWidget(view)
    view.resize(1900, 1000)
    view.show()
    qtbot.waitExposed(view)
    switch_everything_on(view, plan(tasks))
    rows = view.timeline.verticalScrollBar()
    rows.setValue(rows.maximum() // 2)
    QApplication.processEvents()
    return view


def switch_everything_on(view: GanttView, arrays: TaskArrays) -> None:
    """Baseline, real days, critical path and slack, colours by unit, front line, calendar and followers;
    milestones and links are there."""
    view.set_calendar(load_calendar())
    view.set_arrays(arrays)
    view.dressing.set_baseline(BaselineDays.of("年初", arrays.id, arrays.start - 20, arrays.end - 20))
    view.dressing.set_actual(BaselineDays.of("实际", arrays.id, arrays.start + 5, arrays.end + 9))
    view.dressing.show_slack(True)
    view.tools.colors[ColorBy.UNIT].trigger()
    view.tools.front_line.trigger()


@pytest.fixture(params=SIZES)
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> GanttView:
    return shown_view(request.param, qtbot)


def scroll_frames(view: GanttView) -> Callable[[], None]:
    """One wheel notch down each time: both panes move together and paint what came into sight."""
    rows = view.timeline.verticalScrollBar()

    def frame() -> None:
        rows.setValue(rows.value() + 3 * rows.singleStep())
        QApplication.processEvents()

    return frame


def jump_frames(view: GanttView) -> Callable[[], None]:
    """Somewhere else each time: both panes are painted whole."""
    rows, chance = view.timeline.verticalScrollBar(), random.Random(1)

    def frame() -> None:
        rows.setValue(chance.randrange(rows.maximum()))
        QApplication.processEvents()

    return frame


def drag_frames(view: GanttView, keep_selection: bool = False) -> Callable[[], None]:
    """A bar held by its middle and moved to and fro by one step each time."""
    if not keep_selection:
        view.table.clearSelection()
    index, arrays = view.index_rows, view.arrays
    row = view.timeline.row_at(view.timeline.viewport().height() // 2) or 0
    node = next(int(node) for node in index.rows[row:] if arrays.kind[node] == NodeKind.TASK)
    view.timeline.show_span(int(arrays.start[node]) - 100, int(arrays.end[node]) + 100)
    box = view.timeline.bar_box(node)
    at = box.center() - QPoint(0, box.height() // 3)
    steps = 0
    send(view, QEvent.Type.MouseButtonPress, at)

    def frame() -> None:
        nonlocal steps
        steps += 1
        send(view, QEvent.Type.MouseMove, at + QPoint(20 if steps % 2 else 40, 0))
        QApplication.processEvents()

    return frame


def send(view: GanttView, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    where = QPointF(at)
    event = QMouseEvent(kind, where, where, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.timeline.viewport(), event)


def test_scroll_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(scroll_frames(view), rounds=60, warmup_rounds=5)


def test_jump_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(jump_frames(view), rounds=60, warmup_rounds=10)


def test_zoom_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    steps = cycle((1.2, 1 / 1.2))

    def zoom() -> None:
        view.timeline.zoom_to(view.timeline.axis.day_width * next(steps), 300)
        QApplication.processEvents()

    benchmark.pedantic(zoom, rounds=40, warmup_rounds=4)


def test_edit_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    """From fresh facts of a task in sight to both panes painted: nothing else is worked out anew."""
    row = view.timeline.row_at(view.timeline.viewport().height() // 2) or 0
    node = next(int(node) for node in view.index_rows.rows[row:] if view.arrays.kind[node] == NodeKind.TASK)
    percents = cycle((30, 60))

    def edit() -> None:
        view.update_tasks([view.arrays.node(node)._replace(progress=next(percents))])
        QApplication.processEvents()

    benchmark.pedantic(edit, rounds=40, warmup_rounds=2)
    assert view.arrays.progress[node] in (30, 60)


def test_drag_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(drag_frames(view), rounds=60, warmup_rounds=5)
    assert view.timeline.dragging
    view.timeline.cancel_drag()


def test_lanes(view: GanttView, benchmark: BenchmarkFixture) -> None:
    groupings = cycle((Grouping.LEAD, Grouping.DOCUMENT))

    def regroup() -> None:
        view.set_grouping(next(groupings))
        QApplication.processEvents()

    benchmark.pedantic(regroup, rounds=4)


def test_shift_frame(view: GanttView, benchmark: BenchmarkFixture) -> None:
    """Every task selected, and all of them dragged."""
    view.table.selectAll()
    frame = drag_frames(view, keep_selection=True)
    benchmark.pedantic(frame, rounds=20, warmup_rounds=2)
    assert view.timeline.dragging
    view.timeline.cancel_drag()


@pytest.mark.parametrize("tasks", (1_000, 10_000))
def test_print_pages(tasks: int, benchmark: BenchmarkFixture) -> None:
    index, chart = RowIndex(plan(tasks)), GanttChart("重点任务推进甘特图", 739_500)
    paper = benchmark.pedantic(print_gantt, (index, chart), rounds=2)
    benchmark.extra_info["pages"] = paper.pages


def test_expand_all(view: GanttView, benchmark: BenchmarkFixture) -> None:
    def expand() -> None:
        view.expand_all()
        QApplication.processEvents()

    benchmark.pedantic(expand, setup=view.collapse_all, rounds=15, warmup_rounds=1)


def test_select_all(view: GanttView, benchmark: BenchmarkFixture) -> None:
    def select() -> None:
        view.table.selectAll()
        QApplication.processEvents()

    benchmark.pedantic(select, setup=view.table.clearSelection, rounds=5)
    assert len(view.selected_ids()) == np.sum(view.arrays.kind == NodeKind.TASK)


def test_filter(view: GanttView, benchmark: BenchmarkFixture) -> None:
    def wanted(arrays: TaskArrays) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.fromiter(("授权" in name for name in arrays.name), np.bool_, len(arrays))

    benchmark.pedantic(lambda: view.set_filter(wanted), setup=lambda: view.set_filter(None), rounds=10)


@pytest.mark.parametrize("tasks", SIZES)
def test_sort_by_text(tasks: int, benchmark: BenchmarkFixture) -> None:
    index = RowIndex(plan(tasks))
    benchmark.pedantic(lambda: index.sort(index.arrays.name), rounds=5)


@pytest.mark.parametrize("tasks", SIZES)
def test_sort_by_day(tasks: int, benchmark: BenchmarkFixture) -> None:
    index = RowIndex(plan(tasks))
    benchmark.pedantic(lambda: index.sort(index.arrays.end.astype(np.float64)), rounds=5)


@pytest.mark.parametrize("frames", [scroll_frames, jump_frames, drag_frames])
def test_a_frame_costs_no_more_in_a_large_plan(
    frames: Callable[[GanttView], Callable[[], None]], qtbot: QtBot
) -> None:
    few, many = (frames(shown_view(tasks, qtbot)) for tasks in (1_000, 100_000))
    must_cost_no_more(few, many)
