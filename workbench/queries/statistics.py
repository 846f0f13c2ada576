"""Tasks of a period counted two ways at once (交叉统计), by the figures that lists and charts show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Unit
from workbench.planning.cross_tables import Labels, cross_table
from workbench.planning.grouping import NO_DEADLINE_SET, NO_LEADER, ONGOING_WORK
from workbench.planning.standings import COLOURS
from workbench.planning.task_arrays import DEADLINE_KINDS, NO_DAY, NO_NODE, STATES
from workbench.queries.frozen_periods import frozen
from workbench.queries.overview_groups import WITHOUT_UNIT
from workbench.queries.standing_columns import kept_ledger
from workbench.queries.wording import STATES as STATE_WORDS
from workbench.rows.papers import TableFacts
from workbench.rows.standing import StandingRow
from workbench.rows.statistics import TOTAL, Axis, CrossTable, Measure
from workbench.terms import Colour, DeadlineKind, DocumentId, Period, TaskId, TaskState

_FINISHED = (TaskState.DONE, TaskState.CLOSED)
_ENDLESS = (DeadlineKind.ONGOING, DeadlineKind.PERIODIC)
NO_CHAPTER = "未分章节"
SUM = "合计"
#: So many characters of a document's title tell its chapters from another document's.
_TITLE = 12


@dataclass(frozen=True, slots=True)
class _Fact:
    """A task as the statistics see it; `end` is None where no day is set."""

    task: TaskId
    document: DocumentId
    document_title: str
    chapter: str
    unit: str
    state: TaskState
    colour: Colour
    end: dt.date | None
    endless: bool
    percent: float


def statistics(
    session: Session,
    period: Period,
    on: dt.date,
    down: Axis,
    across: Axis,
    document: DocumentId | None = None,
) -> CrossTable:
    """The tasks of all documents, or of one, as they stand in a period: rows by `down`, columns by `across`.

    A task counts once, with the unit that answers for it (the lead; where none is set, the first listed).
    A closed period counts as it was frozen.
    """
    kept = frozen(session, period)
    facts = _kept(kept.tasks) if kept is not None else _judged(session, period, on)
    if document is not None:
        facts = [fact for fact in facts if fact.document == document]
    leaders = dict(session.execute(select(Unit.name, Unit.leader)).all())
    return cross_table(
        [fact.task for fact in facts],
        [fact.state in _FINISHED for fact in facts],
        [fact.percent for fact in facts],
        _labels(facts, down, leaders),
        _labels(facts, across, leaders),
    )


def _kept(rows: Iterable[StandingRow]) -> list[_Fact]:
    return [
        _Fact(
            row.task,
            row.document,
            row.document_title,
            row.chapter,
            row.unit_name if row.unit is not None else "",
            row.state,
            row.colour,
            row.deadline.date,
            row.deadline.kind in _ENDLESS,
            float("nan") if row.percent is None else row.percent,
        )
        for row in rows
    ]


def _judged(session: Session, period: Period, on: dt.date) -> list[_Fact]:
    ledger = kept_ledger(session)
    judged, arrays = ledger.judged(period, on), ledger.arrays
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    places = np.flatnonzero(judged.in_plan)
    columns = (
        ledger.ids[places].tolist(),
        ledger.document[places].tolist(),
        ledger.chapter[places].tolist(),
        ledger.unit[places].tolist(),
        np.asarray(judged.facts.state)[places].tolist(),
        judged.colour[places].tolist(),
        ledger.plan.end[places].tolist(),
        ledger.plan.kind[places].tolist(),
        judged.percent[places].tolist(),
    )
    return [
        _Fact(
            TaskId(task),
            DocumentId(int(arrays.id[document])),
            arrays.name[document],
            arrays.name[chapter] if chapter != NO_NODE else "",
            names.get(unit, ""),
            STATES[state],
            COLOURS[colour],
            dt.date.fromordinal(end) if end != NO_DAY else None,
            DEADLINE_KINDS[kind] in _ENDLESS,
            float(percent),
        )
        for task, document, chapter, unit, state, colour, end, kind, percent in zip(*columns, strict=True)
    ]


def _labels(facts: Sequence[_Fact], axis: Axis, leaders: dict[str, str]) -> Labels:
    several = len({fact.document for fact in facts}) > 1
    word: Callable[[_Fact], str] = {
        Axis.DOCUMENT: lambda fact: fact.document_title,
        Axis.CHAPTER: lambda fact: _chapter(fact, several),
        Axis.UNIT: lambda fact: fact.unit or WITHOUT_UNIT,
        Axis.LEADER: lambda fact: leaders.get(fact.unit) or NO_LEADER,
        Axis.STATE: lambda fact: STATE_WORDS[fact.state],
        Axis.LIGHT: lambda fact: fact.colour.value,
        Axis.YEAR: lambda fact: _due(fact, lambda day: f"{day.year}年"),
        Axis.QUARTER: lambda fact: _due(fact, lambda day: f"{day.year}年{(day.month + 2) // 3}季度"),
    }[axis]
    words = [word(fact) for fact in facts]
    return Labels(words, _ordered(axis, words))


def _ordered(axis: Axis, words: Sequence[str]) -> list[str]:
    """The different words: states and lights as they are always listed, dates by time, others as they first
    appear; what stands for "none" comes last."""
    different = list(dict.fromkeys(words))
    if axis is Axis.STATE:
        return [word for word in STATE_WORDS.values() if word in different]
    if axis is Axis.LIGHT:
        return [colour.value for colour in Colour if colour.value in different]
    last = (ONGOING_WORK, NO_DEADLINE_SET, WITHOUT_UNIT, NO_LEADER)
    if axis in (Axis.YEAR, Axis.QUARTER):
        different.sort()
    return sorted(different, key=lambda word: last.index(word) + 1 if word in last else 0)


def _chapter(fact: _Fact, several: bool) -> str:
    chapter = fact.chapter or NO_CHAPTER
    if not several:
        return chapter
    title = fact.document_title
    return f"{chapter}（{title if len(title) <= _TITLE else f'{title[:_TITLE]}…'}）"


def _due(fact: _Fact, word: Callable[[dt.date], str]) -> str:
    if fact.end is None:
        return ONGOING_WORK if fact.endless else NO_DEADLINE_SET
    return word(fact.end)


def figure_text(table: CrossTable, row: int, column: int, measure: Measure) -> str:
    """What a cell says: a count, or a share to one decimal place; "" where there is nothing to say."""
    figure = table.figure(row, column, measure)
    if figure is None or (measure is Measure.COUNT and not figure):
        return ""
    return f"{figure:.0f}" if measure is Measure.COUNT else f"{figure:.1f}%"


def statistics_table(table: CrossTable, down: Axis, across: Axis, measure: Measure, note: str) -> TableFacts:
    """The statistics as a table for a workbook, with 合计 to the right and below."""
    columns = [*range(len(table.columns)), TOTAL]
    return TableFacts(
        heads=(down.value, *table.columns, SUM),
        rows=tuple(
            (name, *(figure_text(table, row, column, measure) for column in columns))
            for row, name in (*enumerate(table.rows), (TOTAL, SUM))
        ),
        title=f"任务统计表（按{down.value}、{across.value}）",
        unit="单位：项" if measure is Measure.COUNT else f"{measure.value}，单位：%",
        notes=(note,),
    )
