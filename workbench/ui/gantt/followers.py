"""Who would follow a drag over the links: reckoned from the plan as stored, shown, never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from workbench.planning.calendar import WorkingCalendar
from workbench.planning.task_arrays import TaskArrays
from workbench.ui.gantt.overlays import Ghost

if TYPE_CHECKING:  # scheduling comes with the first drag of a linked task, not with the window
    from workbench.planning.ripple import Ripple


class Followers:
    """The links of the arrays shown. The first drag of a linked task prepares them for later ones too."""

    def __init__(self, arrays: TaskArrays, calendar: WorkingCalendar) -> None:
        self._arrays, self._calendar = arrays, calendar
        self._ripple: Ripple | None = None
        self._tangled = False

    def prepare(self, nodes: list[int]) -> None:
        """Make ready for a drag of these nodes. Called before any cell is written."""
        moved = np.zeros(len(self._arrays), np.bool_)
        moved[nodes] = True
        if self._ripple or self._tangled or not moved[self._arrays.links[:, :2]].any():
            return
        from workbench.planning.graph import LinkCycleError
        from workbench.planning.network import Network
        from workbench.planning.ripple import Ripple

        try:
            self._ripple = Ripple(Network.of_plan(self._arrays), self._calendar)
        except LinkCycleError:  # a plan from elsewhere may hold one; scheduling tells of it, a drag goes on
            self._tangled = True

    def __call__(self, moved: Mapping[int, tuple[int, int]]) -> list[Ghost]:
        if self._ripple is None:
            return []
        found = self._ripple.follow(moved)
        columns = (found.tasks.tolist(), found.start.tolist(), found.end.tolist())
        return [Ghost(*values) for values in zip(*columns, strict=True)]
