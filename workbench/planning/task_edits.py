"""Edits of several things at once, as values: what a dialog proposes and `operations.bulk` carries out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import Deadline, DocumentId, SectionId, TaskId, TaskState, UnitChoice


@dataclass(frozen=True, slots=True)
class TaskEdit:
    """New facts of a task; what is None stays. `task` None: a new one, in `document` and `section`.

    `lead` makes one unit the only lead, `units` replaces them all, `joining` adds to them, the unit named
    `leaving` is taken off where it is. `without_start` takes the start away.
    """

    task: TaskId | None
    title: str | None = None
    content: str | None = None
    lead: str | None = None
    units: tuple[UnitChoice, ...] | None = None
    joining: tuple[UnitChoice, ...] = ()
    leaving: str = ""
    start: dt.date | None = None
    without_start: bool = False
    deadline: Deadline | None = None
    progress: int | None = None
    state: TaskState | None = None
    document: DocumentId | None = None
    section: SectionId | None = None


class TextKind(StrEnum):
    """Which text of the plan: what find and replace goes through."""

    TASK_TITLE = "task_title"  # 任务名称
    TASK_CONTENT = "task_content"  # 主要内容
    SECTION_TITLE = "section_title"  # 章节标题
    RESULT_TITLE = "result_title"  # 成果名称
    INDICATOR_NAME = "indicator_name"  # 指标名称
    MILESTONE_TITLE = "milestone_title"  # 节点名称
    UNIT_NAME = "unit_name"  # 单位名称


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text of the plan and where it is: its id among its kind, its document and its task (0 for none)."""

    kind: TextKind
    id: int
    text: str
    document: int = 0
    title: str = ""  # of the document
    task: int = 0


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A text that is to read otherwise. `old` is what the planner saw."""

    kind: TextKind
    id: int
    old: str
    new: str
