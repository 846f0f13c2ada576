"""任务: the task table by document, unit, state, year or leader, edited in place, with details beside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSplitter

from workbench.changes import ChangeSet
from workbench.planning.grouping import GROUPS_IN_WORDS, GroupBy
from workbench.planning.plan_views import SavedView, documents_of
from workbench.planning.row_index import NO_ROW
from workbench.planning.task_arrays import NO_NODE, NodeKind, TaskArrays
from workbench.queries.task_arrays import load_task_arrays
from workbench.queries.task_beside import latest_progress, leaders_in_charge
from workbench.terms import Colour, TaskId
from workbench.ui.controls import menu_button, push_button, tool_button
from workbench.ui.itemmodels.task_grid import HEADS, Beside, Column
from workbench.ui.settings import Settings
from workbench.ui.views.page import Place
from workbench.ui.views.plan import PlanPage
from workbench.ui.views.row_drag import Landing
from workbench.ui.views.task_detail import TaskDetail
from workbench.ui.views.task_sheet import TaskSheet
from workbench.ui.views.view_menu import ViewMenu
from workbench.ui.work import Work

_COLUMNS = "tasks/columns"
_WRAPPED = "tasks/wrapped"
_ORDERS = {Qt.SortOrder.AscendingOrder: "升序", Qt.SortOrder.DescendingOrder: "降序"}


class TasksPage(PlanPage):
    """The task sheet and the details of the current task, asked for when one is current."""

    title = "任务"
    elsewhere = ("gantt", "甘特图")

    def __init__(self, work: Work) -> None:
        self.sheet = sheet = TaskSheet()
        super().__init__(work, sheet, sheet)
        self.detail = TaskDetail(work)
        self.views = ViewMenu(work, self.present_view, self)
        self._settings: Settings | None = None
        self._fresh = True
        self._fill_bar()
        splitter = QSplitter()
        splitter.addWidget(sheet)
        splitter.addWidget(self.detail)
        splitter.setSizes([900, 320])
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        self.body.addWidget(splitter, 1)
        self._connect()

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.selection_changed.connect(lambda _: self.detail.show_task(self.current_task))
        sheet.said.connect(self.said)
        sheet.step_wanted.connect(self._step)
        sheet.nudge_requested.connect(self._nudge)
        sheet.dropped.connect(self._drop)
        sheet.copy_wanted.connect(self.copy)
        sheet.paste_wanted.connect(self.paste)
        sheet.columns.changed.connect(self._remember)
        self._add_key(sheet, "Ctrl+E", self.edit_selection)
        self.views.chosen.connect(self.show_view)
        self.detail.source_wanted.connect(
            lambda row: self.wanted.emit(Place("documents", document=row.document, span=row.span))
        )
        self.detail.units_wanted.connect(self.editing.open_units)
        self.detail.place_wanted.connect(self.wanted)

    def refresh(self) -> None:
        connection = self.work.task_connection()
        arrays = load_task_arrays(connection)
        self.sheet.set_editable(self.work.writable)
        self.sheet.set_beside(
            Beside(
                latest_progress(connection),
                _documents_by_task(arrays),
                leaders_in_charge(connection),
                self._lights(),
            )
        )
        self.sheet.set_arrays(arrays)
        self._new.setEnabled(self.work.writable)
        if self._fresh and len(self.arrays):
            self._fresh = False
            self._select_first_task()
        self.detail.say_nothing_to_show(len(self.arrays) > 0)
        self.detail.show_task(self.current_task)

    def _lights(self) -> Mapping[int, Colour]:
        """The lights of the present period, where their column is shown: they are not had for nothing."""
        if not self.sheet.columns.shows(Column.LIGHT):
            return {}
        from workbench.queries.light_colours import light_colours
        from workbench.queries.periods import current_period

        today = dt.date.today()
        return self.work.ask(light_colours, self.work.ask(current_period, today), today)

    def note(self, changes: ChangeSet) -> None:
        super().note(changes)
        if "progress_reports" in changes.tables or self.sheet.columns.shows(Column.LIGHT):
            self.make_stale()
        self.detail.make_stale()

    def go(self, place: Place) -> None:
        super().go(place)
        if place.section is not None:
            self._show_heading(self.arrays.node_of(NodeKind.SECTION, place.section))
        elif place.task is None and place.document is not None:
            self._show_heading(self.arrays.node_of(NodeKind.DOCUMENT, place.document))

    @property
    def busy(self) -> bool:
        return super().busy or self.detail.busy

    def let_go(self) -> None:
        super().let_go()
        self.detail.let_go()

    def remember_in(self, settings: Settings) -> None:
        self._settings = settings
        with suppress(ValueError, TypeError):  # a file that somebody has edited by hand
            layout = json.loads(settings.text(_COLUMNS, "[]"))
            self.sheet.columns.show(tuple((str(name), int(width)) for name, width in layout))
        self._set_wrapped(settings.text(_WRAPPED, "1") == "1")

    # Views ----------------------------------------------------------------------------------------------

    def present_view(self) -> SavedView:
        """What is on screen, as a view without a name."""
        column, order = self.sheet.sorting
        return SavedView(
            "",
            self.filter.conditions,
            self.sheet.group_by,
            self.sheet.columns.layout(),
            Column(column).name if column >= 0 else "",
            order is Qt.SortOrder.DescendingOrder,
        )

    def show_view(self, view: SavedView) -> None:
        """Show the tasks of a view, as it shows them; its columns where it has any."""
        if view.columns:
            self.sheet.columns.show(view.columns)
        self.set_grouping(view.group_by)
        column = Column.__members__.get(view.sorted_by)
        order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        self.sheet.set_sorting(-1 if column is None else int(column), order)
        self.filter.set_conditions(view.conditions)
        self.views.show_name(view.name)

    def set_grouping(self, by: GroupBy) -> None:
        self.sheet.set_grouping(by)
        self._groups.setText(f"分组：{GROUPS_IN_WORDS[by]} ▾")

    def _start_over(self) -> None:
        self._fresh = True
        self.views.show_name("")
        super()._start_over()

    # The bar --------------------------------------------------------------------------------------------

    def _fill_bar(self) -> None:
        self._new = push_button("新增任务…", self._add, "add")
        self._groups = menu_button("分组：文件和章节", self._fill_groups)
        self._shown = menu_button("列", self._fill_columns)
        self._shown.setToolTip("选择显示的列，也可在表头上点右键")
        self.bar.insertWidget(1, self.views.button)
        self.bar.addWidget(self._groups)
        self.bar.addWidget(self._shown)
        for name, drawing, act in (
            ("全部展开", "expand", self.sheet.expand_all),
            ("全部折叠", "collapse", self.sheet.collapse_all),
        ):
            button = tool_button(name, drawing, act)
            button.setIconSize(QSize(18, 18))
            self.bar.addWidget(button)
        self.bar.addStretch(1)
        self.bar.addWidget(self._new)

    def _fill_groups(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for by, name in GROUPS_IN_WORDS.items():
            entry = menu.addAction(name, partial(self.set_grouping, by))
            entry.setCheckable(True)
            entry.setChecked(by is self.sheet.group_by)
            group.addAction(entry)

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        self.sheet.columns.fill_menu(menu)
        menu.addSeparator()
        self._fill_sorting(menu.addMenu("排序"))
        wrapped = menu.addAction("长名称换行显示")
        wrapped.setCheckable(True)
        wrapped.setChecked(self.sheet.wrapped)
        wrapped.toggled.connect(self._set_wrapped)

    def _fill_sorting(self, menu: QMenu) -> None:
        """What a click on a head does, for the keyboard."""
        by, present = self.sheet.sorting
        plain = menu.addAction("按文件顺序", partial(self.sheet.set_sorting, -1, present))
        plain.setCheckable(True)
        plain.setChecked(by < 0)
        for order, told in _ORDERS.items():
            menu.addSeparator()
            for name, _ in self.sheet.columns.layout():
                column = Column[name]
                text = f"{HEADS[column]}（{told}）"
                entry = menu.addAction(text, partial(self.sheet.set_sorting, int(column), order))
                entry.setCheckable(True)
                entry.setChecked((by, present) == (column, order))

    def _set_wrapped(self, wrapped: bool) -> None:
        self.sheet.set_wrapped(wrapped)
        if self._settings is not None:
            self._settings.save_text(_WRAPPED, "1" if wrapped else "0")

    def _remember(self) -> None:
        if self.sheet.columns.shows(Column.LIGHT) and not self.sheet.beside.lights:
            self.make_stale()
        if self._settings is not None:
            self._settings.save_text(_COLUMNS, json.dumps(self.sheet.columns.layout()))

    # What is done with tasks ----------------------------------------------------------------------------

    def edit_selection(self) -> None:
        """New facts for every selected task, as one step (批量修改)."""
        tasks = [TaskId(task) for task in self.sheet.selected_ids()]
        if tasks and self.work.writable:
            self.editing.edit_together(self.arrays, tasks)

    def copy(self) -> None:
        """The selected tasks as a table with their numbers, for Excel, WPS, or another plan."""
        from workbench.ui.views.task_clipboard import copy_tasks

        nodes = self._nodes()
        if copied := copy_tasks(self.work, [TaskId(task) for task in self.sheet.selected_ids()]):
            self.said.emit(f"已复制 {copied} 项任务，可粘贴到 Excel 或 WPS 表格，改好后再粘贴回来。")
        elif nodes:
            self.said.emit("请先选中要复制的任务。")

    def paste(self) -> None:
        """A table from Excel, WPS or this program: what it changes is shown before it is done."""
        from workbench.ui.views.task_clipboard import open_pasting

        if self.work.writable:
            nodes = self._nodes() or ([0] if len(self.arrays) else [])
            if told := open_pasting(self.work, self.arrays, nodes[0] if nodes else NO_NODE, self):
                self.said.emit(told)

    def _step(self, way: str) -> None:
        """Alt+Shift+arrow: the selected tasks one place on, or one level in or out."""
        tasks = [TaskId(task) for task in self.sheet.selected_ids()]
        if not tasks or not self.work.writable:
            return
        if self._may_rearrange():
            self.editing.step(self.arrays, tasks, way)

    def _nudge(self, days: int) -> None:
        """Alt+←/→: the selected tasks a day earlier or later."""
        from workbench.operations.gantt import shift

        if (tasks := self.sheet.selected_ids()) and self.work.writable:
            self.work.change(shift, tuple(map(TaskId, tasks)), days)

    def _drop(self, tasks: list[TaskId], landing: Landing) -> None:
        self.editing.move_together(tasks, landing)

    def _may_rearrange(self) -> bool:
        if not self.sheet.rearrangeable:
            self.said.emit("请先按文件和章节分组、取消排序，再调整任务的位置。")
        return self.sheet.rearrangeable

    def _select_first_task(self) -> None:
        tasks = np.flatnonzero(self.arrays.kind == NodeKind.TASK)
        if len(tasks):
            self.sheet.show_task(int(self.arrays.id[tasks[0]]))

    def _show_heading(self, node: int) -> None:
        """Bring the row of a document or section to the top of the grid."""
        if self.sheet.group_by is not GroupBy.DOCUMENT:
            self.set_grouping(GroupBy.DOCUMENT)
        self.sheet.reveal(node)
        row = self.sheet.index_rows.row_of(node) if node != NO_NODE else NO_ROW
        if row != NO_ROW:
            index = self.sheet.model().index(row, Column.NAME)
            self.sheet.setCurrentIndex(index)
            self.sheet.scrollTo(index, self.sheet.ScrollHint.PositionAtTop)


def _documents_by_task(arrays: TaskArrays) -> dict[int, str]:
    tasks = np.flatnonzero(arrays.kind == NodeKind.TASK).tolist()
    titles, ids = documents_of(arrays), arrays.id.tolist()
    return {ids[node]: titles[node] for node in tasks}
