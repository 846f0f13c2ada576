"""The child process: answers in order, refusals as values, bugs told, cancelling ends it."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.errors import CannotReadError
from workbench.ui import reading_child
from workbench.ui.background import ChildProcess
from workbench.ui.reading_child import read_in, read_quietly
from workbench.ui.window import MainWindow

PATIENCE_MS = 60_000


@pytest.fixture
def child(qtbot: QtBot) -> Iterator[ChildProcess]:
    child = ChildProcess()
    yield child
    child.stop()


def test_answers_come_in_order_and_refusals_are_values(
    qtbot: QtBot, child: ChildProcess, tmp_path: Path
) -> None:
    good = tmp_path / "要点.txt"
    good.write_text("一、建设平台。（责任单位：市数据局）", encoding="utf-8")
    job = child.run(read_quietly, [(str(tmp_path / "无.txt"),), (str(good),)])
    with qtbot.waitSignal(job.finished, timeout=PATIENCE_MS) as heard:
        pass
    refused, draft = heard.args[0]
    assert isinstance(refused, CannotReadError)
    assert "无.txt" in refused.what
    assert draft.file == "要点.txt"


def test_a_bug_in_the_child_is_told_as_one(qtbot: QtBot, child: ChildProcess) -> None:
    job = child.run(math.sqrt, [(-1.0,)])
    with qtbot.waitSignal(job.broken, timeout=PATIENCE_MS) as heard:
        pass
    assert isinstance(heard.args[0], ValueError)


def test_cancelling_ends_the_work_and_the_next_job_runs(qtbot: QtBot, child: ChildProcess) -> None:
    job = child.run(math.factorial, [(3_000_000,)])
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert not job.running
    following = child.run(math.factorial, [(5,)])
    with qtbot.waitSignal(following.finished, timeout=PATIENCE_MS) as heard:
        pass
    assert heard.args[0] == [120]


def test_cancelling_one_job_leaves_the_others_alone(qtbot: QtBot, child: ChildProcess) -> None:
    first, second = child.run(math.factorial, [(200_000,)]), child.run(math.factorial, [(6,)])
    with qtbot.waitSignal(second.finished, timeout=PATIENCE_MS) as heard:
        first.cancel()
    assert heard.args[0] == [720]


def test_a_child_that_dies_is_told_and_replaced(qtbot: QtBot, child: ChildProcess) -> None:
    job = child.run(os.abort, [()])
    with qtbot.waitSignal(job.finished, timeout=PATIENCE_MS) as heard:
        pass
    assert "意外中断" in heard.args[0][0].what
    following = child.run(math.factorial, [(3,)])
    with qtbot.waitSignal(following.finished, timeout=PATIENCE_MS) as heard:
        pass
    assert heard.args[0] == [6]


def test_files_are_read_apart_and_reviewed_here(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from workbench.ui.dialogs.import_documents import ImportDialog

    good = tmp_path / "补充通知.txt"
    good.write_text("关于补充安排的通知\n一、建设平台。完善功能。（责任单位：市数据局）\n", encoding="utf-8")
    window.import_documents([good, tmp_path / "不在.txt", tmp_path / "也不在.txt"])
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert "2 份文件没有读成" in window.messages.text
    assert "也不在.txt" in window.messages.text
    dialog.accept()
    assert "已导入" in window.messages.text
    dialog.close()


def test_what_was_copied_opens_the_import_dialog(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtGui import QGuiApplication

    from workbench.ui.dialogs.import_documents import ImportDialog

    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.import_copied()
    assert "剪贴板里没有文字" in window.messages.text
    clipboard.setText("序号\t重点任务\t责任单位\n1\t建设数字档案馆\t市档案馆\n")
    window.import_copied()
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert [task.title for task in dialog.desk.draft.tasks] == ["建设数字档案馆"]
    dialog.close()


def test_a_document_asked_for_several_times_is_opened_once(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_text("一、建设平台。（责任单位：市数据局）", encoding="utf-8")
    reading_child.lay_out.cache_clear()
    draft = read_quietly(str(path))
    source = reading_child.lay_out(draft.file, draft.source)
    assert source.text == draft.text
    assert read_in(draft.file, draft.source, "hant").tasks
    assert reading_child.lay_out.cache_info().misses == 1
