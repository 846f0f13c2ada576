"""ChartBoard: a chart on the screen, painted from its Scene. Its marks answer the mouse and the arrow keys.

Only what is in sight is painted, under a head that stays. Layout is done anew when the width changes.
A trend is zoomed with the wheel, or + and -, and moved by dragging; a double click, or 0, shows all again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from workbench.drawing.picture import GROUNDS, ON_TONES, TYPE_SIZE, Mark, Picture, between
from workbench.drawing.pictures import picture_of
from workbench.drawing.scene import Rectangle
from workbench.rows.charts import Chart, TrendChart
from workbench.ui import theme
from workbench.ui.charts.zooming import Zoom
from workbench.ui.controls import named
from workbench.ui.gantt.painter import ScenePainter

_LEAST_WIDTH = 560
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NEARER = 0.8  # of the years, for each notch of the wheel
_NOTCH = 120  # as Qt counts
_ZOOMS = {
    Qt.Key.Key_Plus: _NEARER,
    Qt.Key.Key_Equal: _NEARER,
    Qt.Key.Key_Minus: 1 / _NEARER,
}
_LISTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def chart_font() -> QFont:
    """The window's typeface at the size charts are laid out for."""
    font = theme.interface_font()
    font.setPixelSize(round(TYPE_SIZE))
    return font


def chart_ink(colour: str, /, *, words: bool = False) -> QColor:
    """A colour of a chart on this screen: tones and the words on them stay, all else may be turned."""
    kept = colour in ON_TONES if words else colour not in GROUNDS
    return QColor(colour) if kept else theme.ink(colour, words=words)


