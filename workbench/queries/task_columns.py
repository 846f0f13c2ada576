"""Tasks as the grid and the Gantt show them, column by column: rows of the database in, texts and days out.

Where a task has no stated start, one is implied by its deadline and the day its document was issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from workbench.planning.task_arrays import DEADLINE_KIND_CODE, NO_DAY, PRECISION_CODE, STATE_CODE
from workbench.queries.plan_order import Holders
from workbench.queries.whole_columns import (
    Connection,
    Objects,
    Whole,
    code_of,
    fetched,
    ordinal_of,
    whole_columns,
)
from workbench.queries.wording import deadline_text
from workbench.terms import Deadline, DeadlineKind, Precision, Role

#: Says of a table and its column of tasks (or documents) which rows to read: `tasks WHERE id IN (1, 2)`.
Source: TypeAlias = Callable[[str, str], str]

#: A deadline as one text, of which a plan has few different ones; the words of the document come last.
_DEADLINE: Final = (
    "deadline_kind || ' ' || deadline_precision || ' ' || ifnull(deadline_date, '') || ' ' || deadline_raw"
)
_NUMBERS: Final = (
    *("document_id", "id", "ifnull(section_id, 0)", "ifnull(parent_id, 0)", "position", "progress"),
    *(ordinal_of("start"), code_of("state", {state.value: code for state, code in STATE_CODE.items()})),
)
_WORDS: Final = ('"no"', _DEADLINE)
_SHARE_NUMBERS: Final = ("task_id", "position", f"unit_id * 2 + (role = '{Role.LEAD.value}')")
_NOBODY: Final = ""


class TaskColumns(NamedTuple):
    """Tasks in the order of their positions. `deadlines` are codes of `known`, `start` is 0 where none is
    stated; `units` and `lead` name who answers for each."""

    holders: Holders
    number: Objects
    title: Objects
    units: Objects
    lead: Objects
    start: Whole
    progress: Whole
    state: Whole
    deadlines: Whole
    known: DeadlineTable

    def facts(self, issued: Whole) -> tuple[Objects, ...]:
        """The columns of `planning.task_arrays.Node` from `number` on; `issued` is the day (0 for none) that
        the document of each task bears."""
        known, which = self.known, self.deadlines
        return (
            self.number,
            self.title,
            self.units,
            known.text[which],
            np.where(self.start == NO_DAY, known.implied_starts(which, issued), self.start),
            known.end[which],
            self.start != NO_DAY,
            known.kind[which],
            known.precision[which],
            self.progress,
            self.state,
            self.lead,
        )


class DeadlineTable(NamedTuple):
    """The different deadlines of a plan: text, codes of kind and precision, first and last day of the
    stretch, the first day of the year it ends in."""

    text: Objects
    kind: Whole
    precision: Whole
    first: Whole
    end: Whole
    year: Whole

    @classmethod
    def of(cls, deadlines: Iterable[str]) -> DeadlineTable:
        """From texts as `_DEADLINE` writes them."""
        text, *days = zip(*map(_deadline, deadlines), strict=True) if deadlines else [()] * 6
        return cls(np.array(text, object), *(np.array(column, np.int64) for column in days))

    def implied_starts(self, which: Whole, issued: Whole) -> Whole:
        """Work set for a stretch (in) begins with it; work due by a day, when the document is issued, or with
        the year of the deadline if that is not known or later. Ongoing and periodic work begins with the
        document."""
        kind, end = self.kind[which], self.end[which]
        known_by_then = (issued > NO_DAY) & (issued <= end)
        by_end = np.where(known_by_then, issued, self.year[which])
        dated = np.where(kind == _IN, self.first[which], by_end)
        return np.where(np.isin(kind, _OPEN), issued, np.where(end == NO_DAY, NO_DAY, dated))


_IN: Final = DEADLINE_KIND_CODE[DeadlineKind.IN]
_OPEN: Final = [DEADLINE_KIND_CODE[DeadlineKind.ONGOING], DEADLINE_KIND_CODE[DeadlineKind.PERIODIC]]


def read_tasks(connection: Connection, of: Source) -> TaskColumns:
    """The tasks of a plan, or some of them."""
    read = whole_columns(connection, of("tasks", "id"), _NUMBERS, _WORDS, ("title",))
    ids, positions = read.numbers[1], read.numbers[4]
    order = np.lexsort((ids, positions))
    document, id, section, parent, _, progress, start, state = (column[order] for column in read.numbers)
    number, deadlines = read.words
    units, lead = _answering(connection, of, id)
    holders = Holders(id, document, parent, section)
    return TaskColumns(
        holders=holders,
        number=number.spread()[order],
        title=read.texts[0][order],
        units=units,
        lead=lead,
        start=start,
        progress=progress,
        state=state,
        deadlines=deadlines.which[order],
        known=DeadlineTable.of(deadlines.known),
    )


def _answering(connection: Connection, of: Source, tasks: Whole) -> tuple[Objects, Objects]:
    """Who answers for each of the tasks: the unit names as one text, and that of the lead unit."""
    task, position, share = whole_columns(connection, of("assignments", "task_id"), _SHARE_NUMBERS).numbers
    order = np.lexsort((position, task))  # shares of one position stay in the order they were stored in
    task, share = task[order], share[order]
    names = dict(fetched(connection, "SELECT id, name FROM units"))
    name = np.array([names.get(id, "") for id in range(max(names, default=0) + 1)], object)[share // 2]
    units, lead = np.full(len(tasks), _NOBODY, object), np.full(len(tasks), _NOBODY, object)
    heads = np.flatnonzero(np.diff(task, prepend=0))
    listed, bounds = name.tolist(), [*heads.tolist(), len(task)]
    joined = ["、".join(listed[first:stop]) for first, stop in pairwise(bounds)]
    _put(units, tasks, task[heads], joined)
    leading = np.flatnonzero(share % 2)
    first_of_task = leading[np.flatnonzero(np.diff(task[leading], prepend=0))]
    _put(lead, tasks, task[first_of_task], name[first_of_task])
    return units, lead


def _put(column: Objects, tasks: Whole, ids: Whole, values: Sequence[str] | Objects) -> None:
    """Write values into a column of `tasks`, at the tasks with these ids (ascending)."""
    if len(ids):
        places = np.minimum(np.searchsorted(ids, tasks), len(ids) - 1)
        here = ids[places] == tasks
        column[here] = np.array(values, object)[places[here]]


@cache
def _deadline(written: str) -> tuple[str, int, int, int, int, int]:
    """Text, codes of kind and precision, first and last day of the stretch, first day of its last year."""
    kind, precision, day, raw = written.split(" ", 3)
    last = dt.date.fromisoformat(day) if day else None
    deadline = Deadline(raw, DeadlineKind(kind), last, Precision(precision))
    return (
        deadline_text(deadline),
        DEADLINE_KIND_CODE[deadline.kind],
        PRECISION_CODE[deadline.precision],
        _first_day(last, deadline.precision).toordinal() if last else NO_DAY,
        last.toordinal() if last else NO_DAY,
        last.replace(month=1, day=1).toordinal() if last else NO_DAY,
    )


def _first_day(day: dt.date, precision: Precision) -> dt.date:
    """The first day of the year, half-year, quarter or month that `day` lies in."""
    months = {Precision.YEAR: 12, Precision.HALF: 6, Precision.QUARTER: 3, Precision.MONTH: 1}
    if precision is Precision.DAY:
        return day
    length = months[precision]
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)
