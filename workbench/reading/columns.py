"""Column heads of tables: the words of a head in, what the column holds out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from workbench.reading import lexicon
from workbench.reading.known_heads import told_by_planner
from workbench.reading.quantities import end_of_plan


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
    PERSON = "person"
    NOTE = "note"
    YEAR = "year"
    UNKNOWN = "unknown"


_YEAR = r"(?:19|20)[0-9]{2}"
#: What the lower row of a head may call the numbers below a year: values, or how much they grow.
_IS_VALUE = re.compile(r"(?:绝对|指标|数)?[值额量]|总[量额值]|绝对数|数[值量]|规模|完成[数值额]")
_IS_GROWTH = re.compile(
    r"(?:同比|比上年|较上年|年均)?(?:名义|实际)?(?:增长率?|增速|增幅|增减)(?:速度|幅度)?(?:\(?[±]?%\)?)?|\(?±?%\)?"
)
#: Below 基期值 stands beside the value, too, of which year it is.
_IS_YEAR_OF_VALUE = re.compile("年份|年度")
_DATED = (Holds.YEAR, Holds.TARGET)
TITLES = (Holds.INDICATOR, Holds.RESULT, Holds.TASK)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and the year its head names."""

    holds: Holds
    words: str
    year: int | None = None


def read_column(head: str) -> Column:
    """What a folded column head says; `Holds.UNKNOWN` where neither planner nor list knows such a head.

    >>> read_column("2025年目标").holds, read_column("2025年目标").year
    (<Holds.TARGET: 'target'>, 2025)
    """
    said = told_by_planner(head)
    if said is None:
        return _listed_column(head)
    words = _words(head)
    return Column(Holds(said), words, _year_in(words, Holds(said)))


def _words(head: str) -> str:
    return re.sub(r"[\s*:★▲“”\"]", "", head)


@lru_cache(maxsize=4096)
def _listed_column(head: str) -> Column:
    words = _words(head)
    for holds, pattern in _patterns():
        if pattern.fullmatch(words):
            return Column(holds, words, _year_in(words, holds))
    return Column(Holds.UNKNOWN, words)


def read_two_rows(upper: str, lower: str) -> Column:
    """What a head of two rows says: 2025年 over 目标值 together, 责任分工 over 牵头单位 by the lower one."""
    if _IS_GROWTH.fullmatch(_words(lower)) and (year := re.search(_YEAR, upper)):
        return Column(Holds.ANNUAL, upper + lower, int(year.group()))
    if _IS_YEAR_OF_VALUE.fullmatch(_words(lower)) and read_column(upper).holds is Holds.BASE:
        return Column(Holds.NOTE, upper + lower)
    if _IS_VALUE.fullmatch(_words(lower)):
        lower = ""
    candidates = [upper] if lower in (upper, "") else [upper + lower, lower + upper, lower, upper]
    read = (read_column(head) for head in candidates)
    return next((column for column in read if column.holds is not Holds.UNKNOWN), read_column(candidates[0]))


def stands_below(upper: str, lower: str) -> bool:
    """Whether words of a second row are a head too, by themselves or with the head above them."""
    words = _words(lower)
    if _IS_GROWTH.fullmatch(words) or _IS_VALUE.fullmatch(words):
        return True
    return any(read_column(head).holds is not Holds.UNKNOWN for head in (lower, upper + lower))


def _year_in(words: str, holds: Holds) -> int | None:
    if holds not in (Holds.BASE, Holds.TARGET, Holds.YEAR):
        return None
    found = re.search(_YEAR, words)
    return int(found.group()) if found else end_of_plan(words)  # 十五五末目标值


@cache
def _patterns() -> tuple[tuple[Holds, re.Pattern[str]], ...]:
    listed = lexicon.table("columns")
    order = [Holds.NO, Holds.INDICATOR, Holds.RESULT, Holds.CONTENT, Holds.TASK, Holds.PERSON, Holds.LEAD]
    order += [
        Holds.SUPPORT,
        Holds.RESPONSIBLE,
        Holds.MEASURE,
        *(holds for holds in Holds if holds not in order),
    ]
    return tuple(
        (holds, re.compile("|".join(f"(?:{word.replace('{year}', _YEAR)})" for word in listed[holds])))
        for holds in dict.fromkeys(order)
        if holds in listed
    )


