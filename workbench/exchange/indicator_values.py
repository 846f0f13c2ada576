"""Values of indicators copied from a sheet (粘贴实际值): cells go in, one proposal for each figure comes out.

A sheet has the names of indicators down its side and periods across its top, or the other way round, or one
column of figures for a period the planner names. Each proposal says which indicator and period it means,
the figure in the indicator's own unit, and what stands there now; or why it cannot be taken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbench.errors import RefusedError
from workbench.exchange.task_table import Table
from workbench.planning.measures import convert, measure_of
from workbench.planning.period_words import read_period
from workbench.planning.periods import name_of
from workbench.rows.indicators import IndicatorRow
from workbench.spelling import folded
from workbench.terms import IndicatorId, IndicatorValue, Period

_NAME_HEADS: Final = ("指标名称", "指标", "名称", "项目", "主要指标")
_UNIT_HEADS: Final = ("计量单位", "单位")
_VALUE_HEADS: Final = ("实际值", "完成值", "数值", "值", "完成情况", "实绩")
_SOURCE_HEADS: Final = ("数据来源", "来源")
_NOTE_HEADS: Final = ("备注", "说明")
_NOTHING: Final = frozenset({"", "-", "—", "——", "–", "/", "…", "……", "无", "暂无", "缺"})
_FIGURE: Final = re.compile(r"(?P<figure>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>\D*.*)")
_UNIT_IN_NAME: Final = re.compile(r"[（(](?P<unit>[^（()）]+)[)）]$")
_SERIAL: Final = re.compile(r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]|其中[:：])")


@dataclass(frozen=True, slots=True)
class ValueProposal:
    """What one figure of a sheet says. `line` counts the lines of the sheet from 1.

    `value` is the figure in the indicator's own unit, `before` what stands there now. `problem` says why the
    figure cannot be taken; without one, `value` equal to `before` changes nothing. `told` is the cell as it
    stood.
    """

    line: int
    name: str
    told: str
    indicator: IndicatorId | None = None
    period: Period | None = None
    value: float | None = None
    before: float | None = None
    unit: str = ""
    source: str = ""
    note: str = ""
    problem: str = ""

    @property
    def changes(self) -> bool:
        """Whether it can be taken and says something new."""
        return not self.problem and self.value is not None and self.value != self.before

    def as_value(self) -> IndicatorValue:
        """For `operations.indicators.paste_values`. Only of a proposal that has an indicator and a period."""
        assert self.indicator is not None
        assert self.period is not None
        assert self.value is not None
        return IndicatorValue(self.indicator, self.period, self.value, "", self.source, self.note)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Which columns mean what. `figures` are the columns of figures, with the period each is of."""

    name: int
    figures: tuple[tuple[int, Period | None], ...]
    unit: int | None = None
    source: int | None = None
    note: int | None = None
    first_line: int = 0


def propose(
    table: Table, indicators: Sequence[IndicatorRow], period: Period, year: int | None = None
) -> tuple[ValueProposal, ...]:
    """What the figures of a table say, in its order. `period` is meant where the table names none, `year`
    where it names a period without one (二季度); None: the year of `period`.

    Raises RefusedError where no columns of names and figures can be found.
    """
    upright = _upright([list(row) for row in table], year or period.year)
    known = _Names(indicators)
    sheet = _columns(upright, known, period, year or period.year)
    read = [
        _proposal(known, sheet, row, number, column, of)
        for number, row in enumerate(upright[sheet.first_line :], sheet.first_line + 1)
        for column, of in sheet.figures
        if _cell(row, sheet.name) and _cell(row, column) not in _NOTHING
    ]
    return tuple(_without_doubles(read))


def _upright(table: Table, year: int) -> Table:
    """Periods across the top: a table that has them down its side is turned."""
    if not table:
        return table
    across = sum(read_period(cell, year) is not None for cell in table[0])
    down = sum(read_period(row[0], year) is not None for row in table if row)
    if down <= across or down < 2:
        return table
    width = max(map(len, table))
    return [[row[column] if column < len(row) else "" for row in table] for column in range(width)]


def _columns(table: Table, known: _Names, period: Period, year: int) -> _Sheet:
    """The columns by the line of heads, which may have lines of titles above it. A line that names an
    indicator is none, even where its figure looks like a year.
    """
    for place, row in enumerate(table):
        if any(cell in known for cell in row):
            break
        heads = [re.sub(r"\s", "", cell) for cell in row]
        dated = [(column, read) for column, cell in enumerate(heads) if (read := read_period(cell, year))]
        values = [column for column, head in enumerate(heads) if _bare(head) in _VALUE_HEADS]
        name = _head(heads, _NAME_HEADS)
        if not dated and (name is None or not values):
            continue
        if name is None:
            name = _first_words(table[place + 1 :], {column for column, _ in dated})
        figures = tuple(dated) or ((values[0], period),)
        unit, source, note = (_head(heads, one) for one in (_UNIT_HEADS, _SOURCE_HEADS, _NOTE_HEADS))
        return _Sheet(name, figures, unit, source, note, place + 1)
    return _headless(table, period)


