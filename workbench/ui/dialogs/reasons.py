"""Asked why a result or an indicator stands as it does (读取依据)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.rows.documents import WhyRow
from workbench.terms import DocumentId
from workbench.ui.controls import named, quiet
from workbench.ui.views.page import Page, Place
from workbench.ui.views.reading_reasons import ReadingReasons


class ReasonsDialog(QDialog):
    """Tells the reasons of one fact called `name`. `place_wanted(Span)` where its words are to be seen, which
    closes the dialog."""

    place_wanted = Signal(object)

    def __init__(self, name: str, rows: Sequence[WhyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("读取依据")
        self.reasons = ReadingReasons()
        self.reasons.show_rows(rows)
        self.reasons.setContentsMargins(10, 10, 10, 10)
        self.reasons.place_wanted.connect(self._leave)
        title = QLabel(name, wordWrap=True)
        title.setProperty("heading", True)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.reasons)
        lines.addStretch(1)
        area = named(QScrollArea(widgetResizable=True), "各项事实的读取依据")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(quiet("导入时，由下列规则从文件的字句中读出；点字句可查看原文。"))
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.resize(560, 360)

    def _leave(self, span: object) -> None:
        self.place_wanted.emit(span)
        self.accept()


def show_reasons(page: Page, name: str, document: DocumentId, rows: Sequence[WhyRow]) -> None:
    """Tell the reasons of a fact of this document, and lead to its words."""
    dialog = ReasonsDialog(name, rows, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.place_wanted.connect(
        lambda span: page.wanted.emit(Place("documents", document=document, span=span))
    )
    dialog.open()
