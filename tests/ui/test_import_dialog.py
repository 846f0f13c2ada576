"""The import dialog: facts light up their place, are mended, and are stored as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.operations.documents import remove
from workbench.problems import Problem
from workbench.queries.documents import list_documents
from workbench.queries.history import list_steps
from workbench.queries.tasks import list_tasks
from workbench.reading.draft import Draft
from workbench.terms import Role, Severity, Span, UnitChoice
from workbench.ui.dialogs.draft_desk import Kind
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.dialogs.review_lists import PROBLEMS
from workbench.ui.work import Work

TITLE = 2  # the column of the title


@pytest.fixture
def review(qtbot: QtBot, work: Work) -> Callable[..., ImportDialog]:
    """Opens the dialog on drafts, in a plan that holds nothing."""
    for row in work.ask(list_documents):
        work.change(remove, row.id)

    def opened(*drafts: Draft) -> ImportDialog:
        dialog = ImportDialog(work, drafts, ("市数据局", "市财政局"))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def with_error(draft: Draft, where: Span) -> Draft:
    problem = Problem("unknown-unit", Severity.ERROR, "责任单位无法识别。", where, "市数据局")
    return replace(draft, problems=(*draft.problems, problem))


def test_clicking_a_fact_lights_its_place_in_the_source(
    qtbot: QtBot, review: Callable[..., ImportDialog], draft: Draft
) -> None:
    dialog = review(draft)
    table = dialog.tables[Kind.TASK]
    cell = table.visualRect(table.model().index(2, TITLE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert dialog.source.lit == draft.tasks[2].span
    assert "推广电子证照" in dialog.source.lit_text
    assert dialog.source.viewport().rect().contains(dialog.source.cursorRect())


def test_clicking_in_the_source_finds_the_fact(review: Callable[..., ImportDialog], draft: Draft) -> None:
    dialog = review(draft)
    dialog.source.place_clicked.emit(draft.text.index("乡镇节点"))
    line = dialog.tables[Kind.TASK].current()
    assert line is not None
    assert line.fact.title.startswith("完善视频专网")


def test_accepting_is_one_step(review: Callable[..., ImportDialog], work: Work, draft: Draft) -> None:
    steps = len(work.ask(list_steps))
    dialog = review(draft)
    before = len(work.ask(list_steps))
    dialog.mend(lambda desk: desk.rename(Kind.TASK, 0, "扩容政务云"))
    dialog.mend(lambda desk: desk.drop(Kind.TASK, (3,)))
    dialog.accept()
    stored = work.ask(list_tasks)
    assert stored[0].title == "扩容政务云"
    assert len(stored) == len(draft.tasks) - 1
    assert len(work.ask(list_steps)) == before + 1 > steps
    work.undo()
    assert work.ask(list_documents) == ()


def test_a_standing_error_refuses_until_it_is_settled(
    review: Callable[..., ImportDialog], work: Work, draft: Draft
) -> None:
    dialog = review(with_error(draft, draft.tasks[0].span))
    dialog.accept()
    assert work.ask(list_documents) == ()
    assert dialog.lists.tabs.currentIndex() == PROBLEMS
    assert dialog.source.lit == draft.tasks[0].span
    dialog.lists.settle.click()
    dialog.accept()
    assert len(work.ask(list_documents)) == 1


def test_problems_lead_to_their_place(review: Callable[..., ImportDialog], draft: Draft) -> None:
    place = Span(draft.text.index("市财政局"), draft.text.index("市财政局") + 4)
    dialog = review(with_error(draft, place))
    dialog.lists.problems.setCurrentRow(0)
    assert dialog.source.lit_text == "市财政局"


def test_mends_are_taken_back_one_by_one(review: Callable[..., ImportDialog], draft: Draft) -> None:
    dialog = review(draft)
    dialog.mend(lambda desk: desk.set_units(Kind.TASK, 0, (UnitChoice("市数据局", Role.LEAD),)))
    dialog.mend(lambda desk: desk.rename(Kind.TASK, 1, "视频专网"))
    dialog.undo.click()
    assert dialog.desk.draft.tasks[1].title == draft.tasks[1].title
    assert len(dialog.desk.draft.tasks[0].units) == 1
    dialog.undo.click()
    assert dialog.desk.draft == draft
    assert not dialog.undo.isEnabled()


def test_several_drafts_are_reviewed_one_after_another(
    review: Callable[..., ImportDialog], work: Work, draft: Draft
) -> None:
    other = replace(draft, sha256="0" * 64, meta=replace(draft.meta, title="另一文件"))
    dialog = review(draft, other)
    dialog.accept()
    assert dialog.isVisible()
    dialog.accept()
    assert not dialog.isVisible()
    assert [row.title for row in work.ask(list_documents)][-1] == "另一文件"


def test_what_the_document_says_of_itself_is_mended(
    qtbot: QtBot, review: Callable[..., ImportDialog], draft: Draft
) -> None:
    dialog = review(draft)
    line = dialog.facts.lines["issued_on"]
    assert line.text() == "2025-03-10"
    line.setText("2025年3月12日")
    line.editingFinished.emit()
    assert dialog.desk.draft.meta.issued_on == dt.date(2025, 3, 12)
    line.setText("某日")
    line.editingFinished.emit()
    assert line.text() == "2025-03-12"


def test_a_refused_import_is_told_in_the_dialog(
    review: Callable[..., ImportDialog], work: Work, draft: Draft
) -> None:
    dialog = review(draft, draft)
    dialog.accept()
    dialog.accept()  # the same file a second time
    assert dialog.isVisible()
    assert len(work.ask(list_documents)) == 1
    assert "导入" in dialog.state.text()
    assert dialog.state.property("tone") == "error"
