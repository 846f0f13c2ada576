"""Workbooks written in a test: .xlsx parts as SpreadsheetML, .xls as a bare BIFF8 stream."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.reading.formats.word_files import package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(sheet: str, *, strings: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet, given by the insides of its parts."""
    sheets = '<sheets><sheet name="表" r:id="r0"/></sheets>'
    workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>'
    parts = {"worksheet": sheet, "sharedStrings": strings, "styles": styles}
    roots = {"worksheet": "worksheet", "sharedStrings": "sst", "styles": "styleSheet"}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(parts)
    )
    return package(
        {
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            **{
                f"xl/{name}.xml": f'<{roots[name]} xmlns="{_MAIN}">{inside}</{roots[name]}>'
                for name, inside in parts.items()
            },
        }
    )


def xls(
    rows: Sequence[Sequence[str | float]],
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
    shape: str = "0.0%",
    hidden: int | None = None,
) -> bytes:
    """A BIFF8 stream of one sheet: words and numbers, the numbers in one format.

    `merged` gives first and last row, first and last column; `hidden` a row.
    """
    globals_ = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)),
        _record(0x0042, struct.pack("<H", 1200)),
        _record(0x041E, struct.pack("<HH", 164, len(shape)) + b"\1" + shape.encode("utf-16-le")),
        *(_record(0x00E0, struct.pack("<HH", 0, key) + bytes(16)) for key in (0, 164)),
    ]
    name = "表".encode("utf-16-le")
    length = sum(map(len, globals_)) + 4 + 8 + len(name) + 4
    globals_.append(_record(0x0085, struct.pack("<IBBBB", length, 0, 0, 1, 1) + name))
    globals_.append(_record(0x000A, b""))
    sheet = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))]
    for at, row in enumerate(rows):
        options = 0x20 if at == hidden else 0
        sheet.append(_record(0x0208, struct.pack("<HHHHHHHH", at, 0, len(row), 255, 0, 0, options, 0)))
        for column, value in enumerate(row):
            if isinstance(value, str):
                words = struct.pack("<H", len(value)) + b"\1" + value.encode("utf-16-le")
                sheet.append(_record(0x0204, struct.pack("<HHH", at, column, 0) + words))
            else:
                sheet.append(_record(0x0203, struct.pack("<HHHd", at, column, 1, value)))
    areas = b"".join(struct.pack("<HHHH", *area) for area in merged)
    sheet.append(_record(0x00E5, struct.pack("<H", len(merged)) + areas))
    sheet.append(_record(0x000A, b""))
    return b"".join([*globals_, *sheet])


def _record(kind: int, inside: bytes) -> bytes:
    return struct.pack("<HH", kind, len(inside)) + inside
