"""任务: the task grid as a tree (文件 › 章节 › 任务), edited in place, details beside."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu, QSplitter

from workbench.changes import ChangeSet
from workbench.planning.row_index import NO_ROW, RowIndex
from workbench.planning.task_arrays import NO_NODE, NodeKind, TaskArrays
from workbench.queries.task_arrays import load_task_arrays
from workbench.terms import TaskId
from workbench.ui.controls import push_button, tool_button
from workbench.ui.gantt.table import TaskTable
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.views.grid_editing import GridDelegate, TaskEditing
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import give_the_rest
from workbench.ui.views.task_detail import TaskDetail
from workbench.ui.views.task_filter import TaskFilter
from workbench.ui.work import Work

HEADER_HEIGHT = 30
LEAST_NAME = 280
WIDTHS = {Column.UNITS: 200, Column.DEADLINE: 120}


class TasksPage(Page):
    """The grid lives on arrays read past SQLAlchemy; the details are asked for when a task is current."""

    title = "任务"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.model = TaskGridModel(self)
        self.table = TaskTable(self.model)
        self.detail = TaskDetail(work)
        self.editing = TaskEditing(work, self)
        self._delegate = GridDelegate(self.model, self.table)
        self.filter = TaskFilter(work)
        self._dress_table()
        self._fill_bar()
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([880, 340])
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        self.body.addWidget(splitter, 1)
        self._wire()

    @property
    def arrays(self) -> TaskArrays:
        return self.model.arrays

    @property
    def current_task(self) -> TaskId | None:
        nodes = self._nodes()
        if not nodes or self.arrays.kind[nodes[0]] != NodeKind.TASK:
            return None
        return TaskId(int(self.arrays.id[nodes[0]]))

    def refresh(self) -> None:
        former, kept = self.model.index_rows, self.current_task
        index = RowIndex(load_task_arrays(self.work.task_connection()))
        if len(former.arrays):
            index.take_over(former)
        self.model.editable = self.work.writable
        self._add.setEnabled(self.work.writable)
        self.model.set_index(index)
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._apply_filter()
        if kept is not None:
            self.select(kept)
        elif not len(former.arrays):
            self._select_first_task()
        self._show_detail()

    def note(self, changes: ChangeSet) -> None:
        super().note(changes)
        self.detail.make_stale()

    def go(self, place: Place) -> None:
        if place.look:
            self.filter.choose(place.look)
        if place.task is not None:
            self._show_everything_if_hidden(place.task)
            self.select(place.task)
            self.table.setFocus()
        elif place.document is not None:
            self._select_node(self.arrays.node_of(NodeKind.DOCUMENT, place.document))

    def select(self, task: TaskId) -> None:
        """Make a task current, opening what hides it."""
        self._select_node(self.arrays.node_of(NodeKind.TASK, task))

    def _select_first_task(self) -> None:
        tasks = np.flatnonzero(self.arrays.kind == NodeKind.TASK)
        self._select_node(int(tasks[0]) if len(tasks) else NO_NODE)

    def _select_node(self, node: int) -> None:
        if node == NO_NODE:
            return
        index = self.model.index_rows
        if index.row_of(node) == NO_ROW:
            index.reveal(node)
            self.model.set_index(index)
        row = index.row_of(node)
        if row != NO_ROW:
            here = self.model.index(row, max(self.table.currentIndex().column(), Column.NAME))
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(here, how)
            self.table.scrollTo(here, QAbstractItemView.ScrollHint.EnsureVisible)

    def _dress_table(self) -> None:
        table = self.table
        table.setItemDelegate(self._delegate)
        table.horizontalHeader().setFixedHeight(HEADER_HEIGHT)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            give_the_rest(self.table, Column.NAME, LEAST_NAME)
        return super().eventFilter(watched, event)

    def _fill_bar(self) -> None:
        self._add = push_button("新增任务…", self._add_task, "add")
        self.bar.addWidget(self.filter)
        for name, drawing, act in (
            ("全部展开", "expand", self._expand_all),
            ("全部折叠", "collapse", self._collapse_all),
        ):
            button = tool_button(name, drawing, act)
            button.setIconSize(QSize(18, 18))
            self.bar.addWidget(button)
        self.bar.addStretch(1)
        self.bar.addWidget(self._add)

    def _wire(self) -> None:
        self.model.edit_requested.connect(
            lambda node, column, value: self.editing.set_cell(
                self.arrays, TaskId(int(self.arrays.id[node])), column, value
            )
        )
        self._delegate.units_wanted.connect(
            lambda node: self.editing.open_units(TaskId(int(self.arrays.id[node])))
        )
        self.table.toggle_requested.connect(self._toggle)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.filter.changed.connect(self._apply_filter)
        self.detail.source_wanted.connect(
            lambda row: self.wanted.emit(Place("documents", document=row.document, span=row.span))
        )
        self.detail.units_wanted.connect(self.editing.open_units)

    def _show_detail(self) -> None:
        self.detail.show_task(self.current_task)

    def _nodes(self) -> list[int]:
        """The selected nodes, the current one first."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        current = self.table.currentIndex().row()
        ordered = sorted(rows, key=lambda row: (row != current, row))
        return [self.model.node_at(row) for row in ordered if row < len(self.model.index_rows)]

    def _toggle(self, node: int) -> None:
        index = self.model.index_rows
        if index.is_expanded(node):
            index.collapse(node)
        else:
            index.expand(node)
        self.model.set_index(index)
        self._select_node(node)

    def _expand_all(self) -> None:
        self.model.index_rows.expand_all()
        self.model.set_index(self.model.index_rows)

    def _collapse_all(self) -> None:
        self.model.index_rows.expand_to_depth(0)
        self.model.set_index(self.model.index_rows)

    def _apply_filter(self) -> None:
        index = self.model.index_rows
        index.set_filter(self.filter.wanted(self.arrays) if self.filter.on else None)
        self.model.set_index(index)

    def _show_everything_if_hidden(self, task: TaskId) -> None:
        node = self.arrays.node_of(NodeKind.TASK, task)
        if node != NO_NODE and self.model.index_rows.row_of(node) == NO_ROW:
            self.filter.clear()

    def _add_task(self) -> None:
        nodes = self._nodes() or ([0] if len(self.arrays) else [])
        if nodes:
            self.editing.add(self.arrays, nodes[0], below=False)
        else:
            self.said.emit("请先导入一份文件，再在其中新增任务。")

    def _show_menu(self, place: QPoint) -> None:
        from workbench.ui.views.task_menu import fill_task_menu

        menu = QMenu(self)
        elsewhere = ("gantt", "甘特图")
        fill_task_menu(menu, self.work, self.editing, self.arrays, self._nodes(), self.wanted.emit, elsewhere)
        if menu.actions():
            menu.popup(self.table.viewport().mapToGlobal(place))
