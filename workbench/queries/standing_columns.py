"""The ledger (台账) as columns: the plan and the reports that count, read once.

Every period is then judged by arithmetic alone. Lists, the overview, charts and scores all stand on it, so
that none has a figure of its own. `kept_ledger` is where it comes from: it is kept until the plan changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from workbench.planning.calendar import WorkingCalendar
from workbench.planning.calendar_files import load_office_calendar
from workbench.planning.lights import RuleTable, table_in_force
from workbench.planning.standings import NO_REPORT, Judged, PlanColumns, ReportColumns, day_of, judge
from workbench.planning.task_arrays import NO_NODE, Bools, NodeKind, TaskArrays
from workbench.queries.due_plans import DuePlans
from workbench.queries.keeping import kept
from workbench.queries.kept_columns import STATUSES, kept_plan, kept_reports, numbers, plain_rows
from workbench.queries.lights import HandSet, hand_lights, rule_tables
from workbench.queries.reforms import reformed_shares, then
from workbench.rows.units import ShareOnDay
from workbench.terms import Period, ReportStatus, Role

#: Who answers for a task, as texts of numbers: tasks, units, whether the unit leads. It is the first lead,
#: else the unit listed first; SQLite takes the columns from the row that has the least `min`.
_ANSWERING = """
    SELECT group_concat(task_id, ' '), group_concat(unit_id, ' '), group_concat(led, ' ') FROM (
        SELECT task_id, unit_id, role = 'lead' AS led,
            min((role <> 'lead') * 100000000000000000 + position * 10000000000 + id)
        FROM assignments WHERE task_id IS NOT NULL GROUP BY task_id)"""
_ISSUED = "SELECT id, issued_on FROM documents"

NO_UNIT = 0


class Answering(NamedTuple):
    """By place, the unit that answers for each task (`NO_UNIT` where none does) and whether it leads.

    `former` are all shares in the tasks that a reform touched later, by task, as they stood then.
    """

    unit: NDArray[np.int64]
    led: Bools
    former: Mapping[int, tuple[ShareOnDay, ...]]


def kept_ledger(session: Session) -> Ledger:
    """The ledger as the plan stands now."""
    return kept(session, "ledger", lambda: Ledger(session))


class Ledger:
    """The plan and its reports as they stand; `judged` judges a period and remembers it."""

    def __init__(self, session: Session) -> None:
        arrays = kept_plan(session)
        self.arrays = arrays
        self.nodes = np.flatnonzero(arrays.kind == NodeKind.TASK)
        self.ids = arrays.id[self.nodes]
        order = np.argsort(self.ids, kind="stable")
        self._sorted_ids, self._order = self.ids[order], order
        self.document, self.chapter = _headings(arrays, self.nodes)
        self.unit, self.led = self._answering(session)
        self._reformed = reformed_shares(session)
        self.due_plans = DuePlans(session)
        self.plan = self._plan_columns(session)
        self.reports, self._checked = self._report_columns(session)
        self.tables = rule_tables(session)
        self._hand_lights = hand_lights(session)
        self._judged: dict[tuple[Period, dt.date], Judged] = {}
        self._answered: dict[dt.date, Answering] = {}

    def index(self, task: int) -> int | None:
        """The place of a task in the columns, None where it is not there."""
        place = int(np.searchsorted(self._sorted_ids, task))
        if place < len(self._sorted_ids) and self._sorted_ids[place] == task:
            return int(self._order[place])
        return None

    def places(self, tasks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of tasks that are there."""
        if not len(self._order):
            return np.zeros(len(tasks), np.int64)
        return self._order[np.searchsorted(self._sorted_ids, tasks)]

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The office's working calendar, read when it is first asked for."""
        return load_office_calendar()

    def rules(self, period: Period, today: dt.date) -> RuleTable:
        """The rules in force on the day the period is judged by."""
        return table_in_force(self.tables.values(), day_of(period, today))

    def judged(self, period: Period, today: dt.date) -> Judged:
        """All tasks in a period."""
        if (period, today) not in self._judged:
            self._judged[period, today] = self._judge(period, today)
        return self._judged[period, today]

    def answering(self, on: dt.date) -> Answering:
        """Who answered for the tasks on a day: as now, but for what a reform (机构改革) touched after it."""
        if on not in self._answered:
            self._answered[on] = self._answering_on(on)
        return self._answered[on]

    def hand_set(self, period: Period) -> Mapping[int, HandSet]:
        """The lights set by hand in a period, by place."""
        lights = self._hand_lights.get(period, {})
        found = ((self.index(task), light) for task, light in lights.items())
        return {place: light for place, light in found if place is not None}

    def checked(self, judged: Judged) -> Bools:
        """Which tasks have a report on the period that was checked."""
        known = judged.report != NO_REPORT
        checked = np.zeros(len(self.plan), np.bool_)
        checked[known] = self._checked[judged.report[known]]
        return checked

    def _judge(self, period: Period, today: dt.date) -> Judged:
        on = day_of(period, today)
        own = {
            place: due
            for task, due in self.due_plans.due(period, on).items()
            if (place := self.index(task)) is not None
        }
        by_hand = {place: light.colour for place, light in self.hand_set(period).items()}
        table = self.rules(period, today)
        return judge(self.plan, self.reports, period, today, table, self._calendar_if_due(), own, by_hand)

    def _calendar_if_due(self) -> WorkingCalendar:
        return self.calendar if self.plan.by_working_days.any() else WorkingCalendar()

    def _plan_columns(self, session: Session) -> PlanColumns:
        arrays, nodes = self.arrays, self.nodes
        issued = {id: _ordinal(day) for id, day in plain_rows(session, _ISSUED)}
        documents = arrays.id[self.document]
        return PlanColumns(
            id=self.ids,
            start=arrays.start[nodes].astype(np.int64),
            end=arrays.end[nodes].astype(np.int64),
            issued=np.array([issued[int(id)] for id in documents], np.int64),
            kind=arrays.deadline_kind[nodes],
            progress=arrays.progress[nodes],
            state=arrays.state[nodes],
            by_working_days=self._by_working_days(),
        )

    def _by_working_days(self) -> Bools:
        chosen, others = self.due_plans.working_days()
        flags = np.full(len(self.ids), others, np.bool_)
        for task, by_working_days in chosen.items():
            place = self.index(task)
            if place is not None:
                flags[place] = by_working_days
        return flags

    def _report_columns(self, session: Session) -> tuple[ReportColumns, Bools]:
        known = kept_reports(session)
        known = known.chosen((known.owner > 0) & (known.status != STATUSES.index(ReportStatus.DRAFT)))
        known = known.sorted_by(known.last)
        task = self.places(known.owner)
        reports = ReportColumns(
            known.id, task, known.last - known.length, known.last, known.percent, known.state
        )
        return reports, known.status == STATUSES.index(ReportStatus.CHECKED)

    def _answering_on(self, on: dt.date) -> Answering:
        former, unit, led = {}, self.unit.copy(), self.led.copy()
        for (table, task), shares in then(self._reformed, on).items():
            place = self.index(task) if table == "tasks" else None
            if place is not None:
                first = min(shares, key=lambda share: share.role is not Role.LEAD)
                former[task] = shares
                unit[place], led[place] = first.unit, first.role is Role.LEAD
        return Answering(unit, led, former)

    def _answering(self, session: Session) -> tuple[NDArray[np.int64], Bools]:
        units, led = np.full(len(self.ids), NO_UNIT, np.int64), np.zeros(len(self.ids), np.bool_)
        ((task, unit, leads),) = plain_rows(session, _ANSWERING)
        if task:
            places = self.places(numbers(task))
            units[places], led[places] = numbers(unit), numbers(leads)
        return units, led


def _headings(arrays: TaskArrays, nodes: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The nodes of document and topmost heading above each task; NO_NODE where it stands under no heading."""
    places = np.arange(len(arrays))
    top = np.where(arrays.depth == 0, places, 0)
    second = np.where((arrays.depth == 1) | (arrays.depth == 0), places, 0)
    if not len(places):
        return places, places
    document, chapter = np.maximum.accumulate(top), np.maximum.accumulate(second)
    is_heading = arrays.kind[chapter] == NodeKind.SECTION
    return document[nodes], np.where(is_heading, chapter, NO_NODE)[nodes]


def _ordinal(day: str | dt.date | None) -> int:
    if day is None:
        return 0
    return (dt.date.fromisoformat(day) if isinstance(day, str) else day).toordinal()
