"""Network: the tasks of a plan and the links between them, as columns ready to be scheduled.

Days are ordinals as in `TaskArrays`, `NO_DAY` where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from workbench.planning.calendar import Days
from workbench.planning.task_arrays import NO_DAY, NO_NODE, STATES, Bools, TaskArrays
from workbench.terms import TaskState

_SETTLED: Final = [code for code, state in enumerate(STATES) if state in (TaskState.DONE, TaskState.CLOSED)]
_DROPPED: Final = STATES.index(TaskState.DROPPED)


@dataclass(frozen=True, slots=True)
class Network:
    """Tasks, in columns of one length indexed by task, and links.

    | column | meaning |
    |---|---|
    | start, end | first and last day at present; NO_DAY: the task is left out of all scheduling |
    | parent | the task this one is a part of, or NO_NODE; whoever has parts is a summary |
    | milestone | it takes no time at all |
    | fixed | it stays where it is, whatever the links say (手工安排, or done) |
    | not_before | it must not start before this day; NO_DAY: any day |
    | deadline | it must be finished by this day; NO_DAY: any day |

    `links` is n×3: task before, task after, lag. Lags are in working days, and where `calendar_lag` is set in
    calendar days. `link_kind` holds codes of `LINK_KINDS`.
    """

    start: Days
    end: Days
    parent: Days
    milestone: Bools
    fixed: Bools
    not_before: Days
    deadline: Days
    links: Days
    link_kind: Days
    calendar_lag: Bools

    def __len__(self) -> int:
        return len(self.start)

    @property
    def summary(self) -> Bools:
        """Who has parts."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[self.parent[self.parent != NO_NODE]] = True
        return found

    @classmethod
    def of(cls, start: ArrayLike, end: ArrayLike, **columns: ArrayLike) -> Network:
        """A network of the columns given. Those left out: no parts, no links, everything free to move."""
        count = len(np.asarray(start))
        links = np.asarray(columns.pop("links", ()), dtype=np.int64).reshape(-1, 3)
        every: dict[str, Any] = {
            "parent": np.full(count, NO_NODE),
            "milestone": np.zeros(count, dtype=np.bool_),
            "fixed": np.zeros(count, dtype=np.bool_),
            "not_before": np.full(count, NO_DAY),
            "deadline": np.full(count, NO_DAY),
            "link_kind": np.zeros(len(links), dtype=np.int64),
            "calendar_lag": np.zeros(len(links), dtype=np.bool_),
        }
        every.update((name, np.asarray(column, dtype=every[name].dtype)) for name, column in columns.items())
        return cls(
            start=np.asarray(start, dtype=np.int64), end=np.asarray(end, dtype=np.int64), links=links, **every
        )

    @classmethod
    def of_plan(cls, arrays: TaskArrays) -> Network:
        """The plan as it stands. Summaries are the nodes whose days come from below (`rolled_up`).

        A task with days of its own keeps them, whatever parts it has: the document asks for them. What is
        done stays where it is, what is dropped is left out; a deadline without a start is a task of one day.
        """
        dropped = arrays.state == _DROPPED
        end = np.where(arrays.rolled_up | dropped, NO_DAY, arrays.end)
        start = np.where(arrays.start == NO_DAY, end, arrays.start)
        return cls.of(
            start=np.where(end == NO_DAY, NO_DAY, start),
            end=end,
            parent=_rolled_up_into(arrays),
            fixed=np.isin(arrays.state, _SETTLED),
            links=arrays.links,
            link_kind=arrays.link_kind,
        )


def _rolled_up_into(arrays: TaskArrays) -> Days:
    """For every node the nearest one above whose days come from below."""
    above = arrays.parent.astype(np.int64)
    while (passed := (above != NO_NODE) & ~arrays.rolled_up[above]).any():
        above[passed] = arrays.parent[above[passed]]
    return above
