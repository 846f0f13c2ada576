"""Workbooks, new and legacy: cells as they are shown, merged areas, what is hidden, several tables."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import Workbook

from tests.reading.formats.grids import rows_of
from tests.reading.formats.sheet_files import xls, xlsx
from tests.reading.formats.word_files import package
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.reading.formats import Source, open_source
from workbench.reading.formats.cell_words import number_words

HEAD = ["序号", "重点任务", "责任单位", "完成时限"]


def read(book: Workbook) -> Source:
    stream = io.BytesIO()
    book.save(stream)
    return open_source("a.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (0.985, "0.0%", "98.5%"),
        (0.1 + 0.2, "General", "0.3"),
        (12.0, "General", "12"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12.0, '0"项"', "12项"),
        (3.0, "0.0#", "3.0"),
        (-5.0, "0_ ;[Red]\\-0\\ ", "-5"),
        (45838, "yyyy/m/d", "2025/6/30"),
        (45838, 'yyyy"年"m"月"d"日"', "2025年6月30日"),
        (45838, '[$-804]yyyy"年"m"月";@', "2025年6月"),
        (45838.5, "yyyy-mm-dd hh:mm", "2025-06-30 12:00"),
        (45838, "General", "45838"),
        (2.5e-7, "General", "0.00000025"),
        (7.0, "@", "7"),
        (1.5, "# ?/?", "1.5"),
    ],
)
def test_numbers_as_cells_show_them(value: float, shape: str, shown: str) -> None:
    assert number_words(value, shape) == shown


def test_merged_areas_places_and_titles() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "任务清单"
    sheet.append(["清江省重点任务清单"])
    sheet.merge_cells("A1:D1")
    sheet.append(HEAD)
    sheet.append([1, "建设平台", "省数据局\n省财政厅", dt.datetime(2025, 6, 30)])
    sheet.append([2, "完善制度", None, "年底前"])
    sheet.merge_cells("C3:C4")
    sheet["D3"].number_format = 'yyyy"年"m"月"'
    source = read(book)

    assert source.text.startswith("清江省重点任务清单\n")
    assert rows_of(source)[1:] == [
        ["1", "建设平台", "省数据局\n省财政厅", "2025年6月"],
        ["2", "完善制度", "省数据局\n省财政厅", "年底前"],
    ]
    cell = source.grids[0].rows[2][2]
    assert cell and [place.label for place in source.places_of(cell.start, cell.end)] == ["任务清单!C3"]


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "清单"
    sheet.append([*HEAD, "旧编号"])
    sheet.append([1, "建设平台", "省数据局", "年底前", "A"])
    sheet.append([2, "完善制度", "省财政厅", "年底前", "B"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    other = book.create_sheet("底稿")
    other.append(["草稿"])
    other.sheet_state = "hidden"
    source = read(book)

    assert [problem.code for problem in source.problems] == ["hidden-rows", "hidden-columns", "hidden-sheet"]
    assert "“清单”的第3行" in source.problems[0].what and "E列" in source.problems[1].what
    assert [row[1] for row in rows_of(source)] == ["重点任务", "建设平台", "完善制度"]
    assert "旧编号" not in source.text and "草稿" not in source.text


def test_tables_below_each_other_are_parted_by_their_heads() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ([*HEAD], [1, "建设平台", "省数据局", ""], [], [2, "完善制度", "省财政厅", ""], []):
        sheet.append(row)
    for row in (["附表"], ["指标", "单位", "2025年"], ["普及率", "%", 70]):
        sheet.append(row)
    source = read(book)

    assert [len(grid.rows) for grid in source.grids] == [3, 2]
    assert "附表\n" in source.text


def test_shared_and_rich_strings_booleans_formulas_and_readings() -> None:
    strings = "<si><r><t>建设</t></r><r><t>平台</t></r><rPh sb='0' eb='1'><t>JIANSHE</t></rPh></si>"
    strings += "<si><t>a_x000A_b</t></si>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2">'
    cells += '<c r="A2" t="b"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c>'
    cells += '<c t="inlineStr"><is><t>丙</t></is></c></row>'

    source = open_source("a.xlsx", xlsx(f"<sheetData>{cells}</sheetData>", strings=strings))

    assert rows_of(source) == [["建设平台", "a\nb", ""], ["TRUE", "2", "丙"]]


def test_claims_of_a_million_places_cost_nothing() -> None:
    sheet = (
        '<cols><col min="3" max="99999999" hidden="1"/></cols>'
        '<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>丙</v></c></row>'
        '<row r="99999999999999"><c r="A9" t="s"><v>77</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="oops"/></mergeCells>'
    )

    assert "甲" in open_source("a.xlsx", xlsx(sheet)).text


def test_a_legacy_workbook() -> None:
    data = xls(
        [["序号", "指标", "目标"], [1.0, "普及率", 0.985], ["", "覆盖率", 0.5]],
        merged=[(1, 2, 0, 0)],
        hidden=2,
    )
    source = open_source("a.et", data)

    assert rows_of(source)[1:] == [["100.0%", "普及率", "98.5%"], ["100.0%", "覆盖率", "50.0%"]]
    assert source.grids[0].rows[1][0] is source.grids[0].rows[2][0]
    assert [problem.code for problem in source.problems] == ["hidden-rows"]
    assert source.encoding == "xls"


@pytest.mark.parametrize("cut", [30, 90, 200, 260])
def test_a_torn_legacy_workbook_is_refused_or_read(cut: int) -> None:
    try:
        open_source("a.xls", xls([HEAD, HEAD])[:cut])
    except CannotReadError as error:
        assert error.way_forward


def test_a_legacy_word_document_with_a_workbook_inside_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0Workbook\0".encode("utf-16-le")

    with pytest.raises(UnsupportedFormatError, match="Word"):
        open_source("a.doc", data)


def test_a_binary_workbook_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match="xlsb"):
        open_source("a.xlsx", package({"xl/workbook.bin": b""}))
