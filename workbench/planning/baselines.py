"""A baseline (基线) beside the plan: the days of tasks by id go in, columns by node of a plan come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.planning.task_arrays import NO_DAY, NO_NODE, Ints, TaskArrays


@dataclass(frozen=True, slots=True)
class AlignedBaseline:
    """Days then, by node of the plan they were aligned to; NO_DAY where a task had none, or was not there."""

    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class BaselineDays:
    """Days of tasks as they stood when a baseline was taken: three columns of one length, by task id."""

    name: str
    task: NDArray[np.int64]
    start: Ints
    end: Ints

    @classmethod
    def of(cls, name: str, task: Sequence[int], start: Sequence[int], end: Sequence[int]) -> BaselineDays:
        """From plain numbers."""
        return cls(name, np.array(task, np.int64), np.array(start, np.int32), np.array(end, np.int32))

    def aligned(self, arrays: TaskArrays) -> AlignedBaseline:
        """The same days in the order of a plan's nodes; documents and sections have none."""
        start, end = (np.full(len(arrays), NO_DAY, np.int32) for _ in range(2))
        nodes = arrays.nodes_of_tasks(self.task)
        known = nodes != NO_NODE
        start[nodes[known]] = self.start[known]
        end[nodes[known]] = self.end[known]
        return AlignedBaseline(start, end)
