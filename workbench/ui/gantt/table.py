"""The left pane: a QTableView with rows of one fixed height, branch arrows that open, and a tree's keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from workbench.ui import theme
from workbench.ui.gantt.selection import selected_ranges
from workbench.ui.itemmodels.row_painting import ColumnInSight, RowInSight, RowPainter
from workbench.ui.itemmodels.task_delegate import TaskDelegate
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel

_WIDTHS = {
    Column.NUMBER: 50,
    Column.NAME: 300,
    Column.UNITS: 116,
    Column.START: 78,
    Column.DEADLINE: 118,  # 2027年12月31日前
    Column.PROGRESS: 88,
    Column.STATE: 56,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TaskTable(QTableView):
    """The grid of tasks. It asks for what changes the rows or the plan, through signals."""

    toggle_requested = Signal(int)  # node: expand or collapse it
    nudge_requested = Signal(int)  # days: move the current task

    def __init__(self, model: TaskGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._painter = RowPainter(model, self.font())
        self.setItemDelegate(TaskDelegate(self))
        self._set_up_behaviour()
        self._set_up_headers()
        self.set_row_height(theme.ROW_HEIGHT)
        self.setAccessibleName("任务表")
        self.setAccessibleDescription("左右方向键折叠或展开，F2 或双击编辑，Alt+左右方向键按天移动任务")

    def set_row_height(self, height: int) -> None:
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.updateGeometries()  # else the scroll bar keeps the range of the former height

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._painter.colour_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight at once: asking a delegate cell by cell takes three times as long."""
        with QPainter(self.viewport()) as painter:
            self._painter.paint(painter, self._rows_in(event.region()), self._columns_in(event.rect()))
            current = self.currentIndex()
            if current.isValid() and (self.hasFocus() or self.viewport().hasFocus()):
                self._painter.paint_focus(painter, self.visualRect(current))

    def _rows_in(self, region: QRegion) -> list[RowInSight]:
        """The rows that something of a region lies in."""
        area, nodes = region.boundingRect(), self._model.index_rows.rows
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return []
        last = last if last >= 0 else len(nodes) - 1
        selected = {
            row
            for top, bottom in selected_ranges(self.selectionModel(), first, last)
            for row in range(top, bottom + 1)
        }
        rows = []
        for row, node in enumerate(nodes[first : last + 1].tolist(), first):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if region.intersects(QRect(area.left(), top, area.width(), height)):
                rows.append(RowInSight(node, top, height, row in selected))
        return rows

    def _columns_in(self, area: QRect) -> list[ColumnInSight]:
        """The columns that something of an area lies in, from the left."""
        head = self.horizontalHeader()
        shown = [head.logicalIndex(place) for place in range(head.count())]
        columns = (
            ColumnInSight(column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in shown
            if not head.isSectionHidden(column)
        )
        return [
            each for each in columns if each.left <= area.right() and each.left + each.width > area.left()
        ]

    def _set_up_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setFixedHeight(theme.HEADER_HEIGHT)
        columns.setHighlightSections(False)
        # Left with the table's own, a header asks for the flags of every selected cell: 7 s at 100,000 rows.
        columns.setSelectionModel(QItemSelectionModel(self._model, columns))
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSectionsMovable(True)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setSortingEnabled(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._on_branch_arrow(index, event):
            self.toggle_requested.emit(self._model.node_at(index.row()))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not self._on_branch_arrow(index, event):
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        sideways = _SIDEWAYS.get(Qt.Key(event.key()), 0)
        if sideways and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.nudge_requested.emit(sideways)
        elif index.isValid() and self._wants_toggle(event, index, sideways):
            self.toggle_requested.emit(self._model.node_at(index.row()))
        else:
            super().keyPressEvent(event)

    def _on_branch_arrow(self, index: QModelIndex, event: QMouseEvent) -> bool:
        if not index.isValid() or index.column() != Column.NAME:
            return False
        node = self._model.node_at(index.row())
        arrow = self._painter.branch_arrow(self.visualRect(index), node)
        return arrow.contains(event.position().toPoint())

    def _wants_toggle(self, event: QKeyEvent, index: QModelIndex, sideways: int) -> bool:
        """Whether a key opens or closes the current row: − and +, and the arrows while on the name."""
        node = self._model.node_at(index.row())
        if not self._model.arrays.has_children(node):
            return False
        expanded = self._model.index_rows.is_expanded(node)
        on_name = index.column() == Column.NAME
        opens = event.text() == "+" or (on_name and sideways > 0)
        closes = event.text() == "-" or (on_name and sideways < 0)
        return closes if expanded else opens
