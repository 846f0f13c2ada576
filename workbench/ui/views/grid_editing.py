"""Editing cells of the task grid, wherever it stands: in 任务 and beside the Gantt.

The delegate gives the editors; `TaskEditing` turns what was typed into one operation, and holds what else can
be done with a task. Texts typed for dates are read here, since the grid knows only arrays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QStyleOptionViewItem, QWidget

from workbench.errors import WorkbenchError
from workbench.planning.task_arrays import NO_NODE, NodeKind, TaskArrays
from workbench.queries.wording import STATES
from workbench.terms import Deadline, DocumentId, MilestoneId, Role, SectionId, TaskId, TaskState, UnitChoice
from workbench.ui.dialogs.deadline import DeadlineEdit, read_deadline
from workbench.ui.itemmodels.task_delegate import TaskDelegate
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.views.row_drag import Landing
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.rows.tasks import LinkRow, TaskRow

Index = QModelIndex | QPersistentModelIndex


class GridDelegate(TaskDelegate):
    """The grid's delegate with editors for words and days. Units open a dialog: `units_wanted(node)`."""

    units_wanted = Signal(int)

    def __init__(self, model: TaskGridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == Column.UNITS:
            self.units_wanted.emit(self._grid.node_at(index.row()))
            return None  # type: ignore[return-value]  # Qt: no editor in the cell
        if index.column() in (Column.DEADLINE, Column.START):
            editor = DeadlineEdit(dt.date.today().year, parent)
            editor.be_cell()
            if index.column() == Column.START:
                editor.line.setPlaceholderText("如：2022-03-01、2022年3月")
            return editor
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, DeadlineEdit):
            end = int(self._grid.arrays.end[self._grid.node_at(index.row())])
            date = dt.date.fromordinal(end) if end else None
            editor.show_deadline(Deadline(str(index.data(Qt.ItemDataRole.EditRole) or ""), date=date))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, DeadlineEdit):
            if editor.line.text() != index.data(Qt.ItemDataRole.EditRole):
                model.setData(index, editor.line.text().strip())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place: Any = option.rect  # type: ignore[attr-defined]
        room = 210 if isinstance(editor, DeadlineEdit) else 0
        editor.setGeometry(place.adjusted(0, 0, max(0, room - place.width()), 0))


