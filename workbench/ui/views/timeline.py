"""甘特图: the plan on table and timeline. Bars are dragged, cells edited; each is one operation."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from workbench.planning.task_arrays import NodeKind
from workbench.queries.task_arrays import load_task_arrays
from workbench.terms import TaskId
from workbench.ui.gantt.view import GanttView
from workbench.ui.views.grid_editing import GridDelegate, TaskEditing
from workbench.ui.views.page import Page, Place
from workbench.ui.views.task_filter import TaskFilter
from workbench.ui.work import Work


class TimelinePage(Page):
    """Hosts the GanttView: brings it the plan, and its wishes to the plan."""

    title = "甘特图"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.gantt = GanttView()
        self.editing = TaskEditing(work, self)
        self.filter = TaskFilter(work)
        model = self.gantt.table.model()
        self._delegate = GridDelegate(model, self.gantt.table)  # type: ignore[arg-type]
        self.gantt.table.setItemDelegate(self._delegate)
        self.bar.addWidget(self.filter)
        self.bar.addStretch(1)
        self.body.addWidget(self.gantt, 1)
        self._wire()

    def refresh(self) -> None:
        self.gantt.set_editable(self.work.writable)
        self.gantt.set_arrays(load_task_arrays(self.work.task_connection()))

    def go(self, place: Place) -> None:
        if place.task is not None:
            self.gantt.show_task(place.task)

    def _wire(self) -> None:
        gantt = self.gantt
        gantt.moved.connect(self._move)
        gantt.progress_set.connect(lambda task, percent: self.editing.set_progress([task], percent))
        gantt.activated.connect(lambda task: self.wanted.emit(Place("tasks", task=task)))
        gantt.edit_requested.connect(
            lambda task, column, value: self.editing.set_cell(gantt.arrays, task, column, value)
        )
        self._delegate.units_wanted.connect(
            lambda node: self.editing.open_units(TaskId(int(gantt.arrays.id[node])))
        )
        self.filter.changed.connect(self._apply_filter)
        for pane in (gantt.table, gantt.timeline):
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pane.customContextMenuRequested.connect(lambda place, pane=pane: self._show_menu(pane, place))

    def _move(self, task: int, start: dt.date | None, end: dt.date | None) -> None:
        if not self.editing.move_dates(TaskId(task), start, end):
            self.refresh()  # the bar goes back to where the plan has it

    def _apply_filter(self) -> None:
        self.gantt.set_filter(self.filter.wanted if self.filter.on else None)

    def _show_menu(self, pane, place: QPoint) -> None:  # type: ignore[no-untyped-def]
        from workbench.ui.views.task_menu import fill_task_menu

        arrays = self.gantt.arrays
        nodes = [arrays.node_of(NodeKind.TASK, task) for task in self.gantt.selected_ids()]
        menu = QMenu(self)
        fill_task_menu(menu, self.work, self.editing, arrays, nodes, self.wanted.emit, ("tasks", "任务表"))
        if menu.actions():
            menu.popup(pane.viewport().mapToGlobal(place))
