"""进展: a period is filed line by line with the keyboard, checked, closed; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.queries.periods import reporting
from workbench.queries.progress import list_reports
from workbench.queries.report_sheet import report_sheet
from workbench.queries.tasks import list_tasks
from workbench.terms import Granularity, Reporting, ReportStatus, TaskState
from workbench.ui.dialogs.reporting import ReportingDialog
from workbench.ui.views.progress import ProgressPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


@pytest.fixture
def page(window: MainWindow) -> ProgressPage:
    shown = window.show_view("progress")
    assert isinstance(shown, ProgressPage)
    shown.refresh_now()
    return shown


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_every_task_and_result_is_a_line(page: ProgressPage, work: Work) -> None:
    assert page.period is not None
    rows = work.ask(report_sheet, None, page.period, dt.date.today())
    assert len(page._model.rows) == len(rows) > 3
    assert "未报" in page._told.text()


def test_the_keyboard_walks_through_the_lines(page: ProgressPage, work: Work, qtbot: QtBot) -> None:
    first, second = (page._model.rows[number] for number in (0, 1))
    page.table.selectRow(0)
    page.form.percent.setFocus()
    page.form.percent.selectAll()
    qtbot.keyClicks(page.form.percent, "40")  # type: ignore[no-untyped-call]
    page.form.state.setCurrentIndex(page.form.state.findData(TaskState.RUNNING))
    done = page.form.texts["进展情况"]
    done.setFocus()
    qtbot.keyClicks(done, "finished the survey")  # type: ignore[no-untyped-call]
    qtbot.keyClick(done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    turned()
    assert first.task is not None
    (report,) = work.ask(list_reports, first.task)
    assert (report.percent, report.state, report.done) == (40, TaskState.RUNNING, "finished the survey")
    assert report.status is ReportStatus.REPORTED
    current = page.table.current()
    assert current is not None
    assert current.task == second.task


def test_what_was_typed_is_kept_as_a_draft(page: ProgressPage, work: Work) -> None:
    task = page._model.rows[0].task
    assert task is not None
    page.table.selectRow(0)
    page.form.texts["存在问题"].setPlainText("缺少数据")
    page.table.selectRow(1)
    turned()
    (report,) = work.ask(list_reports, task)
    assert (report.status, report.problems) == (ReportStatus.DRAFT, "缺少数据")
    work.undo()
    assert work.ask(list_reports, task) == ()


def test_odd_words_are_told_while_they_are_written(page: ProgressPage) -> None:
    page.table.selectRow(0)
    page.form.texts["进展情况"].setPlainText("已完成。。")
    assert "标点重复" in page.form._slips.text()
    page.form.texts["进展情况"].setPlainText("已完成。")
    assert page.form._slips.isHidden()


def test_a_report_is_checked_and_proved(page: ProgressPage, work: Work, tmp_path: Path) -> None:
    page.table.selectRow(0)
    task = page._model.rows[0].task
    assert task is not None
    assert not page.form._check.isEnabled()
    page.form.file()
    turned()
    page.table.selectRow(0)
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"proof")
    page.form.add_proof(proof)
    turned()
    assert page.form.proofs.count() == 1
    page.form._check.click()
    turned()
    (report,) = work.ask(list_reports, task)
    assert report.status is ReportStatus.CHECKED
    assert [one.name for one in report.evidence] == ["照片.jpg"]


def test_a_closed_period_can_only_be_looked_at(page: ProgressPage, work: Work) -> None:
    assert page.period is not None
    page.close_period(page.period)
    turned()
    page.table.selectRow(0)
    assert not page.form._file.isEnabled()
    assert not page.form.percent.isEnabled()
    assert not page._reopen.isHidden()
    assert "已关账" in page.periods.currentText()
    work.undo()
    turned()
    assert page._reopen.isHidden()


def test_one_unit_alone(page: ProgressPage, work: Work) -> None:
    page.units.setCurrentIndex(1)
    names = {row.unit_name for row in page._model.rows}
    assert names == {page.units.currentText()}
    assert len(page._model.rows) < len(work.ask(list_tasks)) + 10


def test_how_a_plan_reports_is_one_step(page: ProgressPage, work: Work) -> None:
    page._ask_rules()
    (dialog,) = page.findChildren(ReportingDialog)
    dialog.granularity.setCurrentIndex(0)
    dialog.day.setValue(5)
    dialog.months.setCurrentIndex(1)
    dialog.accept()
    turned()
    assert work.ask(reporting) == Reporting(Granularity.MONTH, 5, 1)
    assert page.period is not None
    work.undo()
    assert work.ask(reporting) == Reporting()
