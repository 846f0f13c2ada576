"""PlanFile: what a project planner's file holds (MS Project, GanttProject), as one frozen value.

It is nearer to such files than a Draft is: tasks have an outline level, working minutes and baselines.
Writing one and reading it again gives an equal value. `plan_drafts` turns it into a Draft for the workspace,
`plan_rows` makes one of the workspace's rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.planning.calendar import MONDAY_TO_FRIDAY, WorkingCalendar
from workbench.problems import Problem
from workbench.terms import LinkKind, Role

#: Working minutes of a day, where a file does not say otherwise.
EIGHT_HOURS = 480


@dataclass(frozen=True, slots=True)
class PlanShare:
    """A unit (or person) on a task. `percent` is how much of its working time the task takes."""

    unit: str
    role: Role = Role.RESPONSIBLE
    percent: int = 100


@dataclass(frozen=True, slots=True)
class PlanBaseline:
    """The days of a task as once agreed (基线). `number` counts from 0, as in MS Project."""

    number: int
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task in the order of the file. `level` is its depth in the outline, from 1.

    `start` and `end` are its first and last day; `start_text` and `end_text` are what is written in place of
    a date (待定). `minutes` is its working time, None where the file gives none or counts round the clock.
    `manual` tells a task scheduled by hand. `deadline_text` is the deadline in the document's own words.
    """

    uid: int
    title: str
    level: int = 1
    no: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    start_text: str = ""
    end_text: str = ""
    minutes: int | None = None
    percent: int = 0
    milestone: bool = False
    manual: bool = False
    not_before: dt.date | None = None
    deadline: dt.date | None = None
    deadline_text: str = ""
    actual_start: dt.date | None = None
    actual_end: dt.date | None = None
    notes: str = ""
    shares: tuple[PlanShare, ...] = ()
    baselines: tuple[PlanBaseline, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A dependency by the tasks' uids. `lag` is in minutes: of working time, or round the clock."""

    before: int
    after: int
    kind: LinkKind = LinkKind.FINISH_START
    lag: int = 0
    round_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan, its links in the order of the tasks they lead to.

    `week` tells Monday to Sunday, `departures` the days that are not as it has them.
    """

    title: str
    tasks: tuple[PlanTask, ...] = ()
    links: tuple[PlanLink, ...] = ()
    organisation: str = ""
    week: tuple[bool, ...] = MONDAY_TO_FRIDAY
    departures: tuple[tuple[dt.date, bool], ...] = ()
    minutes_per_day: int = EIGHT_HOURS
    problems: tuple[Problem, ...] = ()

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar the file was scheduled by."""
        return WorkingCalendar({day.toordinal(): works for day, works in self.departures}, week=self.week)

    def parents(self) -> list[int | None]:
        """The place of the task each task is a part of: the last one before it of a lesser level."""
        above: list[int] = []
        found: list[int | None] = []
        for place, task in enumerate(self.tasks):
            while above and self.tasks[above[-1]].level >= task.level:
                above.pop()
            found.append(above[-1] if above else None)
            above.append(place)
        return found


def true_departures(
    departures: dict[dt.date, bool], week: tuple[bool, ...]
) -> tuple[tuple[dt.date, bool], ...]:
    """The days that really are not as the week has them, in order."""
    return tuple((day, works) for day, works in sorted(departures.items()) if works != week[day.weekday()])


def ordered(links: Iterable[PlanLink], tasks: Iterable[PlanTask]) -> tuple[PlanLink, ...]:
    """The links in the order of the tasks they lead to."""
    place = {task.uid: place for place, task in enumerate(tasks)}
    return tuple(sorted(links, key=lambda link: place[link.after]))
