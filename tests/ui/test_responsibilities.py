"""责任: the matrix by mouse and keys, the heat map with what is behind it, one unit's sheet, the checks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.laws.moves import contents
from workbench.operations import tasks
from workbench.planning.workload import LoadBy
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace
from workbench.terms import Role
from workbench.ui.views.matrix import CELL, MatrixView
from workbench.ui.views.page import Place
from workbench.ui.views.responsibilities import ResponsibilitiesPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow) -> ResponsibilitiesPage:
    page = window.show_view("responsibilities")
    assert isinstance(page, ResponsibilitiesPage)
    page.refresh_now()
    return page


@pytest.fixture
def matrix(page: ResponsibilitiesPage) -> MatrixView:
    page.matrix_pane.matrix.setFocus()
    return page.matrix_pane.matrix


@pytest.fixture
def wanted(page: ResponsibilitiesPage) -> Iterator[list[Place]]:
    places: list[Place] = []
    page.wanted.connect(places.append)
    yield places


def at(row: int, column: int) -> QPoint:
    return QPoint(column * CELL + CELL // 2, row * CELL + CELL // 2)


def unit_row(page: ResponsibilitiesPage, name: str) -> int:
    return [row.name for row in page.matrix_pane.model.rows].index(name)


def role_of(work: Work, task: int, name: str) -> Role | None:
    return {one.name: one.role for one in work.ask(list_tasks)[task].units}.get(name)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were offered; a screen nobody looks at cannot hold the keyboard for them."""
    offered: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: offered.append(menu))
    return offered


def test_a_second_click_on_a_cell_offers_the_roles(
    page: ResponsibilitiesPage, matrix: MatrixView, work: Work, menus: list[QMenu]
) -> None:
    row = unit_row(page, "市财政局")
    assert matrix.role_at(row, 0) is Role.SUPPORT
    QTest.mouseClick(matrix.viewport(), LEFT, pos=at(row, 0))
    assert page.matrix_pane.units.currentIndex().row() == row
    assert not menus
    QTest.mouseClick(matrix.viewport(), LEFT, pos=at(row, 0))
    menus[0].actions()[0].trigger()
    assert role_of(work, 0, "市财政局") is Role.LEAD
    work.undo()
    assert role_of(work, 0, "市财政局") is Role.SUPPORT


