"""The history (操作记录), as queries answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.changes import StepKind
from workbench.terms import StepId


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
    basis: str = ""  # 依据或文号
