"""Scores (考核评分) of units and tasks in a period, each point with its facts; schemes and marks."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import (
    EvaluationMark,
    EvaluationScheme,
    ProgressReport,
    SupervisionItem,
    Task,
    Unit,
)
from workbench.notation import date_text
from workbench.planning.evaluation_facts import (
    RETURNED,
    URGED,
    WORKED_OUT,
    Occurrence,
    Work,
    facts_for,
    standard_scheme,
)
from workbench.planning.periods import contains
from workbench.planning.scores import Place as Ranked
from workbench.planning.scores import Scheme, Score, ScoreLine, ranked, score
from workbench.planning.standings import day_of
from workbench.queries.frozen_periods import frozen
from workbench.queries.keeping import kept
from workbench.queries.standing_columns import NO_UNIT, Ledger, kept_ledger
from workbench.queries.wording import short
from workbench.rows.circular import CircularFacts
from workbench.rows.evaluation import (
    MarkRow,
    SchemeItemRow,
    SchemeRow,
    ScoreFactRow,
    ScoreLineRow,
    ScoreRow,
)
from workbench.terms import (
    ItemAction,
    MarkId,
    Period,
    Place,
    ReportStatus,
    SchemeId,
    TaskId,
    UnitId,
)


def scores(session: Session, period: Period, on: dt.date) -> tuple[ScoreRow, ...]:
    """The ranking of units in a period; what was frozen, where it is closed."""
    signed = frozen(session, period)
    if signed is not None:
        return signed.scores
    return kept(
        session, ("scores", period, on), lambda: score_rows(session, kept_ledger(session), period, on)
    )


def score_rows(session: Session, ledger: Ledger, period: Period, today: dt.date) -> tuple[ScoreRow, ...]:
    """As `scores`, worked out now."""
    scheme = scheme_in_force(session, day_of(period, today))
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    happened = _happened(session, ledger, period, today)
    work = _work_by_unit(session, ledger, period, today)
    units = [unit for unit in (*work, *(one for one in happened if one not in work)) if unit in names]
    known = {
        str(unit): score(scheme, facts_for(scheme, work.get(unit, ()), happened[unit])) for unit in units
    }
    return tuple(
        ScoreRow(
            place=place.place,
            unit=UnitId(int(place.who)),
            task=None,
            name=names[int(place.who)],
            total=place.score.total,
            vetoed=place.score.vetoed is not None,
            sentence=place.score.sentence,
            lines=_lines(place.score),
            tasks=tuple(TaskId(one.task) for one in work.get(int(place.who), ())),
        )
        for place in ranked(known)
    )


def task_scores(
    session: Session, period: Period, on: dt.date, unit: UnitId | None = None
) -> tuple[ScoreRow, ...]:
    """The ranking of tasks, all of them or those one unit answers for, by what is worked out of each; of a
    closed period from what was frozen."""
    return kept(
        session, ("task scores", period, on, unit), lambda: _task_score_rows(session, period, on, unit)
    )


def _task_score_rows(
    session: Session, period: Period, on: dt.date, unit: UnitId | None
) -> tuple[ScoreRow, ...]:
    signed = frozen(session, period)
    scheme = scheme_in_force(session, day_of(period, on))
    if signed is not None:
        work = _frozen_work(signed)
        titles = {int(row.task): row.title for row in signed.tasks}
    else:
        ledger = kept_ledger(session)
        work = _work_by_unit(session, ledger, period, on)
        titles = dict(session.execute(select(Task.id, Task.title)).all())
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    owner = {one.task: of for of, held in work.items() if unit in (None, of) for one in held}
    listed = [one for of, held in work.items() if unit in (None, of) for one in held]
    known = {str(one.task): score(scheme, facts_for(scheme, (one,), ())) for one in listed}
    return tuple(_task_row(place, UnitId(owner[int(place.who)]), names, titles) for place in ranked(known))


def _task_row(place: Ranked, unit: UnitId, names: Mapping[int, str], titles: Mapping[int, str]) -> ScoreRow:
    task = TaskId(int(place.who))
    return ScoreRow(
        place=place.place,
        unit=unit,
        task=task,
        name=titles[task],
        total=place.score.total,
        vetoed=False,
        sentence=place.score.sentence,
        lines=_lines(place.score),
        tasks=(task,),
        unit_name=names.get(unit, ""),
    )


def _frozen_work(facts: CircularFacts) -> dict[int, list[Work]]:
    """As `_work_by_unit`, of a period that was closed."""
    overview, last = facts.overview, facts.period.last_day
    done, late, reported = set(overview.done), set(overview.late), set(overview.reported)
    expected, stopped = reported | set(overview.unreported), set(overview.stopped)
    found: dict[int, list[Work]] = {}
    for row in facts.tasks:
        if row.unit is not None and row.task not in stopped:
            work = Work(
                task=row.task,
                title=short(row.title, 20),
                has_ended=row.deadline.date is not None and row.deadline.date <= last,
                done=row.task in done,
                late=row.task in late,
                expected=row.task in expected,
                reported=row.task in reported,
                percent=row.percent,
                due=row.due,
            )
            found.setdefault(int(row.unit), []).append(work)
    return found


def scheme_in_force(session: Session, on: dt.date) -> Scheme:
    """The scheme a period that is judged by this day is scored by."""
    standing = [one for one in _schemes(session) if one[1] <= on]
    return max(standing, key=lambda one: (one[1], one[0]))[2] if standing else standard_scheme()


def list_schemes(session: Session, on: dt.date) -> tuple[SchemeRow, ...]:
    """Every version, the latest first; `current` is the one in force on a day."""
    current = scheme_in_force(session, on)
    kept = [(SchemeId(0), dt.date.min, standard_scheme()), *_schemes(session)]
    ordered = sorted(kept, key=lambda one: (one[1], one[0]), reverse=True)
    return tuple(_scheme_row(id, since, one, one == current) for id, since, one in ordered)


def list_marks(session: Session, period: Period) -> tuple[MarkRow, ...]:
    """What was noted by hand for units in a period and its parts."""
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    return tuple(
        MarkRow(
            id=MarkId(one.id),
            unit=UnitId(one.unit_id),
            unit_name=names[one.unit_id],
            task=TaskId(one.task_id) if one.task_id is not None else None,
            period=one.period,
            item=one.item,
            what=one.what,
            times=one.times,
            by=one.who,
            at=one.at,
        )
        for one in _marks(session, period)
    )


def _schemes(session: Session) -> list[tuple[SchemeId, dt.date, Scheme]]:
    kept = session.scalars(select(EvaluationScheme).order_by(EvaluationScheme.id))
    return [(SchemeId(one.id), one.in_force_from, Scheme.from_data(json.loads(one.data))) for one in kept]


def _marks(session: Session, period: Period) -> list[EvaluationMark]:
    marks = session.scalars(select(EvaluationMark).order_by(EvaluationMark.id))
    return [one for one in marks if contains(period, one.period)]


def _work_by_unit(session: Session, ledger: Ledger, period: Period, today: dt.date) -> dict[int, list[Work]]:
    """What is known of the tasks that each unit answers for; units in the order they first appear."""
    judged = ledger.judged(period, today)
    answering = ledger.answering(judged.on).unit
    titles = dict(session.execute(select(Task.id, Task.title)).all())
    due, percent = np.asarray(judged.facts.due), judged.percent
    expected = judged.reported | judged.unreported
    last = period.last_day.toordinal()
    found: dict[int, list[Work]] = {}
    for place in np.flatnonzero(judged.in_plan & ~judged.stopped & (answering != NO_UNIT)).tolist():
        id, end = int(ledger.ids[place]), int(ledger.plan.end[place])
        found.setdefault(int(answering[place]), []).append(
            Work(
                task=id,
                title=short(titles[id], 20),
                has_ended=0 < end <= last,
                done=bool(judged.done[place]),
                late=bool(judged.late[place]),
                expected=bool(expected[place]),
                reported=bool(judged.reported[place]),
                percent=float(percent[place]),
                due=None if np.isnan(due[place]) else float(due[place]),
            )
        )
    return found


def _happened(
    session: Session, ledger: Ledger, period: Period, today: dt.date
) -> defaultdict[int, list[Occurrence]]:
    """By unit, what counts for or against it beside its tasks."""
    found: defaultdict[int, list[Occurrence]] = defaultdict(list)
    answering = ledger.answering(day_of(period, today)).unit
    for mark in _marks(session, period):
        one = Occurrence(mark.item, mark.what, mark.times, "evaluation_marks", mark.id)
        found[mark.unit_id].append(one)
    for report in _sent_back(session, period):
        place = ledger.index(report.task_id or 0)
        if place is not None and answering[place] != NO_UNIT:
            told = report.remark or "报送材料被退回"
            one = Occurrence(RETURNED, told, 1.0, "progress_reports", report.id)
            found[int(answering[place])].append(one)
    for item, day in _urgings(session, period):
        told = f"{date_text(day)}催办“{short(item.title, 20)}”"
        found[item.unit_id or 0].append(Occurrence(URGED, told, 1.0, "supervision_items", item.id))
    return found


def _sent_back(session: Session, period: Period) -> Iterable[ProgressReport]:
    """Reports on tasks for the period that stand sent back."""
    drafts = session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.status == ReportStatus.DRAFT,
            ProgressReport.remark != "",
            ProgressReport.task_id.is_not(None),
        )
        .order_by(ProgressReport.id)
    )
    return [one for one in drafts if contains(period, one.period)]


def _urgings(session: Session, period: Period) -> Iterable[tuple[SupervisionItem, dt.date]]:
    items = session.scalars(
        select(SupervisionItem).options(selectinload(SupervisionItem.steps)).order_by(SupervisionItem.id)
    )
    return [
        (one, step.day)
        for one in items
        for step in one.steps
        if step.action is ItemAction.URGE and contains(period, step.day)
    ]


def _lines(known: Score) -> tuple[ScoreLineRow, ...]:
    return tuple(_line(line) for line in known.lines)


def _line(line: ScoreLine) -> ScoreLineRow:
    measured = line.item.kind.is_measured
    return ScoreLineRow(
        key=line.item.key,
        name=line.item.name,
        kind=line.item.kind.value,
        full=line.item.points if measured else 0.0,
        points=line.points,
        sentence=line.sentence,
        facts=tuple(
            ScoreFactRow(fact.what, fact.value, Place(fact.table, fact.key) if fact.table else None)
            for fact in line.facts
        ),
    )


def _scheme_row(id: SchemeId, since: dt.date, one: Scheme, current: bool) -> SchemeRow:
    items = tuple(
        SchemeItemRow(
            key=item.key,
            name=item.name,
            kind=item.kind.value,
            points=item.points,
            nothing_at=item.nothing_at,
            all_at=item.all_at,
            limit=item.limit,
            unit=item.unit,
            source="系统计算" if item.key in WORKED_OUT else "人工登记",
        )
        for item in one.items
    )
    return SchemeRow(id, one.name, one.version, since, items, one.full, current)
