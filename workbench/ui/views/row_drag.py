"""Dragging tasks of the table to another place: presses and moves of the mouse in, a landing out.

A row that is selected already is dragged from anywhere, any other one by its number. The upper edge of a row
means before it, the lower edge behind it, the middle of a task under it as a part; a section takes the tasks
in. Esc lets everything stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication

from workbench.planning.task_arrays import NodeKind
from workbench.terms import SectionId, TaskId
from workbench.ui import theme
from workbench.ui.itemmodels.row_painting import name_indent
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel

#: The part of a row at each edge that means before or behind it.
_EDGE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Landing:
    """Where tasks are to go; one of these is given. In the words of `operations.bulk.move`."""

    parent: TaskId | None = None
    section: SectionId | None = None
    after: TaskId | None = None
    before: TaskId | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A landing with the row it is shown at."""

    landing: Landing
    row: int


class RowDrag:
    """One drag at a time, over the rows of a model."""

    def __init__(self, model: TaskGridModel) -> None:
        self._model = model
        self._pressed: QPoint | None = None
        self._nodes: tuple[int, ...] = ()
        self.mark: Mark | None = None
        self.moving = False

    @property
    def held(self) -> bool:
        """Whether rows are held by the mouse, moved or not yet."""
        return self._pressed is not None

    def press(self, at: QPoint, nodes: tuple[int, ...]) -> None:
        """The mouse went down on rows that may be dragged."""
        self._pressed, self._nodes = at, nodes

    def move(self, at: QPoint, row: int, place: float) -> None:
        """The mouse is over a row (-1 for none), at `place` from its top (0) to its bottom (1)."""
        if self._pressed is None:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self.moving = self.moving or far
        landing = self._landing(row, place) if self.moving and row >= 0 else None
        self.mark = Mark(landing, row) if landing else None

    def release(self) -> tuple[list[TaskId], Landing] | None:
        """The mouse went up: what moves where, None where nothing does."""
        mark, nodes, moved = self.mark, self._nodes, self.moving
        self.cancel()
        if not moved or mark is None:
            return None
        return [TaskId(int(self._model.arrays.id[node])) for node in nodes], mark.landing

    def cancel(self) -> None:
        self._pressed, self._nodes, self.mark, self.moving = None, (), None, False

    def paint(self, painter: QPainter, box: QRect) -> None:
        """The mark, at the row whose name cell is `box`."""
        if self.mark is None:
            return
        landing, depth = self.mark.landing, int(self._model.arrays.depth[self._model.node_at(self.mark.row)])
        painter.setPen(QPen(theme.color("accent"), 2))
        if landing.parent is not None or landing.section is not None:
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -2))
            return
        left, y = box.left() + name_indent(depth), box.top() if landing.before is not None else box.bottom()
        painter.drawLine(QLineF(left, y, box.right(), y))
        painter.drawEllipse(QRectF(left - 3, y - 3, 6, 6))

    def _landing(self, row: int, place: float) -> Landing | None:
        arrays, node = self._model.arrays, self._model.node_at(row)
        if arrays.kind[node] == NodeKind.SECTION:
            return Landing(section=SectionId(int(arrays.id[node])))
        inside = any(top <= node < arrays.subtree_end[top] for top in self._nodes)
        if arrays.kind[node] != NodeKind.TASK or inside:
            return None
        task = TaskId(int(arrays.id[node]))
        if place < _EDGE:
            return Landing(before=task)
        return Landing(after=task) if place > 1 - _EDGE else Landing(parent=task)


def draggable(model: TaskGridModel, nodes: list[int]) -> tuple[int, ...]:
    """The tasks among nodes, without those that go along with another one of them."""
    arrays = model.arrays
    tasks = [node for node in nodes if arrays.kind[node] == NodeKind.TASK]
    chosen = set(tasks)
    return tuple(node for node in tasks if not chosen & set(arrays.ancestors(node)))


def by_number(column: int) -> bool:
    """Whether a press in this column begins a drag at once."""
    return column == Column.NUMBER