class TaskEditing(QObject):
    """What can be done with a task of the grid; each is one operation, hence one undo step."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._parent = parent

    def set_cell(self, arrays: TaskArrays, task: TaskId, column: int, value: object) -> None:
        """A cell was edited. `value` is the text typed, an int for progress, a TaskState for the state."""
        from workbench.operations import tasks

        work, year = self._work, _year(arrays, task)
        if column == Column.NAME:
            work.change(tasks.rename, task, str(value))
        elif column == Column.DEADLINE:
            work.change(tasks.set_deadline, task, read_deadline(str(value), year))
        elif column == Column.START:
            self._set_start(task, str(value), year)
        elif column == Column.PROGRESS:
            work.change(tasks.set_progress, task, int(str(value)))
        elif column == Column.STATE:
            work.change(tasks.set_state, task, TaskState(str(value)))

    def open_units(self, task: TaskId) -> None:
        """The picker on a task's units."""
        from workbench.operations.tasks import set_units
        from workbench.queries.tasks import task as ask_task
        from workbench.queries.units import unit_names
        from workbench.ui.dialogs.units import UnitPicker

        row = self._work.ask(ask_task, task)
        chosen = [UnitChoice(one.name, one.role) for one in row.units]
        picker = UnitPicker(row.title, self._work.ask(unit_names), chosen, self._parent)
        picker.picked.connect(lambda choices: self._work.change(set_units, task, choices))
        picker.open()

    def adjust_deadline(self, row: TaskRow) -> None:
        """A new deadline with the grounds for it, which the history keeps."""
        from workbench.operations.tasks import set_deadline
        from workbench.ui.dialogs.adjust import AdjustDialog

        dialog = AdjustDialog(row.title, row.deadline, self._parent)
        dialog.adjusted.connect(
            lambda deadline, grounds: self._work.change(set_deadline, row.id, deadline, grounds=grounds)
        )
        dialog.open()

    def set_state(self, tasks: Sequence[TaskId], state: TaskState) -> None:
        from workbench.operations.tasks import set_state

        label = f"更新任务状态：{len(tasks)}项 → {STATES[state]}"
        self._work.change_each(set_state, [(task, state) for task in tasks], label)

    def set_lead(self, task: TaskId, unit: str) -> None:
        from workbench.operations.tasks import set_lead

        self._work.change(set_lead, task, unit)

    def lead_by_the_first(self, rows: Sequence[TaskRow]) -> None:
        """The unit listed first leads, in every task that names no lead."""
        from workbench.operations.tasks import set_lead

        open_rows = [row for row in rows if row.units and all(u.role is not Role.LEAD for u in row.units)]
        calls = [(row.id, row.units[0].name) for row in open_rows]
        self._work.change_each(set_lead, calls, f"以列第一位的单位为牵头：{len(calls)}项任务")

    def link(self, tasks: Sequence[TaskId]) -> None:
        """Each of the tasks before the next, as one step."""
        from workbench.operations.links import add

        calls = list(pairwise(tasks))
        self._work.change_each(add, calls, f"建立前后置关系：{len(calls)}处")

    def unlink(self, tasks: Sequence[TaskId]) -> None:
        """Take away the links among the tasks, or all of a single one, as one step."""
        from workbench.operations.links import remove

        calls = [(link.id,) for link in self.links_of(tasks)]
        self._work.change_each(remove, calls, f"取消前后置关系：{len(calls)}处")

    def links_of(self, tasks: Sequence[TaskId]) -> list[LinkRow]:
        from workbench.queries.links import list_links

        chosen = set(tasks)
        enough = min(2, len(chosen))
        return [one for one in self._work.ask(list_links) if len({one.before, one.after} & chosen) >= enough]

    def set_progress(self, tasks: Sequence[TaskId], percent: int) -> None:
        from workbench.operations.tasks import set_progress

        label = f"更新进度：{len(tasks)}项 → {percent}%"
        self._work.change_each(set_progress, [(task, percent) for task in tasks], label)

    def add_milestone(self, arrays: TaskArrays, task: TaskId) -> None:
        """Ask for a milestone of the task."""
        from workbench.operations.tasks import add_milestone
        from workbench.ui.dialogs.milestone import MilestoneDialog

        title = arrays.name[arrays.node_of(NodeKind.TASK, task)]
        dialog = MilestoneDialog(title, _year(arrays, task), self._parent)
        dialog.given.connect(lambda name, day: self._work.change(add_milestone, task, name, day))
        dialog.open()

    def remove_milestone(self, milestone: MilestoneId) -> None:
        from workbench.operations.tasks import remove_milestone

        self._work.change(remove_milestone, milestone)

    def move_dates(self, task: TaskId, start: dt.date | None, end: dt.date | None) -> bool:
        """A bar was dragged; whether the plan took it. Without an end (持续推进) only the start moves."""
        from workbench.operations.tasks import move_dates, set_start

        if end is None:
            return self._work.change(set_start, task, start) is not None
        return self._work.change(move_dates, task, start, end) is not None

    def remove(self, arrays: TaskArrays, tasks: Sequence[TaskId]) -> bool:
        """Remove tasks with their parts, as one step; whether that was done."""
        from workbench.operations.tasks import remove

        nodes = {arrays.node_of(NodeKind.TASK, task): task for task in tasks}
        # Parts go with what they are parts of.
        tops = [task for node, task in nodes.items() if not nodes.keys() & set(arrays.ancestors(node))]
        return (
            self._work.change_each(remove, [(task,) for task in tops], f"删除任务：{len(tasks)}项")
            is not None
        )

    def add(self, arrays: TaskArrays, node: int, *, below: bool) -> None:
        """A new task after the one at `node`, or as a part of it; at the end of a document or section."""
        from workbench.operations.tasks import add

        title, given = QInputDialog.getText(self._parent, "新增任务", "任务名称：")
        if not given or not title.strip():
            return
        document, section = seat_of(arrays, node)
        here = TaskId(int(arrays.id[node])) if arrays.kind[node] == NodeKind.TASK else None
        above = here if below else _parent_task(arrays, node)
        after = None if below else here
        self._work.change(add, document, title.strip(), section, above, after)

    def step(self, arrays: TaskArrays, tasks: Sequence[TaskId], way: str) -> None:
        """Move tasks together one place "up" or "down" among their siblings, or one level "in" or "out"."""
        nodes = [arrays.node_of(NodeKind.TASK, task) for task in tasks]
        tops = [node for node in nodes if not set(nodes) & set(arrays.ancestors(node))]
        landing = _landing(arrays, tops, way)
        if landing is not None:
            self.move_together([TaskId(int(arrays.id[node])) for node in tops], landing)

    def move_together(self, tasks: Sequence[TaskId], landing: Landing) -> None:
        """Put tasks elsewhere, in their order, as one step."""
        from workbench.operations import bulk

        self._work.change(
            bulk.move, tuple(tasks), landing.parent, landing.section, landing.after, landing.before
        )

    def edit_together(self, arrays: TaskArrays, tasks: Sequence[TaskId]) -> None:
        """Ask what is new for all of these tasks, and change them as one step."""
        from workbench.operations import bulk
        from workbench.queries.units import unit_names
        from workbench.ui.dialogs.bulk_edit import BulkEditDialog

        year = _year(arrays, tasks[0])
        dialog = BulkEditDialog(len(tasks), self._work.ask(unit_names), year, self._parent)
        dialog.wanted.connect(
            lambda facts: self._work.change(bulk.edit, tuple(replace(facts, task=task) for task in tasks))
        )
        dialog.open()

    def _set_start(self, task: TaskId, text: str, year: int) -> None:
        from workbench.operations.tasks import set_start

        date = read_start(text, year)
        if text and date is None:
            words = f"没有看懂开始日期“{text}”。"
            self._work.troubled.emit(WorkbenchError(words, "请写成 2022-03-01 或 2022年3月。"))
        else:
            self._work.change(set_start, task, date)


