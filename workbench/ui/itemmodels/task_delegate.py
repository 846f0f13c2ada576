"""Paints a cell of the task grid in one call: indentation, branch arrow, wrapped or elided text, progress.

A stock delegate asks the model some eight questions a cell; this one reads the arrays once and paints, and so
scrolling stays smooth at 100,000 rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.drawing import gantt_styles
from workbench.planning.task_arrays import Ints, NodeKind
from workbench.queries.wording import STATES
from workbench.ui import theme
from workbench.ui.itemmodels.light_delegate import paint_spot
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.itemmodels.wrapping import Breaker
from workbench.ui.theme import PALETTE

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 6
_ARROW_ROOM = 16
_CACHED_TEXTS = 20_000
_LINE_SEPARATOR = "\u2028"

# Looked up once: on Python 3.11 an attribute of an enum costs as much as painting a short text.
_NAME, _START, _PROGRESS, _LIGHT = Column.NAME, Column.START, Column.PROGRESS, Column.LIGHT
_LATE = (Column.DEADLINE, Column.STATE)
_ASIDE = (*(Column.NUMBER, Column.UNITS, Column.STATE), *(Column.LEAD, Column.LEADER, Column.DOCUMENT))
_MIDDLE = (Column.NUMBER, Column.START, Column.STATE)
_SELECTED: int = QStyle.StateFlag.State_Selected.value
_FOCUSED: int = QStyle.StateFlag.State_HasFocus.value
_AT_LEFT = Qt.AlignmentFlag.AlignLeft
_AT_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight


class _Inks:
    """The colours of the table, taken from the theme once and not for every cell."""

    def __init__(self) -> None:
        self.text, self.quiet, self.faint = (
            theme.color(name) for name in ("text", "quiet_text", "faint_text")
        )
        self.overdue, self.selection, self.track = (
            theme.color(name) for name in ("overdue", "selection", "line")
        )
        self.group = theme.ink(gantt_styles.DOCUMENT_ROW.fill or PALETTE.group)
        self.done = theme.ink(gantt_styles.RUNNING.edge.stroke or PALETTE.accent)
        self.rule = QPen(theme.ink(gantt_styles.ROW_RULE.stroke or PALETTE.line), 0)
        self.focus = QPen(theme.color("accent"), 1)


class TaskDelegate(QStyledItemDelegate):
    """Paints and edits cells of a TaskGridModel."""

    def __init__(self, model: TaskGridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._plain = QFont(parent.font())
        self._bold = QFont(parent.font())
        self._bold.setBold(True)
        self._metrics = {bold: QFontMetricsF(self._bold if bold else self._plain) for bold in (False, True)}
        self._breakers = {bold: Breaker(metrics) for bold, metrics in self._metrics.items()}
        self.line_height = self._metrics[True].lineSpacing()
        self._laid_out = lru_cache(_CACHED_TEXTS)(self._lay_out)
        self._inks = _Inks()

    def colour_anew(self) -> None:
        """The theme has other colours."""
        self._inks = _Inks()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's stubs leave the fields of a style option out.
        view_option: Any = option
        box: QRect = view_option.rect
        state: int = view_option.state.value
        node, column = self._model.node_at(index.row()), index.column()
        self._paint_ground(painter, box, state, node)
        if column == _NAME:
            self._paint_name(painter, box, node)
        elif column == _PROGRESS:
            self._paint_progress(painter, box, node)
        else:
            self._paint_text(painter, box, node, column)
        if state & _FOCUSED:
            painter.setPen(self._inks.focus)
            painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -1.5))

    def branch_arrow(self, box: QRect, node: int) -> QRect:
        """Where the branch arrow of a node lies in its name cell; empty where it has nothing below it."""
        if not self._model.arrays.has_children(node):
            return QRect()
        left = box.left() + name_indent(int(self._model.arrays.depth[node]))
        return QRect(left, box.top(), _ARROW_ROOM, box.height())

    def breaker(self, *, bold: bool) -> Breaker:
        """What breaks the names of tasks, or (bold) of documents, into lines."""
        return self._breakers[bold]

    def name_room(self, width: int, depths: Ints) -> NDArray[np.float64]:
        """The width left for the name at each depth, in a column so wide."""
        taken = name_indent(depths) + _ARROW_ROOM + _PADDING
        return (width - taken).astype(np.float64)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        if index.column() == Column.PROGRESS:
            spin = QSpinBox(parent)
            spin.setRange(0, 100)
            spin.setSuffix("%")
            return spin
        if index.column() == Column.STATE:
            combo = QComboBox(parent)
            for state, name in STATES.items():
                combo.addItem(name, state)
            return combo
        return QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(list(STATES).index(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        if isinstance(editor, QSpinBox):
            model.setData(index, editor.value())
        elif isinstance(editor, QComboBox):
            model.setData(index, list(STATES)[editor.currentIndex()])
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def _paint_ground(self, painter: QPainter, box: QRect, state: int, node: int) -> None:
        if state & _SELECTED:
            painter.fillRect(box, self._inks.selection)
        elif self._model.arrays.depth[node] == 0:
            painter.fillRect(box, self._inks.group)
        painter.setPen(self._inks.rule)
        right, bottom = box.right(), box.bottom()
        painter.drawLine(box.left(), bottom, right, bottom)
        painter.drawLine(right, box.top(), right, bottom)

    def _paint_name(self, painter: QPainter, box: QRect, node: int) -> None:
        arrays = self._model.arrays
        left = name_indent(int(arrays.depth[node]))
        if arrays.has_children(node):
            painter.setPen(QPen(self._inks.quiet, 1.3))
            _paint_arrow(painter, self.branch_arrow(box, node), self._model.index_rows.is_expanded(node))
        room = box.adjusted(left + _ARROW_ROOM, 0, -_PADDING, -1)
        bold = arrays.kind[node] == NodeKind.DOCUMENT
        self._put(painter, room, arrays.name[node], self._inks.text, _AT_LEFT, bold=bool(bold))

    def _paint_progress(self, painter: QPainter, box: QRect, node: int) -> None:
        percent = int(self._model.arrays.progress[node])
        track = QRectF(box.left() + _PADDING, box.center().y() - 2.5, max(box.width() - 50, 0), 6)
        painter.fillRect(track, self._inks.track)
        painter.fillRect(
            QRectF(track.x(), track.y(), track.width() * percent / 100, track.height()), self._inks.done
        )
        text = box.adjusted(0, 0, -_PADDING, -1)
        self._put(painter, text, f"{percent}%", self._inks.quiet, _AT_RIGHT)

    def _paint_text(self, painter: QPainter, box: QRect, node: int, column: int) -> None:
        arrays = self._model.arrays
        ink = self._inks.text
        if column in _LATE and self._model.is_overdue(node):
            ink = self._inks.overdue
        elif arrays.rolled_up[node] or (column == _START and not arrays.start_given[node]):
            ink = self._inks.faint
        elif column in _ASIDE:
            ink = self._inks.quiet
        align = _AT_MIDDLE if column in _MIDDLE else _AT_LEFT
        room = box.adjusted(_PADDING, 0, -_PADDING, -1)
        if column == _LIGHT and (light := self._model.light(node)) is not None:
            room.setLeft(paint_spot(painter, QRectF(room), light))
        self._put(painter, room, self._model.text(node, column), ink, align)

    def _put(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        ink: QColor,
        align: Qt.AlignmentFlag,
        *,
        bold: bool = False,
    ) -> None:
        if not text or room.width() <= 0:
            return
        lines = max(int(room.height() // self.line_height), 1)
        layout, width, height = self._laid_out(text, room.width(), lines, bold)
        x: float = room.left()
        if align is not _AT_LEFT:
            x += (room.width() - width) / (2 if align is _AT_MIDDLE else 1)
        painter.setPen(ink)
        painter.setFont(self._bold if bold else self._plain)
        painter.drawStaticText(QPointF(x, room.top() + (room.height() - height) / 2), layout)

    def _lay_out(self, text: str, width: int, lines: int, bold: bool) -> tuple[QStaticText, float, float]:
        """A text on at most so many lines, ready to be drawn, with its size."""
        font = self._bold if bold else self._plain
        broken = self._breakers[bold].broken(text.replace("\n", " "), width, lines)
        layout = QStaticText(_LINE_SEPARATOR.join(broken))
        layout.setTextFormat(Qt.TextFormat.PlainText)
        layout.prepare(font=font)
        return layout, layout.size().width(), layout.size().height()


Depth = TypeVar("Depth", int, Ints)


def name_indent(depth: Depth) -> Depth:
    """How far from the left of its cell a name of this depth begins, branch arrow included."""
    return depth * theme.INDENT + 2


def _paint_arrow(painter: QPainter, box: QRect, expanded: bool) -> None:
    """A small chevron in the pen at hand: downwards when expanded, to the right when not."""
    x, y = box.center().x() + 0.5, box.center().y() + 0.5
    points = [(-4, -2), (0, 2), (4, -2)] if expanded else [(-2, -4), (2, 0), (-2, 4)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
