"""Units (单位) and who answers for what, as queries answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.rows.tasks import TaskRow
from workbench.terms import Role, TaskId, UnitId


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit (单位) of the directory, with how many tasks and results it answers for, by role."""

    id: UnitId
    name: str
    aliases: tuple[str, ...]
    group: bool
    successor: UnitId | None
    lead: int
    responsible: int
    support: int


@dataclass(frozen=True, slots=True)
class ResponsibilityMatrix:
    """Who answers for what (责任分工): `cells` holds a role only where a unit takes part in a task."""

    units: tuple[UnitRow, ...]
    tasks: tuple[TaskRow, ...]
    cells: Mapping[tuple[UnitId, TaskId], Role]
