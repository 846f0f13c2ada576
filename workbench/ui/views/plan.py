"""PlanPage: the ground of 任务 and 甘特图. It brings the plan to rows, and their wishes to the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from workbench.changes import ChangeSet, RowChange
from workbench.planning.plan_views import Conditions, Picker
from workbench.planning.row_index import RowIndex
from workbench.planning.task_arrays import NO_NODE, Bools, Node, NodeKind, TaskArrays
from workbench.queries.task_arrays import load_first_screen, load_nodes, load_task_arrays
from workbench.terms import TaskId
from workbench.ui.gantt.table import TaskTable
from workbench.ui.itemmodels.task_grid import TaskGridModel
from workbench.ui.views.grid_editing import GridDelegate, TaskEditing
from workbench.ui.views.page import Page, Place
from workbench.ui.views.task_filter import TaskFilter
from workbench.ui.work import Work

#: Above so many tasks changed at once, reading the whole plan is no slower.
FEW = 200
#: Columns of a task that say where it stands; a change of one makes another tree.
_PLACING = {"document_id", "section_id", "parent_id", "position"}
#: Tables that show in no cell of the grid.
_UNSEEN = {
    "comments",
    "progress_reports",
    "indicators",
    "targets",
    "observations",
    "unit_aliases",
}


class PlanRows(Protocol):
    """What shows the plan in rows: the GanttView, or the task table alone."""

    selection_changed: SignalInstance
    edit_requested: SignalInstance

    @property
    def arrays(self) -> TaskArrays: ...
    @property
    def index_rows(self) -> RowIndex: ...
    def set_arrays(self, arrays: TaskArrays) -> None: ...
    def update_tasks(self, tasks: Iterable[Node]) -> None: ...
    def set_editable(self, editable: bool) -> None: ...
    def set_filter(self, wanted: Picker | None) -> None: ...
    def selected_ids(self) -> list[int]: ...
    def current_node(self) -> int | None: ...
    def show_task(self, task_id: int) -> None: ...


class PlanPage(Page):
    """The grid lives on arrays, read past SQLAlchemy. `elsewhere`: the other view of tasks, its title."""

    elsewhere = ("", "")

    def __init__(self, work: Work, rows: PlanRows, table: TaskTable) -> None:
        super().__init__(work)
        self._opening = True
        self.rows = rows
        self.table = table
        self.editing = TaskEditing(work, self)
        self.filter = TaskFilter(work)
        model = table.model()
        assert isinstance(model, TaskGridModel)
        self._delegate = GridDelegate(model, table)
        table.setItemDelegate(self._delegate)
        self.bar.addWidget(self.filter)
        self.body.addWidget(self.filter.strip)
        self._wire()

    @property
    def arrays(self) -> TaskArrays:
        return self.rows.arrays

    @property
    def current_task(self) -> TaskId | None:
        """The first of the selected tasks."""
        selected = self.rows.selected_ids()
        return TaskId(selected[0]) if selected else None

    def refresh(self) -> None:
        """A large plan opens with its beginning, so that there is something to see at once; the whole of it
        follows when that has been painted."""
        self.rows.set_editable(self.work.writable)
        connection, opening = self.work.task_connection(), self._opening and self.isVisible()
        beginning = load_first_screen(connection) if opening else None
        self._opening = False
        self.rows.set_arrays(beginning or load_task_arrays(connection))
        if beginning is not None:
            self.refresh_again_after_painting()

    def _start_over(self) -> None:
        self._opening = True
        super()._start_over()

    def note(self, changes: ChangeSet) -> None:
        """An edit of a few tasks is shown task by task; what changes the tree has the plan read again."""
        tasks = tasks_edited(changes)
        if tasks is None or self.is_stale or any(map(self._sums_up_parts, tasks)):
            super().note(changes)
        elif tasks:
            self.rows.update_tasks(load_nodes(self.work.task_connection(), tasks))
            if self.filter.on:
                self._apply_filter()

    def go(self, place: Place) -> None:
        self.refresh_now()  # where only the beginning of the plan is here yet
        if place.look:
            self.filter.choose(place.look)
        if place.unit:
            self.filter.set_conditions(Conditions(unit=place.unit))
        if place.task is not None:
            self._take_off_filter_that_hides(place.task)
            self.rows.show_task(place.task)
            self.table.setFocus()

    def node_of(self, task: TaskId) -> int:
        return self.arrays.node_of(NodeKind.TASK, task)

    def _wire(self) -> None:
        rows = self.rows
        rows.edit_requested.connect(
            lambda task, column, value: self.editing.set_cell(rows.arrays, task, column, value)
        )
        self._delegate.units_wanted.connect(self._open_units)
        self.filter.changed.connect(self._apply_filter)
        for key, act in (("Del", self._remove), ("Ins", self._add)):
            self._add_key(self.table, key, act)
        self._offer_menu(self.table)

    def _add_key(self, pane: QWidget, key: str, act: Callable[[], object]) -> None:
        """A key that acts while this pane has the focus."""
        shortcut = QShortcut(QKeySequence(key), pane)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _offer_menu(self, pane: QAbstractScrollArea) -> None:
        pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.customContextMenuRequested.connect(lambda place: self._show_menu(pane, place))

    def _open_units(self, node: int) -> None:
        self.editing.open_units(TaskId(int(self.rows.index_rows.arrays.id[node])))

    def _sums_up_parts(self, task: int) -> bool:
        """Whether a task has parts: without days of its own it shows theirs, and an edit may change that."""
        node = self.node_of(TaskId(task))
        return node == NO_NODE or self.arrays.has_children(node)

    def _apply_filter(self) -> None:
        self.rows.set_filter(self._wanted if self.filter.on else None)

    def _wanted(self, arrays: TaskArrays) -> Bools:
        """What the filter wants; its strip tells how many tasks that leaves."""
        kept, tasks = self.filter.wanted(arrays), arrays.kind == NodeKind.TASK
        self.filter.strip.tell_count(int((kept & tasks).sum()), int(tasks.sum()))
        return kept

    def _take_off_filter_that_hides(self, task: TaskId) -> None:
        if self.filter.on and not self.filter.wanted(self.arrays)[self.node_of(task)]:
            self.filter.clear()

    def _nodes(self) -> list[int]:
        """The selected tasks; the document or section the cursor stands on where no task is selected."""
        nodes = [self.node_of(TaskId(task)) for task in self.rows.selected_ids()]
        here = self.rows.current_node()
        return nodes or ([here] if here is not None else [])

    def _remove(self) -> None:
        """Remove the selected tasks; undo replaces the question."""
        tasks = [TaskId(task) for task in self.rows.selected_ids()]
        if tasks and self.work.writable and self.editing.remove(self.arrays, tasks):
            self.said.emit(f"已删除 {len(tasks)} 项任务，可按 Ctrl+Z 撤销。")

    def _add(self) -> None:
        """Add a task after the current one."""
        nodes = self._nodes() or ([0] if len(self.arrays) else [])
        if not nodes:
            self.said.emit("请先导入一份文件，再在其中新增任务。")
        elif self.work.writable:
            self.editing.add(self.arrays, nodes[0], below=False)

    def _show_menu(self, pane: QAbstractScrollArea, place: QPoint) -> None:
        from workbench.ui.views.task_menu import fill_task_menu

        menu = QMenu(self)
        fill_task_menu(
            menu, self.work, self.editing, self.arrays, self._nodes(), self.wanted.emit, self.elsewhere
        )
        if menu.actions():
            menu.popup(pane.viewport().mapToGlobal(place))


def tasks_edited(changes: ChangeSet) -> set[int] | None:
    """The tasks whose cells a step changed; None where it changed the tree, the links or too much."""
    tasks: set[int] = set()
    for row in changes.rows:
        if row.table in _UNSEEN or (row.table == "units" and row.before is None):
            continue
        task = _task_of(row)
        if task is None:
            return None
        tasks.add(task)
    return tasks if len(tasks) <= FEW else None


def _task_of(row: RowChange) -> int | None:
    """The one task that a change of a row shows in; None where it may show elsewhere too."""
    if row.table == "tasks" and row.before is not None and row.after is not None:
        return None if _PLACING & set(row.after) else row.key
    if row.table == "assignments":
        owner = (row.after or row.before or {}).get("task_id")
        return owner if isinstance(owner, int) else None
    return None
