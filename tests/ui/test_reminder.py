"""待办 at start-up: one line with a way to the list, and silence where nothing is to be done."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication, QPushButton

from workbench.operations import documents
from workbench.queries.documents import list_documents
from workbench.queries.todo import todo_list
from workbench.terms import TodoKind
from workbench.ui.views.overview import OverviewPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


def test_what_presses_is_told_with_the_way_to_it(window: MainWindow, work: Work) -> None:
    window.reminder.tell()
    counts = dict(work.ask(todo_list, dt.date.today()).counts)
    assert f"逾期 {counts[TodoKind.LATE]} 项" in window.messages.text
    assert "待定牵头" not in window.messages.text
    button = next(one for one in window.messages.findChildren(QPushButton) if one.text() == "查看待办")
    button.click()
    for _ in range(3):
        QApplication.processEvents()
    page = window.page
    assert isinstance(page, OverviewPage)
    assert page.todo.current() is not None


def test_nothing_to_do_is_not_told(window: MainWindow, work: Work) -> None:
    (document,) = work.ask(list_documents)
    work.change(documents.remove, document.id)
    window.reminder.tell()
    assert window.messages.isHidden()


def test_what_stands_in_the_bar_is_not_overtaken(window: MainWindow) -> None:
    window.messages.say("副本已保存")
    window.reminder.tell()
    assert window.messages.text == "副本已保存"


def test_it_waits_until_the_plan_is_on_screen_and_goes_with_it(window: MainWindow, work: Work) -> None:
    assert window.reminder._timer.isActive()
    work.close()
    assert not window.reminder._timer.isActive()
