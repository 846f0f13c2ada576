"""Reforms: units put together, renamed, parted; what was closed before keeps the names of its day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.operations.plans import city_draft
from workbench.errors import RefusedError
from workbench.operations import documents, periods, progress, reforms, supervision, tasks, units
from workbench.queries.adjustments import list_adjustments
from workbench.queries.charts import heat_map
from workbench.queries.circular import circular
from workbench.queries.reforms import list_reforms, preview_reform, shares_on
from workbench.queries.supervision import list_items
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units, unit_names
from workbench.rows.units import ReformRow, ShareOnDay, UnitRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Dealing,
    Granularity,
    Period,
    ReformId,
    ReformKind,
    ResultId,
    Role,
    TaskId,
    TaskState,
    UnitChoice,
    UnitId,
)

DAY = dt.date(2023, 10, 25)
BEFORE = dt.date(2023, 6, 30)


def by_name(plan: Workspace) -> dict[str, UnitRow]:
    return {row.name: row for row in plan.ask(list_units)}


def id_of(plan: Workspace, name: str) -> UnitId:
    return by_name(plan)[name].id


def units_of(plan: Workspace, task: int) -> list[tuple[str, Role]]:
    row = next(row for row in plan.ask(list_tasks) if row.id == task)
    return [(one.name, one.role) for one in row.units]


def test_two_units_make_up_a_third(plan: Workspace) -> None:
    office, commission = id_of(plan, "省数字办"), id_of(plan, "省发改委")
    plan.change(units.set_leader, office, "陈副省长")
    plan.change(reforms.merge, (office, commission), "省数据局", DAY, "省委办〔2023〕5号")
    rows = by_name(plan)
    assert units_of(plan, 1) == [("省数据局", Role.RESPONSIBLE)]  # once, though both had a part in it
    assert rows["省数据局"].valid_from == DAY
    assert rows["省数据局"].leader == "陈副省长"
    assert rows["省数字办"].valid_until == DAY - dt.timedelta(days=1)
    assert rows["省数字办"].successor == rows["省发改委"].successor == rows["省数据局"].id
    assert plan.undo_label == "机构改革：省数字办、省发改委 → 省数据局（2023年10月25日起，涉及4项）"
    assert plan.ask(list_reforms) == (
        ReformRow(
            ReformId(1), ReformKind.MERGE, DAY, "省数字办、省发改委 → 省数据局", "省委办〔2023〕5号", 4
        ),
    )


def test_the_weightier_role_stays(plan: Workspace) -> None:
    choices = (UnitChoice("省发改委", Role.SUPPORT), UnitChoice("省数字办", Role.LEAD))
    plan.change(tasks.set_units, TaskId(1), choices)
    plan.change(reforms.merge, (id_of(plan, "省发改委"), id_of(plan, "省数字办")), "省数据局", DAY)
    assert units_of(plan, 1) == [("省数据局", Role.LEAD)]


def test_a_unit_takes_another_in(plan: Workspace) -> None:
    both = (id_of(plan, "省数字办"), id_of(plan, "省发改委"))
    plan.change(reforms.merge, both, "省发改委", DAY)
    rows = by_name(plan)
    assert rows["省发改委"].valid_until is None
    assert rows["省数字办"].successor == rows["省发改委"].id


def test_closed_work_keeps_the_old_name(plan: Workspace) -> None:
    plan.change(progress.report, TaskId(1), Period(2023, Granularity.QUARTER, 2), 100, TaskState.DONE)
    plan.change(reforms.rename, id_of(plan, "省数字办"), "省数据局", DAY)
    assert units_of(plan, 1)[0] == ("省数字办", Role.RESPONSIBLE)
    assert units_of(plan, 4) == [("省数据局", Role.RESPONSIBLE)]


def test_work_closed_after_the_day_bears_the_new_name(plan: Workspace) -> None:
    plan.change(progress.report, TaskId(1), Period(2023, Granularity.QUARTER, 4), 100, TaskState.DONE)
    plan.change(reforms.rename, id_of(plan, "省数字办"), "省数据局", DAY)
    assert units_of(plan, 1)[0] == ("省数据局", Role.RESPONSIBLE)


def test_the_preview_tells_every_share_and_which_keep_the_old_name(plan: Workspace) -> None:
    plan.change(progress.report, TaskId(1), Period(2023, Granularity.QUARTER, 2), 100, TaskState.DONE)
    lines = plan.ask(preview_reform, (id_of(plan, "省数字办"),), DAY)
    assert [(line.task, line.result, line.title, line.kept) for line in lines] == [
        (1, None, "建设政务云", True),
        (4, None, "推广一网通办", False),
        (None, 1, "政务云平台", False),
    ]
    plan.change(reforms.rename, id_of(plan, "省数字办"), "省数据局", DAY)
    moved = by_name(plan)["省数据局"].shares
    assert moved == sum(not line.kept for line in lines)


def test_an_earlier_day_is_told_with_the_names_of_that_day(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    plan.change(reforms.rename, office, "省数据局", DAY)
    plan.change(reforms.rename, id_of(plan, "省数据局"), "省数据管理局", dt.date(2025, 1, 1))
    assert plan.ask(shares_on, BEFORE)["tasks", 4] == (ShareOnDay(office, "省数字办", Role.RESPONSIBLE),)
    between = plan.ask(shares_on, dt.date(2024, 6, 30))
    assert [one.name for one in between["results", 1]] == ["省数据局"]
    assert plan.ask(shares_on, dt.date(2025, 1, 1)) == {}
    assert [one.name for one in plan.ask(shares_on, BEFORE)["tasks", 1]] == ["省数字办", "省发改委"]


def test_a_unit_is_parted_and_its_work_dealt_out(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    dealings = (Dealing("省政务办", task=TaskId(4)), Dealing("省政务办", result=ResultId(1)))
    plan.change(reforms.split, office, ("省数据局", "省政务办"), DAY, dealings)
    assert units_of(plan, 1)[0] == ("省数据局", Role.RESPONSIBLE)
    assert units_of(plan, 4) == [("省政务办", Role.RESPONSIBLE)]
    assert by_name(plan)["省政务办"].responsible == 2
    assert by_name(plan)["省数字办"].valid_until == DAY - dt.timedelta(days=1)


def test_a_parted_unit_is_followed_by_the_one_that_takes_the_rest(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    due = dt.date(2024, 3, 31)
    plan.change(supervision.open_task, TaskId(4), due, day=BEFORE)
    plan.change(supervision.open_item, "整改机房", due, unit="省数字办", day=BEFORE)
    dealings = (Dealing("省政务办", task=TaskId(4)),)
    plan.change(reforms.split, office, ("省数据局", "省政务办"), DAY, dealings)
    rows = by_name(plan)
    assert rows["省数字办"].successor == rows["省数据局"].id
    told = {row.title: row.unit_name for row in plan.ask(list_items, DAY)}
    assert told == {"推广一网通办": "省政务办", "整改机房": "省数据局"}


def test_a_unit_that_stays_itself_has_no_successor(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    plan.change(reforms.split, office, ("省数据局", "省数字办"), DAY)
    row = by_name(plan)["省数字办"]
    assert (row.successor, row.valid_until) == (None, None)


def test_one_undo_takes_a_reform_back(plan: Workspace) -> None:
    before = plan.ask(list_tasks), plan.ask(list_units)
    both = (id_of(plan, "省数字办"), id_of(plan, "省发改委"))
    plan.change(reforms.merge, both, "省数据局", DAY)
    plan.undo()
    assert (plan.ask(list_tasks), plan.ask(list_units)) == before
    assert plan.ask(list_reforms) == ()
    plan.redo()
    assert units_of(plan, 4) == [("省数据局", Role.RESPONSIBLE)]


def test_later_documents_that_use_the_old_name_mean_the_new_unit(plan: Workspace) -> None:
    plan.change(reforms.rename, id_of(plan, "省发改委"), "省发展局", DAY)
    city = id_of(plan, "省发展局")
    plan.change(documents.import_draft, city_draft())
    plan.change(tasks.set_units, TaskId(4), (UnitChoice("省发改委"),))
    assert units_of(plan, 4) == [("省发展局", Role.RESPONSIBLE)]
    assert city in {row.id for row in plan.ask(list_units)}
    assert "省发改委" not in plan.ask(unit_names)


def test_a_reform_is_no_change_of_leads(plan: Workspace) -> None:
    plan.change(reforms.rename, id_of(plan, "省通信管理局"), "省通信局", DAY)
    assert plan.ask(list_adjustments) == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [("省数字办", "本来就叫"), ("  ", "不能为空")],
)
def test_a_new_name_is_needed(plan: Workspace, name: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        plan.change(reforms.rename, id_of(plan, "省数字办"), name, DAY)


def test_what_is_no_more_is_not_reformed_again(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    plan.change(reforms.rename, office, "省数据局", DAY)
    with pytest.raises(RefusedError, match="已经撤销"):
        plan.change(reforms.rename, office, "省信息局", dt.date(2024, 1, 1))
    with pytest.raises(RefusedError, match="已经撤销"):
        plan.change(reforms.rename, id_of(plan, "省发改委"), "省数字办", dt.date(2024, 1, 1))


def test_a_split_names_its_parts(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    with pytest.raises(RefusedError, match="两个"):
        plan.change(reforms.split, office, ("省数据局",), DAY)
    with pytest.raises(RefusedError, match="不是拆分后的单位"):
        dealings = (Dealing("省财政厅", task=TaskId(4)),)
        plan.change(reforms.split, office, ("省数据局", "省政务办"), DAY, dealings)


def test_a_period_that_was_closed_goes_on_saying_the_old_name(plan: Workspace) -> None:
    second, fourth = (Period(2023, Granularity.QUARTER, number) for number in (2, 4))
    plan.change(periods.close, second, on=dt.date(2023, 7, 5))
    plan.change(reforms.rename, id_of(plan, "省数字办"), "省数据局", DAY)

    def names(period: Period) -> set[str]:
        return {row.unit_name for row in plan.ask(circular, period, dt.date(2024, 1, 5)).tasks}

    assert "省数字办" in names(second)
    assert "省数据局" not in names(second)
    assert "省数据局" in names(fourth)


def test_an_open_period_before_a_reform_says_the_old_name_in_every_figure(plan: Workspace) -> None:
    """Lists, totals by unit, heat map and scores alike; the period after it says the new one."""
    third, fourth = (Period(2023, Granularity.QUARTER, number) for number in (3, 4))
    later = dt.date(2024, 1, 5)
    before = plan.ask(circular, third, later)
    plan.change(reforms.merge, (id_of(plan, "省数字办"), id_of(plan, "省发改委")), "省数据局", DAY)
    after = plan.ask(circular, third, later)
    assert [row.unit_name for row in after.tasks] == [row.unit_name for row in before.tasks]
    assert [row.supports for row in after.tasks] == [row.supports for row in before.tasks]
    assert [row.unit_name for row in after.results] == [row.unit_name for row in before.results]
    assert after.overview.by_unit == before.overview.by_unit
    assert after.overview.without_lead == before.overview.without_lead
    assert [(row.name, row.total) for row in after.scores] == [(row.name, row.total) for row in before.scores]
    named = {cell.unit_name for cell in plan.ask(heat_map, (third,), later)}
    assert "省数字办" in named and "省数据局" not in named
    then = plan.ask(circular, fourth, later)
    assert "省数据局" in {row.unit_name for row in then.tasks}
    assert "省数字办" not in {row.unit_name for row in (*then.tasks, *then.results)}


def test_a_former_unit_merged_away_is_told_of_as_what_it_became(plan: Workspace) -> None:
    third = Period(2023, Granularity.QUARTER, 3)
    office = id_of(plan, "省数字办")
    plan.change(reforms.rename, office, "省数据局", DAY)
    plan.change(units.merge, office, id_of(plan, "省数据局"))
    names = {row.unit_name for row in plan.ask(circular, third, dt.date(2024, 1, 5)).tasks}
    assert "省数据局" in names


def test_a_merged_entry_leaves_no_circle(plan: Workspace) -> None:
    office, commission, farming = (id_of(plan, name) for name in ("省数字办", "省发改委", "省通信管理局"))
    plan.change(units.set_successor, office, commission)
    plan.change(units.set_successor, commission, farming)
    plan.change(units.merge, farming, office)
    rows = by_name(plan)
    assert rows["省发改委"].successor == office
    assert rows["省数字办"].successor is None
