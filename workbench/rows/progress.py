"""What was reported by period (进展), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import Period, TaskId, TaskState


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What was reported on a task for one period (进展情况). `at` is UTC without zone."""

    task: TaskId
    period: Period
    percent: int
    state: TaskState
    done: str
    problems: str
    next_steps: str
    reporter: str
    at: dt.datetime
