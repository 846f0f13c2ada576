"""The right pane in the planner's hands: bars are selected, dragged, linked and nudged; wishes come out as signals.

A drag is a Gesture: it writes array cells while the pointer moves; on release the cells are put back, and the
change is asked for. So what stands in the arrays between two events is always what is stored.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.drawing.gantt import mark_reach
from workbench.drawing.time_axis import Snap
from workbench.planning.link_words import LINK_WORDS, lag_text
from workbench.planning.task_arrays import LINK_KINDS, NO_DAY, Milestone, NodeKind
from workbench.rows.bars import BarRow
from workbench.terms import Precision
from workbench.ui.gantt import overlays
from workbench.ui.gantt.chart import NO_LINK, ZOOM_STEP, GanttChart
from workbench.ui.gantt.drag import Drag, Grip, Held, grip_at, link_handle_at
from workbench.ui.gantt.gestures import BarGesture, DrawGesture, Gesture, LinkGesture, MarkGesture, mark_under
from workbench.ui.gantt.overlays import Ghost, Ripple
from workbench.ui.gantt.selection import selected_nodes
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel, day_text

_CURSORS = {
    Grip.MOVE: Qt.CursorShape.SizeAllCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
    Grip.PROGRESS: Qt.CursorShape.SplitHCursor,
    Grip.NEW: Qt.CursorShape.CrossCursor,
}
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Timeline(GanttChart):
    """The chart, with everything a pointer and a keyboard do to it."""

    dates_wanted = Signal(int, int, int, object)  # node, start, end (ordinals, 0 for none), the Grip
    shift_wanted = Signal(list, int)  # nodes, days
    progress_wanted = Signal(int, int)  # node, percent
    milestone_wanted = Signal(int, int)  # milestone id, day
    link_wanted = Signal(int, int, object)  # node before, node after, LinkKind
    link_activated = Signal(int, QPoint)  # place of the link in the arrays; where, in the viewport
    link_removal_wanted = Signal(int)  # place of the link in the arrays
    task_drawn = Signal(int, int, int)  # node of the document, section or task it was drawn at; start, end
    nodes_touched = Signal(list)  # nodes whose cells changed or changed back while dragging
    activated = Signal(int)  # node: double-clicked

    def __init__(
        self, model: TaskGridModel, selection: QItemSelectionModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, selection, parent)
        self._gesture: Gesture | None = None
        self._note_at: QPoint | None = None
        self._snap = Snap.AUTO
        self._ripple: Ripple | None = None
        self._ghosts: tuple[Ghost, ...] = ()
        self._adding = False
        self._hovered = -1
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("甘特图")
        self.setAccessibleDescription(
            "上下方向键换行，左右方向键移动时间，加减号缩放，Home 回到今天，Alt+左右方向键按天移动任务"
        )

    @property
    def dragging(self) -> bool:
        return self._gesture is not None

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """Where linked tasks would go if the drag under way ended here."""
        return self._ghosts

    def set_snap(self, snap: Snap) -> None:
        """What dragged ends are pulled to. With Alt held down they stay on the day."""
        self._snap = snap

    def set_ripple(self, ripple: Ripple | None) -> None:
        """Who would follow a drag over the links; shown as ghosts, and never written."""
        self._ripple = ripple

    def plan_changed(self) -> None:
        self._hovered = -1
        super().plan_changed()

    # Painting ----------------------------------------------------------------------------------------

    def _rows(self, first: int, last: int) -> list[BarRow]:
        """Rows to draw; the deadline of a bar being dragged is the day it would become."""
        rows = super()._rows(first, last)
        if self._gesture and self._gesture.dates_move:
            moving = set(self._gesture.nodes)
            for number, row in enumerate(rows):
                if row.key in moving and row.end:
                    rows[number] = replace(row, precision=Precision.DAY, deadline=day_text(row.end))
        return rows

    def _paint_overlays(self, painter: QPainter) -> None:
        """Over the chart: the handles of the hovered bar, ghosts of who follows, what a gesture adds."""
        super()._paint_overlays(painter)
        overlays.paint_ghosts(painter, self, self._ghosts)
        if self._gesture:
            self._gesture.paint(painter)
            overlays.paint_note(painter, self, self._note_box(), self._gesture.note)
        elif 0 <= self._hovered < len(self._model.arrays):
            row = self._model.index_rows.row_of(self._hovered)
            if row >= 0:
                overlays.paint_handles(painter, self, row, linkable=self._model.editable)

    def _note_box(self) -> QRect:
        """Where the note of a gesture stands: over the pointer, inside the window."""
        note = self._gesture.note if self._gesture else ""
        if self._note_at is None or not note:
            return QRect()
        at, metrics = self._note_at, QFontMetrics(self.font())
        width, height = metrics.horizontalAdvance(note) + 16, metrics.height() + 8
        x = min(max(at.x() + 12, 2), max(self.viewport().width() - width - 2, 2))
        y = at.y() - height - 14
        return QRect(x, y if y >= 2 else at.y() + 22, width, height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._gesture or self._ghosts:
            self._repaint()

    # The pointer -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.row_at(at.y())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._choose_link(at, row):
            return
        if row is None:
            self._gesture = self._drawing(at, None) if left else None
        elif left:
            self._gesture = self._pressed(row, at, event.modifiers())
        elif not self._selection.isRowSelected(row):
            self._select(row, Qt.KeyboardModifier.NoModifier)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._gesture:
            free = event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._scroll_after(at.x())
            self.viewport().update(self._note_box())
            self._gesture.follow(at, Snap.DAY if free else self._snap)
            self._note_at = at
            self.viewport().update(self._note_box())
        else:
            self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture and event.button() == Qt.MouseButton.LeftButton:
            gesture = self._gesture
            self.cancel_drag()
            gesture.ask()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.row_at(at.y())
        self.cancel_drag()
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._choose_link(at, row):
            self.link_activated.emit(self._chosen(), at)
        else:
            self.activated.emit(self._model.node_at(row))

    def cancel_drag(self) -> None:
        """Put everything back to what it was before the drag."""
        if self._gesture:
            gesture, self._gesture = self._gesture, None
            gesture.put_back()
            self._note_at = None
            self.viewport().unsetCursor()
            self._repaint()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if tip := self._tip(event.pos()):
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        return super().viewportEvent(event)

    def settle_selection(self, node: int) -> None:
        """A click on one of several selected bars that moved nothing: it alone is selected."""
        row = self._model.index_rows.row_of(node)
        if row >= 0 and len(selected_nodes(self._model, self._selection)) > 1 and not self._adding:
            self._select(row, Qt.KeyboardModifier.NoModifier)

    def _tip(self, at: QPoint) -> str:
        row = self.row_at(at.y())
        if row is None:
            return ""
        milestone = self._milestone_at(row, at)
        if milestone is not None:
            return f"节点：{milestone.title}\n{day_text(milestone.day)}{'，已完成' if milestone.done else ''}"
        if self._grip(row, at) not in (None, Grip.NEW):
            return str(self._model.index(row, Column.NAME).data(Qt.ItemDataRole.ToolTipRole))
        link = self.link_at(at.x(), at.y())
        return self.link_text(link) if link is not None else ""

    def link_text(self, link: int) -> str:
        """A link in words: both tasks, its kind and its lag."""
        arrays = self._model.arrays
        before, after, lag = arrays.links[link].tolist()
        kind = LINK_WORDS[LINK_KINDS[arrays.link_kind[link]]]
        return f"{arrays.name[before]} → {arrays.name[after]}\n{kind}{lag_text(lag)}"

    def _choose_link(self, at: QPoint, row: int | None) -> bool:
        """Choose the link under the pointer, unless a bar lies there; whether there is one."""
        on_bar = row is not None and (
            self._grip(row, at) not in (None, Grip.NEW) or self._handle_at(row, at) is not None
        )
        link = None if on_bar else self.link_at(at.x(), at.y())
        chosen = int(self._model.arrays.link_id[link]) if link is not None else NO_LINK
        if chosen != self._chosen_link:
            self._chosen_link = chosen
            self._repaint()
        return link is not None

    def _select(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        flag = QItemSelectionModel.SelectionFlag
        chosen = self._model.index(row, Column.NAME)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._selection.setCurrentIndex(chosen, flag.Toggle | flag.Rows)
        else:
            self._selection.setCurrentIndex(chosen, flag.ClearAndSelect | flag.Rows)

    def _pressed(self, row: int, at: QPoint, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """What a press on a row begins. A bar among several selected keeps the others selected."""
        self._adding = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        grip = self._grip(row, at)
        together = grip is Grip.MOVE and self._selection.isRowSelected(row) and not self._adding
        if not together:
            self._select(row, modifiers)
        if not self._model.editable:
            return None
        node, milestone = self._model.node_at(row), self._milestone_at(row, at)
        if milestone is not None:
            return MarkGesture(self, node, milestone)
        from_end = self._handle_at(row, at)
        if from_end is not None:
            return LinkGesture(self, node, from_end, at)
        return self._drawing(at, row) if grip is None else self._bar_gesture(row, grip, at)

    def _bar_gesture(self, row: int, grip: Grip, at: QPoint) -> Gesture:
        bar, shape = self.bar_at(row)
        time_at = self.axis.time_at
        first, last = (time_at(shape.left), time_at(shape.right)) if shape else (0.0, 0.0)
        drag = Drag(bar.key, grip, self.held(bar.key), first, last, time_at(at.x()))
        moving = self._movable() if grip is Grip.MOVE else [bar.key]
        near = [node for node in moving if self._in_sight(self._model.index_rows.row_of(node))]
        if self._ripple and grip is not Grip.PROGRESS:
            self._ripple.prepare(moving)
        return BarGesture(self, drag, [node for node in near if node != bar.key], moving)

    def _in_sight(self, row: int) -> bool:
        return row >= 0 and -self._row_height < self.y_of(row) < self.viewport().height()

    def _movable(self) -> list[int]:
        """The selected tasks that have days of their own."""
        arrays = self._model.arrays
        nodes = selected_nodes(self._model, self._selection)
        dated = (arrays.start[nodes] != NO_DAY) | (arrays.end[nodes] != NO_DAY)
        movable: list[int] = nodes[dated & ~arrays.rolled_up[nodes]].tolist()
        return movable

    def _drawing(self, at: QPoint, row: int | None) -> Gesture | None:
        """A new task may be drawn on the row of a document or section, and below the last row."""
        last = len(self._model.index_rows) - 1
        if last < 0 or not self._model.editable:
            return None
        if row is None:
            return DrawGesture(self, self._model.node_at(last), last + 1, at)
        node = self._model.node_at(row)
        headings = (NodeKind.DOCUMENT, NodeKind.SECTION)
        return DrawGesture(self, node, row, at) if self._model.arrays.kind[node] in headings else None

    def _scroll_after(self, x: int) -> None:
        """Follow a pointer dragged out of the window."""
        beyond = min(x, 0) or max(x - self.viewport().width(), 0)
        if beyond:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + beyond)

    def held(self, node: int) -> Held:
        """A bar as the arrays have it now."""
        arrays = self._model.arrays
        return Held(int(arrays.start[node]), int(arrays.end[node]), int(arrays.progress[node]))

    def hold(self, bars: Mapping[int, Held]) -> None:
        """Write the cells of bars while they are dragged, and repaint the rows and arrows that follow."""
        changed = {
            node: (held.start, held.end, held.progress)
            for node, held in bars.items()
            if held != self.held(node)
        }
        if changed:
            touched = self._model.arrays.write_bars(changed)
            self.repaint_nodes(touched, len(changed))
            self.nodes_touched.emit(touched)

    def show_followers(self, moved: Mapping[int, Held]) -> None:
        """Show where linked tasks would go if these bars stayed where they are now; nothing is written."""
        before = self._ghosts
        days = {node: (held.start, held.end) for node, held in moved.items() if held.start and held.end}
        self._ghosts = tuple(self._ripple(days)) if self._ripple and days else ()
        self._repaint_rows(ghost.node for ghost in (*before, *self._ghosts))

    def _repaint_rows(self, nodes: Iterable[int]) -> None:
        """Repaint those rows of the nodes that are in sight."""
        for row in {self._model.index_rows.row_of(node) for node in nodes}:
            if self._in_sight(row):
                self.viewport().update(self.row_box(row))

    def _hover(self, at: QPoint) -> None:
        row = self.row_at(at.y())
        editable = self._model.editable
        grip = self._grip(row, at) if row is not None and editable else None
        handle = self._handle_at(row, at) if row is not None and editable else None
        if row is not None and editable and (handle is not None or self._milestone_at(row, at)):
            pulls = handle is not None
            self.viewport().setCursor(Qt.CursorShape.CrossCursor if pulls else Qt.CursorShape.SizeHorCursor)
        elif grip:
            self.viewport().setCursor(_CURSORS[grip])
        else:
            self.viewport().unsetCursor()
        hovered = row is not None and (grip or handle is not None)
        self._set_hovered(self._model.node_at(row) if hovered and row is not None else -1)

    def _set_hovered(self, node: int) -> None:
        if node != self._hovered:
            former, self._hovered = self._hovered, node
            known = [each for each in (former, node) if 0 <= each < len(self._model.arrays)]
            for row in self._model.index_rows.rows_of(known):
                self.viewport().update(self.row_box(row))

    def _grip(self, row: int, at: QPoint) -> Grip | None:
        bar, shape = self.bar_at(row)
        if shape is None:
            is_task = self._model.arrays.kind[bar.key] == NodeKind.TASK and not bar.summary
            return Grip.NEW if is_task else None
        return grip_at(bar, shape, at.x(), (at.y() - self.y_of(row)) / self._row_height)

    def _handle_at(self, row: int, at: QPoint) -> bool | None:
        """Which end's link handle lies at a point, if any."""
        bar, shape = self.bar_at(row)
        return link_handle_at(bar, shape, at.x()) if shape else None

    def _milestone_at(self, row: int, at: QPoint) -> Milestone | None:
        bar, frame = self.bar_at(row)[0], self.frame()
        if not bar.marks or abs(at.y() - self.y_of(row) - frame.bar_middle) > mark_reach(frame) + 2:
            return None
        middles = [frame.axis.x_of(mark.day + 0.5) for mark in bar.marks]
        found = mark_under(bar, at.x(), middles, mark_reach(frame) + 2)
        return next((one for one in self._model.arrays.milestones(bar.key) if one.id == found), None)

    # The keyboard ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and (self._gesture or self._chosen_link != NO_LINK):
            self.cancel_drag()
            self._chosen_link = NO_LINK
            self._repaint()
        elif key in _DELETE_KEYS and self._chosen() >= 0 and self._model.editable:
            self.link_removal_wanted.emit(self._chosen())
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

    def event(self, event: QEvent) -> bool:
        """While a link is chosen, Del is for the link and not for the selected tasks."""
        deletes = isinstance(event, QKeyEvent) and event.key() in _DELETE_KEYS
        if deletes and event.type() == QEvent.Type.ShortcutOverride and self._chosen() >= 0:
            event.accept()
            return True
        return super().event(event)

    def nudge(self, days: int) -> None:
        """Ask to move the current task by some days, and with it the others that are selected."""
        current = self._selection.currentIndex()
        if not current.isValid() or not self._model.editable:
            return
        node, moving = self._model.node_at(current.row()), self._movable()
        held = self.held(node)
        if len(moving) > 1:
            self.shift_wanted.emit(moving, days)
        elif not self._model.arrays.rolled_up[node] and (held.start or held.end):
            moved = [day + days if day else NO_DAY for day in (held.start, held.end)]
            self.dates_wanted.emit(node, *moved, Grip.MOVE)

    def _scroll_sideways(self, step: int) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep())

    def _step_row(self, step: int) -> None:
        row = self._selection.currentIndex().row() + step
        if 0 <= row < len(self._model.index_rows):
            self._select(row, Qt.KeyboardModifier.NoModifier)
