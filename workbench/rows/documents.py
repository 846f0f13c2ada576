"""Documents (文件), their editions, headings, sources and narrative targets, as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.terms import (
    CommitmentId,
    DocumentId,
    EditionId,
    IndicatorId,
    Level,
    Operator,
    SectionId,
    Span,
    TargetKind,
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
