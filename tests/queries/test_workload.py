"""How much each unit has to do; what nobody leads; who leads most. The plan: tests/operations/plans.py."""

from __future__ import annotations

from workbench.operations import tasks
from workbench.planning.workload import LoadBy
from workbench.queries.tasks import list_tasks
from workbench.queries.workload import leading_most, without_lead, workload
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, Period, Role, TaskState

LAST = Period(2022, Granularity.QUARTER, 4)


def test_a_cell_holds_the_tasks_behind_its_number(plan: Workspace) -> None:
    table = plan.ask(workload, None, tuple(Role), LoadBy.DUE)
    cloud, _, _, online = [row.id for row in plan.ask(list_tasks)]
    names = dict(table.units)
    assert list(names.values()) == ["省数字办", "省发改委"]
    office = table.units[0][0]
    assert table.quarters == (LAST,)
    assert table.cells[office, LAST] == (cloud, online)
    assert table.count(office, LAST) == 2


def test_roles_and_states_narrow_it(plan: Workspace) -> None:
    cloud, _, _, online = [row.id for row in plan.ask(list_tasks)]
    assert plan.ask(workload, None, (Role.LEAD,), LoadBy.DUE).units == ()
    plan.change(tasks.set_lead, cloud, "省发改委")
    assert [name for _, name in plan.ask(workload, None, (Role.LEAD,), LoadBy.DUE).units] == ["省发改委"]
    plan.change(tasks.set_state, online, TaskState.DROPPED)
    table = plan.ask(workload, None, (Role.RESPONSIBLE,), LoadBy.DUE)
    assert [table.count(unit, LAST) for unit, _ in table.units] == [1]


def test_tasks_without_a_lead_and_units_with_most(plan: Workspace) -> None:
    assert [row.title for row in plan.ask(without_lead)] == ["建设政务云", "扩容出口", "推广一网通办"]
    for row in plan.ask(without_lead):
        plan.change(tasks.set_lead, row.id, row.units[0].name)
    assert plan.ask(without_lead) == ()
    most = plan.ask(leading_most)
    assert [(row.name, len(row.tasks)) for row in most] == [("省数字办", 2), ("省通信管理局", 2)]
