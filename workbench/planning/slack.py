"""Slack (时差): which bars of a plan lie on the critical path (关键路径), and how late the others may end.

Columns by node of the arrays it was worked out for; scheduling itself comes in with the first call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.planning.task_arrays import NO_DAY, Bools, Ints, TaskArrays

if TYPE_CHECKING:
    from workbench.planning.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Slack:
    """`latest` is the last day a task may end on without moving the end of the plan, NO_DAY for work that is
    left out; `days` counts the working days it could slip (总时差), `free` those without moving another task
    either (自由时差)."""

    critical: Bools
    latest: Ints
    days: Ints
    free: Ints


def slack_of(arrays: TaskArrays, calendar: WorkingCalendar) -> Slack:
    """The slack of a plan as it stands: tasks start no earlier than they do now. Raises LinkCycleError.

    Only work that links lead to or from is told of: where nothing depends on a task, its slack says only how
    long the plan is.
    """
    from workbench.planning.network import Network
    from workbench.planning.schedule import schedule

    found = schedule(Network.of_plan(arrays), calendar, keep_starts=True)
    linked = np.zeros(len(arrays), np.bool_)
    linked[arrays.links[:, :2].ravel()] = True
    told = linked & (found.early_end != NO_DAY) & ~arrays.rolled_up
    return Slack(
        critical=told & found.critical,
        latest=np.where(told, found.late_end, NO_DAY).astype(np.int32),
        days=np.where(told, found.total_slack, 0).astype(np.int32),
        free=np.where(told, found.free_slack, 0).astype(np.int32),
    )
