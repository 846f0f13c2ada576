"""Change control at the window: asked once for what was issued, however it is changed; Esc gives it up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from workbench.changes import ChangeSet
from workbench.operations import gantt, tasks
from workbench.operations import settings as settings_operations
from workbench.planning.task_arrays import NodeKind
from workbench.queries.adjustments import list_adjustments
from workbench.queries.history import list_steps
from workbench.queries.settings import change_control
from workbench.queries.tasks import list_tasks
from workbench.rows.tasks import TaskRow
from workbench.terms import ChangeControl, Deadline, DeadlineKind, Grounds, Precision, TaskId, UnitChoice
from workbench.ui.dialogs.adjust import AdjustDialog
from workbench.ui.dialogs.change_control import ChangeControlDialog
from workbench.ui.dialogs.deadline import DeadlineEdit
from workbench.ui.dialogs.grounds import GroundsDialog
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.views.page import Place
from workbench.ui.views.timeline import TimelinePage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

OCTOBER = Deadline("2025年10月底前", DeadlineKind.BY, dt.date(2025, 10, 31), Precision.MONTH)
DECEMBER = Deadline("2025年11月底前", DeadlineKind.BY, dt.date(2025, 11, 30), Precision.MONTH)


@pytest.fixture
def desk(window: MainWindow) -> Iterator[Work]:
    """The window of a planner who is asked."""
    window.grounds.asked = True
    yield window.work


def answering(answer: Callable[[GroundsDialog], None]) -> list[GroundsDialog]:
    """Answer the question when it comes, by real keys; the dialogs that came."""
    came: list[GroundsDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, GroundsDialog):
            came.append(dialog)
            answer(dialog)
            if dialog.isVisible():  # a failing test must not hang
                dialog.reject()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    return came


def typed(reason: str, basis: str = "") -> Callable[[GroundsDialog], None]:
    def answer(dialog: GroundsDialog) -> None:
        for box, text in ((dialog.reason, reason), (dialog.basis, basis)):
            box.setEditText(text)  # Chinese comes from an input method, not from keys
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    return answer


def escape(dialog: GroundsDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def enter(dialog: GroundsDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def task(work: Work, no: str) -> TaskRow:
    return next(row for row in work.ask(list_tasks) if row.no == no)


def test_a_deadline_is_changed_with_the_answer(desk: Work) -> None:
    first = task(desk, "（一）")
    came = answering(typed("财政评审延期", "云政办纪要〔2025〕6号"))
    changes = desk.change(tasks.set_deadline, first.id, OCTOBER)
    assert changes is not None
    assert (changes.reason, changes.basis) == ("财政评审延期", "云政办纪要〔2025〕6号")
    assert [came[0].table.item(0, column).text() for column in range(4)] == [
        "（一） 扩容政务云平台",
        "完成时限",
        "2025年9月底前",
        "2025年10月底前",
    ]
    (row,) = desk.ask(list_adjustments)
    assert (row.before, row.after, row.basis) == ("2025年9月底前", "2025年10月底前", "云政办纪要〔2025〕6号")


def test_escape_gives_the_change_up(desk: Work, qtbot: QtBot) -> None:
    before = desk.ask(list_tasks), desk.ask(list_steps)
    answering(escape)
    with qtbot.assertNotEmitted(desk.troubled), qtbot.assertNotEmitted(desk.changed):
        assert desk.change(tasks.set_deadline, task(desk, "（一）").id, OCTOBER) is None
    assert (desk.ask(list_tasks), desk.ask(list_steps)) == before


def test_enter_answers_as_last_time(desk: Work) -> None:
    answering(typed("财政评审延期", "纪要6号"))
    desk.change(tasks.set_deadline, task(desk, "（一）").id, OCTOBER)
    answering(enter)
    changes = desk.change(tasks.set_deadline, task(desk, "（一）").id, DECEMBER)
    assert changes is not None
    assert Grounds(changes.reason, changes.basis) == Grounds("财政评审延期", "纪要6号")


def test_several_bars_are_asked_for_once(desk: Work) -> None:
    both = (task(desk, "（一）").id, task(desk, "（三）").id)
    came = answering(typed("整体顺延"))
    assert desk.change(gantt.shift, both, 30) is not None
    assert len(came) == 1
    assert came[0].table.rowCount() == 2
    assert {row.reason for row in desk.ask(list_adjustments)} == {"整体顺延"}
    desk.undo()  # undo asks nothing
    assert desk.ask(list_adjustments) == ()


def test_a_multi_selection_is_asked_for_once(desk: Work) -> None:
    calls = [(task(desk, no).id, "市大数据中心") for no in ("（一）", "（三）")]
    came = answering(typed("职责调整"))
    assert desk.change_each(tasks.set_lead, calls, "确定牵头单位：2项") is not None
    assert came[0].table.rowCount() == 2


def test_nothing_is_answered_without_a_word(desk: Work, qtbot: QtBot) -> None:
    dialog = GroundsDialog(())
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.basis.setEditText("纪要6号")
    assert ok.isEnabled()


@pytest.mark.parametrize("what", ["gap", "progress", "title", "reason given"])
def test_what_needs_no_grounds_is_not_asked_for(desk: Work, what: str) -> None:
    second = task(desk, "（二）")
    change: dict[str, Callable[[], ChangeSet | None]] = {
        "gap": lambda: desk.change(tasks.set_lead, second.id, "市公安局"),
        "progress": lambda: desk.change(tasks.set_progress, second.id, 40),
        "title": lambda: desk.change(tasks.rename, second.id, "视频专网"),
        "reason given": lambda: desk.change(
            tasks.set_deadline, task(desk, "（一）").id, OCTOBER, reason="顺延"
        ),
    }
    assert change[what]() is not None  # a question would hang here


def test_who_does_not_want_to_be_asked_is_not(desk: Work, window: MainWindow) -> None:
    window.grounds.asked = False
    assert desk.change(tasks.set_deadline, task(desk, "（一）").id, OCTOBER) is not None


def test_a_plan_that_requires_grounds_asks_everybody(desk: Work, window: MainWindow) -> None:
    window.grounds.asked = False
    desk.change(settings_operations.set_change_control, ChangeControl.REQUIRE)
    answering(escape)
    assert desk.change(tasks.set_deadline, task(desk, "（一）").id, OCTOBER) is None


def test_a_plan_may_ask_nobody(desk: Work) -> None:
    desk.change(settings_operations.set_change_control, ChangeControl.OFF)
    assert desk.change(tasks.set_deadline, task(desk, "（一）").id, OCTOBER) is not None


def test_the_setting_is_chosen_in_a_dialog_and_can_be_undone(desk: Work, window: MainWindow) -> None:
    window.grounds.configure()
    dialog = window.findChild(ChangeControlDialog)
    assert dialog is not None
    assert dialog.control() is ChangeControl.ASK
    dialog._group.button(1).click()
    assert not dialog.mine.isEnabled()
    dialog.accept()
    assert desk.ask(change_control) is ChangeControl.REQUIRE
    desk.undo()
    assert desk.ask(change_control) is ChangeControl.ASK


def test_the_deadline_dialog_takes_both_grounds(desk: Work, window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_view("tasks")
    page.refresh_now()
    row = task(desk, "（一）")
    editing = page.editing  # type: ignore[attr-defined]
    editing.adjust_deadline(row)
    dialog = next(one for one in window.findChildren(QDialog) if isinstance(one, AdjustDialog))
    dialog.deadline.line.setText("2025年10月底前")
    dialog.reason.setText("顺延")
    dialog.basis.setText("纪要6号")
    dialog.accept()
    (step, *_) = desk.ask(list_steps)
    assert (step.reason, step.basis) == ("顺延", "纪要6号")


def test_units_beside_the_lead_may_change_without_grounds(desk: Work) -> None:
    first = task(desk, "（一）")
    choices = tuple(UnitChoice(one.name, one.role) for one in first.units)
    assert desk.change(tasks.set_units, TaskId(first.id), (*choices, UnitChoice("市人社局"))) is not None


def test_a_bar_dragged_with_the_mouse_asks_and_goes_back_after_escape(
    desk: Work, window: MainWindow, qtbot: QtBot
) -> None:
    page = window.show_view("gantt")
    assert isinstance(page, TimelinePage)
    page.refresh_now()
    timeline = page.gantt.timeline
    timeline.show_span(dt.date(2025, 3, 1).toordinal(), dt.date(2025, 12, 31).toordinal())
    first = task(desk, "（一）")
    node = page.gantt.arrays.node_of(NodeKind.TASK, first.id)

    def drag() -> None:
        box, viewport, left = timeline.bar_box(node), timeline.viewport(), Qt.MouseButton.LeftButton
        assert box is not None
        at = QPoint(box.right() - 1, box.top() + 3)
        QTest.mousePress(viewport, left, pos=at)
        for way in (20, 40):
            QTest.mouseMove(viewport, at + QPoint(way, 0))
        QTest.mouseRelease(viewport, left, pos=at + QPoint(40, 0))

    end = int(page.gantt.arrays.end[node])
    came = answering(escape)
    drag()
    assert len(came) == 1
    assert task(desk, "（一）").deadline == first.deadline
    assert int(page.gantt.arrays.end[node]) == end
    answering(typed("财政评审延期"))
    drag()
    (row,) = desk.ask(list_adjustments)
    assert (row.before, row.reason) == ("2025年9月底前", "财政评审延期")
    page.refresh_now()
    assert int(page.gantt.arrays.end[page.gantt.arrays.node_of(NodeKind.TASK, first.id)]) > end


def test_a_cell_edited_in_the_table_asks_once(desk: Work, window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_view("tasks")
    page.refresh_now()
    first = task(desk, "（一）")
    page.go(Place("tasks", task=first.id))
    table = page.table  # type: ignore[attr-defined]
    table.setCurrentIndex(table.model().index(table.currentIndex().row(), Column.DEADLINE))

    def type_in() -> None:
        table.edit(table.currentIndex())
        editor = next(one for one in table.findChildren(DeadlineEdit) if one.isVisible())
        editor.line.setText("2025年10月底前")
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
        QApplication.processEvents()

    came = answering(escape)
    type_in()
    assert len(came) == 1
    assert task(desk, "（一）").deadline == first.deadline
    came = answering(typed("财政评审延期"))
    type_in()
    assert len(came) == 1
    assert task(desk, "（一）").deadline.date == dt.date(2025, 10, 31)
