"""Drags on the timeline: bars moved or stretched, a milestone moved, a link pulled, a task drawn.

A gesture follows the pointer from press to release. What it writes into the arrays it puts back before it
asks for the change, so that between two events the arrays hold what is stored.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.drawing.gantt import BarShape
from workbench.drawing.gantt_links import kind_of
from workbench.drawing.time_axis import Snap
from workbench.planning.task_arrays import NO_DAY, Milestone, NodeKind
from workbench.rows.bars import BarRow
from workbench.ui.gantt.drag import Drag, Grip, Held, shifted
from workbench.ui.itemmodels.task_grid import day_text
from workbench.ui.theme import PALETTE

if TYPE_CHECKING:
    from workbench.ui.gantt.timeline import Timeline

#: How far the pointer goes before a new task is drawn, in points.
_DRAWN_FROM = 8


class Gesture(ABC):
    """A drag under way. `note` is what stands beside the pointer; `nodes` are those whose cells it writes."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.note = ""
        self.nodes: tuple[int, ...] = ()

    @abstractmethod
    def follow(self, at: QPoint, snap: Snap) -> None:
        """The pointer is here now."""

    @abstractmethod
    def ask(self) -> None:
        """The button was let go, and everything was put back: ask for what the planner wants."""

    def put_back(self) -> None:  # noqa: B027 – a gesture need not write
        """Undo what following has written."""

    def paint(self, painter: QPainter) -> None:  # noqa: B027 – nor need it paint
        """Draw over the chart what is no cell of the plan."""

    @property
    def dates_move(self) -> bool:
        """Whether the deadlines of `nodes` are days they would become."""
        return False


class BarGesture(Gesture):
    """One bar held by a grip; other selected bars in sight go along when it is moved."""

    def __init__(self, timeline: Timeline, drag: Drag, others: Sequence[int], moving: Sequence[int]) -> None:
        super().__init__(timeline)
        self._drag = drag
        self._now = drag.before
        self._before = {drag.node: drag.before, **{node: timeline.held(node) for node in others}}
        self._moving = moving
        self.nodes = tuple(self._before)

    @property
    def dates_move(self) -> bool:
        return self._drag.grip in (Grip.MOVE, Grip.END, Grip.NEW)

    @property
    def days(self) -> int:
        """How far the bar is moved."""
        before, now = self._drag.before, self._now
        return now.end - before.end if before.end else now.start - before.start

    def follow(self, at: QPoint, snap: Snap) -> None:
        timeline, drag = self.timeline, self._drag
        self._now = drag.held_at(at.x(), timeline.axis, snap)
        self.note = _note(drag.grip, self._now)
        bars = {
            node: self._now if node == drag.node else shifted(before, self.days)
            for node, before in self._before.items()
        }
        timeline.hold(bars)
        if len(self._moving) > 1:
            self.note = f"{len(self._moving)}项任务 {_way(self.days)}"
        timeline.show_followers(bars if self.dates_move else {})

    def put_back(self) -> None:
        self.timeline.hold(self._before)
        self.timeline.show_followers({})

    def ask(self) -> None:
        drag, timeline = self._drag, self.timeline
        if self._now == drag.before:
            timeline.settle_selection(drag.node)
        elif len(self._moving) > 1:
            timeline.shift_wanted.emit(list(self._moving), self.days)
        elif drag.grip is Grip.PROGRESS:
            timeline.progress_wanted.emit(drag.node, self._now.progress)
        else:
            timeline.dates_wanted.emit(drag.node, self._now.start, self._now.end, drag.grip)


class MarkGesture(Gesture):
    """A milestone (节点) moved along its bar."""

    def __init__(self, timeline: Timeline, node: int, milestone: Milestone) -> None:
        super().__init__(timeline)
        self._node, self._before, self._day = node, milestone, milestone.day

    def follow(self, at: QPoint, snap: Snap) -> None:
        axis = self.timeline.axis
        self._day = max(axis.snapped_end(axis.day_at(at.x()), snap), 1)
        self.note = f"{self._before.title}：{day_text(self._day)}"
        self._write(self._before._replace(day=self._day))

    def put_back(self) -> None:
        self._write(self._before)

    def ask(self) -> None:
        if self._day != self._before.day:
            self.timeline.milestone_wanted.emit(self._before.id, self._day)

    def _write(self, milestone: Milestone) -> None:
        self.timeline.model.arrays.write_milestone(self._node, milestone)
        self.timeline.repaint_nodes([self._node])


