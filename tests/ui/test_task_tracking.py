"""Tracking from the task table: due methods, lights by hand, indicators served, supervision, 亮灯."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from workbench.operations import tasks as task_operations
from workbench.queries.due_plans import due_plan
from workbench.queries.lights import rules_in_force
from workbench.queries.periods import current_period
from workbench.queries.standings import standings
from workbench.queries.supervision import list_items
from workbench.queries.tasks import list_tasks
from workbench.rows.standing import StandingRow
from workbench.terms import Colour, DueMethod, Granularity, Period, TaskId
from workbench.ui.dialogs.due_method import DueMethodDialog
from workbench.ui.dialogs.hand_light import HandLightDialog
from workbench.ui.dialogs.supervision import TaskItemDialog
from workbench.ui.dialogs.tick_list import TickDialog
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.views.task_tracking import TaskTracking
from workbench.ui.views.tasks import TasksPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

TODAY = dt.date.today()
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    shown = window.show_view("tasks")
    assert isinstance(shown, TasksPage)
    shown.refresh_now()
    return shown


@pytest.fixture
def task(work: Work) -> TaskId:
    return work.ask(list_tasks)[0].id


@pytest.fixture
def tracking(page: TasksPage, work: Work, window: MainWindow) -> TaskTracking:
    return TaskTracking(work, page, window.go)


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def opened(page: TasksPage, kind: type[D]) -> D:
    turned()
    return next(one for one in page.findChildren(kind) if one.isVisible())


def standing(work: Work, task: TaskId) -> StandingRow:
    (row,) = work.ask(standings, work.ask(current_period, TODAY), TODAY, (task,))
    return row


def choose(dialog: DueMethodDialog, method: DueMethod | None) -> None:
    methods = [None, *DueMethod]
    dialog.method.setCurrentIndex(methods.index(method))


def write(dialog: DueMethodDialog, line: int, period: str, percent: str) -> None:
    for column, text in enumerate((period, percent)):
        item = dialog.steps.table.item(line, column)
        assert item is not None
        item.setText(text)


def test_a_plan_by_periods_replaces_the_former_in_one_step(
    page: TasksPage, work: Work, task: TaskId, tracking: TaskTracking
) -> None:
    for lines in (
        (("2025年一季度", "60"), ("2025年二季度", "80")),
        (("2025年一季度", "10"), ("2025年底", "100")),
    ):
        tracking.open_due_method(task)
        dialog = opened(page, DueMethodDialog)
        choose(dialog, DueMethod.PERIOD_PLAN)
        dialog.steps.show_figures({})
        for line, (period, percent) in enumerate(lines):
            write(dialog, line, period, percent)
        dialog.accept()
        turned()
    row = work.ask(due_plan, task)
    assert row.method is DueMethod.PERIOD_PLAN
    assert dict(row.steps) == {
        Period(2025, Granularity.QUARTER, 1): 10.0,
        Period(2025, Granularity.YEAR): 100.0,
    }
    work.undo()
    assert [percent for _, percent in work.ask(due_plan, task).steps] == [60.0, 80.0]
    work.redo()
    assert [percent for _, percent in work.ask(due_plan, task).steps] == [10.0, 100.0]


def test_a_plan_that_falls_back_is_told_before_it_is_stored(
    page: TasksPage, task: TaskId, tracking: TaskTracking
) -> None:
    tracking.open_due_method(task)
    dialog = opened(page, DueMethodDialog)
    choose(dialog, DueMethod.PERIOD_PLAN)
    assert not dialog.accept_button.isEnabled()
    write(dialog, 0, "2025年一季度", "60")
    assert dialog.accept_button.isEnabled()
    write(dialog, 1, "2025年二季度", "40")
    assert "逐期不减" in dialog._fault.text()
    assert not dialog.accept_button.isEnabled()


def test_nodes_take_weights(page: TasksPage, work: Work, task: TaskId, tracking: TaskTracking) -> None:
    tracking.open_due_method(task)
    dialog = opened(page, DueMethodDialog)
    choose(dialog, DueMethod.NODES)
    assert "还没有节点" in dialog._fault.text()
    dialog.reject()
    for month, title in ((3, "招标"), (6, "建成")):
        work.change(task_operations.add_milestone, task, title, dt.date(2025, month, 1))
    tracking.open_due_method(task)
    dialog = opened(page, DueMethodDialog)
    choose(dialog, DueMethod.NODES)
    item = dialog.nodes.item(0, 2)
    assert item is not None
    item.setText("三")
    assert not dialog.accept_button.isEnabled()
    item.setText("3")
    dialog.accept()
    turned()
    row = work.ask(due_plan, task)
    assert (row.method, [node.weight for node in row.nodes]) == (DueMethod.NODES, [3.0, 1.0])


@pytest.mark.parametrize("method", [DueMethod.TIME, DueMethod.WORKING_DAYS, None])
def test_ways_without_figures(
    page: TasksPage, work: Work, task: TaskId, tracking: TaskTracking, method: DueMethod | None
) -> None:
    tracking.open_due_method(task)
    dialog = opened(page, DueMethodDialog)
    choose(dialog, method)
    dialog.accept()
    turned()
    row = work.ask(due_plan, task)
    assert (row.given, row.method) == (method is not None, method or DueMethod.TIME)


def test_a_light_by_hand_needs_a_reason_and_is_taken_back(
    page: TasksPage, work: Work, task: TaskId, tracking: TaskTracking
) -> None:
    before = standing(work, task)
    tracking.open_hand_light(task)
    dialog = opened(page, HandLightDialog)
    assert not dialog.accept_button.isEnabled()
    assert not dialog.clear_button.isVisible()
    colours = work.ask(rules_in_force, TODAY).colours
    dialog.colour.setCurrentIndex(colours.index(Colour.YELLOW))
    dialog.reason.setPlainText("资金未到位")
    dialog.accept()
    turned()
    row = standing(work, task)
    assert (row.colour, row.by_hand) == (Colour.YELLOW, True)
    assert "资金未到位" in row.light
    tracking.open_hand_light(task)
    dialog = opened(page, HandLightDialog)
    dialog.clear_button.click()
    turned()
    assert standing(work, task) == before


def test_indicators_of_a_task_are_ticked(page: TasksPage, task: TaskId, tracking: TaskTracking) -> None:
    tracking.open_indicators(task)
    dialog = opened(page, TickDialog)
    assert dialog.ticked() == set()  # the document has no indicators
    dialog.accept()


def test_a_task_goes_under_supervision_and_is_shown_there(
    page: TasksPage, work: Work, task: TaskId, tracking: TaskTracking, window: MainWindow
) -> None:
    tracking.open_supervision(task)
    dialog = opened(page, TaskItemDialog)
    dialog.requirement.setPlainText("每月报一次")
    dialog.accept()
    turned()
    (item,) = work.ask(list_items, TODAY)
    assert (item.task, item.requirement, item.unit_name) == (task, "每月报一次", "市数据局")
    assert item.due >= TODAY  # the task's own day has passed
    assert window.page is window.view("supervision")


def test_the_menu_offers_it_all(page: TasksPage, tracking: TaskTracking, task: TaskId) -> None:
    menu = QMenu()
    tracking.fill(menu, task)
    told = [one.text() for one in menu.actions() if one.text()]
    assert told == ["填报进展", "序时进度办法…", "人工调整亮灯…", "关联指标…", "转督办…"]
    detail = QMenu()
    page.detail._row = page.detail._asked() or page.work.ask(list_tasks)[0]
    page.detail._fill_tracking(detail)
    assert [one.text() for one in detail.actions() if one.text()] == told


def test_progress_of_a_task_is_gone_to(
    page: TasksPage, window: MainWindow, tracking: TaskTracking, task: TaskId
) -> None:
    menu = QMenu()
    tracking.fill(menu, task)
    menu.actions()[0].trigger()
    turned()
    shown = window.view("progress")
    assert window.page is shown
    assert shown.table.current().task == task  # type: ignore[attr-defined]


def test_the_column_of_lights_shows_those_of_the_period(page: TasksPage, work: Work, task: TaskId) -> None:
    assert not page.sheet.beside.lights  # not asked for while it is hidden
    page.sheet.columns.toggle(Column.LIGHT, True)
    turned()
    page.refresh_now()
    expected = {row.task: row.colour for row in work.ask(standings, work.ask(current_period, TODAY), TODAY)}
    assert page.sheet.beside.lights == expected
    model = page.sheet.model()
    shown = [model.index(row, Column.LIGHT).data() for row in range(model.rowCount())]
    assert sorted(text for text in shown if text) == sorted(colour.value for colour in expected.values())
    page.sheet.set_sorting(Column.LIGHT, Qt.SortOrder.AscendingOrder)
    assert page.grab().height() > 0
