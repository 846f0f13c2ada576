"""Tasks on the clipboard: copied as a table for Excel and WPS, and pasted from one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.exchange.task_table import (
    CellError,
    Words,
    as_html,
    as_tsv,
    numbers,
    propose,
    read_table,
    table_of,
)
from workbench.planning.task_arrays import NO_NODE, NodeKind, TaskArrays
from workbench.queries.wording import STATES
from workbench.rows.tasks import TaskRow
from workbench.terms import TaskId
from workbench.ui import wording
from workbench.ui.dialogs.deadline import read_deadline
from workbench.ui.views.grid_editing import seat_of, year_of
from workbench.ui.work import Work

#: Up to so many tasks are read one by one; for more, all of the plan is no slower.
_FEW = 30


def copy_tasks(work: Work, tasks: Sequence[TaskId]) -> int:
    """Put the tasks on the clipboard as a table, in this order; how many they were."""
    table = table_of(list(_rows(work, tasks).values()), _words(0))
    if tasks:
        data = QMimeData()
        data.setText(as_tsv(table))
        data.setHtml(as_html(table))
        QGuiApplication.clipboard().setMimeData(data)
    return len(tasks)


def open_pasting(work: Work, arrays: TaskArrays, node: int, parent: QWidget) -> str:
    """Show what the table on the clipboard changes; new tasks go where `node` lies (NO_NODE for nowhere).

    Where there is nothing to show, a sentence says why.
    """
    from workbench.operations import bulk
    from workbench.ui.dialogs.paste_tasks import PasteDialog

    data = QGuiApplication.clipboard().mimeData()
    table = read_table(data.text(), data.html()) if data is not None else []
    seat = seat_of(arrays, node) if node != NO_NODE else None
    rows = _rows(work, [task for task in numbers(table) if arrays.node_of(NodeKind.TASK, task) != NO_NODE])
    try:
        proposals = propose(table, rows, seat, _words(year_of(arrays, node)))
    except CellError as error:
        return f"{error}请连同表头一起复制；也可在“文件”菜单中选择“从剪贴板导入”。"
    if not proposals:
        return "剪贴板里没有表格。请先在 Excel 或 WPS 表格中复制。"
    if not any(one.edit or one.problem for one in proposals):
        return f"粘贴的 {len(proposals)} 项任务与计划中的一致，没有变化。"
    place = " › ".join(reversed([arrays.name[one] for one in _place(arrays, node)]))
    dialog = PasteDialog(proposals, place, parent)
    dialog.accepted_edits.connect(lambda edits: work.change(bulk.paste, edits))
    dialog.open()
    return ""


def _rows(work: Work, tasks: Sequence[TaskId]) -> dict[TaskId, TaskRow]:
    """These tasks, in this order; a few are asked for one by one."""
    from workbench.queries.tasks import list_tasks, task

    if len(tasks) <= _FEW:
        return {id: work.ask(task, id) for id in tasks}
    every = {row.id: row for row in work.ask(list_tasks)}
    return {id: every[id] for id in tasks}


def _place(arrays: TaskArrays, node: int) -> list[int]:
    """The section and document a node lies in, nearest first."""
    if node == NO_NODE:
        return []
    return [one for one in (node, *arrays.ancestors(node)) if arrays.kind[one] != NodeKind.TASK]


def _words(year: int) -> Words:
    return Words(STATES, wording.deadline, lambda text: read_deadline(text, year))
