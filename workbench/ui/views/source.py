"""SourceReader: the decoded text of a document, with the places of facts lit up.

Facts hold spans that count characters of the decoded text; a QTextDocument counts UTF-16 units and joins
`\\r\\n`. `Positions` translates between the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from workbench.terms import Span
from workbench.ui import theme
from workbench.ui.controls import named

#: What QTextDocument would swallow or take for its own marks, one harmless character for each.
_UNSAFE = {0x0000: " ", 0xFDD0: " ", 0xFDD1: " ", 0x2029: "\n", 0x2028: "\n", 0x000C: "\n"}


class Positions:
    """From character offsets of a text to positions of the QTextDocument that shows it, and back."""

    def __init__(self, text: str) -> None:
        self._offsets: list[int] = []  # characters after which the difference changes
        self._differences: list[int] = [0]
        difference = 0
        for place, character in enumerate(text):
            if ord(character) > 0xFFFF:
                difference += 1
            elif character == "\r" and text[place + 1 : place + 2] == "\n":
                difference -= 1
            else:
                continue
            self._offsets.append(place)
            self._differences.append(difference)

    def of(self, offset: int) -> int:
        """The document position before character `offset`."""
        return offset + self._differences[bisect_right(self._offsets, offset - 1)]

    def offset_at(self, position: int) -> int:
        """The character at a document position."""
        low, high = 0, position - min(self._differences) + 1
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.of(middle + 1) <= position else (low, middle)
        return low


class SourceReader(QPlainTextEdit):
    """The text of one document, read only. `place_clicked(offset)` is a click on a character of it."""

    place_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "文件原文")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFont(theme.interface_font(theme.FONT_SIZE + 1))
        self.document().setDocumentMargin(12)
        self._positions = Positions("")
        self._text = ""
        self._facts: list[Span] = []
        self._lit: Span | None = None

    @property
    def lit(self) -> Span | None:
        """The span lit up at present."""
        return self._lit

    @property
    def lit_text(self) -> str:
        """The lit stretch as the document shows it."""
        return self._cursor(self._lit).selectedText() if self._lit else ""

    def show_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._positions = Positions(text)
        self._facts, self._lit = [], None
        self.setPlainText(text.replace("\r\n", "\n").translate(_UNSAFE))
        self._paint()

    def mark(self, facts: Iterable[Span]) -> None:
        """Tint the places of all facts that the list beside shows."""
        self._facts = list(facts)
        self._paint()

    def light(self, span: Span | None) -> None:
        """Light up one place and bring it into view."""
        self._lit = span
        self._paint()
        if span is not None:
            start = QTextCursor(self.document())
            start.setPosition(self._positions.of(span.end))
            self.setTextCursor(start)
            start.setPosition(self._positions.of(span.start))
            self.setTextCursor(start)
            self._leave_room_above()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            position = self.cursorForPosition(event.position().toPoint()).position()
            self.place_clicked.emit(self._positions.offset_at(position))

    def _leave_room_above(self) -> None:
        """Keep the lit line off the upper edge, so that what stands before it can be read."""
        if self.cursorRect().top() < self.viewport().height() // 5:
            lines = self.viewport().height() // max(1, self.cursorRect().height()) // 4
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - lines)

    def _paint(self) -> None:
        selections = [self._selection(span, QColor(theme.PALETTE.hover)) for span in self._facts]
        if self._lit is not None:
            selections.append(self._selection(self._lit, theme.color("lit")))
        self.setExtraSelections(selections)

    def _selection(self, span: Span, background: QColor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(background)
        selection.format = look  # type: ignore[attr-defined]
        selection.cursor = self._cursor(span)  # type: ignore[attr-defined]
        return selection

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.of(span.start))
        cursor.setPosition(self._positions.of(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
