"""The overview of one document (分文件总览): what is known of a period, cut down to the document's part.

It is cut out of the whole overview and not worked out beside it: so the parts add up, and a closed period is
cut out of what was frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Result, SupervisionItem
from workbench.queries.overview import changes_between, overview
from workbench.queries.period_marks import Marks, period_marks
from workbench.rows.overview import NotReported, OverviewRow, PeriodComparison
from workbench.rows.standing import ColourCount, GroupStandingRow
from workbench.terms import DocumentId, Period

Id = TypeVar("Id", bound=int)


def overview_of(
    session: Session, period: Period, on: dt.date, document: DocumentId | None = None
) -> OverviewRow:
    """One period at a glance, of one document or of all."""
    whole = overview(session, period, on)
    if document is None:
        return whole
    part = _Part(document, period_marks(session, period, on, document), *_ids_of(session, document))
    return part.of(whole)


def compare(
    session: Session, before: Period, now: Period, on: dt.date, document: DocumentId | None = None
) -> PeriodComparison:
    """Two periods side by side, the earlier one first; of one document or of all."""
    earlier, later = (overview_of(session, one, on, document) for one in (before, now))
    done, late = set(earlier.done), set(earlier.late)
    return PeriodComparison(
        before=earlier,
        now=later,
        changed=changes_between(earlier, later),
        newly_done=tuple(task for task in later.done if task not in done),
        newly_late=tuple(task for task in later.late if task not in late),
    )


def _ids_of(session: Session, document: DocumentId) -> tuple[frozenset[int], dict[int, int]]:
    """The results of a document, and the tasks that matters under supervision are about."""
    results = frozenset(session.scalars(select(Result.id).where(Result.document_id == document)))
    items = session.execute(
        select(SupervisionItem.id, SupervisionItem.task_id).where(SupervisionItem.task_id.is_not(None))
    )
    return results, {id: task for id, task in items if task is not None}


@dataclass(frozen=True, slots=True)
class _Part:
    """A document with all that is of it; `items` are the tasks of matters under supervision."""

    document: DocumentId
    marks: Marks
    results: frozenset[int]
    items: dict[int, int]

    def of(self, whole: OverviewRow) -> OverviewRow:
        mine = frozenset(self.marks.task.tolist())
        percent, due = self._means(mine)
        units = tuple(part for one in whole.by_unit if (part := self._group(one, mine)).tasks)
        indicators = tuple(one for one in whole.indicators if one.document == self.document)
        ids: dict[str, Any] = {name: _among(getattr(whole, name), mine) for name in _TASKS}
        ids |= {name: _among(getattr(whole, name), self.results) for name in _RESULTS}
        items = frozenset(id for id, task in self.items.items() if task in mine)
        ids |= {name: _among(getattr(whole, name), items) for name in _ITEMS}
        return replace(
            whole,
            **ids,
            lights=_lights(whole.lights, mine),
            changed=tuple(one for one in whole.changed if one.task in mine),
            not_reported=tuple(
                NotReported(one.unit, one.unit_name, _among(one.tasks, mine))
                for one in whole.not_reported
                if mine.intersection(one.tasks)
            ),
            indicators=indicators,
            off_path=tuple(one for one in whole.off_path if one.document == self.document),
            by_unit=units,
            by_chapter=tuple(one for one in whole.by_chapter if one.document == self.document),
            percent=percent,
            due_percent=due,
        )

    def _group(self, group: GroupStandingRow, mine: frozenset[int]) -> GroupStandingRow:
        tasks = _among(group.tasks, mine)
        percent, due = self._means(frozenset(tasks))
        return replace(
            group,
            tasks=tasks,
            lights=_lights(group.lights, mine),
            done=_among(group.done, mine),
            late=_among(group.late, mine),
            unreported=_among(group.unreported, mine),
            percent=percent,
            due=due,
        )

    def _means(self, tasks: frozenset[int]) -> tuple[float | None, float | None]:
        return self.marks.means(np.isin(self.marks.task, list(tasks)))


_TASKS = (
    "tasks",
    "done",
    "late",
    "due",
    "due_open",
    "due_next",
    "stopped",
    "without_lead",
    "reported",
    "unreported",
)
_RESULTS = ("results", "results_done", "results_late")
_ITEMS = ("items_open", "items_late")


def _among(ids: Iterable[Id], mine: frozenset[int]) -> tuple[Id, ...]:
    return tuple(id for id in ids if id in mine)


def _lights(lights: Iterable[ColourCount], mine: frozenset[int]) -> tuple[ColourCount, ...]:
    return tuple(ColourCount(one.colour, _among(one.tasks, mine)) for one in lights)
