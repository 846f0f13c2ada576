"""One table dressed as the files offices keep it in: page, lines, Word, Excel, Markdown, CSV, PDF, OFD, text.

A form is written as text: lines above the table, rows with `|` between cells, lines below. `^` joins a cell
with the one above, `<` with the one before.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reading.formats.ofd_files import OfdPaper
from tests.reading.formats.pdf_files import Paper

Rows = list[list[str]]


@dataclass(frozen=True)
class Form:
    above: list[str]
    rows: Rows
    below: list[str]


@dataclass(frozen=True)
class Cell:
    """A cell with the rows and columns it covers, counted from its own."""

    row: int
    column: int
    down: int
    across: int
    words: str


def read_form(path: Path) -> Form:
    lines = path.read_text(encoding="utf-8").splitlines()
    inside = [at for at, line in enumerate(lines) if "|" in line]
    first, last = inside[0], inside[-1]
    return Form(lines[:first], [lines[at].split("|") for at in inside], lines[last + 1 :])


def cells_of(rows: Rows) -> Iterator[Cell]:
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words in ("^", "<"):
                continue
            across = down = 1
            while column + across < len(row) and row[column + across] == "<":
                across += 1
            while at + down < len(rows) and rows[at + down][column] == "^":
                down += 1
            yield Cell(at, column, down, across, words)


def web_page(form: Form) -> bytes:
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{cell.down}" colspan="{cell.across}">{html.escape(cell.words)}</td>'
            for cell in cells_of(form.rows)
            if cell.row == at
        )
        + "</tr>"
        for at in range(len(form.rows))
    )
    above, below = (
        "".join(f"<p>{html.escape(line)}</p>" for line in lines) for lines in (form.above, form.below)
    )
    return f"{above}<table>{rows}</table>{below}".encode()


def lines(form: Form) -> bytes:
    """As a page prints it that lost its table: a cell a line, empty cells gone."""
    words = [cell.words for cell in cells_of(form.rows) if cell.words]
    return "\n".join([*form.above, *words, *form.below]).encode()


def word_file(form: Form) -> bytes:
    import docx

    document = docx.Document()
    for line in form.above:
        document.add_paragraph(line)
    table = document.add_table(len(form.rows), len(form.rows[0]))
    for cell in cells_of(form.rows):
        first = table.cell(cell.row, cell.column)
        last = table.cell(cell.row + cell.down - 1, cell.column + cell.across - 1)
        (first.merge(last) if last is not first else first).text = cell.words
    for line in form.below:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(form: Form) -> bytes:
    """With a merged title row above and numbers as numbers."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, line in enumerate(form.above, 1):
        sheet.cell(at, 1, line)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(form.rows[0]))
    top = len(form.above) + 1
    for cell in cells_of(form.rows):
        if cell.words:
            sheet.cell(top + cell.row, cell.column + 1, _number(cell.words))
        if cell.down > 1 or cell.across > 1:
            sheet.merge_cells(
                start_row=top + cell.row,
                start_column=cell.column + 1,
                end_row=top + cell.row + cell.down - 1,
                end_column=cell.column + cell.across,
            )
    for at, line in enumerate(form.below):
        sheet.cell(top + len(form.rows) + at, 1, line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(words: str) -> str | float | int:
    try:
        return float(words) if "." in words else int(words)
    except ValueError:
        return words


def markdown(form: Form) -> bytes:
    """Merged places are blank."""
    rows = ["|" + "|".join(_blank(row)) + "|" for row in form.rows]
    rows.insert(1, "|" + "---|" * len(form.rows[0]))
    return "\n".join([*form.above, *rows, *form.below]).encode()


def comma_separated(form: Form) -> bytes:
    rows = [",".join(f'"{words}"' if "," in words else words for words in _blank(row)) for row in form.rows]
    return "\n".join([*form.above, *rows, *form.below]).encode("gb18030")


def rows_of_text(sign: str) -> Callable[[Form], bytes]:
    """A row a line, cells parted by a sign; merged places are blank."""
    return lambda form: "\n".join(
        [*form.above, *(sign.join(_blank(row)) for row in form.rows), *form.below]
    ).encode()


def _blank(row: list[str]) -> list[str]:
    return ["" if words in ("^", "<") else words for words in row]


def ruled(form: Form, paper: Paper | OfdPaper) -> bytes:
    """On paper, cells broken into lines by the width of their columns."""
    count = len(form.rows[0])
    longest = [
        min(18, max(3, *(len(row[at]) for row in form.rows if "<" not in row[at + 1 : at + 2])))
        for at in range(count)
    ]
    widths = [max(44.0, 460.0 * length / sum(longest)) for length in longest]
    for line in form.above:
        paper.line(line)
    paper.table([[_broken(row, at, widths[at]) for at in range(count)] for row in form.rows], widths)
    for line in form.below:
        paper.line(line)
    return paper.data()


def _broken(row: list[str], at: int, width: float) -> str | None:
    words = row[at]
    if words == "^":
        return None
    if words == "<" or row[at + 1 : at + 2] == ["<"]:
        return words
    full = int((width - 8) // 12)
    return "\n".join(words[start : start + full] for start in range(0, len(words), full))


CLOTHES: dict[str, Callable[[Form], bytes]] = {
    "page.html": web_page,
    "lines.txt": lines,
    "list.docx": word_file,
    "list.xlsx": workbook,
    "list.md": markdown,
    "list.csv": comma_separated,
    "pipes.txt": rows_of_text(" | "),
    "tabs.txt": rows_of_text("\t"),
    "list.pdf": lambda form: ruled(form, Paper()),
    "list.ofd": lambda form: ruled(form, OfdPaper()),
}
