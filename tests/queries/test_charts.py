"""What charts draw comes from the same figures as lists and the overview, each mark with its ids."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.queries.tracking import AFTER, Q1, Q2, Q3, Q4
from workbench.operations import periods
from workbench.planning.standings import COLOUR_CODE, GRAVITY
from workbench.queries.charts import completion_curve, deadline_calendar, heat_map
from workbench.queries.overview import overview
from workbench.queries.standings import standings
from workbench.storage.workspace import Workspace
from workbench.terms import Colour

QUARTERS = (Q1, Q2, Q3, Q4)


def test_a_heat_map_shows_the_gravest_light_of_a_unit(seen_year: Workspace) -> None:
    cells = seen_year.ask(heat_map, QUARTERS, AFTER)
    third = {cell.unit_name: cell for cell in cells if cell.period == Q3}
    groups = seen_year.ask(overview, Q3, AFTER).by_unit
    assert set(third) == {group.name for group in groups}
    for group in groups:
        cell = third[group.name]
        lit = {one.colour: one.tasks for one in group.lights if one.tasks}
        gravest = max(lit, key=lambda colour: int(GRAVITY[COLOUR_CODE[colour]]))
        assert (cell.colour, cell.tasks, cell.all_tasks) == (gravest, lit[gravest], len(group.tasks))
    assert Colour.RED in {cell.colour for cell in cells}


def test_the_curve_is_the_overview_s_means(seen_year: Workspace) -> None:
    for point in seen_year.ask(completion_curve, QUARTERS, AFTER):
        shown = seen_year.ask(overview, point.period, AFTER)
        assert point.due == pytest.approx(shown.due_percent)
        assert point.actual == pytest.approx(shown.percent)
        assert set(point.done_tasks) == set(shown.done)
        assert set(shown.due) <= set(point.due_tasks)


def test_a_closed_quarter_is_drawn_as_it_was_closed(year: Workspace) -> None:
    before = year.ask(heat_map, QUARTERS, AFTER), year.ask(completion_curve, QUARTERS, AFTER)
    year.change(periods.close, Q3, "", AFTER)
    after = year.ask(heat_map, QUARTERS, AFTER), year.ask(completion_curve, QUARTERS, AFTER)
    assert after[0] == before[0]
    assert [point.done_tasks for point in after[1]] == [point.done_tasks for point in before[1]]
    assert after[1][2].due == pytest.approx(before[1][2].due)


def test_the_calendar_of_what_falls_due(seen_year: Workspace) -> None:
    days = seen_year.ask(deadline_calendar, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert [day.day for day in days] == sorted(day.day for day in days)
    named = {id for day in days for id in (*day.open_tasks, *day.done_tasks)}
    query = "SELECT id FROM tasks WHERE deadline_date BETWEEN '2021-01-01' AND '2021-12-31'"
    assert named == {id for (id,) in seen_year.connection().execute(query)}
    assert any(day.done_tasks for day in days)


def test_every_light_and_every_due_figure_explains_itself(seen_year: Workspace) -> None:
    for period in QUARTERS:
        for row in seen_year.ask(standings, period, AFTER):
            assert row.light.startswith(f"{row.colour}：")
            assert row.light.endswith("。")
            assert row.by_hand or "依据《绿黄红亮灯规则》第1版" in row.light
            assert any(character.isdigit() for character in row.light)
            assert row.due is None or "应完成" in row.due_sentence


def test_every_score_explains_itself(seen_year: Workspace) -> None:
    from workbench.queries.evaluation import scores

    rows = seen_year.ask(scores, Q3, AFTER)
    assert len(rows) > 10
    for row in rows:
        assert row.total == pytest.approx(sum(line.points for line in row.lines))
        assert row.sentence.startswith("得")
        for line in row.lines:
            assert line.sentence.startswith(f"“{line.name}”")
            measured = line.kind.startswith("定量")
            assert not measured or line.facts
            assert all(fact.place is not None or "按满分计" in fact.what for fact in line.facts)
