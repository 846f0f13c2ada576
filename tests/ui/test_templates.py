"""公文模板 adapted in the window: a text edited, a column taken out, what is wrong told and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.typed import commit
from workbench.queries.papers.template import find_template
from workbench.ui.dialogs.templates import TemplatesDialog
from workbench.ui.views.reports import ReportsPage
from workbench.ui.window import MainWindow


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own folder of templates."""
    for module in ("workbench.queries.papers.template_files", "workbench.queries.papers.template"):
        monkeypatch.setattr(f"{module}.office_path", lambda *parts: tmp_path.joinpath("office", *parts))
    return tmp_path / "office" / "templates"


@pytest.fixture
def page(window: MainWindow) -> ReportsPage:
    page = window.show_view("reports")
    assert isinstance(page, ReportsPage)
    return page


@pytest.fixture
def dialog(page: ReportsPage, qtbot: QtBot) -> TemplatesDialog:
    dialog = page.make_templates_dialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose("onepage")
    return dialog


def row_of(dialog: TemplatesDialog, where: str, head: str | None = None) -> int:
    QApplication.processEvents()
    rows = dialog.model.rows
    return next(i for i, row in enumerate(rows) if row.where == where and head in (None, row.head))


def type_into(dialog: TemplatesDialog, qtbot: QtBot, row: int, column: int, words: str) -> None:
    dialog.texts.setCurrentIndex(dialog.model.index(row, column))
    qtbot.keyClick(dialog.texts, Qt.Key.Key_F2)
    editor = dialog.texts.findChild(QLineEdit)
    editor.selectAll()
    commit(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_text_is_edited_and_kept_by_the_office(
    dialog: TemplatesDialog, page: ReportsPage, qtbot: QtBot, own: Path
) -> None:
    type_into(dialog, qtbot, row_of(dialog, "公文名称"), 2, "领导用一页纸")
    type_into(dialog, qtbot, row_of(dialog, "标题"), 2, "{工作名称}情况一页纸")
    assert not own.exists()  # nothing is kept before 保存
    dialog.accept()
    assert find_template("onepage").title == "{工作名称}情况一页纸"
    page.settings.read_kinds_anew()
    assert "领导用一页纸" in [page.settings.kinds.itemText(row) for row in range(page.settings.kinds.count())]


def test_a_column_is_renamed_and_left_out(dialog: TemplatesDialog, qtbot: QtBot) -> None:
    dialog.choose("breakdown")
    QApplication.processEvents()
    columns = [row.head for row in dialog.model.rows if row.head is not None]
    row = next(i for i, one in enumerate(dialog.model.rows) if one.head == columns[1])
    type_into(dialog, qtbot, row, 1, "任务事项")
    row = next(i for i, one in enumerate(dialog.model.rows) if one.head == columns[-1])
    menu = QMenu()
    dialog._fill_menu(menu, [dialog.model.rows[row]])
    next(one for one in menu.actions() if one.text() == "删除这一列").trigger()
    assert dialog.save()
    QApplication.processEvents()
    kept = [row.head for row in dialog.model.rows if row.head is not None]
    assert kept == [columns[0], "任务事项", *columns[2:-1]]
    assert '"任务事项" = ' in dialog.whole.toPlainText()


def test_what_is_wrong_is_told_and_another_paper_waits(
    dialog: TemplatesDialog, qtbot: QtBot, own: Path
) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.whole.setPlainText(dialog.whole.toPlainText().replace("source = ", "source ", 1))
    dialog.choose("circular")
    assert "看不懂" in dialog.state.text()
    assert dialog.files.currentItem().data(Qt.ItemDataRole.UserRole) == "onepage"
    assert not own.exists()


def test_a_name_the_plan_does_not_know_is_told(
    dialog: TemplatesDialog, page: ReportsPage, qtbot: QtBot, own: Path
) -> None:
    page.settings.show_kind("breakdown")
    dialog.choose("breakdown")
    type_into(dialog, qtbot, row_of(dialog, "标题"), 2, "{没有这一项}任务分解表")
    assert not dialog.save()
    assert "没有这一项" in dialog.state.text()
    assert not own.exists()


def test_ours_is_put_back(dialog: TemplatesDialog, qtbot: QtBot, own: Path) -> None:
    before = find_template("onepage").title
    type_into(dialog, qtbot, row_of(dialog, "标题"), 2, "一页纸")
    assert dialog.save() and find_template("onepage").title == "一页纸"
    dialog.restore.click()
    assert find_template("onepage").title == "一页纸"  # until it is kept
    assert dialog.save() and find_template("onepage").title == before
    assert not list(own.glob("*.toml"))


def test_a_copy_is_a_new_paper_that_can_be_deleted(
    dialog: TemplatesDialog, page: ReportsPage, qtbot: QtBot
) -> None:
    assert dialog.save_copy("月度调度表")
    assert dialog.files.currentItem().text() == "月度调度表（本单位）"
    assert dialog.delete.isVisible() and not dialog.restore.isVisible()
    page.settings.read_kinds_anew()
    page.settings.show_kind("月度调度表")
    assert page.settings.kind.title == "月度调度表"
    dialog.delete_shown()
    assert "已删除" in dialog.state.text()
    page.settings.read_kinds_anew()
    assert page.settings.kind.title != "月度调度表"


def test_a_wrong_file_of_the_office_is_shown_with_its_fault(
    page: ReportsPage, qtbot: QtBot, own: Path
) -> None:
    own.mkdir(parents=True)
    (own / "onepage.toml").write_text('name = "一页纸', "utf-8")
    dialog = page.make_templates_dialog()
    qtbot.addWidget(dialog)
    dialog.choose("onepage")
    assert "写得不对" in dialog.state.text()
    assert dialog.tabs.currentWidget() is dialog.whole
