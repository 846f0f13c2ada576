"""单位: the unit directory as a tree beside the particulars of the unit chosen, and the names that wait to
join it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QInputDialog,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
)

from workbench.queries.wording import REFORMS
from workbench.rows.units import UnitRow
from workbench.terms import ReformKind, UnitId
from workbench.ui.controls import action, filter_line, menu_button, named, push_button, quiet
from workbench.ui.dialogs.reform import ReformDialog, ReformWish
from workbench.ui.dialogs.unit_choice import UnitChoiceDialog
from workbench.ui.itemmodels.unit_tree import COLUMNS, Key, UnitTreeModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.unit_form import UnitForm
from workbench.ui.views.unit_queue import UnitQueue
from workbench.ui.work import Work


def _segment(name: str) -> QPushButton:
    """One of two buttons side by side, of which one is on."""
    button = named(QPushButton(name, autoDefault=False), name)
    button.setCheckable(True)
    button.setProperty("segment", True)
    return button


class UnitsPage(Page):
    """The tree, or the queue of unknown names; the form stays with the tree."""

    title = "单位"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._rows: tuple[UnitRow, ...] = ()
        self._closed: set[Key] = set()
        self.model = UnitTreeModel(self)
        self.tree = named(QTreeView(), "单位名录")
        self.form = UnitForm(work)
        self.queue = UnitQueue(work)
        self.directory, self.waiting = _segment("名录"), _segment("待认单位")
        self._count = quiet()
        self._count.setWordWrap(False)
        self._stack = QStackedWidget()
        self._add = push_button("添加单位…", self._add_unit, "add")
        self._doubles = push_button("查重…", self.look_for_doubles, "search")
        self._reform = menu_button("机构改革", self._refill_reforms)
        self._dress_tree()
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        from workbench.queries.units import list_units, list_unknown_names

        chosen = self._chosen_ids()
        self._rows = self.work.ask(list_units)
        names = self.work.ask(list_unknown_names)
        writable = self.work.writable
        self._add.setEnabled(writable)
        self._reform.setEnabled(writable)
        self._doubles.setEnabled(writable)
        self._note_closed()
        self.model.show(self._rows)
        self._open_up()
        self.queue.show_names(names, self._rows)
        self.waiting.setText(f"待认单位（{len(names)}）" if names else "待认单位")
        self._select(chosen)
        self._show_unit()

    def let_go(self) -> None:
        super().let_go()
        self.form.let_go()

    def chosen(self) -> list[UnitRow]:
        """The units selected in the tree."""
        rows = (self.model.unit(index) for index in self.tree.selectionModel().selectedRows())
        return [row for row in rows if row is not None]

    def show_unit(self, unit: UnitId) -> None:
        """Select a unit in the tree and show its particulars."""
        self.directory.setChecked(True)
        self._select([unit])
        self._show_unit()

    def reform(self, kind: ReformKind) -> None:
        """Ask for a reform of the units selected."""
        from workbench.queries.reforms import preview_reform

        present = [row for row in self._rows if row.valid_until is None]
        ids = {row.id for row in present}
        dialog = ReformDialog(
            kind,
            present,
            [row.id for row in self.chosen() if row.id in ids],
            lambda units, day: self.work.ask(preview_reform, units, day),
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.carry_out)
        dialog.open()

    def carry_out(self, wish: ReformWish) -> None:
        """One step, whatever it touches."""
        from workbench.operations import reforms

        if wish.kind is ReformKind.MERGE:
            done = self.work.change(reforms.merge, wish.units, wish.names[0], wish.day, wish.basis)
        elif wish.kind is ReformKind.RENAME:
            done = self.work.change(reforms.rename, wish.units[0], wish.names[0], wish.day, wish.basis)
        else:
            done = self.work.change(
                reforms.split, wish.units[0], wish.names, wish.day, wish.dealings, wish.basis
            )
        if done is not None:
            self.said.emit(f"{done.label}。可按 Ctrl+Z 撤销。")

    # -- the page ------------------------------------------------------------------------------------------

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = tree.header()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(44)
        for number, column in enumerate(COLUMNS):
            tree.setColumnWidth(number, column.width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        line = filter_line("查找单位、简称、分管领导", self._filter)
        line.setMinimumWidth(230)
        self.bar.addWidget(line)
        choice = QButtonGroup(self)
        for button in (self.directory, self.waiting):
            choice.addButton(button)
            self.bar.addWidget(button)
        self.directory.setChecked(True)
        self.bar.addWidget(self._count)
        self.bar.addStretch(1)
        self.bar.addWidget(self._doubles)
        self.bar.addWidget(self._reform)
        self.bar.addWidget(self._add)
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(self.form)
        splitter.setSizes([820, 380])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.queue)
        self.body.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._show_unit())
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._tell_count())
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.waiting.toggled.connect(lambda on: self._stack.setCurrentIndex(int(on)))
        self.form.said.connect(self.said)
        self.form.tasks_wanted.connect(lambda name: self.wanted.emit(Place("tasks", unit=name)))

    def _filter(self, text: str) -> None:
        chosen = self._chosen_ids()
        self.model.filter(text)
        self.tree.expandAll()
        self.queue.filter(text)
        self._select(chosen)
        self._tell_count()

    def _note_closed(self) -> None:
        for index in self.model.headings():
            key = self.model.key_of(index)
            if self.tree.isExpanded(index):
                self._closed.discard(key)
            else:
                self._closed.add(key)

    def _open_up(self) -> None:
        for index in self.model.headings():
            self.tree.setExpanded(index, self.model.key_of(index) not in self._closed)

    def _chosen_ids(self) -> list[UnitId]:
        return [row.id for row in self.chosen()]

    def _select(self, units: list[UnitId]) -> None:
        rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select
        found = [index for unit in units if (index := self.model.index_of(unit)).isValid()]
        selection = self.tree.selectionModel()
        for number, index in enumerate(found):
            if number == 0:
                selection.setCurrentIndex(index, rows | QItemSelectionModel.SelectionFlag.Clear)
                self.tree.scrollTo(index)
            selection.select(index, rows)

    def _show_unit(self) -> None:
        row = self.model.unit(self.tree.currentIndex())
        self.form.show_unit(row, self._rows)
        self._tell_count()

    def _tell_count(self) -> None:
        chosen = len(self.chosen())
        told = f"共 {self.model.count} 个单位"
        self._count.setText(f"{told}，已选 {chosen} 个" if chosen > 1 else told)

    def _show_menu(self, place: QPoint) -> None:
        rows = self.chosen()
        menu = QMenu(self)
        if len(rows) == 1:
            look = Place("tasks", unit=rows[0].name)
            menu.addAction(action(menu, "看它的任务", lambda: self.wanted.emit(look), "tasks"))
        if rows and self.work.writable:
            self._fill_reforms(menu)
            menu.addSeparator()
            if any(not row.listed for row in rows):
                menu.addAction(action(menu, "加入名录", self._accept, "add"))
            if len(rows) == 1:
                menu.addAction(action(menu, "是重复单位，并入…", self._merge))
                menu.addAction(action(menu, "删除单位", self._remove, "remove"))
        if menu.actions():
            menu.popup(self.tree.viewport().mapToGlobal(place))

    def _refill_reforms(self, menu: QMenu) -> None:
        menu.clear()
        self._fill_reforms(menu)

    def _fill_reforms(self, menu: QMenu) -> None:
        for kind, word in REFORMS.items():
            menu.addAction(action(menu, f"{word}…", partial(self.reform, kind)))
        menu.addSeparator()
        menu.addAction(action(menu, "改革记录…", self._show_reforms, "history"))

    def _show_reforms(self) -> None:
        from workbench.queries.reforms import list_reforms
        from workbench.ui.dialogs.reforms_done import ReformsDialog

        ReformsDialog(self.work.ask(list_reforms), self).open()

    def look_for_doubles(self) -> None:
        """List the units that may stand in the directory twice, to be put together."""
        from workbench.operations.units import merge
        from workbench.queries.units import list_alike_units
        from workbench.ui.dialogs.alike_units import AlikeUnitsDialog

        dialog = AlikeUnitsDialog(self.work.ask(list_alike_units), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def put_together(goes: UnitRow, stays: UnitRow) -> None:
            self.work.change(merge, goes.id, stays.id)
            dialog.show_pairs(self.work.ask(list_alike_units))

        dialog.merge_wanted.connect(put_together)
        dialog.open()

    def _add_unit(self) -> None:
        from workbench.operations.units import add

        name, given = QInputDialog.getText(self, "添加单位", "单位名称：")
        if given and name.strip():
            changes = self.work.change(add, name.strip())
            if changes is not None and changes.keys("units"):
                self.refresh_now()
                self.show_unit(UnitId(min(changes.keys("units"))))

    def _accept(self) -> None:
        from workbench.operations.units import accept

        self.work.change(accept, tuple(row.id for row in self.chosen() if not row.listed))

    def _merge(self) -> None:
        from workbench.operations.units import merge

        (row,) = self.chosen()
        others = [one for one in self._rows if one.id != row.id]
        words = f"“{row.name}”和下面的单位是同一个，它的任务并过去，名称记为别名："
        dialog = UnitChoiceDialog("合并重复单位", words, others, parent=self)
        dialog.chosen.connect(lambda into: self.work.change(merge, row.id, into))
        dialog.open()

    def _remove(self) -> None:
        from workbench.operations.units import remove

        (row,) = self.chosen()
        self.work.change(remove, row.id)
