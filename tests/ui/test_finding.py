"""Ctrl+K, Ctrl+F and Ctrl+H: found by keys, seen before it is changed, one step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.typed import commit
from workbench.operations import tasks
from workbench.queries.history import list_steps
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.rows.search import Found
from workbench.ui.dialogs.replace import FindDialog
from workbench.ui.dialogs.search import SearchDialog
from workbench.ui.itemmodels.found import Head, Recent
from workbench.ui.views.tasks import TasksPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def keys_let_go(qtbot: QtBot, window: MainWindow) -> Iterator[None]:
    """Qt remembers Ctrl as held where a dialog took the focus before its key went up."""
    yield
    qtbot.keyRelease(window, Qt.Key.Key_Control)


@pytest.fixture
def search(qtbot: QtBot, window: MainWindow) -> SearchDialog:
    """The search, opened by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    dialog = window.findChild(SearchDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def lines(dialog: SearchDialog) -> list[str]:
    model = dialog.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_words_are_found_by_document_and_enter_goes_there(
    qtbot: QtBot, search: SearchDialog, window: MainWindow, work: Work
) -> None:
    commit(search.line, "电子證照")
    assert lines(search) == ["2025年数字云溪工作要点", "推广电子证照"]
    found = search.model.line(1)
    assert isinstance(found, Found)
    assert found.name_lit == ((2, 6),)
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert not search.isVisible()
    page = window.page
    assert isinstance(page, TasksPage)
    assert page.current_task == work.ask(list_tasks)[2].id


def test_initials_find_a_unit_and_lead_to_its_tasks(
    qtbot: QtBot, search: SearchDialog, window: MainWindow
) -> None:
    qtbot.keyClicks(search.line, "gaj")
    assert lines(search)[:2] == ["单位", "市公安局"]
    qtbot.keyClick(search.line, Qt.Key.Key_Enter)
    page = window.page
    assert isinstance(page, TasksPage)
    assert page.filter.strip.texts == ["责任单位：市公安局"]


def test_arrows_pass_over_the_heads(qtbot: QtBot, search: SearchDialog) -> None:
    commit(search.line, "市")
    heads = [row for row in range(search.model.rowCount()) if isinstance(search.model.line(row), Head)]
    assert search.list.currentIndex().row() == 1
    seen = []
    for _ in range(search.model.rowCount()):
        seen.append(search.list.currentIndex().row())
        qtbot.keyClick(search.line, Qt.Key.Key_Down)
    assert not set(seen) & set(heads)
    assert search.list.currentIndex().row() == search.model.rowCount() - 1
    qtbot.keyClick(search.line, Qt.Key.Key_PageUp)
    assert search.list.currentIndex().row() < search.model.rowCount() - 1


def test_a_section_and_a_document_are_gone_to(search: SearchDialog, window: MainWindow, qtbot: QtBot) -> None:
    commit(search.line, "惠民应用")
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, TasksPage)
    assert page.table.currentIndex().siblingAtColumn(1).data() == "二、拓展惠民应用"
    search.ask()
    search.line.clear()
    commit(search.line, "云政办")
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert window.page is window.view("documents")


def test_searches_made_before_are_offered(search: SearchDialog, qtbot: QtBot, window: MainWindow) -> None:
    assert lines(search) == []
    for words in ("视频专网", "政务云"):
        search.line.clear()
        commit(search.line, words)
        qtbot.keyClick(search.line, Qt.Key.Key_Return)
        search.ask()
    search.line.clear()
    assert lines(search) == ["最近搜索", "政务云", "视频专网"]
    qtbot.keyClick(search.line, Qt.Key.Key_Down)
    assert isinstance(search.model.line(search.list.currentIndex().row()), Recent)
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert search.line.text() == "视频专网"
    assert search.isVisible()


