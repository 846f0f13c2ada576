"""The two tiers of calendar cells over the timeline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.drawing.time_axis import TimeAxis, Unit, Zoom
from workbench.ui import theme
from workbench.ui.theme import PALETTE

_PADDING = 6.0


class TimeHeader(QWidget):
    """Shows `axis`: the upper tier keeps its label in sight, the lower one centres it. A flag marks today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.axis = TimeAxis(0.0, Zoom.QUARTER.day_width)
        self.today = 0
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
        self._paint_tier(painter, upper, QRectF(0, 0, self.width(), half), upper=True)
        self._paint_tier(painter, lower, QRectF(0, half, self.width(), half), upper=False)
        painter.setPen(QPen(QColor(PALETTE.strong_line), 0))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_tier(self, painter: QPainter, unit: Unit, tier: QRectF, *, upper: bool) -> None:
        font = QFont(self.font())
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for cell in self.axis.cells(unit, 0, tier.width(), upper=upper):
            left, right = self.axis.x_of(cell.start), self.axis.x_of(cell.stop)
            painter.setPen(QPen(QColor(PALETTE.strong_line if upper else PALETTE.line), 0))
            painter.drawLine(QPointF(left, tier.top()), QPointF(left, tier.bottom()))
            seen = max(left, 0.0) if upper else left
            label = cell.label(
                right - seen - 2 * _PADDING if upper else right - left - 2, metrics.horizontalAdvance
            )
            box = QRectF(seen, tier.top(), right - seen, tier.height()).adjusted(
                _PADDING if upper else 0, 0, 0, 0
            )
            painter.setPen(QColor(PALETTE.text if upper else PALETTE.quiet_text))
            painter.drawText(box, _UPPER if upper else _LOWER, label)
        painter.setPen(QPen(QColor(PALETTE.line), 0))
        painter.drawLine(tier.bottomLeft(), tier.bottomRight())

    def _paint_today(self, painter: QPainter) -> None:
        x, bottom = self.axis.x_of(self.today), float(self.height() - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PALETTE.today))
        flag = [QPointF(x - 5, bottom - 6), QPointF(x + 5, bottom - 6), QPointF(x, bottom)]
        painter.drawPolygon(QPolygonF(flag))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


_UPPER = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LOWER = Qt.AlignmentFlag.AlignCenter
