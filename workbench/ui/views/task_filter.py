"""The filter over a grid of tasks: words typed, a look (逾期, 无牵头单位, …), states, a unit, a document; and
the strip below that tells what holds back the other tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from workbench.planning.plan_views import EVERYTHING, NO_CONDITIONS, Conditions, meets
from workbench.planning.task_arrays import Bools, NodeKind, TaskArrays
from workbench.queries.wording import STATES, short
from workbench.spelling import Folds
from workbench.terms import TaskState
from workbench.ui.controls import filter_line, menu_button, named, push_button
from workbench.ui.work import Work

#: What the looks at the plan are called (see `queries.overview.behind`); EVERYTHING is no condition.
LOOKS: Final = {
    EVERYTHING: "全部任务",
    "due_this_month": "本月到期",
    "due_this_quarter": "本季到期",
    "overdue": "逾期",
    "without_lead": "无牵头单位",
    "without_deadline": "无时限",
    "ongoing": "持续推进",
    "done": "已完成",
}
_ANY: Final = "不限"
#: So many choices fit into a menu.
_MOST_ENTRIES: Final = 20
#: Typing waits so long (ms) for the next letter where a plan is large.
_PAUSE: Final = 120
_LARGE: Final = 20_000


class TaskFilter(QWidget):
    """`changed()` when the planner wants other rows; `wanted` says which. `strip` goes below the bar."""

    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._folds = Folds()
        self._more = NO_CONDITIONS
        self._size = 0
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.changed)
        self.line = filter_line("筛选任务、单位、时限", lambda _: self._type())
        self.line.setPlaceholderText("筛选")  # the whole name would be cut off in a narrow window
        self.line.setToolTip("筛选任务、单位、时限，简繁体均可；多个词用空格分开")
        self.looks = named(QComboBox(), "任务范围")
        self.looks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for look, name in LOOKS.items():
            self.looks.addItem(name, look)
        self.looks.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.line.setMinimumWidth(120)
        self.more = menu_button("更多条件", self._fill_menu)
        self.strip = FilterStrip(self)
        self.changed.connect(self._show_whether_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.line, self.looks, self.more):
            row.addWidget(widget)

    @property
    def conditions(self) -> Conditions:
        return replace(self._more, words=self.line.text().strip(), look=self.looks.currentData())

    @property
    def on(self) -> bool:
        return bool(self.conditions)

    def set_conditions(self, conditions: Conditions) -> None:
        """Ask for these, and for nothing else."""
        with QSignalBlocker(self.line), QSignalBlocker(self.looks):
            self.line.setText(conditions.words)
            self.looks.setCurrentIndex(max(0, self.looks.findData(conditions.look)))
        self._more = replace(conditions, words="", look=EVERYTHING)
        self._pause.stop()
        self.changed.emit()

    def choose(self, look: str) -> None:
        """One look and nothing else, as asked for by another view."""
        self.set_conditions(Conditions(look=look))

    def clear(self) -> None:
        self.set_conditions(NO_CONDITIONS)

    def wanted(self, arrays: TaskArrays) -> Bools:
        """Which nodes are wanted."""
        conditions = self.conditions
        self._size = len(arrays)
        kept = meets(arrays, conditions, self._folds)
        if conditions.look != EVERYTHING:
            from workbench.queries.overview import behind

            found = self._work.ask(behind, conditions.look, dt.date.today())
            kept &= np.isin(arrays.id, np.array(found, np.int64)) & (arrays.kind == NodeKind.TASK)
        return kept

    def without(self, field: str) -> None:
        """Take off one condition."""
        self.set_conditions(replace(self.conditions, **{field: getattr(NO_CONDITIONS, field)}))

    def _type(self) -> None:
        if self._size > _LARGE:
            self._pause.start(_PAUSE)
        else:
            self.changed.emit()

    def _show_whether_on(self) -> None:
        """A filter that is on must be seen to be on."""
        self.looks.setProperty("on", self.looks.currentData() != EVERYTHING)
        self.looks.style().polish(self.looks)
        self.strip.tell(self.conditions)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        states = menu.addMenu("状态")
        for state, name in STATES.items():
            entry = states.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(state in self._more.states)
            entry.toggled.connect(partial(self._set_state, state))
        self._offer(menu, "责任单位", "unit", self._units())
        self._offer(menu, "文件", "document", self._documents())
        menu.addSeparator()
        menu.addAction("清除筛选", self.clear).setEnabled(self.on)

    def _offer(self, menu: QMenu, title: str, field: str, choices: list[str]) -> None:
        """One of several, or none; too many for a menu are asked for in a list."""
        present = getattr(self._more, field)
        if len(choices) > _MOST_ENTRIES:
            entry = menu.addAction(f"{title}…", partial(self._ask, title, field, choices))
            entry.setCheckable(True)
            entry.setChecked(bool(present))
            return
        submenu = menu.addMenu(title)
        for choice in ("", *choices):
            entry = submenu.addAction(
                short(choice, 36) if choice else _ANY, partial(self._set, field, choice)
            )
            entry.setCheckable(True)
            entry.setChecked(present == choice)

    def _ask(self, title: str, field: str, choices: list[str]) -> None:
        listed = [_ANY, *choices]
        present = getattr(self._more, field)
        at = listed.index(present) if present in listed else 0
        chosen, given = QInputDialog.getItem(self, title, f"只看这一{title}的任务：", listed, at, False)
        if given:
            self._set(field, "" if chosen == _ANY else chosen)

    def _units(self) -> list[str]:
        from workbench.queries.units import list_units

        return [unit.name for unit in self._work.ask(list_units)] if self._work.is_open else []

    def _documents(self) -> list[str]:
        from workbench.queries.documents import list_documents

        return [row.title for row in self._work.ask(list_documents)] if self._work.is_open else []

    def _set(self, field: str, value: str) -> None:
        self.set_conditions(replace(self.conditions, **{field: value}))  # type: ignore[arg-type]

    def _set_state(self, state: TaskState, wanted: bool) -> None:
        states = tuple(one for one in TaskState if one in self._more.states and one is not state)
        chosen = (*states, state) if wanted else states
        self.set_conditions(replace(self.conditions, states=chosen))


class FilterStrip(QFrame):
    """Seen while a filter is on: what it holds, a button a condition to take it off, how many are left."""

    def __init__(self, filter_: TaskFilter) -> None:
        super().__init__()
        self._filter = filter_
        self.setObjectName("banner")
        self.count = QLabel()
        self.conditions = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.addWidget(QLabel("筛选中："))
        row.addLayout(self.conditions)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(push_button("清除筛选", filter_.clear))
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the conditions say."""
        return [button.text().removesuffix(" ×") for button in self._buttons()]

    def tell(self, conditions: Conditions) -> None:
        for button in self._buttons():
            self.conditions.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        for field, text in _in_words(conditions):
            button = named(QPushButton(f"{text} ×", autoDefault=False), f"取消条件：{text}")
            button.setToolTip("点击取消这一条件")
            button.clicked.connect(partial(self._filter.without, field))
            self.conditions.addWidget(button)
        self.setVisible(bool(conditions))

    def tell_count(self, shown: int, all_: int) -> None:
        self.count.setText(f"显示 {shown} 项，共 {all_} 项")

    def _buttons(self) -> list[QPushButton]:
        items = (self.conditions.itemAt(place) for place in range(self.conditions.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]


def _in_words(conditions: Conditions) -> Iterator[tuple[str, str]]:
    """Each condition by its field, in words."""
    if conditions.words:
        yield "words", f"含“{short(conditions.words, 16)}”"
    if conditions.look != EVERYTHING:
        yield "look", LOOKS.get(conditions.look, conditions.look)
    if conditions.states:
        yield "states", "、".join(STATES[state] for state in conditions.states)
    if conditions.unit:
        yield "unit", f"责任单位：{short(conditions.unit, 16)}"
    if conditions.document:
        yield "document", f"《{short(conditions.document, 18)}》"
