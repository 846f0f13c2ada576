"""Lines laid into the rows and columns of a table at the least cost.

Each column says how well a line fits it, what leaving it out costs and what a second line in it costs. So a
missing cell, a name broken over lines, a group label that stands only in the first row of its group, and
section rows all find their place without a rule for any one document.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from workbench.reading.columns import Column, Holds
from workbench.reading.deadlines import find_deadline, is_whole_deadline
from workbench.reading.numerals import NUMERAL
from workbench.reading.quantities import is_absent, is_measure
from workbench.reading.tables import SECTION, split_number
from workbench.reading.units import is_unit_name

_NEVER = 1000.0
#: What it costs to leave a line after the last row out of the table.
_LEAVE_OUT = 2.5
#: The place of a line that is a section row and in no column.
SECTION_ROW = -1
#: What one more line costs behind a line that ends with a comma: the cell goes on.
_JOIN_BEHIND_COMMA = 0.5
#: The rest of a broken cell need not look like its column, but it must not cost nothing either.
_MOST_MISFIT = 5.0


@dataclass(frozen=True, slots=True)
class _Cost:
    """How a column takes lines: `fit` of a first line, `skip` of the column, `join` of one more line."""

    fit: Callable[[str], float]
    skip: float
    join: float


def lay(columns: tuple[Column, ...], lines: list[str]) -> list[tuple[int, bool]]:
    """For each line its column and whether it opens a row; lines that fit no row at the end are cut off.

    Dynamic programming over (lines laid, column of the last line), least total cost first.
    """
    costs = [cost_of(column) for column in columns]
    skips = list(itertools.accumulate((cost.skip for cost in costs), initial=0.0))
    states = [*range(len(columns)), SECTION_ROW]
    best: dict[int, float] = {SECTION_ROW: 0.0}
    back: list[dict[int, tuple[int, bool]]] = []
    ends = [(_LEAVE_OUT * len(lines), 0, SECTION_ROW)]
    for index, line in enumerate(lines):
        fits = {column: costs[column].fit(line) for column in range(len(columns))}
        fits[SECTION_ROW] = _section_cost(line)
        goes_on = bool(index) and (lines[index - 1][-1:] in ("、", ",", "，") or _is_bracketed_measure(line))
        reached: dict[int, float] = {}
        came: dict[int, tuple[int, bool]] = {}
        for state in states:
            for last, so_far in best.items():
                cost, opens = _step(last, state, fits[state], costs, skips, goes_on)
                if so_far + cost < reached.get(state, float("inf")):
                    reached[state], came[state] = so_far + cost, (last, opens)
        best = reached
        back.append(came)
        last = min(best, key=lambda state: best[state] + _rest(state, skips))
        ends.append(
            (best[last] + _rest(last, skips) + _LEAVE_OUT * (len(lines) - index - 1), index + 1, last)
        )
    _, count, state = min(ends)
    return _trace(back[:count], state)


def _rest(state: int, skips: list[float]) -> float:
    """What ending a row after a column costs: the columns left empty behind it.

    `skips[n]` is the cost of leaving the first n columns empty.
    """
    return 0.0 if state == SECTION_ROW else skips[-1] - skips[state + 1]


def _step(
    last: int, state: int, fit: float, costs: list[_Cost], skips: list[float], goes_on: bool
) -> tuple[float, bool]:
    """The cost of laying a line into `state` after `last`, and whether that opens a row."""
    closing = _rest(last, skips)
    if state == SECTION_ROW:
        return closing + fit, True
    new_row = closing + skips[state] + fit
    if last == SECTION_ROW or state < last:
        return new_row, True
    join = _JOIN_BEHIND_COMMA if goes_on else costs[state].join
    fit = min(fit, _JOIN_BEHIND_COMMA) if goes_on and state == last else fit
    same_row = fit + skips[state] - skips[last + 1] if state > last else min(fit, _MOST_MISFIT) + join
    return (same_row, False) if same_row <= new_row else (new_row, True)


def _is_bracketed_measure(line: str) -> bool:
    """（亿元） on a line of its own ends the name above it."""
    inside = re.fullmatch(r"\(([^()]*)\)", line)
    return bool(inside) and is_measure(line)


def _trace(back: list[dict[int, tuple[int, bool]]], state: int) -> list[tuple[int, bool]]:
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
    return 0.0 if re.fullmatch(rf"\(?(?:\d{{1,3}}|(?!19|20)\d{{4}}|{NUMERAL})\)?[.、]?", line) else 20.0


def _fit_category(line: str) -> float:
    return 0.5 if len(line) <= 14 and not re.search(r"^[\d/—-]|[。;%]", line) else 15.0


#: How the name of an office ends, and hardly ever that of a task.
_IS_OFFICE = re.compile("(?:局|厅|委|委员会|办公室|政府|部门|单位)$")


def _fit_title(line: str) -> float:
    if not re.search(r"[\u3400-\u9fffA-Za-z]", line):
        return 15.0
    if is_measure(line):
        return 6.0
    if is_whole_deadline(line, 2000) or _is_value_phrase(line):
        return 8.0
    if _IS_OFFICE.search(line) and "。" not in line:
        return 2.5
    return 1.5 if line.endswith("。") else 0.0


def _is_value_phrase(line: str) -> bool:
    return bool(re.match(r"(?:年均|累计)?(?:提高|增长|增加|下降|降低|低于|不低于|超过|达到)[\d.]", line))


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


def _fit_units(line: str) -> float:
    if "。" in line[:-1] or is_whole_deadline(line, 2000) or is_absent(line):
        return 12.0
    line = re.sub(r"(?:共同|分别|具体|按职责分工)?(?:牵头|负责|配合|落实|参与|协助)(?=[,;、]|$)", "", line)
    names = [name.removesuffix("等") for name in re.split("[、,;]", line) if name]
    known = sum(is_unit_name(name) for name in names)
    return 0.0 if known * 2 > len(names) else 4.0 if known else 8.0


def _fit_deadline(line: str) -> float:
    if is_whole_deadline(line, 2000):
        return 0.0
    return 1.0 if len(line) <= 24 and find_deadline(line, 2000) else 10.0


def _fit_person(line: str) -> float:
    names = re.split("[、,;]", line)
    is_people = all(re.fullmatch(r"[\u3400-\u9fff·]{2,4}", name) and not is_unit_name(name) for name in names)
    return 0.0 if is_people else 6.0


def _fit_content(line: str) -> float:
    if is_whole_deadline(line, 2000) or re.fullmatch(r"[\d.]+", line):
        return 8.0
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
