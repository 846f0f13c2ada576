"""格式检查: choose or drop a file, see its faults on its pages and in the list, save the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.checking.test_foreign import drawn, plain_text
from tests.press import papers
from workbench.checking.pdf import check_pdf
from workbench.checking.word import check_docx
from workbench.exchange.word.writing import write_word
from workbench.press.measures import PressMeasures
from workbench.rows.checks import Level
from workbench.ui.views.format_check import FormatCheckPage
from workbench.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> FormatCheckPage:
    shown = window.show_view("check")
    assert isinstance(shown, FormatCheckPage)
    return shown


@pytest.fixture
def shown(page: FormatCheckPage) -> FormatCheckPage:
    data = drawn(plain_text, 2)
    page.show_report(check_pdf(data, "来文.pdf"), data)
    return page


def test_a_dropped_file_is_checked_in_the_child_and_its_report_saved(
    page: FormatCheckPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path, to = tmp_path / "来文.pdf", tmp_path / "报告.pdf"
    path.write_bytes(drawn(plain_text, 2))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, files, buttons, keys))
    assert page.busy
    qtbot.waitUntil(lambda: not page.busy, timeout=30_000)
    assert page.report is not None and page.report.name == "来文.pdf"
    assert len(page.model.rows) == len(page.report.findings) > 5
    assert page.view.pages == 2
    with qtbot.waitSignal(page.said, timeout=30_000):
        page.save(to)
    assert check_pdf(to.read_bytes()).findings == ()


def test_kinds_are_shown_and_hidden(shown: FormatCheckPage) -> None:
    report = shown.report
    assert report is not None
    button = next(one for one in shown.findChildren(QPushButton) if one.accessibleName() == "必须")
    assert button.text() == f"必须 {report.count(Level.MUST)}"
    button.setChecked(False)
    left = {row.finding.rule.level for row in shown.model.rows}
    assert left and Level.MUST not in left
    button.setChecked(True)
    assert len(shown.model.rows) == len(report.findings)


def test_the_list_leads_to_the_place_and_the_place_to_the_list(shown: FormatCheckPage) -> None:
    dash = next(row for row in shown.model.rows if row.finding.page == 2 and row.finding.rule.number == "R60")
    assert shown.table.select(dash.number)
    marked = [mark for mark in shown.view._marks if mark.page == 1]
    strongest = max(marked, key=lambda mark: mark.color.alphaF())
    assert strongest.place.contains(QPointF(297, 800))
    shown.table.select(shown.model.rows[0].number)
    shown.view.place_clicked.emit(1, 297.0, 800.0)
    current = shown.table.current()
    assert current is not None
    assert current.finding.page == 2
    assert current.finding.place == "-1-"


def test_a_file_without_faults_says_so(page: FormatCheckPage) -> None:
    data = write_word(papers.LETTER, PressMeasures("bundled"))
    page.show_report(check_docx(data, "函.docx"), data)
    assert page.model.rows == []
    assert page.report is not None and "没有发现问题" in page.report.summary
    assert not page.view.isVisibleTo(page)


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_lost(
    shown: FormatCheckPage, qtbot: QtBot, tmp_path: Path
) -> None:
    before = shown.report
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    with qtbot.waitSignal(shown.work.troubled, timeout=30_000):
        shown.check(broken)
    with qtbot.waitSignal(shown.work.troubled):
        shown.check(tmp_path / "没有.pdf")
    assert shown.report is before
