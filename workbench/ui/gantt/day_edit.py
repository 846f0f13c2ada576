"""DayEdit: a day as the office writes it, chosen from a calendar or typed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from workbench.ui.controls import named


class DayEdit(QDateEdit):
    """Holds a `dt.date`; today, if none is given."""

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
