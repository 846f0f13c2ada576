"""The views show what the queries say, and lead from one to another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.typed import commit
from workbench.operations.tasks import set_deadline, set_progress
from workbench.queries.documents import list_documents
from workbench.queries.overview import LOOKS, behind, summary
from workbench.queries.tasks import list_tasks
from workbench.terms import (
    Deadline,
    DeadlineKind,
    Precision,
    Span,
)
from workbench.ui.dialogs.document_facts import DocumentFactsDialog
from workbench.ui.views.documents import DocumentsPage, edit_facts
from workbench.ui.views.overview import CARDS, OverviewPage
from workbench.ui.views.page import Place
from workbench.ui.views.reports import ReportsPage
from workbench.ui.views.source import Positions, SourceReader
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


@pytest.mark.parametrize("today", [dt.date(2025, 8, 1), dt.date(2025, 12, 31), dt.date(2026, 6, 1)])
def test_the_list_behind_a_number_has_that_many_lines(work: Work, today: dt.date) -> None:
    tasks = work.ask(list_tasks)
    work.change(set_progress, tasks[0].id, 100)
    late = Deadline("去年", DeadlineKind.BY, dt.date(2025, 7, 31), Precision.DAY)
    work.change(set_deadline, tasks[1].id, late)
    facts = work.ask(summary, today)
    for look in LOOKS:
        assert len(work.ask(behind, look, today)) == getattr(facts, look), look


def test_a_card_lists_its_tasks(window: MainWindow, work: Work) -> None:
    page = window.show_view("overview")
    assert isinstance(page, OverviewPage)
    page.refresh_now()
    assert page.facts is not None
    for card in CARDS:
        if card.tasks is not None:
            page.cards[card.title].click()
            assert {row.task for row in page.listed} == set(card.tasks(page.facts)), card.title
            assert page._figures[card.title].text() == str(len(page.listed))
    page.cards["未报送"].click()
    page.tasks.selectRow(0)
    page.tasks.chosen.emit(page.listed[0])
    assert window.page is window.view("tasks")


def test_a_unit_of_the_overview_lists_its_tasks(window: MainWindow) -> None:
    page = window.show_view("overview")
    assert isinstance(page, OverviewPage)
    page.refresh_now()
    group = page._units.rows[0]
    page.units.chosen.emit(group)
    assert {row.task for row in page.listed} == set(group.tasks)


def test_a_place_in_the_source_is_shown_lit(window: MainWindow, work: Work) -> None:
    task = work.ask(list_tasks)[2]
    window.go(Place("documents", document=task.document, span=task.span))
    page = window.page
    assert isinstance(page, DocumentsPage)
    assert page.source.lit == task.span
    assert "推广电子证照" in page.source.lit_text


def test_documents_are_edited_in_place(window: MainWindow, work: Work) -> None:
    page = window.show_view("documents")
    assert isinstance(page, DocumentsPage)
    page.refresh_now()
    model = page.table.model()
    model.setData(model.index(0, 1), "云政办〔2025〕15号", Qt.ItemDataRole.EditRole)
    assert work.ask(list_documents)[0].doc_no == "云政办〔2025〕15号"


def test_a_document_s_facts_are_mended_in_a_form(qtbot: QtBot, window: MainWindow, work: Work) -> None:
    edit_facts(work, work.ask(list_documents)[0], window)
    dialog = window.findChild(DocumentFactsDialog)
    assert dialog is not None
    dialog.line("issued_on").setText("三月")
    dialog.accept()
    assert "“成文日期”没有看懂" in dialog._fault.text()
    dialog.line("issued_on").setText("2025年4月1日")
    dialog.line("doc_no").setText("云政办〔2025〕20号")
    dialog.accept()
    row = work.ask(list_documents)[0]
    assert (row.issued_on, row.doc_no) == (dt.date(2025, 4, 1), "云政办〔2025〕20号")
    assert not dialog.isVisible()


def test_a_double_click_edits_a_cell_or_opens_what_it_needs(
    qtbot: QtBot, window: MainWindow, work: Work
) -> None:
    page = window.show_view("documents")
    assert isinstance(page, DocumentsPage)
    page.refresh_now()
    cell = page.table.visualRect(page.table.model().index(0, 2)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    editor = page.table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.clear()
    commit(editor, "云溪市人民政府")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert work.ask(list_documents)[0].issuer == "云溪市人民政府"


@pytest.mark.parametrize("text", ["甲\r\n乙𠮷丙", "𠀀𠀁一", "普通文字", "\r\n\r\n尾"])
def test_spans_find_their_characters_in_the_document(qtbot: QtBot, text: str) -> None:
    reader = SourceReader()
    qtbot.addWidget(reader)
    reader.show_text(text)
    for place, character in enumerate(text):
        if character not in "\r\n":
            reader.light(Span(place, place + 1))
            assert reader.lit_text == character
            assert Positions(text).offset_at(Positions(text).of(place)) == place


def test_the_notice_is_set_in_the_child_and_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = window.show_view("reports")
    assert isinstance(page, ReportsPage)
    page.refresh_now()
    qtbot.waitUntil(lambda: page.paper is not None, timeout=60_000)
    assert page.paper is not None
    assert page.view.pages == page.paper.pages >= 2
    page.save(tmp_path / "通知.pdf")
    assert (tmp_path / "通知.pdf").read_bytes() == page.paper.pdf
    page.save(tmp_path / "没有的文件夹" / "通知.pdf")
    QApplication.processEvents()
    assert "无法写入“通知.pdf”" in window.messages.text
