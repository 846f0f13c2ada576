"""The task grid as Qt sees it: a RowIndex goes in, one flat table comes out.

The model never changes the plan. What the planner types is asked for through `edit_requested`, and shows when
the arrays have been written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from workbench.planning.row_index import RowIndex
from workbench.planning.task_arrays import NO_DAY, STATE_CODE, STATES, Bools, NodeKind, TaskArrays
from workbench.queries.wording import STATES as STATES_IN_WORDS
from workbench.terms import Colour, TaskState

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class Column(IntEnum):
    """The columns of the grid, from the left. Those of the Gantt go up to STATE; the task table has all."""

    NUMBER = 0
    NAME = 1
    UNITS = 2
    START = 3
    DEADLINE = 4
    PROGRESS = 5
    STATE = 6
    LATEST = 7  # 最新进展
    LEAD = 8  # 牵头单位
    LEADER = 9  # 分管领导
    DOCUMENT = 10  # 文件
    LIGHT = 11  # 亮灯


# Looked up once: on Python 3.11 an attribute of an enum costs as much as the rest of a cell's text.
_NUMBER, _NAME, _UNITS, _START, _DEADLINE, _PROGRESS, _STATE, _LATEST, *_OTHERS = Column
_LEAD, _LEADER, _DOCUMENT, _LIGHT = _OTHERS

HEADS: Final = (
    *("序号", "任务", "责任单位", "开始", "完成时限", "进度", "状态"),
    *("最新进展", "牵头单位", "分管领导", "文件", "亮灯"),
)
#: The columns beside the Gantt: the first ones.
GANTT_COLUMNS: Final = Column.STATE + 1
#: What can be edited in its cell (units in a dialog of their own).
_EDITED: Final = (_NAME, _UNITS, _START, _DEADLINE, _PROGRESS, _STATE)

_KIND_NAMES: Final = {
    NodeKind.DOCUMENT: "文件",
    NodeKind.SECTION: "章节",
    NodeKind.TASK: "任务",
    NodeKind.LANE: "泳道",
}
_WORST_FIRST: Final = (Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.BLUE, Colour.GREEN, Colour.NONE)
_NOT_STARTED: Final = STATE_CODE[TaskState.NOT_STARTED]
_RUNNING: Final = STATE_CODE[TaskState.RUNNING]
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE: Final = _FIXED | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the tasks in columns of its own: the last report (最新进展) and the document's title
    by task id, the leader in charge (分管领导) by the unit's name; the light of the present period by task id
    where that column is shown."""

    latest: Mapping[int, str] = field(default_factory=dict)
    documents: Mapping[int, str] = field(default_factory=dict)
    leaders: Mapping[str, str] = field(default_factory=dict)
    lights: Mapping[int, Colour] = field(default_factory=dict)


