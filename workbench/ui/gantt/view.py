"""GanttView: the task table and the timeline side by side, sharing rows, selection and one vertical scroll.

TaskArrays go in by `set_arrays` and `update_tasks`. What the planner wants comes out as signals, in task ids
and dates; the view itself never changes the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from workbench.drawing.gantt import BarLabel
from workbench.drawing.time_axis import Zoom, is_rest_day
from workbench.planning.calendar import WorkingCalendar
from workbench.planning.lanes import by_lead
from workbench.planning.row_index import NO_ROW, RowIndex
from workbench.planning.task_arrays import NO_DAY, NO_NODE, Bools, Node, NodeKind, TaskArrays
from workbench.ui import theme
from workbench.ui.gantt.actions import GanttActions
from workbench.ui.gantt.dressing import Dressing
from workbench.ui.gantt.followers import Followers
from workbench.ui.gantt.grouping import Grouping
from workbench.ui.gantt.overlays import Ghost
from workbench.ui.gantt.selection import RowSelection
from workbench.ui.gantt.table import TaskTable
from workbench.ui.gantt.timeline import Timeline
from workbench.ui.gantt.wishes import Wishes
from workbench.ui.itemmodels.task_grid import TaskGridModel, sort_keys

#: Which nodes to show, worked out anew whenever the arrays are.
Filter = Callable[[TaskArrays], Bools]

#: Width of a day from which the time axis shows quarters.
_THINNEST_QUARTER = 0.86
#: Room left for labels beside a plan shown whole.
_ROOM_AROUND = 1.4
_LEAST_TIMELINE = 330


class GanttView(QWidget):
    """The plan on a table and a timeline.

    `table`, `timeline` and `tools` are open to the window, for its menus and its right-click menu; so is
    `dressing`, what bars show beside the plan.
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
    #: Several bars were moved at once: task ids, days (below 0 for earlier).
    shifted = Signal(list, int)
    #: A milestone was dragged: its id, the day.
    milestone_moved = Signal(int, object)
    #: A link was pulled from bar to bar: task before, task after, LinkKind.
    linked = Signal(int, int, object)
    #: A link's kind or lag was changed: link id, LinkKind, lag in days.
    link_changed = Signal(int, object, int)
    #: A link was deleted: link id.
    link_removed = Signal(int)
    #: A task was drawn where none was: document id, section id or None, start, end.
    drawn = Signal(int, object, object, object)
    #: The chart is to be printed.
    print_wanted = Signal()
    #: A cell was edited: task id, Column, value as typed (str; int for progress; TaskState for the state).
    edit_requested = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TaskGridModel(self)
        self._filter: Filter | None = None
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._fresh = True
        self._plan = self._model.arrays
        self._grouping = Grouping.DOCUMENT
        self._calendar: WorkingCalendar | None = None
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_beginning)
        self.table = TaskTable(self._model, self)
        self.timeline = Timeline(self._model, self.table.selectionModel(), self)
        self._selection = RowSelection(self._model, self.table.selectionModel(), self)
        self.dressing = Dressing(self, self._model)
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
        self.timeline.setMinimumWidth(_LEAST_TIMELINE)  # beside the history, the table gives way
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._splitter, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.verticalScrollBar().valueChanged.connect(self.timeline.verticalScrollBar().setValue)
        self.timeline.verticalScrollBar().valueChanged.connect(self._scroll_table)
        self._selection.changed.connect(self._tell_selection)
        self.table.toggle_requested.connect(self.toggle)
        self.table.nudge_requested.connect(self.timeline.nudge)
        self.timeline.nodes_touched.connect(self._model.nodes_changed)
        self.timeline.fit_wanted.connect(self.fit_selection)
        self._wishes = Wishes(self, self._model)
        self._model.sorted.connect(self._note_sorting)
        self._model.modelReset.connect(self.timeline.rows_changed)

    @property
    def arrays(self) -> TaskArrays:
        """The plan, in the order of its documents; `index_rows.arrays` is what the rows show."""
        return self._plan

    @property
    def index_rows(self) -> RowIndex:
        return self._model.index_rows

    def current_node(self) -> int | None:
        """The node of `arrays` that the cursor stands on; None on a lane, or where there is no cursor."""
        row = self.table.currentIndex().row()
        return self.plan_node(self._model.node_at(row)) if row >= 0 else None

    def set_arrays(self, arrays: TaskArrays) -> None:
        """Show a plan. Expansion, order, filter, selection and scrolling stay; nodes are known by id."""
        self._plan = arrays
        self._show_plan()
        if self.isVisible():
            self._show_beginning()

    def set_grouping(self, grouping: Grouping) -> None:
        """Show the tasks under their documents, or in lanes (泳道) by lead unit."""
        self._grouping = grouping
        self._show_plan()

    def preview(self, ghosts: Iterable[Ghost]) -> None:
        """Show where tasks would go, by nodes of `arrays`; nothing is changed."""
        shown, plan = self._model.arrays, self._plan
        found = (
            ghost._replace(node=shown.node_of(NodeKind(int(plan.kind[ghost.node])), int(plan.id[ghost.node])))
            for ghost in ghosts
        )
        self.timeline.preview(tuple(ghost for ghost in found if ghost.node != NO_NODE))

    @property
    def calendar(self) -> WorkingCalendar | None:
        """Whose days of rest are shaded; None for Saturdays and Sundays."""
        return self._calendar

    def set_calendar(self, calendar: WorkingCalendar | None) -> None:
        """Shade its days of rest, and show who would follow a drag over the links; None for neither.

        What follows is shown as ghosts and never written: only the planner moves tasks.
        """
        self._calendar = calendar
        self.timeline.set_rest_days(calendar.is_rest_day if calendar else is_rest_day)
        self._prepare_ripple()
        self.dressing.plan_edited()

    @property
    def title(self) -> str:
        """What the chart shows, for its head: the document, or the plan of several."""
        names = [self._plan.name[node] for node in np.flatnonzero(self._plan.depth == 0).tolist()]
        return names[0] if len(names) == 1 else "重点任务推进甘特图"

    def set_status_day(self, day: dt.date | None) -> None:
        """The day the front line (前锋线) goes by; None for today."""
        self.timeline.set_status_day(day.toordinal() if day else 0)

    def _show_plan(self) -> None:
        """Show the plan, grouped as wanted."""
        self.timeline.cancel_drag()
        shown = by_lead(self._plan) if self._grouping is Grouping.LEAD else self._plan
        self._model.change_rows(lambda: self._index_of(shown))
        self.dressing.arrays_changed()
        self._prepare_ripple()
        self.timeline.plan_changed()

    def _prepare_ripple(self) -> None:
        self.timeline.set_ripple(Followers(self._model.arrays, self._calendar) if self._calendar else None)

    def update_tasks(self, tasks: Iterable[Node]) -> None:
        """Show fresh facts of tasks that are here already; the tree stays. Unknown ids are passed over."""
        listed = list(tasks)
        elsewhere = any(self._has_other_units(task) for task in listed)
        for task in listed:
            self._write(self._plan, task)
            if self._model.arrays is not self._plan:
                self._write(self._model.arrays, task)
        self._prepare_ripple()
        if elsewhere:
            self.dressing.units_changed()

    def _has_other_units(self, task: Node) -> bool:
        """Whether other units answer for a task than the plan says: it may have another tone then."""
        plan, node = self._plan, self._plan.node_of(NodeKind(task.kind), task.id)
        return node != NO_NODE and (plan.lead[node], plan.units[node]) != (task.lead, task.units)

    def _write(self, arrays: TaskArrays, task: Node) -> None:
        node = arrays.node_of(NodeKind(task.kind), task.id)
        if node != NO_NODE:
            touched = arrays.write_node(node, task)
            if arrays is self._model.arrays:
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
        matches = wanted(self._model.arrays) if wanted else None
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
        shown = self._model.arrays
        ids: list[int] = shown.id[nodes[shown.kind[nodes] == NodeKind.TASK]].tolist()
        return ids

    def show_task(self, task_id: int) -> None:
        """Select a task and bring its row and its bar into sight. Does nothing for an unknown id."""
        shown = self._model.arrays
        node = shown.node_of(NodeKind.TASK, task_id)
        if node == NO_NODE:
            return
        if self.index_rows.row_of(node) == NO_ROW:
            self._change_index(lambda index: index.reveal(node))
        self._selection.select(np.array([node]))
        self.table.scrollTo(self.table.currentIndex())
        if shown.end[node] != NO_DAY:
            self.timeline.show_day(int(shown.end[node]))

    def fit_selection(self) -> None:
        """Zoom so that the selected rows fill the timeline; the whole plan where none is selected."""
        nodes = self._selection.nodes()
        if not len(nodes):
            nodes = np.arange(len(self._model.arrays))
        starts, ends = self._model.arrays.start[nodes], self._model.arrays.end[nodes]
        days = np.concatenate([starts, ends])
        days = days[days != NO_DAY]
        if len(days):
            self.timeline.show_span(int(days.min()), int(days.max()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fresh:
            self._order_tabs()
            self._laid_out.start()  # the panes get their sizes after this event

    def _order_tabs(self) -> None:
        """From the table on to the timeline, and only then to the buttons over both. An order that was set
        before the view came into its window would be lost."""
        for before, after in pairwise((self.table, self.timeline, *self.tools.stops)):
            self.setTabOrder(before, after)

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

    def plan_node(self, node: int) -> int | None:
        """The node of the plan that a node shown stands for; None for a lane."""
        shown = self._model.arrays
        found = self._plan.node_of(NodeKind(int(shown.kind[node])), int(shown.id[node]))
        return found if found != NO_NODE else None

    def _tell_selection(self) -> None:
        self.selection_changed.emit(self.selected_ids())
