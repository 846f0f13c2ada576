"""GanttView: the task table and the timeline side by side, sharing rows, selection and one vertical scroll.

TaskArrays go in by `set_arrays` and `update_tasks`. What the planner wants comes out as signals, in task ids
and dates; the view itself never changes the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from workbench.drawing.gantt import BarLabel
from workbench.drawing.time_axis import Zoom
from workbench.planning.row_index import NO_ROW, RowIndex
from workbench.planning.task_arrays import NO_DAY, NO_NODE, Bools, Node, NodeKind, TaskArrays
from workbench.ui import theme
from workbench.ui.gantt.actions import GanttActions
from workbench.ui.gantt.drag import Grip
from workbench.ui.gantt.selection import RowSelection
from workbench.ui.gantt.table import TaskTable
from workbench.ui.gantt.timeline import Timeline
from workbench.ui.itemmodels.task_grid import TaskGridModel, sort_keys

#: Which nodes to show, worked out anew whenever the arrays are.
Filter = Callable[[TaskArrays], Bools]

#: Width of a day from which the time axis shows quarters.
_THINNEST_QUARTER = 0.86
#: Room left for labels beside a plan shown whole.
_ROOM_AROUND = 1.4


class GanttView(QWidget):
    """The plan on a table and a timeline.

    `table`, `timeline` and `tools` are open to the window, for its menus and its right-click menu.
    """

    #: A bar was moved or stretched, or Alt+←/→ pressed: task id, start, end. A start of None: none was
    #: stated, and none is now. An end of None: the task has no end (持续推进).
    moved = Signal(int, object, object)
    #: Task id and percent.
    progress_set = Signal(int, int)
    #: Task id: double-clicked on the timeline, or Enter pressed there.
    activated = Signal(int)
    #: The ids of the selected tasks, in the order of rows.
    selection_changed = Signal(list)
    #: A cell was edited: task id, Column, value as typed (str; int for progress; TaskState for the state).
    edit_requested = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TaskGridModel(self)
        self._filter: Filter | None = None
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._fresh = True
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_beginning)
        self.table = TaskTable(self._model, self)
        self.timeline = Timeline(self._model, self.table.selectionModel(), self)
        self._selection = RowSelection(self._model, self.table.selectionModel(), self)
        self.tools = GanttActions(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.timeline)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([650, 850])
        self._splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._splitter, 1)
        self.setTabOrder(self.table, self.timeline)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.verticalScrollBar().valueChanged.connect(self.timeline.verticalScrollBar().setValue)
        self.timeline.verticalScrollBar().valueChanged.connect(self._scroll_table)
        self._selection.changed.connect(self._tell_selection)
        self.table.toggle_requested.connect(self.toggle)
        self.table.nudge_requested.connect(self.timeline.nudge)
        self.timeline.dates_wanted.connect(self._ask_for_dates)
        self.timeline.progress_wanted.connect(self._ask_for_progress)
        self.timeline.activated.connect(self._tell_activated)
        self.timeline.nodes_touched.connect(self._model.nodes_changed)
        self._model.edit_requested.connect(self._ask_for_edit)
        self._model.sorted.connect(self._note_sorting)
        self._model.modelReset.connect(self.timeline.rows_changed)

    @property
    def arrays(self) -> TaskArrays:
        return self._model.arrays

    @property
    def index_rows(self) -> RowIndex:
        return self._model.index_rows

    def set_arrays(self, arrays: TaskArrays) -> None:
        """Show a plan. Expansion, order, filter, selection and scrolling stay; nodes are known by id."""
        self.timeline.cancel_drag()
        self._model.change_rows(lambda: self._index_of(arrays))
        self.timeline.plan_changed()
        if self.isVisible():
            self._show_beginning()

    def update_tasks(self, tasks: Iterable[Node]) -> None:
        """Show fresh facts of tasks that are here already; the tree stays. Unknown ids are passed over."""
        for task in tasks:
            node = self.arrays.node_of(NodeKind(task.kind), task.id)
            if node != NO_NODE:
                touched = self.arrays.write_node(node, task)
                self._model.nodes_changed(touched)
                self.timeline.repaint_nodes(touched)

    def set_editable(self, editable: bool) -> None:
        """Whether the planner may edit cells and drag bars; a read-only workspace may not."""
        self._model.editable = editable

    def set_today(self, today: dt.date) -> None:
        """The day that the line of today and the overdue colours go by."""
        self._model.today = today.toordinal()
        self.timeline.today_changed()
        self.table.viewport().update()

    def set_filter(self, wanted: Filter | None) -> None:
        """Show the nodes that a function picks, and those above them; None shows all. Outlasts a reload."""
        self._filter = wanted
        matches = wanted(self.arrays) if wanted else None
        self._change_index(lambda index: index.set_filter(matches))

    def set_tall_rows(self, tall: bool) -> None:
        """Give every row room for two lines of text, or for one."""
        height = theme.TALL_ROW_HEIGHT if tall else theme.ROW_HEIGHT
        top = self.timeline.verticalScrollBar().value() / self.timeline.row_height
        self.table.set_row_height(height)
        self.timeline.set_row_height(height)
        self.timeline.verticalScrollBar().setValue(round(top * height))

    def set_label(self, label: BarLabel) -> None:
        self.timeline.set_label(label)

    def toggle(self, node: int) -> None:
        """Expand or collapse one node."""
        expanded = self.index_rows.is_expanded(node)
        self._change_index(lambda index: index.collapse(node) if expanded else index.expand(node))

    def expand_all(self) -> None:
        self._change_index(RowIndex.expand_all)

    def collapse_all(self) -> None:
        self._change_index(RowIndex.collapse_all)

    def expand_to_depth(self, depth: int) -> None:
        """Show nodes down to a depth: 0 the documents alone, 1 their sections too."""
        self._change_index(lambda index: index.expand_to_depth(depth))

    def selected_ids(self) -> list[int]:
        """The ids of the selected tasks, in the order of rows."""
        nodes = self._selection.nodes()
        ids: list[int] = self.arrays.id[nodes[self.arrays.kind[nodes] == NodeKind.TASK]].tolist()
        return ids

    def show_task(self, task_id: int) -> None:
        """Select a task and bring its row and its bar into sight. Does nothing for an unknown id."""
        node = self.arrays.node_of(NodeKind.TASK, task_id)
        if node == NO_NODE:
            return
        if self.index_rows.row_of(node) == NO_ROW:
            self._change_index(lambda index: index.reveal(node))
        self._selection.select(np.array([node]))
        self.table.scrollTo(self.table.currentIndex())
        if self.arrays.end[node] != NO_DAY:
            self.timeline.show_day(int(self.arrays.end[node]))

    def fit_selection(self) -> None:
        """Zoom so that the selected rows fill the timeline; the whole plan where none is selected."""
        nodes = self._selection.nodes()
        if not len(nodes):
            nodes = np.arange(len(self.arrays))
        starts, ends = self.arrays.start[nodes], self.arrays.end[nodes]
        days = np.concatenate([starts, ends])
        days = days[days != NO_DAY]
        if len(days):
            self.timeline.show_span(int(days.min()), int(days.max()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fresh:
            self._laid_out.start()  # the panes get their sizes after this event

    def _show_beginning(self) -> None:
        """Look at the whole plan by quarters if it fits, else at today, or where the plan begins."""
        first, last, today = self.arrays.first_day(), self.arrays.last_day(), self._model.today
        if not self._fresh or first == NO_DAY:
            return
        self._fresh = False
        fitting = self.timeline.viewport().width() / ((last - first + 1) * _ROOM_AROUND)
        if fitting >= _THINNEST_QUARTER:
            self.timeline.zoom_to(min(fitting, Zoom.QUARTER.day_width))
            self.timeline.show_from(first - (last - first) * (_ROOM_AROUND - 1) / 3)
        elif first <= today <= last:
            self.timeline.show_today()
        else:
            self.timeline.show_from(first - 60)

    def _scroll_table(self, value: int) -> None:
        """The table follows the timeline, unless a page hides it: then its range is nobody's."""
        if self.timeline.isVisible():
            self.table.verticalScrollBar().setValue(value)

    # Rows -----------------------------------------------------------------------------

    def _index_of(self, arrays: TaskArrays) -> RowIndex:
        """An index over new arrays that shows them as the present one shows the old."""
        index = RowIndex(arrays)
        index.take_over(self.index_rows)
        if self._filter:
            index.set_filter(self._filter(arrays))
        column, order = self._sorting
        if column >= 0:
            index.sort(sort_keys(arrays, column), descending=order is Qt.SortOrder.DescendingOrder)
        return index

    def _note_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self._sorting = column, order

    def _change_index(self, change: Callable[[RowIndex], None]) -> None:
        """Change what the present index shows."""

        def changed() -> RowIndex:
            change(self.index_rows)
            return self.index_rows

        self._model.change_rows(changed)

    # Wishes -----------------------------------------------------------------------------------------

    def _ask_for_dates(self, node: int, start: int, end: int, grip: Grip) -> None:
        states_start = self.arrays.start_given[node] or grip is not Grip.END
        self.moved.emit(
            int(self.arrays.id[node]),
            dt.date.fromordinal(start) if start and states_start else None,
            dt.date.fromordinal(end) if end else None,
        )

    def _ask_for_progress(self, node: int, percent: int) -> None:
        self.progress_set.emit(int(self.arrays.id[node]), percent)

    def _ask_for_edit(self, node: int, column: int, value: object) -> None:
        self.edit_requested.emit(int(self.arrays.id[node]), column, value)

    def _tell_activated(self, node: int) -> None:
        if self.arrays.kind[node] == NodeKind.TASK:
            self.activated.emit(int(self.arrays.id[node]))

    def _tell_selection(self) -> None:
        self.selection_changed.emit(self.selected_ids())