class TaskGridModel(QAbstractTableModel):
    """Rows of `index`, the first `columns` of `Column`. `today` (an ordinal) decides what is overdue."""

    #: The planner wants a cell changed: node, column, value (str; int for progress; TaskState for the state).
    edit_requested = Signal(int, int, object)
    #: The rows were sorted by a click on a header: the Column (-1 for none), the Qt.SortOrder.
    sorted = Signal(int, object)

    def __init__(self, parent: QObject | None = None, columns: int = GANTT_COLUMNS) -> None:
        super().__init__(parent)
        self.beside = Beside()
        self._columns = columns
        self.index_rows = RowIndex(TaskArrays.build(()))
        self.today = dt.date.today().toordinal()
        self.editable = True
        #: The nodes dragged at present: their deadlines are told as the days they would become.
        self.moving: frozenset[int] = frozenset()
        self._task_rows = b""

    @property
    def arrays(self) -> TaskArrays:
        return self.index_rows.arrays

    def change_rows(self, change: Callable[[], RowIndex]) -> None:
        """Run what changes the rows, and show the rows of the index it returns.

        The change happens inside the reset, so that whoever remembers rows on `modelAboutToBeReset` can still
        tell which nodes they show.
        """
        self.beginResetModel()
        self.index_rows = change()
        kinds = self.arrays.kind[self.index_rows.rows]
        self._task_rows = (kinds == NodeKind.TASK).tobytes()  # asked for at every cell painted
        self.endResetModel()

    def node_at(self, row: int) -> int:
        return int(self.index_rows.rows[row])

    def nodes_changed(self, nodes: Iterable[int]) -> None:
        """Repaint the rows of nodes whose cells were written."""
        for row in self.index_rows.rows_of(list(nodes)):
            self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.index_rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return HEADS[section] if 0 <= section < self._columns else None
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = self.node_at(index.row()), index.column()
        if role == _Role.DisplayRole:
            return self.text(node, column)
        if role == _Role.EditRole:
            return self._edit_value(node, column)
        if role == _Role.ToolTipRole:
            return self._tool_tip(node)
        if role == _Role.AccessibleTextRole:
            return f"{HEADS[column]}：{self.text(node, column) or '空'}"
        if role == _Role.AccessibleDescriptionRole:
            return self._description(node)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = index.row()
        if row < 0:
            return Qt.ItemFlag.NoItemFlags
        edited = self.editable and self._task_rows[row] and index.column() in _EDITED
        return _EDITABLE if edited else _FIXED

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Ask for the change; False, since nothing has changed yet."""
        node, column = self.node_at(index.row()), index.column()
        if role == _Role.EditRole and value != self._edit_value(node, column):
            self.edit_requested.emit(node, column, value)
        return False

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort siblings by a column; -1 restores the order of the documents."""
        self.change_rows(lambda: self._sorted(column, order))
        self.sorted.emit(column, order)

    def _sorted(self, column: int, order: Qt.SortOrder) -> RowIndex:
        keys = self.sort_keys(column) if column >= 0 else None
        self.index_rows.sort(keys, descending=order is Qt.SortOrder.DescendingOrder)
        return self.index_rows

    def sort_keys(self, column: int) -> list[str] | NDArray[np.float64]:
        """A key per node, by which a column is sorted."""
        if column == _LIGHT:
            return self._light_order()
        if column in (_LATEST, _LEADER, _DOCUMENT):
            return [self._text_beside(node, column) for node in range(len(self.arrays))]
        return sort_keys(self.arrays, column)

    def text(self, node: int, column: int) -> str:
        """What a cell shows."""
        arrays = self.arrays
        if column == _NAME:
            return arrays.name[node]
        if column == _UNITS:
            return arrays.units[node]
        if column == _NUMBER:
            return arrays.number[node]
        if column == _START:
            return day_text(int(arrays.start[node]))
        if column == _DEADLINE:
            told = "" if node in self.moving else arrays.deadline[node]
            return told or day_text(int(arrays.end[node]))
        if column == _PROGRESS:
            return f"{arrays.progress[node]}%"
        if column == _STATE:
            return self._state_text(node)
        return self._text_beside(node, column)

    def overdue(self, nodes: NDArray[np.int64] | int) -> Bools | np.bool_:
        """Which tasks are unfinished with their last day passed."""
        arrays = self.arrays
        ends, states = arrays.end[nodes], arrays.state[nodes]
        unfinished = (arrays.progress[nodes] < 100) & ((states == _NOT_STARTED) | (states == _RUNNING))
        late: Bools | np.bool_ = (ends > NO_DAY) & (ends < self.today) & unfinished & ~arrays.rolled_up[nodes]
        return late

    def _text_beside(self, node: int, column: int) -> str:
        arrays = self.arrays
        if arrays.kind[node] != NodeKind.TASK:
            return ""
        if column == _LEAD:
            return arrays.lead[node]
        if column == _LEADER:
            return self.beside.leaders.get(arrays.lead[node], "")
        task = int(arrays.id[node])
        if column == _LIGHT:
            return str(self.beside.lights.get(task, ""))
        told = self.beside.latest if column == _LATEST else self.beside.documents
        return told.get(task, "")

    def light(self, node: int) -> Colour | None:
        """The light of a task, None where none is known."""
        task = self.arrays.kind[node] == NodeKind.TASK
        return self.beside.lights.get(int(self.arrays.id[node])) if task else None

    def _light_order(self) -> NDArray[np.float64]:
        """Worst first; what shows no light comes last."""
        order = {colour: float(place) for place, colour in enumerate(_WORST_FIRST)}
        lights = (self.light(node) for node in range(len(self.arrays)))
        return np.array([np.nan if light is None else order[light] for light in lights])

    def _state_text(self, node: int) -> str:
        if self.arrays.kind[node] != NodeKind.TASK:
            return ""
        return "已逾期" if self.overdue(node) else STATES_IN_WORDS[STATES[self.arrays.state[node]]]

    def _edit_value(self, node: int, column: int) -> Any:
        if column == _PROGRESS:
            return int(self.arrays.progress[node])
        if column == _STATE:
            return STATES[self.arrays.state[node]]
        return self.text(node, column)

    def _tool_tip(self, node: int) -> str:
        arrays = self.arrays
        lines = [f"{arrays.number[node]} {arrays.name[node]}".strip()]
        if arrays.units[node]:
            lines.append(f"责任单位：{arrays.units[node]}")
        if start := day_text(int(arrays.start[node])):
            lines.append(f"开始：{start}" + ("" if arrays.start_given[node] else "（推定）"))
        if deadline := self.text(node, Column.DEADLINE):
            lines.append(f"完成时限：{deadline}")
        return "\n".join([*lines, f"进度：{arrays.progress[node]}%"])

    def _description(self, node: int) -> str:
        """What a screen reader adds: the kind of row, how deep it stands, and whether it is open."""
        words = [f"第{self.arrays.depth[node] + 1}级{_KIND_NAMES[NodeKind(self.arrays.kind[node])]}"]
        if self.arrays.has_children(node):
            words.append("已展开" if self.index_rows.is_expanded(node) else "已折叠")
        return "，".join(words)


def sort_keys(arrays: TaskArrays, column: int) -> list[str] | NDArray[np.float64]:
    """A key per node for `RowIndex.sort`, by which a column of the plan itself is sorted."""
    if column in (Column.START, Column.DEADLINE):
        days = arrays.start if column == Column.START else arrays.end
        return np.where(days == NO_DAY, np.nan, days)
    if column == _PROGRESS:
        return arrays.progress.astype(np.float64)
    if column == _STATE:
        return arrays.state.astype(np.float64)
    texts = {Column.NUMBER: arrays.number, Column.NAME: arrays.name, Column.LEAD: arrays.lead}
    return texts.get(Column(column), arrays.units)


@lru_cache(maxsize=8192)
def day_text(day: int) -> str:
    """A day as the grid writes it (2025-07-01), "" for none."""
    return dt.date.fromordinal(day).isoformat() if day else ""
