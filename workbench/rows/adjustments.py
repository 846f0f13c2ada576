"""Adjustments (调整): what of an issued document was changed afterwards, as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import DocumentId, StepId


class AdjustedField(StrEnum):
    """What an adjustment changed (调整事项)."""

    DEADLINE = "deadline"  # 完成时限
    LEAD = "lead"  # 牵头单位
    TARGET = "target"  # 目标值


class AdjustedKind(StrEnum):
    """What was adjusted."""

    TASK = "task"
    RESULT = "result"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One line of the table of adjustments (调整对照表): a field 由 `before` 调整为 `after`.

    `key` is the id of the task, result or indicator, which may be gone by now; its name is the one it bore
    then. `before` or `after` is "" where nothing was stated: a line with an empty `before` makes good what
    the document left open (`supplement`). `year` is that of a target. `at` is UTC without zone.
    """

    step: StepId
    field: AdjustedField
    kind: AdjustedKind
    key: int
    no: str
    title: str
    document: DocumentId | None
    document_title: str
    before: str
    after: str
    reason: str
    basis: str  # 依据或文号
    who: str
    at: dt.datetime
    year: int | None = None

    @property
    def supplement(self) -> bool:
        """Whether it fills in what was not there (补充)."""
        return not self.before
