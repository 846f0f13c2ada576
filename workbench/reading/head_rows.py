"""Heads of two rows that a web page printed one cell a line: the upper row first, the lower one behind it.

序号 指标 2025年 2030年 属性 预期值 完成值 目标值 增长(%) has two years over two columns each. Which
they are is told by their words: years over values, 责任分工 over those who answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.reading.columns import Column, Holds, read_column, read_two_rows, stands_below

_ANSWERS = {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT, Holds.PERSON}
_DATED = {Holds.BASE, Holds.TARGET, Holds.YEAR}
_OVER_ANSWERS = re.compile(
    "(?:责任|任务|职责)?分工|责任(?:落实|体系|主体|单位|部门)?|(?:责任|牵头)单位及责任人"
)
#: How many columns one upper head spans at most, and how long a lower head is.
_WIDEST = 4
_LONGEST = 10


def with_lower_row(columns: list[Column], below: Sequence[str]) -> tuple[list[Column], int]:
    """The columns with the lower row of their head in its place, and how many of the lines `below` it took.

    `columns` were read one behind the other: some of the last may be of the lower row themselves.
    """
    for first in range(3, len(columns) + 1):
        upper = columns[:first]
        known = [column.words for column in columns[first:]]
        for groups in (_years(upper), _answers(upper)):
            count = _lower_count(upper, groups, known, below)
            if count:
                lower = [*known, *below][:count]
                return _spread(upper, groups, lower), max(0, count - len(known))
    return columns, 0


def _years(upper: Sequence[Column]) -> list[int]:
    """The places of heads that name a year, with columns behind them."""
    dated = [at for at, column in enumerate(upper) if column.holds in _DATED and column.year]
    return dated if len(upper) > 1 else []


def _answers(upper: Sequence[Column]) -> list[int]:
    """The place of 责任分工, with columns behind it."""
    return [at for at, column in enumerate(upper[:-1]) if _OVER_ANSWERS.fullmatch(column.words)][:1]


def _lower_count(upper: Sequence[Column], groups: list[int], known: list[str], below: Sequence[str]) -> int:
    """How many lines make the lower row: as many for each group, all of them heads; 0 where there is none."""
    for width in range(_WIDEST, 1, -1):
        count = width * len(groups)
        lower = [*known, *below][:count]
        if not groups or len(lower) < count or len(known) > count:
            continue
        above = [upper[at].words for at in groups for _ in range(width)]
        if all(_is_lower(upper[groups[0]], a, b) for a, b in zip(above, lower, strict=True)):
            return count
    return 0


def _is_lower(group: Column, above: str, lower: str) -> bool:
    if len(lower) > _LONGEST or re.search(r"(?:19|20)\d\d", lower):
        return False
    kind = read_column(lower).holds
    if group.holds in _DATED:
        return stands_below(above, lower) and kind in {Holds.BASE, Holds.TARGET, Holds.ANNUAL, Holds.UNKNOWN}
    return kind in _ANSWERS


def _spread(upper: Sequence[Column], groups: list[int], lower: Sequence[str]) -> list[Column]:
    """The columns from left to right, each group in the place of its upper head."""
    width = len(lower) // len(groups)
    columns: list[Column] = []
    for at, column in enumerate(upper):
        if at in groups:
            first = groups.index(at) * width
            columns += [read_two_rows(column.words, words) for words in lower[first : first + width]]
        else:
            columns.append(column)
    return columns