class LinkGesture(Gesture):
    """A link pulled from one end of a bar to an end of another; which ends they are decides its kind."""

    def __init__(self, timeline: Timeline, node: int, from_end: bool, at: QPoint) -> None:
        super().__init__(timeline)
        self._node, self._from_end, self._at = node, from_end, at
        self._target: tuple[int, bool] | None = None

    def follow(self, at: QPoint, snap: Snap) -> None:
        self._at, self._target = at, self._target_at(at)
        names, target = self.timeline.model.arrays.name, self._target
        first = f"{_short(names[self._node])}（{_end_word(self._from_end)}）"
        then = f"{_short(names[target[0]])}（{_end_word(target[1])}）" if target else "拖到另一项任务的一端"
        self.note = f"{first} → {then}"
        self.timeline.viewport().update()

    def put_back(self) -> None:
        self.timeline.viewport().update()

    def ask(self) -> None:
        if self._target:
            node, to_end = self._target
            self.timeline.link_wanted.emit(self._node, node, kind_of(self._from_end, to_end))

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(PALETTE.accent), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(QPointF(self._end_of(self._node, self._from_end)), QPointF(self._at))
        painter.setPen(QPen(QColor(PALETTE.accent), 2.0))
        if self._target:
            painter.drawEllipse(QPointF(self._end_of(*self._target)), 5.0, 5.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _end_of(self, node: int, at_end: bool) -> QPoint:
        box = self.timeline.bar_box(node)
        return QPoint(box.right() + 1 if at_end else box.left(), box.center().y())

    def _target_at(self, at: QPoint) -> tuple[int, bool] | None:
        """The task under the pointer, and which of its ends is nearer."""
        timeline = self.timeline
        row = timeline.row_at(at.y())
        if row is None:
            return None
        bar, shape = timeline.bar_at(row)
        is_task = timeline.model.arrays.kind[bar.key] == NodeKind.TASK
        if shape is None or not is_task or bar.key == self._node:
            return None
        near = shape.left - 24 <= at.x() <= shape.right + 24
        return (bar.key, _nearer_end(shape, at.x())) if near else None


class DrawGesture(Gesture):
    """A new task drawn where there is no bar: on the row of a document or section, or below the last row."""

    def __init__(self, timeline: Timeline, node: int, row: int, at: QPoint) -> None:
        super().__init__(timeline)
        self._node, self._row, self._from = node, row, at
        self._pressed = timeline.axis.time_at(at.x())
        self._days: tuple[int, int] | None = None

    def follow(self, at: QPoint, snap: Snap) -> None:
        if self._days is None and abs(at.x() - self._from.x()) < _DRAWN_FROM:
            return
        drag = Drag(self._node, Grip.NEW, Held(NO_DAY, NO_DAY, 0), 0.0, 0.0, self._pressed)
        held = drag.held_at(at.x(), self.timeline.axis, snap)
        self._days = held.start, held.end
        self.note = f"新任务：{_note(Grip.NEW, held)}"
        self.timeline.viewport().update()

    def put_back(self) -> None:
        self.timeline.viewport().update()

    def ask(self) -> None:
        if self._days:
            self.timeline.task_drawn.emit(self._node, *self._days)

    def paint(self, painter: QPainter) -> None:
        if self._days:
            painter.setPen(QPen(QColor(PALETTE.accent), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(PALETTE.hover))
            painter.drawRect(bar_rect(self.timeline, self._row, *self._days))


def bar_rect(timeline: Timeline, row: int, start: int, end: int) -> QRectF:
    """Where a bar of these days would lie in a row."""
    frame, axis = timeline.frame(), timeline.axis
    top = timeline.y_of(row) + frame.bar_middle - frame.bar_height / 2
    left, right = axis.x_of(start or end), axis.x_of((end or start) + 1)
    wide = QRectF(left, round(top), right - left, frame.bar_height)
    return wide.intersected(QRectF(QRect(-60, 0, timeline.viewport().width() + 120, 10**6)))


def _nearer_end(shape: BarShape, x: float) -> bool:
    return x > (shape.left + shape.right) / 2


def _end_word(at_end: bool) -> str:
    return "完成" if at_end else "开始"


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"


def _way(days: int) -> str:
    return f"推迟{days}天" if days > 0 else f"提前{-days}天" if days < 0 else "不变"


def _note(grip: Grip, held: Held) -> str:
    if grip is Grip.PROGRESS:
        return f"进度 {held.progress}%"
    start, end = day_text(held.start), day_text(held.end)
    if start and end:
        return f"{start} 至 {end}，共{held.end - held.start + 1}天"
    return f"{start} 起" if start else f"{end} 前"


def mark_under(row: BarRow, x: float, x_of_middle: Sequence[float], reach: float) -> int | None:
    """Which milestone of a row lies under x; the last drawn lies on top."""
    found = [
        mark.key for mark, middle in zip(row.marks, x_of_middle, strict=True) if abs(middle - x) <= reach
    ]
    return found[-1] if found else None
