"""How tasks, results and units stand in a period (进度与亮灯), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import (
    Colour,
    Deadline,
    DocumentId,
    Period,
    ReportId,
    ReportStatus,
    ResultId,
    RulesId,
    SectionId,
    TaskId,
    TaskState,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How a task stands in a period, on the day `on` (截至日).

    `unit` answers for it (the lead; where none is set, the first listed), `led` tells which; `supports` are
    the other units by name. `chapter` is the topmost heading above it. `percent` is what it is judged by,
    `due` what is due (None: nothing can be said), `gap` their difference in percentage points. `status` is
    None where nothing was reported for the period. `light` explains `colour` in one sentence with its
    numbers, `due_sentence` explains `due`; `by_hand` is a light the planner set. `before` is the colour at
    the end of the period before, None where the task was not yet in the plan.
    """

    task: TaskId
    document: DocumentId
    document_title: str
    chapter: str
    no: str
    title: str
    unit: UnitId | None
    unit_name: str
    led: bool
    supports: tuple[str, ...]
    deadline: Deadline
    start: dt.date | None
    on: dt.date
    state: TaskState
    percent: float | None
    due: float | None
    gap: float | None
    due_sentence: str
    colour: Colour
    light: str
    by_hand: bool
    before: Colour | None
    report: ReportId | None
    status: ReportStatus | None
    done: str = ""
    problems: str = ""
    next_steps: str = ""
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class ResultStandingRow:
    """How a result (成果) stands in a period. `late` where its day has passed and it is not delivered."""

    result: ResultId
    document: DocumentId
    document_title: str
    category: str
    no: str
    title: str
    unit: UnitId | None
    unit_name: str
    deadline: Deadline
    state: TaskState
    percent: float | None
    late: bool
    status: ReportStatus | None
    done: str = ""
    problems: str = ""
    next_steps: str = ""


@dataclass(frozen=True, slots=True)
class ColourCount:
    """The tasks that show a colour. Their number is `len(tasks)`."""

    colour: Colour
    tasks: tuple[TaskId, ...]


@dataclass(frozen=True, slots=True)
class GroupStandingRow:
    """How the tasks of one unit (`unit`) or chapter (`document`, `section`) stand together.

    `lights` has every colour of the rule table, in its order. `percent` and `due` are means over the tasks
    of which something can be said, None where there is none.
    """

    name: str
    unit: UnitId | None
    document: DocumentId | None
    section: SectionId | None
    tasks: tuple[TaskId, ...]
    lights: tuple[ColourCount, ...]
    done: tuple[TaskId, ...]
    late: tuple[TaskId, ...]
    unreported: tuple[TaskId, ...]
    percent: float | None
    due: float | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell of a heat map unit × period: the worst colour there, and the tasks that show it."""

    unit: UnitId | None
    unit_name: str
    period: Period
    colour: Colour
    tasks: tuple[TaskId, ...]
    all_tasks: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Planned against actual completion at the end of a period: mean percent due and done, and how many
    tasks were due and done by then (by id).
    """

    period: Period
    due: float | None
    actual: float | None
    due_tasks: tuple[TaskId, ...]
    done_tasks: tuple[TaskId, ...]


@dataclass(frozen=True, slots=True)
class DeadlineDay:
    """What falls due on a day (到期日历): open and finished tasks and results, by id."""

    day: dt.date
    open_tasks: tuple[TaskId, ...]
    done_tasks: tuple[TaskId, ...]
    open_results: tuple[ResultId, ...]
    done_results: tuple[ResultId, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of a light rule table, in words: name, condition, threshold with its unit, colour."""

    name: str
    condition: str
    threshold: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class RulesRow:
    """A version of the light rules (亮灯规则) kept in the plan. `id` is 0 for the one a plan has that never
    chose. `current` marks the version in force on the day asked about.
    """

    id: RulesId
    name: str
    version: int
    in_force_from: dt.date
    rules: tuple[RuleRow, ...]
    late_on_due_day: bool
    grace_days: int
    missing: str
    exempt: tuple[str, ...]
    current: bool
