"""The second pane of 责任: how many tasks each unit has in each quarter, with the tasks behind a number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.periods import name_of
from workbench.planning.workload import LoadBy
from workbench.rows.tasks import TaskRow
from workbench.rows.units import LoadTable
from workbench.terms import DocumentId, Period, Role, TaskId, UnitId
from workbench.ui import theme, wording
from workbench.ui.controls import named, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

Index = QModelIndex | QPersistentModelIndex
_ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("全部责任", tuple(Role)),
    ("仅牵头", (Role.LEAD,)),
    ("牵头和责任", (Role.LEAD, Role.RESPONSIBLE)),
)
_CELL = 62
#: From this share of the greatest number on, a cell is so dark that its number is white.
_DARK = 0.62


class LoadModel(QAbstractTableModel):
    """Units down, quarters across; a cell is the darker the more tasks it counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = LoadTable((), (), {})
        self._most = 1

    def show(self, table: LoadTable) -> None:
        self.beginResetModel()
        self.table = table
        self._most = max(map(len, table.cells.values()), default=1)
        self.endResetModel()

    def tasks_at(self, index: Index) -> tuple[TaskId, ...]:
        """The tasks behind a cell."""
        return self.table.cells.get(self.place(index), ()) if index.isValid() else ()

    def place(self, index: Index) -> tuple[UnitId, Period]:
        return self.table.units[index.row()][0], self.table.quarters[index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's signature
        return 0 if parent.isValid() else len(self.table.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.quarters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        count = len(self.tasks_at(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return str(count) if count else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            name = self.table.units[index.row()][1]
            return f"{name}，{name_of(self.table.quarters[index.column()])}：{count}项"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole and count:
            return _shade(count / self._most)
        if role == Qt.ItemDataRole.ForegroundRole and count / self._most >= _DARK:
            return theme.color("paper")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.table.units[section][1]
        year, _, rest = name_of(self.table.quarters[section]).partition("年")
        return f"{year}年\n{rest}"


class LoadPane(QWidget):
    """`wanted(Place)` asks the window to show a task."""

    wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self._document: DocumentId | None = None
        self.by = named(QComboBox(), "统计方式")
        for by in LoadBy:
            self.by.addItem(by.value, by)
        self.roles = named(QComboBox(), "责任方式")
        for name, _ in _ROLES:
            self.roles.addItem(name)
        self.model = LoadModel(self)
        self.heat = named(QTableView(), "各单位各季度任务数")
        self.tasks: RowsModel[TaskRow] = RowsModel(_task_columns(), key=lambda row: row.id, parent=self)
        self.behind = RowTable(self.tasks, "格内任务", "选中上面的一格，这里列出其中的任务")
        self.caption = QLabel()
        self._lay_out()
        for box in (self.by, self.roles):
            box.currentIndexChanged.connect(lambda _: self.show_document(self._document))
        self.heat.selectionModel().currentChanged.connect(lambda *_: self._show_behind())
        self.behind.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.id)))

    def show_document(self, document: DocumentId | None) -> None:
        """Fetch anew, for one document or all; the cell that was looked at stays."""
        from workbench.queries.workload import workload

        self._document = document
        current = self.heat.currentIndex()
        place = self.model.place(current) if current.isValid() else None
        roles = _ROLES[self.roles.currentIndex()][1]
        self.model.show(self.work.ask(workload, document, roles, list(LoadBy)[self.by.currentIndex()]))
        self._look_at(place)
        self._show_behind()

    def _look_at(self, place: tuple[UnitId, Period] | None) -> None:
        table = self.model.table
        units = [unit for unit, _ in table.units]
        if place and place[0] in units and place[1] in table.quarters:
            index = self.model.index(units.index(place[0]), table.quarters.index(place[1]))
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.heat.selectionModel().setCurrentIndex(index, flag)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.by)
        bar.addWidget(self.roles)
        bar.addWidget(quiet("颜色越深任务越多；不再推进和暂缓的不计。"), 1)
        self.heat.setModel(self.model)
        self.heat.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.heat.setTabKeyNavigation(False)
        self.heat.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heat.setCornerButtonEnabled(False)
        across, down = self.heat.horizontalHeader(), self.heat.verticalHeader()
        across.setDefaultSectionSize(_CELL)
        across.setFixedHeight(theme.HEADER_HEIGHT)
        down.setDefaultSectionSize(theme.ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setMinimumWidth(180)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        self.caption.setContentsMargins(12, 0, 12, 0)
        below.addWidget(self.caption)
        below.addWidget(self.behind, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.heat)
        splitter.addWidget(lower)
        splitter.setSizes([420, 260])
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(splitter, 1)

    def _show_behind(self) -> None:
        """List the tasks of the current cell."""
        from workbench.queries.tasks import task

        index = self.heat.currentIndex()
        ids = self.model.tasks_at(index)
        self.tasks.show([self.work.ask(task, id) for id in ids])
        if index.isValid():
            unit, quarter = self.model.table.units[index.row()][1], self.model.place(index)[1]
            self.caption.setText(f"{unit}　{name_of(quarter)}　{len(ids)}项")
        else:
            self.caption.setText("")


def _task_columns() -> tuple[Column[TaskRow], ...]:
    return (
        Column("任务", lambda row: f"{row.no} {row.title}".strip(), 0),
        Column("文件", lambda row: row.document_title, 220),
        Column("责任单位", lambda row: wording.units_with_roles(row.units), 240),
        Column(
            "完成时限", lambda row: wording.deadline(row.deadline), 110, order=lambda r: str(r.deadline.date)
        ),
        Column("进度", lambda row: f"{row.progress}%", 56, RIGHT, order=lambda row: row.progress),
    )


def _shade(share: float) -> QColor:
    """From paper to the accent, the darker the greater the share (0 to 1)."""
    light, dark = theme.color("paper"), theme.color("accent")
    weight = 0.12 + 0.88 * share
    mixed = (
        round(a + (b - a) * weight)
        for a, b in zip(light.getRgb()[:3], dark.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*mixed)
