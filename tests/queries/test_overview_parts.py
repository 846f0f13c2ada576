"""The part of a document in the overview: the parts of all documents add up to the whole."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.queries.tracking import Q2, Q3
from workbench.operations import periods
from workbench.queries.charts import completion_curve, deadline_calendar, heat_map
from workbench.queries.documents import list_documents
from workbench.queries.overview import overview
from workbench.queries.overview_parts import compare, overview_of
from workbench.queries.standings import standings
from workbench.rows.overview import OverviewRow
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId

LATER = dt.date(2021, 10, 20)
_COUNTED: tuple[str, ...] = (
    *("tasks", "done", "late", "due", "due_open", "due_next", "stopped", "without_lead", "reported"),
    *("unreported", "changed", "results", "results_done", "results_late", "indicators", "off_path"),
)


def parts(plan: Workspace) -> dict[DocumentId, OverviewRow]:
    return {row.id: plan.ask(overview_of, Q3, LATER, row.id) for row in plan.ask(list_documents)}


@pytest.mark.parametrize("closed", [False, True])
def test_the_parts_add_up(year: Workspace, closed: bool) -> None:
    if closed:
        year.change(periods.close, Q3)
    whole, of = year.ask(overview, Q3, LATER), parts(year)
    assert len(of) > 1
    for name in _COUNTED:
        together = [one for part in of.values() for one in getattr(part, name)]
        assert sorted(map(str, together)) == sorted(map(str, getattr(whole, name))), name
    for number, light in enumerate(whole.lights):
        assert sum(len(part.lights[number].tasks) for part in of.values()) == len(light.tasks)
    chapters = [one.name for part in of.values() for one in part.by_chapter]
    assert chapters == [one.name for one in whole.by_chapter]
    by_unit = {one.name: len(one.tasks) for one in whole.by_unit}
    assert by_unit == {
        name: sum(len(one.tasks) for part in of.values() for one in part.by_unit if one.name == name)
        for name in by_unit
    }


@pytest.mark.parametrize("closed", [False, True])
def test_means_are_those_of_the_documents_tasks(year: Workspace, closed: bool) -> None:
    if closed:
        year.change(periods.close, Q3)
    rows = year.ask(standings, Q3, LATER)
    for document, part in parts(year).items():
        known = [row for row in rows if row.document == document and row.due is not None]
        assert part.percent == _mean([row.percent or 0 for row in known])
        assert part.due_percent == _mean([row.due or 0 for row in known])


def _mean(values: list[float]) -> object:
    return pytest.approx(sum(values) / len(values)) if values else None


def test_charts_of_a_document_hold_its_tasks_alone(year: Workspace) -> None:
    for document, part in parts(year).items():
        mine = set(part.tasks)
        cells = year.ask(heat_map, (Q3,), LATER, document)
        assert sum(one.all_tasks for one in cells) == len(mine)
        assert mine.issuperset(task for one in cells for task in one.tasks)
        (point,) = year.ask(completion_curve, (Q3,), LATER, document)
        assert (point.actual, point.due) == (part.percent, part.due_percent)
        assert point.done_tasks == part.done
        days = year.ask(deadline_calendar, Q3.first_day, Q3.last_day, document)
        assert mine.issuperset(task for day in days for task in (*day.open_tasks, *day.done_tasks))
        both = year.ask(compare, Q2, Q3, LATER, document)
        assert mine.issuperset(one.task for one in both.changed)
        assert both.now == part
