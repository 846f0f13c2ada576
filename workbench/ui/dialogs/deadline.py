"""Editing a deadline (完成时限) in the words of the office.

Type 2022年底前, 第三季度 or 持续推进, or pick a day. The words are kept as typed;
the day they mean is worked out by `reading.deadlines` and shown beside them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QToolTip,
    QWidget,
    QWidgetAction,
)

from workbench.notation import date_text
from workbench.terms import NO_DEADLINE, Deadline, DeadlineKind, Precision
from workbench.ui import wording
from workbench.ui.controls import named, tool_button
from workbench.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
PRECISIONS = {
    Precision.YEAR: "按年",
    Precision.HALF: "按半年",
    Precision.QUARTER: "按季度",
    Precision.MONTH: "按月",
    Precision.DAY: "按日",
}


def read_deadline(text: str, year: int) -> Deadline:
    """What typed words mean; `year` is taken where they name none. No words, no deadline."""
    from workbench.reading.deadlines import parse_deadline

    return parse_deadline(text.strip(), year) if text.strip() else NO_DEADLINE


def understood(deadline: Deadline) -> str:
    """How the words were understood, for the planner to see while typing."""
    if deadline.date is not None:
        return f"截止 {date_text(deadline.date)}（{PRECISIONS[deadline.precision]}）"
    known = {DeadlineKind.ONGOING: "持续推进，无截止日", DeadlineKind.PERIODIC: "定期开展，无截止日"}
    return known.get(deadline.kind, "未识别出日期，将按原文保存" if deadline.raw else "未定时限")


class CalendarMenu(QMenu):
    """A month to pick a day from, dropped from a button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.calendar = named(QCalendarWidget(), "日历")
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setGridVisible(False)
        self.calendar.setMinimumSize(320, 230)
        for name, drawing in (("qt_calendar_prevmonth", "previous"), ("qt_calendar_nextmonth", "next")):
            turn = self.calendar.findChild(QToolButton, name)
            if turn is not None:
                turn.setIcon(icon(drawing))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(self.calendar)
        self.addAction(holder)
        self.calendar.clicked.connect(self.close)

    def drop(self, below: QWidget, day: dt.date | None) -> None:
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.popup(below.mapToGlobal(below.rect().bottomLeft()))


class DeadlineEdit(QWidget):
    """A line for the words and a button for the calendar."""

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = year
        self.line = named(QLineEdit(placeholderText="如：2022年底前、第三季度、持续推进"), "完成时限")
        self._menu = CalendarMenu(self)
        self._menu.calendar.clicked.connect(self._pick)
        self._button = tool_button("选择日期", "calendar", self._drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self.setAutoFillBackground(True)
        self.line.textEdited.connect(self._explain)

    def be_cell(self) -> None:
        """Stand in a cell: the line takes the focus, and only it, since the cell is closed when it goes."""
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.line)

    def show_deadline(self, deadline: Deadline) -> None:
        self._year = deadline.date.year if deadline.date else self._year
        self.line.setText(wording.deadline(deadline))
        self.line.selectAll()

    def deadline(self) -> Deadline:
        return read_deadline(self.line.text(), self._year)

    def _drop(self) -> None:
        self._menu.drop(self._button, self.deadline().date)

    def _pick(self, date: QDate) -> None:
        self.line.setText(f"{date.year()}年{date.month()}月{date.day()}日前")
        self.line.setFocus()

    def _explain(self) -> None:
        below = self.line.mapToGlobal(self.line.rect().bottomLeft())
        QToolTip.showText(below, understood(self.deadline()), self.line)


class DeadlineDelegate(QStyledItemDelegate):
    """Edits a Deadline in place; the model's EditRole is a Deadline."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = DeadlineEdit(dt.date.today().year, parent)
        editor.be_cell()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, DeadlineEdit)
        value = index.data(Qt.ItemDataRole.EditRole)
        editor.show_deadline(value if isinstance(value, Deadline) else Deadline(str(value or "")))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, DeadlineEdit)
        if editor.line.text() != wording.deadline(index.data(Qt.ItemDataRole.EditRole)):
            model.setData(index, editor.deadline(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place: Any = option.rect  # type: ignore[attr-defined]
        editor.setGeometry(place.adjusted(0, 0, max(0, 210 - place.width()), 0))
