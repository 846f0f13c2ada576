"""Every number of the overview, against SQL written by hand: no shared code, only the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest

from tests.queries.tracking import AFTER, Q3
from workbench.queries.overview import overview
from workbench.rows.overview import OverviewRow
from workbench.storage.workspace import Workspace
from workbench.terms import Colour, Granularity, Period

#: The third quarter of 2021, judged by its last day: what is known of every task in the plan by then.
THIRD_QUARTER = """
WITH
counted AS (  -- reports that count, up to September 2021, the latest of each task
    SELECT task_id, percent, state, number, ROW_NUMBER() OVER (
        PARTITION BY task_id ORDER BY number DESC, at DESC, id DESC) AS latest
    FROM progress_reports
    WHERE task_id IS NOT NULL AND status <> 'draft' AND year = 2021 AND number <= 3),
ever AS (SELECT DISTINCT task_id FROM progress_reports WHERE task_id IS NOT NULL AND status <> 'draft'),
answering AS (
    SELECT task_id, unit_id, role FROM (
        SELECT task_id, unit_id, role, ROW_NUMBER() OVER (
            PARTITION BY task_id ORDER BY CASE role WHEN 'lead' THEN 0 ELSE 1 END, position, id) AS place
        FROM assignments WHERE task_id IS NOT NULL) WHERE place = 1),
nodes AS (  -- the one task that falls due by its nodes, the first weighing 2
    SELECT m.task_id,
        100.0 * SUM(CASE WHEN m.date <= '2021-09-30' THEN w.weight ELSE 0 END) / SUM(w.weight) AS due
    FROM milestones m JOIN due_plans p ON p.task_id = m.task_id JOIN (
        SELECT m2.id, COALESCE((SELECT json_extract(value, '$[1]') FROM json_each(p2.figures)
            WHERE json_extract(value, '$[0]') = m2.id), 1.0) AS weight
        FROM milestones m2 JOIN due_plans p2 ON p2.task_id = m2.task_id) w ON w.id = m.id
    GROUP BY m.task_id),
known AS (
    SELECT t.id, d.id AS document, a.unit_id AS unit, COALESCE(a.role, '') AS role, t.deadline_date AS day,
        t.deadline_kind IN ('ongoing', 'periodic') AS exempt,
        CASE WHEN c.task_id IS NOT NULL THEN c.percent WHEN e.task_id IS NOT NULL THEN 0
            ELSE t.progress END AS percent,
        CASE WHEN c.task_id IS NOT NULL THEN c.state WHEN e.task_id IS NOT NULL THEN 'not_started'
            ELSE t.state END AS state,
        EXISTS (SELECT 1 FROM progress_reports r WHERE r.task_id = t.id AND r.status <> 'draft'
            AND r.year = 2021 AND r.number = 3) AS reported,
        CASE WHEN t.start IS NOT NULL THEN t.start
            WHEN t.deadline_kind IN ('ongoing', 'periodic') THEN d.issued_on
            WHEN t.deadline_date IS NULL THEN NULL
            WHEN d.issued_on <= t.deadline_date THEN d.issued_on
            ELSE strftime('%Y-01-01', t.deadline_date) END AS start,
        n.due AS by_nodes
    FROM tasks t JOIN documents d ON d.id = t.document_id
    LEFT JOIN counted c ON c.task_id = t.id AND c.latest = 1
    LEFT JOIN ever e ON e.task_id = t.id
    LEFT JOIN answering a ON a.task_id = t.id
    LEFT JOIN nodes n ON n.task_id = t.id
    WHERE d.issued_on <= '2021-09-30'),
judged AS (
    SELECT *, state IN ('not_started', 'running') AS open,
        COALESCE(by_nodes, CASE WHEN day IS NOT NULL AND start <= day THEN
            100.0 * MIN(MAX(julianday('2021-09-30') - julianday(start) + 1, 0),
                julianday(day) - julianday(start) + 1)
            / (julianday(day) - julianday(start) + 1) END) AS due
    FROM known),
lit AS (
    SELECT *, CASE
        WHEN state IN ('paused', 'dropped') THEN 'NONE'
        WHEN state IN ('done', 'closed') THEN 'GREEN'
        WHEN open AND NOT exempt AND day < '2021-09-30' THEN 'RED'
        WHEN open AND NOT exempt AND due - percent >= 20 AND start < '2021-09-30' THEN 'RED'
        WHEN open AND NOT reported THEN 'YELLOW'
        WHEN open AND NOT exempt AND day >= '2021-09-30' AND julianday(day) - julianday('2021-09-30') <= 3
            THEN 'YELLOW'
        WHEN open AND NOT exempt AND due - percent >= 10 AND start < '2021-09-30' THEN 'YELLOW'
        ELSE 'GREEN' END AS colour
    FROM judged)
