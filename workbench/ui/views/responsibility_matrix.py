"""The first pane of 责任: the units with what they answer for, beside the matrix of units and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.rows.tasks import TaskRow
from workbench.rows.units import UnitRow
from workbench.terms import DocumentId, Role, TaskId, UnitChoice, UnitId
from workbench.ui import wording
from workbench.ui.controls import action, filter_line, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.matrix import HEADER, MatrixView
from workbench.ui.views.page import Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class MatrixPane(QWidget):
    """Both sides show the same rows: sorting or filtering the list arranges the matrix.

    `wanted(Place)` asks the window to show something, `sheet_wanted(unit id)` for a unit's sheet.
    """

    wanted = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.model: RowsModel[UnitRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.units = RowTable(self.model, "单位清单", "还没有单位")
        self.matrix = MatrixView()
        self._tasks: tuple[TaskRow, ...] = ()
        self._cells: Mapping[tuple[UnitId, TaskId], Role] = {}
        self._add = push_button("添加单位…", self._add_unit, "add")
        self._lay_out()
        self._wire()

    def show_document(self, document: DocumentId | None) -> None:
        """Fetch anew, for one document or all."""
        from workbench.queries.responsibilities import matrix
        from workbench.queries.units import list_units

        answer = self.work.ask(matrix, document)
        self._tasks, self._cells = answer.tasks, answer.cells
        self.model.editable = self.work.writable
        self._add.setEnabled(self.work.writable)
        # Over all documents, units that answer for nothing yet are listed too.
        self.model.show(answer.units if document is not None else self.work.ask(list_units))

    def _columns(self) -> tuple[Column[UnitRow], ...]:
        return (
            Column("单位", lambda row: row.name, 0, edit=self._rename),
            Column("简称", lambda row: "、".join(row.aliases), 80),
            Column("牵头", lambda row: str(row.lead or ""), 48, RIGHT, order=lambda row: row.lead),
            Column("责任", lambda row: str(row.responsible or ""), 48, RIGHT, order=lambda r: r.responsible),
            Column("配合", lambda row: str(row.support or ""), 48, RIGHT, order=lambda row: row.support),
        )

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(filter_line("筛选单位", self.model.filter))
        legend = quiet("● 牵头　◐ 责任　○ 配合（左侧数字含成果）。再次单击格子，或按 1、2、3、0 定责任。")
        bar.addWidget(legend, 1)
        bar.addWidget(self._add)
        header = self.units.horizontalHeader()
        header.setFixedHeight(HEADER)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.units.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.units.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Both panes keep a horizontal bar, so that their rows end at the same height.
        self.units.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.matrix.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        splitter = QSplitter()
        splitter.addWidget(self.units)
        splitter.addWidget(self.matrix)
        splitter.setSizes([420, 820])
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(splitter, 1)

    def _wire(self) -> None:
        mine, theirs = self.units.verticalScrollBar(), self.matrix.verticalScrollBar()
        mine.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(mine.setValue)
        self.model.modelReset.connect(self._arrange)
        self.units.selectionModel().currentRowChanged.connect(
            lambda current, _: self.matrix.select_row(current.row())
        )
        self.units.set_menu(self._fill_unit_menu)
        self.units.chosen.connect(lambda row: self.sheet_wanted.emit(row.id))
        self.matrix.moved.connect(self._follow)
        self.matrix.opened.connect(lambda task: self.wanted.emit(Place("tasks", task=task.id)))
        self.matrix.menu_wanted.connect(self._show_cell_menu)
        self.matrix.role_wanted.connect(self.set_role)

    def _arrange(self) -> None:
        self.matrix.show_matrix(self.model.rows, self._tasks, self._cells)

    def _follow(self, row: int) -> None:
        if row != self.units.currentIndex().row():
            self.units.selectRow(row)

    def _rename(self, row: UnitRow, name: str) -> None:
        from workbench.operations.units import rename

        self.work.change(rename, row.id, name)

    def _add_unit(self) -> None:
        from workbench.operations.units import add

        name, given = QInputDialog.getText(self, "添加单位", "单位名称：")
        if given and name.strip():
            self.work.change(add, name.strip())

    def _add_alias(self, row: UnitRow) -> None:
        from workbench.operations.units import add_alias

        alias, given = QInputDialog.getText(self, "添加简称", f"“{row.name}”的简称：")
        if given and alias.strip():
            self.work.change(add_alias, row.id, alias.strip())

    def _merge(self, row: UnitRow) -> None:
        from workbench.operations.units import merge

        others = [one for one in self.model.rows if one.id != row.id]
        names = [one.name for one in others]
        name, given = QInputDialog.getItem(
            self, "合并单位", f"把“{row.name}”的任务并入：", names, editable=False
        )
        if given:
            self.work.change(merge, row.id, others[names.index(name)].id)

    def _fill_unit_menu(self, menu: QMenu, rows: list[UnitRow]) -> None:
        from workbench.operations.units import remove, remove_alias

        if len(rows) != 1:
            return
        row = rows[0]
        menu.addAction(action(menu, "查看责任清单", lambda: self.sheet_wanted.emit(row.id), "reports"))
        if not self.work.writable:
            return
        menu.addSeparator()
        menu.addAction(action(menu, "改名", lambda: self.units.edit(self._name_index(row)), "edit"))
        menu.addAction(action(menu, "添加简称…", lambda: self._add_alias(row), "add"))
        if row.aliases:
            aliases = menu.addMenu("去掉简称")
            for alias in row.aliases:
                drop = partial(self.work.change, remove_alias, row.id, alias)
                aliases.addAction(action(aliases, alias, drop))
        menu.addAction(action(menu, "并入其他单位…", lambda: self._merge(row)))
        menu.addSeparator()
        menu.addAction(action(menu, "删除单位", lambda: self.work.change(remove, row.id), "remove"))

    def _name_index(self, row: UnitRow) -> QModelIndex:
        return self.model.index(self.model.row_of(row.id), 0)

    def _show_cell_menu(self, place: QPoint) -> None:
        picked = self.matrix.picked
        if not picked:
            return
        menu = QMenu(self)
        if self.work.writable:
            for number, (role, name) in enumerate(wording.ROLES.items(), start=1):
                text = f"{wording.ROLE_MARKS[role]} {name}\t{number}"
                menu.addAction(action(menu, text, partial(self.set_role, role)))
            menu.addAction(action(menu, "不承担\t0", partial(self.set_role, None)))
            menu.addSeparator()
        task = picked[0][1]
        menu.addAction(
            action(menu, "看这项任务", lambda: self.wanted.emit(Place("tasks", task=task.id)), "tasks")
        )
        menu.popup(place)

    def set_role(self, role: Role | None) -> None:
        """Give the picked units a role in the picked tasks, or none, all as one step."""
        from workbench.operations.tasks import set_units

        picked: dict[TaskId, tuple[TaskRow, list[UnitRow]]] = {}
        for unit, task in self.matrix.picked:
            picked.setdefault(task.id, (task, []))[1].append(unit)
        calls = []
        for task, units in picked.values():
            choices = _with_roles(task, units, role)
            if choices != _present(task):
                calls.append((task.id, choices))
        if self.work.writable:
            told = wording.ROLES[role] if role else "不承担"
            self.work.change_each(set_units, calls, f"调整责任单位：{len(calls)}项任务 → {told}")


def _present(task: TaskRow) -> tuple[UnitChoice, ...]:
    return tuple(UnitChoice(one.name, one.role) for one in task.units)


def _with_roles(task: TaskRow, units: list[UnitRow], role: Role | None) -> tuple[UnitChoice, ...]:
    """The units of a task with these in another role: in their place, or behind the others."""
    names = {unit.name for unit in units}
    kept = [
        UnitChoice(one.name, role or one.role) if one.name in names else UnitChoice(one.name, one.role)
        for one in task.units
        if role is not None or one.name not in names
    ]
    known = {one.name for one in task.units}
    new = [UnitChoice(unit.name, role) for unit in units if role is not None and unit.name not in known]
    return (*kept, *new)
