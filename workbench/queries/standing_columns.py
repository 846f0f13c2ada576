"""The ledger (台账) as columns: one read of the plan and of the reports that count.

Every period is then judged by arithmetic alone. Lists, the overview, charts and scores all stand on it, so
that none has a figure of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.planning.calendar import WorkingCalendar
from workbench.planning.calendar_files import load_office_calendar
from workbench.planning.lights import RuleTable, table_in_force
from workbench.planning.standings import NO_REPORT, Judged, PlanColumns, ReportColumns, day_of, judge
from workbench.planning.task_arrays import NO_NODE, STATE_CODE, Bools, NodeKind, TaskArrays
from workbench.queries.due_plans import DuePlans
from workbench.queries.lights import HandSet, hand_lights, rule_tables
from workbench.queries.plan_columns import plan_arrays
from workbench.terms import PERIODS_PER_YEAR, Granularity, Period, ReportStatus, TaskState

_LENGTH = " ".join(f"WHEN '{one.value}' THEN {12 // PERIODS_PER_YEAR[one]}" for one in Granularity)
_STATE = " ".join(f"WHEN '{one.value}' THEN {STATE_CODE[one]}" for one in TaskState)
#: The reports that count, in one text of numbers, five a report: id, task, month at the end of the period,
#: its months, percent × 16 + code of the state × 2 + whether it was checked. One text is read in a third of
#: the time that 80,000 rows take.
_REPORTS = f"""
    SELECT group_concat(
        id || ' ' || task_id || ' ' || (year * 12 + number * length) || ' ' || length || ' ' ||
        (percent * 16 + code * 2 + checked), ' ')
    FROM (SELECT id, task_id, year, number, percent, status = '{ReportStatus.CHECKED.value}' AS checked,
        CASE granularity {_LENGTH} END AS length, CASE state {_STATE} END AS code
        FROM progress_reports WHERE task_id IS NOT NULL AND status <> '{ReportStatus.DRAFT.value}')"""
#: Who answers for a task, as one text again, three numbers a task: task, unit, whether it leads. It is the
#: first lead, else the unit listed first; SQLite takes the columns from the row that has the least `min`.
_ANSWERING = """
    SELECT group_concat(task_id || ' ' || unit_id || ' ' || led, ' ') FROM (
        SELECT task_id, unit_id, role = 'lead' AS led,
            min((role <> 'lead') * 100000000000000000 + position * 10000000000 + id)
        FROM assignments WHERE task_id IS NOT NULL GROUP BY task_id)"""
_ISSUED = "SELECT id, issued_on FROM documents"

NO_UNIT = 0


class Ledger:
    """The plan and its reports as they stand, read once; `judged` judges a period and remembers it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        arrays = plan_arrays(session)
        self.arrays = arrays
        self.nodes = np.flatnonzero(arrays.kind == NodeKind.TASK)
        self.ids = arrays.id[self.nodes]
        order = np.argsort(self.ids, kind="stable")
        self._sorted_ids, self._order = self.ids[order], order
        self.document, self.chapter = _headings(arrays, self.nodes)
        self.unit, self.led = self._answering()
        self.due_plans = DuePlans(session)
        self.plan = self._plan_columns()
        self.reports, self._checked = self._report_columns()
        self.tables = rule_tables(session)
        self._judged: dict[tuple[Period, dt.date], Judged] = {}

    def index(self, task: int) -> int | None:
        """The place of a task in the columns, None where it is not there."""
        place = int(np.searchsorted(self._sorted_ids, task))
        if place < len(self._sorted_ids) and self._sorted_ids[place] == task:
            return int(self._order[place])
        return None

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

    def hand_set(self, period: Period) -> Mapping[int, HandSet]:
        """The lights set by hand in a period, by place."""
        found = ((self.index(task), light) for task, light in hand_lights(self._session, period).items())
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

    def _plan_columns(self) -> PlanColumns:
        arrays, nodes = self.arrays, self.nodes
        issued = {id: _ordinal(day) for id, day in self._rows(_ISSUED)}
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

    def _report_columns(self) -> tuple[ReportColumns, Bools]:
        columns = self._numbers(_REPORTS, 5)
        id, owner, last, length, what = columns[:, np.lexsort((columns[0], columns[2]))]
        places = np.searchsorted(self._sorted_ids, owner)
        task = self._order[places] if len(self._order) else places
        reports = ReportColumns(id, task, last - length, last, what >> 4, what >> 1 & 7)
        return reports, (what & 1).astype(np.bool_)

    def _answering(self) -> tuple[NDArray[np.int64], Bools]:
        units, led = np.full(len(self.ids), NO_UNIT, np.int64), np.zeros(len(self.ids), np.bool_)
        task, unit, leads = self._numbers(_ANSWERING, 3)
        if len(task):
            places = self._order[np.searchsorted(self._sorted_ids, task)]
            units[places], led[places] = unit, leads
        return units, led

    def _numbers(self, query: str, columns: int) -> NDArray[np.int64]:
        """The columns of a query that answers with one text of numbers."""
        ((numbers,),) = self._rows(query)
        return np.fromstring(numbers or "", np.int64, sep=" ").reshape(-1, columns).T

    def _rows(self, query: str) -> Sequence[tuple[Any, ...]]:
        self._session.flush()
        return self._session.execute(text(query).columns()).all()  # as a select, which operations may make


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
