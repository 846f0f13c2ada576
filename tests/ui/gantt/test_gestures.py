"""Gestures on the timeline: several bars, milestones, links, tasks drawn; with a real mouse."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.gantt.conftest import JULY, SECTION, Drag, small_plan
from tests.ui.gantt.test_gantt_view import day, wishes
from workbench.drawing.time_axis import Snap
from workbench.planning.baselines import BaselineDays
from workbench.planning.calendar import WorkingCalendar
from workbench.planning.task_arrays import Link, Milestone, Node, NodeKind, TaskArrays
from workbench.planning.tones import ColorBy
from workbench.terms import LinkKind
from workbench.ui.gantt.grouping import Grouping
from workbench.ui.gantt.link_editor import LinkEditor
from workbench.ui.gantt.view import GanttView
from workbench.ui.itemmodels.task_grid import Column

LEFT = Qt.MouseButton.LeftButton


def two_bars() -> TaskArrays:
    """文件 › 章节 › 任务11 (11–20 July), 任务12 (15–18 July), 任务13 (22–24 July); 11 before 13."""
    days = {11: (10, 19), 12: (14, 17), 13: (21, 23)}
    nodes = [Node(NodeKind.DOCUMENT, 1, 0, "", "文件"), Node(NodeKind.SECTION, 5, 1, "", "章节")]
    for id, (start, end) in days.items():
        lead = "省数字办" if id != 12 else "省财政厅"
        nodes.append(
            Node(NodeKind.TASK, id, 2, "", f"任务{id}", lead, "", JULY + start, JULY + end, True, lead=lead)
        )
    return TaskArrays.build(nodes, [Link(11, 13, 0, 0, 7)], [Milestone(3, 12, JULY + 16, "中期检查")])


FIRST, SECOND, THIRD = 2, 3, 4


@pytest.fixture
def bars(view: GanttView) -> GanttView:
    view.set_arrays(two_bars())
    view.timeline.show_from(JULY)
    QApplication.processEvents()
    return view


def pull(view: GanttView, at: QPoint, to: QPoint, release: bool = True) -> None:
    viewport = view.timeline.viewport()
    QTest.mousePress(viewport, LEFT, pos=at)
    QTest.mouseMove(viewport, (at + to) / 2)
    QTest.mouseMove(viewport, to)
    if release:
        QTest.mouseRelease(viewport, LEFT, pos=to)


def handle(view: GanttView, node: int, at_end: bool) -> QPoint:
    """Where links are pulled from."""
    box = view.timeline.bar_box(node)
    return QPoint(box.right() + 12 if at_end else box.left() - 11, box.center().y())


def select(view: GanttView, *nodes: int) -> None:
    for place, node in enumerate(nodes):
        adding = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        at = QPoint(5, view.timeline.bar_box(node).center().y())
        QTest.mouseClick(view.timeline.viewport(), LEFT, adding, at)


def test_selected_bars_move_together_as_one_wish(bars: GanttView, drag: Drag) -> None:
    shifted, moved = wishes(bars.shifted), wishes(bars.moved)
    select(bars, FIRST, SECOND)
    drag(bars.timeline.bar_box(SECOND).center() - QPoint(20, 0), 3)
    assert shifted == [([11, 12], 3)]
    assert not moved
    assert bars.selected_ids() == [11, 12]


def test_all_selected_bars_are_seen_moving_and_escape_puts_them_back(bars: GanttView) -> None:
    shifted = wishes(bars.shifted)
    before = [bars.arrays.node(node) for node in range(5)]
    select(bars, FIRST, THIRD)
    at = bars.timeline.bar_box(FIRST).center()
    pull(bars, at, at + QPoint(64, 0), release=False)
    assert (bars.arrays.start[FIRST], bars.arrays.start[THIRD]) == (JULY + 12, JULY + 23)
    QTest.keyClick(bars.timeline, Qt.Key.Key_Escape)
    QTest.mouseRelease(bars.timeline.viewport(), LEFT, pos=at)
    assert [bars.arrays.node(node) for node in range(5)] == before
    assert not shifted


def test_the_deadline_in_the_table_is_told_as_the_day_it_would_become(bars: GanttView) -> None:
    """While the end of a bar is held, and no longer: let go where it began, the stored words stand again."""
    node = Node(NodeKind.TASK, 12, 2, "", "任务12", "", "2025年7月中旬", JULY + 14, JULY + 17, True)
    bars.arrays.write_node(SECOND, node)
    cell = bars.table.model().index(bars.index_rows.row_of(SECOND), Column.DEADLINE)
    box = bars.timeline.bar_box(SECOND)
    end = QPoint(box.right() - 1, box.top() + 2)
    pull(bars, end, end + QPoint(64, 0), release=False)
    assert cell.data() == "2025-07-20"
    QTest.mouseMove(bars.timeline.viewport(), end)
    seen: list[object] = []
    bars.table.model().dataChanged.connect(lambda first, last, *_: seen.append(cell.data()))
    QTest.mouseRelease(bars.timeline.viewport(), LEFT, pos=end)
    assert cell.data() == "2025年7月中旬" and "2025年7月中旬" in seen


def test_a_click_on_one_of_several_selected_bars_selects_it_alone(bars: GanttView) -> None:
    select(bars, FIRST, SECOND)
    at = bars.timeline.bar_box(SECOND).center() - QPoint(20, 0)
    QTest.mouseClick(bars.timeline.viewport(), LEFT, pos=at)
    assert bars.selected_ids() == [12]


def test_alt_and_an_arrow_key_move_all_selected(bars: GanttView) -> None:
    shifted = wishes(bars.shifted)
    select(bars, FIRST, SECOND)
    QTest.keyClick(bars.timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shifted == [([11, 12], -1)]


def test_a_milestone_is_dragged_along_its_bar(bars: GanttView, drag: Drag) -> None:
    said = wishes(bars.milestone_moved)
    x = round(bars.timeline.axis.x_of(JULY + 16.5))
    drag(QPoint(x, bars.timeline.bar_box(SECOND).center().y()), 2)
    assert said == [(3, day(19))]
    assert bars.arrays.milestones(SECOND)[0].day == JULY + 16


@pytest.mark.parametrize(
    ("from_end", "to_end", "kind"),
    [
        (True, False, LinkKind.FINISH_START),
        (False, False, LinkKind.START_START),
        (True, True, LinkKind.FINISH_FINISH),
        (False, True, LinkKind.START_FINISH),
    ],
)
def test_a_link_is_pulled_from_end_to_end(
    bars: GanttView, from_end: bool, to_end: bool, kind: LinkKind
) -> None:
    said = wishes(bars.linked)
    box = bars.timeline.bar_box(SECOND)
    to = QPoint(box.right() - 4 if to_end else box.left() + 4, box.center().y())
    pull(bars, handle(bars, FIRST, from_end), to)
    assert said == [(11, 12, kind)]


def test_a_link_dropped_nowhere_or_escaped_is_none(bars: GanttView) -> None:
    said = wishes(bars.linked)
    pull(bars, handle(bars, FIRST, True), QPoint(5, 500))
    target = bars.timeline.bar_box(SECOND).center()
    pull(bars, handle(bars, FIRST, True), target, release=False)
    QTest.keyClick(bars.timeline, Qt.Key.Key_Escape)
    QTest.mouseRelease(bars.timeline.viewport(), LEFT, pos=target)
    assert not said


def on_the_link(view: GanttView) -> QPoint:
    """A point of the arrow from 任务11 to 任务13: upright beside the first bar, on the row between them."""
    row = view.index_rows.row_of(SECOND)
    y = view.timeline.y_of(row) + view.timeline.row_height // 2
    found = [x for x in range(view.timeline.viewport().width()) if view.timeline.link_at(x, y) is not None]
    return QPoint(found[len(found) // 2], y)


def test_a_link_is_chosen_and_deleted_with_a_key(bars: GanttView) -> None:
    removed = wishes(bars.link_removed)
    at = on_the_link(bars)
    QTest.mouseClick(bars.timeline.viewport(), LEFT, pos=at)
    QTest.keyClick(bars.timeline, Qt.Key.Key_Delete)
    assert removed == [(7,)]
    QTest.keyClick(bars.timeline, Qt.Key.Key_Escape)
    QTest.keyClick(bars.timeline, Qt.Key.Key_Delete)
    assert len(removed) == 1


def test_a_double_click_opens_the_link(bars: GanttView) -> None:
    changed, removed = wishes(bars.link_changed), wishes(bars.link_removed)
    QTest.mouseDClick(bars.timeline.viewport(), LEFT, pos=on_the_link(bars))
    (editor,) = bars.findChildren(LinkEditor)
    editor.kind.setCurrentIndex(2)
    editor.lag.setValue(-3)
    QTest.mouseClick(editor.accept_button, LEFT)
    assert changed == [(7, LinkKind.FINISH_FINISH, -3)]
    assert not removed


def test_a_task_is_drawn_in_a_section_and_below_the_last_row(bars: GanttView, drag: Drag) -> None:
    drawn = wishes(bars.drawn)
    section = bars.index_rows.row_of(SECTION)
    x, height = round(bars.timeline.axis.x_of(JULY + 2.5)), bars.timeline.row_height
    drag(QPoint(x, section * height + height // 2), 4)
    drag(QPoint(x, 5 * height + 50), 2)
    drag(QPoint(x, height // 2), 1)
    drag(QPoint(x, section * height + 4), 0)
    assert drawn == [(1, 5, day(3), day(7)), (1, 5, day(3), day(5)), (1, None, day(3), day(4))]


def test_read_only_plans_take_no_gesture(bars: GanttView, drag: Drag) -> None:
    said = [wishes(signal) for signal in (bars.shifted, bars.linked, bars.drawn, bars.milestone_moved)]
    bars.set_editable(False)
    select(bars, FIRST, SECOND)
    drag(bars.timeline.bar_box(SECOND).center(), 3)
    pull(bars, handle(bars, FIRST, True), bars.timeline.bar_box(SECOND).center())
    drag(QPoint(60, 500), 3)
    assert said == [[], [], [], []]


@pytest.mark.parametrize(
    ("snap", "end"), [(Snap.DAY, 24), (Snap.WEEK, 27), (Snap.MONTH, 31), (Snap.QUARTER, 30 + 31 + 31)]
)
def test_ends_snap_to_what_is_chosen(bars: GanttView, drag: Drag, snap: Snap, end: int) -> None:
    moved = wishes(bars.moved)
    bars.tools.snaps[snap].trigger()
    box = bars.timeline.bar_box(FIRST)
    days = {Snap.QUARTER: 45}.get(snap, 4 if snap is not Snap.MONTH else 7)
    drag(QPoint(box.right() - 1, box.top() + 3), days)
    last = dt.date(2025, 6, 30) + dt.timedelta(days=end)
    assert moved == [(11, day(11), last)]


def test_lanes_gather_tasks_by_lead_and_wishes_keep_their_ids(bars: GanttView, drag: Drag) -> None:
    moved, drawn = wishes(bars.moved), wishes(bars.drawn)
    bars.tools.groupings[Grouping.LEAD].trigger()
    shown = bars.index_rows.arrays
    assert [shown.name[node] for node in bars.index_rows.rows] == [
        *("省数字办", "任务11", "任务13", "省财政厅", "任务12")
    ]
    assert bars.arrays.name[0] == "文件", "the plan itself keeps its order"
    bars.show_task(12)
    assert bars.selected_ids() == [12]
    assert bars.current_node() == SECOND
    drag(bars.timeline.bar_box(4).center() - QPoint(20, 0), 1)
    assert moved == [(12, day(16), day(19))]
    drag(QPoint(60, bars.timeline.row_height // 2), 3)
    assert not drawn, "a lane is no place for a new task"
    fresh = bars.arrays.node(SECOND)._replace(name="改名")
    bars.update_tasks([fresh])
    assert bars.index_rows.arrays.name[4] == "改名"
    bars.tools.groupings[Grouping.DOCUMENT].trigger()
    assert list(bars.index_rows.rows) == [0, 1, 2, 3, 4]


def test_the_legend_tells_what_colours_stand_for(bars: GanttView) -> None:
    bars.tools.colors[ColorBy.UNIT].trigger()
    assert bars.tools.legend.accessibleDescription() == "省数字办、省财政厅"
    bars.tools.colors[ColorBy.DOCUMENT].trigger()
    assert bars.tools.legend.accessibleDescription() == "文件"
    bars.tools.colors[ColorBy.STATE].trigger()
    assert "逾期" in bars.tools.legend.accessibleDescription()


def test_a_baseline_is_shown_below_the_bars(bars: GanttView) -> None:
    plain = bars.timeline.bar_box(FIRST)
    bars.dressing.set_baseline(BaselineDays.of("年初", [11, 99], [JULY + 5, JULY], [JULY + 14, JULY]))
    QApplication.processEvents()
    box = bars.timeline.bar_box(FIRST)
    assert box.bottom() < plain.bottom()
    below = (
        bars.timeline.viewport()
        .grab()
        .toImage()
        .pixelColor(round(bars.timeline.axis.x_of(JULY + 6.5)), box.bottom() + 4)
    )
    assert below.name() == "#b9b2a3"
    bars.dressing.set_baseline(None)
    assert bars.timeline.bar_box(FIRST) == plain


def test_who_would_follow_is_shown_and_never_moved(bars: GanttView) -> None:
    bars.set_calendar(WorkingCalendar())
    moved = wishes(bars.moved)
    before = bars.arrays.node(THIRD)
    at = bars.timeline.bar_box(FIRST).center()
    plain = bars.timeline.viewport().grab().toImage()
    pull(bars, at, at + QPoint(5 * 32, 0), release=False)
    (ghost,) = bars.timeline.ghosts
    assert ghost.node == THIRD
    assert ghost.start > JULY + 23
    assert bars.arrays.node(THIRD) == before
    assert bars.timeline.viewport().grab().toImage() != plain
    QTest.mouseRelease(bars.timeline.viewport(), LEFT, pos=at + QPoint(5 * 32, 0))
    assert moved == [(11, day(16), day(25))]
    assert not bars.timeline.ghosts


def test_the_front_line_goes_by_any_day(bars: GanttView) -> None:
    line = bars.tools.front_line
    line.day.setDate(line.day.date().addDays(1))
    assert line.shown.isChecked()
    chosen = line.day.date()
    assert (
        bars.timeline.frame().status_day == dt.date(chosen.year(), chosen.month(), chosen.day()).toordinal()
    )
    line.by_today.trigger()
    assert bars.timeline.frame().status_day == 0


def test_the_model_behaves_as_qt_expects(view: GanttView, qtmodeltester: Any) -> None:
    model = view.table.model()
    qtmodeltester.data_display_may_return_none = True
    qtmodeltester.check(model, force_py=True)
    view.set_arrays(two_bars())
    view.collapse_all()
    view.expand_all()
    view.set_grouping(Grouping.LEAD)
    view.set_filter(lambda arrays: np.array(["任务" in name for name in arrays.name]))
    view.set_arrays(small_plan())
    view.set_filter(None)


def test_total_and_free_slack_are_told_apart(view: GanttView) -> None:
    """任务11 may slip seven working days before the plan ends later, but one before 任务12 is moved."""
    days = {11: (1, 3), 12: (7, 10), 13: (21, 23)}
    nodes = [Node(NodeKind.DOCUMENT, 1, 0, "", "文件")]
    nodes += [
        Node(NodeKind.TASK, id, 1, "", f"任务{id}", "", "", JULY + start, JULY + end, True)
        for id, (start, end) in days.items()
    ]
    view.set_arrays(TaskArrays.build(nodes, [Link(11, 12, 0, 0, 7), Link(12, 13, 0, 0, 8)], []))
    view.timeline.show_from(JULY)
    view.set_calendar(WorkingCalendar())
    view.dressing.show_slack(True)
    QApplication.processEvents()
    first, last = (view.timeline.tip_at(view.timeline.bar_box(node).center()) for node in (1, 3))
    assert "总时差7天：最晚2025-07-15完成，不影响计划的结束时间" in first
    assert "自由时差1天：在此之内不影响后续任务" in first
    assert "关键" in last and "时差" not in last