def _headless(table: Table, period: Period) -> _Sheet:
    """Names in the first column of words, figures in the first column of figures after it."""
    name = _first_words(table, set())
    width = max(map(len, table), default=0)
    for column in range(name + 1, width):
        if any(_FIGURE.fullmatch(_cell(row, column)) for row in table):
            return _Sheet(name, ((column, period),))
    raise RefusedError(
        "粘贴的内容里没有找到指标名称和数值。", "请复制一列指标名称和它的数值，或连同写有年份、季度的表头。"
    )


def _first_words(table: Table, but: set[int]) -> int:
    """The first column in which most cells are words, not figures."""
    for column in range(max(map(len, table), default=0)):
        cells = [cell for row in table if (cell := _cell(row, column))]
        words = [cell for cell in cells if not _FIGURE.match(cell) and len(cell) > 1]
        if column not in but and cells and 2 * len(words) > len(cells):
            return column
    return 0


def _head(heads: Sequence[str], meant: Sequence[str]) -> int | None:
    return next((column for column, head in enumerate(heads) if _bare(head) in meant), None)


def _bare(head: str) -> str:
    return re.sub(r"[（(].*$", "", head)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


class _Names:
    """The indicators by their names, however these are written."""

    def __init__(self, indicators: Sequence[IndicatorRow]) -> None:
        self._by_name: dict[str, list[IndicatorRow]] = {}
        for row in indicators:
            keys = {_key(row.name), folded(row.name)}
            for key in keys:
                self._by_name.setdefault(key, []).append(row)

    def __contains__(self, cell: str) -> bool:
        return bool(cell.strip()) and _key(cell) in self._by_name

    def find(self, name: str) -> IndicatorRow:
        """The one indicator meant. Raises RefusedError, with the reason, where there is none or several."""
        for key in (folded(name), _key(name)):
            found = self._by_name.get(key, [])
            if len(found) == 1:
                return found[0]
            if found:
                where = "".join(f"《{row.document_title}》" for row in found[:3])
                raise RefusedError(f"有{len(found)}项同名指标（{where}），请选定文件。")
        near = difflib.get_close_matches(_key(name), self._by_name, 1, 0.6)
        hint = f"，最接近的是“{self._by_name[near[0]][0].name}”" if near else ""
        raise RefusedError(f"没有这项指标{hint}。")


def _key(name: str) -> str:
    """A name without its number and without the unit in brackets behind it."""
    return folded(_UNIT_IN_NAME.sub("", _SERIAL.sub("", name.strip()).strip()))


def _proposal(
    known: _Names, sheet: _Sheet, row: Sequence[str], line: int, column: int, period: Period | None
) -> ValueProposal:
    name, told = _cell(row, sheet.name), _cell(row, column)
    made = ValueProposal(
        line, name, told, period=period, source=_cell(row, sheet.source), note=_cell(row, sheet.note)
    )
    try:
        indicator = known.find(name)
        value, unit = _figure(told, _cell(row, sheet.unit), name, indicator)
    except RefusedError as error:
        return replace(made, problem=error.what)
    before = next((one.value for one in indicator.observations if one.period == period), None)
    return replace(made, indicator=indicator.id, value=value, before=before, unit=unit)


def _figure(told: str, unit: str, name: str, indicator: IndicatorRow) -> tuple[float, str]:
    """The figure in the indicator's unit, and the unit it came in. Raises RefusedError."""
    found = _FIGURE.fullmatch(told.replace("，", ",").replace(" ", ""))
    if found is None:
        raise RefusedError(f"“{told}”不是数字。")
    value = float(found["figure"].replace(",", ""))
    in_name = _UNIT_IN_NAME.search(name)
    came_in = found["unit"] or unit or (in_name["unit"] if in_name else "")
    if not came_in or not indicator.unit:
        return value, came_in
    try:
        return convert(value, came_in, indicator.unit), came_in
    except RefusedError:
        if not found["unit"] and not unit and _names_no_measure(came_in):
            return value, ""
        raise


def _names_no_measure(words: str) -> bool:
    """What stands in brackets behind a name need not be a unit (在校生（不含技校）)."""
    return measure_of(words).dimension == re.sub(r"\s", "", words).casefold()


def _without_doubles(read: Sequence[ValueProposal]) -> list[ValueProposal]:
    """One figure for an indicator in a period: a second one is refused."""
    first: dict[tuple[IndicatorId | None, Period | None], ValueProposal] = {}
    made = []
    for one in read:
        key = (one.indicator, one.period)
        if one.problem or key not in first:
            made.append(one)
            if not one.problem:
                first[key] = one
            continue
        period = name_of(one.period) if one.period else ""
        made.append(replace(one, problem=f"与第{first[key].line}行重复（{period}）。"))
    return made
