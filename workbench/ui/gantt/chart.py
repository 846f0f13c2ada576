"""The chart of the right pane: bars over a calendar, scrolled and zoomed. Rows go in, a picture comes out.

Painting costs as much as the window is large, whatever the plan: rows to pixels is arithmetic, and scrolling
up and down moves the picture and paints the strip that came into sight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt import (
    BarLabel,
    BarShape,
    GanttFrame,
    bar_shape,
    draw_calendar,
    draw_front_line,
    draw_rows,
)
from workbench.drawing.gantt_links import distance_to, draw_links, even_rows, link_route
from workbench.drawing.scene import Rectangle, Scene
from workbench.drawing.time_axis import TimeAxis, Zoom, is_rest_day
from workbench.planning.bar_rows import PLAIN, BarDress, bar_links, bar_row, bar_rows
from workbench.rows.bars import BarRow
from workbench.ui import theme
from workbench.ui.gantt.header import TimeHeader
from workbench.ui.gantt.painter import ScenePainter
from workbench.ui.gantt.selection import selected_ranges
from workbench.ui.itemmodels.task_grid import TaskGridModel
from workbench.ui.theme import PALETTE

ZOOM_STEP = 1.2
#: What `_chosen_link` holds while no link is chosen; ids begin at 1.
NO_LINK = 0
_LINK_REACH = 4.0
_YEAR = 366
#: So many days are looked up in the calendar once: more than a window shows while they are shaded.
_REMEMBERED_DAYS = 20_000


class GanttChart(QAbstractScrollArea):
    """Bars of the model's rows, with the rows of `selection` marked."""

    zoomed = Signal(float)  # the new width of a day

    def __init__(
        self, model: TaskGridModel, selection: QItemSelectionModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._row_height = theme.ROW_HEIGHT
        self._day_width = Zoom.QUARTER.day_width
        self._first_day = model.today - _YEAR
        self._last_day = model.today + _YEAR
        self._label = BarLabel.DEADLINE
        self._front_line = False
        self._status_day = 0
        self._dress = PLAIN
        self._chosen_link = NO_LINK
        self._rests: Callable[[int], bool] = is_rest_day
        self._scenes = ScenePainter(self.font(), theme.ink)
        self._header = TimeHeader(self)
        self._header.today = model.today
        self._set_up()
        selection.selectionChanged.connect(self._repaint)
        selection.currentChanged.connect(self._repaint)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._scenes = ScenePainter(self.font(), theme.ink)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(0, theme.HEADER_HEIGHT, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown -----------------------------------------------------------------------------------

    @property
    def axis(self) -> TimeAxis:
        """The stretch of time in the window now."""
        return TimeAxis(
            self._first_day + self.horizontalScrollBar().value() / self._day_width, self._day_width
        )

    @property
    def model(self) -> TaskGridModel:
        return self._model

    @property
    def dress(self) -> BarDress:
        return self._dress

    @property
    def front_line(self) -> bool:
        return self._front_line

    @property
    def row_height(self) -> int:
        return self._row_height

    def frame(self) -> GanttFrame:
        """How rows are drawn now."""
        return GanttFrame(
            axis=self.axis,
            width=self.viewport().width(),
            row_height=self._row_height,
            today=self._model.today,
            horizon=self._last_day,
            label=self._label,
            status_day=self._status_day,
            ghosts=self._dress.baseline is not None,
        )

    def plan_changed(self) -> None:
        """Fit the range of time to new arrays, keeping the time in sight where it is."""
        left = self.axis.left
        first, last = self._model.arrays.first_day(), self._model.arrays.last_day()
        today = self._model.today
        self._first_day = max(min(first or today, today) - _YEAR, 1)
        self._last_day = min(max(last, today) + _YEAR, dt.date.max.toordinal() - _YEAR)
        self.rows_changed()
        self.show_from(left)

    def today_changed(self) -> None:
        """The model's today is another day now."""
        self._header.today = self._model.today
        self.plan_changed()

    def rows_changed(self) -> None:
        """The rows are others now, or fewer."""
        self._fit_scroll_bars()
        self._repaint()

    def set_row_height(self, height: int) -> None:
        self._row_height = height
        self.rows_changed()

    def set_label(self, label: BarLabel) -> None:
        self._label = label
        self._repaint()

    def set_front_line(self, shown: bool) -> None:
        """Whether the progress front line (前锋线) is drawn."""
        self._front_line = shown
        self._repaint()

    def set_status_day(self, day: int) -> None:
        """The day (an ordinal) the front line goes by, 0 for today."""
        self._status_day = day
        self._repaint()

    def set_dress(self, dress: BarDress) -> None:
        """What bars show beside the plan; its columns belong to the arrays shown now."""
        self._dress = dress
        self._repaint()

    def set_rest_days(self, rests: Callable[[int], bool]) -> None:
        """Which days (ordinals) are shaded: those a working calendar calls days of rest."""
        self._rests = self._header.rests = lru_cache(_REMEMBERED_DAYS)(rests)
        self._header.update()
        self._repaint()

    def rests(self, day: int) -> bool:
        """Whether a day (an ordinal) is shaded as one of rest."""
        return self._rests(day)

    def show_from(self, day: float) -> None:
        """Scroll so that a time lies at the left edge."""
        self.horizontalScrollBar().setValue(round((day - self._first_day) * self._day_width))
        self._axis_changed()

    def show_today(self) -> None:
        """Scroll so that today lies a third into the window."""
        self.show_from(self._model.today - self.viewport().width() / self._day_width / 3)

    def show_day(self, day: int) -> None:
        """Scroll to a day, unless it is in sight."""
        x = self.axis.x_of(day)
        if not 0 <= x <= self.viewport().width() - 20:
            self.show_from(day - self.viewport().width() / self._day_width * 0.6)

    def show_span(self, first: int, last: int) -> None:
        """Zoom and scroll so that these days fill the window, with some room at either side."""
        days = max(last - first + 1, 7)
        width = max(self.viewport().width(), 100)
        self.zoom_to(width / (days * 1.16))
        self.show_from(first - (width / self._day_width - days) / 2)

    def zoom_to(self, day_width: float, keep_x: float | None = None) -> None:
        """Give a day another width, with the time at `keep_x` (the middle, if not given) staying in place."""
        keep_x = self.viewport().width() / 2 if keep_x is None else keep_x
        axis = self.axis.zoomed(day_width, keep_x)
        self._day_width = axis.day_width
        self._fit_scroll_bars()
        self.show_from(axis.left)
        self.zoomed.emit(self._day_width)

    # Painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint(painter, event.rect())

    def _paint(self, painter: QPainter, dirty: QRect) -> None:
        painter.setClipRect(dirty)
        painter.fillRect(dirty, QColor(PALETTE.paper))
        scrolled = self.verticalScrollBar().value()
        first = max((dirty.top() + scrolled) // self._row_height, 0)
        last = min((dirty.bottom() + scrolled) // self._row_height, len(self._model.index_rows) - 1)
        scene = self._scene(first, last, dirty)
        self._scenes.paint(painter, scene, QPointF(-self.horizontalScrollBar().value(), -scrolled))
        self._paint_overlays(painter)
        if not len(self._model.index_rows):
            painter.setPen(QColor(PALETTE.quiet_text))
            place = self.viewport().rect().adjusted(12, 0, -12, 0)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, wrapped, self._nothing())

    def _nothing(self) -> str:
        """What to say where there is no row."""
        if self._model.index_rows.filtered:
            return "没有符合筛选条件的任务"
        return "还没有任务。导入文件后，这里显示各项任务的时间安排。"

    def _scene(self, first: int, last: int, dirty: QRect) -> Scene:
        scene, frame = Scene(), self.frame()
        top = self.y_of(first)
        draw_calendar(frame, dirty.top(), dirty.bottom() + 1, scene, self._rests)
        above = max(first - 1, 0)
        rows = self._rows(above, last + 1)
        draw_rows(frame, rows[first - above : last - above + 1], top, scene)
        if (
            self._front_line
        ):  # one row more at either end: a corner looks the same however a picture is cut up
            draw_front_line(frame, rows, self.y_of(above), scene)
        draw_links(
            frame,
            bar_links(self._model.index_rows, first, last),
            even_rows(frame, first, top),
            scene,
            self._chosen(),
        )
        scene[ink.SELECTED_ROW].rectangles.extend(
            Rectangle(0, self.y_of(row), frame.width, self._row_height)
            for top_row, bottom_row in selected_ranges(self._selection, first, last)
            for row in range(top_row, bottom_row + 1)
        )
        return scene

    def _rows(self, first: int, last: int) -> list[BarRow]:
        """The rows to draw, both included."""
        return bar_rows(self._model.index_rows, first, last, self._dress)

    def _chosen(self) -> int:
        """The link chosen, as its place in the arrays; -1 for none, or one that is gone."""
        if self._chosen_link == NO_LINK:
            return -1
        found = np.flatnonzero(self._model.arrays.link_id == self._chosen_link)
        return int(found[0]) if len(found) else -1

    def _paint_overlays(self, painter: QPainter) -> None:
        """Mark the current row while the chart has the focus."""
        current = self._selection.currentIndex()
        if current.isValid() and self.hasFocus():
            painter.setPen(QPen(QColor(PALETTE.accent), 1))
            box = self.row_box(current.row())
            painter.drawLine(box.topLeft(), box.topRight())
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    # Scrolling ---------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dx:
            self._axis_changed()
        else:
            self.viewport().scroll(0, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.setGeometry(0, 0, self.viewport().width(), theme.HEADER_HEIGHT)
        self._fit_scroll_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._day_width * ZOOM_STEP ** (turn / 120), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turn)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def _fit_scroll_bars(self) -> None:
        view = self.viewport().size()
        rows, days = self.verticalScrollBar(), self.horizontalScrollBar()
        rows.setRange(0, max(len(self._model.index_rows) * self._row_height - view.height(), 0))
        rows.setPageStep(view.height())
        rows.setSingleStep(self._row_height)
        length = round((self._last_day - self._first_day) * self._day_width)
        days.setRange(0, max(length - view.width(), 0))
        days.setPageStep(view.width())
        days.setSingleStep(40)

    def _axis_changed(self) -> None:
        self._header.set_axis(self.axis)
        self._repaint()

    def _repaint(self, *_: object) -> None:
        self.viewport().update()

    # Geometry ----------------------------------------------------------------------------------------

    def row_at(self, y: int) -> int | None:
        """The row at a y of the viewport."""
        row = (y + self.verticalScrollBar().value()) // self._row_height
        return row if 0 <= row < len(self._model.index_rows) else None

    def bar_box(self, node: int) -> QRect:
        """Where the bar of a node lies in the viewport; empty where it is not shown."""
        row = self._model.index_rows.row_of(node)
        shape = self.bar_at(row)[1] if row >= 0 else None
        if shape is None:
            return QRect()
        height = self.frame().bar_height
        top = self.y_of(row) + self.frame().bar_middle - height / 2
        return QRect(round(shape.left), round(top), round(shape.right - shape.left), round(height))

    def repaint_nodes(self, nodes: list[int], moved: int = 1) -> None:
        """Repaint the rows of some nodes, and the rows that arrows of the first `moved` of them cross."""
        index = self._model.index_rows
        for row in index.rows_of(nodes):
            self.viewport().update(self.row_box(row))
        for top, bottom in index.link_spans(*nodes[:moved]):
            box = QRect(0, self.y_of(top), self.viewport().width(), (bottom - top + 1) * self._row_height)
            self.viewport().update(box)

    def link_at(self, x: int, y: int) -> int | None:
        """The link (its place in the arrays) whose arrow runs past a point of the viewport."""
        row = self.row_at(y)
        if row is None:
            return None
        frame, found = self.frame(), None
        middle_of = even_rows(frame, 0, self.y_of(0))
        for link in bar_links(self._model.index_rows, row, row):
            route = link_route(frame, link, middle_of)
            if route and distance_to(route, x, y) <= _LINK_REACH:
                found = link.key
        return found

    def bar_at(self, row: int) -> tuple[BarRow, BarShape | None]:
        bar = bar_row(self._model.arrays, self._model.node_at(row), self._dress)
        return bar, bar_shape(bar, self.frame())

    def y_of(self, row: int) -> int:
        return row * self._row_height - self.verticalScrollBar().value()

    def row_box(self, row: int) -> QRect:
        return QRect(0, self.y_of(row), self.viewport().width(), self._row_height)
