"""The key to the colours of the bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt_styles import BASELINE_KEY, STATE_KEY, BarInk
from workbench.planning.tones import Tones
from workbench.ui import theme
from workbench.ui.theme import PALETTE

_SWATCH, _GAP = 14, 8
_LONGEST = 7


class Legend(QWidget):
    """Swatches with their names, on one line; those of the states, or of units or documents."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("图例")
        self._entries: tuple[tuple[str, BarInk], ...] = ()
        self.show_tones(None)

    def show_tones(self, tones: Tones | None, *, baseline: bool = False) -> None:
        """What the colours stand for; the states for None. With a baseline shown, its bars too."""
        entries: tuple[tuple[str, BarInk], ...] = STATE_KEY
        if tones:
            entries = tuple((name, ink.TONES[tone]) for name, tone in tones.legend())
        if baseline:
            entries = (*entries, BASELINE_KEY)
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleDescription("、".join(name for name, _ in entries))
            self.setToolTip(self.accessibleDescription() if tones else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        words = sum(metrics.horizontalAdvance(_cut(name)) for name, _ in self._entries)
        return QSize(words + len(self._entries) * (_SWATCH + 5 + _GAP), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), QFontMetrics(self.font())
        x, middle = 0, self.height() / 2
        for name, look in self._entries:
            swatch = QRectF(x + 0.5, middle - 4.5, _SWATCH, 9)
            painter.setPen(QPen(theme.ink(look.edge.stroke or PALETTE.line), 0))
            painter.setBrush(theme.ink(look.body.fill or PALETTE.paper))
            painter.drawRect(swatch)
            done = QRectF(swatch.topLeft(), swatch.center() + QPointF(0, swatch.height() / 2))
            painter.fillRect(done, theme.ink(look.done.fill or PALETTE.line))
            width = metrics.horizontalAdvance(_cut(name))
            painter.setPen(QColor(PALETTE.quiet_text))
            label = QRectF(x + _SWATCH + 5, 0, width + 2, self.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _cut(name))
            x += _SWATCH + 5 + width + _GAP


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
