"""排程: a schedule previewed and accepted in part, the critical path, real days, the working calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.laws.moves import contents
from workbench.operations import links, tasks
from workbench.planning.calendar_files import load_office_calendar, year_of
from workbench.planning.task_arrays import NodeKind
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace
from workbench.terms import TaskId
from workbench.ui.gantt.actual_dialog import ActualDialog
from workbench.ui.gantt.calendar_dialog import CalendarDialog
from workbench.ui.gantt.schedule_dialog import ScheduleDialog
from workbench.ui.views.timeline import TimelinePage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

MAY, JULY = dt.date(2025, 5, 6), dt.date(2025, 7, 1)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ids(work: Work) -> list[TaskId]:
    """Three tasks in a row, each before the next: the second and third begin too early."""
    first, second, third, *_ = [row.id for row in work.ask(list_tasks)]
    for task in (first, second, third):
        work.change(tasks.move_dates, task, MAY, JULY)
    work.change(links.add, first, second)
    work.change(links.add, second, third)
    return [first, second, third]


@pytest.fixture
def page(window: MainWindow, ids: list[TaskId]) -> TimelinePage:
    page = window.show_view("gantt")
    assert isinstance(page, TimelinePage)
    page.refresh_now()
    return page


def starts(work: Work) -> dict[TaskId, dt.date | None]:
    return {row.id: row.start for row in work.ask(list_tasks)}


def open_schedule(page: TimelinePage) -> ScheduleDialog:
    page.gantt.tools.scheduling.schedule.trigger()
    QApplication.processEvents()
    (dialog,) = page.gantt.findChildren(ScheduleDialog)
    return dialog


def test_a_schedule_is_looked_at_and_accepted_in_part(
    page: TimelinePage, work: Work, ids: list[TaskId]
) -> None:
    workspace = work.workspace
    assert isinstance(workspace, Workspace)
    before = contents(workspace)
    dialog = open_schedule(page)
    assert [line.task for line in dialog.ticked()] == ids[1:]
    assert dialog.list.item(0, 1).text() == "2025-05-06 至 2025-07-01"
    # 40 working days from 6 May to 1 July (端午 is one of rest), and as many from 2 July on.
    assert dialog.list.item(0, 2).text() == "2025-07-02 至 2025-08-26"
    assert dialog.list.item(0, 3).text() == "推迟56天"
    assert len(page.gantt.timeline.proposed) == 2, "the bars to be are shown beside the plan"
    dialog.list.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    assert "已勾选1项" in dialog.summary.text()
    QTest.mouseClick(dialog.apply_button, LEFT)
    assert starts(work)[ids[1]] == dt.date(2025, 7, 2)
    assert starts(work)[ids[2]] == MAY
    assert page.gantt.timeline.proposed == ()
    assert work.undo_label == "按排程调整起止时间：完善视频专网"
    work.undo()
    assert contents(workspace) == before


def test_a_schedule_backward_keeps_to_its_last_day(page: TimelinePage, work: Work, ids: list[TaskId]) -> None:
    dialog = open_schedule(page)
    dialog.way.setCurrentIndex(2)
    assert dialog.until.isEnabled()
    assert [line.task for line in dialog.ticked()] == ids[:2]
    dialog.until.day = dt.date(2025, 6, 30)
    assert [line.task for line in dialog.ticked()] == ids
    dialog.tick(False)
    assert not dialog.apply_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert starts(work) == {**starts(work), **dict.fromkeys(ids, MAY)}


def test_a_plan_without_trouble_has_nothing_to_schedule(
    page: TimelinePage, work: Work, ids: list[TaskId]
) -> None:
    work.change(tasks.move_dates, ids[1], dt.date(2025, 7, 2), dt.date(2025, 8, 1))
    work.change(tasks.move_dates, ids[2], dt.date(2025, 8, 4), dt.date(2025, 9, 1))
    page.refresh_now()
    dialog = open_schedule(page)
    assert dialog.list.rowCount() == 0
    assert dialog.summary.text() == "各项任务都已满足前后置关系，没有需要调整的。"


def test_the_critical_path_is_shown_and_follows_the_plan(
    page: TimelinePage, work: Work, ids: list[TaskId]
) -> None:
    page.gantt.tools.scheduling.critical.setChecked(True)
    node = page.arrays.node_of(NodeKind.TASK, ids[2])
    assert page.gantt.timeline.bar_at(page.gantt.index_rows.row_of(node))[0].critical
    work.change(tasks.move_dates, ids[1], dt.date(2025, 6, 2), dt.date(2025, 6, 3))
    work.change(links.add, ids[0], ids[2])
    page.refresh_now()
    QApplication.processEvents()
    slack = page.gantt.timeline.dress.slack
    assert slack is not None
    critical = [bool(slack.critical[page.arrays.node_of(NodeKind.TASK, id)]) for id in ids]
    assert critical == [True, True, True]
    page.gantt.tools.scheduling.critical.setChecked(False)
    assert page.gantt.timeline.dress.slack is None


def test_real_days_are_noted_and_shown(page: TimelinePage, work: Work, ids: list[TaskId]) -> None:
    page.gantt.show_task(ids[0])
    page.gantt.tools.scheduling.note.trigger()
    (dialog,) = page.gantt.findChildren(ActualDialog)
    assert not dialog.start.day.isEnabled()
    dialog.start.known.setChecked(True)
    dialog.start.day.day = dt.date(2025, 5, 20)
    dialog.end.known.setChecked(True)
    dialog.end.day.day = dt.date(2025, 5, 1)
    dialog.accept()
    assert "早于" in dialog.fault.text()
    dialog.end.known.setChecked(False)
    dialog.accept()
    node = page.arrays.node_of(NodeKind.TASK, ids[0])
    row = page.gantt.timeline.bar_at(page.gantt.index_rows.row_of(node))[0]
    assert (row.did_start, row.did_end) == (dt.date(2025, 5, 20).toordinal(), 0)
    work.undo()
    row = page.gantt.timeline.bar_at(page.gantt.index_rows.row_of(node))[0]
    assert row.did_start == 0


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("workbench.resources.sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "planning-workbench" / "calendars"


def test_a_day_of_rest_of_the_office_is_added_and_taken_back(
    page: TimelinePage, qtbot: QtBot, office: Path
) -> None:
    third_of_march = dt.date(2025, 3, 3)
    page.gantt.tools.scheduling.calendar.trigger()
    (dialog,) = page.gantt.findChildren(CalendarDialog)
    dialog.year.setValue(2025)
    assert not dialog.restore_button.isEnabled()
    dialog.month.setSelectedDate(QDate(2025, 3, 3))
    assert dialog.first.day == third_of_march
    dialog.name.setText("三月三")
    QTest.mouseClick(dialog.add_button, LEFT)
    dialog.accept()
    assert "2025-03-03 休 三月三" in office.joinpath("cn-2025.txt").read_text(encoding="utf-8")
    assert page.gantt.timeline.rests(third_of_march.toordinal())
    assert page.gantt.timeline.rests(dt.date(2025, 10, 1).toordinal()), (
        "what else was known of the year stays"
    )
    page.gantt.tools.scheduling.calendar.trigger()
    dialog = page.gantt.findChildren(CalendarDialog)[-1]
    dialog.year.setValue(2025)
    QTest.mouseClick(dialog.restore_button, LEFT)
    assert not year_of(2025)[1]
    assert load_office_calendar().is_working_day(third_of_march.toordinal())
    assert not page.gantt.timeline.rests(third_of_march.toordinal())


def test_a_new_stretch_takes_the_place_of_what_it_covers(page: TimelinePage, office: Path) -> None:
    dialog = CalendarDialog(page.gantt, 2025)
    dialog.first.day, dialog.last.day = dt.date(2025, 5, 2), dt.date(2025, 5, 3)
    dialog.works.setCurrentIndex(1)
    QTest.mouseClick(dialog.add_button, LEFT)
    may = [(one.first.day, one.last.day, one.works) for one in dialog.stretches if one.first.month == 5]
    assert may == [(1, 1, False), (2, 3, True), (4, 5, False), (31, 2, False)]
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not office.exists()
