"""PaperView: the pages of a PDF under one another, drawn from the PDF itself as far as they are on screen.

Places on a page are given in points from its top left corner, as it is shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from workbench.ui import theme
from workbench.ui.controls import named

GAP = 14
POINTS_PER_INCH = 72
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
SCREEN_DPI = 96
#: So many drawn pages are kept; an A4 page on a fine screen takes some 15 MB.
KEPT = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A tinted place on a page, which counts from 0."""

    page: int
    place: QRectF
    color: QColor


class PaperView(QAbstractScrollArea):
    """Scroll to read; Ctrl with the wheel, or + and −, to zoom. Pages are drawn when first seen.

    With `fitted`, pages are as wide as the view until the planner zooms. `place_clicked(page, x, y)` is a
    click on a page.
    """

    place_clicked = Signal(int, float, float)

    def __init__(self, parent: QWidget | None = None, *, fitted: bool = False) -> None:
        super().__init__(parent)
        self._fitted = fitted
        self._marks: tuple[Mark, ...] = ()
        named(self, "版面预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf: Any = None
        self._zoom = ZOOMS.index(1.0)
        self._sizes: list[tuple[float, float]] = []
        self._drawn: OrderedDict[tuple[int, float, float], QImage] = OrderedDict()
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
        self._marks = ()
        self._arrange()

    def mark(self, marks: Iterable[Mark]) -> None:
        """Tint these places, and no others."""
        self._marks = tuple(marks)
        self.viewport().update()

    def show_place(self, page: int, place: QRectF) -> None:
        """Bring a place on a page into view, with some of what stands above it."""
        if 0 <= page < self.pages:
            here = self._on_screen(page, place)
            room = self.viewport().rect()
            if here.top() < 0 or here.bottom() > room.height():
                bar = self.verticalScrollBar()
                bar.setValue(round(bar.value() + here.top() - room.height() / 4))
            if here.left() < 0 or here.right() > room.width():
                across = self.horizontalScrollBar()
                across.setValue(round(across.value() + here.left() - GAP))

    def zoom(self, by: int) -> None:
        if self._fitted:
            self._fitted = False
            self._zoom = min(range(len(ZOOMS)), key=lambda one: abs(ZOOMS[one] - self._fitting))
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
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._marks:
            place_of_mark = self._on_screen(mark.page, mark.place)
            if place_of_mark.intersects(QRectF(event.rect())):
                painter.fillRect(place_of_mark, mark.color)
        if self.hasFocus():
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        for page in range(self.pages):
            place = self._place(page)
            if place.contains(event.position().toPoint()):
                at = event.position() - QPointF(place.topLeft())
                self.place_clicked.emit(page, at.x() / self._scale, at.y() / self._scale)

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
        zoom = self._fitting if self._fitted else ZOOMS[self._zoom]
        return zoom * SCREEN_DPI / POINTS_PER_INCH

    @property
    def _fitting(self) -> float:
        """The zoom at which the widest page fills the view."""
        widest = max((width for width, _ in self._sizes), default=1.0) * SCREEN_DPI / POINTS_PER_INCH
        return min(max((self.viewport().width() - 2 * GAP) / widest, ZOOMS[0] / 2), ZOOMS[-1])

    def _on_screen(self, page: int, place: QRectF) -> QRectF:
        """Where a place on a page lies on the viewport."""
        corner, scale = self._place(page).topLeft(), self._scale
        return QRectF(
            corner.x() + place.x() * scale,
            corner.y() + place.y() * scale,
            place.width() * scale,
            place.height() * scale,
        )

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
        key = (number, self._scale, ratio)
        if key not in self._drawn:
            bitmap = self._pdf[number].render(scale=self._scale * ratio, rev_byteorder=True)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
            pixels = bytes(bitmap.buffer)
            image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            image.setDevicePixelRatio(ratio)
            self._drawn[key] = image
            if len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _arrange(self) -> None:
        height = sum(self._size(number).height() + GAP for number in range(self.pages)) + GAP
        width = max((self._size(number).width() for number in range(self.pages)), default=0) + 2 * GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, width - view.width()))
        self.viewport().update()
