"""The selection that both panes share, kept by id while rows come and go.

Rows are handled as ranges and arrays, so that selecting all of 100,000 rows, and collapsing them after, stays
a matter of milliseconds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from workbench.planning.task_arrays import NO_NODE
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel

_NOTHING = np.empty(0, np.int64)


class RowSelection(QObject):
    """Selected nodes of a TaskGridModel; a model reset loses nothing that is still shown."""

    changed = Signal()

    def __init__(self, model: TaskGridModel, selection: QItemSelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._kept: NDArray[np.int64] = _NOTHING
        self._kept_current = _NOTHING
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        selection.selectionChanged.connect(self.changed)

    def nodes(self) -> NDArray[np.int64]:
        """The selected nodes, in the order of rows."""
        return selected_nodes(self._model, self._selection)

    def select(self, nodes: NDArray[np.int64], current: int = NO_NODE) -> None:
        """Select those of the nodes that are shown, and make one of them the current one."""
        flag, index = QItemSelectionModel.SelectionFlag, self._model.index
        rows = np.array(self._model.index_rows.rows_of(nodes.tolist()), np.int64)
        picked = QItemSelection()
        for run in np.split(np.sort(rows), np.flatnonzero(np.diff(np.sort(rows)) != 1) + 1):
            if len(run):
                picked.select(index(int(run[0]), 0), index(int(run[-1]), self._model.columnCount() - 1))
        row = self._model.index_rows.rows_of([current] if current != NO_NODE else nodes[:1].tolist())
        if row:
            self._selection.setCurrentIndex(index(row[0], Column.NAME), flag.NoUpdate)
        self._selection.select(picked, flag.ClearAndSelect)

    def _remember(self) -> None:
        keys, current = self._model.arrays.keys, self._selection.currentIndex()
        self._kept = keys[self.nodes()]
        self._kept_current = keys[[self._model.node_at(current.row())]] if current.isValid() else _NOTHING

    def _restore(self) -> None:
        if not len(self._kept) and not len(self._kept_current):
            return
        keys = self._model.arrays.keys
        current = np.flatnonzero(np.isin(keys, self._kept_current))
        self.select(np.flatnonzero(np.isin(keys, self._kept)), int(current[0]) if len(current) else NO_NODE)
        if not self._selection.hasSelection():
            self.changed.emit()  # what was selected is gone, and a reset says so to nobody


def selected_nodes(model: TaskGridModel, selection: QItemSelectionModel) -> NDArray[np.int64]:
    """The nodes of the selected rows, in the order of rows."""
    rows = model.index_rows.rows
    picked = np.zeros(len(rows), np.bool_)
    for top, bottom in selected_ranges(selection, 0, len(rows) - 1):
        picked[top : bottom + 1] = True
    nodes: NDArray[np.int64] = rows[picked].astype(np.int64)
    return nodes


def selected_ranges(selection: QItemSelectionModel, first: int, last: int) -> list[tuple[int, int]]:
    """The selected rows from `first` to `last` as ranges, both ends included, in no order."""
    ranges = selection.selection()
    all_of_them = (ranges.at(number) for number in range(ranges.count()))
    clipped = ((max(each.top(), first), min(each.bottom(), last)) for each in all_of_them)
    return [(top, bottom) for top, bottom in clipped if top <= bottom]
