"""衔接: proposals accepted, what is not taken up mended, contradictions told, and the way to both places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.laws.moves import contents
from tests.long_plans import long_draft
from tests.operations.plans import small_draft
from tests.operations.test_alignments import city_draft
from workbench import app
from workbench.operations.documents import import_draft
from workbench.queries.alignments import list_alignments
from workbench.queries.tasks import list_tasks
from workbench.rows.alignments import ConflictAbout
from workbench.storage.workspace import Workspace
from workbench.terms import AlignmentKind, Level
from workbench.ui import work as work_room
from workbench.ui.dialogs.waiting import StepBox
from workbench.ui.settings import Settings
from workbench.ui.views.alignments import AlignmentsPage
from workbench.ui.views.page import Place
from workbench.ui.work import Work

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def work(qapp: QApplication, tmp_path: Path) -> Iterator[Work]:
    """The province's small document, and the city's below it."""
    path = tmp_path / "计划.pwb"
    province = small_draft()
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_draft, replace(province, meta=replace(province.meta, level=Level.PROVINCE)))
        workspace.change(import_draft, city_draft())
    work = app.make_work(path, settings=Settings(tmp_path))
    yield work
    work.background.stop()
    work.close()


@pytest.fixture
def page(work: Work, qtbot: QtBot) -> AlignmentsPage:
    page = AlignmentsPage(work)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.refresh_now()
    return page


@pytest.fixture
def wanted(page: AlignmentsPage) -> list[Place]:
    places: list[Place] = []
    page.wanted.connect(places.append)
    return places


def workspace_of(work: Work) -> Workspace:
    assert isinstance(work.workspace, Workspace)
    return work.workspace


def test_the_likeliest_pair_of_documents_is_looked_at_first(page: AlignmentsPage) -> None:
    assert page.upper_box.currentText() == "数字某省工作方案(试行)"
    assert page.lower_box.currentText() == "某市要点"
    assert [page.tabs.tabText(place) for place in range(3)] == ["建议（1）", "承接情况（4）", "不一致（1）"]


def test_a_proposal_is_accepted_and_undone(page: AlignmentsPage, work: Work) -> None:
    before = contents(workspace_of(work))
    page.proposals.table.selectRow(0)
    page.proposals.kind.setCurrentIndex(3)
    QTest.mouseClick(page.proposals.accept_button, LEFT)
    (link,) = work.ask(list_alignments)
    assert (link.kind, link.reason) == (AlignmentKind.BREAKS_DOWN, "都写到“政务云”")
    page.refresh_now()
    assert page.tabs.tabText(0) == "建议（0）"
    assert "已承接1项" in page.coverage.count.text()
    work.undo()
    assert contents(workspace_of(work)) == before


def test_a_proposal_is_refused_for_good(page: AlignmentsPage, work: Work) -> None:
    page.proposals.table.selectRow(0)
    QTest.mouseClick(page.proposals.refuse_button, LEFT)
    page.refresh_now()
    assert page.proposals.model.rows == []
    assert not page.proposals.accept_all_button.isEnabled()
    assert work.ask(list_alignments) == ()


def test_both_places_are_a_click_away(page: AlignmentsPage, wanted: list[Place], work: Work) -> None:
    page.proposals.table.selectRow(0)
    upper, lower = work.ask(list_tasks)[0], work.ask(list_tasks)[4]
    assert page.ends.upper_side.words.toPlainText().startswith("1 建设政务云")
    QTest.mouseClick(page.ends.upper_side.source, LEFT)
    QTest.mouseClick(page.ends.lower_side.task, LEFT)
    assert wanted == [
        Place("documents", document=upper.document, span=upper.span),
        Place("tasks", task=lower.id),
    ]


def test_what_nothing_answers_to_is_linked_by_hand(
    page: AlignmentsPage, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_, **__: ("（二） 整治黑臭水体", True))
    page.tabs.setCurrentWidget(page.coverage)
    page.coverage.only_open.setChecked(True)
    page.coverage.table.selectRow(1)
    QTest.mouseClick(page.coverage.link_button, LEFT)
    (link,) = work.ask(list_alignments)
    assert (link.upper.title, link.lower.title, link.reason) == ("优化网络", "整治黑臭水体", "人工确定")


def test_a_passage_becomes_the_task_that_answers(page: AlignmentsPage, work: Work) -> None:
    page.tabs.setCurrentWidget(page.coverage)
    page.coverage.table.selectRow(3)
    assert page.coverage.found.rows[0].text.startswith("（三）推广一网通办")
    QTest.mouseClick(page.coverage.make_button, LEFT)
    (link,) = work.ask(list_alignments)
    assert (link.upper.title, link.lower.title) == ("推广一网通办", "（三）推广一网通办")
    assert work.undo_label == "由原文新增承接任务：推广一网通办 → （三）推广一网通办"


def test_a_link_is_changed_and_taken_off_by_its_menu(page: AlignmentsPage, work: Work) -> None:
    page.proposals.table.selectRow(0)
    page.proposals.accept_selected()
    page.refresh_now()
    menu = QMenu()
    page.coverage._fill_menu(menu, [page.coverage.model.rows[0]])
    labels = {one.text(): one for one in menu.actions()}
    labels["关系改为延续"].trigger()
    assert work.ask(list_alignments)[0].kind is AlignmentKind.CONTINUES
    labels["取消承接关系"].trigger()
    assert work.ask(list_alignments) == ()


def test_contradictions_show_both_sentences(page: AlignmentsPage) -> None:
    page.proposals.table.selectRow(0)
    page.proposals.accept_selected()
    page.refresh_now()
    page.tabs.setCurrentWidget(page.conflicts)
    rows = page.conflicts.model.rows
    assert {row.about for row in rows} == set(ConflictAbout)
    late = next(number for number, row in enumerate(rows) if row.about is ConflictAbout.DEADLINE)
    page.conflicts.table.selectRow(late)
    assert "2023年6月底前完成" in page.ends.lower_side.words.toPlainText()
    assert "2022" in page.ends.upper_side.words.toPlainText()


def test_the_documents_change_places(page: AlignmentsPage) -> None:
    QTest.mouseClick(page.swap_button, LEFT)
    page.refresh_now()
    assert page.upper_box.currentText() == "某市要点"
    assert page.coverage.model.rowCount() == 2


def test_a_long_comparison_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """取消 leaves the page empty with a way to go on; 重新比对 then brings what was wanted."""
    path, stop, seen = tmp_path / "长.pwb", [True], []
    with Workspace.create(path, who="王敏") as workspace:
        for number in range(2):
            workspace.change(import_draft, replace(long_draft(400), sha256=str(number) * 64))
    work = app.make_work(path, settings=Settings(tmp_path))

    def look() -> None:
        box = next(
            (one for one in qapp.topLevelWidgets() if isinstance(one, StepBox) and one.isVisible()), None
        )
        if box is not None and box.bar.maximum() > 0:
            seen.append((box.told.text(), box.bar.value()))
            if stop.pop() if stop else False:
                QTest.mouseClick(box.cancel, LEFT)

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    page = AlignmentsPage(work)
    qtbot.addWidget(page)
    said: list[str] = []
    page.said.connect(said.append)
    page.resize(1200, 800)
    with patch.object(work_room, "UNNOTICED_S", 0.0):
        page.show()
        qtbot.waitUntil(lambda: bool(said), timeout=20_000)
        assert page.proposals.model.rowCount() == 0 and page.again_button.isVisible()
        assert seen[0][0] == "正在比对两份文件的任务…"
        QTest.mouseClick(page.again_button, LEFT)
        qtbot.waitUntil(lambda: page.proposals.model.rowCount() > 0, timeout=20_000)
    timer.stop()
    assert not page.again_button.isVisible() and "停止" in said[0]
    work.background.stop()
    work.close()


def test_at_first_two_documents_with_tasks_are_looked_at(work: Work, qtbot: QtBot) -> None:
    """A plan of indicators alone, though of another level, takes nothing up."""
    read = replace(city_draft(), sha256="2" * 64, tasks=(), results=(), links=())
    work.change(import_draft, replace(read, meta=replace(read.meta, title="指标规划", level=Level.COUNTY)))
    page = AlignmentsPage(work)
    qtbot.addWidget(page)
    page.refresh_now()
    assert "指标规划" not in (page.upper_box.currentText(), page.lower_box.currentText())
