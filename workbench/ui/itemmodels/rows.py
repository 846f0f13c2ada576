"""RowsModel: frozen query rows as a table, its columns described as data.

Rows go in whole with `show`; a column says how to read its text from a row, how to order by it, and which
change an edit means. The selection survives a `show` because views keep ids (`key`), not row numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. `width` is in device-independent pixels, 0 to take what is left.

    `order` gives the sort key where the text would sort wrongly. `edit(row, value)` is called with what the
    editor gave back; `value` is what the editor starts from (the text when absent).
    `delegate(parent)` makes the editor where a line of text will not do. `open(row)` is called instead of an
    editor, for what needs a dialog. `look(row, role)` may answer further item roles: colour, icon, tool tip.
    """

    title: str
    text: Callable[[R], str]
    width: int = 120
    align: Qt.AlignmentFlag = LEFT
    order: Callable[[R], Any] | None = None
    value: Callable[[R], Any] | None = None
    edit: Callable[[R, Any], None] | None = None
    delegate: Callable[[QObject], QStyledItemDelegate] | None = None
    open: Callable[[R], None] | None = None
    look: Callable[[R, int], Any] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind under the columns that describe them."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self.editable = True
        self._all: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._wanted = ""
        self._kept: Callable[[R], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[R]:
        """The rows as shown: filtered and sorted."""
        return self._shown

    def show(self, rows: Sequence[R]) -> None:
        self._all = tuple(rows)
        self._arrange()

    def filter(self, text: str) -> None:
        """Keep the rows that contain every word of `text` in some column."""
        self._wanted = text
        self._arrange()

    def keep(self, wanted: Callable[[R], bool] | None) -> None:
        """Keep the rows that pass a test besides; None takes it off."""
        self._kept = wanted
        self._arrange()

    def row_of(self, key: Any) -> int:
        """The row number of a key, or -1."""
        return next((number for number, row in enumerate(self._shown) if self.key(row) == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order) if column >= 0 else None
        self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._shown[index.row()], self.columns[index.column()]
        if column.look is not None and (answer := column.look(row, role)) is not None:
            return answer
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return column.value(row) if column.value else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(row) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.edit is None:
            return False
        row = self._shown[index.row()]
        if value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        column.edit(row, value)  # the change comes back through `show`
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        editable = self.editable and self.columns[index.column()].edit is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def _arrange(self) -> None:
        self.beginResetModel()
        words = self._wanted.split()
        self._shown = [row for row in self._all if self._matches(row, words)]
        if self._kept is not None:
            self._shown = [row for row in self._shown if self._kept(row)]
        if self._sorted is not None:
            column = self.columns[self._sorted[0]]
            order = column.order or column.text
            self._shown.sort(key=order, reverse=self._sorted[1] == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _matches(self, row: R, words: list[str]) -> bool:
        return all(any(word in column.text(row) for column in self.columns) for word in words)
