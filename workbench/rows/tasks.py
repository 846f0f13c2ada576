"""Tasks (任务), results (成果) and what hangs on them, as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import (
    CommentId,
    Deadline,
    DocumentId,
    LinkKind,
    MilestoneId,
    ResultId,
    Role,
    SectionId,
    Span,
    TaskId,
    TaskState,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A unit's share in a task or result. `name` is the unit's present full name, `raw` as printed."""

    unit: UnitId
    name: str
    role: Role
    raw: str
    group: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task (任务). `section` holds the headings above it, outermost first."""

    id: TaskId
    document: DocumentId
    document_title: str
    section_id: SectionId | None
    section: tuple[str, ...]
    parent: TaskId | None
    no: str
    title: str
    content: str
    units: tuple[AssignmentRow, ...]
    start: dt.date | None
    deadline: Deadline
    progress: int  # percent, 0–100
    state: TaskState
    span: Span | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result to deliver (成果)."""

    id: ResultId
    document: DocumentId
    document_title: str
    category: str
    no: str
    title: str
    units: tuple[AssignmentRow, ...]
    deadline: Deadline
    state: TaskState
    span: Span | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A dependency between tasks (前后置关系). `lag` is in days."""

    id: int
    before: TaskId
    after: TaskId
    kind: LinkKind
    lag: int


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A dated point on the way of a task (节点)."""

    id: MilestoneId
    task: TaskId
    title: str
    date: dt.date
    done: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark on a task (批注). `at` is UTC without zone."""

    id: CommentId
    task: TaskId
    text: str
    author: str
    at: dt.datetime
