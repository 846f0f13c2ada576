"""工作日历: the days of rest and the made-up working days of a year, as the office has them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.planning.calendar_files import Stretch, drop_year, write_year, year_of
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.fields import DayEdit, label_for
from workbench.ui.icons import icon

_WORDS = {False: "休", True: "班"}
_HEADS = ("起", "止", "休/班", "名称")


class CalendarDialog(QDialog):
    """Edits one year after another; each is kept in the office's own folder. `saved()` when a year was
    written, `troubled(WorkbenchError)` where that failed."""

    saved = Signal()
    troubled = Signal(object)

    def __init__(self, parent: QWidget, year: int | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("工作日历")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stretches: list[Stretch] = []
        self._touched = False
        self.year = named(QSpinBox(minimum=1990, maximum=2100), "年份")
        self.year.setValue(year or dt.date.today().year)
        self._shown_year = self.year.value()
        self.month = named(_Month(), "月历")
        self.list = self._make_list()
        self.first, self.last = (DayEdit(name) for name in ("起始日期", "截止日期"))
        self.works = named(QComboBox(), "休息或上班")
        self.works.addItems(["休息", "上班"])
        self.name = named(QLineEdit(placeholderText="如：国庆节、本地节日"), "名称")
        self.origin = quiet()
        self.add_button = push_button("加入", self._add, "add")
        self.remove_button = push_button("去掉选中", self._remove, "remove")
        self.restore_button = push_button("恢复程序自带的安排", self._restore)
        self._lay_out()
        self.year.valueChanged.connect(self._change_year)
        self.month.selectionChanged.connect(self._take_day)
        self.first.dateChanged.connect(lambda _: self._keep_order())
        self._read(self.year.value())
        self.resize(900, 500)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The year as it stands in the dialog."""
        return tuple(sorted(self._stretches, key=lambda one: one.first))

    def done(self, result: int) -> None:
        """Keep what was changed, unless it is given up."""
        if result == QDialog.DialogCode.Rejected or self._keep():
            super().done(result)

    def _lay_out(self) -> None:
        head, entry, sides = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(label_for("年份(&Y)：", self.year))
        head.addWidget(self.year)
        head.addWidget(self.origin, 1)
        head.addWidget(self.restore_button)
        parts: tuple[tuple[str, QWidget], ...] = (
            ("从(&F)", self.first),
            ("至(&T)", self.last),
            ("定为(&K)", self.works),
            ("名称(&N)", self.name),
        )
        for text, widget in parts:
            entry.addWidget(label_for(text, widget))
            entry.addWidget(widget)
        entry.addWidget(self.add_button)
        sides.addWidget(self.month, 3)
        right = QVBoxLayout()
        right.addWidget(self.list, 1)
        right.addWidget(self.remove_button, alignment=Qt.AlignmentFlag.AlignRight)
        sides.addLayout(right, 4)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(sides, 1)
        column.addLayout(entry)
        column.addWidget(
            quiet("没有列出的日子，周一至周五上班，周六、周日休息。改动只用于本单位，升级程序不会覆盖。")
        )
        column.addWidget(buttons)

    def _make_list(self) -> QTableWidget:
        table = named(QTableWidget(0, len(_HEADS)), "放假和调休安排")
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        for column, width in enumerate((100, 100, 60)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _read(self, year: int) -> None:
        try:
            stretches, own = year_of(year)
        except WorkbenchError as error:
            self.troubled.emit(error)
            stretches, own = (), True
        self._stretches, self._touched, self._shown_year = list(stretches), False, year
        source = (
            "本单位设置的安排。" if own else "程序自带的安排。" if stretches else "还没有录入该年的放假安排。"
        )
        self.origin.setText(source)
        self.restore_button.setEnabled(own)
        first, last = QDate(year, 1, 1), QDate(year, 12, 31)
        today = dt.date.today()
        shown = today if today.year == year else dt.date(year, 1, 1)
        with QSignalBlocker(self.month):
            self.month.setDateRange(first, last)
            self.month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        for edit in (self.first, self.last):
            edit.setDateRange(first, last)
        self.first.day = self.last.day = shown
        self._show()

    def _show(self) -> None:
        self.list.setRowCount(len(self._stretches))
        for number, one in enumerate(self.stretches):
            cells = (one.first.isoformat(), one.last.isoformat(), _WORDS[one.works], one.name)
            for column, text in enumerate(cells):
                self.list.setItem(number, column, QTableWidgetItem(text))
        self.month.show_stretches(self.stretches)

    def _change_year(self, year: int) -> None:
        """Keep this year, then show another."""
        if self._keep():
            self._read(year)
        else:
            self.year.setValue(self._shown_year)

    def _keep_order(self) -> None:
        self.last.day = max(self.first.day, self.last.day)

    def _take_day(self) -> None:
        self.first.setDate(self.month.selectedDate())
        self.last.setDate(self.month.selectedDate())

    def _add(self) -> None:
        """Put the stretch in; what it covers of others is theirs no more."""
        first, last = self.first.day, self.last.day
        if last < first:
            first, last = last, first
        new = Stretch(first, last, self.works.currentIndex() == 1, self.name.text().strip())
        self._stretches = [part for one in self._stretches for part in _without(one, first, last)] + [new]
        self._touched = True
        self._show()

    def _remove(self) -> None:
        gone = {index.row() for index in self.list.selectedIndexes()}
        self._stretches = [one for number, one in enumerate(self.stretches) if number not in gone]
        self._touched = self._touched or bool(gone)
        self._show()

    def _restore(self) -> None:
        try:
            drop_year(self._shown_year)
        except WorkbenchError as error:
            self.troubled.emit(error)
        self._read(self._shown_year)
        self.saved.emit()

    def _keep(self) -> bool:
        """Write the year if it was changed; whether it is safe now."""
        if not self._touched:
            return True
        try:
            write_year(self._shown_year, self.stretches)
        except WorkbenchError as error:
            self.troubled.emit(error)
            return False
        self._touched = False
        self.saved.emit()
        return True


class _Month(QCalendarWidget):
    """A month with its days of rest and made-up working days marked."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[dt.date, bool] = {}
        self.setGridVisible(True)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.color("overdue"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        for name, drawing, words in (("prev", "previous", "上个月"), ("next", "next", "下个月")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            assert button is not None
            named(button, words).setIcon(icon(drawing))

    def show_stretches(self, stretches: tuple[Stretch, ...]) -> None:
        self._marks = {
            dt.date.fromordinal(day): one.works
            for one in stretches
            for day in range(one.first.toordinal(), one.last.toordinal() + 1)
        }
        self.updateCells()

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        super().paintCell(painter, rect, date)
        works = self._marks.get(_day(date))
        if works is None:
            return
        corner = QRect(rect.topRight() - QPoint(17, 0), rect.topRight() + QPoint(-1, 16))
        painter.setPen(theme.color("text" if works else "overdue"))
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, _WORDS[works])


def _without(one: Stretch, first: dt.date, last: dt.date) -> list[Stretch]:
    """What is left of a stretch when the days from `first` to `last` are taken out of it."""
    day = dt.timedelta(days=1)
    before = Stretch(one.first, min(one.last, first - day), one.works, one.name)
    after = Stretch(max(one.first, last + day), one.last, one.works, one.name)
    return [part for part in (before, after) if part.first <= part.last]


def _day(date: QDate | dt.date) -> dt.date:
    """A day that Qt hands out, as the calendar does in one form or the other."""
    return date if isinstance(date, dt.date) else dt.date(date.year(), date.month(), date.day())
