"""Units (单位) and who answers for what, as queries answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.rows.tasks import TaskRow
from workbench.terms import AliasKind, Level, Period, ReformId, ReformKind, ResultId, Role, TaskId, UnitId


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another name of a unit (简称、曾用名、异写)."""

    name: str
    kind: AliasKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit (单位) of the directory, with how many tasks and results it answers for, by role.

    `listed`: the planner has put it into the directory; else its name was only read in a document.
    """

    id: UnitId
    name: str
    aliases: tuple[str, ...]
    group: bool
    successor: UnitId | None
    lead: int
    responsible: int
    support: int
    level: Level | None = None
    parent: UnitId | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    leader: str = ""  # 分管领导
    contact: str = ""  # 联系人
    telephone: str = ""
    note: str = ""
    listed: bool = True
    names: tuple[AliasRow, ...] = ()  # `aliases` with what each is

    @property
    def shares(self) -> int:
        """How many tasks and results it has a part in."""
        return self.lead + self.responsible + self.support

    def exists_on(self, day: dt.date) -> bool:
        """Whether it is there on a day, its first and last day included."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """A unit of the directory that an unknown name may stand for, and why. `rank` 0 is the surest."""

    unit: UnitId
    name: str
    reason: str
    rank: int


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name read in documents that no unit of the directory bears (待认单位). `raws` are its printed forms,
    `documents` the titles it was read in; `oddity` says why it hardly names one body."""

    unit: UnitId
    name: str
    group: bool
    shares: int
    raws: tuple[str, ...]
    documents: tuple[str, ...]
    proposals: tuple[UnitProposal, ...]
    oddity: str

    @property
    def doubtful(self) -> bool:
        """Whether there is something to decide: a proposal, or an oddity of the name."""
        return bool(self.proposals or self.oddity)


@dataclass(frozen=True, slots=True)
class AlikeUnits:
    """Two units of the directory that may be one body; `one` answers for more. `rank` 0 is the surest."""

    one: UnitRow
    other: UnitRow
    reason: str
    rank: int


@dataclass(frozen=True, slots=True)
class ReformLine:
    """One share a reform would touch. `kept`: the work was closed before the day and keeps the old name."""

    task: TaskId | None
    result: ResultId | None
    no: str
    title: str
    document_title: str
    unit: UnitId
    unit_name: str
    role: Role
    kept: bool


@dataclass(frozen=True, slots=True)
class ReformRow:
    """A reform that was carried out (机构改革)."""

    id: ReformId
    kind: ReformKind
    day: dt.date
    told: str
    basis: str
    touched: int


@dataclass(frozen=True, slots=True)
class ShareOnDay:
    """A unit's share in a task or result as it stood on some day."""

    unit: UnitId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ResponsibilityMatrix:
    """Who answers for what (责任分工): `cells` holds a role only where a unit takes part in a task."""

    units: tuple[UnitRow, ...]
    tasks: tuple[TaskRow, ...]
    cells: Mapping[tuple[UnitId, TaskId], Role]


@dataclass(frozen=True, slots=True)
class LoadTable:
    """Workload (工作量): which tasks each unit has in each quarter. `units` are (id, name), the busiest
    first; `cells` holds no empty ones."""

    units: tuple[tuple[UnitId, str], ...]
    quarters: tuple[Period, ...]
    cells: Mapping[tuple[UnitId, Period], tuple[TaskId, ...]]

    def count(self, unit: UnitId, quarter: Period) -> int:
        """How many tasks a unit has in a quarter."""
        return len(self.cells.get((unit, quarter), ()))


@dataclass(frozen=True, slots=True)
class LeadingRow:
    """A unit with the tasks it leads (牵头任务)."""

    unit: UnitId
    name: str
    tasks: tuple[TaskRow, ...]
