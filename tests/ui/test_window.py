"""The frame: titles, steps by name, history, read-only plans, files dropped on the window."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.laws.moves import contents
from workbench import app
from workbench.operations.tasks import rename, set_progress
from workbench.operations.units import add as add_unit
from workbench.queries.documents import list_documents
from workbench.queries.tasks import list_tasks
from workbench.reading.draft import Draft
from workbench.storage.workspace import Workspace
from workbench.ui.dialogs import files
from workbench.ui.settings import Settings
from workbench.ui.views import catalogue
from workbench.ui.views.history import HistoryDock
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


def test_the_title_names_the_plan(window: MainWindow) -> None:
    assert window.windowTitle() == "数字云溪 — 规划工作台"


def test_undo_and_redo_name_their_step(window: MainWindow, work: Work) -> None:
    task = work.ask(list_tasks)[0]
    work.change(rename, task.id, "扩容政务云")
    assert window.menus.undo.text().startswith("撤销(&U) 修改任务名称")
    assert not window.menus.redo.isEnabled()
    window.menus.undo.trigger()
    assert work.ask(list_tasks)[0].title == task.title
    assert window.menus.redo.text().startswith("重做(&R) 修改任务名称")
    window.menus.redo.trigger()
    assert work.ask(list_tasks)[0].title == "扩容政务云"


def test_history_tells_what_was_undone(qtbot: QtBot, window: MainWindow, work: Work) -> None:
    task = work.ask(list_tasks)[0]
    work.change(set_progress, task.id, 40, reason="季度调度")
    work.undo()
    window.history.show()
    qtbot.waitUntil(lambda: bool(window.history.steps))
    undo, done, imported = window.history.steps
    assert (done.undone, imported.undone, done.reason) == (True, False, "季度调度")
    assert undo.who == done.who
    cell = window.history.table.model().index(1, 1)
    assert cell.data().endswith("\n原因：季度调度")
    assert _history_colour(window.history, 1) != _history_colour(window.history, 2)


def test_a_narrow_history_cuts_no_words_off(qtbot: QtBot, window: MainWindow, work: Work) -> None:
    """A long step takes the lines it needs, fewer as the dock grows wide."""
    task = work.ask(list_tasks)[0]
    work.change(rename, task.id, "扩容政务云平台并把全市各部门已有的业务系统分三批迁入，同步淘汰老旧机房")
    window.history.show()
    window.resizeDocks([window.history], [340], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: len(window.history.steps) == 2)
    table = window.history.table
    qtbot.waitUntil(lambda: table.rowHeight(0) > 2 * table.fontMetrics().lineSpacing())
    tall = table.rowHeight(0)
    window.resizeDocks([window.history], [900], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: table.rowHeight(0) < tall)


def _history_colour(dock: HistoryDock, row: int) -> object:
    table = dock.widget()
    index = table.model().index(row, 1)  # type: ignore[attr-defined]
    return index.data(Qt.ItemDataRole.ForegroundRole)


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_view_opens_and_speaks_chinese(qtbot: QtBot, window: MainWindow, name: str) -> None:
    page = window.show_view(name)
    page.refresh_now()
    QApplication.processEvents()
    texts = [button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()]
    texts += [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    english = [text for text in texts if any("a" <= c <= "z" for c in text.replace("pdf", ""))]
    assert not english


def test_standard_buttons_are_chinese(qtbot: QtBot, qapp: QApplication) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert [button.text().split("(")[0] for button in box.buttons()] == ["确定", "取消"]


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    keys = [key.toString() for one in window.findChildren(QAction) for key in one.shortcuts()]
    assert len(keys) == len(set(keys)) > 10


def test_a_second_window_is_told_who_has_the_plan(
    qtbot: QtBot, window: MainWindow, plan: Path, tmp_path: Path
) -> None:
    second = MainWindow(app.make_work(plan), Settings(tmp_path / "other"))
    qtbot.addWidget(second)
    second.show()
    banner = second._banner.text()
    assert "打开：可以查看和打印，不能修改" in banner
    assert not second.menus.undo.isEnabled()
    second.work.close()


def test_a_refused_change_is_one_line_in_the_message_bar(window: MainWindow, work: Work) -> None:
    task = work.ask(list_tasks)[0]
    assert work.change(set_progress, task.id, 250) is None
    assert window.messages.isVisible()
    assert window.messages.text == "进度不能是 250%。请填写 0 到 100 之间的整数。"


def test_what_is_not_a_plan_leaves_the_present_one_open(window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "假的.pwb"
    other.write_text("不是计划", encoding="utf-8")
    assert not window.open_plan(other)
    assert window.messages.isVisible()
    assert window.windowTitle().startswith("数字云溪")


def test_a_dropped_plan_is_opened_and_remembered(
    window: MainWindow, tmp_path: Path, settings: Settings
) -> None:
    other = tmp_path / "另一计划.pwb"
    Workspace.create(other).close()
    window.take_files([other])
    assert window.windowTitle() == "另一计划 — 规划工作台"
    assert [path.stem for path in settings.recent_plans] == ["另一计划", "数字云溪"]


def test_closing_the_plan_shows_the_start_page(window: MainWindow) -> None:
    window.close_plan()
    assert window.page is None
    assert not window.navigation.isVisible()
    assert window.windowTitle() == "规划工作台"


def test_a_bug_is_an_apology_with_a_report(
    window: MainWindow, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    try:
        raise ZeroDivisionError("a bug of ours")
    except ZeroDivisionError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    window.hook(kind, error, trace)
    dialog = window.hook._dialog
    assert dialog is not None
    assert "ZeroDivisionError: a bug of ours" in dialog.report
    assert "test_window.py" in dialog.report
    assert "bug" in caplog.text
    dialog.close()


def test_opening_the_plan_that_is_open_changes_nothing(window: MainWindow, plan: Path, work: Work) -> None:
    before = work.workspace
    assert window.open_plan(plan)
    assert work.workspace is before
    assert work.writable


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_whatever_takes_the_focus_has_a_name(window: MainWindow, name: str) -> None:
    page = window.show_view(name)
    page.refresh_now()
    QApplication.processEvents()
    tabbed = Qt.FocusPolicy.TabFocus
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & tabbed and not is_named(widget)
    ]
    assert not nameless


def is_named(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QAbstractScrollArea | QAbstractSpinBox | QComboBox | QDateEdit)
    return bool(widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()) or inner)


def test_the_window_comes_back_where_it_was_left(
    qtbot: QtBot, window: MainWindow, work: Work, settings: Settings
) -> None:
    window.show_view("results")
    window.history.show()
    window.close()
    again = MainWindow(work, Settings(settings.folder))
    qtbot.addWidget(again)
    again.show()
    assert again.page is again.view("results")
    assert again.history.isVisible()


def test_a_copy_is_saved_elsewhere_and_work_goes_on_here(
    window: MainWindow, work: Work, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "副本.pwb"
    monkeypatch.setattr(files, "choose_where_to_save", lambda *_: copy)
    window.save_copy()
    assert "副本已保存" in window.messages.text
    assert window.windowTitle().startswith("数字云溪")
    with Workspace.open(copy, read_only=True) as other:
        assert other.ask(list_tasks) == work.ask(list_tasks)


def press(dialog: QDialog, name: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("documents", "offer"), [(1, "撤销导入"), (3, "撤销这 3 份的导入")])
def test_what_was_imported_together_is_taken_back_together(
    window: MainWindow, work: Work, draft: Draft, documents: int, offer: str
) -> None:
    """The message bar says how many, and one press takes them all back; redo brings them again."""
    before = contents(work.workspace)  # type: ignore[arg-type]
    drafts = [replace(draft, sha256=str(number) * 64) for number in range(documents)]
    dialog = window.importing().review(drafts)
    for _ in drafts:
        press(dialog, "接受并导入")
    assert len(work.ask(list_documents)) == 1 + documents
    assert f"任务 {4 * documents} 项" in window.messages.text
    button = window.messages.findChild(QPushButton)
    assert button is not None and button.text() == offer
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert contents(work.workspace) == before  # type: ignore[arg-type]
    for _ in drafts:
        window.menus.redo.trigger()
    assert len(work.ask(list_documents)) == 1 + documents


def test_a_change_after_the_import_withdraws_the_offer(window: MainWindow, work: Work, draft: Draft) -> None:
    dialog = window.importing().review([replace(draft, sha256="1" * 64)])
    press(dialog, "接受并导入")
    work.change(add_unit, "市档案馆")
    assert not window.messages.isVisible()


def test_the_keyboard_comes_back_where_a_closed_dialog_took_it_along(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a window manager may leave it after two dialogs closed at once; but nobody is called back from
    another program."""
    called: list[bool] = []
    monkeypatch.setattr(window, "activateWindow", lambda: called.append(True))
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    qapp.focusWindowChanged.emit(dialog.windowHandle())
    qapp.focusWindowChanged.emit(None)  # to another program, the dialog stays
    assert not window.focus_return.isActive()
    dialog.hide()
    qapp.processEvents()  # what this platform itself says of it
    qapp.focusWindowChanged.emit(dialog.windowHandle())
    qapp.focusWindowChanged.emit(None)
    qtbot.waitUntil(lambda: called == [True])
    qapp.focusWindowChanged.emit(window.windowHandle())
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowUnblocked))  # as a dialog is destroyed
    qtbot.waitUntil(lambda: called == [True, True])
