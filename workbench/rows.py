"""What queries answer with: frozen rows, ready to show, print or turn into JSON. No ids of deleted things,
no live objects. A row of a list holds the texts a view shows beside the ids an operation needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.changes import StepKind
from workbench.terms import (
    BaselineId,
    CommentId,
    CommitmentId,
    Deadline,
    DeadlineKind,
    DocumentId,
    EditionId,
    IndicatorId,
    Level,
    LinkKind,
    MilestoneId,
    Operator,
    Period,
    Precision,
    ResultId,
    Role,
    SectionId,
    Span,
    StepId,
    TargetKind,
    TaskId,
    TaskState,
    UnitId,
    Why,
)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document (文件) with how much was read out of it."""

    id: DocumentId
    title: str
    doc_no: str
    issuer: str
    issued_on: dt.date | None
    effective_until: dt.date | None
    level: Level | None
    file: str
    sha256: str
    tasks: int
    results: int
    indicators: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The decoded text of a document, for showing facts in their place."""

    id: DocumentId
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition (版本) of a document; `number` counts from 1, `current` marks the one in force."""

    id: EditionId
    document: DocumentId
    number: int
    title: str
    doc_no: str
    issued_on: dt.date | None
    file: str
    sha256: str
    current: bool


@dataclass(frozen=True, slots=True)
class WhyRow:
    """Why a fact stands as it does (读取依据). `fact` names it in Chinese: 完成时限, 责任单位“省数字办”."""

    fact: str
    why: Why


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A narrative target (目标表述) of a document. `indicator` is the one made from it, if any."""

    id: CommitmentId
    document: DocumentId
    document_title: str
    text: str
    subject: str
    value: float
    unit: str
    year: int | None
    operator: Operator
    kind: TargetKind
    span: Span | None
    why: Why | None
    indicator: IndicatorId | None


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading (章节) of a document, in document order."""

    id: SectionId
    document: DocumentId
    parent: SectionId | None
    title: str
    level: int


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
class TargetRow:
    """A target value for a year (目标值)."""

    year: int
    value: float
    operator: Operator
    kind: TargetKind
    raw: str


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """An observed value in a period (实际值)."""

    period: Period
    value: float
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator (重点指标) with its base, targets and observations. `unit` is the unit of measure."""

    id: IndicatorId
    document: DocumentId
    document_title: str
    no: str
    name: str
    unit: str
    category: str
    attribute: str
    base_value: float | None
    base_year: int | None
    base_raw: str
    targets: tuple[TargetRow, ...]
    annual_raw: str
    observations: tuple[ObservationRow, ...]
    span: Span | None


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
class LinkRow:
    """A dependency between tasks (前后置关系). `lag` is in days."""

    id: int
    before: TaskId
    after: TaskId
    kind: LinkKind
    lag: int


@dataclass(frozen=True, slots=True)
class ResponsibilityMatrix:
    """Who answers for what (责任分工): `cells` holds a role only where a unit takes part in a task."""

    units: tuple[UnitRow, ...]
    tasks: tuple[TaskRow, ...]
    cells: Mapping[tuple[UnitId, TaskId], Role]


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


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What was reported on a task for one period (进展情况). `at` is UTC without zone."""

    task: TaskId
    period: Period
    percent: int
    state: TaskState
    done: str
    problems: str
    next_steps: str
    reporter: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the history (操作记录). `undone` tells whether its effect is at present taken back."""

    id: StepId
    kind: StepKind
    label: str
    who: str
    at: dt.datetime
    reason: str
    rows: int
    undone: bool


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The plan in numbers (总览)."""

    documents: int
    tasks: int
    results: int
    indicators: int
    units: int
    without_lead: int
    without_deadline: int
    ongoing: int
    done: int
    overdue: int
    due_this_quarter: int
    by_document: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table for a paper: heads and cells as text, in reading order; `section_rows` span the whole width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    section_rows: frozenset[int] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What the 印发通知 of a document must say, from the queries and not from any layout.

    `body` holds paragraphs; `copies_to` the 抄送 units; `note` the 附注 without its brackets.
    """

    title: str
    doc_no: str
    issuer: str
    recipients: tuple[str, ...]
    body: tuple[str, ...]
    signer: str
    date: dt.date
    attachments: tuple[TableFacts, ...]
    note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: dt.date | None = None
    seal: bool = True
    red_head: bool = True
    imprint: bool = True
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A baseline (基线): the plan's days as they stood when it was taken. `tasks` counts what it holds."""

    id: BaselineId
    name: str
    taken_on: dt.date
    tasks: int


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A task against a baseline (基线对比): its days then and now, and by how many days its end moved.

    A task added since has neither day of then, one removed since neither of now; `shift` is None where either
    end is missing. `title` is that of now, of a removed task that of then.
    """

    task: TaskId
    title: str
    then_start: dt.date | None
    then_end: dt.date | None
    now_start: dt.date | None
    now_end: dt.date | None
    shift: int | None
    added: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class BarMark:
    """A milestone (节点) on a bar: `key` is for the caller to know it by, `day` an ordinal."""

    key: int
    day: int
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class BarRow:
    """What a Gantt shows in one row. Days are proleptic ordinals, 0 for none.

    `key` is for the caller to know the row by. A `summary` row sums up the rows below it (文件, 章节).
    `start_given` tells a start the planner stated from one implied by the document or the deadline's year.
    `then_start` and `then_end` are its days in a baseline. `tone` numbers the colour it shares with others of
    its unit or document, -1 where its state decides.
    """

    key: int
    depth: int
    summary: bool
    title: str
    units: str
    deadline: str
    start: int
    end: int
    start_given: bool
    deadline_kind: DeadlineKind
    precision: Precision
    progress: int  # percent, 0–100
    state: TaskState
    marks: tuple[BarMark, ...] = ()
    then_start: int = 0
    then_end: int = 0
    tone: int = -1


@dataclass(frozen=True, slots=True)
class BarLink:
    """A dependency between two rows of a Gantt, with the days of both bars (ordinals, 0 for none).

    `key` is for the caller to know it by; `lag` is in days.
    """

    kind: LinkKind
    before_row: int
    before_start: int
    before_end: int
    after_row: int
    after_start: int
    after_end: int
    key: int = -1
    lag: int = 0
