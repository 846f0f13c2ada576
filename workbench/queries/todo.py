"""What is to be done (待办), worked out for any day.

What is late or nearly due, who has not reported, what waits to be checked, assigned, signed for or decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import ProgressReport, Task, Unit
from workbench.planning.lights import Condition
from workbench.planning.periods import name_of, period_of, previous
from workbench.planning.standings import Judged
from workbench.queries.periods import period_state, reporting, reporting_day
from workbench.queries.standing_columns import NO_UNIT, Ledger
from workbench.queries.supervision import list_items
from workbench.queries.wording import date_text, period_text
from workbench.rows.supervision import ItemRow, TodoRow
from workbench.terms import (
    ItemState,
    Period,
    PeriodState,
    Place,
    ReportStatus,
    TodoKind,
    UnitId,
)

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
    rows = [*_Tasks(session, on).rows(), *_unchecked(session), *_matters(session, on)]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.day or dt.date.max, row.title)))


class _Tasks:
    """What is to be done about tasks."""

    def __init__(self, session: Session, on: dt.date) -> None:
        self._ledger, self._on = Ledger(session), on
        self._granularity = reporting(session).granularity
        self._judged = self._ledger.judged(period_of(on, self._granularity), on)
        self._titles = dict(session.execute(select(Task.id, Task.title)).all())
        self._names = dict(session.execute(select(Unit.id, Unit.name)).all())
        self._owed = tuple(self._owing(session))

    def rows(self) -> Iterator[TodoRow]:
        judged, end = self._judged, self._ledger.plan.end
        left = end - self._on.toordinal()
        for place in np.flatnonzero(judged.late).tolist():
            day = dt.date.fromordinal(int(end[place]))
            days = int(-left[place])
            yield self._row(TodoKind.LATE, place, day, f"完成时限{date_text(day)}，已逾期{days}天。")
        soon = judged.open & (left >= 0) & (left <= _soon(judged)) & (end > 0) & ~judged.late
        for place in np.flatnonzero(soon).tolist():
            day = dt.date.fromordinal(int(end[place]))
            yield self._row(
                TodoKind.DUE_SOON, place, day, f"完成时限{date_text(day)}，还有{int(left[place])}天。"
            )
        for period, due in self._owed:
            yield from self._unreported(period, due)
        for place in np.flatnonzero(judged.open & ~self._ledger.led).tolist():
            first = self._names.get(int(self._ledger.unit[place]))
            hint = f"，现列第一位的是{first}" if first else "，也没有责任单位"
            yield self._row(TodoKind.WITHOUT_LEAD, place, None, f"没有明确牵头单位{hint}。")

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

    def _unreported(self, period: Period, due: dt.date) -> Iterator[TodoRow]:
        left = (due - self._on).days
        how = f"还有{left}天" if left >= 0 else f"已逾期{-left}天"
        told = f"{name_of(period)}进展应于{date_text(due)}前报送，尚未收到，{how}。"
        for place in np.flatnonzero(self._ledger.judged(period, self._on).unreported).tolist():
            yield self._row(TodoKind.UNREPORTED, place, due, told)

    def _row(self, kind: TodoKind, place: int, day: dt.date | None, sentence: str) -> TodoRow:
        id, unit = int(self._ledger.ids[place]), int(self._ledger.unit[place])
        return TodoRow(
            kind=kind,
            place=Place("tasks", id),
            title=self._titles[id],
            unit=UnitId(unit) if unit != NO_UNIT else None,
            unit_name=self._names.get(unit, ""),
            day=day,
            days=(day - self._on).days if day else None,
            sentence=sentence,
        )


def _soon(judged: Judged) -> float:
    """From how many days before its day a task is about to be due: as the light rules have it."""
    thresholds = [one.threshold for one in judged.table.rules if one.condition is Condition.DUE_SOON]
    return max(thresholds, default=SOON)


def _unchecked(session: Session) -> Iterator[TodoRow]:
    """Reports on tasks that were filed and wait to be checked."""
    rows = session.execute(
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
        .order_by(ProgressReport.id)
    )
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
