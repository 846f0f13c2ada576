"""An Excel workbook (.xlsx, .xlsm, WPS .et in that form): bytes in, its sheets as their cells show them out.

The parts are read directly, because what stands in them is not to be trusted: a merged area or a row number
may claim a million places that hold nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workbench.errors import CannotReadError
from workbench.reading.formats.cell_words import BUILT_IN, number_words
from workbench.reading.formats.package import Package
from workbench.reading.formats.sheets import MOST_CELLS, Area, Sheet, sheets_source, too_large
from workbench.reading.formats.source import Source

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MOST_HIDDEN = 16_384


def read_xlsx(data: bytes) -> Source:
    """The sheets of a workbook. Raises CannotReadError where it is damaged or far too large."""
    package = Package(data)
    name = package.main_part("xl/workbook.xml")
    workbook = package.xml(name)
    if workbook is None:
        raise CannotReadError(
            "这份 Excel 工作簿已损坏，无法打开。", "请在 WPS 或 Excel 中打开修复后另存为 .xlsx 再导入。"
        )
    targets = {key: (kind, target) for key, kind, target in package.relations_by_id(name)}
    parts = {kind: package.xml(target) for kind, target in targets.values() if kind in _PARTS}
    properties = workbook.find(S + "workbookPr")
    book = _Book(
        tuple(_strings(parts.get("sharedStrings"))),
        tuple(_shapes(parts.get("styles"))),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )
    sheets = []
    for entry in workbook.iter(S + "sheet"):
        kind, target = targets.get(entry.get(_ID, ""), ("", ""))
        part = package.xml(target) if kind == "worksheet" else None
        if part is not None:
            sheet = book.sheet(entry.get("name", ""), part)
            sheet.is_hidden = entry.get("state", "visible") != "visible"
            sheets.append(sheet)
    return sheets_source(sheets, "xlsx")


_PARTS = ("sharedStrings", "styles")


def _strings(part: etree._Element | None) -> Iterator[str]:
    """The shared strings, without the phonetic readings beside them."""
    for item in part.iterchildren(S + "si") if part is not None else ():
        yield _rich(item)


def _rich(item: etree._Element) -> str:
    texts = (
        text
        for text in item.iter(S + "t")
        if (above := text.getparent()) is not None and above.tag != S + "rPh"
    )
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(text.text or "" for text in texts))


def _shapes(part: etree._Element | None) -> Iterator[str]:
    """The number format of each cell style."""
    if part is None:
        return
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in part.iter(S + "numFmt")}
    styles = part.find(S + "cellXfs")
    for style in styles.iterchildren(S + "xf") if styles is not None else ():
        key = style.get("numFmtId", "0")
        yield own.get(key) or BUILT_IN.get(int(key) if key.isdecimal() else 0, "General")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    strings: tuple[str, ...]
    shapes: tuple[str, ...]
    from_1904: bool

    def sheet(self, name: str, part: etree._Element) -> Sheet:
        sheet = Sheet(name)
        at_row = -1
        for row in part.iter(S + "row"):
            said = row.get("r", "")
            at_row = int(said) - 1 if said.isdecimal() and 0 < len(said) < 8 else at_row + 1
            if row.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(at_row)
            at_column = -1
            for cell in row.iterchildren(S + "c"):
                place = _place(cell.get("r", ""))
                at_column = place[1] if place else at_column + 1
                words = self._words(cell).replace("\r\n", "\n").strip()
                if words:
                    sheet.cells[at_row, at_column] = words
            if len(sheet.cells) > MOST_CELLS:
                raise too_large()
        sheet.merged = list(_areas(part))
        sheet.hidden_columns = set(_hidden_columns(part))
        return sheet

    def _words(self, cell: etree._Element) -> str:
        """A cell's words as it shows them; a formula gives the value it was saved with."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inside = cell.find(S + "is")
            return _rich(inside) if inside is not None else ""
        value = cell.findtext(S + "v") or ""
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "n" and value:
            return self._number(value, cell.get("s", "0"))
        return value

    def _number(self, value: str, style: str) -> str:
        at = int(style) if style.isdecimal() else 0
        shape = self.shapes[at] if at < len(self.shapes) else "General"
        try:
            return number_words(float(value), shape, from_1904=self.from_1904)
        except (ValueError, OverflowError):
            return value


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a reference such as C14."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _areas(part: etree._Element) -> Iterator[Area]:
    for merged in part.iter(S + "mergeCell"):
        first, _, last = merged.get("ref", "").partition(":")
        corner, other = _place(first), _place(last)
        if corner and other:
            yield Area(*corner, *other)


def _hidden_columns(part: etree._Element) -> Iterator[int]:
    for columns in part.iter(S + "col"):
        first, last = columns.get("min", ""), columns.get("max", "")
        if columns.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            yield from range(int(first) - 1, min(int(last), _MOST_HIDDEN))
