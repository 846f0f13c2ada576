"""调整: the table of adjustments on screen and as a workbook; the history tells a step's before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from workbench.operations import tasks
from workbench.queries.tasks import list_tasks
from workbench.rows.adjustments import AdjustedField
from workbench.terms import Deadline, DeadlineKind, Grounds, Precision
from workbench.ui.dialogs.step import StepDialog
from workbench.ui.views.adjustments import OTHER, AdjustmentsPage
from workbench.ui.window import MainWindow

OCTOBER = Deadline("2025年10月底前", DeadlineKind.BY, dt.date(2025, 10, 31), Precision.MONTH)


@pytest.fixture
def page(window: MainWindow) -> Iterator[AdjustmentsPage]:
    first, second, *_ = window.work.ask(list_tasks)
    grounds = Grounds("=财政评审延期", "云政办纪要〔2025〕6号")
    window.work.change(tasks.set_deadline, first.id, OCTOBER, grounds=grounds)
    window.work.change(tasks.set_lead, second.id, "市公安局")
    page = window.show_view("adjustments")
    assert isinstance(page, AdjustmentsPage)
    page.refresh_now()
    yield page


def test_what_was_adjusted_this_year(page: AdjustmentsPage, qtmodeltester: ModelTester) -> None:
    (row,) = page.rows
    assert (row.field, row.before, row.after) == (AdjustedField.DEADLINE, "2025年9月底前", "2025年10月底前")
    page.supplements.click()
    assert [row.supplement for row in page.rows] == [False, True]
    assert page.model.index(1, 6).data() == "未明确"
    qtmodeltester.check(page.model)


def test_days_are_typed_or_chosen(page: AdjustmentsPage) -> None:
    page.until.setText("2020年12月31日")
    QTest.keyClick(page.until, Qt.Key.Key_Return)
    page.since.setText("")
    QTest.keyClick(page.since, Qt.Key.Key_Return)
    page.refresh_now()
    assert page.rows == ()
    assert (page.until.text(), page.stretch.currentText()) == ("2020-12-31", OTHER)
    page.stretch.setCurrentText("全部")
    page.stretch.activated.emit(page.stretch.currentIndex())
    page.refresh_now()
    assert len(page.rows) == 1


def test_the_workbook_holds_what_is_shown(page: AdjustmentsPage, tmp_path: Path, qtbot: QtBot) -> None:
    to = tmp_path / "对照表.xlsx"
    with qtbot.waitSignal(page.said):
        page.export_to(to)
    sheet = load_workbook(to).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "调整对照表"
    assert "共 1 处" in rows[1][0]
    assert rows[2][6:11] == ["调整事项", "原为", "调整为", "调整原因", "依据或文号"]
    assert rows[3][5:11] == [
        "扩容政务云平台",
        "完成时限",
        "2025年9月底前",
        "2025年10月底前",
        "=财政评审延期",
        "云政办纪要〔2025〕6号",
    ]
    assert sheet["J4"].data_type == "s"
    assert sheet.page_setup.orientation == "landscape"


def test_a_workbook_that_cannot_be_written_is_told(
    page: AdjustmentsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.work.troubled):
        page.export_to(tmp_path / "没有的文件夹" / "对照表.xlsx")


def test_a_line_leads_to_its_task(page: AdjustmentsPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    with qtbot.waitSignal(page.wanted) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert (asked.args[0].view, asked.args[0].task) == ("tasks", page.rows[0].key)


def test_the_history_tells_a_step_before_and_after(page: AdjustmentsPage, window: MainWindow) -> None:
    window.history.show()
    window.history.refresh()
    table = window.history.table
    table.selectRow(1)
    assert table.model().index(1, 1).data().endswith("\n原因：=财政评审延期（云政办纪要〔2025〕6号）")
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = window.history.findChild(StepDialog)
    assert dialog is not None
    assert dialog.table.item(0, 2).text() == "2025年9月底前"
    assert dialog.table.item(0, 3).text() == "2025年10月底前"
