"""A newer edition held against the plan; the word lists of the office; Qt's own dialogs and talk."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QFileDialog, QTreeView
from pytestqt.qtbot import QtBot

from tests.ui.conftest import DOCUMENT
from workbench import app
from workbench.operations.tasks import rename, set_progress
from workbench.planning.editions import Fate
from workbench.queries.documents import list_documents
from workbench.queries.tasks import list_tasks
from workbench.reading import read_bytes
from workbench.reading.office_lexicon import forget, office_words
from workbench.ui.dialogs.edition import TO_CHOOSE, EditionDialog
from workbench.ui.dialogs.files import _dialog
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.dialogs.lexicon import EXPLAINED, LexiconDialog, entries
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

NEWER = (
    DOCUMENT.replace("2025年9月底前", "2025年10月底前").replace(
        "（四）开展数字技能培训", "（四）开展全民数字技能提升行动"
    )
    + "（五）建设数字档案馆。馆藏全部数字化。（牵头单位：市档案馆；完成时限：2025年底前）\n"
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    forget()
    yield
    forget()


@pytest.fixture
def edition(qtbot: QtBot, work: Work) -> EditionDialog:
    """A newer edition, after the office has renamed a task that the edition changes too."""
    tasks = work.ask(list_tasks)
    work.change(rename, tasks[3].id, "数字技能公益培训")
    work.change(set_progress, tasks[0].id, 40)
    draft = read_bytes("要点（修订）.txt", NEWER.encode())
    dialog = EditionDialog(work, work.ask(list_documents)[0], draft)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_an_edition_asks_only_where_both_changed(edition: EditionDialog, work: Work) -> None:
    asked = [line for line in edition._lines if line.asks]
    assert [(line.field.field, line.field.present) for line in asked if line.field] == [
        ("title", "数字技能公益培训")
    ]
    assert {line.row.name for line in edition._lines if line.row.fate is Fate.ADDED} == {"建设数字档案馆"}
    assert not edition._adopt.isEnabled()
    edition.shown.setCurrentText("待选择的")
    assert edition.table.model().rowCount() == 1
    edition.table.selectRow(0)
    assert edition.table.selected()[0].outcome == TO_CHOOSE
    edition.choose(edition.table.selected(), take_new=False)
    edition.accept()
    tasks = work.ask(list_tasks)
    assert [row.title for row in tasks][3:] == ["数字技能公益培训", "建设数字档案馆"]
    assert (tasks[0].deadline.raw, tasks[0].progress) == ("2025年10月底前", 40)
    work.undo()
    assert len(work.ask(list_tasks)) == 4


def test_the_import_points_to_the_earlier_edition(qtbot: QtBot, work: Work) -> None:
    dialog = ImportDialog(work, [read_bytes("要点（修订）.txt", NEWER.encode())])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.edition.isVisible()
    other = ImportDialog(work, [read_bytes("别的.txt", "关于别的事项的通知\n请照办。\n".encode())])
    qtbot.addWidget(other)
    other.show()
    assert not other.edition.isVisible()


def test_words_of_the_office_are_checked_and_kept(qtbot: QtBot, office: None) -> None:
    dialog = LexiconDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    names = [entry.name for entry in entries()]
    dialog.lists.setCurrentRow(names.index("unit_endings"))
    assert "局" in dialog.given.toPlainText().split()
    dialog.own.setPlainText("指挥部\n\n指挥部")
    assert dialog.save()
    assert office_words("unit_endings") == ("指挥部",)
    dialog.lists.setCurrentRow(names.index("boilerplate"))
    dialog.own.setPlainText("打印（本页")
    dialog.own.setPlainText("(打印本页")
    dialog.lists.setCurrentRow(0)
    assert dialog.lists.currentRow() == names.index("boilerplate")  # nothing typed is lost
    assert "不能使用" in dialog.state.text()


def test_every_word_list_is_explained() -> None:
    assert {entry.name for entry in entries()} == set(EXPLAINED)


def test_what_qt_says_goes_to_the_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.WARNING, "workbench.qt"):
        app.take_down(QtMsgType.QtWarningMsg, None, "This plugin does not support raise()")  # type: ignore[arg-type]
        app.take_down(QtMsgType.QtWarningMsg, None, "something else")  # type: ignore[arg-type]
    assert [record.getMessage() for record in caplog.records] == ["something else"]
    assert capfd.readouterr().err == ""


def test_qt_s_own_file_dialog_speaks_chinese(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "文件夹甲").mkdir()
    dialog = _dialog(window, "打开", str(tmp_path), "所有文件 (*)")
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    model = dialog.proxyModel()
    view = dialog.findChild(QTreeView)
    assert model is not None
    assert view is not None
    qtbot.waitUntil(lambda: model.rowCount(view.rootIndex()) > 1)
    rows = [
        [model.index(row, column, view.rootIndex()).data() for column in (0, 2, 3)]
        for row in range(model.rowCount(view.rootIndex()))
    ]
    kinds = {name: kind for name, kind, _ in rows}
    assert (kinds["文件夹甲"], kinds["数字云溪.pwb"]) == ("文件夹", "PWB 文件")
    assert all(day[:2] == "20" and day[4] == "-" for _, _, day in rows)
    dialog.close()
