"""Puts a Scene on a QPainter: the one place where styles become pens, brushes and laid-out texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
)

from workbench.drawing.scene import Align, Batch, Fill, Point, Scene, Style, Text

_HATCH_STEP = 6
_CACHED_TEXTS = 20_000


class Ink(Protocol):
    """A colour of a style (#rrggbb) as this surface wants it; `words` tells that text is drawn in it."""

    def __call__(self, colour: str, /, *, words: bool = False) -> QColor: ...


def plain_ink(colour: str, /, *, words: bool = False) -> QColor:
    """The colour as it is, as for paper."""
    return QColor(colour)


class ScenePainter:
    """Paints scenes in one base font and ink; pens, brushes and text layouts are kept between frames."""

    def __init__(self, font: QFont, ink: Ink = plain_ink) -> None:
        self._font, self._ink = font, ink
        self._pens: dict[Style, QPen] = {}
        self._brushes: dict[tuple[Style, float], QBrush] = {}
        self._fonts: dict[Style, QFont] = {}
        self._sheet = _Sheet()
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
            self._paint_polylines(painter, batch)
        if batch.texts:
            self._paint_texts(painter, batch)

    def _paint_polylines(self, painter: QPainter, batch: Batch) -> None:
        if batch.style.far and not painter.transform().isScaling():
            self._sheet.paint(painter, batch.polylines, self._pen(batch.style))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for polyline in batch.polylines:
            painter.drawPolyline(_polygon(polyline))

    def _paint_texts(self, painter: QPainter, batch: Batch) -> None:
        painter.setPen(self._ink(batch.style.fill or "#000000", words=True))
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
            pen = self._pens[style] = _make_pen(style, self._ink)
        return pen

    def _brush(self, style: Style, ratio: float) -> QBrush:
        brush = self._brushes.get((style, ratio))
        if brush is None:
            brush = self._brushes[style, ratio] = _make_brush(style, ratio, self._ink)
        return brush


class _Sheet:
    """A clear sheet for far-running polylines: drawn stretch by stretch, and laid over the chart.

    Qt draws softened lines ten times quicker than a path of them. But where the clip of a painter cuts such a
    line, its pixels come out a little different, and a scrolled picture would show it: the sheet cuts none.
    """

    def __init__(self) -> None:
        self._image = QImage()

    def paint(self, painter: QPainter, polylines: Iterable[tuple[Point, ...]], pen: QPen) -> None:
        stretches = [QLineF(*a, *b) for polyline in polylines for a, b in pairwise(polyline)]
        box = _box_around(stretches, pen.widthF())
        ratio = painter.device().devicePixelRatioF()
        self._make_room(box.size(), ratio)
        ink = QPainter(self._image)
        ink.translate(-box.x(), -box.y())
        ink.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        ink.fillRect(box, Qt.GlobalColor.transparent)  # as little as is used: of a scrolled picture, a strip
        ink.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        ink.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.setPen(pen)
        ink.drawLines(stretches)
        ink.end()
        part = QRectF(0, 0, box.width() * ratio, box.height() * ratio)
        painter.drawImage(QRectF(box), self._image, part)

    def _make_room(self, size: QSize, ratio: float) -> None:
        """An image of at least this size, whatever is on it; the one there is, if it will do."""
        wanted = QSize(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
        if self._image.size().expandedTo(wanted) != self._image.size():
            self._image = QImage(
                self._image.size().expandedTo(wanted), QImage.Format.Format_ARGB32_Premultiplied
            )
        self._image.setDevicePixelRatio(ratio)


def _box_around(stretches: Sequence[QLineF], width: float) -> QRect:
    """The whole points that lines cover, with room for their width."""
    xs = [x for line in stretches for x in (line.x1(), line.x2())]
    ys = [y for line in stretches for y in (line.y1(), line.y2())]
    room = math.ceil(width) + 1
    left, top = math.floor(min(xs)) - room, math.floor(min(ys)) - room
    return QRect(left, top, math.ceil(max(xs)) + room - left, math.ceil(max(ys)) + room - top)


def _make_pen(style: Style, ink: Ink) -> QPen:
    if style.stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(ink(style.stroke), style.width)
    pen.setCosmetic(style.width == 0)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if style.far:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # stretches in one line meet without a darker dot
    if style.dash:
        pen.setDashPattern(style.dash)
    return pen


def _make_brush(style: Style, ratio: float, ink: Ink) -> QBrush:
    if style.fill is None:
        return QBrush(Qt.BrushStyle.NoBrush)
    if style.pattern is Fill.SOLID:
        return QBrush(ink(style.fill))
    return QBrush(_hatch(ink(style.fill), ratio))


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
