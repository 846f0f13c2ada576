"""Tables as an xlsx workbook that an office goes on working in: TableFacts in, the bytes of a file out.

One sheet a table: title, unit and heads on top (frozen, and repeated on every printed page), columns as wide
as what stands in them, figures and dates as such, lists to choose from where a column has a known set of
words, notes below.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.errors import CannotWriteError, RefusedError
from workbench.rows.papers import TableFacts

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_PERCENT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%")
_DATE = re.compile(r"([12][0-9]{3})[-年]([0-9]{1,2})[-月]([0-9]{1,2})日?")
_NARROWEST, _WIDEST = 6, 48  # characters of Latin width
_WHOLE_ROWS = 400  # looked at for the width of a column
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME = 31  # characters of a sheet's name in Excel
_A4 = 9
#: Heads whose columns hold only so many words: offered as a list.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "状态": ("未启动", "推进中", "已完成", "已销号", "暂缓", "不再推进"),
    "任务状态": ("未启动", "推进中", "已完成", "已销号", "暂缓", "不再推进"),
    "亮灯": ("绿灯", "黄灯", "红灯", "不亮灯"),
    "属性": ("约束性", "预期性"),
}
#: Heads whose columns hold a share of the whole.
_SHARES = ("进度", "实际进度", "应完成", "完成率")


def write_workbook(tables: Sequence[TableFacts], title: str) -> bytes:
    """The tables, one a sheet, as xlsx. Raises RefusedError where there is none."""
    if not tables:
        raise RefusedError("没有可以导出的表格。", "请先选择有任务、成果或指标的内容。")
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    workbook.properties.title = title
    workbook.properties.creator = "规划工作台"
    for table in tables:
        _fill(workbook.create_sheet(_sheet_name(table.title or title, workbook)), table)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def save_workbook(book: Workbook, path: Path) -> None:
    """Write a workbook, over an existing file too. Raises CannotWriteError."""
    try:
        book.save(path)
    except OSError as error:
        raise CannotWriteError(
            f"“{path.name}”保存不了。", "请检查它是否正在别的程序中打开、磁盘是否已满。"
        ) from error


def _sheet_name(title: str, workbook: Workbook) -> str:
    """A name Excel takes, told from the others by its number."""
    name = _FORBIDDEN.sub("", title).strip("'")[:_LONGEST_NAME] or "表"
    number = 2
    while name in workbook.sheetnames:
        tail = f"（{number}）"
        name, number = name[: _LONGEST_NAME - len(tail)] + tail, number + 1
    return name


def _fill(sheet: Worksheet, table: TableFacts) -> None:
    from openpyxl.utils import get_column_letter

    width = len(table.heads)
    row = _above(sheet, table, width)
    first, last_head = row, row + (1 if table.groups else 0)
    _heads(sheet, table, row)
    for number, cells in enumerate(table.rows):
        _body_row(sheet, table, last_head + 1 + number, number, cells)
    _merge(sheet, table, last_head + 1)
    last = last_head + len(table.rows)
    for number, note in enumerate(table.notes, 1):
        sheet.cell(last + number, 1, f"{'注：' if number == 1 else ''}{note}")
    for column, chars in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(column)].width = chars
    sheet.freeze_panes = f"A{last_head + 1}"
    if not table.groups:
        sheet.auto_filter.ref = f"A{first}:{get_column_letter(width)}{max(last, first)}"
    _validate(sheet, table, last_head + 1, last)
    _set_up_page(sheet, table, first, last_head)


def _above(sheet: Worksheet, table: TableFacts, width: int) -> int:
    """Title and unit; returns the row of the heads."""
    from openpyxl.styles import Alignment, Font

    row = 1
    if table.title:
        cell = sheet.cell(row, 1, table.title)
        cell.font, cell.alignment = Font("黑体", 16), Alignment("center", "center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        sheet.row_dimensions[row].height = 30
        row += 1
    if table.unit:
        sheet.cell(row, width, table.unit).alignment = Alignment("right")
        row += 1
    return row


def _heads(sheet: Worksheet, table: TableFacts, row: int) -> None:
    """One row, or two where some heads stand under a common one."""
    lower = row + (1 if table.groups else 0)
    grouped = {column for group in table.groups for column in range(group.first, group.last + 1)}
    for column, head in enumerate(table.heads):
        _head(sheet, lower if column in grouped else row, column + 1, head)
        if table.groups and column not in grouped:
            _head(sheet, lower, column + 1, None)
            sheet.merge_cells(start_row=row, end_row=lower, start_column=column + 1, end_column=column + 1)
    for group in table.groups:
        for column in range(group.first, group.last + 1):
            _head(sheet, row, column + 1, group.text if column == group.first else None)
        sheet.merge_cells(start_row=row, end_row=row, start_column=group.first + 1, end_column=group.last + 1)


def _head(sheet: Worksheet, row: int, column: int, text: str | None) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column, text)
    cell.font, cell.border = Font("黑体", 11), _border()
    cell.fill = PatternFill("solid", "E8EDF3")
    cell.alignment = Alignment("center", "center", wrap_text=True)


def _border() -> Border:
    from openpyxl.styles import Border, Side

    thin = Side("thin", "808080")
    return Border(thin, thin, thin, thin)


def _body_row(sheet: Worksheet, table: TableFacts, row: int, number: int, cells: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    border, width = _border(), len(table.heads)
    if number in table.section_rows:
        for column in range(1, width + 1):
            sheet.cell(row, column).border = border
        sheet.cell(row, 1, next((cell for cell in cells if cell), "")).font = Font("黑体", 11)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        return
    for column in range(width):
        value, form = _value(cells[column] if column < len(cells) else "", table.heads[column])
        cell = sheet.cell(row, column + 1, value)
        if isinstance(value, str):
            cell.data_type = "s"  # also where it begins like a formula
        cell.font, cell.border = Font("宋体", 11), border
        side = "right" if isinstance(value, float | int) else "left"
        cell.alignment = Alignment(side, "center", wrap_text=True)
        if form:
            cell.number_format = form


def _value(text: str, head: str) -> tuple[str | float | dt.date | None, str]:
    """What a cell holds, and its number format."""
    if head != "序号" and _NUMBER.fullmatch(text):
        places = len(text.partition(".")[2])
        return (float(text) if places else int(text)), f"0.{'0' * places}" if places else "0"
    if _PERCENT.fullmatch(text):
        places = len(text[:-1].partition(".")[2])
        return round(float(text[:-1]) / 100, places + 4), f"0.{'0' * places}%" if places else "0%"
    if found := _DATE.fullmatch(text):
        try:
            return dt.date(*map(int, found.groups())), "yyyy-mm-dd"
        except ValueError:
            return text, "@"
    return text or None, "@"


def _merge(sheet: Worksheet, table: TableFacts, first: int) -> None:
    for span in table.spans:
        row, column = first + span.row, span.column + 1
        sheet.merge_cells(start_row=row, end_row=row + span.rows - 1, start_column=column, end_column=column)


def _widths(table: TableFacts) -> Iterator[float]:
    """Width of each column in Latin characters: its longest short text, or enough for a wrapped long one."""
    rows = [
        cells for number, cells in enumerate(table.rows[:_WHOLE_ROWS]) if number not in table.section_rows
    ]
    for column, head in enumerate(table.heads):
        longest = max((_breadth(cells[column]) for cells in rows if column < len(cells)), default=0)
        yield min(max(longest + 2, _breadth(head) + 3, _NARROWEST), _WIDEST)


def _breadth(text: str) -> int:
    return max(
        (
            sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)
            for line in text.split("\n")
        ),
        default=0,
    )


def _validate(sheet: Worksheet, table: TableFacts, first: int, last: int) -> None:
    """Lists to choose from, and shares between 0 and 1; what is there already is left as it is."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, head in enumerate(table.heads, 1):
        if head in CHOICES:
            rule = DataValidation("list", formula1=f'"{",".join(CHOICES[head])}"', allow_blank=True)
            rule.error, rule.errorTitle = "请从列表中选择。", head
        elif head in _SHARES:
            rule = DataValidation("decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
            rule.error, rule.errorTitle = "请填写 0% 到 100% 之间的数。", head
        else:
            continue
        rule.showErrorMessage = True
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{max(last, first)}")
        sheet.add_data_validation(rule)


def _set_up_page(sheet: Worksheet, table: TableFacts, first: int, last: int) -> None:
    """A4, as wide as one page, lying where the columns are many; the heads on every page, pages numbered."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if sum(_widths(table)) > 100 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{first}:{last}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