def read_start(text: str, year: int) -> dt.date | None:
    """The first day of what is typed: a day, a month, a quarter or a year."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return _first_day(read_deadline(text, year))


def _first_day(stretch: Deadline) -> dt.date | None:
    months = {"year": 12, "half": 6, "quarter": 3, "month": 1}
    if stretch.date is None or stretch.precision.value not in months:
        return stretch.date
    return stretch.date.replace(month=stretch.date.month - months[stretch.precision.value] + 1, day=1)


def _year(arrays: TaskArrays, task: TaskId) -> int:
    return year_of(arrays, arrays.node_of(NodeKind.TASK, task))


def year_of(arrays: TaskArrays, node: int) -> int:
    """The year that words without one mean: that of the node's end, else of the plan's end, else ours."""
    own = int(arrays.end[node]) if node != NO_NODE else 0
    day = own or int(arrays.last_day())
    return dt.date.fromordinal(day).year if day else dt.date.today().year


def seat_of(arrays: TaskArrays, node: int) -> tuple[DocumentId, SectionId | None]:
    """The document and the section that a node lies in."""
    section: SectionId | None = None
    for above in (node, *arrays.ancestors(node)):
        if arrays.kind[above] == NodeKind.SECTION and section is None:
            section = SectionId(int(arrays.id[above]))
        if arrays.kind[above] == NodeKind.DOCUMENT:
            return DocumentId(int(arrays.id[above])), section
    raise ValueError(f"node {node} lies in no document")


def _parent_task(arrays: TaskArrays, node: int) -> TaskId | None:
    above = int(arrays.parent[node])
    if above == NO_NODE or arrays.kind[above] != NodeKind.TASK:
        return None
    return TaskId(int(arrays.id[above]))


def _landing(arrays: TaskArrays, nodes: Sequence[int], way: str) -> Landing | None:
    """Where tasks go that take a step together; None where there is no such place."""
    siblings = _siblings(arrays, nodes[0])
    places = sorted(siblings.index(node) for node in nodes if node in siblings)
    if way == "out":
        above = _parent_task(arrays, nodes[0])
        return Landing(after=above) if above is not None else None
    beside = places[-1] + 1 if way == "down" else places[0] - 1
    if not 0 <= beside < len(siblings):
        return None
    task = TaskId(int(arrays.id[siblings[beside]]))
    if way == "in":
        return Landing(parent=task)
    return Landing(before=task) if way == "up" else Landing(after=task)


def _siblings(arrays: TaskArrays, node: int) -> list[int]:
    """The tasks with the same parent, in order."""
    above = int(arrays.parent[node])
    end = int(arrays.subtree_end[above]) if above != NO_NODE else len(arrays)
    found, place = [], above + 1
    while place < end:
        if arrays.kind[place] == NodeKind.TASK:
            found.append(place)
        place = int(arrays.subtree_end[place])
    return found
