"""A plan that was read, to be scheduled again: what the other program worked out is the answer sheet."""

from __future__ import annotations

import datetime as dt

from workbench.exchange.plan import PlanFile
from workbench.planning.network import Network
from workbench.planning.task_arrays import LINK_KIND_CODE, NO_DAY, NO_NODE


def network_of(plan: PlanFile, *, in_place: bool = False) -> Network:
    """Every task free to move, unless `in_place` leaves those scheduled by hand where they are."""
    place = {task.uid: number for number, task in enumerate(plan.tasks)}
    return Network.of(
        start=[ordinal(task.start) for task in plan.tasks],
        end=[ordinal(task.end) for task in plan.tasks],
        parent=[NO_NODE if parent is None else parent for parent in plan.parents()],
        milestone=[task.milestone for task in plan.tasks],
        fixed=[in_place and task.manual for task in plan.tasks],
        not_before=[ordinal(task.not_before) for task in plan.tasks],
        deadline=[ordinal(task.deadline) for task in plan.tasks],
        links=[
            (place[link.before], place[link.after], link.lag // plan.minutes_per_day) for link in plan.links
        ],
        link_kind=[LINK_KIND_CODE[link.kind] for link in plan.links],
    )


def ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else NO_DAY
