"""Lights in a table (亮灯): a spot for one, a bar shared among its colours for many. Words stand beside both,
so that nobody needs the colours to tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.terms import Colour
from workbench.ui import theme

Index = QModelIndex | QPersistentModelIndex

#: What a cell answers for `Qt.ItemDataRole.UserRole`: a colour, or (colour, count) pairs.
LIGHT_ROLE: Final = Qt.ItemDataRole.UserRole
_SPOT, _GAP, _BAR = 10, 6, 12

Shares = Sequence[tuple[Colour, int]]


def paint_spot(painter: QPainter, room: QRectF, colour: Colour) -> int:
    """Paint a light at the left of `room`; where the words after it begin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("strong_line"))
    painter.setBrush(theme.light(colour))
    painter.drawEllipse(QRectF(room.left(), room.center().y() - _SPOT / 2, _SPOT, _SPOT))
    painter.restore()
    return round(room.left()) + _SPOT + _GAP


class LightDelegate(QStyledItemDelegate):
    """Paints a spot before the text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.rect.adjust(_SPOT + _GAP, 0, 0, 0)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QRectF(option.rect)  # type: ignore[attr-defined]
        _paint_ground(painter, option)
        super().paint(painter, option, index)
        colour = index.data(LIGHT_ROLE)  # Qt hands out a plain text for what was a Colour
        if colour is not None:
            paint_spot(painter, whole.adjusted(_GAP, 0, 0, 0), Colour(colour))


class SharesDelegate(QStyledItemDelegate):
    """Paints a bar, each colour as wide as its share of the whole, with the counts in it where they fit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_ground(painter, option)
        shares: Shares = index.data(LIGHT_ROLE) or ()
        total = sum(count for _, count in shares)
        if not total:
            return
        room = QRectF(option.rect).adjusted(_GAP, 0, -_GAP, 0)  # type: ignore[attr-defined]
        left, top = room.left(), room.center().y() - _BAR / 2
        painter.save()
        painter.setFont(theme.interface_font(7.5))
        for colour, count in shares:
            width = room.width() * count / total
            piece = QRectF(left, top, width, _BAR)
            painter.fillRect(piece, theme.light(Colour(colour)))
            words = str(count)
            if painter.fontMetrics().horizontalAdvance(words) + 4 < width:
                painter.setPen(theme.words_on(Colour(colour)))
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, words)
            left += width
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What the style paints behind a cell: stripes, the selection."""
    style = option.widget.style() if option.widget else QApplication.style()  # type: ignore[attr-defined]
    style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)  # type: ignore[attr-defined]
