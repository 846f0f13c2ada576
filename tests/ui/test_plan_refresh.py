"""An edit of a few tasks is shown without reading the plan again; a change of the tree has it read anew."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.operations.tasks import move_dates, remove, rename
from workbench.planning.task_arrays import NodeKind
from workbench.queries import task_arrays
from workbench.queries.task_arrays import load_nodes, load_task_arrays
from workbench.queries.tasks import list_tasks
from workbench.ui.views.page import Place
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


def test_a_large_plan_is_painted_before_it_is_read_whole(
    window: MainWindow, work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_arrays, "_SMALL_PLAN", 0)
    monkeypatch.setattr(task_arrays, "_FIRST_SCREEN", 1)
    whole = len(load_task_arrays(work.task_connection()))
    window.show()
    page = window.show_view("gantt")
    assert isinstance(page, PlanPage)
    page.refresh_now()
    assert 0 < len(page.arrays) < whole
    assert page.busy
    qtbot.waitUntil(lambda: not page.busy)
    assert len(page.arrays) == whole


def test_a_task_of_a_large_plan_is_found_at_once(
    window: MainWindow, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_arrays, "_SMALL_PLAN", 0)
    monkeypatch.setattr(task_arrays, "_FIRST_SCREEN", 1)
    window.show()
    last = work.ask(list_tasks)[-1]
    window.go(Place("gantt", task=last.id))
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.current_task == last.id
