"""An edit of a few tasks is shown without reading the plan again; a change of the tree has it read anew."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication

from workbench.operations.tasks import move_dates, remove, rename
from workbench.planning.task_arrays import NodeKind
from workbench.queries.task_arrays import load_nodes, load_task_arrays
from workbench.queries.tasks import list_tasks
from workbench.ui.views.plan import PlanPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


def test_an_edit_writes_its_task_alone(window: MainWindow, work: Work) -> None:
    page = window.show_view("tasks")
    assert isinstance(page, PlanPage)
    page.refresh_now()
    arrays, task = page.arrays, work.ask(list_tasks)[1]
    work.change(rename, task.id, "补齐视频专网")
    work.change(move_dates, task.id, dt.date(2025, 4, 1), dt.date(2025, 8, 31))
    QApplication.processEvents()
    assert page.arrays is arrays
    node = page.node_of(task.id)
    assert arrays.name[node] == "补齐视频专网"
    assert arrays.end[node] == dt.date(2025, 8, 31).toordinal()
    work.undo()
    work.undo()
    assert page.arrays is arrays
    assert arrays.name[node] == task.title
    work.change(remove, task.id)
    page.refresh_now()
    assert page.arrays is not arrays
    assert len(page.arrays) == len(arrays) - 1


def test_fresh_nodes_are_those_of_the_whole_plan(work: Work) -> None:
    whole = load_task_arrays(work.task_connection())
    ids = [int(whole.id[node]) for node in range(len(whole)) if whole.kind[node] == NodeKind.TASK]
    fresh = {node.id: node for node in load_nodes(work.task_connection(), [*ids, 10_000])}
    assert set(fresh) == set(ids)
    for id in ids:
        node = whole.node(whole.node_of(NodeKind.TASK, id))
        assert fresh[id] == node._replace(depth=0)