"""

FIGURES = {
    "tasks": "SELECT id FROM lit",
    "done": "SELECT id FROM lit WHERE state IN ('done', 'closed')",
    "late": "SELECT id FROM lit WHERE open AND NOT exempt AND day < '2021-09-30'",
    "due": "SELECT id FROM lit WHERE day BETWEEN '2021-07-01' AND '2021-09-30'",
    "due_open": "SELECT id FROM lit WHERE open AND day BETWEEN '2021-07-01' AND '2021-09-30'",
    "due_next": "SELECT id FROM lit WHERE open AND day BETWEEN '2021-10-01' AND '2021-12-31'",
    "stopped": "SELECT id FROM lit WHERE state IN ('paused', 'dropped')",
    "without_lead": "SELECT id FROM lit WHERE role <> 'lead'",
    "reported": "SELECT id FROM lit WHERE reported",
    "unreported": "SELECT id FROM lit WHERE open AND NOT reported AND COALESCE(start, '') <= '2021-09-30'",
}
RESULTS = {
    "results": """
        SELECT r.id FROM results r JOIN documents d ON d.id = r.document_id
        WHERE issued_on <= '2021-09-30'""",
    "results_done": """
        SELECT r.id FROM results r JOIN documents d ON d.id = r.document_id JOIN (
            SELECT result_id, state, ROW_NUMBER() OVER (PARTITION BY result_id ORDER BY number DESC) AS latest
            FROM progress_reports WHERE year = 2021 AND number <= 3 AND result_id IS NOT NULL) p
        ON p.result_id = r.id AND p.latest = 1
        WHERE d.issued_on <= '2021-09-30' AND p.state IN ('done', 'closed')""",
    "results_late": "SELECT r.id FROM results r WHERE r.deadline_date < '2021-09-30'",
}


@pytest.fixture(scope="module")
def shown(seen_year: Workspace) -> OverviewRow:
    return seen_year.ask(overview, Q3, AFTER)


def ids(workspace: Workspace, query: str) -> list[int]:
    return sorted(id for (id,) in workspace.connection().execute(query).fetchall())


@pytest.mark.parametrize("figure", FIGURES)
def test_tasks(seen_year: Workspace, shown: OverviewRow, figure: str) -> None:
    expected = ids(seen_year, THIRD_QUARTER + FIGURES[figure])
    assert sorted(getattr(shown, figure)) == expected
    assert expected or figure == "stopped"


@pytest.mark.parametrize("figure", RESULTS)
def test_results(seen_year: Workspace, shown: OverviewRow, figure: str) -> None:
    assert sorted(getattr(shown, figure)) == ids(seen_year, RESULTS[figure])


@pytest.mark.parametrize("colour", [Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.NONE])
def test_lights(seen_year: Workspace, shown: OverviewRow, colour: Colour) -> None:
    lit = {one.colour: sorted(one.tasks) for one in shown.lights}
    query = f"SELECT id FROM lit WHERE colour = '{colour.name}'"
    assert lit[colour] == ids(seen_year, THIRD_QUARTER + query)


def test_means(seen_year: Workspace, shown: OverviewRow) -> None:
    query = THIRD_QUARTER + "SELECT AVG(percent), AVG(due) FROM lit WHERE due IS NOT NULL"
    percent, due = seen_year.connection().execute(query).fetchone()
    assert (shown.percent, shown.due_percent) == (pytest.approx(percent), pytest.approx(due))


def test_units(seen_year: Workspace, shown: OverviewRow) -> None:
    query = """SELECT COALESCE(u.name, '未定责任单位'), COUNT(*), SUM(colour = 'RED'),
        SUM(state IN ('done', 'closed')),
        SUM(open AND NOT exempt AND day < '2021-09-30' AND day IS NOT NULL), SUM(open AND NOT reported)
        FROM lit LEFT JOIN units u ON u.id = lit.unit GROUP BY unit"""
    rows = seen_year.connection().execute(THIRD_QUARTER + query).fetchall()
    counted = {name: tuple(int(figure or 0) for figure in figures) for name, *figures in rows}
    told = {
        one.name: (len(one.tasks), red(one.lights), len(one.done), len(one.late), len(one.unreported))
        for one in shown.by_unit
    }
    assert told == counted
    owing = {one.unit_name: len(one.tasks) for one in shown.not_reported}
    assert owing == {name: figures[4] for name, figures in counted.items() if figures[4]}


def test_chapters(seen_year: Workspace, shown: OverviewRow) -> None:
    query = """SELECT s.title, COUNT(*), SUM(lit.colour = 'RED') FROM lit JOIN tasks t ON t.id = lit.id
        JOIN sections s ON s.id = t.section_id GROUP BY s.id ORDER BY s.id"""
    rows = seen_year.connection().execute(THIRD_QUARTER + query).fetchall()
    assert sorted((one.name, len(one.tasks), red(one.lights)) for one in shown.by_chapter) == sorted(rows)


def test_matters(seen_year: Workspace, shown: OverviewRow) -> None:
    """Opened by the end of September, the last move by then neither 销号, 办结 nor 中止."""
    query = """SELECT i.id FROM supervision_items i JOIN supervision_steps s ON s.item_id = i.id
        WHERE s.id = (SELECT MAX(id) FROM supervision_steps WHERE item_id = i.id AND day <= '2021-09-30')
        AND s.state NOT IN ('finished', 'closed', 'stopped')"""
    assert sorted(shown.items_open) == ids(seen_year, query)
    assert sorted(shown.items_late) == ids(seen_year, f"{query} AND i.due < '2021-09-30'")


def test_changes_since_the_quarter_before(seen_year: Workspace, shown: OverviewRow) -> None:
    """The same SQL for the second quarter gives the lights of then."""
    second = (
        THIRD_QUARTER.replace("2021-09-30", "2021-06-30")
        .replace("number <= 3", "number <= 2")
        .replace("r.number = 3", "r.number = 2")
    )
    now = dict(seen_year.connection().execute(f"{THIRD_QUARTER} SELECT id, colour FROM lit").fetchall())
    then = dict(seen_year.connection().execute(f"{second} SELECT id, colour FROM lit").fetchall())
    changed = {id: (then[id], colour) for id, colour in now.items() if id in then and then[id] != colour}
    assert {one.task: (one.before.name, one.now.name) for one in shown.changed} == changed
    grave = ["NONE", "GREEN", "YELLOW", "RED"]
    worse = {id for id, (old, new) in changed.items() if grave.index(new) > grave.index(old)}
    assert {one.task for one in shown.changed if one.worse} == worse


def red(lights: Iterable[object]) -> int:
    return sum(len(one.tasks) for one in lights if one.colour is Colour.RED)  # type: ignore[attr-defined]


#: At the end of 2023: what each indicator was last seen at, and what a straight line from its base to its
#: target makes of it then. Years end at whole numbers, quarters and months in between.
END_OF_2023 = """
WITH
seen AS (
    SELECT indicator_id, value, at FROM (
        SELECT indicator_id, value, at, ROW_NUMBER() OVER (
            PARTITION BY indicator_id ORDER BY at DESC, id DESC) AS latest
        FROM (SELECT *, year - 1 + number * 1.0 / CASE granularity
                WHEN 'year' THEN 1 WHEN 'half' THEN 2 WHEN 'quarter' THEN 4 ELSE 12 END AS at
            FROM observations) WHERE at <= 2023) WHERE latest = 1),
