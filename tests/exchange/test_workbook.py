"""Tables as workbooks: what an office finds when it opens one in Excel or WPS."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.press import papers
from workbench.errors import RefusedError
from workbench.exchange.workbook import write_workbook
from workbench.reading import read_file
from workbench.rows.papers import TableFacts

TABLE = TableFacts(
    ("序号", "任务", "完成时限", "进度", "状态", "投资（亿元）"),
    (
        ("一、数字基础", "", "", "", "", ""),
        ("1", "=建设数据中心", "2026-06-30", "45%", "推进中", "12.50"),
        ("2", "修订办法", "2026年底前", "100%", "已完成", "0"),
    ),
    frozenset({0}),
    "重点任务/清单",
    notes=("数据截至6月底。",),
)


def opened(*tables: TableFacts) -> Workbook:
    return load_workbook(BytesIO(write_workbook(tables, "计划")))


def test_cells_are_what_they_say() -> None:
    sheet = opened(TABLE).active
    assert sheet is not None
    assert sheet.title == "重点任务清单"
    assert sheet["A1"].value == "重点任务/清单"
    assert [cell.value for cell in sheet[2]] == list(TABLE.heads)
    assert [cell.value for cell in sheet[4]] == [
        "1",
        "=建设数据中心",
        dt.datetime(2026, 6, 30),
        0.45,
        "推进中",
        12.5,
    ]
    assert sheet["B4"].data_type == "s"  # a text, not a formula
    assert sheet["D4"].number_format == "0%"
    assert sheet["F4"].number_format == "0.00"
    assert sheet["C5"].value == "2026年底前"
    assert sheet["A6"].value == "注：数据截至6月底。"


def test_heads_stay_on_screen_and_on_every_page() -> None:
    sheet = opened(TABLE).active
    assert sheet is not None
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.auto_filter.ref == "A2:F5"
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:F1", "A3:F3"}
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_known_words_are_offered_as_a_list() -> None:
    sheet = opened(TABLE).active
    assert sheet is not None
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert "推进中" in rules["E3:E5"].formula1
    assert (rules["D3:D5"].formula1, rules["D3:D5"].formula2) == ("0", "1")


def test_two_tiers_of_heads() -> None:
    sheet = opened(papers.MERGED).active
    assert sheet is not None
    merged = {str(each) for each in sheet.merged_cells.ranges}
    group = papers.MERGED.groups[0]
    row = next(cell.row for cells in sheet for cell in cells if cell.value == group.text)
    first, last = (chr(ord("A") + column) for column in (group.first, group.last))
    assert f"{first}{row}:{last}{row}" in merged


def test_sheets_of_one_name_are_told_apart() -> None:
    assert opened(TABLE, TABLE).sheetnames == ["重点任务清单", "重点任务清单（2）"]


def test_no_table_no_workbook() -> None:
    with pytest.raises(RefusedError, match="没有可以导出的表格"):
        write_workbook((), "空")


def test_our_own_reader_finds_every_task_again(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(write_workbook((papers.task_list(12),), "计划"))
    table = papers.task_list(12)
    titles = [row[1] for number, row in enumerate(table.rows) if number not in table.section_rows]
    assert [task.title for task in read_file(path).tasks] == titles