class ChartBoard(QAbstractScrollArea):
    """Shows one chart. `picked(Mark)` is a click on a mark, or Enter on the current one; `zoomed(bool)` tells
    whether less than the whole of a trend is shown."""

    picked = Signal(object)
    zoomed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "图表")
        font = chart_font()
        self._measure = QFontMetricsF(font).horizontalAdvance
        self._scenes = ScenePainter(font, chart_ink)
        self._chart: Chart | None = None
        self.picture = Picture(0.0)
        self.current: Mark | None = None
        self._zoom: Zoom | None = None
        self._dragged: tuple[float, Zoom] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Another chart, or the same one with other figures; the mark that was current stays so if it can."""
        held = self.current.behind.name if self.current else ""
        self._chart, self._zoom, self._dragged = chart, None, None
        named(self, f"图表：{chart.title}")
        self._lay_out()
        self._zoom = self._whole()
        self.zoomed.emit(False)
        self._make_current(next((one for one in self.picture.marks if one.behind.name == held), None))

    @property
    def zoom(self) -> Zoom | None:
        """Which years of a trend are looked at; None for what is no trend, or an empty one."""
        return self._zoom

    def show_all(self) -> None:
        """The whole of a trend, whatever was zoomed to."""
        if self._zoom is not None:
            self._look_at(Zoom.whole(self._zoom.start, self._zoom.end))

    def sizeHint(self) -> QSize:
        return QSize(900, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 200)

    def place_of(self, mark: Mark) -> QPointF:
        """The middle of a mark on the viewport, once it was scrolled into sight."""
        self._bring_into_sight(mark)
        return self._shown(mark.box).center()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, theme.color("paper"))
        across, down, head = self._offsets()
        body = area.intersected(QRect(0, head, self.viewport().width(), self.viewport().height() - head))
        if not body.isEmpty():
            painter.setClipRect(body)
            painter.translate(-across, -down)
            seen = between(self.picture.scene, body.top() + down, body.bottom() + 1 + down)
            self._scenes.paint(painter, seen, QPointF())
            self._paint_current(painter)
            painter.resetTransform()
        if head and area.top() < head:
            painter.setClipRect(QRect(0, 0, self.viewport().width(), head))
            painter.translate(-across, 0)
            self._scenes.paint(painter, between(self.picture.scene, 0, head - 0.5), QPointF())
        if self.hasFocus() and self.current is None:  # with no mark to stand on, the whole shows it
            painter.resetTransform()
            painter.setClipping(False)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Below a head, what is on the screen is moved, so that only what comes into sight is painted.

        Charts with a head have upright and level edges alone; slanting ones would show where they were cut.
        """
        down, head = self._offsets()[1:]
        if dx or not head or down + dy <= 0:
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy, self.viewport().rect().adjusted(0, head, 0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if mark is not None:
            self._make_current(mark)
            self.picked.emit(mark)
        elif self._zoom is not None and not self._zoom.is_whole:
            self._dragged = (event.position().x(), self._zoom)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mark_at(event.position()) is None:
            self.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, field = event.angleDelta().y(), self.picture.field
        if self._zoom is None or field is None or not turned:
            super().wheelEvent(event)
            return
        x = event.position().x() + self._offsets()[0]
        self._look_at(self._zoom.by(_NEARER ** (turned / _NOTCH), _year_at(x, field)))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and self.picture.field is not None:
            (began, zoom), (box, first, last) = self._dragged, self.picture.field
            self._look_at(zoom.moved((began - event.position().x()) / box.width * (last - first)))
            return
        mark = self._mark_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(_told(mark) if mark else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        marks = self.picture.marks
        if key in _LISTING and self.current is not None:
            self.picked.emit(self.current)
        elif key in _ZOOMS and self._zoom is not None:
            middle = (self._zoom.first + self._zoom.last) / 2
            self._look_at(self._zoom.by(_ZOOMS[key], middle))
        elif key == Qt.Key.Key_0 and self._zoom is not None:
            self.show_all()
        elif key in _STEPS and marks:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and marks:
            self._make_current(marks[0 if key == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._scenes = ScenePainter(chart_font(), chart_ink)

    def _lay_out(self) -> None:
        if self._chart is None:
            return
        room = self.viewport().size()
        held = self.picture.marks.index(self.current) if self.current in self.picture.marks else -1
        width = max(room.width(), _LEAST_WIDTH)
        seen = self._zoom.of(self._chart) if self._zoom is not None else self._chart
        self.picture = picture_of(seen, width, room.height(), self._measure)
        self.current = self.picture.marks[held] if 0 <= held < len(self.picture.marks) else None
        for bar, size, whole in (
            (self.horizontalScrollBar(), room.width(), self.picture.width),
            (self.verticalScrollBar(), room.height(), self.picture.height),
        ):
            bar.setRange(0, max(0, round(whole) - size))
            bar.setPageStep(size)
        self.viewport().update()

    def _whole(self) -> Zoom | None:
        """The whole of the field that was laid out just now."""
        if not isinstance(self._chart, TrendChart) or self.picture.field is None:
            return None
        return Zoom.whole(*self.picture.field[1:])

    def _look_at(self, zoom: Zoom) -> None:
        """Another stretch; the mark that was current stays so if it is seen."""
        if zoom == self._zoom:
            return
        held = self.current.behind if self.current else None
        self._zoom = zoom
        self._lay_out()
        self.current = next((one for one in self.picture.marks if one.behind == held), None)
        self.zoomed.emit(not zoom.is_whole)

    def _offsets(self) -> tuple[int, int, int]:
        """How far the picture is scrolled across and down, and how high its fixed head is."""
        down = self.verticalScrollBar().value()
        return self.horizontalScrollBar().value(), down, round(self.picture.head) if down else 0

    def _shown(self, box: Rectangle) -> QRectF:
        across, down, _ = self._offsets()
        return QRectF(*box).translated(-across, -down)

    def _mark_at(self, place: QPointF) -> Mark | None:
        """The mark under a place; of several, the one whose middle is nearest."""
        if place.y() < self._offsets()[2]:
            return None
        under = [one for one in reversed(self.picture.marks) if self._shown(one.box).contains(place)]
        return min(
            under, key=lambda one: (self._shown(one.box).center() - place).manhattanLength(), default=None
        )

    def _step(self, across: int, down: int) -> None:
        """To the nearest mark in a direction; to the first one where none is current."""
        if self.current is None:
            self._make_current(self.picture.marks[0])
            return
        here = QRectF(*self.current.box).center()
        best, least = None, float("inf")
        for mark in self.picture.marks:
            away = QRectF(*mark.box).center() - here
            ahead = away.x() * across + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * across)
            if ahead > 0.01 and ahead + 3 * aside < least:
                best, least = mark, ahead + 3 * aside
        if best is not None:
            self._make_current(best)

    def _make_current(self, mark: Mark | None) -> None:
        self.current = mark
        self.setAccessibleDescription(_told(mark) if mark else "按方向键在图上移动，按回车键列出相关事项。")
        if mark is not None:
            self._bring_into_sight(mark)
        self.viewport().update()

    def _bring_into_sight(self, mark: Mark) -> None:
        bar, box = self.verticalScrollBar(), mark.box
        head = self.picture.head + 2
        if box.y - head < bar.value():
            bar.setValue(int(box.y - head) if box.y > head else 0)
        elif box.y + box.height > bar.value() + self.viewport().height():
            bar.setValue(round(box.y + box.height - self.viewport().height()) + 2)

    def _paint_current(self, painter: QPainter) -> None:
        if self.current is not None:
            pen = QPen(theme.color("accent" if self.hasFocus() else "strong_line"), 2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(*self.current.box).adjusted(-1, -1, 1, 1))


def _year_at(x: float, field: tuple[Rectangle, float, float]) -> float:
    """The year at a place, that at the nearest edge for a place beside the field."""
    box, first, last = field
    share = min(max((x - box.x) / box.width, 0.0), 1.0)
    return first + share * (last - first)


def _told(mark: Mark) -> str:
    return f"{mark.behind.name}：{mark.behind.value}"