def test_keys_give_a_block_of_cells_a_role_as_one_step(
    page: ResponsibilitiesPage, matrix: MatrixView, work: Work
) -> None:
    workspace = work.workspace
    assert isinstance(workspace, Workspace)
    before = contents(workspace)
    row = unit_row(page, "市数据局")
    QTest.mouseClick(matrix.viewport(), LEFT, pos=at(row, 1))
    QTest.keyClick(matrix, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(matrix, Qt.Key.Key_Right, SHIFT)
    assert "共选中3格" in matrix.accessibleDescription()
    QTest.keyClick(matrix, Qt.Key.Key_3)
    assert [role_of(work, task, "市数据局") for task in (1, 2, 3)] == [Role.SUPPORT] * 3
    assert work.undo_label == "调整责任单位：3项任务 → 配合"
    page.refresh_now()
    QTest.keyClick(matrix, Qt.Key.Key_Delete)
    assert [role_of(work, task, "市数据局") for task in (1, 2, 3)] == [None] * 3
    work.undo()
    work.undo()
    assert contents(workspace) == before


def test_the_matrix_is_walked_by_keys_and_opens_tasks(
    page: ResponsibilitiesPage, matrix: MatrixView, wanted: list[Place]
) -> None:
    QTest.keyClick(matrix, Qt.Key.Key_Down)
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert page.matrix_pane.units.currentIndex().row() == 1
    assert matrix.current_column == 1
    assert matrix.tasks[1].title in matrix.accessibleDescription()
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert wanted == [Place("tasks", task=matrix.tasks[1].id)]


def test_filtering_the_list_arranges_the_matrix(page: ResponsibilitiesPage, matrix: MatrixView) -> None:
    page.matrix_pane.model.filter("财政")
    assert matrix.role_at(0, 0) is Role.SUPPORT


def test_a_number_of_the_heat_map_lists_its_tasks(page: ResponsibilitiesPage, wanted: list[Place]) -> None:
    pane = page.load_pane
    page.tabs.setCurrentWidget(pane)
    page.refresh_now()
    pane.by.setCurrentIndex(list(LoadBy).index(LoadBy.DUE))
    names = [name for _, name in pane.model.table.units]
    index = pane.model.index(names.index("市数据局"), 0)
    assert index.data() == "1"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "市数据局，2025年三季度：1项"
    QTest.mouseClick(pane.heat.viewport(), LEFT, pos=pane.heat.visualRect(index).center())
    assert [row.title for row in pane.tasks.rows] == ["扩容政务云平台"]
    assert pane.caption.text() == "市数据局　2025年三季度　1项"
    pane.behind.setCurrentIndex(pane.tasks.index(0, 0))
    QTest.keyClick(pane.behind, Qt.Key.Key_Return)
    assert wanted[0].task == pane.tasks.rows[0].id
    pane.roles.setCurrentIndex(1)
    assert "市财政局" not in [name for _, name in pane.model.table.units]


def test_a_unit_has_its_sheet(page: ResponsibilitiesPage, wanted: list[Place], work: Work) -> None:
    unit = page.matrix_pane.model.rows[unit_row(page, "市数据局")]
    page.matrix_pane.units.chosen.emit(unit)
    page.refresh_now()
    pane = page.sheet_pane
    assert page.tabs.currentWidget() is pane
    assert pane.unit.currentText() == "市数据局"
    assert [row.title for row in pane.model.rows] == ["扩容政务云平台"]
    assert pane.summary.text() == "牵头1项，责任0项，配合0项，成果0项"
    pane.table.chosen.emit(pane.model.rows[0])
    assert wanted[-1].task == work.ask(list_tasks)[0].id
    QTest.mouseClick(pane.print_button, LEFT)
    assert (wanted[-1].look, wanted[-1].unit) == ("unit-sheet", "市数据局")


def test_the_checks_jump_and_mend(
    page: ResponsibilitiesPage, wanted: list[Place], work: Work, qtbot: QtBot
) -> None:
    pane = page.checks_pane
    page.tabs.setCurrentWidget(pane)
    page.refresh_now()
    assert [row.title for row in pane.leaderless.rows] == ["完善视频专网", "开展数字技能培训"]
    pane.tasks.chosen.emit(pane.leaderless.rows[0])
    assert wanted[-1] == Place("tasks", task=pane.leaderless.rows[0].id)
    QTest.mouseClick(pane.first_leads, LEFT)
    assert role_of(work, 1, "市公安局") is Role.LEAD
    assert role_of(work, 3, "市人社局") is Role.LEAD
    page.refresh_now()
    assert pane.count.text() == "没有牵头单位的任务：0项"
    work.undo()
    assert role_of(work, 1, "市公安局") is Role.RESPONSIBLE
    pane.many.setValue(0)
    assert [row.name for row in pane.busy.rows] != []
    with qtbot.waitSignal(pane.sheet_wanted):
        pane.units.chosen.emit(pane.busy.rows[0])
    pane.many.setValue(10)
    assert pane.busy.rows == []


def test_a_change_elsewhere_shows_here(page: ResponsibilitiesPage, work: Work) -> None:
    page.tabs.setCurrentWidget(page.checks_pane)
    page.refresh_now()
    work.change(tasks.set_lead, work.ask(list_tasks)[1].id, "市公安局")
    QApplication.processEvents()
    assert [row.title for row in page.checks_pane.leaderless.rows] == ["开展数字技能培训"]
