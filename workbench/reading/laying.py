"""Lines laid into the rows and columns of a table at the least cost.

Each column says how well a line fits it, what leaving it out costs and what a second line in it costs. So a
missing cell, a name broken over lines, a group label that stands only in the first row of its group, and
section rows all find their place without a rule for any one document.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.reading.broken_names import is_likely_unit, is_sure_unit, whole_lines
from workbench.reading.columns import Column, Holds
from workbench.reading.deadlines import find_deadline, is_whole_deadline
from workbench.reading.numerals import NUMERAL
from workbench.reading.quantities import is_absent, is_measure
from workbench.reading.tables import SECTION, split_number
from workbench.reading.units import is_unit_name

_NEVER = 1000.0
#: What it costs to leave a line after the last row out of the table.
_LEAVE_OUT = 2.5
#: The place of a line that is a section row and in no column; it comes last in lists by column.
SECTION_ROW = -1
#: What one more line costs behind a line that ends with a comma: the cell goes on.
_JOIN_BEHIND_COMMA = 0.5
#: The rest of a broken cell need not look like its column, but it must not cost nothing either.
_MOST_MISFIT = 5.0
#: More than any table costs, in tenths: a place that no line has reached.
_FAR = 10**12

#: After which column a line was laid, and whether it opened a row.
_Step = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class _Cost:
    """How a column takes lines: `fit` of a first line, `skip` of the column, `join` of one more line."""

    fit: Callable[[str], float]
    skip: float
    join: float


class _Scale:
    """What the columns of one table cost, in whole tenths: so equal ways are equal however they are summed.

    `skips[n]` is the cost of leaving the first n columns empty.
    """

    def __init__(self, columns: tuple[Column, ...]) -> None:
        costs = [cost_of(column) for column in columns]
        self.joins = [_tenths(cost.join) for cost in costs]
        self.skips = list(itertools.accumulate((_tenths(cost.skip) for cost in costs), initial=0))
        self._ways = [*(cost.fit for cost in costs), _section_cost]
        self._known: dict[str, list[int]] = {}

    def fits(self, line: str) -> list[int]:
        """How badly a line fits each column, and last how badly it makes a section row."""
        if line not in self._known:
            each = {way: _tenths(way(line)) for way in set(self._ways)}
            self._known[line] = [each[way] for way in self._ways]
        return self._known[line]


def _tenths(cost: float) -> int:
    return round(cost * 10)


def lay(columns: tuple[Column, ...], lines: list[str]) -> list[tuple[int, bool]]:
    """For each line its column and whether it opens a row; lines that fit no row at the end are cut off.

    Dynamic programming over (lines laid, column of the last line), least total cost first. Lines that break
    the name of a unit are laid as one.
    """
    whole = whole_lines(lines) if any(column.holds in _OF_UNITS for column in columns) else []
    if len(whole) in (0, len(lines)):
        return _lay(columns, lines)
    laid = _lay(columns, ["".join(lines[index] for index in group) for group in whole])
    return [
        (column, opens and index == group[0])
        for (column, opens), group in zip(laid, whole, strict=False)
        for index in group
    ]


def _lay(columns: tuple[Column, ...], lines: list[str]) -> list[tuple[int, bool]]:
    scale = _Scale(columns)
    leave_out = _tenths(_LEAVE_OUT)
    best = [*[_FAR] * len(columns), 0]
    closed = (0, SECTION_ROW)
    back: list[list[_Step]] = []
    ends = [(leave_out * len(lines), 0, SECTION_ROW)]
    for index, line in enumerate(lines):
        goes_on = bool(index) and (lines[index - 1][-1:] in ("、", ",", "，") or _is_bracketed_measure(line))
        fits = scale.fits(line)
        after_section = (closed[0] + fits[SECTION_ROW], (closed[1], True))
        laid = [*_laid(scale, best, fits, goes_on), after_section]
        best = [cost for cost, _ in laid]
        back.append([step for _, step in laid])
        closed = _closed(scale, best)
        ends.append((closed[0] + leave_out * (len(lines) - index - 1), index + 1, closed[1]))
    _, count, state = min(ends)
    return _trace(back[:count], state)


def _closed(scale: _Scale, best: list[int]) -> tuple[int, int]:
    """The least cost of ending the row here, the columns behind the last line left empty, and that column."""
    total = scale.skips[-1]
    rest = (total - skipped for skipped in scale.skips[1:])
    costs = [*map(operator.add, best, rest), best[SECTION_ROW]]
    least = min(costs)
    last = costs.index(least)
    return least, last if last < len(costs) - 1 else SECTION_ROW


def _laid(scale: _Scale, best: list[int], fits: list[int], goes_on: bool) -> Iterator[tuple[int, _Step]]:
    """For each column the least cost of laying a line into it, and after which column: the first of equals.

    Behind a column further left the line goes on with the row; behind one further right, or a section row,
    it opens one; in the same column it does either.
    """
    skips, total = scale.skips, scale.skips[-1]
    gone = list(map(operator.sub, best, skips[1:]))  # what was paid without what the columns so far cost
    later = _least_later(gone)
    least, before = _FAR, SECTION_ROW
    for column, fit in enumerate(fits[:-1]):
        fitted = skips[column] + fit
        cost, step = least + fitted, (before, False)
        join = _GOES_ON if goes_on else scale.joins[column]
        joined = best[column] + min(fit, _GOES_ON if goes_on else _MISFIT) + join
        again = gone[column] + total + fitted
        if min(joined, again) < cost:
            cost, step = min(joined, again), (column, again < joined)
        following, behind = later[column]
        if following + total + fitted < cost:
            cost, step = following + total + fitted, (behind, True)
        if best[SECTION_ROW] + fitted < cost:
            cost, step = best[SECTION_ROW] + fitted, (SECTION_ROW, True)
        yield cost, step
        if gone[column] < least:
            least, before = gone[column], column


def _least_later(gone: list[int]) -> list[tuple[int, int]]:
    """For each column the least of those behind it, and which: the first of equals."""
    later = []
    least, which = _FAR, SECTION_ROW
    for column in range(len(gone) - 1, -1, -1):
        later.append((least, which))
        if gone[column] <= least:
            least, which = gone[column], column
    return later[::-1]


_GOES_ON, _MISFIT = _tenths(_JOIN_BEHIND_COMMA), _tenths(_MOST_MISFIT)


def _is_bracketed_measure(line: str) -> bool:
    """（亿元） on a line of its own ends the name above it."""
    return line.startswith("(") and bool(re.fullmatch(r"\([^()]*\)", line)) and is_measure(line)


def _trace(back: list[list[_Step]], state: int) -> list[tuple[int, bool]]:
    laid: list[tuple[int, bool]] = []
    for came in reversed(back):
        last, opens = came[state]
        laid.append((state, opens))
        state = last
    return laid[::-1]


def _section_cost(line: str) -> float:
    if SECTION.match(line) and len(line) < 60 and "。" not in line:
        return 0.0
    return 5.0 if 2 < len(line) <= 20 and not re.search(r"\d", line) else _NEVER


def cost_of(column: Column) -> _Cost:
    """What a line costs in a column, and what a column costs that stays empty."""
    if column.holds is Holds.NOTE and _OF_MONEY.search(column.words):
        return _MONEY
    return _COSTS.get(column.holds, _Cost(lambda line: 1.5, 0.5, 2.0))


def _fit_number(line: str) -> float:
    return 0.0 if _IS_NUMBER.fullmatch(line) else 20.0


_IS_NUMBER = re.compile(rf"\(?(?:\d{{1,3}}|(?!19|20)\d{{4}}|{NUMERAL})\)?[.、]?")


def _fit_category(line: str) -> float:
    return 0.5 if len(line) <= 14 and not re.search(r"^[\d/—-]|[。;%]", line) else 15.0


#: How the name of an office ends, and hardly ever that of a task.
_IS_OFFICE = re.compile("(?:局|厅|委|委员会|办公室|政府|部门|单位)$")


@lru_cache(maxsize=4096)
def _fit_title(line: str) -> float:
    if not re.search(r"[\u3400-\u9fffA-Za-z]", line):
        return 15.0
    if is_measure(line):
        return 6.0
    if is_whole_deadline(line, 2000) or _is_value_phrase(line):
        return 8.0
    if _IS_OFFICE.search(line) and "。" not in line:
        return 2.5
    return 1.5 if "。" in line or line.endswith(";") else 0.0


def _is_value_phrase(line: str) -> bool:
    return bool(re.match(r"(?:年均|累计)?(?:提高|增长|增加|下降|降低|低于|不低于|超过|达到)[\d.]", line))


@lru_cache(maxsize=4096)
def _fit_value(line: str) -> float:
    if is_absent(line):
        return 0.0
    if split_number(line)[0] and re.search(r"[\u3400-\u9fff]{2}", line):
        return 12.0  # 1.地区生产总值: a name
    if re.search(r"\d", line) and len(line) <= 24:
        return 0.0 if re.match(r"[\d.,<>≥≤~〔(\[【+-]", line) or _is_value_phrase(line) else 1.5
    if re.match("完成|保持|持续|高于|低于|与|不低于|不高于|视|逐年|稳步|进一步|达到", line):
        return 2.0
    return 10.0 if is_measure(line) or len(line) > 12 else 4.0


def _fit_measure(line: str) -> float:
    if is_measure(line):
        return 0.0
    if is_absent(line):
        return 0.5
    return 4.0 if len(line) <= 5 and not re.search(r"\d", line) else 12.0


def _fit_attribute(line: str) -> float:
    return 0.0 if re.fullmatch(r"(?:约束|预期|指导|引导|监测)(?:性|型)?(?:指标)?", line) else 12.0


def _fit_annual(line: str) -> float:
    if is_absent(line) or re.match(r"年均|累计|每年|\(|〔|[<>≥≤~+-]?\d", line):
        return 0.0
    return 2.0 if re.match("保持|高于|低于|与|不低于|视|逐年|力争", line) else 8.0


@lru_cache(maxsize=4096)
def _fit_units(line: str) -> float:
    if "。" in line[:-1] or is_whole_deadline(line, 2000) or is_absent(line):
        return 12.0
    line = re.sub(r"(?:共同|分别|具体|按职责分工)?(?:牵头|负责|配合|落实|参与|协助)(?=[,;、]|$)", "", line)
    names = _names(line)
    known = sum(is_likely_unit(name) for name in names)
    return 0.0 if known * 2 > len(names) else 4.0 if known else 8.0


def _names(line: str) -> list[str]:
    """The names of a list; brackets are not cut open."""
    return [name.removesuffix("等") for name in _BETWEEN_NAMES.split(line) if name]


_BETWEEN_NAMES = re.compile(r"[、,;](?![^()]*\))")


@lru_cache(maxsize=4096)
def _fit_deadline(line: str) -> float:
    if is_whole_deadline(line, 2000):
        return 0.0
    return 1.0 if len(line) <= 24 and find_deadline(line, 2000) else 10.0


def _fit_person(line: str) -> float:
    names = re.split("[、,;]", line)
    is_people = all(re.fullmatch(r"[\u3400-\u9fff·]{2,4}", name) and not is_unit_name(name) for name in names)
    return 0.0 if is_people else 6.0


@lru_cache(maxsize=4096)
def _fit_content(line: str) -> float:
    if is_whole_deadline(line, 2000) or re.fullmatch(r"[\d.]+", line):
        return 8.0
    if "。" not in line and all(is_sure_unit(name) for name in _names(line)):
        return 4.0
    return 0.0 if len(line) >= 10 or "。" in line else 2.0


#: A sum over the term (〔13.5〕) is aimed at, and no value of today.
_IS_SUM = re.compile(r"\([-+]?[\d.,]+%?\)")
_OF_MONEY = re.compile("投资|资金|金额|经费|预算|概算|分值|权重")
_MONEY = _Cost(
    lambda line: 0.0 if re.fullmatch(r"[\d.,]+(?:[万亿]*元|%|分)?", line) or is_absent(line) else 12.0,
    1.0,
    8.0,
)
_TITLE = _Cost(_fit_title, 12.0, 3.0)
_VALUE = _Cost(_fit_value, 4.0, 8.0)
_BASE = _Cost(lambda line: _fit_value(line) + 3.0 * bool(_IS_SUM.fullmatch(line)), 4.0, 8.0)
_UNITS = _Cost(_fit_units, 2.5, 2.5)
_OF_UNITS = {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT}
_COSTS = {
    Holds.NO: _Cost(_fit_number, 6.0, 20.0),
    Holds.CATEGORY: _Cost(_fit_category, 0.2, 1.0),
    Holds.INDICATOR: _TITLE,
    Holds.TASK: _TITLE,
    Holds.RESULT: _TITLE,
    Holds.CONTENT: _Cost(_fit_content, 2.0, 1.5),
    Holds.LEAD: _Cost(_fit_units, 2.5, 2.6),  # of several lines more are of those who support than of leads
    Holds.RESPONSIBLE: _UNITS,
    Holds.SUPPORT: _UNITS,
    Holds.PERSON: _Cost(_fit_person, 1.0, 3.0),
    Holds.DEADLINE: _Cost(_fit_deadline, 2.0, 6.0),
    Holds.MEASURE: _Cost(_fit_measure, 2.0, 8.0),
    Holds.ATTRIBUTE: _Cost(_fit_attribute, 1.5, 6.0),
    Holds.BASE: _BASE,
    Holds.TARGET: _VALUE,
    Holds.YEAR: _VALUE,
    Holds.ANNUAL: _Cost(_fit_annual, 1.5, 6.0),
}
