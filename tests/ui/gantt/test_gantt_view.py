"""GanttView through its door: arrays in, wishes out as signals, with a real mouse and real keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.gantt.conftest import (
    DOCUMENT,
    JULY,
    ONGOING,
    RUNNING,
    SECTION,
    UNDATED,
    YEARLY,
    Drag,
    small_plan,
)
from workbench.drawing.time_axis import Zoom
from workbench.planning.task_arrays import Node, NodeKind, TaskArrays
from workbench.terms import TaskState
from workbench.ui.gantt.view import GanttView
from workbench.ui.itemmodels.task_grid import Column


def day(number: int) -> dt.date:
    """A day of July 2025, from 1."""
    return dt.date(2025, 7, number)


def wishes(signal: Any) -> list[tuple[Any, ...]]:
    """What a signal has said so far, and says from now on."""
    said: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: said.append(values))
    return said


def test_dragging_a_bar_asks_to_move_the_task(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    drag(view.timeline.bar_box(RUNNING).center(), 3)
    assert moved == [(11, day(14), day(23))]


def test_the_arrays_hold_what_is_stored_once_the_drag_is_over(view: GanttView, drag: Drag) -> None:
    before = view.arrays.node(RUNNING)
    drag(view.timeline.bar_box(RUNNING).center(), 3)
    assert view.arrays.node(RUNNING) == before, "the view asks; it does not change the plan"


def test_while_dragging_the_section_follows(view: GanttView) -> None:
    viewport, at = view.timeline.viewport(), view.timeline.bar_box(RUNNING).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(viewport, at + QPoint(32 * 2, 0))
    assert view.timeline.dragging
    assert view.arrays.start[RUNNING] == JULY + 12
    QTest.mouseMove(viewport, at - QPoint(32 * 12, 0))
    assert view.arrays.start[DOCUMENT] == JULY - 2


def test_dragging_an_end_stretches(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    box = view.timeline.bar_box(RUNNING)
    drag(QPoint(box.right() - 1, box.top() + 3), 2)
    drag(QPoint(box.left() + 1, box.top() + 3), -4)
    assert moved == [(11, day(11), day(22)), (11, day(7), day(20))]


def test_a_bar_is_never_turned_inside_out(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    box = view.timeline.bar_box(RUNNING)
    drag(QPoint(box.right() - 1, box.top() + 3), -40)
    assert moved == [(11, day(11), day(11))]


def test_stretching_the_end_states_no_start_where_none_was_stated(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    view.timeline.show_from(JULY + 170)
    box = view.timeline.bar_box(YEARLY)
    drag(QPoint(box.right() - 1, box.top() + 3), 5)
    drag(QPoint(box.right() - 200, box.center().y()), 5)
    end = dt.date(2026, 1, 5)
    assert moved == [(12, None, end), (12, day(6), end)]


def test_ongoing_work_keeps_its_open_end(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    drag(view.timeline.bar_box(ONGOING).topLeft() + QPoint(100, 5), 2)
    assert moved == [(13, day(3), None)]


def test_dragging_the_progress_handle_sets_progress(view: GanttView, drag: Drag) -> None:
    said = wishes(view.progress_set)
    box = view.timeline.bar_box(RUNNING)
    drag(QPoint(box.left() + round(box.width() * 0.4), box.bottom() - 1), 2)
    assert said == [(11, 60)]


def test_a_bar_is_drawn_for_a_task_without_days(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    row = view.index_rows.row_of(UNDATED)
    at = QPoint(round(view.timeline.axis.x_of(JULY + 4.5)), (row * 2 + 1) * view.timeline.row_height // 2)
    drag(at, 6)
    drag(at, -2)
    assert moved == [(14, day(5), day(11)), (14, day(3), day(5))]


def test_escape_puts_the_bar_back(view: GanttView) -> None:
    moved = wishes(view.moved)
    before = view.arrays.node(RUNNING)
    viewport, at = view.timeline.viewport(), view.timeline.bar_box(RUNNING).center()
    view.timeline.setFocus()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(viewport, at + QPoint(100, 0))
    assert view.arrays.node(RUNNING) != before
    QTest.keyClick(view.timeline, Qt.Key.Key_Escape)
    assert view.arrays.node(RUNNING) == before
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at + QPoint(100, 0))
    assert not moved


def test_a_click_without_moving_asks_for_nothing(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    drag(view.timeline.bar_box(RUNNING).center(), 0)
    assert not moved
    assert view.selected_ids() == [11]


def test_summaries_and_read_only_plans_cannot_be_dragged(view: GanttView, drag: Drag) -> None:
    moved = wishes(view.moved)
    drag(view.timeline.bar_box(SECTION).center(), 3)
    view.set_editable(False)
    drag(view.timeline.bar_box(RUNNING).center(), 3)
    QTest.keyClick(view.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not moved


def test_at_coarse_zoom_an_end_snaps_to_the_end_of_a_month(view: GanttView) -> None:
    moved = wishes(view.moved)
    view.timeline.zoom_to(Zoom.QUARTER.day_width)
    view.timeline.show_from(JULY - 100)
    viewport, button = view.timeline.viewport(), Qt.MouseButton.LeftButton
    box = view.timeline.bar_box(RUNNING)
    at, to = QPoint(box.right(), box.top() + 3), QPoint(box.right() + 12, box.top() + 3)
    QTest.mousePress(viewport, button, pos=at)
    QTest.mouseMove(viewport, to)
    QTest.mouseRelease(viewport, button, pos=to)
    assert moved == [(11, day(11), day(31))]


@pytest.mark.parametrize("pane", ["table", "timeline"])
def test_alt_and_an_arrow_key_move_by_a_day(view: GanttView, pane: str) -> None:
    moved = wishes(view.moved)
    view.show_task(11)
    QTest.keyClick(getattr(view, pane), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(getattr(view, pane), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert moved == [(11, day(12), day(21)), (11, day(10), day(19))]


def test_a_task_without_days_cannot_be_moved(view: GanttView) -> None:
    moved = wishes(view.moved)
    view.show_task(14)
    QTest.keyClick(view.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not moved
    assert view.timeline.bar_box(UNDATED).isEmpty()


def test_selection_is_shared_and_told(view: GanttView) -> None:
    said = wishes(view.selection_changed)
    row = view.index_rows.row_of(YEARLY)
    at = QPoint(5, row * view.timeline.row_height + 5)
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert said[-1] == ([12],)
    assert view.table.currentIndex().row() == row
    below = at + QPoint(0, view.timeline.row_height)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, control, below)
    assert view.selected_ids() == [12, 13]
    QTest.keyClick(view.timeline, Qt.Key.Key_Up)
    assert view.selected_ids() == [12]


def test_a_selection_that_disappears_is_told(view: GanttView) -> None:
    said = wishes(view.selection_changed)
    view.show_task(12)
    view.toggle(SECTION)
    assert said[-1] == ([],)
    view.expand_all()
    view.table.selectAll()
    view.collapse_all()
    view.expand_all()
    assert view.selected_ids() == []
    view.table.selectAll()
    assert said[-1] == ([11, 12, 13, 14],)


def test_a_double_click_on_the_timeline_opens_the_task(view: GanttView) -> None:
    opened = wishes(view.activated)
    QTest.mouseDClick(
        view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=view.timeline.bar_box(RUNNING).center()
    )
    QTest.mouseDClick(
        view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=view.timeline.bar_box(SECTION).center()
    )
    assert opened == [(11,)]


def test_expansion_and_selection_outlast_a_reload(view: GanttView) -> None:
    nodes = [view.arrays.node(node) for node in range(len(view.arrays))]
    second = [Node(NodeKind.DOCUMENT, 2, 0, "", "另一文件"), Node(NodeKind.TASK, 20, 1, "1", "另一任务")]
    view.set_arrays(TaskArrays.build([*nodes, *second]))
    view.show_task(20)
    view.toggle(SECTION)
    left = view.timeline.axis.left
    view.set_arrays(TaskArrays.build([*second, *nodes]))
    shown = [view.arrays.name[node] for node in view.index_rows.rows]
    assert shown == ["另一文件", "另一任务", "数字政府改革建设2025年工作要点", "夯实数字基础设施"]
    assert view.selected_ids() == [20]
    assert view.timeline.axis.left == pytest.approx(left, abs=0.1)


def test_update_tasks_shows_fresh_facts(view: GanttView) -> None:
    fresh = view.arrays.node(RUNNING)._replace(name="改后的任务", end=JULY + 29)
    view.update_tasks([fresh, fresh._replace(id=999)])
    row = view.index_rows.row_of(RUNNING)
    assert view.table.model().index(row, Column.NAME).data() == "改后的任务"
    assert view.arrays.node(RUNNING) == fresh


def test_a_filter_shows_matches_with_what_is_above_them(view: GanttView) -> None:
    view.set_filter(lambda arrays: np.array(["目录" in name for name in arrays.name]))
    assert list(view.index_rows.rows) == [DOCUMENT, SECTION, YEARLY]
    view.set_arrays(small_plan())
    assert list(view.index_rows.rows) == [DOCUMENT, SECTION, YEARLY], "a reload keeps the filter"
    view.set_filter(None)
    assert len(view.index_rows) == 6


def test_show_task_opens_what_hides_it(view: GanttView) -> None:
    view.collapse_all()
    view.show_task(12)
    assert view.index_rows.row_of(YEARLY) >= 0
    assert view.selected_ids() == [12]
    assert 0 <= view.timeline.bar_box(YEARLY).right() <= view.timeline.viewport().width()
    view.show_task(404)


def test_control_and_wheel_zoom_around_the_pointer(view: GanttView) -> None:
    at = QPointF(400, 100)
    before, width = view.timeline.axis.time_at(400), view.timeline.axis.day_width
    for turn in (-120, -120, 120):
        wheel = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.timeline.viewport(), wheel)
    assert view.timeline.axis.day_width == pytest.approx(width / 1.2)
    assert view.timeline.axis.time_at(400) == pytest.approx(before, abs=0.1)


def test_zoom_steps_and_today(view: GanttView) -> None:
    for zoom, action in view.tools.zooms.items():
        action.trigger()
        assert view.timeline.axis.day_width == zoom.day_width
        assert [each for each, other in view.tools.zooms.items() if other.isChecked()] == [zoom]
    view.tools.today.trigger()
    x = view.timeline.axis.x_of(dt.date(2025, 7, 10).toordinal())
    assert x == pytest.approx(view.timeline.viewport().width() / 3, abs=1)


def test_zoom_keys_work_in_either_pane(view: GanttView) -> None:
    view.tools.zooms[Zoom.QUARTER].trigger()
    for pane in (view.table, view.timeline):
        pane.setFocus()
        QTest.keyClick(pane, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view.timeline.axis.day_width == pytest.approx(Zoom.QUARTER.day_width * 1.44)
    QTest.keyClick(view.table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.timeline.axis.day_width == pytest.approx(Zoom.QUARTER.day_width * 1.2)


def test_fit_shows_the_whole_of_what_is_selected(view: GanttView) -> None:
    view.show_task(12)
    view.tools.fit.trigger()
    box = view.timeline.bar_box(YEARLY)
    width = view.timeline.viewport().width()
    assert 0 < box.left() < box.right() < width
    assert box.width() > width * 0.8


def test_both_panes_scroll_as_one(view: GanttView, qtbot: QtBot) -> None:
    nodes = [Node(NodeKind.TASK, id, 0, name=f"任务{id}") for id in range(1, 200)]
    view.set_arrays(TaskArrays.build(nodes))
    for tall in (False, True):
        view.set_tall_rows(tall)
        QApplication.processEvents()
        rows, table = view.timeline.verticalScrollBar(), view.table.verticalScrollBar()
        assert rows.maximum() == table.maximum() > 0
        rows.setValue(rows.maximum())
        assert table.value() == rows.maximum()
        at = view.table.rowViewportPosition(150)
        assert view.timeline.row_at(at) == 150
        assert view.timeline.row_at(at - 1) == 149


def test_the_table_scrolls_to_its_end_with_the_timeline_hidden(view: GanttView) -> None:
    view.timeline.hide()
    view.resize(1500, 300)
    view.set_arrays(TaskArrays.build([Node(NodeKind.TASK, id, 0, name=f"任务{id}") for id in range(1, 100)]))
    QApplication.processEvents()
    rows = view.table.verticalScrollBar()
    rows.setValue(rows.maximum())
    assert rows.value() == rows.maximum() > 99 * view.timeline.row_height - 300


def test_edits_in_the_table_are_asked_for(view: GanttView) -> None:
    said = wishes(view.edit_requested)
    model = view.table.model()
    row = view.index_rows.row_of(RUNNING)
    assert model.setData(model.index(row, Column.DEADLINE), "2025年底前") is False
    model.setData(model.index(row, Column.PROGRESS), 70)
    model.setData(model.index(row, Column.PROGRESS), 40)
    model.setData(model.index(row, Column.STATE), TaskState.DONE)
    assert said == [
        (11, Column.DEADLINE, "2025年底前"),
        (11, Column.PROGRESS, 70),
        (11, Column.STATE, TaskState.DONE),
    ]
    assert model.index(row, Column.DEADLINE).data() == "2025年7月20日"


def test_typing_into_a_cell(view: GanttView, qtbot: QtBot) -> None:
    said = wishes(view.edit_requested)
    view.table.edit(view.table.model().index(view.index_rows.row_of(RUNNING), Column.UNITS))
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, "X")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [(11, Column.UNITS, "省数字办X")]


def test_branch_arrows_and_tree_keys(view: GanttView) -> None:
    table = view.table
    row = view.index_rows.row_of(SECTION)
    box = table.visualRect(table.model().index(row, Column.NAME))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(26, 12))
    assert len(view.index_rows) == 2
    table.setCurrentIndex(table.model().index(row, Column.NAME))
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert len(view.index_rows) == 6
    assert table.currentIndex().row() == row, "the row stays current"
    QTest.keyClicks(table, "-")
    assert len(view.index_rows) == 2
    view.tools.expand_all.trigger()
    assert len(view.index_rows) == 6


def test_a_header_click_sorts_siblings_and_a_third_one_restores(view: GanttView) -> None:
    header = view.table.horizontalHeader()

    def click() -> list[int]:
        at = QPoint(header.sectionViewportPosition(Column.UNITS) + 20, 20)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return list(view.index_rows.rows)

    assert click() == [DOCUMENT, SECTION, YEARLY, ONGOING, RUNNING, UNDATED], "财 gōng 数, nothing last"
    assert click() == [DOCUMENT, SECTION, RUNNING, ONGOING, YEARLY, UNDATED]
    assert click() == [DOCUMENT, SECTION, RUNNING, YEARLY, ONGOING, UNDATED]


def test_screen_readers_are_told_what_is_what(view: GanttView) -> None:
    assert view.table.accessibleName() == "任务表"
    assert view.timeline.accessibleName() == "甘特图"
    index = view.table.model().index(view.index_rows.row_of(SECTION), Column.NAME)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "任务：夯实数字基础设施"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "第2级章节，已展开"


def test_an_empty_plan_can_be_shown(view: GanttView) -> None:
    view.set_arrays(TaskArrays.build([]))
    view.fit_selection()
    QTest.keyClick(view.timeline, Qt.Key.Key_Down)
    assert not view.grab().isNull()


@pytest.mark.parametrize("zoom", list(Zoom))
def test_a_scrolled_picture_is_the_picture_painted_afresh(view: GanttView, zoom: Zoom) -> None:
    """Scrolling moves pixels; what it leaves must not differ from a full repaint."""
    nodes = [Node(NodeKind.TASK, 1, 0, name="上级", start=JULY, end=JULY + 300)]
    nodes += [view.arrays.node(YEARLY)._replace(id=100 + number, depth=1) for number in range(100)]
    view.set_arrays(TaskArrays.build(nodes, [(100 + n, 101 + n * 2, n % 4, 0) for n in range(40)]))
    view.timeline.zoom_to(zoom.day_width)
    view.tools.front_line.trigger()
    QApplication.processEvents()
    for step in (7, 26, 130, -61):
        rows = view.timeline.verticalScrollBar()
        rows.setValue(rows.value() + step)
        QApplication.processEvents()
    backing = view.timeline.screen().grabWindow(view.winId()).toImage()
    view.timeline.viewport().update()
    view.table.viewport().update()
    QApplication.processEvents()
    assert view.timeline.screen().grabWindow(view.winId()).toImage() == backing
