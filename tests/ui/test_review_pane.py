"""The review pane over real formats: pages, tables, reasons, filters, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from tests.reading.formats.pdf_files import Paper
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.reading import read_bytes
from workbench.reading.draft import Draft
from workbench.terms import Role
from workbench.ui.dialogs.draft_desk import Kind
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.dialogs.importing import copied
from workbench.ui.dialogs.review_filter import PENDING
from workbench.ui.views.source_pane import PAGES, TABLES, TEXT
from workbench.ui.views.source_tables import merged_cells
from workbench.ui.work import Work

PATIENCE_MS = 60_000

LIST = """<p>关于印发重点任务清单的通知</p><table>
<tr><th>序号</th><th>重点任务</th><th>责任单位</th><th>办结之要求</th></tr>
<tr><td colspan="4">一、夯实底座</td></tr>
<tr><td>1</td><td>扩容政务云平台</td><td>市数据局</td><td>2026年6月底前</td></tr>
<tr><td>2</td><td>推广电子证照</td><td>市审批局、市公安局</td><td>2026年底前</td></tr>
</table>"""
TRADITIONAL = """關於辦理數位服務的通知
一、建設資料平臺。完善功能，擴大應用。（責任單位：市數據局、市財政局；完成時限：2026年底前）
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No word that a test has the office remember is known to another one."""
    from workbench.reading.office_lexicon import forget

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    forget()
    yield
    forget()


@pytest.fixture
def review(qtbot: QtBot, work: Work) -> Callable[[Draft], ImportDialog]:
    """Opens the dialog and waits until the source is laid out."""

    def opened(draft: Draft) -> ImportDialog:
        dialog = ImportDialog(work, [draft], ("市数据局", "云溪市行政审批服务局"))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.original.busy, timeout=PATIENCE_MS)
        return dialog

    return opened


def read_list() -> Draft:
    return read_bytes("清单.html", LIST.encode())


def test_a_pdf_shows_its_pages_with_the_fact_lit(
    qtbot: QtBot, review: Callable[[Draft], ImportDialog]
) -> None:
    paper = Paper()
    paper.line("2026年数字云溪工作要点", 4)
    paper.paragraph("（一）扩容政务云平台。建成二期。（责任单位：市数据局；完成时限：2026年6月底前）")
    paper.page()
    paper.paragraph("（二）推广电子证照。高频证照可用。（责任单位：市行政审批局；完成时限：2026年底前）")
    draft = read_bytes("要点.pdf", paper.data())
    assert len(draft.tasks) == 2
    dialog = review(draft)
    pane = dialog.original
    assert (pane.look, pane.pages.pages) == (PAGES, 2)
    dialog.tables[Kind.TASK].select(1)
    lit = [mark for mark in pane.pages._marks if mark.color.name() == "#ffe08a"]
    assert {mark.page for mark in lit} == {1}
    assert pane._source is not None
    left, top, right, bottom = next(place.box for place in pane._source.places[1:] if place.box)
    pane.pages.place_clicked.emit(0, (left + right) / 2, (top + bottom) / 2)  # the line below the title
    line = dialog.tables[Kind.TASK].current()
    assert line is not None
    assert line.fact.title == "扩容政务云平台"


def test_a_table_is_shown_as_one(review: Callable[[Draft], ImportDialog]) -> None:
    dialog = review(read_list())
    pane = dialog.original
    assert pane.look == TABLES
    model = pane.tables.model
    assert (model.rowCount(), model.columnCount()) == (5 - 1, 4)
    assert merged_cells(model.grid) == [(1, 0, 1, 4)]
    dialog.tables[Kind.TASK].select(1)
    assert model.cells_in(dialog.desk.draft.tasks[1].span)[0][0] == 3
    pane.tables.place_clicked.emit(dialog.desk.draft.text.index("扩容"))
    line = dialog.tables[Kind.TASK].current()
    assert line is not None
    assert line.number == 0


def test_text_alone_stays_text(review: Callable[[Draft], ImportDialog], draft: Draft) -> None:
    assert review(draft).original.look == TEXT


def test_a_column_explained_once_is_known_from_then_on(
    qtbot: QtBot, review: Callable[[Draft], ImportDialog]
) -> None:
    dialog = review(read_list())
    assert [task.deadline.date for task in dialog.desk.draft.tasks] == [None, None]
    dialog.remember_column("办结之要求", "deadline")
    qtbot.waitUntil(lambda: "重新读取" in dialog.state.text(), timeout=PATIENCE_MS)
    assert [str(task.deadline.date) for task in dialog.desk.draft.tasks] == ["2026-06-30", "2026-12-31"]
    assert read_list().tasks[0].deadline.date is not None  # the next document


def test_a_traditional_source_can_be_read_as_it_is(
    qtbot: QtBot, review: Callable[[Draft], ImportDialog]
) -> None:
    from workbench.ui.reading_child import read_copied

    dialog = review(read_copied("通知.txt", TRADITIONAL.encode()))
    assert dialog.facts.script.currentText() == "转为简体"
    assert dialog.desk.draft.tasks[0].units[0].name == "市数据局"
    dialog.facts.script_wanted.emit("keep")
    qtbot.waitUntil(lambda: "重新读取" in dialog.state.text(), timeout=PATIENCE_MS)
    assert dialog.desk.draft.tasks[0].units[0].name == "市數據局"
    dialog.undo.click()
    assert dialog.desk.draft.tasks[0].units[0].name == "市数据局"


def test_a_unit_named_in_the_review_is_remembered_with_the_import(
    review: Callable[[Draft], ImportDialog], work: Work
) -> None:
    dialog = review(read_list())
    dialog.mend(lambda desk: desk.name_unit("市审批局", "云溪市行政审批服务局"))
    dialog.accept()
    unit = next(row for row in work.ask(list_units) if row.name == "云溪市行政审批服务局")
    assert "市审批局" in unit.aliases
    task = next(row for row in work.ask(list_tasks) if row.title == "推广电子证照" and len(row.units) == 2)
    assert task.units[0].name == "云溪市行政审批服务局"


def test_only_what_is_still_open_is_listed(review: Callable[[Draft], ImportDialog], draft: Draft) -> None:
    dialog = review(draft)
    dialog.mend(lambda desk: desk.accept(Kind.TASK, [0, 2]))
    choice = dialog.lists.filter.choice
    choice.setCurrentIndex(choice.findData(PENDING))
    assert dialog.tables[Kind.TASK].model().rowCount() == 2
    dialog.lists.filter.line.setText("视频")
    assert dialog.tables[Kind.TASK].model().rowCount() == 1


def test_reasons_lead_to_their_words(review: Callable[[Draft], ImportDialog], draft: Draft) -> None:
    dialog = review(draft)
    dialog.tables[Kind.TASK].select(0)
    reasons = dialog.lists.reasons
    assert "牵头单位" in reasons.toPlainText()
    assert "写明" in reasons.toPlainText()
    reasons.anchorClicked.emit(QUrl("#0"))
    assert dialog.source.lit_text == "扩容政务云平台"
    dialog.mend(lambda desk: desk.set_role(Kind.TASK, [0], Role.SUPPORT))
    assert "由您填写或修改" in reasons.toPlainText()


def test_the_review_is_written_as_a_workbook(
    qtbot: QtBot, review: Callable[[Draft], ImportDialog], draft: Draft, tmp_path: Path
) -> None:
    dialog = review(draft)
    dialog.mend(lambda desk: desk.drop(Kind.TASK, (3,), "不是任务"))
    to = tmp_path / "核对.xlsx"
    dialog.export_review(to)
    qtbot.waitUntil(lambda: "已保存" in dialog.state.text(), timeout=PATIENCE_MS)
    book = load_workbook(to)
    words = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert "开展数字技能培训" in words
    assert any("不是任务" in word for word in words)


def test_what_was_copied_is_read_as_a_table_or_as_text() -> None:
    table, plain, nothing = QMimeData(), QMimeData(), QMimeData()
    table.setHtml(LIST)
    table.setText("序号\t重点任务")
    plain.setText("序号\t重点任务\t责任单位\n1\t扩容政务云平台\t市数据局\n")
    assert copied(nothing) is None
    for clipboard, name in ((table, "剪贴板.html"), (plain, "剪贴板.tsv")):
        found = copied(clipboard)
        assert found is not None
        assert found[0] == name
        assert read_bytes(*found).tasks[0].title == "扩容政务云平台"
