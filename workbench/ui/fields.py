"""What forms are made of: the form itself, its buttons, a label with its key, and a day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from workbench.ui.controls import named

#: Between a label and its field, in points.
_BESIDE = 12


def growing_form() -> QFormLayout:
    """Labels on the left, and fields that take the width there is."""
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setHorizontalSpacing(_BESIDE)
    return form


def ok_and_cancel(dialog: QDialog) -> QDialogButtonBox:
    """确定 and 取消 of a dialog, which accept and reject it."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def label_for(text: str, field: QWidget) -> QLabel:
    """A label whose key, as in 从(&F), leads to its field."""
    label = QLabel(text)
    label.setBuddy(field)
    return label


class DayEdit(QDateEdit):
    """A day as the office writes it, chosen from a calendar or typed; today, if none is given."""

    def __init__(self, name: str, day: dt.date | None = None) -> None:
        super().__init__()
        named(self, name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy年M月d日")
        self.day = day or dt.date.today()

    @property
    def day(self) -> dt.date:
        day = self.date()
        return dt.date(day.year(), day.month(), day.day())

    @day.setter
    def day(self, day: dt.date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))
