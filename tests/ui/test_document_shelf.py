"""文件: narrative targets become indicators beside their sentence, and earlier editions can be read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import DOCUMENT
from workbench.operations.documents import import_draft
from workbench.operations.editions import adopt
from workbench.queries.commitments import list_commitments
from workbench.queries.documents import list_documents
from workbench.queries.indicators import list_indicators
from workbench.reading import read_bytes
from workbench.ui.views.document_shelf import EDITIONS
from workbench.ui.views.documents import DocumentsPage
from workbench.ui.views.page import Place
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

SENTENCE = "到2025年，全省数字经济增加值达到2.6万亿元以上。"
TEXT = f"""数字云溪三年行动方案
一、总体目标
{SENTENCE}到2025年，建成5G基站10万个以上。
二、重点任务
（一）建设云平台。统一调度全市算力。（责任单位：市数据局；完成时限：2025年底前）
"""


@pytest.fixture
def page(window: MainWindow, work: Work) -> DocumentsPage:
    """文件, with a second document that holds two narrative targets, chosen."""
    work.change(import_draft, read_bytes("方案.txt", TEXT.encode()))
    page = window.show_view("documents")
    assert isinstance(page, DocumentsPage)
    page.refresh_now()
    page.table.select(work.ask(list_documents)[1].id)
    return page


def test_a_narrative_target_becomes_an_indicator_by_one_click(page: DocumentsPage, work: Work) -> None:
    first = work.ask(list_commitments)[0]
    page.shelf.commitments.select(first.id)
    assert page.source.lit_text == SENTENCE
    page.shelf.make.click()
    QApplication.processEvents()
    (made,) = work.ask(list_indicators)
    assert (made.name, made.targets[0].value) == ("全省数字经济增加值", 2.6)
    assert page.shelf.commitments.model().index(0, 4).data() == "已转"
    assert page.shelf.commitments.current() is not None, "the choice stays"
    assert not page.shelf.make.isEnabled(), "once is enough"
    work.undo()
    QApplication.processEvents()
    assert work.ask(list_indicators) == ()
    assert page.shelf.make.isEnabled()


def test_several_are_made_as_one_step(page: DocumentsPage, work: Work) -> None:
    page.shelf.commitments.selectAll()
    page.shelf.make.click()
    assert len(work.ask(list_indicators)) == 2
    assert work.undo_label == "目标表述转为指标：2项"


def test_a_document_with_neither_shows_its_text_alone(page: DocumentsPage, work: Work) -> None:
    assert page.shelf.isVisible()
    assert not page.shelf.isTabVisible(EDITIONS)
    page.table.select(work.ask(list_documents)[0].id)
    assert not page.shelf.isVisible()
    assert page.source.toPlainText() == DOCUMENT


def test_an_earlier_edition_is_read_and_left_again(page: DocumentsPage, work: Work) -> None:
    document = work.ask(list_documents)[1].id
    newer = TEXT.replace("2025年底前", "2025年10月底前")
    work.change(adopt, document, read_bytes("方案（修订）.txt", newer.encode()))
    QApplication.processEvents()
    assert page.source.toPlainText() == newer, "the text in force follows the plan"
    former = page.shelf.editions.model().index(1, 0)
    assert former.data() == "第1版"
    page.shelf.editions.setCurrentIndex(former)
    assert page.source.toPlainText() == TEXT
    assert page._return.isVisible()
    page.shelf.commitments.select(work.ask(list_commitments)[-1].id)
    assert page.source.toPlainText() == newer, "a fact stands in the text in force"
    assert not page._return.isVisible()
    page.shelf.editions.clicked.emit(former)
    page._return.click()
    assert page.source.toPlainText() == newer


def test_a_place_of_a_fact_is_looked_for_in_the_text_in_force(
    window: MainWindow, page: DocumentsPage, work: Work
) -> None:
    document = work.ask(list_documents)[1].id
    work.change(adopt, document, read_bytes("方案（修订）.txt", ("修订版。\n" + TEXT).encode()))
    QApplication.processEvents()
    page.shelf.editions.setCurrentIndex(page.shelf.editions.model().index(1, 0))
    span = work.ask(list_commitments)[-1].span
    window.go(Place("documents", document=document, span=span))
    assert page.source.lit_text == "建成5G基站10万个以上"
