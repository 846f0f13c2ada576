"""A table counted two ways at once (交叉统计) as an item model, 合计 to the right and below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.queries.statistics import SUM, figure_text
from workbench.rows.statistics import TOTAL, CrossCell, CrossTable, Measure
from workbench.ui import theme

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
EMPTY = CrossTable((), (), {})


class CrossTableModel(QAbstractTableModel):
    """Sorting by a column moves the rows; 合计 stays the last one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self.measure = EMPTY, Measure.COUNT
        self._order: list[int] = []

    def show(self, table: CrossTable, measure: Measure) -> None:
        self.beginResetModel()
        self.table, self.measure = table, measure
        self._order = list(range(len(table.rows)))
        self.endResetModel()

    def place(self, index: Index) -> tuple[int, int]:
        """Row and column of the table; TOTAL for 合计."""
        row = self._order[index.row()] if index.row() < len(self._order) else TOTAL
        return row, index.column() if index.column() < len(self.table.columns) else TOTAL

    def cell(self, index: Index) -> CrossCell:
        return self.table.cell(*self.place(index))

    def names(self, index: Index) -> str:
        """The words a cell stands for: 省发改委　红灯."""
        row, column = self.place(index)
        words = (
            SUM if row == TOTAL else self.table.rows[row],
            SUM if column == TOTAL else self.table.columns[column],
        )
        return "　".join(words)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's signature
        return 0 if parent.isValid() or not self._order else len(self._order) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self._order else len(self.table.columns) + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        place = self.place(index)
        if role == _DISPLAY:
            return figure_text(self.table, *place, self.measure)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.names(index)}：{len(self.cell(index).tasks)}项"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and TOTAL in place:
            return theme.interface_font(bold=True)
        if role == Qt.ItemDataRole.BackgroundRole and TOTAL in place:
            return theme.color("stripe")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.table.columns[section] if section < len(self.table.columns) else SUM
        return self.table.rows[self._order[section]] if section < len(self._order) else SUM

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the figures of a column; -1 is the order the table came in."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [self.place(index)[0] for index in held]
        self._order = list(range(len(self.table.rows)))
        if column >= 0:
            by = column if column < len(self.table.columns) else TOTAL
            falling = order == Qt.SortOrder.DescendingOrder
            self._order.sort(key=lambda row: self._figure(row, by), reverse=falling)
        where = {row: number for number, row in enumerate(self._order)}
        self.changePersistentIndexList(
            held,
            [
                self.index(where.get(row, len(self._order)), index.column())
                for row, index in zip(rows, held, strict=True)
            ],
        )
        self.layoutChanged.emit()

    def _figure(self, row: int, column: int) -> float:
        figure = self.table.figure(row, column, self.measure)
        return -1.0 if figure is None else figure
