"""What a Gantt shows in its rows: the words of the drawing, light enough for the first paint."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.terms import DeadlineKind, LinkKind, Precision, TaskState


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
    `then_start` and `then_end` are its days in a baseline, `did_start` and `did_end` when it really began and
    ended (no end while it runs). `tone` numbers the colour it shares with others of its unit or document, -1
    where its state decides. On the critical path it is `critical`; `latest` is the last day it may end on
    without harm, and `slack` how many working days that leaves it, `free_slack` those that move
    no other task either (both count where `latest` is given).
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
    did_start: int = 0
    did_end: int = 0
    critical: bool = False
    latest: int = 0
    slack: int = 0
    free_slack: int = 0


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
