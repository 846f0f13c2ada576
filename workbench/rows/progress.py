"""What was reported by period (进展), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import (
    Deadline,
    DueMethod,
    EvidenceId,
    IndicatorId,
    MilestoneId,
    Period,
    ReportId,
    ReportStatus,
    ResultId,
    TaskId,
    TaskState,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A file of proof (佐证材料) kept in the workspace. `size` is in bytes, `at` UTC without zone."""

    id: EvidenceId
    report: ReportId
    name: str
    sha256: str
    size: int
    note: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What was reported on a task or a result (one of the two) for one period (进展情况).

    Moments are UTC without zone. `remark` is what the checker said, or why it was sent back.
    """

    id: ReportId
    task: TaskId | None
    result: ResultId | None
    period: Period
    percent: int
    state: TaskState
    done: str
    problems: str
    next_steps: str
    reporter: str
    at: dt.datetime
    status: ReportStatus
    checker: str
    checked_at: dt.datetime | None
    remark: str
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLineRow:
    """A task or result as the list of a unit's quick entry (填报表) shows it. `deadline` is its text, `day`
    the last day it means.

    `due` is the percent due by the end of the period, None where nothing can be said; `before` the percent
    reported last, `now`, `state` and `status` what is reported on the period, None where nothing is.
    """

    task: TaskId | None
    result: ResultId | None
    no: str
    title: str
    unit: UnitId | None
    unit_name: str
    deadline: str
    day: dt.date | None
    due: float | None
    before: int | None
    now: int | None
    state: TaskState | None
    status: ReportStatus | None


@dataclass(frozen=True, slots=True)
class ReportSheetRow:
    """All about one line of a unit's quick entry: a task or result, what was said last and what is said now.

    `due` is the percent due (应完成) by the end of the period, None where nothing can be said. `offered` is
    what the parts or nodes below add up to, a proposal; None where there are none.
    """

    task: TaskId | None
    result: ResultId | None
    document_title: str
    no: str
    title: str
    content: str
    unit: UnitId | None
    unit_name: str
    deadline: Deadline
    due: float | None
    due_sentence: str
    offered: float | None
    before: ReportRow | None
    now: ReportRow | None


@dataclass(frozen=True, slots=True)
class TextSlip:
    """Something odd in what a reporter wrote (文字核对): `words` at `start`, `what` about them, and a
    proposal or "".
    """

    field: str
    start: int
    words: str
    what: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class NodeWeightRow:
    """A milestone of a task with its weight in due progress (节点权重)."""

    milestone: MilestoneId
    title: str
    date: dt.date
    done: bool
    weight: float


@dataclass(frozen=True, slots=True)
class DuePlanRow:
    """How due progress of a task is worked out (序时进度办法). `given` is False for the plan's own way.

    `steps` are the cumulative percents of a plan by periods; `indicator` is the one whose path is followed.
    """

    task: TaskId
    method: DueMethod
    given: bool
    steps: tuple[tuple[Period, float], ...] = ()
    nodes: tuple[NodeWeightRow, ...] = ()
    indicator: IndicatorId | None = None
