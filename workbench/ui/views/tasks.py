"""任务: the task grid as a tree (文件 › 章节 › 任务), edited in place, with details beside."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QSplitter

from workbench.changes import ChangeSet
from workbench.planning.row_index import NO_ROW
from workbench.planning.task_arrays import NO_NODE, NodeKind
from workbench.ui.controls import push_button, tool_button
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.views.page import Place
from workbench.ui.views.plan import PlanPage
from workbench.ui.views.table import give_the_rest
from workbench.ui.views.task_detail import TaskDetail
from workbench.ui.work import Work

HEADER_HEIGHT = 30
LEAST_NAME = 280
WIDTHS = {Column.UNITS: 200, Column.DEADLINE: 120}


class TasksPage(PlanPage):
    """The GanttView without its timeline; the details are asked for when a task is current."""

    title = "任务"
    elsewhere = ("gantt", "甘特图")

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.table = self.gantt.table
        self.detail = TaskDetail(work)
        self._fresh = True
        self._dress_table()
        self._fill_bar()
        splitter = QSplitter()
        splitter.addWidget(self.gantt)
        splitter.addWidget(self.detail)
        splitter.setSizes([880, 340])
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        self.body.addWidget(splitter, 1)
        self.gantt.selection_changed.connect(lambda _: self.detail.show_task(self.current_task))
        self.detail.source_wanted.connect(
            lambda row: self.wanted.emit(Place("documents", document=row.document, span=row.span))
        )
        self.detail.units_wanted.connect(self.editing.open_units)

    def refresh(self) -> None:
        super().refresh()
        self._new.setEnabled(self.work.writable)
        if self._fresh and len(self.arrays):
            self._fresh = False
            self._select_first_task()
        self.detail.say_nothing_to_show(len(self.arrays) > 0)
        self.detail.show_task(self.current_task)

    def note(self, changes: ChangeSet) -> None:
        super().note(changes)
        self.detail.make_stale()

    def go(self, place: Place) -> None:
        super().go(place)
        if place.task is None and place.document is not None:
            self._show_document(self.arrays.node_of(NodeKind.DOCUMENT, place.document))

    @property
    def busy(self) -> bool:
        return super().busy or self.detail.busy

    def let_go(self) -> None:
        super().let_go()
        self.detail.let_go()

    def _start_over(self) -> None:
        self._fresh = True
        super()._start_over()

    def _dress_table(self) -> None:
        self.gantt.timeline.hide()
        self.gantt.tools.hide()
        self.table.horizontalHeader().setFixedHeight(HEADER_HEIGHT)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.viewport().installEventFilter(self)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            give_the_rest(self.table, Column.NAME, LEAST_NAME)
        return super().eventFilter(watched, event)

    def _fill_bar(self) -> None:
        self._new = push_button("新增任务…", self._add, "add")
        for name, drawing, act in (
            ("全部展开", "expand", self.gantt.expand_all),
            ("全部折叠", "collapse", self.gantt.collapse_all),
        ):
            button = tool_button(name, drawing, act)
            button.setIconSize(QSize(18, 18))
            self.bar.addWidget(button)
        self.bar.addStretch(1)
        self.bar.addWidget(self._new)

    def _select_first_task(self) -> None:
        tasks = np.flatnonzero(self.arrays.kind == NodeKind.TASK)
        if len(tasks):
            self.gantt.show_task(int(self.arrays.id[tasks[0]]))

    def _show_document(self, node: int) -> None:
        """Bring a document's row to the top of the grid."""
        row = self.gantt.index_rows.row_of(node) if node != NO_NODE else NO_ROW
        if row != NO_ROW:
            index = self.table.model().index(row, Column.NAME)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, self.table.ScrollHint.PositionAtTop)
