"""统计: rows and columns chosen, figures that lead to their tasks, a table to take along."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from workbench.ui.views.page import Place
from workbench.ui.views.statistics import StatisticsPage
from workbench.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    window.go(Place("statistics"))
    page = window.findChild(StatisticsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


def names(page: StatisticsPage, across: Qt.Orientation) -> list[str]:
    count = page.model.columnCount() if across is Qt.Orientation.Horizontal else page.model.rowCount()
    return [page.model.headerData(section, across) for section in range(count)]


def choose(page: StatisticsPage, down: str, across: str) -> None:
    for box, words in ((page.down, down), (page.across, across)):
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())


def click(page: StatisticsPage, qtbot: QtBot, row: int, column: int) -> None:
    place = page.table.visualRect(page.model.index(row, column)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_head(header: QHeaderView, qtbot: QtBot, section: int) -> None:
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, header.height() // 2))


def test_a_figure_lists_its_tasks(page: StatisticsPage, qtbot: QtBot) -> None:
    choose(page, "责任单位", "到期年份")
    units, years = names(page, Qt.Orientation.Vertical), names(page, Qt.Orientation.Horizontal)
    assert years == ["2025年", "持续推进", "未定时限", "合计"]
    click(page, qtbot, units.index("市公安局"), years.index("未定时限"))
    assert [row.title for row in page.behind.listed] == ["完善视频专网"]
    click(page, qtbot, units.index("合计"), years.index("合计"))
    assert len(page.behind.listed) == 4


def test_a_row_of_the_list_leads_to_the_task(page: StatisticsPage, qtbot: QtBot) -> None:
    click(page, qtbot, page.model.rowCount() - 1, page.model.columnCount() - 1)
    with qtbot.waitSignal(page.wanted) as heard:
        page.behind.tasks.setCurrentIndex(page.behind.tasks.model().index(0, 0))
        qtbot.keyClick(page.behind.tasks, Qt.Key.Key_Return)
    assert heard.args == [Place("tasks", task=page.behind.listed[0].task)]


def test_rows_and_columns_change_places(page: StatisticsPage, qtbot: QtBot) -> None:
    choose(page, "章节", "状态")
    down, across = names(page, Qt.Orientation.Vertical), names(page, Qt.Orientation.Horizontal)
    page.swap()
    assert (names(page, Qt.Orientation.Horizontal), names(page, Qt.Orientation.Vertical)) == (down, across)


def test_sorted_by_a_column_the_totals_stay_last(page: StatisticsPage, qtbot: QtBot) -> None:
    choose(page, "到期年份", "责任单位")
    click_head(page.table.horizontalHeader(), qtbot, page.model.columnCount() - 1)
    last = page.model.columnCount() - 1
    figures = [int(page.model.index(row, last).data()) for row in range(page.model.rowCount())]
    assert figures[:-1] == sorted(figures[:-1]) and figures[-1] == 4
    assert names(page, Qt.Orientation.Vertical)[-1] == "合计"


def test_the_table_is_copied_and_saved(page: StatisticsPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, "责任单位", "到期年份")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["责任单位", "2025年", "持续推进", "未定时限", "合计"]
    assert lines[-1].split("\t") == ["合计", "2", "1", "1", "4"]
    with qtbot.waitSignal(page.said):
        page.save_to(tmp_path / "统计.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "统计.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["合计", 2, 1, 1, 4] in cells


def test_a_file_that_cannot_be_written_is_told(page: StatisticsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.work.troubled) as heard:
        page.save_to(tmp_path / "没有" / "统计.xlsx")
    assert "无法写入“统计.xlsx”" in heard.args[0].what
