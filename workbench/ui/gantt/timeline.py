"""The right pane in the planner's hands: bars are selected, dragged and nudged; wishes come out as signals.

A drag writes array cells and repaints the rows it touches; on release the cells are put back, and the change
is asked for. So what stands in the arrays between two events is always what is stored.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.planning.row_index import NO_ROW
from workbench.planning.task_arrays import NO_DAY, NodeKind
from workbench.rows import BarRow
from workbench.terms import Precision
from workbench.ui.gantt.chart import ZOOM_STEP, GanttChart
from workbench.ui.gantt.drag import Drag, Grip, Held, grip_at
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel, day_text
from workbench.ui.theme import PALETTE

_CURSORS = {
    Grip.MOVE: Qt.CursorShape.SizeAllCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
    Grip.PROGRESS: Qt.CursorShape.SplitHCursor,
    Grip.NEW: Qt.CursorShape.CrossCursor,
}


class Timeline(GanttChart):
    """The chart, with everything a pointer and a keyboard do to it."""

    dates_wanted = Signal(int, int, int, object)  # node, start, end (ordinals, 0 for none), the Grip
    progress_wanted = Signal(int, int)  # node, percent
    nodes_touched = Signal(list)  # nodes whose cells changed or changed back while dragging
    activated = Signal(int)  # node: double-clicked

    def __init__(
        self, model: TaskGridModel, selection: QItemSelectionModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, selection, parent)
        self._drag: Drag | None = None
        self._note: tuple[QPoint, str] | None = None
        self._hovered = -1
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("甘特图")
        self.setAccessibleDescription(
            "上下方向键换行，左右方向键移动时间，加减号缩放，Home 回到今天，Alt+左右方向键按天移动任务"
        )

    @property
    def dragging(self) -> bool:
        return self._drag is not None

    def plan_changed(self) -> None:
        self._hovered = -1
        super().plan_changed()

    # Painting ----------------------------------------------------------------------------------------

    def _rows(self, first: int, last: int) -> list[BarRow]:
        """Rows to draw; the deadline of a bar being dragged is the day it would become."""
        rows = super()._rows(first, last)
        if self._drag and self._drag.grip in (Grip.MOVE, Grip.END, Grip.NEW):
            for number, row in enumerate(rows):
                if row.key == self._drag.node:
                    rows[number] = replace(row, precision=Precision.DAY, deadline=day_text(row.end))
        return rows

    def _paint_overlays(self, painter: QPainter) -> None:
        """Over the chart: the handle of the hovered bar's progress, and the note beside a drag."""
        super()._paint_overlays(painter)
        known = 0 <= self._hovered < len(self._model.arrays)
        row = self._model.index_rows.row_of(self._hovered) if known else NO_ROW
        if row != NO_ROW and not self._drag:
            self._paint_progress_handle(painter, row)
        if self._note:
            self._paint_note(painter)

    def _paint_progress_handle(self, painter: QPainter, row: int) -> None:
        bar, shape = self._bar_at(row)
        if bar.summary or shape is None or shape.milestone or shape.open_end:
            return
        x = shape.progress_x(bar.progress)
        bottom = self._y_of(row) + (self._row_height + self.frame().bar_height) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(PALETTE.paper), 1))
        painter.setBrush(QColor(PALETTE.text))
        painter.drawPolygon([QPointF(x, bottom - 5), QPointF(x + 5, bottom + 3), QPointF(x - 5, bottom + 3)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_note(self, painter: QPainter) -> None:
        box, text = self._note_box(), self._note[1] if self._note else ""
        painter.setPen(QPen(QColor(PALETTE.strong_line), 0))
        painter.setBrush(QColor(PALETTE.paper))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(PALETTE.text))
        painter.setFont(self.font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _note_box(self) -> QRect:
        """Where the note stands: over the pointer, inside the window."""
        if not self._note:
            return QRect()
        at, text = self._note
        metrics = QFontMetrics(self.font())
        width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 8
        x = min(max(at.x() + 12, 2), max(self.viewport().width() - width - 2, 2))
        y = at.y() - height - 14
        return QRect(x, y if y >= 2 else at.y() + 22, width, height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._note:
            self._repaint()

    # The pointer -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.row_at(at.y())
        if row is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._select(row, event.modifiers())
            self._start_drag(row, at)
        elif not self._selection.isRowSelected(row):
            self._select(row, Qt.KeyboardModifier.NoModifier)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag:
            snap = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._drag_to(self._drag, at, snap=snap)
        else:
            self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag and event.button() == Qt.MouseButton.LeftButton:
            drag, held = self._drag, self._held(self._drag.node)
            self.cancel_drag()
            if held != drag.before:
                self._ask(drag, held)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint().y())
        self.cancel_drag()
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self._model.node_at(row))

    def cancel_drag(self) -> None:
        """Put the bar back to what it was before the drag."""
        if self._drag:
            drag, self._drag, self._note = self._drag, None, None
            self._hold(drag.node, drag.before)
            self.viewport().unsetCursor()
            self._repaint()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos().y())
            if row is not None and self._grip(row, event.pos()) not in (None, Grip.NEW):
                tip = self._model.index(row, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        return super().viewportEvent(event)

    def _select(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        flag = QItemSelectionModel.SelectionFlag
        chosen = self._model.index(row, Column.NAME)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._selection.setCurrentIndex(chosen, flag.Toggle | flag.Rows)
        else:
            self._selection.setCurrentIndex(chosen, flag.ClearAndSelect | flag.Rows)

    def _start_drag(self, row: int, at: QPoint) -> None:
        bar, shape = self._bar_at(row)
        grip = self._grip(row, at)
        if grip is None or not self._model.editable:
            return
        time_at = self.axis.time_at
        first, last = (time_at(shape.left), time_at(shape.right)) if shape else (0.0, 0.0)
        self._drag = Drag(bar.key, grip, self._held(bar.key), first, last, time_at(at.x()))

    def _drag_to(self, drag: Drag, at: QPoint, *, snap: bool) -> None:
        self._scroll_after(at.x())
        held = drag.held_at(at.x(), self.axis, snap=snap)
        self.viewport().update(self._note_box())
        self._note = (at, _note_text(drag.grip, held))
        self.viewport().update(self._note_box())
        self._hold(drag.node, held)

    def _scroll_after(self, x: int) -> None:
        """Follow a pointer dragged out of the window."""
        beyond = min(x, 0) or max(x - self.viewport().width(), 0)
        if beyond:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + beyond)

    def _held(self, node: int) -> Held:
        arrays = self._model.arrays
        return Held(int(arrays.start[node]), int(arrays.end[node]), int(arrays.progress[node]))

    def _hold(self, node: int, held: Held) -> None:
        """Write a bar's cells while it is dragged, and repaint the rows and arrows that follow."""
        arrays = self._model.arrays
        if held == self._held(node):
            return
        touched = arrays.write_dates(node, held.start, held.end)
        touched = [*touched, *arrays.write_progress(node, held.progress)]
        self.repaint_nodes(touched)
        self.nodes_touched.emit(touched)

    def _ask(self, drag: Drag, held: Held) -> None:
        if drag.grip is Grip.PROGRESS:
            self.progress_wanted.emit(drag.node, held.progress)
        else:
            self.dates_wanted.emit(drag.node, held.start, held.end, drag.grip)

    def _hover(self, at: QPoint) -> None:
        row = self.row_at(at.y())
        grip = self._grip(row, at) if row is not None and self._model.editable else None
        if grip:
            self.viewport().setCursor(_CURSORS[grip])
        else:
            self.viewport().unsetCursor()
        self._set_hovered(self._model.node_at(row) if grip and row is not None else -1)

    def _set_hovered(self, node: int) -> None:
        if node != self._hovered:
            former, self._hovered = self._hovered, node
            known = [each for each in (former, node) if 0 <= each < len(self._model.arrays)]
            for row in self._model.index_rows.rows_of(known):
                self.viewport().update(self._row_box(row))

    def _grip(self, row: int, at: QPoint) -> Grip | None:
        bar, shape = self._bar_at(row)
        if shape is None:
            is_task = self._model.arrays.kind[bar.key] == NodeKind.TASK and not bar.summary
            return Grip.NEW if is_task else None
        return grip_at(bar, shape, at.x(), (at.y() - self._y_of(row)) / self._row_height)

    # The keyboard ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._drag:
            self.cancel_drag()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.nudge(step) if alt else self._scroll_sideways(step)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_row(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.show_today()
        elif event.text() in ("+", "=", "-"):
            self.zoom_to(self._day_width * (1 / ZOOM_STEP if event.text() == "-" else ZOOM_STEP))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection.currentIndex().isValid():
            self.activated.emit(self._model.node_at(self._selection.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def nudge(self, days: int) -> None:
        """Ask to move the current task by some days."""
        current = self._selection.currentIndex()
        if not current.isValid() or not self._model.editable:
            return
        node = self._model.node_at(current.row())
        held = self._held(node)
        if self._model.arrays.rolled_up[node] or held.start == held.end == NO_DAY:
            return
        moved = [day + days if day else NO_DAY for day in (held.start, held.end)]
        self.dates_wanted.emit(node, *moved, Grip.MOVE)

    def _scroll_sideways(self, step: int) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep())

    def _step_row(self, step: int) -> None:
        row = self._selection.currentIndex().row() + step
        if 0 <= row < len(self._model.index_rows):
            self._select(row, Qt.KeyboardModifier.NoModifier)


def _note_text(grip: Grip, held: Held) -> str:
    if grip is Grip.PROGRESS:
        return f"进度 {held.progress}%"
    start, end = day_text(held.start), day_text(held.end)
    if start and end:
        return f"{start} 至 {end}，共{held.end - held.start + 1}天"
    return f"{start} 起" if start else f"{end} 前"
