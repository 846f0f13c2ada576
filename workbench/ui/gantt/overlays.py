"""What the timeline paints over its bars: handles of the hovered one, ghosts of who follows a drag, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.drawing.gantt import BarShape
from workbench.rows.bars import BarRow
from workbench.ui.gantt.drag import LINK_HANDLE
from workbench.ui.gantt.gestures import bar_rect
from workbench.ui.theme import PALETTE

if TYPE_CHECKING:
    from workbench.ui.gantt.timeline import Timeline


class Ghost(NamedTuple):
    """Where a task would go: its node, and its days as ordinals."""

    node: int
    start: int
    end: int


class Ripple(Protocol):
    """Dragged nodes with their first and last days go in, the nodes that would have to follow come out."""

    def prepare(self, nodes: list[int], /) -> None: ...
    def __call__(self, moved: Mapping[int, tuple[int, int]], /) -> Iterable[Ghost]: ...


def paint_ghosts(painter: QPainter, timeline: Timeline, ghosts: Iterable[Ghost]) -> None:
    """Dashed bars where tasks would go; only those in sight."""
    pen = QPen(QColor(PALETTE.accent), 1.2, Qt.PenStyle.DashLine)
    rows, height = timeline.model.index_rows, timeline.viewport().height()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for ghost in ghosts:
        row = rows.row_of(ghost.node)
        if row >= 0 and -timeline.row_height <= timeline.y_of(row) <= height:
            painter.drawRect(bar_rect(timeline, row, ghost.start, ghost.end))


def paint_note(painter: QPainter, timeline: Timeline, box: QRect, text: str) -> None:
    """The note beside the pointer."""
    if box.isEmpty():
        return
    painter.setPen(QPen(QColor(PALETTE.strong_line), 0))
    painter.setBrush(QColor(PALETTE.paper))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.setPen(QColor(PALETTE.text))
    painter.setFont(timeline.font())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_handles(painter: QPainter, timeline: Timeline, row: int, *, linkable: bool) -> None:
    """On a bar under the pointer: where its progress is dragged, and where links are pulled from."""
    bar, shape = timeline.bar_at(row)
    if bar.summary or shape is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = timeline.y_of(row) + timeline.frame().bar_middle
    if not shape.milestone and not shape.open_end:
        _paint_progress(painter, bar, shape, middle + timeline.frame().bar_height / 2)
    if linkable:
        _paint_link_ends(painter, shape, middle)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_progress(painter: QPainter, bar: BarRow, shape: BarShape, bottom: float) -> None:
    x = shape.progress_x(bar.progress)
    painter.setPen(QPen(QColor(PALETTE.paper), 1))
    painter.setBrush(QColor(PALETTE.text))
    painter.drawPolygon([QPointF(x, bottom - 5), QPointF(x + 5, bottom + 3), QPointF(x - 5, bottom + 3)])


def _paint_link_ends(painter: QPainter, shape: BarShape, middle: float) -> None:
    painter.setPen(QPen(QColor(PALETTE.accent), 1.4))
    painter.setBrush(QColor(PALETTE.paper))
    ends = [shape.left - LINK_HANDLE] + ([] if shape.open_end else [shape.right + LINK_HANDLE])
    for x in ends:
        painter.drawEllipse(QPointF(x, middle), 3.6, 3.6)
