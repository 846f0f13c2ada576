"""自动排程: what a schedule would move, old days beside new, to be accepted whole or in part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.planning.rescheduling import ProposedLine, Reschedule, Way, day_of
from workbench.planning.task_arrays import NO_DAY
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.fields import DayEdit, label_for
from workbench.ui.itemmodels.task_grid import day_text

_HEADS = ("任务", "当前起止", "排程后起止", "完成时间变化", "说明")
_WIDTHS = (320, 180, 180, 100, 110)
_BACKWARD = (Way.EARLIER, Way.LATEST)

#: Works a schedule out: the way, and the day a backward one is reckoned from (NO_DAY: the plan's last).
Reckon = Callable[[Way, int], Reschedule]


class ScheduleDialog(QDialog):
    """Shows what `reckon` finds. `previewed(lines)` tells the lines that are ticked, `accepted_lines(lines)`
    those the planner wants; nothing is changed here."""

    previewed = Signal(list)
    accepted_lines = Signal(list)

    def __init__(self, reckon: Reckon, last_day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("自动排程")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reckon = reckon
        self._lines: tuple[ProposedLine, ...] = ()
        self._boxes: list[QTableWidgetItem] = []
        self.way = named(QComboBox(), "排程方式")
        for way in Way:
            self.way.addItem(way.value, way)
        self.until = DayEdit("倒排截止日", day_of(last_day))
        self.list = self._make_list()
        self.remarks = quiet()
        self.summary = QLabel()
        self.apply_button = push_button("应用勾选的调整", self._accept, main=True)
        self._lay_out()
        self.way.currentIndexChanged.connect(lambda _: self.work_out())
        self.until.dateChanged.connect(lambda _: self.work_out())
        self.list.itemChanged.connect(lambda _: self._note_ticks())
        self.resize(960, 560)
        self.work_out()

    def work_out(self) -> None:
        """Reckon the schedule anew and show it, everything ticked."""
        way = list(Way)[self.way.currentIndex()]
        self.until.setEnabled(way in _BACKWARD)
        day = self.until.day.toordinal() if way in _BACKWARD else NO_DAY
        try:
            found = self._reckon(way, day)
        except WorkbenchError as error:
            found = Reschedule((), (f"{error.what}{error.way_forward}",))
        self._show(found)

    def ticked(self) -> list[ProposedLine]:
        """The lines that are ticked, in plan order."""
        return [line for line, box in zip(self._lines, self._boxes, strict=True) if _is_ticked(box)]

    def tick(self, wanted: bool) -> None:
        """Tick every line, or none."""
        self.list.blockSignals(True)
        for box in self._boxes:
            box.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._note_ticks()

    def done(self, result: int) -> None:
        self.previewed.emit([])
        super().done(result)

    def _make_list(self) -> QTableWidget:
        table = named(QTableWidget(0, len(_HEADS)), "将要调整的任务")
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _lay_out(self) -> None:
        options = QHBoxLayout()
        for text, widget in (("方式(&W)：", self.way), ("倒排截止日(&D)：", self.until)):
            options.addWidget(label_for(text, widget))
            options.addWidget(widget)
        options.addStretch(1)
        options.addWidget(push_button("全选", lambda: self.tick(True)))
        options.addWidget(push_button("全不选", lambda: self.tick(False)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.apply_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(options)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addWidget(self.remarks)
        column.addWidget(buttons)

    def _show(self, found: Reschedule) -> None:
        self._lines, self._boxes = found.lines, []
        self.list.blockSignals(True)
        self.list.setRowCount(len(found.lines))
        for number, line in enumerate(found.lines):
            for column, text in enumerate(_cells(line)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                else:
                    item.setCheckState(Qt.CheckState.Checked)
                    self._boxes.append(item)
                if line.late:
                    item.setForeground(theme.color("overdue"))
                self.list.setItem(number, column, item)
        self.list.blockSignals(False)
        self.remarks.setText("\n".join(found.remarks))
        self.remarks.setVisible(bool(found.remarks))
        self._note_ticks()

    def _note_ticks(self) -> None:
        ticked = self.ticked()
        self.apply_button.setEnabled(bool(ticked))
        if self._lines:
            self.summary.setText(f"将调整{len(self._lines)}项任务的起止时间，已勾选{len(ticked)}项。")
        else:
            self.summary.setText("各项任务都已满足前后置关系，没有需要调整的。")
        self.previewed.emit(ticked)

    def _accept(self) -> None:
        ticked = self.ticked()
        self.accept()
        self.accepted_lines.emit(ticked)


def _is_ticked(box: QTableWidgetItem) -> bool:
    return box.checkState() is Qt.CheckState.Checked


def _cells(line: ProposedLine) -> tuple[str, ...]:
    shift = line.new_end - line.old_end
    change = f"推迟{shift}天" if shift > 0 else f"提前{-shift}天" if shift < 0 else "不变"
    days = (f"{day_text(start)} 至 {day_text(end)}" for start, end in _pairs(line))
    return (line.title, *days, change, "超出允许的时间" if line.late else "")


def _pairs(line: ProposedLine) -> tuple[tuple[int, int], tuple[int, int]]:
    return (line.old_start, line.old_end), (line.new_start, line.new_end)
