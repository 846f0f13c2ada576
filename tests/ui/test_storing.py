"""Changes that take long: the window lives, shows how far they are, and 取消 leaves nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.long_plans import long_draft
from workbench.changes import ChangeSet
from workbench.errors import StoppedError, WorkbenchError
from workbench.models import Unit
from workbench.operations.documents import import_draft
from workbench.operations.registry import label
from workbench.operations.units import add as add_unit
from workbench.queries.documents import list_documents
from workbench.queries.telling import progress
from workbench.queries.units import unit_names
from workbench.storage.workspace import Workspace
from workbench.ui import work as work_room
from workbench.ui.dialogs.waiting import StepBox
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

SLICES, SLICE_S = 40, 0.02


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    with patch.object(work_room, "UNNOTICED_S", 0.05):
        yield


def slowly(session: Session, name: str) -> None:
    """An operation that takes most of a second."""
    label(session, f"新增单位：{name}")
    session.add(Unit(name=name))
    session.flush()
    for done in range(SLICES):
        progress(session, done, SLICES)
        time.sleep(SLICE_S)


class Meanwhile:
    """Does something while the box is shown, and keeps what it saw."""

    def __init__(self, act: Callable[[StepBox], object] = lambda box: None) -> None:
        self.act = act
        self.ticks = 0
        self.seen: list[tuple[str, int, int]] = []
        self._acted = False
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        self.ticks += 1
        boxes = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, StepBox) and one.isVisible()
        ]
        if boxes:
            box = boxes[0]
            self.seen.append((box.told.text(), box.bar.value(), box.bar.maximum()))
            if not self._acted and box.bar.maximum() > 0:
                self._acted = True
                self.act(box)

    def stop(self) -> None:
        self._timer.stop()


def names_of(work: Work) -> tuple[str, ...]:
    return work.ask(unit_names)


def test_the_window_lives_and_shows_how_far_it_is(window: MainWindow) -> None:
    meanwhile = Meanwhile()
    change = window.work.change(slowly, "省数字办")
    meanwhile.stop()
    assert change is not None and change.label == "新增单位：省数字办"
    assert meanwhile.ticks > 10
    assert {words for words, _, _ in meanwhile.seen} == {"正在新增单位：省数字办…"}
    done = [value for _, value, _ in meanwhile.seen]
    assert done == sorted(done) and done[-1] > done[0]
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, StepBox) and one.isVisible()]
    assert "省数字办" in names_of(window.work)


def test_cancelling_leaves_nothing_and_is_told(window: MainWindow, plan: Path) -> None:
    window.work.change(add_unit, "省发改委")  # what the first change of a session does to the file is done
    before, known = plan.read_bytes(), names_of(window.work)
    heard: list[WorkbenchError] = []
    window.work.troubled.connect(heard.append)
    told: list[str] = []

    def cancel(box: StepBox) -> None:
        box.findChild(QPushButton).click()
        told.append(box.told.text())  # read at once: the end may come before the next look

    meanwhile = Meanwhile(cancel)
    assert window.work.change(slowly, "省数字办") is None
    meanwhile.stop()
    assert [type(one) for one in heard] == [StoppedError]
    assert names_of(window.work) == known
    assert plan.read_bytes() == before
    assert told == ["正在取消…"]
    assert window.messages.text == "已取消，计划没有改动。"


def test_another_change_meanwhile_is_refused_politely(window: MainWindow) -> None:
    outcomes: list[ChangeSet | None] = []
    heard: list[WorkbenchError] = []
    window.work.troubled.connect(heard.append)
    meanwhile = Meanwhile(lambda box: outcomes.append(window.work.change(add_unit, "省政务局")))
    assert window.work.change(slowly, "省数字办") is not None
    meanwhile.stop()
    assert outcomes == [None]
    assert "还在保存" in heard[0].what
    assert "省政务局" not in names_of(window.work)


def test_the_box_stands_before_every_window(window: MainWindow) -> None:
    modal: list[bool] = []
    meanwhile = Meanwhile(lambda box: modal.append(QApplication.activeModalWidget() is box))
    window.work.change(slowly, "省数字办")
    meanwhile.stop()
    assert modal == [True]


def test_closing_the_window_meanwhile_loses_nothing(window: MainWindow, plan: Path) -> None:
    def close(box: StepBox) -> None:
        window.close()
        window.work.close()

    meanwhile = Meanwhile(close)
    window.work.change(slowly, "省数字办")
    meanwhile.stop()
    with Workspace.open(plan) as again:
        assert "省数字办" in again.ask(unit_names)
        assert again.undo_label == "新增单位：省数字办"


def test_quitting_the_program_meanwhile_loses_nothing(window: MainWindow) -> None:
    """The loop within the change ends with the program's; the change is waited for."""
    changes: list[ChangeSet | None] = []
    meanwhile = Meanwhile(lambda box: QCoreApplication.exit())
    QTimer.singleShot(0, lambda: changes.append(window.work.change(slowly, "省数字办")))
    QCoreApplication.exec()
    meanwhile.stop()
    assert changes and changes[0] is not None
    assert "省数字办" in names_of(window.work)


def test_a_short_change_shows_no_box(window: MainWindow) -> None:
    with (
        patch.object(work_room, "UNNOTICED_S", 5.0),
        patch("workbench.ui.dialogs.waiting.sit_through") as sat,
    ):
        assert window.work.change(add_unit, "省政务局") is not None
    sat.assert_not_called()


def test_ten_thousand_tasks_come_in_while_the_window_lives(qtbot: QtBot, work: Work) -> None:
    heard: list[ChangeSet] = []
    work.changed.connect(heard.append)
    meanwhile = Meanwhile()
    change = work.change(import_draft, long_draft(10_000))
    meanwhile.stop()
    assert change is not None and len(change.keys("tasks")) == 10_000
    assert heard == [change]
    assert meanwhile.ticks > 5
    assert any(of == 100 for _, _, of in meanwhile.seen)
    meanwhile = Meanwhile()
    assert work.undo() is not None
    meanwhile.stop()
    assert [row.title for row in work.ask(list_documents) if row.title == "总体方案"] == []


def test_an_import_of_ten_thousand_tasks_is_cancelled(qtbot: QtBot, work: Work, plan: Path) -> None:
    work.change(add_unit, "省发改委")
    before = plan.read_bytes()
    meanwhile = Meanwhile(lambda box: box.reject())
    assert work.change(import_draft, long_draft(10_000)) is None
    meanwhile.stop()
    assert plan.read_bytes() == before
    assert work.undo_label is not None and "总体方案" not in work.undo_label


def test_a_long_question_is_asked_beside(window: MainWindow) -> None:
    threads: list[threading.Thread] = []

    def long_question(session: Session) -> tuple[str, ...]:
        threads.append(threading.current_thread())
        time.sleep(SLICES * SLICE_S / 2)
        return unit_names(session)

    meanwhile = Meanwhile()
    assert window.work.ask_patiently("正在比较…", long_question) == names_of(window.work)
    meanwhile.stop()
    assert threads[0] is not threading.main_thread()
    assert {words for words, _, _ in meanwhile.seen} == {"正在比较…"}
