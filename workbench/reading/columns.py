"""Column heads of tables: the words of a head in, what the column holds out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from workbench.reading import lexicon


class Holds(StrEnum):
    """What a column holds, by the keys of the columns list."""

    NO = "no"
    CATEGORY = "category"
    INDICATOR = "indicator"
    TASK = "task"
    RESULT = "result"
    CONTENT = "content"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    DEADLINE = "deadline"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"
    BASE = "base"
    TARGET = "target"
    ANNUAL = "annual"
    NOTE = "note"
    YEAR = "year"
    UNKNOWN = "unknown"


_YEAR = r"(?:19|20)[0-9]{2}"
TITLES = (Holds.INDICATOR, Holds.RESULT, Holds.TASK)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and the year its head names."""

    holds: Holds
    words: str
    year: int | None = None


@lru_cache(maxsize=4096)
def read_column(head: str) -> Column:
    """What a folded column head says; `Holds.UNKNOWN` where the list knows no such head.

    >>> read_column("2025年目标").holds, read_column("2025年目标").year
    (<Holds.TARGET: 'target'>, 2025)
    """
    words = re.sub(r"[\s*:]", "", head)
    for holds, pattern in _patterns():
        if pattern.fullmatch(words):
            return Column(holds, words, _year_in(words, holds))
    return Column(Holds.UNKNOWN, words)


def _year_in(words: str, holds: Holds) -> int | None:
    if holds not in (Holds.BASE, Holds.TARGET, Holds.YEAR):
        return None
    found = re.search(_YEAR, words)
    return int(found.group()) if found else None


@cache
def _patterns() -> tuple[tuple[Holds, re.Pattern[str]], ...]:
    listed = lexicon.table("columns")
    order = [Holds.NO, Holds.INDICATOR, Holds.RESULT, Holds.CONTENT, Holds.TASK, Holds.LEAD, Holds.SUPPORT]
    order += [Holds.RESPONSIBLE, Holds.MEASURE, *(holds for holds in Holds if holds not in order)]
    return tuple(
        (holds, re.compile("|".join(f"(?:{word.replace('{year}', _YEAR)})" for word in listed[holds])))
        for holds in dict.fromkeys(order)
        if holds in listed
    )


def settle(columns: list[Column]) -> tuple[Column, ...]:
    """Columns in their company: 单位 beside indicators measures, the first of bare years is the base."""
    measured = any(column.holds in (Holds.INDICATOR, Holds.TARGET, Holds.BASE) for column in columns)
    years = [column.year or 0 for column in columns if column.holds is Holds.YEAR]
    settled = [_settled(column, measured, years) for column in columns]
    if measured and not any(column.holds is Holds.INDICATOR for column in settled):
        settled = [
            Column(Holds.INDICATOR, column.words) if column.holds is Holds.TASK else column
            for column in settled
        ]
    return tuple(_with_a_title(settled))


def _with_a_title(columns: list[Column]) -> list[Column]:
    """Beside named answerers (责任单位), the first head the list does not know is that of the tasks."""
    if any(column.holds in (*TITLES, Holds.CONTENT) for column in columns) or not _facts(columns):
        return columns
    unknown = (at for at, column in enumerate(columns) if column.holds is Holds.UNKNOWN and column.words)
    first = next(unknown, None)
    if first is not None:
        columns[first] = Column(Holds.TASK, columns[first].words)
    return columns


def _facts(columns: Sequence[Column]) -> set[Holds]:
    """What the columns tell about each title; a bare 单位 may answer or measure, and tells nothing alone."""
    plain = {*TITLES, Holds.NO, Holds.CATEGORY, Holds.CONTENT, Holds.NOTE, Holds.UNKNOWN, Holds.YEAR}
    return {column.holds for column in columns if column.words not in ("单位", "部门")} - plain


def _settled(column: Column, measured: bool, years: list[int]) -> Column:
    if column.words == "单位":
        return Column(Holds.MEASURE if measured else Holds.RESPONSIBLE, column.words)
    if column.holds is Holds.YEAR and measured:
        is_base = len(years) > 1 and column.year == min(years)
        return Column(Holds.BASE if is_base else Holds.TARGET, column.words, column.year)
    return column


def is_table_head(columns: tuple[Column, ...]) -> bool:
    """A title column and at least one column of facts about it, every head known or nearly so."""
    kinds = {column.holds for column in columns}
    unknown = sum(column.holds is Holds.UNKNOWN for column in columns)
    return bool(kinds & {*TITLES, Holds.CONTENT}) and bool(_facts(columns)) and unknown * 2 < len(columns)
