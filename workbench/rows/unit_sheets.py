"""One unit's sheet (责任清单): everything it answers for, as queries answer; shown on screen and printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import Deadline, DocumentId, ResultId, Role, TaskId, TaskState, UnitId


@dataclass(frozen=True, slots=True)
class UnitSheetRow:
    """A task or a result (exactly one of the two ids) that the unit answers for, and in which way.

    `number` counts the lines of the sheet from 1. `lead` names the lead units (the unit itself, where it leads),
    `others` the rest, both joined as in print and without the unit itself in `others`. `start` is None where
    no start is stated, and for results. `progress` is None for results. `latest` is what was reported last.
    """  # noqa: E501 – Chinese counts double

    number: int
    role: Role
    document: DocumentId
    document_title: str
    section: tuple[str, ...]
    task: TaskId | None
    result: ResultId | None
    no: str
    title: str
    content: str
    lead: str
    others: str
    start: dt.date | None
    deadline: Deadline
    state: TaskState
    progress: int | None  # percent, 0–100
    latest: str = ""


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A unit's sheet (责任清单): tasks it leads, then those it is responsible for, then those it supports,
    each in document order; results last.

    `aliases` are its short and former names. The counts are of tasks; `results` counts the rest.
    """

    unit: UnitId
    name: str
    aliases: tuple[str, ...]
    rows: tuple[UnitSheetRow, ...]
    lead: int
    responsible: int
    support: int
    results: int
