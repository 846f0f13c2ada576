"""The key to the colours of the bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.drawing import gantt_styles as ink
from workbench.ui.theme import PALETTE

_ENTRIES = (
    ("未启动", ink.WAITING),
    ("推进中", ink.RUNNING),
    ("已完成", ink.DONE),
    ("逾期", ink.OVERDUE),
    ("暂缓", ink.PAUSED),
)
_SWATCH, _GAP = 14, 12


class Legend(QWidget):
    """Swatches with their names, on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("图例")
        self.setAccessibleDescription("、".join(name for name, _ in _ENTRIES))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        words = sum(metrics.horizontalAdvance(name) for name, _ in _ENTRIES)
        return QSize(words + len(_ENTRIES) * (_SWATCH + 5 + _GAP), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), QFontMetrics(self.font())
        x, middle = 0, self.height() / 2
        for name, look in _ENTRIES:
            swatch = QRectF(x + 0.5, middle - 4.5, _SWATCH, 9)
            painter.setPen(QPen(QColor(look.edge.stroke or PALETTE.line), 0))
            painter.setBrush(QColor(look.body.fill or PALETTE.paper))
            painter.drawRect(swatch)
            done = QRectF(swatch.topLeft(), swatch.center() + QPointF(0, swatch.height() / 2))
            painter.fillRect(done, QColor(look.done.fill or PALETTE.line))
            width = metrics.horizontalAdvance(name)
            painter.setPen(QColor(PALETTE.quiet_text))
            label = QRectF(x + _SWATCH + 5, 0, width + 2, self.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            x += _SWATCH + 5 + width + _GAP
