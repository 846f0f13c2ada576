"""One unit's sheet: what it leads first, results last, with whom and what was reported last."""

from __future__ import annotations

import pytest

from workbench.errors import RefusedError
from workbench.operations import progress, tasks
from workbench.queries.tasks import list_tasks
from workbench.queries.unit_sheet import unit_sheet
from workbench.queries.units import list_units
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, Period, Role, TaskState, UnitChoice, UnitId


def unit_named(plan: Workspace, name: str) -> UnitId:
    return next(row.id for row in plan.ask(list_units) if row.name == name)


def test_what_a_unit_leads_comes_first_and_results_last(plan: Workspace) -> None:
    cloud, _, _, online = plan.ask(list_tasks)
    plan.change(tasks.set_lead, online.id, "省数字办")
    sheet = plan.ask(unit_sheet, unit_named(plan, "省数字办"))
    assert [(row.number, row.role, row.title) for row in sheet.rows] == [
        (1, Role.LEAD, "推广一网通办"),
        (2, Role.RESPONSIBLE, "建设政务云"),
        (3, Role.RESPONSIBLE, "政务云平台"),
    ]
    assert (sheet.lead, sheet.responsible, sheet.support, sheet.results) == (1, 1, 0, 1)
    assert (sheet.rows[0].lead, sheet.rows[0].others) == ("省数字办", "")
    assert (sheet.rows[1].lead, sheet.rows[1].others) == ("", "省发改委")
    assert (sheet.rows[2].task, sheet.rows[2].progress) == (None, None)
    assert sheet.rows[1].task == cloud.id


def test_the_latest_report_stands_in_the_sheet(plan: Workspace) -> None:
    cloud = plan.ask(list_tasks)[0]
    for number, words in ((2, "二季度已开工"), (1, "一季度完成设计")):
        quarter = Period(2025, Granularity.QUARTER, number)
        plan.change(progress.report, cloud.id, quarter, 30, TaskState.RUNNING, words)
    sheet = plan.ask(unit_sheet, unit_named(plan, "省发改委"))
    assert [(row.title, row.latest) for row in sheet.rows] == [("建设政务云", "二季度已开工")]


def test_a_unit_without_tasks_has_an_empty_sheet_and_an_unknown_one_none(plan: Workspace) -> None:
    cloud = plan.ask(list_tasks)[0]
    plan.change(tasks.set_units, cloud.id, (UnitChoice("省档案馆"),))
    plan.change(tasks.set_units, cloud.id, ())
    assert plan.ask(unit_sheet, unit_named(plan, "省档案馆")).rows == ()
    with pytest.raises(RefusedError):
        plan.ask(unit_sheet, UnitId(4711))
