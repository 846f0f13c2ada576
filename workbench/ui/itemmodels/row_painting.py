"""Paints the rows of the task grid that are in sight, all in one go: nodes and places go in, ink comes out.

A view that asks a delegate cell by cell spends more on asking than on ink: some two hundred calls with eight
questions each, for every frame. Here the facts of all rows in sight are taken from the arrays at once, and
painted column by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText

from workbench.drawing import gantt_styles
from workbench.planning.task_arrays import Ints, NodeKind
from workbench.ui import theme
from workbench.ui.itemmodels.light_delegate import paint_spot
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.itemmodels.wrapping import Breaker
from workbench.ui.theme import PALETTE

_PADDING = 6
_ARROW_ROOM = 16
_CACHED_TEXTS = 20_000
_LINE_SEPARATOR = "\u2028"

_LATE = (Column.DEADLINE, Column.STATE)
_ASIDE = (*(Column.NUMBER, Column.UNITS, Column.STATE), *(Column.LEAD, Column.LEADER, Column.DOCUMENT))
_MIDDLE = (Column.NUMBER, Column.START, Column.STATE)
_AT_LEFT = Qt.AlignmentFlag.AlignLeft
_AT_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight


class RowInSight(NamedTuple):
    """A row to paint: its node, its upper edge and height in the viewport, and whether it is selected."""

    node: int
    top: int
    height: int
    selected: bool = False


class ColumnInSight(NamedTuple):
    """A column to paint: its left edge and width in the viewport."""

    column: int
    left: int
    width: int


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
        self.arrow = QPen(self.quiet, 1.3)
        self.focus = QPen(theme.color("accent"), 1)


_Nodes = NDArray[np.int64]
#: A text in its room: left, top, width, height, what it says, its ink, and whether it is bold.
_Text: TypeAlias = tuple[int, int, int, int, str, QColor, bool]


class RowPainter:
    """Paints rows of a TaskGridModel in one font."""

    def __init__(self, model: TaskGridModel, font: QFont) -> None:
        self._model = model
        self._plain, self._bold = QFont(font), QFont(font)
        self._bold.setBold(True)
        self._metrics = {bold: QFontMetricsF(self._bold if bold else self._plain) for bold in (False, True)}
        self._breakers = {bold: Breaker(metrics) for bold, metrics in self._metrics.items()}
        self.line_height = self._metrics[True].lineSpacing()
        self._laid_out = lru_cache(_CACHED_TEXTS)(self._lay_out)
        self._inks = _Inks()

    def colour_anew(self) -> None:
        """The theme has other colours."""
        self._inks = _Inks()

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

    def paint(self, painter: QPainter, rows: Sequence[RowInSight], columns: Sequence[ColumnInSight]) -> None:
        """Paint cells: rows from above, columns from the left, one beside the other."""
        if not rows or not columns:
            return
        self._paint_ground(painter, rows, columns)
        nodes = np.array([row.node for row in rows], np.int64)
        for column in columns:
            if column.column == Column.NAME:
                self._paint_names(painter, rows, nodes, column)
            elif column.column == Column.PROGRESS:
                self._paint_progress(painter, rows, nodes, column)
            else:
                self._paint_texts(painter, rows, nodes, column)

    def paint_focus(self, painter: QPainter, box: QRect) -> None:
        """Mark the cell the cursor stands on."""
        painter.setPen(self._inks.focus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -1.5))

    def _paint_ground(
        self, painter: QPainter, rows: Sequence[RowInSight], columns: Sequence[ColumnInSight]
    ) -> None:
        left, right = columns[0].left, columns[-1].left + columns[-1].width - 1
        depth, rules = self._model.arrays.depth, []
        for row in rows:
            if row.selected:
                painter.fillRect(left, row.top, right - left + 1, row.height, self._inks.selection)
            elif depth[row.node] == 0:
                painter.fillRect(left, row.top, right - left + 1, row.height, self._inks.group)
            rules.append(QLine(left, row.top + row.height - 1, right, row.top + row.height - 1))
        top, bottom = rows[0].top, rows[-1].top + rows[-1].height - 1
        edges = (column.left + column.width - 1 for column in columns)
        painter.setPen(self._inks.rule)
        painter.drawLines([*rules, *(QLine(edge, top, edge, bottom) for edge in edges)])

    def _paint_names(
        self, painter: QPainter, rows: Sequence[RowInSight], nodes: _Nodes, column: ColumnInSight
    ) -> None:
        arrays, ink = self._model.arrays, self._inks.text
        depths, bold = arrays.depth[nodes].tolist(), (arrays.kind[nodes] == NodeKind.DOCUMENT).tolist()
        self._paint_arrows(painter, rows, nodes, column)
        texts: list[_Text] = []
        for row, depth, is_bold in zip(rows, depths, bold, strict=True):
            taken = name_indent(depth) + _ARROW_ROOM
            room = column.width - taken - _PADDING
            name = arrays.name[row.node]
            texts.append((column.left + taken, row.top, room, row.height - 1, name, ink, is_bold))
        self._put(painter, texts, _AT_LEFT)

    def _paint_arrows(
        self, painter: QPainter, rows: Sequence[RowInSight], nodes: _Nodes, column: ColumnInSight
    ) -> None:
        """A small chevron on what has something below it: downwards when expanded, to the right when not."""
        painter.setPen(self._inks.arrow)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in np.flatnonzero(self._model.arrays.subtree_end[nodes] > nodes + 1).tolist():
            row = rows[place]
            box = self.branch_arrow(QRect(column.left, row.top, column.width, row.height), row.node)
            x, y = box.center().x() + 0.5, box.center().y() + 0.5
            expanded = self._model.index_rows.is_expanded(row.node)
            points = [(-4, -2), (0, 2), (4, -2)] if expanded else [(-2, -4), (2, 0), (-2, 4)]
            painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_progress(
        self, painter: QPainter, rows: Sequence[RowInSight], nodes: _Nodes, column: ColumnInSight
    ) -> None:
        inks, texts = self._inks, list[_Text]()
        left, length, room = column.left + _PADDING, max(column.width - 50, 0), column.width - _PADDING
        for row, percent in zip(rows, self._model.arrays.progress[nodes].tolist(), strict=True):
            top = int((2 * row.top + row.height - 1) / 2) - 2.5  # towards 0, as the centre of a QRect
            painter.fillRect(QRectF(left, top, length, 6), inks.track)
            painter.fillRect(QRectF(left, top, length * percent / 100, 6), inks.done)
            texts.append((column.left, row.top, room, row.height - 1, f"{percent}%", inks.quiet, False))
        self._put(painter, texts, _AT_RIGHT)

    def _paint_texts(
        self, painter: QPainter, rows: Sequence[RowInSight], nodes: _Nodes, column: ColumnInSight
    ) -> None:
        told, model = column.column, self._model
        left, width = column.left + _PADDING, column.width - 2 * _PADDING
        inks = self._inks_of(nodes, told)
        texts: list[_Text] = []
        for row, ink in zip(rows, inks, strict=True):
            start = left
            if told == Column.LIGHT and (light := model.light(row.node)) is not None:
                start = paint_spot(painter, QRectF(left, row.top, width, row.height - 1), light)
            room = width - (start - left)
            texts.append((start, row.top, room, row.height - 1, model.text(row.node, told), ink, False))
        self._put(painter, texts, _AT_MIDDLE if told in _MIDDLE else _AT_LEFT)

    def _inks_of(self, nodes: _Nodes, column: int) -> Iterable[QColor]:
        """The ink of each row in a column of plain texts."""
        arrays, inks = self._model.arrays, self._inks
        usual = inks.quiet if column in _ASIDE else inks.text
        faint = arrays.rolled_up[nodes]
        if column == Column.START:
            faint = faint | ~arrays.start_given[nodes]
        late = self._model.overdue(nodes) & (column in _LATE)
        for is_faint, is_late in np.column_stack((faint, late)).tolist():
            yield inks.overdue if is_late else inks.faint if is_faint else usual

    def _put(self, painter: QPainter, texts: Iterable[_Text], align: Qt.AlignmentFlag) -> None:
        """Put texts on their rooms; pen and font are told only when they change."""
        pen: QColor | None = None
        font: bool | None = None
        for left, top, width, height, text, ink, bold in texts:
            if not text or width <= 0:
                continue
            lines = max(int(height // self.line_height), 1)
            layout, long, high = self._laid_out(text, width, lines, bold)
            if ink is not pen:
                painter.setPen(ink)
                pen = ink
            if bold is not font:
                painter.setFont(self._bold if bold else self._plain)
                font = bold
            x: float = left
            if align is not _AT_LEFT:
                x += (width - long) / (2 if align is _AT_MIDDLE else 1)
            painter.drawStaticText(QPointF(x, top + (height - high) / 2), layout)

    def _lay_out(self, text: str, width: int, lines: int, bold: bool) -> tuple[QStaticText, float, float]:
        """A text on at most so many lines, ready to be drawn, with its size."""
        broken = self._breakers[bold].broken(text.replace("\n", " "), width, lines)
        layout = QStaticText(_LINE_SEPARATOR.join(broken))
        layout.setTextFormat(Qt.TextFormat.PlainText)
        layout.prepare(font=self._bold if bold else self._plain)
        size = layout.size()
        return layout, size.width(), size.height()


Depth = TypeVar("Depth", int, Ints)


def name_indent(depth: Depth) -> Depth:
    """How far from the left of its cell a name of this depth begins, branch arrow included."""
    return depth * theme.INDENT + 2
