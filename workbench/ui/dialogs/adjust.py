"""Adjusting a deadline with the reason for it (调整完成时限)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.terms import Deadline, Grounds
from workbench.ui import wording
from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.deadline import DeadlineEdit, understood
from workbench.ui.fields import growing_form, ok_and_cancel


class AdjustDialog(QDialog):
    """`adjusted(Deadline, Grounds)` on acceptance."""

    adjusted = Signal(object, object)

    def __init__(self, title: str, present: Deadline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("调整完成时限")
        self.deadline = DeadlineEdit(present.date.year if present.date else dt.date.today().year)
        self.deadline.show_deadline(present)
        self.reason = named(QLineEdit(placeholderText="如：经费下达较晚，招标顺延"), "调整原因")
        self.basis = named(QLineEdit(placeholderText="如：政府常务会议纪要〔2025〕8号"), "依据或文号")
        self._meaning = quiet(understood(present))
        self.deadline.line.textChanged.connect(self._explain)
        form = growing_form()
        form.addRow("任务", QLabel(title, wordWrap=True))
        form.addRow("原时限", QLabel(wording.deadline(present) or "未定"))
        form.addRow("新时限", self.deadline)
        form.addRow("", self._meaning)
        form.addRow("调整原因", self.reason)
        form.addRow("依据或文号", self.basis)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(460, 220)

    def accept(self) -> None:
        grounds = Grounds(self.reason.text().strip(), self.basis.text().strip())
        self.adjusted.emit(self.deadline.deadline(), grounds)
        super().accept()

    def _explain(self) -> None:
        self._meaning.setText(understood(self.deadline.deadline()))