goals AS (
    SELECT i.id, t.year AS goal_year, t.value AS goal, t.operator, s.value, s.at,
        i.base_value + (t.value - i.base_value) * (s.at - i.base_year) / (t.year - i.base_year) AS due
    FROM indicators i JOIN documents d ON d.id = i.document_id
    JOIN targets t ON t.indicator_id = i.id LEFT JOIN seen s ON s.indicator_id = i.id
    WHERE COALESCE(d.issued_on, '') <= '2023-12-31' AND t.kind = 'level'),
off AS (
    SELECT id FROM goals WHERE goal_year > at AND value < goal
        AND value < due - CASE operator WHEN '~' THEN 0.05 * due ELSE 0 END - 0.000001)"""


def test_indicators_and_those_off_their_path(seen_year: Workspace) -> None:
    shown = seen_year.ask(overview, Period(2023, Granularity.QUARTER, 4), dt.date(2024, 1, 10))
    listed = """SELECT i.id FROM indicators i JOIN documents d ON d.id = i.document_id
        WHERE COALESCE(d.issued_on, '') <= '2023-12-31'"""
    assert sorted(one.indicator for one in shown.indicators) == ids(seen_year, listed)
    off = ids(seen_year, f"{END_OF_2023} SELECT id FROM off")
    assert sorted(one.indicator for one in shown.off_path) == off != []
    due = dict(seen_year.connection().execute(f"{END_OF_2023} SELECT id, due FROM goals").fetchall())
    for one in shown.off_path:
        assert one.expected == pytest.approx(due[one.indicator])
        assert one.gap == pytest.approx((one.observed or 0) - due[one.indicator])
