"""The Draft: what a document was read into, before the planner accepts it. Frozen, nothing stored.

`reading.read_file` makes it, the import dialog shows and mends it (`dataclasses.replace`), and
`operations.documents.import_draft` stores it. `reading.as_json` prints it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.problems import Problem
from workbench.reading.formats.source import Place
from workbench.terms import (
    NO_DEADLINE,
    Confidence,
    Deadline,
    Level,
    LinkKind,
    Operator,
    Role,
    Script,
    Severity,
    Span,
    TargetKind,
    Why,
    weakest,
)


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """One unit on a task, in reading order. `name` is whole (省数字办), `raw` as printed (数字办).

    `group` marks a collective name (各设区市人民政府). `span` is the place of `raw`.
    """

    name: str
    role: Role
    raw: str
    group: bool = False
    span: Span | None = None
    why: Why | None = None  # None for what the planner put there


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    """A dated point on the way of a task (节点), as a project planner's file states it."""

    title: str
    date: dt.date
    done: bool = False


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task (任务) or a result (成果) as read. `no` is the number as printed; `section` the headings above.

    `parent` is the index, in the same list, of the task this one is a part of. `content` is the whole
    point without its assignment bracket. `category` is set for results only.
    `spans` gives the place of single facts: "no", "title", "content", "units", "deadline"; `whys` tells by
    which rule they were read ("title", "deadline", "category"), each unit its own.
    """

    no: str
    title: str
    content: str
    span: Span
    section: tuple[str, ...] = ()
    level: int = 1
    parent: int | None = None
    units: tuple[DraftUnit, ...] = ()
    deadline: Deadline = NO_DEADLINE
    category: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)
    places: tuple[
        Place, ...
    ] = ()  # where it stood in the file, for formats that have pages, paragraphs, cells
    problems: tuple[Problem, ...] = ()
    start: dt.date | None = None  # only where the source states one
    whys: Mapping[str, Why] = field(default_factory=dict)
    progress: int = 0  # percent, 0–100, only where the source states it
    milestones: tuple[DraftMilestone, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """That of its least sure fact."""
        units = (unit.why for unit in self.units)
        return weakest(why.confidence for why in (*self.whys.values(), *units) if why)


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A dependency between two tasks of the draft, by their index. `lag` is in days."""

    before: int
    after: int
    kind: LinkKind = LinkKind.FINISH_START
    lag: int = 0


@dataclass(frozen=True, slots=True)
class DraftValue:
    """A number of an indicator as read: printed form, value, sign, year and kind.

    `value` is None where the cell says there is none (`/`, `—`).
    """

    raw: str
    value: float | None
    operator: Operator = Operator.EQUAL
    year: int | None = None
    kind: TargetKind = TargetKind.LEVEL


@dataclass(frozen=True, slots=True)
class DraftAnnual:
    """The yearly step beside a target: 年均提高0.22个百分点 (kind "points"), 年均增长15% (kind "growth")."""

    raw: str
    kind: str
    operator: Operator
    value: float


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    """An indicator (重点指标) as read. `unit` is the unit of measure (计量单位), "" where none is printed."""

    no: str
    name: str
    unit: str
    span: Span
    category: str = ""
    attribute: str | None = None  # 约束性 / 预期性
    base: DraftValue | None = None
    target: DraftValue | None = None
    targets: tuple[DraftValue, ...] = ()  # every stated target year, the final one included
    annual: DraftAnnual | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
    places: tuple[
        Place, ...
    ] = ()  # where it stood in the file, for formats that have pages, paragraphs, cells
    problems: tuple[Problem, ...] = ()
    whys: Mapping[str, Why] = field(default_factory=dict)  # "name", "unit", "base", "target", "annual"

    def targets_by_year(self, last_year: int | None) -> dict[int, DraftValue]:
        """The stated targets that have a value; one without a year is due in `last_year` of the document."""
        stated = (*self.targets, *((self.target,) if self.target else ()))
        dated = ((value.year or last_year, value) for value in stated if value.value is not None)
        return {year: value for year, value in dated if year is not None}

    @property
    def confidence(self) -> Confidence:
        """That of its least sure fact."""
        return weakest(why.confidence for why in self.whys.values())


@dataclass(frozen=True, slots=True)
class Commitment:
    """A narrative target (目标表述) in prose, for the planner to turn into an indicator."""

    text: str
    subject: str
    value: float
    unit: str
    span: Span
    operator: Operator = Operator.EQUAL
    year: int | None = None
    kind: TargetKind = TargetKind.LEVEL
    places: tuple[Place, ...] = ()
    why: Why | None = None

    @property
    def confidence(self) -> Confidence:
        return self.why.confidence if self.why else Confidence.CERTAIN


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table of the source with the words of its head, and what each column was taken to hold.

    `holds` are the keys of the word list `columns` ("deadline", "lead", …), "unknown" for a head nobody
    knows. `understood` is False where nothing was read out of the table.
    """

    span: Span
    heads: tuple[str, ...]
    holds: tuple[str, ...]
    understood: bool


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading of the document. `level` counts from 1; `parent` is an index into the same tuple."""

    title: str
    level: int
    span: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the document says of itself (文件要素)."""

    title: str = ""
    doc_no: str | None = None  # 发文字号
    issuer: str | None = None  # 发文机关
    issued_on: dt.date | None = None  # 成文日期
    effective_until: dt.date | None = None  # 有效期至
    script: Script = Script.HANS
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One document, read. Every character of `text` lies in exactly one class of `accounting`."""

    file: str
    sha256: str
    source: bytes
    text: str
    meta: Meta
    sections: tuple[DraftSection, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    results: tuple[DraftTask, ...] = ()
    indicators: tuple[DraftIndicator, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    problems: tuple[Problem, ...] = ()
    accounting: Mapping[str, int] = field(default_factory=dict)
    links: tuple[DraftLink, ...] = ()
    tables: tuple[DraftTable, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """That of its least sure fact; no better than a guess where an error stands."""
        if self.has_errors:
            return Confidence.GUESSED
        return weakest(fact.confidence for fact in (*self.facts, *self.commitments))

    @property
    def facts(self) -> tuple[DraftTask | DraftIndicator, ...]:
        """Tasks, results and indicators, in this order."""
        return (*self.tasks, *self.results, *self.indicators)

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.all_problems)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The document's own problems, then those of each fact, in reading order."""
        return self.problems + tuple(problem for fact in self.facts for problem in fact.problems)
