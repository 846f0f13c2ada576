"""A legacy Excel workbook (.xls, WPS .et): bytes in, its sheets as their cells show them out."""

from __future__ import annotations

import io
import struct

import xlrd
from xlrd.compdoc import CompDocError

from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.reading.formats.cell_words import BUILT_IN, number_words
from workbench.reading.formats.sheets import MOST_CELLS, Area, Sheet, sheets_source, too_large
from workbench.reading.formats.source import Source

#: What xlrd raises on damaged files beside its own errors.
_DAMAGE = (
    *(xlrd.XLRDError, CompDocError, struct.error, AssertionError, ValueError, LookupError, TypeError),
    *(AttributeError, ArithmeticError, NotImplementedError, RecursionError, EOFError),
)


def read_xls(data: bytes) -> Source:
    """The sheets of a .xls. Raises UnsupportedFormatError (a password) or CannotReadError (damaged)."""
    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        ) as book:
            sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except _DAMAGE as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise UnsupportedFormatError(
                "这份工作簿设有打开密码。", "请在 WPS 或 Excel 中输入密码打开，取消密码后另存再导入。"
            ) from error
        raise CannotReadError(
            "这份 Excel 工作簿已损坏，无法打开。", "请在 WPS 或 Excel 中打开修复后另存为 .xlsx 再导入。"
        ) from error
    return sheets_source(sheets, "xls")


def _sheet(book: xlrd.book.Book, read: xlrd.sheet.Sheet) -> Sheet:
    sheet = Sheet(read.name, is_hidden=read.visibility != 0)
    for row in range(read.nrows):
        for column in range(read.row_len(row)):
            words = _words(book, read.cell(row, column))
            if words:
                sheet.cells[row, column] = words
        if len(sheet.cells) > MOST_CELLS:
            raise too_large()
    sheet.merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in read.merged_cells]
    sheet.hidden_rows = {row for row, its in read.rowinfo_map.items() if its.hidden}
    sheet.hidden_columns = {column for column, its in read.colinfo_map.items() if its.hidden}
    return sheet


def _words(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        key = book.xf_list[cell.xf_index].format_key
        shape = BUILT_IN.get(key) or book.format_map[key].format_str
        return number_words(float(cell.value), shape, from_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(cell.value).strip() if cell.ctype == xlrd.XL_CELL_TEXT else ""
