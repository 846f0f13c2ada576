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

from workbench.drawing.time_axis import Snap
from workbench.planning.task_arrays import NO_DAY, NodeKind
from workbench.rows.bars import BarRow
from workbench.terms import Precision
from workbench.ui.gantt import keys, overlays
from workbench.ui.gantt.chart import NO_LINK
from workbench.ui.gantt.drag import Drag, Grip, Held
from workbench.ui.gantt.gestures import BarGesture, DrawGesture, Gesture, LinkGesture, MarkGesture
from workbench.ui.gantt.hits import CURSORS, HitChart
from workbench.ui.gantt.overlays import Ghost, Ripple
from workbench.ui.gantt.selection import selected_nodes
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel, day_text


class Timeline(HitChart):
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
    fit_wanted = Signal()  # show the selected rows, as large as they fit

    def __init__(
        self, model: TaskGridModel, selection: QItemSelectionModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, selection, parent)
        self._gesture: Gesture | None = None
        self._note_at: QPoint | None = None
        self._snap = Snap.AUTO
        self._ripple: Ripple | None = None
        self._ghosts: tuple[Ghost, ...] = ()
        self._proposed: tuple[Ghost, ...] = ()
        self._adding = False
        self._hovered = -1
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("甘特图")
        self.setAccessibleDescription(keys.HELP)

    @property
    def dragging(self) -> bool:
        return self._gesture is not None

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """Where linked tasks would go if the drag under way ended here."""
        return self._ghosts

    @property
    def proposed(self) -> tuple[Ghost, ...]:
        """Where a schedule that is looked at would put tasks."""
        return self._proposed

    def preview(self, ghosts: tuple[Ghost, ...]) -> None:
        """Show where a proposed schedule would put tasks, until told otherwise; nothing is written."""
        self._proposed = ghosts
        self._repaint()

    def set_snap(self, snap: Snap) -> None:
        """What dragged ends are pulled to. With Alt held down they stay on the day."""
        self._snap = snap

    def set_ripple(self, ripple: Ripple | None) -> None:
        """Who would follow a drag over the links; shown as ghosts, and never written."""
        self._ripple = ripple

    def plan_changed(self) -> None:
        self._hovered, self._proposed = -1, ()
        super().plan_changed()

    # Painting ----------------------------------------------------------------------------------------

    def _rows(self, first: int, last: int) -> list[BarRow]:
        """Rows to draw; the deadline of a bar being dragged is the day it would become."""
        rows, moving = super()._rows(first, last), self._model.moving
        for number, row in enumerate(rows if moving else ()):
            if row.key in moving and row.end:
                rows[number] = replace(row, precision=Precision.DAY, deadline=day_text(row.end))
        return rows

    def _paint_overlays(self, painter: QPainter) -> None:
        """Over the chart: the handles of the hovered bar, ghosts of who follows, what a gesture adds."""
        super()._paint_overlays(painter)
        overlays.paint_ghosts(painter, self, (*self._proposed, *self._ghosts))
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
            if tip := self.tip_at(event.pos()):
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

    def _choose_link(self, at: QPoint, row: int | None) -> bool:
        """Choose the link under the pointer, unless a bar lies there; whether there is one."""
        on_bar = row is not None and (self.on_bar(row, at) or self.handle_at(row, at) is not None)
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
        grip = self.grip_at(row, at)
        together = grip is Grip.MOVE and self._selection.isRowSelected(row) and not self._adding
        if not together:
            self._select(row, modifiers)
        if not self._model.editable:
            return None
        node, milestone = self._model.node_at(row), self.milestone_at(row, at)
        if milestone is not None:
            return MarkGesture(self, node, milestone)
        from_end = self.handle_at(row, at)
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
        gesture, moved = self._gesture, self._model.moving
        self._model.moving = frozenset(gesture.nodes if gesture and gesture.dates_move else ())
        if moved and not self._model.moving:
            self.nodes_touched.emit(list(moved))  # their deadlines read as stored again
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
        grip = self.grip_at(row, at) if row is not None and editable else None
        handle = self.handle_at(row, at) if row is not None and editable else None
        if row is not None and editable and (handle is not None or self.milestone_at(row, at)):
            pulls = handle is not None
            self.viewport().setCursor(Qt.CursorShape.CrossCursor if pulls else Qt.CursorShape.SizeHorCursor)
        elif grip:
            self.viewport().setCursor(CURSORS[grip])
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

    # The keyboard ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.pressed(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if keys.is_for_link(self, event):
            event.accept()
            return True
        return super().event(event)

    @property
    def has_chosen_link(self) -> bool:
        """Whether a link is chosen, which keys and menus are about then."""
        return self._chosen() >= 0

    def let_go(self) -> bool:
        """Cancel the drag under way, and choose no link any more; whether there was any of them."""
        held = self.dragging or self._chosen_link != NO_LINK
        self.cancel_drag()
        self._chosen_link = NO_LINK
        if held:
            self._repaint()
        return held

    def ask_without_chosen_link(self) -> bool:
        """Ask to remove the link that is chosen; whether there is one."""
        asked = self.has_chosen_link and self._model.editable
        if asked:
            self.link_removal_wanted.emit(self._chosen())
        return asked

    def open_current(self) -> bool:
        """Open the current row; whether there is one."""
        current = self._selection.currentIndex()
        if current.isValid():
            self.activated.emit(self._model.node_at(current.row()))
        return current.isValid()

    def step_row(self, step: int) -> None:
        """Go up or down some rows."""
        row = self._selection.currentIndex().row() + step
        if 0 <= row < len(self._model.index_rows):
            self._select(row, Qt.KeyboardModifier.NoModifier)

    def stretch(self, days: int) -> None:
        """Ask to let the current task end some days later (below 0: earlier); no earlier than it begins."""
        current = self._selection.currentIndex()
        if not current.isValid() or not self._model.editable:
            return
        node = self._model.node_at(current.row())
        held = self.held(node)
        end = max(held.end + days, held.start, 1)
        if held.end and end != held.end and not self._model.arrays.rolled_up[node]:
            self.dates_wanted.emit(node, held.start, end, Grip.END)

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
