"""What is to be done (待办), worked out for any day.

What is late or nearly due, who has not reported, what waits to be checked, assigned, signed for or decided.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workbench.models import ProgressReport, Task, Unit
from workbench.notation import date_text
from workbench.planning.lights import Condition
from workbench.planning.periods import name_of, period_of, previous
from workbench.planning.standings import Judged
from workbench.queries.keeping import kept
from workbench.queries.periods import period_state, reporting, reporting_day
from workbench.queries.standing_columns import NO_UNIT, kept_ledger
from workbench.queries.supervision import list_items
from workbench.queries.wording import period_text
from workbench.rows.supervision import ItemRow, TodoListRow, TodoRow
from workbench.terms import (
    Granularity,
    ItemState,
    Period,
    PeriodState,
    Place,
    ReportStatus,
    TodoKind,
    UnitId,
)

T = TypeVar("T")

#: How many days ahead something is about to be due where the light rules do not say.
SOON = 7

_ORDER = tuple(TodoKind)
_WAITING = {
    ItemState.REGISTERED: (TodoKind.TO_ASSIGN, "已立项，尚未交办"),
    ItemState.ASSIGNED: (TodoKind.TO_SIGN, "已交办，承办单位尚未签收"),
    ItemState.REVIEWING: (TodoKind.TO_REVIEW, "承办单位已反馈，待审核"),
    ItemState.FINISHED: (TodoKind.TO_CLOSE, "已办结，待销号"),
}


def todo(session: Session, on: dt.date) -> tuple[TodoRow, ...]:
    """Everything to be done as of a day, the most pressing kinds first, within a kind by day."""
    return todo_list(session, on).rows


def todo_list(session: Session, on: dt.date, most: int | None = None) -> TodoListRow:
    """As `todo`, with how many there are of each kind; of each kind no more than the first `most` rows."""
    return kept(session, ("todo", on, most), lambda: _worked_out(session, on, most))


def _worked_out(session: Session, on: dt.date, most: int | None) -> TodoListRow:
    tasks, matters = _Tasks(session, on), tuple(_matters(session, on))
    counts = tasks.counts() + Counter(row.kind for row in matters)
    unchecked = session.scalar(select(func.count()).select_from(_filed_tasks().subquery()))
    counts[TodoKind.UNCHECKED] += unchecked or 0
    rows = sorted((*tasks.rows(most), *_unchecked(session, most), *matters), key=_pressing)
    return TodoListRow(tuple((kind, counts[kind]) for kind in _ORDER if counts[kind]), tuple(rows))


def _pressing(row: TodoRow) -> tuple[int, dt.date, str]:
    return _ORDER.index(row.kind), row.day or dt.date.max, row.title


@dataclass(frozen=True, slots=True)
class _Several:
    """Tasks of which the same is to be done, by their places; `day` and `told` say it of one of them."""

    kind: TodoKind
    places: list[int]
    day: Callable[[int], dt.date | None]
    told: Callable[[int], str]


class _Tasks:
    """What is to be done about tasks."""

    def __init__(self, session: Session, on: dt.date) -> None:
        self._ledger, self._on = kept_ledger(session), on
        self._granularity = reporting(session).granularity
        self._judged = self._ledger.judged(period_of(on, self._granularity), on)
        names = self._ledger.arrays.name
        self._titles = [names[node] for node in self._ledger.nodes.tolist()]
        self._names = dict(session.execute(select(Unit.id, Unit.name)).all())
        self._all = (*self._by_day(), *self._unreported(session), self._without_lead())

    def counts(self) -> Counter[TodoKind]:
        counts: Counter[TodoKind] = Counter()
        for several in self._all:
            counts[several.kind] += len(several.places)
        return counts

    def rows(self, most: int | None) -> Iterator[TodoRow]:
        for several in self._all:
            for place in self._first(several, most):
                yield self._row(several, place)

    def _first(self, several: _Several, most: int | None) -> list[int]:
        """Those that come first in the list."""
        if most is None or len(several.places) <= most:
            return several.places
        key = partial(self._order, several)
        return heapq.nsmallest(most, several.places, key=key)

    def _order(self, several: _Several, place: int) -> tuple[dt.date, str]:
        return several.day(place) or dt.date.max, self._titles[place]

    def _by_day(self) -> Iterator[_Several]:
        judged, end = self._judged, self._ledger.plan.end
        left = end - self._on.toordinal()

        def day(place: int) -> dt.date:
            return dt.date.fromordinal(int(end[place]))

        yield _Several(
            TodoKind.LATE,
            np.flatnonzero(judged.late).tolist(),
            day,
            lambda place: f"完成时限{date_text(day(place))}，已逾期{-int(left[place])}天。",
        )
        soon = judged.open & (left >= 0) & (left <= _soon(judged)) & (end > 0) & ~judged.late
        yield _Several(
            TodoKind.DUE_SOON,
            np.flatnonzero(soon).tolist(),
            day,
            lambda place: f"完成时限{date_text(day(place))}，还有{int(left[place])}天。",
        )

    def _without_lead(self) -> _Several:
        def told(place: int) -> str:
            first = self._names.get(int(self._ledger.unit[place]))
            hint = f"，现列第一位的是{first}" if first else "，也没有责任单位"
            return f"没有明确牵头单位{hint}。"

        places = np.flatnonzero(self._judged.open & ~self._ledger.led).tolist()
        return _Several(TodoKind.WITHOUT_LEAD, places, lambda place: None, told)

    def _owing(self, session: Session) -> Iterator[tuple[Period, dt.date]]:
        """The periods whose reports are owed: the last one, until it is closed, and the next one soon before
        its day.
        """
        day = reporting_day(session)
        now = day.current(self._on, self._granularity)
        for period in (previous(now), now):
            due = day.due(period)
            closed = period_state(session, period) is PeriodState.CLOSED
            if not closed and (due - self._on).days <= SOON:
                yield period, due

    def _unreported(self, session: Session) -> Iterator[_Several]:
        for period, due in self._owing(session):
            left = (due - self._on).days
            how = f"还有{left}天" if left >= 0 else f"已逾期{-left}天"
            told = f"{name_of(period)}进展应于{date_text(due)}前报送，尚未收到，{how}。"
            places = np.flatnonzero(self._ledger.judged(period, self._on).unreported).tolist()
            yield _Several(TodoKind.UNREPORTED, places, partial(_always, due), partial(_always, told))

    def _row(self, several: _Several, place: int) -> TodoRow:
        id, unit, day = int(self._ledger.ids[place]), int(self._ledger.unit[place]), several.day(place)
        return TodoRow(
            kind=several.kind,
            place=Place("tasks", id),
            title=self._titles[place],
            unit=UnitId(unit) if unit != NO_UNIT else None,
            unit_name=self._names.get(unit, ""),
            day=day,
            days=(day - self._on).days if day else None,
            sentence=several.told(place),
        )


def _always(what: T, place: int) -> T:
    """The same for every task."""
    return what


def _soon(judged: Judged) -> float:
    """From how many days before its day a task is about to be due: as the light rules have it."""
    thresholds = [one.threshold for one in judged.table.rules if one.condition is Condition.DUE_SOON]
    return max(thresholds, default=SOON)


def _filed_tasks() -> Select[int, int, Granularity, int, str, dt.datetime, str]:
    """Reports on tasks that were filed and wait to be checked, as the list shows them."""
    return (
        select(
            ProgressReport.id,
            ProgressReport.year,
            ProgressReport.granularity,
            ProgressReport.number,
            ProgressReport.reporter,
            ProgressReport.at,
            Task.title,
        )
        .join(Task, ProgressReport.task_id == Task.id)
        .where(ProgressReport.status == ReportStatus.REPORTED)
    )


def _unchecked(session: Session, most: int | None) -> Iterator[TodoRow]:
    ordered = _filed_tasks().order_by(func.date(ProgressReport.at), Task.title, ProgressReport.id)
    rows = session.execute(ordered.limit(most))
    for id, year, granularity, number, reporter, at, title in rows.all():
        period = period_text(Period(year, granularity, number))
        yield TodoRow(
            kind=TodoKind.UNCHECKED,
            place=Place("progress_reports", id),
            title=title,
            unit=None,
            unit_name=reporter,
            day=at.date(),
            days=None,
            sentence=f"{period}进展由{reporter or '未署名'}于{date_text(at.date())}报送，待核实。",
        )


def _matters(session: Session, on: dt.date) -> Iterator[TodoRow]:
    for row in list_items(session, on):
        if row.days_left is not None and row.days_left < 0:
            yield _matter(TodoKind.LATE, row, f"{row.number}：{row.sentence}")
        elif row.days_left is not None and row.days_left <= SOON:
            yield _matter(TodoKind.DUE_SOON, row, f"{row.number}：{row.sentence}")
        if row.asked_due is not None:
            asked = f"承办单位申请延期至{date_text(row.asked_due)}，待批。"
            yield _matter(TodoKind.TO_DECIDE, row, asked)
        if row.state in _WAITING:
            kind, told = _WAITING[row.state]
            yield _matter(kind, row, f"{row.number}{told}。")


def _matter(kind: TodoKind, row: ItemRow, sentence: str) -> TodoRow:
    return TodoRow(
        kind=kind,
        place=Place("supervision_items", row.id),
        title=row.title,
        unit=row.unit,
        unit_name=row.unit_name,
        day=row.due,
        days=row.days_left,
        sentence=sentence,
    )
