"""责任: the units with what they answer for, beside the matrix of units and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QInputDialog, QMenu, QSplitter

from workbench.rows.tasks import TaskRow
from workbench.rows.units import UnitRow
from workbench.terms import DocumentId, Role, TaskId, UnitChoice, UnitId
from workbench.ui import wording
from workbench.ui.controls import action, filter_line, named, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.matrix import HEADER, MatrixView
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class ResponsibilitiesPage(Page):
    """Both panes show the same rows: sorting or filtering the list arranges the matrix."""

    title = "责任"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._model: RowsModel[UnitRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.units = RowTable(self._model, "单位清单", "还没有单位")
        self.matrix = MatrixView()
        self._document = named(QComboBox(), "文件范围")
        self._document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._document.setMaximumWidth(360)
        self._tasks: tuple[TaskRow, ...] = ()
        self._cells: Mapping[tuple[UnitId, TaskId], Role] = {}
        self.bar.addWidget(filter_line("筛选单位", self._model.filter))
        self.bar.addWidget(self._document)
        self.bar.addStretch(1)
        self.bar.addWidget(quiet("● 牵头　◐ 责任　○ 配合（数字含成果）"))
        self._add = push_button("添加单位…", self._add_unit, "add")
        self.bar.addWidget(self._add)
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        from workbench.queries.responsibilities import matrix

        self._fill_documents()
        from workbench.queries.units import list_units

        document = self._document.currentData()
        answer = self.work.ask(matrix, document)
        self._tasks, self._cells = answer.tasks, answer.cells
        self._model.editable = self.work.writable
        self._add.setEnabled(self.work.writable)
        # Over all documents, units that answer for nothing yet are listed too.
        self._model.show(answer.units if document is not None else self.work.ask(list_units))

    def _columns(self) -> tuple[Column[UnitRow], ...]:
        return (
            Column("单位", lambda row: row.name, 0, edit=self._rename),
            Column("简称", lambda row: "、".join(row.aliases), 80),
            Column("牵头", lambda row: str(row.lead or ""), 48, RIGHT, order=lambda row: row.lead),
            Column("责任", lambda row: str(row.responsible or ""), 48, RIGHT, order=lambda r: r.responsible),
            Column("配合", lambda row: str(row.support or ""), 48, RIGHT, order=lambda row: row.support),
        )

    def _lay_out(self) -> None:
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
        self.body.addWidget(splitter, 1)

    def _wire(self) -> None:
        mine, theirs = self.units.verticalScrollBar(), self.matrix.verticalScrollBar()
        mine.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(mine.setValue)
        self._model.modelReset.connect(self._arrange)
        self.units.selectionModel().currentRowChanged.connect(
            lambda current, _: self.matrix.select_row(current.row())
        )
        self.units.set_menu(self._fill_unit_menu)
        self.matrix.moved.connect(self._follow)
        self.matrix.opened.connect(lambda task: self.wanted.emit(Place("tasks", task=task.id)))
        self.matrix.menu_wanted.connect(self._show_cell_menu)
        self._document.currentIndexChanged.connect(lambda _: self.make_stale())

    def _arrange(self) -> None:
        self.matrix.show_matrix(self._model.rows, self._tasks, self._cells)

    def _follow(self, row: int) -> None:
        if row != self.units.currentIndex().row():
            self.units.selectRow(row)

    def _fill_documents(self) -> None:
        from workbench.queries.documents import list_documents

        chosen = self._document.currentData()
        self._document.blockSignals(True)
        self._document.clear()
        self._document.addItem("全部文件", None)
        for row in self.work.ask(list_documents):
            self._document.addItem(row.title, row.id)
        self._document.setCurrentIndex(max(0, self._document.findData(chosen)))
        self._document.blockSignals(False)

    def go(self, place: Place) -> None:
        if place.document is not None:
            self._document.setCurrentIndex(max(0, self._document.findData(DocumentId(place.document))))

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

        others = [one for one in self._model.rows if one.id != row.id]
        names = [one.name for one in others]
        name, given = QInputDialog.getItem(
            self, "合并单位", f"把“{row.name}”的任务并入：", names, editable=False
        )
        if given:
            self.work.change(merge, row.id, others[names.index(name)].id)

    def _fill_unit_menu(self, menu: QMenu, rows: list[UnitRow]) -> None:
        from workbench.operations.units import remove, remove_alias

        if len(rows) != 1 or not self.work.writable:
            return
        row = rows[0]
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
        return self._model.index(self._model.row_of(row.id), 0)

    def _show_cell_menu(self, unit: UnitRow, task: TaskRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(
            action(menu, "看这项任务", lambda: self.wanted.emit(Place("tasks", task=task.id)), "tasks")
        )
        if self.work.writable:
            menu.addSeparator()
            for role, name in wording.ROLES.items():
                text = f"{wording.ROLE_MARKS[role]} {name}"
                menu.addAction(action(menu, text, partial(self.set_role, unit, task, role)))
            if (unit.id, task.id) in self._cells:
                menu.addAction(action(menu, "不承担", lambda: self.set_role(unit, task, None)))
        menu.popup(place)

    def set_role(self, unit: UnitRow, task: TaskRow, role: Role | None) -> None:
        """Give a unit a role in a task, or none, as one step."""
        from workbench.operations.tasks import set_units

        others = [UnitChoice(one.name, one.role) for one in task.units if one.unit != unit.id]
        place = next((n for n, one in enumerate(task.units) if one.unit == unit.id), len(others))
        if role is not None:
            others.insert(place, UnitChoice(unit.name, role))
        self.work.change(set_units, task.id, tuple(others))
