"""Puts a Scene on a QPainter: the one place where styles become pens, brushes and laid-out texts."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
)

from workbench.drawing.scene import Align, Batch, Fill, Scene, Style, Text

_HATCH_STEP = 6
_CACHED_TEXTS = 20_000


class ScenePainter:
    """Paints scenes in one base font, keeping pens, brushes and text layouts from one frame to the next."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._pens: dict[Style, QPen] = {}
        self._brushes: dict[tuple[Style, float], QBrush] = {}
        self._fonts: dict[Style, QFont] = {}
        self._laid_out = lru_cache(_CACHED_TEXTS)(self._lay_out)

    def paint(self, painter: QPainter, scene: Scene, origin: QPointF) -> None:
        """Paint a scene; hatching starts at `origin`, so that it stays put on its bar while scrolling."""
        painter.setBrushOrigin(origin)
        for batch in scene:
            self._paint_batch(painter, batch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_batch(self, painter: QPainter, batch: Batch) -> None:
        style = batch.style
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, style.smooth)
        painter.setPen(self._pen(style))
        painter.setBrush(self._brush(style, painter.device().devicePixelRatioF()))
        if batch.rectangles:
            painter.drawRects([QRectF(*rectangle) for rectangle in batch.rectangles])
        for polygon in batch.polygons:
            painter.drawPolygon(_polygon(polygon))
        if batch.lines:
            painter.drawLines([QLineF(*line) for line in batch.lines])
        if batch.polylines:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for polyline in batch.polylines:
                painter.drawPolyline(_polygon(polyline))
        if batch.texts:
            self._paint_texts(painter, batch)

    def _paint_texts(self, painter: QPainter, batch: Batch) -> None:
        painter.setPen(QColor(batch.style.fill or "#000000"))
        painter.setFont(self._sized(batch.style))
        for text in batch.texts:
            layout, width, height = self._laid_out(text.text, text.width, batch.style)
            painter.drawStaticText(
                QPointF(text.x + _shift(text, width), text.y + (text.height - height) / 2), layout
            )

    def _lay_out(self, text: str, room: float, style: Style) -> tuple[QStaticText, float, float]:
        """A text ready to be drawn, with its width and height."""
        font = self._sized(style)
        if room:
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QStaticText(text)
        layout.setTextFormat(Qt.TextFormat.PlainText)
        layout.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        layout.prepare(font=font)
        size = layout.size()
        return layout, size.width(), size.height()

    def _sized(self, style: Style) -> QFont:
        font = self._fonts.get(style)
        if font is None:
            font = QFont(self._font)
            if self._font.pixelSize() > 0:  # for a picture that is no screen: a point is a unit of the scene
                font.setPixelSize(round(self._font.pixelSize() + style.size))
            else:
                font.setPointSizeF(self._font.pointSizeF() + style.size)
            font.setBold(style.bold)
            self._fonts[style] = font
        return font

    def _pen(self, style: Style) -> QPen:
        pen = self._pens.get(style)
        if pen is None:
            pen = self._pens[style] = _make_pen(style)
        return pen

    def _brush(self, style: Style, ratio: float) -> QBrush:
        brush = self._brushes.get((style, ratio))
        if brush is None:
            brush = self._brushes[style, ratio] = _make_brush(style, ratio)
        return brush


def _make_pen(style: Style) -> QPen:
    if style.stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(style.stroke), style.width)
    pen.setCosmetic(style.width == 0)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if style.dash:
        pen.setDashPattern(style.dash)
    return pen


def _make_brush(style: Style, ratio: float) -> QBrush:
    if style.fill is None:
        return QBrush(Qt.BrushStyle.NoBrush)
    if style.pattern is Fill.SOLID:
        return QBrush(QColor(style.fill))
    return QBrush(_hatch(QColor(style.fill), ratio))


def _hatch(color: QColor, ratio: float) -> QPixmap:
    """A tile of diagonal strokes, drawn at the screen's own resolution."""
    side = round(_HATCH_STEP * ratio)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.2 * ratio))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def _polygon(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _shift(text: Text, width: float) -> float:
    """How far a text stands into its box."""
    if text.align is Align.LEFT:
        return 0.0
    return (text.width - width) / (2 if text.align is Align.CENTER else 1)
