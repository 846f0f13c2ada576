"""PaperView: the pages of a PDF under one another, drawn from the PDF itself as far as they are on screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from workbench.ui import theme
from workbench.ui.controls import named

GAP = 14
POINTS_PER_INCH = 72
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
SCREEN_DPI = 96


class PaperView(QAbstractScrollArea):
    """Scroll to read; Ctrl with the wheel, or + and −, to zoom. Pages are drawn when first seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "版面预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf: Any = None
        self._zoom = ZOOMS.index(1.0)
        self._sizes: list[tuple[float, float]] = []
        self._drawn: dict[tuple[int, int, float], QImage] = {}
        self.verticalScrollBar().setSingleStep(40)

    @property
    def pages(self) -> int:
        return len(self._sizes)

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show a document, None for nothing; the place scrolled to stays where it can."""
        import pypdfium2

        if self._pdf is not None:
            self._pdf.close()
        self._pdf = pypdfium2.PdfDocument(pdf) if pdf else None
        self._sizes = [self._pdf.get_page_size(number) for number in range(len(self._pdf))] if pdf else []
        self._drawn.clear()
        self._arrange()

    def zoom(self, by: int) -> None:
        self._zoom = max(0, min(self._zoom + by, len(ZOOMS) - 1))
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("line"))
        for number in range(self.pages):
            place = self._place(number)
            if place.intersects(event.rect()):
                painter.drawImage(place, self._image(number))
                painter.setPen(theme.color("strong_line"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "=", "-"):
            self.zoom(-1 if event.text() == "-" else 1)
        else:
            super().keyPressEvent(event)

    @property
    def _scale(self) -> float:
        """Device-independent pixels a point."""
        return ZOOMS[self._zoom] * SCREEN_DPI / POINTS_PER_INCH

    def _size(self, number: int) -> QSize:
        width, height = self._sizes[number]
        return QSize(round(width * self._scale), round(height * self._scale))

    def _place(self, number: int) -> QRect:
        """Where a page lies on the viewport."""
        above = sum(self._size(one).height() + GAP for one in range(number))
        size = self._size(number)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        scrolled_left = left - self.horizontalScrollBar().value()
        return QRect(scrolled_left, GAP + above - self.verticalScrollBar().value(), *size.toTuple())  # type: ignore[misc]

    def _image(self, number: int) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (number, self._zoom, ratio)
        if key not in self._drawn:
            bitmap = self._pdf[number].render(scale=self._scale * ratio, rev_byteorder=True)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
            pixels = bytes(bitmap.buffer)
            image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            image.setDevicePixelRatio(ratio)
            self._drawn[key] = image
        return self._drawn[key]

    def _arrange(self) -> None:
        height = sum(self._size(number).height() + GAP for number in range(self.pages)) + GAP
        width = max((self._size(number).width() for number in range(self.pages)), default=0) + 2 * GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, width - view.width()))
        self.viewport().update()
