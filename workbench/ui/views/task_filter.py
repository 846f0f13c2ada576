"""The filter over a grid of tasks: words typed, and a look (已逾期, 未明确牵头, …) chosen."""

from __future__ import annotations

import datetime as dt

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from workbench.planning.task_arrays import Bools, NodeKind, TaskArrays
from workbench.ui.controls import filter_line, named
from workbench.ui.work import Work

#: What the looks at the plan are called (see `queries.overview.behind`); "all" is no condition.
LOOKS = {
    "all": "全部任务",
    "due_this_quarter": "本季度到期",
    "overdue": "已逾期",
    "without_lead": "未明确牵头",
    "without_deadline": "未定时限",
    "ongoing": "长期推进",
    "done": "已完成",
}


class TaskFilter(QWidget):
    """`changed()` when the planner wants other rows; `wanted` says which."""

    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.line = filter_line("筛选任务、单位、时限", lambda _: self.changed.emit())
        self.looks = named(QComboBox(), "任务范围")
        self.looks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for look, name in LOOKS.items():
            self.looks.addItem(name, look)
        self.looks.currentIndexChanged.connect(lambda _: self._show_whether_on())
        self.line.setMinimumWidth(220)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        row.addWidget(self.looks)

    @property
    def on(self) -> bool:
        return bool(self.line.text().split()) or self.looks.currentData() != "all"

    def choose(self, look: str) -> None:
        self.looks.setCurrentIndex(max(0, self.looks.findData(look)))

    def clear(self) -> None:
        self.line.clear()
        self.looks.setCurrentIndex(0)

    def wanted(self, arrays: TaskArrays) -> Bools:
        """Which nodes are wanted."""
        masks = [_with_word(arrays, word) for word in self.line.text().split()]
        if self.looks.currentData() != "all":
            masks.append(self._of_look(arrays))
        everything = np.ones(len(arrays), np.bool_)
        kept: Bools = np.logical_and.reduce([everything, *masks])
        return kept

    def _of_look(self, arrays: TaskArrays) -> Bools:
        from workbench.queries.overview import behind

        wanted = self._work.ask(behind, self.looks.currentData(), dt.date.today())
        found: Bools = np.isin(arrays.id, wanted) & (arrays.kind == NodeKind.TASK)
        return found

    def _show_whether_on(self) -> None:
        # A filter that is on must be seen to be on.
        self.looks.setProperty("on", self.looks.currentData() != "all")
        self.looks.style().polish(self.looks)
        self.changed.emit()


def _with_word(arrays: TaskArrays, word: str) -> Bools:
    texts = zip(arrays.name, arrays.units, arrays.deadline, arrays.number, strict=True)
    return np.fromiter((any(word in text for text in row) for row in texts), np.bool_, len(arrays))
