"""人工调整亮灯: another light for a task in a period, with the reason; or back to the rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import period_text
from workbench.rows.standing import StandingRow
from workbench.terms import Colour, Period
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.fields import growing_form, ok_and_cancel

_SPOT = QSize(14, 14)


class HandLightDialog(QDialog):
    """`decided(Colour, reason)`; `cleared()` lets the rules decide again."""

    decided = Signal(object, str)
    cleared = Signal()

    def __init__(
        self, row: StandingRow, period: Period, colours: Sequence[Colour], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("人工调整亮灯")
        self.colour = named(QComboBox(), "调整为")
        self.colour.setIconSize(_SPOT)
        self._colours = tuple(colours)
        for colour in self._colours:
            spot = QPixmap(_SPOT)
            spot.fill(theme.light(colour))
            self.colour.addItem(QIcon(spot), colour.value)
        if row.colour in self._colours:
            self.colour.setCurrentIndex(self._colours.index(row.colour))
        self.reason = named(QPlainTextEdit(tabChangesFocus=True), "调整理由")
        form = growing_form()
        form.addRow("任务", QLabel(f"{row.no} {row.title}".strip(), wordWrap=True))
        form.addRow("报告期", QLabel(period_text(period)))
        form.addRow("现在", QLabel(row.light, wordWrap=True))
        form.addRow("调整为", self.colour)
        form.addRow("调整理由", self.reason)
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.clear_button = push_button("取消人工调整", self._clear)
        buttons.addButton(self.clear_button, QDialogButtonBox.ButtonRole.ResetRole)
        self.clear_button.setVisible(row.by_hand)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(quiet("人工调整须写明理由，会与姓名、日期一起留在记录里。"))
        column.addWidget(buttons)
        self.reason.textChanged.connect(self._allow)
        self._allow()
        self.resize(500, 340)

    def accept(self) -> None:
        colour = self._colours[self.colour.currentIndex()]
        self.decided.emit(colour, self.reason.toPlainText().strip())
        super().accept()

    def _clear(self) -> None:
        self.cleared.emit()
        super().accept()

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.reason.toPlainText().strip()))
