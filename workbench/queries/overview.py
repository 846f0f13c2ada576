"""The plan in numbers (总览): as it stands today, and by reporting period with lights and reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Task, Unit
from workbench.queries.documents import list_documents
from workbench.rows.overview import LightChange, NotReported, OverviewRow, SummaryRow
from workbench.rows.standing import GroupStandingRow
from workbench.terms import (
    Colour,
    DeadlineKind,
    Granularity,
    Period,
    Role,
    Standing,
    TaskId,
    TaskState,
)

if TYPE_CHECKING:
    from workbench.queries.standing_columns import Ledger

_FINISHED = (TaskState.DONE, TaskState.CLOSED)
_NOT_DUE = (*_FINISHED, TaskState.DROPPED)

#: The looks at the plan: selections of tasks by the names of the fields of SummaryRow that count them.
LOOKS = ("due_this_quarter", "overdue", "without_lead", "without_deadline", "ongoing", "done")


def summary(session: Session, today: dt.date) -> SummaryRow:
    """Counts over all documents. Overdue and due count what is still open; those dropped are neither."""
    documents = list_documents(session)
    counts = {look: _count(session, _condition(look, today)) for look in LOOKS}
    return SummaryRow(
        documents=len(documents),
        tasks=sum(one.tasks for one in documents),
        results=sum(one.results for one in documents),
        indicators=sum(one.indicators for one in documents),
        units=session.scalar(select(func.count()).select_from(Unit)) or 0,
        by_document=documents,
        **counts,
    )


def behind(session: Session, look: str, today: dt.date) -> tuple[TaskId, ...]:
    """The tasks that a look selects, by id; `look` is one of LOOKS, which `summary` counts, or
    due_this_month."""
    found = session.scalars(select(Task.id).where(_condition(look, today)).order_by(Task.id))
    return tuple(TaskId(id) for id in found)


def _condition(look: str, today: dt.date) -> ColumnElement[bool]:
    open_ = Task.state.not_in(_NOT_DUE)
    if look == "due_this_quarter":
        quarter = Period(today.year, Granularity.QUARTER, (today.month - 1) // 3 + 1)
        return and_(open_, Task.deadline_date.between(quarter.first_day, quarter.last_day))
    if look == "due_this_month":
        month = Period(today.year, Granularity.MONTH, today.month)
        return and_(open_, Task.deadline_date.between(month.first_day, month.last_day))
    if look == "without_lead":
        lead = select(Assignment.id).where(Assignment.task_id == Task.id, Assignment.role == Role.LEAD)
        return ~lead.exists()
    plain: dict[str, ColumnElement[bool]] = {
        "overdue": and_(open_, Task.deadline_date < today),
        "without_deadline": Task.deadline_kind == DeadlineKind.NONE,
        "ongoing": Task.deadline_kind == DeadlineKind.ONGOING,
        "done": Task.state.in_(_FINISHED),
    }
    return plain[look]


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Task).where(condition)) or 0


def overview(session: Session, period: Period, on: dt.date) -> OverviewRow:
    """One period at a glance; what was frozen, where it is closed."""
    from workbench.queries.frozen_periods import frozen
    from workbench.queries.keeping import kept
    from workbench.queries.standing_columns import kept_ledger

    signed = frozen(session, period)
    if signed is not None:
        return signed.overview
    return kept(
        session,
        ("overview", period, on),
        lambda: overview_row(session, kept_ledger(session), period, on),
    )


def overview_row(session: Session, ledger: Ledger, period: Period, today: dt.date) -> OverviewRow:
    """As `overview`, worked out now, whether the period is closed or not."""
    # Imported here: `summary` is asked for at the start, and needs none of this.
    import numpy as np

    from workbench.planning.periods import following, name_of
    from workbench.queries.indicators import indicator_standing_rows
    from workbench.queries.overview_groups import by_chapter, by_unit, ids_at, lights_at, mean_progress
    from workbench.queries.periods import period_state
    from workbench.queries.standings import colours_before, result_rows
    from workbench.queries.supervision import open_items

    judged = ledger.judged(period, today)
    in_plan = np.flatnonzero(judged.in_plan)
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    due, next_one = judged.due_between(period.first_day, period.last_day), following(period)
    results = result_rows(session, period, today)
    indicators = indicator_standing_rows(session, period)
    units = by_unit(ledger, judged, names)
    items = open_items(session, judged.on)
    percent, due_percent = mean_progress(judged, in_plan)
    return OverviewRow(
        period=period,
        name=name_of(period),
        on=judged.on,
        state=period_state(session, period),
        rules=f"《{judged.table.name}》第{judged.table.version}版",
        tasks=ids_at(ledger, in_plan),
        done=ids_at(ledger, judged.done),
        late=ids_at(ledger, judged.late),
        due=ids_at(ledger, due),
        due_open=ids_at(ledger, due & judged.open),
        due_next=ids_at(ledger, judged.open & judged.due_between(next_one.first_day, next_one.last_day)),
        stopped=ids_at(ledger, judged.stopped),
        without_lead=ids_at(ledger, judged.in_plan & ~ledger.answering(judged.on).led),
        reported=ids_at(ledger, judged.in_plan & judged.reported),
        unreported=ids_at(ledger, judged.unreported),
        lights=lights_at(ledger, judged, in_plan),
        changed=_changes(colours_before(session, ledger, period, today), _colours(ledger, period, today)),
        not_reported=_not_reported(units),
        results=tuple(one.result for one in results),
        results_done=tuple(one.result for one in results if one.state in _FINISHED),
        results_late=tuple(one.result for one in results if one.late),
        indicators=indicators,
        off_path=tuple(one for one in indicators if one.standing in (Standing.BEHIND, Standing.MISSED)),
        items_open=tuple(id for id, _ in items),
        items_late=tuple(id for id, due_on in items if due_on < judged.on),
        by_unit=units,
        by_chapter=by_chapter(ledger, judged),
        percent=percent,
        due_percent=due_percent,
    )


def changes_between(earlier: OverviewRow, later: OverviewRow) -> tuple[LightChange, ...]:
    """The tasks that were in the plan both times and show another colour."""
    return _changes(_shown(earlier), _shown(later))


def _shown(row: OverviewRow) -> dict[int, Colour]:
    """The colour of every task of a period, in the order of the plan."""
    colours = {int(task): group.colour for group in row.lights for task in group.tasks}
    return {int(task): colours[task] for task in row.tasks}


def _colours(ledger: Ledger, period: Period, today: dt.date) -> dict[int, Colour]:
    from workbench.planning.standings import COLOURS

    judged = ledger.judged(period, today)
    ids, codes = ledger.ids[judged.in_plan].tolist(), judged.colour[judged.in_plan].tolist()
    return {id: COLOURS[code] for id, code in zip(ids, codes, strict=True)}


def _changes(before: dict[int, Colour], now: dict[int, Colour]) -> tuple[LightChange, ...]:
    """The tasks that were in the plan both times and show another colour."""
    from workbench.planning.standings import COLOUR_CODE, GRAVITY

    gravity = {colour: int(GRAVITY[code]) for colour, code in COLOUR_CODE.items()}
    return tuple(
        LightChange(TaskId(task), before[task], colour, gravity[colour] > gravity[before[task]])
        for task, colour in now.items()
        if before.get(task, colour) is not colour
    )


def _not_reported(units: tuple[GroupStandingRow, ...]) -> tuple[NotReported, ...]:
    """The units that owe reports, those first that owe most."""
    owing = [NotReported(one.unit, one.name, one.unreported) for one in units if one.unreported]
    return tuple(sorted(owing, key=lambda one: -len(one.tasks)))