def settle(columns: list[Column]) -> tuple[Column, ...]:
    """Columns in their company: 单位 beside indicators measures, the first of bare years is the base."""
    columns = _by_when_done(columns)
    if _assigns_tasks(columns):
        return tuple(_of_tasks(columns))
    measured = any(column.holds in (Holds.INDICATOR, Holds.TARGET, Holds.BASE) for column in columns)
    based = any(column.holds is Holds.BASE for column in columns)
    years = [] if based else [column.year for column in columns if column.holds in _DATED and column.year]
    settled = [_settled(column, measured, years) for column in columns]
    for left, (at, column) in zip(settled, list(enumerate(settled))[1:], strict=False):
        if not column.words and left.holds is Holds.INDICATOR:
            settled[at] = left  # 指标 stood over two columns that were not merged
    if measured and not any(column.holds is Holds.INDICATOR for column in settled):
        settled = [
            Column(Holds.INDICATOR, column.words) if column.holds is Holds.TASK else column
            for column in settled
        ]
    return tuple(_with_a_title(settled))


_BEGINS = re.compile(
    "(?:计划|拟|预计)?(?:启动|开始|开工|起始|立项|申报)(?:建设|实施)?(?:时间|日期|年份|年月|节点)?"
)


def _by_when_done(columns: list[Column]) -> list[Column]:
    """The columns with 启动时间 a remark, where another says by when the work is done."""
    due = [column for column in columns if column.holds is Holds.DEADLINE]
    begins = {column for column in due if _BEGINS.fullmatch(column.words)}
    if len(begins) in (0, len(set(due))):
        return columns
    return [Column(Holds.NOTE, one.words) if one in begins else one for one in columns]


def _assigns_tasks(columns: list[Column]) -> bool:
    """Tasks with those who answer for them; a target beside them (目标) says what is to be done."""
    kinds = {column.holds for column in columns if column.words not in ("单位", "部门")}
    answered = kinds & {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT, Holds.DEADLINE}
    measured = kinds & {Holds.INDICATOR, Holds.MEASURE, Holds.ATTRIBUTE}
    return bool(answered and kinds & {Holds.TASK, Holds.RESULT}) and not measured


def _of_tasks(columns: list[Column]) -> Iterator[Column]:
    """The columns of a list of tasks: a second column of tasks, or one of targets, holds their content."""
    named = told = False
    for column in columns:
        holds = column.holds
        if holds is Holds.RESULT and named and not column.words.endswith(("名称", "清单")):
            holds = Holds.NOTE  # 工作任务 … 成果形式: what comes of the task
        if holds in (Holds.BASE, Holds.YEAR, Holds.ANNUAL):
            holds = Holds.NOTE
        elif holds is Holds.TARGET or (holds is Holds.TASK and named):
            holds = Holds.NOTE if told else Holds.CONTENT
        elif column.words in ("单位", "部门"):
            holds = Holds.RESPONSIBLE
        named = named or holds is Holds.TASK
        told = told or holds is Holds.CONTENT
        yield column if holds is column.holds else Column(holds, column.words)


def _with_a_title(columns: list[Column]) -> list[Column]:
    """Beside named answerers (责任单位), the first head the list does not know is that of the tasks."""
    if any(column.holds in (*TITLES, Holds.CONTENT) for column in columns) or not _facts(columns):
        return columns
    unknown = (at for at, column in enumerate(columns) if column.holds is Holds.UNKNOWN and column.words)
    first = next(unknown, None)
    if first is not None:
        columns[first] = Column(Holds.TASK, columns[first].words)
    return columns


_ANSWERS = {Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORT, Holds.DEADLINE}


def _facts(columns: Sequence[Column]) -> set[Holds]:
    """What the columns tell about each title; a bare 单位 may answer or measure, and tells nothing alone."""
    plain = {*TITLES, Holds.NO, Holds.CATEGORY, Holds.CONTENT, Holds.NOTE}
    plain |= {Holds.PERSON, Holds.UNKNOWN, Holds.YEAR}
    return {column.holds for column in columns if column.words not in ("单位", "部门")} - plain


def _settled(column: Column, measured: bool, years: list[int]) -> Column:
    if column.words == "单位":
        return Column(Holds.MEASURE if measured else Holds.RESPONSIBLE, column.words)
    if column.holds is Holds.YEAR and measured:
        is_base = len(years) > 1 and column.year == min(years)
        return Column(Holds.BASE if is_base else Holds.TARGET, column.words, column.year)
    return column


def is_table_head(columns: tuple[Column, ...]) -> bool:
    """A title column and at least one column of facts about it, every head known or nearly so.

    Tasks need one of who answers or when; what is measured, a column of values, years or units of measure.
    """
    kinds = {column.holds for column in columns}
    unknown = sum(column.holds is Holds.UNKNOWN for column in columns)
    facts = _facts(columns) if Holds.INDICATOR in kinds else _facts(columns) & _ANSWERS
    return bool(kinds & {*TITLES, Holds.CONTENT}) and bool(facts) and unknown * 2 < len(columns)
