"""A chart as a file: PDF by the press in the child process, SVG and PNG as it is drawn on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from workbench.drawing.picture import TYPE_SIZE, Picture
from workbench.drawing.pictures import picture_of
from workbench.drawing.svg import to_svg
from workbench.rows.charts import Chart
from workbench.ui.charts.board import chart_font
from workbench.ui.gantt.painter import ScenePainter

FILTERS: Final = "PDF 文件 (*.pdf);;SVG 图片 (*.svg);;PNG 图片 (*.png)"
_WIDTH, _HEIGHT = 1120.0, 640.0
_SCALE = 2.0
_HIGHEST = 32_000  # pixels Qt can paint on


def pdf_of(chart: Chart) -> bytes:
    """Runs in the child process: the chart on pages."""
    from workbench.press.chart_pages import print_chart

    return print_chart(chart, fonts="auto").pdf


def svg_of(chart: Chart) -> bytes:
    """The chart as one drawing, as high as it needs."""
    picture = _laid_out(chart)
    return to_svg(picture.scene, picture.width, picture.height, size=TYPE_SIZE).encode()


def png_of(chart: Chart) -> bytes:
    """The chart as one picture; finer than the screen unless it is very long."""
    picture = _laid_out(chart)
    scale = min(_SCALE, _HIGHEST / picture.height)
    size = (round(picture.width * scale), round(picture.height * scale))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    ScenePainter(chart_font()).paint(painter, picture.scene, QPointF())
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, says the stub; text, says Qt
    return bytes(buffer.data().data())


def _laid_out(chart: Chart) -> Picture:
    measure = QFontMetricsF(chart_font()).horizontalAdvance
    return picture_of(chart, _WIDTH, _HEIGHT, measure)
