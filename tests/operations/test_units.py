"""The unit directory: what the planner does to it, and the names that wait to join it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.operations.plans import task, unit
from workbench.errors import RefusedError
from workbench.operations import documents, tasks, units
from workbench.queries.units import (
    count_unknown_names,
    list_alike_units,
    list_units,
    list_unknown_names,
    unit_names,
)
from workbench.reading.draft import Draft, Meta
from workbench.rows.units import AliasRow, UnitRow
from workbench.storage.workspace import Workspace
from workbench.terms import AliasKind, Level, TaskId, UnitChoice, UnitId


def by_name(plan: Workspace) -> dict[str, UnitRow]:
    return {row.name: row for row in plan.ask(list_units)}


def id_of(plan: Workspace, name: str) -> UnitId:
    return by_name(plan)[name].id


def draft_with(*names: str, title: str = "补充方案") -> Draft:
    return Draft(
        file="补充.txt",
        sha256=title,
        source=title.encode(),
        text="",
        meta=Meta(title),
        tasks=tuple(task(str(no), f"任务{no}", "一、总体", unit(name)) for no, name in enumerate(names, 1)),
    )


def test_a_unit_with_its_particulars(plan: Workspace) -> None:
    plan.change(units.add, "省数据局", Level.PROVINCE)
    office = id_of(plan, "省数据局")
    plan.change(units.set_parent, office, id_of(plan, "省发改委"))
    plan.change(units.set_leader, office, "陈副省长")
    plan.change(units.set_contact, office, "林晓", "0591-8700")
    plan.change(units.set_validity, office, dt.date(2023, 10, 25), None)
    plan.change(units.set_note, office, "由省数字办更名")
    plan.change(units.add_alias, office, "省大数据局", AliasKind.FORMER)
    row = by_name(plan)["省数据局"]
    assert row.listed
    assert (row.level, row.parent, row.leader) == (Level.PROVINCE, id_of(plan, "省发改委"), "陈副省长")
    assert (row.contact, row.telephone, row.note) == ("林晓", "0591-8700", "由省数字办更名")
    assert row.names == (AliasRow("省大数据局", AliasKind.FORMER),)
    assert not row.exists_on(dt.date(2023, 10, 24))
    assert row.exists_on(dt.date(2023, 10, 25))


def test_a_unit_is_not_above_itself(plan: Workspace) -> None:
    upper, lower = id_of(plan, "省发改委"), id_of(plan, "省数字办")
    plan.change(units.set_parent, lower, upper)
    with pytest.raises(RefusedError, match="上级"):
        plan.change(units.set_parent, upper, lower)


def test_a_unit_does_not_end_before_it_begins(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="早于"):
        plan.change(units.set_validity, UnitId(1), dt.date(2024, 1, 1), dt.date(2023, 1, 1))


def test_names_that_were_read_wait_and_are_put_into_the_directory(plan: Workspace) -> None:
    waiting = plan.ask(list_unknown_names)
    assert {one.name for one in waiting} == set(by_name(plan))
    assert not any(one.doubtful for one in waiting)
    plan.change(units.accept, tuple(one.unit for one in waiting))
    assert plan.ask(count_unknown_names) == 0
    plan.undo()
    assert plan.ask(count_unknown_names) == len(waiting)


def test_an_unknown_name_comes_with_proposals_and_reasons(plan: Workspace) -> None:
    plan.change(units.accept, tuple(row.id for row in plan.ask(list_units)))
    plan.change(documents.import_draft, draft_with("福建省数字办", "省通讯管理局", "省教育厅"))
    queue = {one.name: one for one in plan.ask(list_unknown_names)}
    assert list(queue) == ["福建省数字办", "省通讯管理局", "省教育厅"]  # the doubtful ones first
    office = queue["福建省数字办"]
    assert [(one.name, one.reason) for one in office.proposals] == [("省数字办", "只少写了“福建”")]
    assert (office.shares, office.documents) == (1, ("补充方案",))
    assert queue["省通讯管理局"].proposals[0].reason == "只差一个字"
    assert not queue["省教育厅"].doubtful


def test_a_name_merged_is_known_ever_after(plan: Workspace) -> None:
    plan.change(documents.import_draft, draft_with("福建省数字办"))
    plan.change(units.merge, id_of(plan, "福建省数字办"), id_of(plan, "省数字办"))
    row = by_name(plan)["省数字办"]
    assert AliasRow("福建省数字办", AliasKind.VARIANT) in row.names
    plan.change(documents.import_draft, draft_with("福建省数字办", title="又一方案"))
    assert "福建省数字办" not in by_name(plan)


@pytest.mark.parametrize("name", ["省發展和改革委員會", "省发展改革委", "省发改委（省物价局）", "省发改委"])
def test_one_body_is_one_unit_however_its_name_is_written(plan: Workspace, name: str) -> None:
    before = by_name(plan)
    plan.change(documents.import_draft, draft_with(name))
    after = by_name(plan)
    assert set(after) == set(before)
    assert after["省发改委"].shares == before["省发改委"].shares + 1


def test_a_name_that_waits_is_added_by_accepting_it(plan: Workspace) -> None:
    plan.change(units.add, "省数字办")
    assert by_name(plan)["省数字办"].listed
    with pytest.raises(RefusedError, match="已在单位名录中"):
        plan.change(units.add, "省数字办")


def test_a_name_is_added_to_a_unit_once(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    plan.change(units.add_alias, office, "数字办公室")
    with pytest.raises(RefusedError, match="已有名称"):
        plan.change(units.add_alias, office, "数字办公室")
    with pytest.raises(RefusedError, match="合并两个单位"):
        plan.change(units.add_alias, id_of(plan, "省发改委"), "数字办公室")


def test_the_picker_offers_units_that_exist(plan: Workspace) -> None:
    office = id_of(plan, "省数字办")
    plan.change(units.add_alias, office, "数字福建办")
    plan.change(units.set_validity, office, None, dt.date(2023, 10, 24))
    assert not {"省数字办", "数字福建办"} & set(plan.ask(unit_names))
    assert {"省数字办", "数字福建办"} <= set(plan.ask(unit_names, dt.date(2023, 10, 24)))


def test_a_unit_that_is_no_more_takes_on_nothing_new_but_keeps_what_it_had(plan: Workspace) -> None:
    office, commission = id_of(plan, "省数字办"), id_of(plan, "省发改委")
    plan.change(units.set_validity, office, None, dt.date(2023, 10, 24))
    plan.change(units.set_successor, office, commission)
    plan.change(tasks.set_units, TaskId(3), (UnitChoice("省数字办"),))
    plan.change(tasks.set_units, TaskId(1), (UnitChoice("省数字办"), UnitChoice("省通信管理局")))
    rows = by_name(plan)
    assert rows["省发改委"].responsible == 1
    assert rows["省数字办"].responsible == 3  # tasks 1 and 4, the result


def test_units_that_may_stand_there_twice(plan: Workspace) -> None:
    for name in ("福建省数字办", "省通讯管理局", "省教育厅"):
        plan.change(units.add, name)
    plan.change(units.accept, tuple(row.id for row in plan.ask(list_units)))
    pairs = plan.ask(list_alike_units)
    assert [(pair.one.name, pair.other.name, pair.reason) for pair in pairs] == [
        ("省数字办", "福建省数字办", "只少写了“福建”"),
        ("省通信管理局", "省通讯管理局", "只差一个字"),
    ]
    plan.change(units.set_successor, pairs[0].one.id, pairs[0].other.id)
    assert len(plan.ask(list_alike_units)) == 1


def test_what_the_planner_says_of_a_name_goes_before_its_standard_form(plan: Workspace) -> None:
    commission, office = id_of(plan, "省发改委"), id_of(plan, "省数字办")
    plan.change(units.add_alias, office, "省发展和改革委员会")
    plan.change(documents.import_draft, draft_with("省发展和改革委员会"))
    rows = by_name(plan)
    assert rows["省数字办"].shares == 4
    assert {commission, office} <= {row.id for row in rows.values()}
