"""How tall the rows of the task table are: names and the width of their column in, heights out, all at once.

The lines of each name are counted from the widths of its characters (see `itemmodels.wrapping`), so that the
scroll bar tells the truth from the first paint and nothing waits for a row to come into sight.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QTableView

from workbench.planning.task_arrays import NodeKind, TaskArrays
from workbench.ui import theme
from workbench.ui.itemmodels.row_painting import RowPainter
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.itemmodels.wrapping import Galley

MOST_LINES: Final = 6
#: Over and under the lines of a name, together.
_LEADING: Final = 9

_Whole = NDArray[np.int64]


class RowHeights:
    """The heights of the rows of one table. `wrapped`: whether long names take several lines."""

    def __init__(self, table: QTableView, model: TaskGridModel, painter: RowPainter) -> None:
        self._table = table
        self._model = model
        self._painter = painter
        self.wrapped = True
        self._galley: tuple[TaskArrays, Galley] | None = None
        #: What the heights were worked out for: the arrays, the width of the name, whether it wraps.
        self._measured: tuple[TaskArrays | None, int, bool] = (None, 0, True)
        self._heights: _Whole = np.empty(0, np.int64)
        self._applied: _Whole = np.empty(0, np.int64)

    def measure(self, plan: TaskArrays) -> None:
        """Give every row its height. The rows show `plan`, or its tasks in groups."""
        shown, width, wrapped = self._model.arrays, self._width, self.wrapped
        known, *how = self._measured
        if known is not shown or how != [width, wrapped]:
            lines = self._count_lines(shown, plan) if wrapped else np.ones(len(shown), np.int64)
            self._heights = self._height_of(lines)
            self._measured = shown, width, wrapped
        self._apply()

    def measure_one(self, node: int) -> None:
        """A name was changed: its own row gets another height."""
        self._galley = None
        if not self.wrapped or node >= len(self._heights):
            return
        arrays = self._model.arrays
        room = float(self._painter.name_room(self._width, arrays.depth[node : node + 1])[0])
        lines = self._painter.breaker(bold=False).broken(_one_line(arrays.name[node]), room, MOST_LINES)
        self._heights[node] = self._height_of(np.array([len(lines)]))[0]
        self._apply()

    @property
    def _width(self) -> int:
        return self._table.columnWidth(Column.NAME)

    def _height_of(self, lines: _Whole) -> _Whole:
        heights = np.ceil(lines * self._painter.line_height).astype(np.int64) + _LEADING
        return np.where(lines == 1, theme.ROW_HEIGHT, np.maximum(heights, theme.ROW_HEIGHT))

    def _count_lines(self, shown: TaskArrays, plan: TaskArrays) -> _Whole:
        """The lines of each name. Groups show the names of the plan, which are laid out once."""
        rooms = self._painter.name_room(self._width, shown.depth)
        lines = np.ones(len(shown), np.int64)
        if shown is plan:
            lines = self._laid_out(plan).count_lines(rooms, MOST_LINES)
            heads = np.flatnonzero(shown.kind == NodeKind.DOCUMENT)
        else:
            tasks = np.flatnonzero(shown.kind == NodeKind.TASK)
            nodes = plan.nodes_of_tasks(shown.id[tasks])
            lines[tasks] = self._laid_out(plan).count_lines(rooms[tasks], MOST_LINES, nodes)
            heads = np.flatnonzero(shown.kind != NodeKind.TASK)
        breaker = self._painter.breaker(bold=shown is plan)  # documents stand in bold, groups do not
        own = breaker.laid_out([_one_line(shown.name[node]) for node in heads.tolist()])
        lines[heads] = own.count_lines(rooms[heads], MOST_LINES)
        return lines

    def _laid_out(self, plan: TaskArrays) -> Galley:
        if self._galley is None or self._galley[0] is not plan:
            self._galley = plan, self._painter.breaker(bold=False).laid_out(list(map(_one_line, plan.name)))
        return self._galley[1]

    def _apply(self) -> None:
        """Tell the header the heights that are others than before: it knows sections by their row."""
        wanted, header = self._heights[self._model.index_rows.rows], self._table.verticalHeader()
        known = np.full(len(wanted), header.defaultSectionSize(), np.int64)
        known[: len(self._applied)] = self._applied[: len(wanted)]
        if 0 < len(wanted) < len(self._applied):
            known[-1] = header.defaultSectionSize()  # Qt begins the last one anew where rows become fewer
        changed = np.flatnonzero(known != wanted)
        header.blockSignals(True)
        header.setUpdatesEnabled(False)
        deque(map(header.resizeSection, changed.tolist(), wanted[changed].tolist()), maxlen=0)
        header.setUpdatesEnabled(True)
        header.blockSignals(False)
        self._applied = wanted
        if len(changed):
            self._table.updateGeometries()
            self._table.viewport().update()


def _one_line(name: str) -> str:
    return name.replace("\n", " ")
