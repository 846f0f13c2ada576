"""RowTable: how every list of the window looks and answers the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from workbench.ui import theme
from workbench.ui.itemmodels.rows import RowsModel

R = TypeVar("R")
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
LEAST_REST = 170
#: How many lines a wrapped cell takes at most, what it keeps free of words, and so many rows are measured.
_MOST_LINES, _BESIDE_WORDS, _MOST_MEASURED = 6, 20, 1000
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


def give_the_rest(table: QTableView, column: int, least: int) -> None:
    """Give a column the width that the others leave, but never less than `least`: then the table scrolls."""
    if column >= 0:
        header = table.horizontalHeader()
        others = header.length() - header.sectionSize(column)
        table.setColumnWidth(column, max(least, table.viewport().width() - others))


class RowTable(QTableView, Generic[R]):
    """A table over a RowsModel. `picked(row or None)` follows the current row; `chosen(row)` is Enter or a
    double click on a cell that is not edited in place. `empty` is said where there are no rows."""

    picked = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, model: RowsModel[R], name: str, empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._empty = empty
        self._elastic = -1
        self._menu: Callable[[QMenu, list[R]], None] | None = None
        self._wrapped: tuple[int, ...] = ()
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._give_room)
        self.setAccessibleName(name)
        self.setModel(model)
        self._dress()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.picked.emit(self.current()))
        self.doubleClicked.connect(lambda index: self._choose(index.row(), index.column()))
        self._remembered: tuple[Any, list[Any], int] = (None, [], 0)

    def current(self) -> R | None:
        row = self.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def selected(self) -> list[R]:
        """The selected rows, top to bottom."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self._rows.rows[number] for number in numbers]

    def select(self, key: Any) -> bool:
        """Make the row with this key current and visible; whether it is shown."""
        number = self._rows.row_of(key)
        if number >= 0:
            self.setCurrentIndex(self._rows.index(number, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return number >= 0

    def wrap(self, *titles: str) -> None:
        """Let the words of these columns go on in further lines, so that a narrow table cuts nothing off."""
        self._wrapped = tuple(
            place for place, column in enumerate(self._rows.columns) if column.title in titles
        )
        self.setWordWrap(True)
        self._rows.modelReset.connect(self._give_room)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._measuring.start())

    def _give_room(self) -> None:
        """Each row gets the lines that its words need; far down a long list, one."""
        metrics, columns = self.fontMetrics(), self._rows.columns
        rooms = [(columns[place].text, self.columnWidth(place) - _BESIDE_WORDS) for place in self._wrapped]
        for number, row in enumerate(self._rows.rows[:_MOST_MEASURED]):
            tallest = max(
                metrics.boundingRect(0, 0, room, 0, _WRAPS, text(row)).height() for text, room in rooms
            )
            lines = max(1, min(_MOST_LINES, round(tallest / metrics.height())))
            self.setRowHeight(number, theme.ROW_HEIGHT + (lines - 1) * metrics.lineSpacing())

    def set_menu(self, fill: Callable[[QMenu, list[R]], None]) -> None:
        """What the context menu offers for the selected rows."""
        self._menu = fill
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in _OPENING_KEYS and self.state() != self.State.EditingState:
            self._choose(self.currentIndex().row(), self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        give_the_rest(self, self._elastic, LEAST_REST)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._rows.rows:
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("quiet_text"))
            place = self.viewport().rect().adjusted(12, 16, -12, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, self._empty)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # A double click, Enter and F2 are answered here, since a cell may open a dialog instead.
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.ROW_HEIGHT)
        side.hide()
        self._size_columns(self.horizontalHeader())

    def _size_columns(self, header: QHeaderView) -> None:
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for number, column in enumerate(self._rows.columns):
            if column.width:
                self.setColumnWidth(number, column.width)
            else:
                self._elastic = number
            if column.delegate is not None:
                self.setItemDelegateForColumn(number, column.delegate(self))

    def _choose(self, row: int, column: int) -> None:
        if not 0 <= row < len(self._rows.rows):
            return
        index = self._rows.index(row, column)
        opener = self._rows.columns[column].open
        if opener is not None and self._rows.editable:
            opener(self._rows.rows[row])
        elif self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.chosen.emit(self._rows.rows[row])

    def _show_menu(self, place: QPoint) -> None:
        if self._menu is None:
            return
        menu = QMenu(self)
        self._menu(menu, self.selected())
        if menu.actions():
            menu.exec(self.viewport().mapToGlobal(place))

    def _copy(self) -> None:
        columns: Sequence[Any] = self._rows.columns
        lines = ["\t".join(column.text(row) for column in columns) for row in self.selected()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _remember(self) -> None:
        keys = [self._rows.key(row) for row in self.selected()]
        current = self.current()
        key = self._rows.key(current) if current is not None else None
        self._remembered = (key, keys, self.verticalScrollBar().value())

    def _restore(self) -> None:
        key, keys, offset = self._remembered
        number = self._rows.row_of(key) if key is not None else -1
        if number >= 0:
            model = self.selectionModel()
            here = self._rows.index(number, 0)
            model.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
            whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for one in keys:
                if (row := self._rows.row_of(one)) >= 0:
                    model.select(self._rows.index(row, 0), whole)
            self.verticalScrollBar().setValue(offset)
        self.picked.emit(self.current())
