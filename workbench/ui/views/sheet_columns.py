"""The columns of the task table: which are shown, how wide, in what order; chosen from a menu, and told."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from workbench.ui.itemmodels.task_grid import HEADS, Column
from workbench.ui.views.table import give_the_rest

#: Columns by name with their widths, from the left.
Layout = tuple[tuple[str, int], ...]

LEAST_NAME: Final = 260
_NARROWEST: Final = 36
_WIDEST: Final = 1200
#: What is shown at first; the name takes the width that is left.
USUAL: Final[Layout] = (
    ("NUMBER", 60),
    ("NAME", LEAST_NAME),
    ("UNITS", 150),
    ("DEADLINE", 104),
    ("PROGRESS", 80),
    ("STATE", 60),
    ("LATEST", 170),
)
_OTHER_WIDTHS: Final = {"START": 84, "LEAD": 120, "LEADER": 80, "DOCUMENT": 160, "LIGHT": 84}


class SheetColumns(QObject):
    """The columns of one table. `changed()` when the planner arranged them otherwise."""

    changed = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._own_widths = False
        self._arranging = False
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(self.changed)
        header = self._header
        header.setFirstSectionMovable(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        header.sectionResized.connect(lambda *_: self._note(widths=True))
        header.sectionMoved.connect(lambda *_: self._note())
        self.show(())

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def layout(self) -> Layout:
        """What is shown, from the left."""
        header = self._header
        in_order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(
            (Column(column).name, header.sectionSize(column))
            for column in in_order
            if not header.isSectionHidden(column)
        )

    def show(self, layout: Layout) -> None:
        """Arrange the columns; () for the usual ones. Names nobody knows are passed over."""
        known = [(Column[name], width) for name, width in layout or USUAL if name in Column.__members__]
        if Column.NAME not in dict(known):
            known.insert(0, (Column.NAME, LEAST_NAME))
        self._own_widths = bool(layout)
        self._arranging = True
        try:
            self._arrange(known)
        finally:
            self._arranging = False
        self.fit()

    def shows(self, column: Column) -> bool:
        return not self._header.isSectionHidden(column)

    def toggle(self, column: Column, shown: bool) -> None:
        """Show a column or hide it; the name stays."""
        if column is not Column.NAME:
            if column is Column.LIGHT and shown:  # beside the state, where it is looked for
                header = self._header
                header.moveSection(header.visualIndex(column), header.visualIndex(Column.STATE))
                header.resizeSection(column, _OTHER_WIDTHS[column.name])
            self._header.setSectionHidden(column, not shown)
            self.fit()
            self._told.start()

    def fit(self) -> None:
        """The name takes the width that the others leave, until the planner sets widths of his own."""
        if not self._own_widths:
            self._arranging = True
            give_the_rest(self._table, Column.NAME, LEAST_NAME)
            self._arranging = False

    def fill_menu(self, menu: QMenu) -> None:
        """A check for each column, and the way back to the usual ones."""
        for column in Column:
            entry = QAction(HEADS[column], menu, checkable=True)
            entry.setChecked(not self._header.isSectionHidden(column))
            entry.setEnabled(column is not Column.NAME)
            entry.toggled.connect(partial(self.toggle, column))
            menu.addAction(entry)
        menu.addSeparator()
        menu.addAction("恢复默认列", self._restore)

    def _arrange(self, wanted: list[tuple[Column, int]]) -> None:
        header = self._header
        widths = {column.name: width for column, width in wanted}
        order = [column for column, _ in wanted]
        order += [column for column in Column if column not in order]
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)
            width = widths.get(column.name, _OTHER_WIDTHS.get(column.name, header.sectionSize(column)))
            header.setSectionHidden(column, False)
            header.resizeSection(column, min(max(width, _NARROWEST), _WIDEST))
            header.setSectionHidden(column, column.name not in widths)

    def _restore(self) -> None:
        self.show(())
        self._told.start()

    def _note(self, *, widths: bool = False) -> None:
        if not self._arranging:
            self._own_widths = self._own_widths or widths
            self._told.start()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self._header.mapToGlobal(place))
