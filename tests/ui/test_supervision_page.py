"""督办: a matter goes through its loop by the buttons of the page, and every step can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from workbench.queries.supervision import list_items
from workbench.terms import ItemAction, ItemState
from workbench.ui.dialogs.supervision import MOVES, MoveDialog, NewItemDialog
from workbench.ui.views.supervision import SupervisionPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


@pytest.fixture
def page(window: MainWindow) -> SupervisionPage:
    shown = window.show_view("supervision")
    assert isinstance(shown, SupervisionPage)
    shown.refresh_now()
    return shown


@pytest.fixture
def opened(page: SupervisionPage) -> SupervisionPage:
    page._open_dialog()
    (dialog,) = page.findChildren(NewItemDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.title.setText("办理防汛备汛事项")
    dialog.leader.setText("张副省长")
    dialog.unit.setText("省水利厅")
    dialog.accept()
    turned()
    return page


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def taken(page: SupervisionPage, action: ItemAction, words: str = "") -> None:
    """Open the dialog of a move, fill it in, accept it."""
    page._current_move(action)
    dialog = page.findChildren(MoveDialog)[-1]
    dialog.words.setPlainText(words)
    assert dialog.accept_button.isEnabled()
    dialog.accept()
    turned()


def test_a_matter_is_opened_and_stands_at_once(opened: SupervisionPage, work: Work) -> None:
    (row,) = work.ask(list_items, dt.date.today())
    assert (row.title, row.leader, row.unit_name) == ("办理防汛备汛事项", "张副省长", "省水利厅")
    assert opened.table.current() == row
    assert opened._next.text() == "交办…"
    assert not opened._paper.isEnabled()


def test_the_whole_loop_by_the_button_that_is_offered(opened: SupervisionPage, work: Work) -> None:
    for action in (
        ItemAction.ASSIGN,
        ItemAction.SIGN,
        ItemAction.REPORT,
        ItemAction.FINISH,
        ItemAction.CLOSE,
    ):
        assert opened._offered is action
        taken(opened, action, "按要求办理")
    (row,) = work.ask(list_items, dt.date.today())
    assert row.state is ItemState.CLOSED
    assert row.notice_number
    assert opened.table.current() is None  # 未销号 shows it no more
    for _ in range(6):
        work.undo()
    assert work.ask(list_items, dt.date.today()) == ()


def test_a_reason_must_be_given_where_one_is_due(opened: SupervisionPage, qtbot: QtBot) -> None:
    row = opened.table.current()
    assert row is not None
    for action, move in MOVES.items():
        dialog = MoveDialog(action, row, None)
        qtbot.addWidget(dialog)
        assert dialog.accept_button.isEnabled() is not move.needed
        dialog.words.setPlainText("理由充分")
        assert dialog.accept_button.isEnabled()


def test_a_delay_asked_for_waits_for_its_decision(opened: SupervisionPage, work: Work) -> None:
    taken(opened, ItemAction.ASSIGN)
    taken(opened, ItemAction.SIGN)
    before = work.ask(list_items, dt.date.today())[0].due
    taken(opened, ItemAction.ASK_DELAY, "雨季提前")
    assert opened._offered is ItemAction.GRANT_DELAY
    taken(opened, ItemAction.GRANT_DELAY)
    (row,) = work.ask(list_items, dt.date.today())
    assert row.due > before == row.first_due
    assert "原定" in opened._facts.text()


def test_other_moves_are_in_the_menu(opened: SupervisionPage) -> None:
    taken(opened, ItemAction.ASSIGN)
    menu = QMenu()
    opened._fill_moves(menu)
    texts = [one.text() for one in menu.actions()]
    assert "退回…" in texts
    assert "签收…" not in texts  # it is the button itself


def test_its_paper_is_one_click_away(opened: SupervisionPage, window: MainWindow) -> None:
    taken(opened, ItemAction.ASSIGN, "请抓紧办理")
    assert opened._paper.isEnabled()
    opened._paper.click()
    turned()
    page = window.page
    assert page is window.view("reports")
    assert page.settings.kind.name == "supervision"  # type: ignore[attr-defined]
