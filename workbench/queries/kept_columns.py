"""The plan and its reports as columns (台账数据), kept between questions: after a change of a few rows these
alone are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.changes import RowChange
from workbench.planning.task_arrays import NO_NODE, STATE_CODE, Bools, NodeKind, TaskArrays
from workbench.queries.keeping import kept
from workbench.queries.plan_columns import plan_arrays, plan_nodes
from workbench.terms import PERIODS_PER_YEAR, Granularity, ReportStatus, TaskState

Numbers = NDArray[np.int64]

#: Columns of a task that say where it stands; a change of one makes another tree.
_PLACING: Final = frozenset({"document_id", "section_id", "parent_id", "position"})
#: Other tables that the plan's columns are read from.
_SHAPING: Final = frozenset({"documents", "sections", "units", "dependencies", "milestones"})

STATUSES: Final = (ReportStatus.DRAFT, ReportStatus.REPORTED, ReportStatus.CHECKED)
_LENGTH = " ".join(f"WHEN '{one.value}' THEN {12 // PERIODS_PER_YEAR[one]}" for one in Granularity)
_STATE = " ".join(f"WHEN '{one.value}' THEN {STATE_CODE[one]}" for one in TaskState)
_STATUS = " ".join(f"WHEN '{one.value}' THEN {code}" for code, one in enumerate(STATUSES))
#: Every report as three texts of numbers: ids; the task, or the result below zero; and all else in one
#: number. So they are read in a third of the time that 80,000 rows take.
_REPORTS = f"""
    SELECT group_concat(id, ' '), group_concat(coalesce(task_id, -result_id), ' '),
        group_concat((((year * 12 + number * length) * 16 + length) * 128 + percent) * 32 + rest, ' ')
    FROM (SELECT id, task_id, result_id, year, number, percent, CASE granularity {_LENGTH} END AS length,
        CASE state {_STATE} END * 4 + CASE status {_STATUS} END AS rest FROM progress_reports {{which}})"""


@dataclass(frozen=True, slots=True)
class AllReports:
    """Every report there is, a column each, by id: drafts and those on results as well.

    `owner` is the id of the task, that of a result below zero; `last` and `length` are the months at the end
    of its period and in it; `state` is a code of STATES, `status` one of STATUSES.
    """

    id: Numbers
    owner: Numbers
    last: Numbers
    length: Numbers
    percent: Numbers
    state: Numbers
    status: Numbers

    @classmethod
    def unpacked(cls, id: Numbers, owner: Numbers, packed: Numbers) -> AllReports:
        """From the columns of the query, in any order."""
        rest, months = packed & 31, packed >> 12
        columns = (id, owner, months >> 4, months & 15, packed >> 5 & 127, rest >> 2, rest & 3)
        return cls(*columns).sorted_by(id)

    def chosen(self, which: Bools) -> AllReports:
        """Some of them."""
        return AllReports(*(getattr(self, name)[which] for name in self.__slots__))

    def sorted_by(self, key: Numbers) -> AllReports:
        """By a column, and where that is equal as before."""
        order = np.argsort(key, kind="stable")
        return AllReports(*(getattr(self, name)[order] for name in self.__slots__))

    def and_also(self, others: AllReports) -> AllReports:
        """With others, none of which are here."""
        both = ((getattr(self, name), getattr(others, name)) for name in self.__slots__)
        together = AllReports(*(np.concatenate(pair) for pair in both))
        return together.sorted_by(together.id)


def kept_plan(session: Session) -> TaskArrays:
    """The whole plan as `plan_arrays` reads it; nobody but this module may write into it."""
    plan: TaskArrays = kept(
        session, "plan columns", lambda: plan_arrays(session), partial(_renewed_plan, session)
    )
    return plan


def kept_reports(session: Session) -> AllReports:
    """Every report."""
    reports: AllReports = kept(
        session, "reports", lambda: _read_reports(session), partial(_renewed_reports, session)
    )
    return reports


def numbers(told: str | None) -> Numbers:
    """A text of numbers that SQLite put together."""
    return np.fromstring(told or "", np.int64, sep=" ")


def plain_rows(session: Session, query: str) -> Sequence[tuple[Any, ...]]:
    """What a plain statement answers with, with all that the session is about to write."""
    session.flush()
    return session.execute(text(query).columns()).all()  # as a select, which operations may make


def _read_reports(session: Session, which: str = "") -> AllReports:
    ((id, owner, packed),) = plain_rows(session, _REPORTS.format(which=which))
    return AllReports.unpacked(numbers(id), numbers(owner), numbers(packed))


def _renewed_reports(session: Session, former: AllReports, changes: Sequence[RowChange]) -> AllReports:
    keys = sorted({row.key for row in changes if row.table == "progress_reports"})
    if not keys:
        return former
    fresh = _read_reports(session, f"WHERE id IN ({', '.join(map(str, keys))})")
    return former.chosen(~np.isin(former.id, keys)).and_also(fresh)


def _renewed_plan(session: Session, former: TaskArrays, changes: Sequence[RowChange]) -> TaskArrays | None:
    """None where the tree changed, or a task whose parts may speak for it."""
    tasks = _edited(changes)
    if tasks is None:
        return None
    places = {task: former.node_of(NodeKind.TASK, task) for task in tasks}
    if any(place == NO_NODE or former.has_children(place) for place in places.values()):
        return None
    for node in plan_nodes(session, tasks) if tasks else ():
        former.write_node(places[node.id], node)
    return former


def _edited(changes: Iterable[RowChange]) -> set[int] | None:
    """The tasks whose own facts changed; None where more than that did."""
    tasks: set[int] = set()
    for row in changes:
        if row.table in _SHAPING and not (row.table == "units" and row.before is None):
            return None
        if row.table == "tasks":
            if row.before is None or row.after is None or _PLACING & set(row.after):
                return None
            tasks.add(row.key)
        if row.table == "assignments":
            image = {**(row.before or {}), **(row.after or {})}
            if "task_id" not in image:  # a share that was changed: whose it is, is not told
                return None
            tasks.update([int(image["task_id"])] if image["task_id"] is not None else [])
    return tasks
