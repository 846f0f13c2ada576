"""The comparison of the plan with a baseline (基线对比), as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.drawing.gantt import shift_text

if TYPE_CHECKING:
    from workbench.rows.baselines import ShiftRow

_HEADS = ("任务", "基线起止", "当前起止", "变化")
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class ComparisonDialog(QDialog):
    """Double-clicking a line tells which task to show."""

    chosen = Signal(int)  # task id

    def __init__(self, rows: Sequence[ShiftRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("基线对比")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 480)
        self._rows = rows
        self.list = QTableWidget(len(rows), len(_HEADS), self)
        self.list.setHorizontalHeaderLabels(_HEADS)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        self.list.setAccessibleName("与基线不同的任务")
        for number, row in enumerate(rows):
            for column, text in enumerate(_cells(row)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_MIDDLE if column else Qt.AlignmentFlag.AlignVCenter)
                self.list.setItem(number, column, item)
        for column, width in enumerate((360, 170, 170, 120)):
            self.list.setColumnWidth(column, width)
        self.list.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.cellDoubleClicked.connect(lambda number, _: self._choose(number))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column_box = QVBoxLayout(self)
        column_box.addWidget(QLabel(_summary(rows), self))
        column_box.addWidget(self.list, 1)
        column_box.addWidget(buttons)

    def _choose(self, number: int) -> None:
        if not self._rows[number].removed:
            self.chosen.emit(int(self._rows[number].task))


def _cells(row: ShiftRow) -> tuple[str, str, str, str]:
    return row.title, _days(row.then_start, row.then_end), _days(row.now_start, row.now_end), _change(row)


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None and end is None:
        return "—"
    return f"{start.isoformat() if start else ''} 至 {end.isoformat() if end else ''}".strip()


def _change(row: ShiftRow) -> str:
    if row.added or row.removed:
        return "新增" if row.added else "已删除"
    return shift_text(row.shift).removeprefix("较基线") if row.shift else "起止有调整"


def _summary(rows: Sequence[ShiftRow]) -> str:
    later = sum(1 for row in rows if row.shift and row.shift > 0)
    earlier = sum(1 for row in rows if row.shift and row.shift < 0)
    added, removed = sum(row.added for row in rows), sum(row.removed for row in rows)
    if not rows:
        return "与基线完全一致。"
    return f"推迟{later}项，提前{earlier}项，新增{added}项，删除{removed}项。双击可定位到任务。"
