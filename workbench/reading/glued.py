"""Tables that lost every separator: 序号指标2010年2015年1氨氮排放总量(万吨)264.4238.0-10%2….

The head is a run of known column heads without a break. Below it, each row is a number, a name and its
values; where two numbers ran together, they are cut where the change printed beside them comes out right
(264.4 and 238.0 are -10%), else where both have as many decimals. A row that cannot be cut is left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.reading.columns import Column, Holds, is_table_head, read_column, settle
from workbench.reading.tables import Row, Table
from workbench.reading.text import Stretch, Text

_HEAD_START = re.compile(r"序\s*号(?=\s*\S)|指\s*标(?=(?:\s|名称|单位|19|20))")
_LONGEST_HEAD = 14
_VALUES = {Holds.BASE, Holds.TARGET, Holds.ANNUAL}
_ROW = re.compile(
    r"\(?(?P<no>\d{1,2})?\)?\s*(?P<name>(?:[A-Za-z]+[\d.]*)*[\u3400-\u9fff“][^\d<>≥≤%;。—]*?(?:\([^()\d]{1,14}\))?)\s*"
    r"(?P<values>(?:[—/]|[<>≥≤〔(\[]?\s*-?\d)[\d.,<>≥≤%—/\s+\-()\[\]]*(?:个百分点|左右|以上|以内|以下)*[\d.<>≥≤%\s\-]*(?:个百分点|左右|以上|以内|以下|倍)*)"
    r"\s*(?P<attribute>约束性|预期性)?"
)
_SIGNED = re.compile(r"[—/]+|[<>≥≤]?-?\d+(?:\.\d+)?%?(?:个百分点|左右|以上|以内|以下)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: How far a change may be from the one worked out, in its own unit: both were rounded.
_ROUNDED = 0.6


@dataclass(frozen=True, slots=True)
class _Found:
    columns: tuple[Column, ...]
    start: int
    end: int


def find_glued(text: Text, line: Stretch) -> Table | None:
    """The indicators of a table glued into one line, or None where the line holds none that can be cut."""
    head = _head(text, line)
    if head is None:
        return None
    table = Table(head.columns, [], Stretch(head.start, head.end))
    table.rows = list(_rows(text, head, line.end))
    if not table.rows:
        return None
    table.place = Stretch(head.start, max(row.place.end for row in table.rows))
    return table


def _head(text: Text, line: Stretch) -> _Found | None:
    for start in _HEAD_START.finditer(text.key, line.start, line.end):
        words, at = [], start.start()
        while (end := _head_cell(text.key, at, line.end)) is not None:
            words.append(re.sub(r"\s", "", text.key[at:end]))
            at = end
        columns = settle([read_column(word) for word in words])
        kinds = [column.holds for column in columns]
        if len(columns) > 2 and Holds.INDICATOR in kinds and _VALUES & set(kinds) and is_table_head(columns):
            return _Found(columns, start.start(), at)
    return None


def _head_cell(key: str, at: int, end: int) -> int | None:
    """Where the longest known head that begins here ends."""
    for stop in range(min(at + _LONGEST_HEAD, end), at + 1, -1):
        words = re.sub(r"\s", "", key[at:stop])
        if words and key[stop - 1] > " " and read_column(words).holds is not Holds.UNKNOWN:
            return stop
    return None


def _rows(text: Text, head: _Found, end: int) -> Iterator[Row]:
    at, number = head.end, 0
    while found := _ROW.match(text.key, _skip(text.key, at, end), end):
        stop = found.end()
        number = int(found["no"] or number)
        values = _cut(text.key, found, head.columns, number + 1)
        if values is None:
            return
        pieces, used = values
        yield _row(text, head.columns, found, pieces)
        at = used if used < found.end("values") else stop


def _skip(key: str, at: int, end: int) -> int:
    while at < end and key[at].isspace():
        at += 1
    return at


def _row(text: Text, columns: tuple[Column, ...], found: re.Match[str], values: list[Stretch]) -> Row:
    cells: dict[int, list[Stretch]] = {}
    numbers = iter(values)
    for index, column in enumerate(columns):
        if column.holds is Holds.NO and found["no"]:
            cells[index] = [Stretch(*found.span("no"))]
        elif column.holds is Holds.INDICATOR:
            cells[index] = [text.trim(*found.span("name"))]
        elif column.holds is Holds.ATTRIBUTE and found["attribute"]:
            cells[index] = [Stretch(*found.span("attribute"))]
        elif column.holds in _VALUES and (value := next(numbers, None)):
            cells[index] = [value]
    return Row(cells)


def _cut(
    key: str, found: re.Match[str], columns: tuple[Column, ...], following: int
) -> tuple[list[Stretch], int] | None:
    """The values of a row as places, and where they end: the number of the next row may be stuck to them."""
    wanted = sum(column.holds in _VALUES for column in columns)
    start, end = found.span("values")
    words = key[start:end].rstrip()
    for tail in ("", str(following)):
        if tail and not words.endswith(tail):
            continue
        cuts = list(_splits(words.removesuffix(tail).rstrip(), wanted))
        best = [cut for cut in cuts if _is_sound(cut)]
        if len(best) == 1:
            return _placed(best[0], start), start + len(words) - len(tail)
    return None


def _placed(values: tuple[str, ...], start: int) -> list[Stretch]:
    ends = list(itertools.accumulate(len(value) for value in values))
    return [
        Stretch(start + stop - len(value.lstrip()), start + stop)
        for value, stop in zip(values, ends, strict=True)
    ]


def _splits(words: str, wanted: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut a run of values into `wanted` of them."""
    if wanted == 1:
        if _SIGNED.fullmatch(words.strip()):
            yield (words,)
        return
    for at in range(1, min(len(words), 16)):
        if _SIGNED.fullmatch(words[:at].strip()) and words[at - 1] != "-":
            yield from ((words[:at], *rest) for rest in _splits(words[at:], wanted - 1))


def _is_sound(values: tuple[str, ...]) -> bool:
    """Whether a cut makes sense: no leading noughts, and the change is that between the other two."""
    numbers = [_NUMBER.search(value) for value in values]
    digits = [number.group() for number in numbers if number]
    if any(re.match(r"0\d", one) for one in digits):
        return False
    if len(digits) < len(values):
        return all(
            number or re.fullmatch("[—/]+", value) for number, value in zip(numbers, values, strict=True)
        )
    if len(values) < 3:
        return len({len(one.partition(".")[2]) for one in digits}) == 1
    base, target, change = float(digits[0]), float(digits[1]), float(digits[2])
    change = -change if "-" in values[2] else change
    if values[2].endswith("%"):
        return base > 0 and abs((target / base - 1) * 100 - change) <= _ROUNDED
    return abs(target - base - change) <= _ROUNDED / 10
