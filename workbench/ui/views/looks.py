"""Looks: named selections of tasks (已逾期, 未明确牵头, …), the ones that the numbers of 总览 count.

`tests/ui` holds them to `queries.overview.summary`: the list behind a number has exactly that many lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from workbench.rows import TaskRow
from workbench.terms import DeadlineKind, Granularity, Period, Role, TaskState

_FINISHED: Final = (TaskState.DONE, TaskState.CLOSED)

LOOKS: Final = {
    "all": "全部任务",
    "due_this_quarter": "本季度到期",
    "overdue": "已逾期",
    "without_lead": "未明确牵头",
    "without_deadline": "未定时限",
    "ongoing": "长期推进",
    "done": "已完成",
}


def matching(rows: Iterable[TaskRow], look: str, today: dt.date) -> tuple[TaskRow, ...]:
    """The rows that a look selects; `look` is a key of LOOKS."""
    quarter = Period(today.year, Granularity.QUARTER, (today.month - 1) // 3 + 1)
    tests: dict[str, Callable[[TaskRow], bool]] = {
        "all": lambda row: True,
        "due_this_quarter": lambda row: _open_until(row, quarter.first_day, quarter.last_day),
        "overdue": lambda row: _open_until(row, dt.date.min, today - dt.timedelta(days=1)),
        "without_lead": lambda row: all(unit.role is not Role.LEAD for unit in row.units),
        "without_deadline": lambda row: row.deadline.kind is DeadlineKind.NONE,
        "ongoing": lambda row: row.deadline.kind is DeadlineKind.ONGOING,
        "done": lambda row: row.state in _FINISHED,
    }
    return tuple(filter(tests[look], rows))


def _open_until(row: TaskRow, first: dt.date, last: dt.date) -> bool:
    """Whether a task that is still pursued falls due between two days."""
    pursued = row.state not in (*_FINISHED, TaskState.DROPPED)
    return pursued and row.deadline.date is not None and first <= row.deadline.date <= last
