"""Links between documents (承接关系), what may be linked, and what of a document above is not taken up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import (
    AlignmentId,
    AlignmentKind,
    Confidence,
    DocumentId,
    Severity,
    Span,
    TaskId,
)


@dataclass(frozen=True, slots=True)
class AlignedTask:
    """One of the two tasks of a link. `units` and `deadline` are texts as shown; `span` is its place."""

    task: TaskId
    document: DocumentId
    no: str
    title: str
    units: str
    deadline: str
    span: Span | None
    content: str = ""


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """A link that stands: 上级任务 → 本级任务."""

    id: AlignmentId
    upper: AlignedTask
    lower: AlignedTask
    kind: AlignmentKind
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A link that could be made, with what speaks for it. `score` is from 0 to 1, the higher the likelier."""

    upper: AlignedTask
    lower: AlignedTask
    kind: AlignmentKind
    reason: str
    confidence: Confidence
    score: float


class ConflictAbout(StrEnum):
    """What two documents disagree about."""

    LEAD = "lead"  # 牵头单位
    DEADLINE = "deadline"  # 完成时限
    TARGET = "target"  # 目标值


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document says something: its words, their place, and the task they belong to, if any."""

    document: DocumentId
    task: TaskId | None
    span: Span | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Where this document contradicts the one above it; `what` says how, in Chinese, `subject` of which
    task or indicator here."""

    about: ConflictAbout
    severity: Severity
    subject: str
    what: str
    upper: Evidence
    lower: Evidence


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A task of the document above, with what answers to it here; nothing does where `links` is empty."""

    upper: AlignedTask
    links: tuple[AlignmentRow, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a document takes up one above it (承接情况)."""

    rows: tuple[CoverageRow, ...]
    conflicts: tuple[ConflictRow, ...]

    @property
    def covered(self) -> int:
        """How many tasks of the document above something answers to."""
        return sum(bool(row.links) for row in self.rows)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A paragraph of this document that may speak of a task above, though no task was read out of it."""

    document: DocumentId
    span: Span
    text: str
    reason: str
    score: float
