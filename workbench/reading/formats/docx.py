"""A Word document: bytes in, its paragraphs and tables out, in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from workbench.errors import UnsupportedFormatError
from workbench.reading.formats.source import Composer, Source


def read_docx(data: bytes) -> Source:
    """Paragraphs and tables of a .docx. Raises UnsupportedFormatError where Word itself could not open it."""
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise UnsupportedFormatError(
            "这份 Word 文件已损坏，无法打开。", "请在 WPS 或 Word 中打开修复后另存为 .docx 再导入。"
        ) from error
    composer = Composer()
    _write(document.iter_inner_content(), composer)
    return composer.source("docx")


def _write(blocks: Iterator[Paragraph | Table], composer: Composer) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            composer.paragraph(block.text)
        elif _lays_out(block):
            for cell in _distinct_cells(block):
                _write(cell.iter_inner_content(), composer)
        else:
            rows = [row.cells for row in block.rows]  # held, so that a merged cell keeps its identity
            composer.table([[(id(cell._tc), cell.text) for cell in cells] for cells in rows])


def _lays_out(table: Table) -> bool:
    """A table that only frames the page: one column, or another table inside it."""
    return len(table.columns) < 2 or any(cell.tables for cell in _distinct_cells(table))


def _distinct_cells(table: Table) -> list[_Cell]:
    cells = [cell for row in table.rows for cell in row.cells]
    return list({id(cell._tc): cell for cell in cells}.values())
