"""The table of adjustments (调整对照表) as an xlsx workbook, ready to print on A4 across."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.exchange.workbook import save_workbook
from workbench.planning.adjusted_words import KINDS, NOTHING, field_text
from workbench.rows.adjustments import AdjustmentRow

if TYPE_CHECKING:
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

#: (head, width in characters)
HEADS: Final = (
    ("序号", 6),
    ("日期", 12),
    ("文件", 28),
    ("类型", 7),
    ("编号", 8),
    ("任务、成果或指标", 34),
    ("调整事项", 12),
    ("原为", 18),
    ("调整为", 18),
    ("调整原因", 24),
    ("依据或文号", 22),
    ("操作人", 9),
)
_TITLE_ROW, _HEAD_ROW = 1, 3
_CONTROL = dict.fromkeys(range(32))  # a workbook cannot hold these


def write_adjustments(path: Path, rows: Sequence[AdjustmentRow], told: str) -> None:
    """Write the table; `told` says below the title what it covers. An existing file is replaced.

    Raises CannotWriteError.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "调整对照表"
    _write_heads(sheet, told)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, _HEAD_ROW + number, cells_of(number, row))
    _set_up_page(sheet, _HEAD_ROW + len(rows))
    save_workbook(book, path)


def cells_of(number: int, row: AdjustmentRow) -> tuple[str, ...]:
    """One line, in the order of `HEADS`."""
    on = row.at.replace(tzinfo=dt.UTC).astimezone().date()
    return (
        str(number),
        on.isoformat(),
        row.document_title,
        KINDS[row.kind],
        row.no,
        row.title,
        field_text(row),
        row.before or NOTHING,
        row.after or NOTHING,
        row.reason,
        row.basis,
        row.who,
    )


def _write_heads(sheet: Worksheet, told: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(HEADS))
    sheet.cell(_TITLE_ROW, 1, "调整对照表").font = Font(bold=True, size=16)
    sheet.cell(_TITLE_ROW + 1, 1, told)
    for row in (_TITLE_ROW, _TITLE_ROW + 1):
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for column, (head, width) in enumerate(HEADS, start=1):
        cell = sheet.cell(_HEAD_ROW, column, head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _grid()
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write_row(sheet: Worksheet, at: int, texts: Sequence[str]) -> None:
    from openpyxl.styles import Alignment

    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(at, column, text.translate(_CONTROL))
        cell.data_type = "s"  # "=…" in a document is a text, never a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = _grid()


def _grid() -> Border:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="999999")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _set_up_page(sheet: Worksheet, last_row: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(HEADS))}{last_row}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
