"""The two tiers of calendar cells over the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.drawing.time_axis import TimeAxis, Unit, Zoom, is_rest_day, uniform_labels
from workbench.ui import theme
from workbench.ui.theme import PALETTE

_PADDING = 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


class TimeHeader(QWidget):
    """Shows `axis`: the upper tier keeps its label in sight, the lower one centres it. A flag marks today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.axis = TimeAxis(0.0, Zoom.QUARTER.day_width)
        self.today = 0
        self.rests: Callable[[int], bool] = is_rest_day
        self.setAccessibleName("时间刻度")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(theme.HEADER_HEIGHT)

    def set_axis(self, axis: TimeAxis) -> None:
        self.axis = axis
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PALETTE.window))
        upper, lower = self.axis.tiers
        half = self.height() / 2
        self._paint_today(painter)
        self._paint_upper(painter, upper, QRectF(0, 0, self.width(), half))
        self._paint_lower(painter, lower, QRectF(0, half, self.width(), half))

    def _paint_upper(self, painter: QPainter, unit: Unit, tier: QRectF) -> None:
        """Each label stands where its cell comes into sight."""
        measure = QFontMetricsF(self.font()).horizontalAdvance
        for cell in self.axis.cells(unit, 0, tier.width(), upper=True):
            left, right = self.axis.x_of(cell.start), self.axis.x_of(cell.stop)
            seen = max(left, 0.0) + _PADDING
            painter.setPen(QPen(QColor(PALETTE.strong_line), 0))
            painter.drawLine(QPointF(left, tier.top()), QPointF(left, tier.bottom()))
            painter.setPen(QColor(PALETTE.text))
            label = cell.label(right - seen - _PADDING, measure)
            painter.drawText(QRectF(seen, tier.top(), right - seen, tier.height()), _LEFT, label)
        painter.setPen(QPen(QColor(PALETTE.line), 0))
        painter.drawLine(tier.bottomLeft(), tier.bottomRight())

    def _paint_lower(self, painter: QPainter, unit: Unit, tier: QRectF) -> None:
        """All labels are of one kind, each in the middle of its cell."""
        cells = self.axis.cells(unit, 0, tier.width())
        room = min(cell.stop - cell.start for cell in cells) * self.axis.day_width - 3
        labels = uniform_labels(cells, room, QFontMetricsF(self.font()).horizontalAdvance)
        for cell, label in zip(cells, labels, strict=True):
            left, right = self.axis.x_of(cell.start), self.axis.x_of(cell.stop)
            painter.setPen(QPen(QColor(PALETTE.line), 0))
            painter.drawLine(QPointF(left, tier.top()), QPointF(left, tier.bottom()))
            rests = unit is Unit.DAY and self.rests(cell.start)
            painter.setPen(QColor(PALETTE.faint_text if rests else PALETTE.quiet_text))
            painter.drawText(QRectF(left, tier.top(), right - left, tier.height()), _CENTER, label)
        painter.setPen(QPen(QColor(PALETTE.strong_line), 0))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_today(self, painter: QPainter) -> None:
        x, bottom = self.axis.x_of(self.today), float(self.height() - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PALETTE.today))
        flag = [QPointF(x - 4, bottom - 4), QPointF(x + 4, bottom - 4), QPointF(x, bottom)]
        painter.drawPolygon(QPolygonF(flag))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
