"""TableReader: the real tables of a document as tables, one at a time, with the places of facts lit up.

A fact's span counts characters of the decoded text; `Grid` says which characters each cell holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QVBoxLayout, QWidget

from workbench.reading.formats.source import Grid, GridCell
from workbench.terms import Span
from workbench.ui import theme
from workbench.ui.controls import named

Index = QModelIndex | QPersistentModelIndex
WIDEST, LEAST_WIDE, NARROWEST, PER_CHARACTER = 360, 90, 40, 13
ROOM_FOR_NUMBERS = 24
#: What a cell keeps free at its sides, and above and below its text.
WITHIN, AIR = 18, 12
NARROWEST_CHARACTER = 6
TALLEST = 10_000
WRAPPED = Qt.TextFlag.TextWordWrap
#: Rows looked at for the width of a column, and made as tall as their text; the rest are of one line.
LOOKED_AT, TALL = 60, 400


class GridModel(QAbstractTableModel):
    """One grid over the text; `marked` and `lit` say which cells are tinted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.grid = Grid(0, 0, ())
        self._columns = 0
        self._starts: list[int] = []
        self._marked: list[Span] = []
        self._lit: Span | None = None

    def show_grid(self, text: str, grid: Grid) -> None:
        self.beginResetModel()
        self.text, self.grid = text, grid
        self._columns = max((len(row) for row in grid.rows), default=0)
        self.endResetModel()

    def mark(self, spans: Iterable[Span], lit: Span | None) -> None:
        self._marked = sorted(spans)
        self._starts = [span.start for span in self._marked]
        self._lit = lit
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def cell(self, row: int, column: int) -> GridCell | None:
        cells = self.grid.rows[row]
        return cells[column] if column < len(cells) else None

    def cells_in(self, span: Span) -> list[tuple[int, int]]:
        """Row and column of the cells that a span touches."""
        return [
            (row, column)
            for row, cells in enumerate(self.grid.rows)
            for column, cell in enumerate(cells)
            if cell is not None and _meet(cell, span)
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's signature
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text[cell.start : cell.end].strip()
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._tint(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"第{section + 1}列" if orientation is Qt.Orientation.Horizontal else section + 1

    def _tint(self, cell: GridCell) -> QColor | None:
        if self._lit is not None and _meet(cell, self._lit):
            return theme.color("lit")
        at = bisect_right(self._starts, cell.start)
        near = self._marked[max(0, at - 1) : at + 1]
        return theme.color("hover") if any(_meet(cell, span) for span in near) else None


class TableReader(QWidget):
    """`place_clicked(offset)` is a click on a cell; `column_wanted(grid, column)` a right click on one."""

    place_clicked = Signal(int)
    column_wanted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(self)
        self.table = named(QTableView(), "原文表格")
        self.chooser = named(QComboBox(), "原文中的表格")
        self._grids: Sequence[Grid] = ()
        self._marked: list[Span] = []
        self._lit: Span | None = None
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chooser)
        column.addWidget(self.table, 1)

    def show_grids(self, text: str, grids: Sequence[Grid]) -> None:
        self.model.text = text
        self._grids = grids
        self.chooser.blockSignals(True)
        self.chooser.clear()
        for number, grid in enumerate(grids, 1):
            words = "".join(text[grid.start : grid.start + 40].split())
            self.chooser.addItem(f"表 {number}（{len(grid.rows)} 行）：{words[:20]}…")
        self.chooser.blockSignals(False)
        self.chooser.setVisible(len(grids) > 1)
        self._show_grid(0)

    def mark(self, spans: Iterable[Span]) -> None:
        self._marked = list(spans)
        self.model.mark(self._marked, self._lit)

    def holds(self, span: Span) -> bool:
        return self._grid_of(span) >= 0

    def light(self, span: Span | None) -> None:
        """Light up the cells of a span and bring the first of them into view."""
        self._lit = span
        at = self._grid_of(span) if span else -1
        if span is not None and at >= 0:
            self.chooser.setCurrentIndex(at)
            cells = self.model.cells_in(span)
            if cells:
                self.table.scrollTo(self.model.index(*cells[0]), QAbstractItemView.ScrollHint.EnsureVisible)
        self.model.mark(self._marked, span)

    def _grid_of(self, span: Span) -> int:
        return next(
            (n for n, grid in enumerate(self._grids) if grid.start <= span.start and span.start < grid.end),
            -1,
        )

    def _show_grid(self, number: int) -> None:
        if not 0 <= number < len(self._grids):
            return
        self.model.show_grid(self.model.text, self._grids[number])
        self.table.clearSpans()
        self._merge()
        self._size()
        self.model.mark(self._marked, self._lit)

    def _merge(self) -> None:
        """Show merged cells as one."""
        for top, left, height, width in merged_cells(self._grids[self.chooser.currentIndex()]):
            self.table.setSpan(top, left, height, width)

    def _size(self) -> None:
        """Columns as wide as their text, the widest narrowed until all of them fit, if they can."""
        natural = [self._natural_width(column) for column in range(self.model.columnCount())]
        room = self.table.viewport().width() - ROOM_FOR_NUMBERS
        caps = range(WIDEST, LEAST_WIDE, -10)
        widest = next((cap for cap in caps if _total(natural, cap) <= room), LEAST_WIDE)
        for column, width in enumerate(natural):
            self.table.setColumnWidth(column, min(width, widest))
        for row in range(min(TALL, self.model.rowCount())):
            self.table.setRowHeight(row, self._natural_height(row))

    def _natural_width(self, column: int) -> int:
        rows = range(min(LOOKED_AT, self.model.rowCount()))
        texts = [
            self.model.index(row, column).data() or ""
            for row in rows
            if self.table.columnSpan(row, column) == 1
        ]
        return max(NARROWEST, max((len(text) for text in texts), default=0) * PER_CHARACTER + 14)

    def _natural_height(self, row: int) -> int:
        """Enough for the longest text of a row, with air above and below.

        The view's own answer forgets the margins within a cell, and cuts the last line of a long one.
        """
        measure = self.table.fontMetrics()
        tallest = 0
        for column in range(self.model.columnCount()):
            text = self.model.index(row, column).data() or ""
            alone = self.table.columnSpan(row, column) == 1 and self.table.rowSpan(row, column) == 1
            room = self.table.columnWidth(column) - WITHIN
            if alone and len(text) * NARROWEST_CHARACTER > room:
                wrapped = measure.boundingRect(QRect(0, 0, room, TALLEST), WRAPPED, text)
                tallest = max(tallest, wrapped.height())
        return max(theme.ROW_HEIGHT, tallest + AIR)

    def _dress(self) -> None:
        self.table.setModel(self.model)
        self.table.setWordWrap(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.table.clicked.connect(self._click)
        header = self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self._want_column(header.logicalIndexAt(place))
        )
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._want_column)
        header.setToolTip("点列号，可指定这一列是什么")
        self.chooser.currentIndexChanged.connect(self._show_grid)

    def _click(self, index: QModelIndex) -> None:
        cell = self.model.cell(index.row(), index.column())
        if cell is not None:
            self.place_clicked.emit(cell.start)

    def _want_column(self, column: int) -> None:
        if column >= 0:
            self.column_wanted.emit(self.model.grid, column)


def merged_cells(grid: Grid) -> list[tuple[int, int, int, int]]:
    """Top, left, height and width of the cells that stand in several positions."""
    extents: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell is not None and cell.end > cell.start:
                extents.setdefault((cell.start, cell.end), []).append((row, column))
    found = []
    for places in extents.values():
        top, left = places[0]
        height = max(row for row, _ in places) - top + 1
        width = max(column for _, column in places) - left + 1
        if len(places) > 1 and len(places) == height * width:
            found.append((top, left, height, width))
    return found


def _total(widths: Sequence[int], widest: int) -> int:
    return sum(min(width, widest) for width in widths)


def _meet(cell: GridCell, span: Span) -> bool:
    return cell.start < span.end and span.start < max(cell.end, cell.start + 1)
