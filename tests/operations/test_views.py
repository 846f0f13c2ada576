"""Saved views are kept in the plan."""

from __future__ import annotations

import pytest

from workbench.errors import RefusedError
from workbench.operations import views
from workbench.planning.grouping import GroupBy
from workbench.planning.plan_views import Conditions, SavedView, read_view, view_text
from workbench.queries.views import list_views
from workbench.storage.workspace import Workspace
from workbench.terms import TaskState

VIEW = SavedView(
    "督办清单",
    Conditions("云 网", "overdue", (TaskState.RUNNING,), "省数字办", "某方案"),
    GroupBy.LEADER,
    (("NAME", 320), ("LATEST", 180)),
    "DEADLINE",
    True,
)


def test_a_view_comes_back_as_it_was_saved(plan: Workspace) -> None:
    plan.change(views.save, VIEW.name, view_text(VIEW))
    assert plan.ask(list_views) == (VIEW,)
    plan.change(views.rename, VIEW.name, "重点")
    assert [view.name for view in plan.ask(list_views)] == ["重点"]
    plan.change(views.remove, "重点")
    assert plan.ask(list_views) == ()
    plan.undo()
    assert [view.name for view in plan.ask(list_views)] == ["重点"]


def test_saving_again_replaces(plan: Workspace) -> None:
    plan.change(views.save, "甲", view_text(VIEW))
    plan.change(views.save, "甲", view_text(SavedView("甲")))
    assert plan.ask(list_views) == (SavedView("甲"),)


@pytest.mark.parametrize(("name", "text"), [("甲", "不是"), ("", "{}"), ("逾期", "{}"), ("长" * 41, "{}")])
def test_what_is_no_view_is_refused(plan: Workspace, name: str, text: str) -> None:
    with pytest.raises(RefusedError):
        plan.change(views.save, name, text)


def test_a_name_is_taken_once(plan: Workspace) -> None:
    for name in ("甲", "乙"):
        plan.change(views.save, name, "{}")
    with pytest.raises(RefusedError, match="已有"):
        plan.change(views.rename, "甲", "乙")


def test_what_a_later_version_added_is_left_out() -> None:
    assert read_view("甲", '{"group_by":"year","colour":"red"}') == SavedView("甲", group_by=GroupBy.YEAR)
