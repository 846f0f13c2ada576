"""How tasks and results stand in a period (进度与亮灯): a row each, with sentences that hold the numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Document, ProgressReport, Result, Task, Unit
from workbench.planning.light_words import explain, hand_sentence
from workbench.planning.periods import contains, previous
from workbench.planning.standings import COLOURS, NO_REPORT, day_of
from workbench.planning.task_arrays import NO_NODE, STATES
from workbench.queries.frozen_periods import frozen
from workbench.queries.lights import HandSet
from workbench.queries.reforms import reformed_shares, then
from workbench.queries.standing_columns import NO_UNIT, Ledger, kept_ledger
from workbench.queries.tasks import deadline_of
from workbench.rows.standing import ResultStandingRow, StandingRow
from workbench.terms import (
    Colour,
    DeadlineKind,
    DocumentId,
    Period,
    ReportId,
    ReportStatus,
    ResultId,
    Role,
    TaskId,
    TaskState,
    UnitId,
)

_FINISHED = (TaskState.DONE, TaskState.CLOSED)
#: Keys named in one statement.
_CHUNK = 500
_COUNTING = (ProgressReport.result_id.is_not(None), ProgressReport.status != ReportStatus.DRAFT)
_NOT_DUE = (*_FINISHED, TaskState.PAUSED, TaskState.DROPPED)


def standings(
    session: Session, period: Period, on: dt.date, tasks: Iterable[TaskId] | None = None
) -> tuple[StandingRow, ...]:
    """How tasks of the plan stand in a period, in the order of the plan; all of them, or those asked for.

    Those whose document was not issued by then are left out.
    """
    kept = frozen(session, period)
    if kept is not None:
        wanted = None if tasks is None else set(tasks)
        return tuple(row for row in kept.tasks if wanted is None or row.task in wanted)
    return standing_rows(session, kept_ledger(session), period, on, tasks)


def standing_rows(
    session: Session,
    ledger: Ledger,
    period: Period,
    today: dt.date,
    tasks: Iterable[TaskId] | None = None,
) -> tuple[StandingRow, ...]:
    """As `standings`, worked out now, whether the period is closed or not."""
    places = np.flatnonzero(ledger.judged(period, today).in_plan)
    if tasks is not None:
        wanted = {place for task in tasks if (place := ledger.index(task)) is not None}
        places = places[np.isin(places, sorted(wanted))]
    rows = _Rows(session, ledger, period, today, places)
    return tuple(rows.row(int(place)) for place in places)


def result_standings(session: Session, period: Period, on: dt.date) -> tuple[ResultStandingRow, ...]:
    """How results stand in a period, in document order."""
    kept = frozen(session, period)
    return kept.results if kept is not None else result_rows(session, period, on)


def colours_before(session: Session, ledger: Ledger, period: Period, today: dt.date) -> dict[int, Colour]:
    """The colours at the end of the period before, by task; those that were published where it was closed."""
    earlier = previous(period)
    kept = frozen(session, earlier)
    if kept is not None:
        return {row.task: row.colour for row in kept.tasks}
    judged = ledger.judged(earlier, today)
    return {int(ledger.ids[place]): COLOURS[judged.colour[place]] for place in np.flatnonzero(judged.in_plan)}


class _Rows:
    """Rows of one period; the texts of the tasks at these places are read once."""

    def __init__(
        self, session: Session, ledger: Ledger, period: Period, today: dt.date, places: NDArray[np.int64]
    ) -> None:
        self._ledger, self._period = ledger, period
        self._judged = ledger.judged(period, today)
        self._answering = ledger.answering(self._judged.on)
        self._hand: Mapping[int, HandSet] = ledger.hand_set(period)
        self._before = colours_before(session, ledger, period, today)
        ids = ledger.ids[places].tolist()
        self._texts: dict[int, Any] = {row.id: row for row in _in_chunks(session, _TEXTS, Task.id, ids)}
        self._names = dict(session.execute(select(Unit.id, Unit.name)).all())
        self._shares = _shares(session, ids) | {
            task: [(int(share.unit), share.name) for share in shares]
            for task, shares in self._answering.former.items()
        }
        self._reports = _reports(session, ledger, self._judged.report[places])

    def row(self, place: int) -> StandingRow:
        ledger, judged = self._ledger, self._judged
        id = int(ledger.ids[place])
        text, unit = self._texts[id], int(self._answering.unit[place])
        percent = float(judged.percent[place])
        due = float(np.asarray(judged.facts.due)[place])
        start, end = _day(ledger.plan.start[place]), _day(ledger.plan.end[place])
        told = ledger.due_plans.told(id, self._period, judged.on, (start, end), percent, ledger.calendar)
        report = self._reports.get(int(judged.report[place]))
        return StandingRow(
            task=TaskId(id),
            document=DocumentId(text.document_id),
            document_title=text.document_title,
            chapter=_chapter(ledger, place),
            no=text.no,
            title=text.title,
            unit=UnitId(unit) if unit != NO_UNIT else None,
            unit_name=self._names.get(unit, ""),
            led=bool(self._answering.led[place]),
            supports=tuple(name for other, name in self._shares.get(id, ()) if other != unit),
            deadline=deadline_of(text),
            start=start,
            on=judged.on,
            state=STATES[int(np.asarray(judged.facts.state)[place])],
            percent=percent,
            due=None if np.isnan(due) else due,
            gap=None if np.isnan(due) else percent - due,
            due_sentence=told.sentence,
            colour=COLOURS[judged.colour[place]],
            light=self._light(place),
            by_hand=bool(judged.by_hand[place]),
            before=self._before.get(id),
            report=ReportId(report.id) if report else None,
            status=report.status if report else None,
            done=report.done if report else "",
            problems=report.problems if report else "",
            next_steps=report.next_steps if report else "",
            reporter=report.reporter if report else "",
        )

    def _light(self, place: int) -> str:
        judged = self._judged
        chosen = self._hand.get(place)
        if chosen is not None:
            return hand_sentence(chosen.colour, chosen.reason, chosen.who)
        return explain(judged.table, judged.facts.cell((place,)), int(judged.rule[place])).sentence


_TEXTS = select(
    Task.id,
    Task.document_id,
    Task.no,
    Task.title,
    Task.deadline_raw,
    Task.deadline_kind,
    Task.deadline_date,
    Task.deadline_precision,
    Document.title.label("document_title"),
).join(Document, Task.document_id == Document.id)


_SHARES = (
    select(Assignment.task_id, Assignment.unit_id, Unit.name)
    .join(Unit)
    .order_by(Assignment.task_id, Assignment.position, Assignment.id)
)
_REPORTS = select(
    ProgressReport.id,
    ProgressReport.status,
    ProgressReport.done,
    ProgressReport.problems,
    ProgressReport.next_steps,
    ProgressReport.reporter,
)


def _in_chunks(session: Session, query: Any, column: Any, wanted: list[int]) -> Iterator[Any]:
    """The rows whose column is among these, however many they are."""
    for at in range(0, len(wanted), _CHUNK):
        yield from session.execute(query.where(column.in_(wanted[at : at + _CHUNK]))).all()


def _shares(session: Session, tasks: list[int]) -> dict[int, list[tuple[int, str]]]:
    """By task, its units in order, as (id, name)."""
    found: dict[int, list[tuple[int, str]]] = {}
    for task, unit, name in _in_chunks(session, _SHARES, Assignment.task_id, tasks):
        found.setdefault(task, []).append((unit, name))
    return found


def _reports(session: Session, ledger: Ledger, reports: NDArray[np.int64]) -> dict[int, Any]:
    """The texts of reports, by their place in the ledger."""
    places = reports[reports != NO_REPORT]
    ids = ledger.reports.id[places].tolist()
    by_id = {row.id: row for row in _in_chunks(session, _REPORTS, ProgressReport.id, ids)}
    return {place: by_id[id] for place, id in zip(places.tolist(), ids, strict=True)}


def _chapter(ledger: Ledger, place: int) -> str:
    node = int(ledger.chapter[place])
    return ledger.arrays.name[node] if node != NO_NODE else ""


def _day(ordinal: Any) -> dt.date | None:
    return dt.date.fromordinal(int(ordinal)) if ordinal else None


def result_rows(session: Session, period: Period, today: dt.date) -> tuple[ResultStandingRow, ...]:
    """As `result_standings`, worked out now."""
    on = day_of(period, today)
    latest, units = _result_reports(session, period), _answering_on(session, on)
    ever = set(session.scalars(select(ProgressReport.result_id).where(*_COUNTING)))
    running = today <= period.last_day
    rows = session.execute(
        select(Result.__table__, Document.title.label("document_title"))
        .join(Document, Result.document_id == Document.id)
        .where((Document.issued_on.is_(None)) | (Document.issued_on <= on))
        .order_by(Document.position, Document.id, Result.position, Result.id)
    )
    found = []
    for row in rows:
        report = latest.get(row.id)
        state = _state_then(row, report, running, begun=row.id in ever)
        of_period = report if report is not None and contains(period, report.period) else None
        told = _result(row, units.get(row.id), state, _is_late(row, state, on), of_period)
        found.append(replace(told, percent=float(report.percent)) if report is not None else told)
    return tuple(found)


def _state_then(row: Any, report: ProgressReport | None, running: bool, begun: bool) -> TaskState:
    """The state of a result in a period: where it stands now, or what had been reported by then.

    One that was first reported on later had not begun then; one never reported on stands where it is.
    """
    state: TaskState = row.state
    if running:
        return state
    if report is not None:
        return report.state
    return TaskState.NOT_STARTED if begun else state


def _is_late(row: Any, state: TaskState, on: dt.date) -> bool:
    """Whether the day of a result has passed and it is still to be delivered."""
    dated = row.deadline_kind not in (DeadlineKind.ONGOING, DeadlineKind.PERIODIC)
    past = dated and row.deadline_date is not None and row.deadline_date < on
    return bool(past and state not in _NOT_DUE)


def _result(
    row: Any, unit: tuple[int, str] | None, state: TaskState, late: bool, told: ProgressReport | None
) -> ResultStandingRow:
    return ResultStandingRow(
        result=ResultId(row.id),
        document=DocumentId(row.document_id),
        document_title=row.document_title,
        category=row.category,
        no=row.no,
        title=row.title,
        unit=UnitId(unit[0]) if unit else None,
        unit_name=unit[1] if unit else "",
        deadline=deadline_of(row),
        state=state,
        percent=None,
        late=late,
        status=told.status if told else None,
        done=told.done if told else "",
        problems=told.problems if told else "",
        next_steps=told.next_steps if told else "",
    )


def _result_reports(session: Session, period: Period) -> dict[int, ProgressReport]:
    """The latest report on each result up to a period."""
    reports = session.scalars(
        select(ProgressReport).where(*_COUNTING).order_by(ProgressReport.at, ProgressReport.id)
    ).all()
    upto = [one for one in reports if one.period.last_day <= period.last_day]
    return {one.result_id: one for one in sorted(upto, key=lambda one: one.period.last_day) if one.result_id}


def _answering_on(session: Session, on: dt.date) -> dict[int | None, tuple[int, str]]:
    """By result, the unit that answered for it on a day: as now, but for what a reform touched after it."""
    leading = {
        result: min(shares, key=lambda share: share.role is not Role.LEAD)
        for (table, result), shares in then(reformed_shares(session), on).items()
        if table == "results"
    }
    former = {result: (int(share.unit), share.name) for result, share in leading.items()}
    return _answering(session) | former


def _answering(session: Session) -> dict[int | None, tuple[int, str]]:
    """By result, the unit that answers for it: the lead, else the first listed."""
    found: dict[int | None, tuple[int, str]] = {}
    for result, _, unit, name in session.execute(
        select(Assignment.result_id, Assignment.role, Assignment.unit_id, Unit.name)
        .join(Unit)
        .where(Assignment.result_id.is_not(None))
        .order_by(Assignment.result_id, Assignment.role != Role.LEAD, Assignment.position, Assignment.id)
    ):
        found.setdefault(result, (unit, name))
    return found
