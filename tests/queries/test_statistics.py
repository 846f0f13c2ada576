"""Statistics by two properties: the figures of a hand-written query, and of a closed period those it had."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.queries.tracking import AFTER, Q3
from workbench.operations import periods, tasks, units
from workbench.queries.overview import overview
from workbench.queries.statistics import SUM, figure_text, statistics, statistics_table
from workbench.rows.statistics import TOTAL, Axis, CrossTable, Measure
from workbench.storage.workspace import Workspace
from workbench.terms import TaskId, UnitId


def counts(table: CrossTable) -> dict[str, int]:
    """The tasks of each row."""
    return {name: len(table.cell(row, TOTAL).tasks) for row, name in enumerate(table.rows)}


@pytest.mark.parametrize("down", Axis)
@pytest.mark.parametrize("across", [Axis.LIGHT, Axis.YEAR])
def test_every_way_to_count_counts_each_task_once(seen_year: Workspace, down: Axis, across: Axis) -> None:
    table = seen_year.ask(statistics, Q3, AFTER, down, across)
    inside = (cell for place, cell in table.cells.items() if TOTAL not in place)
    held = [task for cell in inside for task in cell.tasks]
    assert sorted(held) == sorted(table.cell(TOTAL, TOTAL).tasks)
    assert len(held) == len(seen_year.ask(overview, Q3, AFTER).tasks)


def test_documents_by_year_equal_sql(seen_year: Workspace) -> None:
    table = seen_year.ask(statistics, Q3, AFTER, Axis.DOCUMENT, Axis.YEAR)
    with sqlite3.connect(f"file:{seen_year.path}?mode=ro", uri=True) as database:
        known = database.execute(
            """SELECT d.title, coalesce(strftime('%Y年', t.deadline_date),
                      CASE WHEN t.deadline_kind IN ('ongoing', 'periodic')
                           THEN '持续推进' ELSE '未定时限' END), count(*)
               FROM tasks t JOIN documents d ON d.id = t.document_id GROUP BY 1, 2"""
        ).fetchall()
    assert known
    assert {
        (table.rows[row], table.columns[column]): len(cell.tasks)
        for (row, column), cell in table.cells.items()
        if TOTAL not in (row, column)
    } == {(title, year): count for title, year, count in known}


def test_lights_are_those_of_the_overview(seen_year: Workspace) -> None:
    table = seen_year.ask(statistics, Q3, AFTER, Axis.LIGHT, Axis.STATE)
    lights = seen_year.ask(overview, Q3, AFTER).lights
    assert counts(table) == {one.colour.value: len(one.tasks) for one in lights if one.tasks}


def test_a_closed_period_counts_as_it_was_frozen(year: Workspace) -> None:
    year.change(periods.close, Q3, "三季度通报", AFTER)
    before = year.ask(statistics, Q3, AFTER, Axis.UNIT, Axis.LIGHT)
    year.change(tasks.remove, TaskId(3))
    year.change(units.rename, UnitId(1), "省数据管理局")
    assert year.ask(statistics, Q3, AFTER, Axis.UNIT, Axis.LIGHT) == before


def test_one_document_and_its_leaders(year: Workspace) -> None:
    whole = year.ask(statistics, Q3, AFTER, Axis.LEADER, Axis.DOCUMENT)
    assert counts(whole) == {"未明确分管领导": len(whole.cell(TOTAL, TOTAL).tasks)}
    year.change(units.set_leader, UnitId(1), "林副省长")
    led = year.ask(statistics, Q3, AFTER, Axis.LEADER, Axis.UNIT)
    assert led.rows == ("林副省长", "未明确分管领导")  # what stands for none comes last
    first = year.ask(statistics, Q3, AFTER, Axis.CHAPTER, Axis.STATE, document=None)
    assert all("（" in name for name in first.rows)  # chapters of several documents say whose they are


def test_the_table_for_a_workbook_adds_up(seen_year: Workspace) -> None:
    table = seen_year.ask(statistics, Q3, AFTER, Axis.UNIT, Axis.LIGHT)
    facts = statistics_table(table, Axis.UNIT, Axis.LIGHT, Measure.COUNT, "注")
    assert facts.heads == ("责任单位", *table.columns, SUM)
    for cells in facts.rows:
        assert sum(int(one or 0) for one in cells[1:-1]) == int(cells[-1])
    assert facts.rows[-1][0] == SUM
    assert figure_text(table, TOTAL, TOTAL, Measure.SHARE_OF_ALL) == "100.0%"


def test_nothing_to_count(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "空.pwb", who="王敏") as empty:
        table = empty.ask(statistics, Q3, AFTER, Axis.UNIT, Axis.LIGHT)
        assert (table.rows, table.columns, dict(table.cells)) == ((), (), {})
