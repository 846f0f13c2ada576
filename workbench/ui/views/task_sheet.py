"""TaskSheet: the task table on its own, with wrapped names, groups, chosen columns, rows that are dragged.

TaskArrays go in by `set_arrays` and `update_tasks`; what the planner wants comes out as signals, in task ids.
The height of every row is known from the widths of its characters, so that 100,000 rows scroll like a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.planning.grouping import GroupBy, grouped
from workbench.planning.plan_views import Picker
from workbench.planning.row_index import NO_ROW, RowIndex
from workbench.planning.task_arrays import NO_NODE, Node, NodeKind, TaskArrays
from workbench.queries.wording import STATES
from workbench.ui import theme
from workbench.ui.gantt.selection import RowSelection
from workbench.ui.gantt.table import TaskTable
from workbench.ui.itemmodels.task_grid import Beside, Column, TaskGridModel
from workbench.ui.views.row_drag import RowDrag, by_number, draggable
from workbench.ui.views.row_heights import RowHeights
from workbench.ui.views.sheet_columns import SheetColumns

HEADER_HEIGHT = 30

_Keys = QKeySequence.StandardKey
_STEPS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}


class TaskSheet(TaskTable):
    """The plan as rows of tasks. `columns` chooses what is shown of them."""

    #: The ids of the selected tasks, in the order of rows.
    selection_changed = Signal(list)
    #: A cell was edited: task id, Column, value as typed.
    edit_requested = Signal(int, int, object)
    #: Tasks were dragged: their ids, a Landing.
    dropped = Signal(list, object)
    #: Alt+Shift+arrow: "up", "down", "in" (a part of the task before), "out".
    step_wanted = Signal(str)
    copy_wanted = Signal()
    paste_wanted = Signal()
    #: Something that the planner asked for cannot be done just now, in words.
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TaskGridModel(columns=len(Column)), parent)
        self._plan = self._model.arrays
        self._group_by = GroupBy.DOCUMENT
        self._filter: Picker | None = None
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._row_heights = RowHeights(self, self._model, self._painter)
        self._drag = RowDrag(self._model)
        self.columns = SheetColumns(self)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._measure)
        self._model.modelReset.connect(self._measure)  # before the selection comes back and is scrolled to
        self._selection = RowSelection(self._model, self.selectionModel(), self)
        self._selection.changed.connect(lambda: self.selection_changed.emit(self.selected_ids()))
        self._model.edit_requested.connect(
            lambda node, column, value: self.edit_requested.emit(self._id(node), column, value)
        )
        self._model.sorted.connect(self._note_sorting)
        self.toggle_requested.connect(self.toggle)
        self.horizontalHeader().sectionResized.connect(self._note_width)
        self._dress()

    def _dress(self) -> None:
        self.horizontalHeader().setFixedHeight(HEADER_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleDescription(
            "左右方向键折叠或展开，F2 或双击编辑，Alt+左右方向键按天移动任务，"
            "Alt+Shift+方向键调整位置和层级，Ctrl+C、Ctrl+V 复制和粘贴，Ctrl+E 批量修改"
        )

    # What is shown --------------------------------------------------------------------------------------

    @property
    def arrays(self) -> TaskArrays:
        """The plan, in the order of its documents; `index_rows.arrays` is what the rows show."""
        return self._plan

    @property
    def index_rows(self) -> RowIndex:
        return self._model.index_rows

    @property
    def beside(self) -> Beside:
        return self._model.beside

    @property
    def group_by(self) -> GroupBy:
        return self._group_by

    @property
    def wrapped(self) -> bool:
        """Whether long names take several lines."""
        return self._row_heights.wrapped

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The Column by which the rows are sorted, -1 for the order of the documents."""
        return self._sorting

    @property
    def rearrangeable(self) -> bool:
        """Whether the rows stand where the plan has them, so that they can be put elsewhere."""
        return self._group_by is GroupBy.DOCUMENT and self._sorting[0] < 0 and self._model.editable

    def set_arrays(self, arrays: TaskArrays) -> None:
        """Show a plan. Expansion, order, filter, selection and scrolling stay; nodes are known by id."""
        self._plan = arrays
        self._show_plan()

    def set_beside(self, beside: Beside) -> None:
        """What stands in the columns beside the plan's own."""
        self._model.beside = beside
        self.viewport().update()

    def set_grouping(self, by: GroupBy) -> None:
        self._group_by = by
        self._show_plan()

    def set_filter(self, wanted: Picker | None) -> None:
        """Show the nodes that a function picks, and those above them; None shows all. Outlasts a reload."""
        self._filter = wanted
        matches = wanted(self._model.arrays) if wanted else None
        self._change_index(lambda index: index.set_filter(matches))

    def set_sorting(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a Column; -1 for the order of the documents."""
        self.horizontalHeader().setSortIndicator(column, order)

    def set_wrapped(self, wrapped: bool) -> None:
        self._row_heights.wrapped = wrapped
        self._measure()

    def set_editable(self, editable: bool) -> None:
        self._model.editable = editable

    def update_tasks(self, tasks: Iterable[Node]) -> None:
        """Show fresh facts of tasks that are here already. Unknown ids are passed over.

        The tree of the documents stays; what a change puts elsewhere goes to its new group.
        """
        listed = list(tasks)
        before = [self._group_facts(task) for task in listed]
        for task in listed:
            self._write(self._plan, task)
            if self._model.arrays is not self._plan:
                self._write(self._model.arrays, task)
        if self._group_by is not GroupBy.DOCUMENT and before != [self._group_facts(task) for task in listed]:
            self._show_plan()

    def toggle(self, node: int) -> None:
        """Expand or collapse one node."""
        expanded = self.index_rows.is_expanded(node)
        self._change_index(lambda index: index.collapse(node) if expanded else index.expand(node))

    def expand_all(self) -> None:
        self._change_index(RowIndex.expand_all)

    def collapse_all(self) -> None:
        self._change_index(RowIndex.collapse_all)

    def selected_ids(self) -> list[int]:
        """The ids of the selected tasks, in the order of rows."""
        nodes, shown = self._selection.nodes(), self._model.arrays
        ids: list[int] = shown.id[nodes[shown.kind[nodes] == NodeKind.TASK]].tolist()
        return ids

    def current_node(self) -> int | None:
        """The node of `arrays` that the cursor stands on; None on a group, or where there is no cursor."""
        row = self.currentIndex().row()
        if row < 0:
            return None
        shown, node = self._model.arrays, self._model.node_at(row)
        found = self._plan.node_of(NodeKind(int(shown.kind[node])), int(shown.id[node]))
        return found if found != NO_NODE else None

    def show_task(self, task_id: int) -> None:
        """Select a task and bring its row into sight. Does nothing for an unknown id."""
        node = self._model.arrays.node_of(NodeKind.TASK, task_id)
        if node == NO_NODE:
            return
        self.reveal(node)
        self._selection.select(np.array([node]))
        self.scrollTo(self.currentIndex())

    def reveal(self, node: int) -> None:
        """Expand what hides a node of the rows."""
        if node != NO_NODE and self.index_rows.row_of(node) == NO_ROW:
            self._change_index(lambda index: index.reveal(node))

    def _show_plan(self) -> None:
        shown = grouped(self._plan, self._group_by, STATES, self._model.beside.leaders)
        self._model.change_rows(lambda: self._index_of(shown))

    def _index_of(self, arrays: TaskArrays) -> RowIndex:
        """An index over new arrays that shows them as the present one shows the old."""
        index = RowIndex(arrays)
        index.take_over(self.index_rows)
        if self._filter:
            index.set_filter(self._filter(arrays))
        column, order = self._sorting
        if column >= 0:
            self._model.index_rows = index  # whose nodes the keys are asked for
            index.sort(self._model.sort_keys(column), descending=order is Qt.SortOrder.DescendingOrder)
        return index

    def _change_index(self, change: Callable[[RowIndex], None]) -> None:
        def changed() -> RowIndex:
            change(self.index_rows)
            return self.index_rows

        self._model.change_rows(changed)

    def _write(self, arrays: TaskArrays, task: Node) -> None:
        node = arrays.node_of(NodeKind(task.kind), task.id)
        if node == NO_NODE:
            return
        renamed = arrays.name[node] != task.name
        touched = arrays.write_node(node, task)
        if arrays is self._model.arrays:
            if renamed:
                self._row_heights.measure_one(node)
            self._model.nodes_changed(touched)

    def _group_facts(self, task: Node) -> tuple[object, ...]:
        """What may say in which group a task of the plan stands."""
        plan, node = self._plan, self._plan.node_of(NodeKind(task.kind), task.id)
        if node == NO_NODE:
            return ()
        return plan.lead[node], int(plan.state[node]), int(plan.end[node]), int(plan.deadline_kind[node])

    def _note_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self._sorting = column, order

    def _id(self, node: int) -> int:
        return int(self._model.arrays.id[node])

    # Heights ----------------------------------------------------------------------------------------------

    def _note_width(self, column: int, _old: int, _new: int) -> None:
        if column == Column.NAME:
            self._refit.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def _measure(self) -> None:
        """Every row gets its height; the row on top stays on top."""
        top = self.rowAt(0)
        self._row_heights.measure(self._plan)
        if top > 0 and not self._refit.isActive():
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(top))

    # Keys and mouse ---------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Copy and paste are the table's own while it has the focus, and not the window's."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and (event.matches(_Keys.Paste) or event.matches(_Keys.Copy)):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(_Keys.Copy):
            self.copy_wanted.emit()
        elif event.matches(_Keys.Paste):
            self.paste_wanted.emit()
        elif step and event.modifiers() & both == both:
            self.step_wanted.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self._drag.held:
            self._stop_drag()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        chosen = self.selectionModel().isRowSelected(index.row()) if index.isValid() else False
        several = chosen and len(self._selection.nodes()) > 1
        if not (plain and several):
            super().mousePressEvent(event)
        if plain and index.isValid() and self.rearrangeable and (chosen or by_number(index.column())):
            nodes = self._selection.nodes().tolist()
            if held := draggable(self._model, nodes):
                self._drag.press(event.position().toPoint(), held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.held:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        self._drag.move(at, *self._row_and_place(at))
        if self._drag.moving:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll_along(at)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, moved = self._drag.held, self._drag.moving
        wish = self._drag.release()
        self._stop_drag()
        if wish is not None:
            self.dropped.emit(*wish)
        elif held and not moved and event.button() == Qt.MouseButton.LeftButton:
            self._choose_one(event.position().toPoint())
        if not moved:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drag.mark is not None:
            box = self.visualRect(self._model.index(self._drag.mark.row, Column.NAME))
            with QPainter(self.viewport()) as painter:
                self._drag.paint(painter, box)

    def _choose_one(self, at: QPoint) -> None:
        """A click on one of several selected rows, which a drag might have begun with: that one alone."""
        index = self.indexAt(at)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _row_and_place(self, at: QPoint) -> tuple[int, float]:
        row = self.rowAt(at.y())
        if row < 0:
            return -1, 0.0
        top, height = self.rowViewportPosition(row), max(self.rowHeight(row), 1)
        return row, (at.y() - top) / height

    def _scroll_along(self, at: QPoint) -> None:
        """Near an edge the rows move along."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if at.y() < theme.ROW_HEIGHT or at.y() > height - theme.ROW_HEIGHT:
            bar.setValue(bar.value() + (-1 if at.y() < theme.ROW_HEIGHT else 1) * bar.singleStep())

    def _stop_drag(self) -> None:
        self._drag.cancel()
        self.viewport().unsetCursor()
        self.viewport().update()
