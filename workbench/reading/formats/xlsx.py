"""An Excel workbook: bytes in, its visible sheets out. Rows of one cell above a table are lines: its name."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from workbench.errors import UnsupportedFormatError
from workbench.reading.formats.source import Composer, Source

#: One row as (identity of the cell, its words); a merged cell has one identity in all its places.
_Row = list[tuple[int, str]]
_MOST_COLUMNS = 16_384


def read_xlsx(data: bytes) -> Source:
    """The values of a .xlsx. Raises UnsupportedFormatError where Excel itself could not open it."""
    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise UnsupportedFormatError(
            "这份 Excel 工作簿已损坏，无法打开。", "请在 WPS 或 Excel 中打开修复后另存为 .xlsx 再导入。"
        ) from error
    composer = Composer()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _write(sheet, composer)
    return composer.source("xlsx")


def _write(sheet: Worksheet, composer: Composer) -> None:
    rows = [row for row in _rows(sheet) if any(words for _, words in row)]
    while rows and len(lone := {cell for cell in rows[0] if cell[1]}) == 1:
        composer.paragraph(lone.pop()[1])
        rows.pop(0)
    if rows:
        composer.table(rows)


def _rows(sheet: Worksheet) -> Iterator[_Row]:
    """The rows with every merged cell standing in all the places it covers."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            owner[row, column] = (area.min_row, area.min_col)
    for at_row in range(sheet.min_row, sheet.max_row + 1):
        line: _Row = []
        for at_column in range(sheet.min_column, sheet.max_column + 1):
            row, column = owner.get((at_row, at_column), (at_row, at_column))
            line.append((row * _MOST_COLUMNS + column, _words(sheet.cell(row, column))))
        yield line


def _words(cell: Cell | MergedCell) -> str:
    """A cell's value as the sheet shows it: 98%, 2025-06-30."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_percent = "%" in str(cell.number_format)
        return f"{value * 100:.10g}%" if is_percent else f"{value:.15g}"
    return str(value).strip()