def test_an_edit_shows_in_the_open_search(search: SearchDialog, work: Work) -> None:
    commit(search.line, "区块链")
    assert "没有找到" in search.told.text()
    work.change(tasks.rename, work.ask(list_tasks)[0].id, "区块链平台")
    assert lines(search)[1:] == ["区块链平台"]
    work.close()
    assert not search.isVisible()


def test_a_large_plan_is_indexed_between_other_things(
    qtbot: QtBot, window: MainWindow, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the search breaks it off; what is changed meanwhile is found too."""
    monkeypatch.setattr("workbench.queries.search.CHUNK", 1)
    window.search()
    dialog = window.findChild(SearchDialog)
    assert dialog is not None
    assert dialog.busy
    assert "正在建立索引" in dialog.told.text()
    dialog.reject()
    assert not dialog.busy
    work.change(tasks.rename, work.ask(list_tasks)[3].id, "区块链培训")
    window.search()
    commit(dialog.line, "区块链")
    qtbot.waitUntil(lambda: not dialog.busy and lines(dialog)[1:] == ["区块链培训"])


@pytest.fixture
def replacing(qtbot: QtBot, window: MainWindow) -> FindDialog:
    """Find and replace, opened by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_H, CONTROL)
    dialog = window.findChild(FindDialog)
    assert dialog is not None
    return dialog


def places(dialog: FindDialog) -> list[QTreeWidgetItem]:
    return dialog._items()


def test_every_place_is_seen_and_replaced_as_one_step(
    qtbot: QtBot, replacing: FindDialog, work: Work, window: MainWindow
) -> None:
    before, steps = work.ask(list_tasks), len(work.ask(list_steps))
    commit(replacing.sought, "數字")
    commit(replacing.by, "数智")
    replacing.look()
    assert [(item.text(0), item.text(2)) for item in places(replacing)][:2] == [
        ("章节标题", "一、夯实数智底座"),
        ("任务名称", "开展数智技能培训"),
    ]
    replacing.scope.setCurrentIndex(replacing.scope.findText("任务名称"))
    assert work.ask(list_tasks) == before
    qtbot.mouseClick(replacing._replace, Qt.MouseButton.LeftButton)
    assert work.ask(list_tasks)[3].title == "开展数智技能培训"
    assert len(work.ask(list_steps)) == steps + 1
    assert work.undo_label == "替换文字：“數字” → “数智”，1处"
    assert "已替换 1 处" in window.messages.text
    replacing.look()
    assert places(replacing) == []
    work.undo()
    assert work.ask(list_tasks) == before


def test_the_planner_ticks_what_is_replaced(replacing: FindDialog, work: Work) -> None:
    commit(replacing.sought, "市公安局")
    commit(replacing.by, "市公安分局")
    replacing.look()
    unit = next(item for item in places(replacing) if item.text(0) == "单位名称")
    assert unit.checkState(0) == Qt.CheckState.Unchecked, "a unit is renamed only when that is asked for"
    assert replacing.edits() == ()
    assert not replacing._replace.isEnabled()
    unit.setCheckState(0, Qt.CheckState.Checked)
    replacing.replace()
    assert "市公安分局" in {one.name for one in work.ask(list_units)}


def test_the_scope_and_exact_writing_narrow_what_is_found(replacing: FindDialog) -> None:
    commit(replacing.sought, "視頻")
    replacing.look()
    found = len(places(replacing))
    assert found
    replacing.exact.setChecked(True)
    assert places(replacing) == []
    replacing.exact.setChecked(False)
    replacing.scope.setCurrentIndex(replacing.scope.findText("指标名称"))
    assert places(replacing) == []


def test_ctrl_f_finds_and_leads_there(qtbot: QtBot, window: MainWindow, work: Work) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    dialog = window.findChild(FindDialog)
    assert dialog is not None
    assert not dialog.by.isVisible()
    commit(dialog.sought, "电子证照")
    qtbot.waitUntil(lambda: len(places(dialog)) > 0)
    dialog.tree.itemActivated.emit(places(dialog)[0], 0)
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, TasksPage)
    assert page.current_task == work.ask(list_tasks)[2].id
