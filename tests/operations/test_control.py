"""Change control as a check before the commit: what it lets pass, and what it asks about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.laws.moves import newer_draft
from tests.laws.moves import small_draft as first_edition
from tests.operations.plans import city_draft
from workbench.errors import GroundsNeededError
from workbench.operations import documents, editions, indicators, results, settings, tasks, units
from workbench.operations.control import require_grounds, require_grounds_where_strict
from workbench.planning.editions import EditionChoice
from workbench.queries.adjustments import list_adjustments
from workbench.queries.editions import compare_edition
from workbench.queries.settings import change_control
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace
from workbench.terms import (
    NO_DEADLINE,
    ChangeControl,
    Deadline,
    DeadlineKind,
    DocumentId,
    Grounds,
    IndicatorId,
    Precision,
    ResultId,
    Role,
    TaskId,
    UnitChoice,
    UnitId,
)

BY_2023 = Deadline("2023年底前", DeadlineKind.BY, dt.date(2023, 12, 31), Precision.YEAR)

ADJUSTING = {
    "deadline": (tasks.set_deadline, TaskId(1), BY_2023),
    "deadline taken away": (tasks.set_deadline, TaskId(1), NO_DEADLINE),
    "bar moved": (tasks.move_dates, TaskId(1), None, dt.date(2023, 6, 30)),
    "lead": (tasks.set_lead, TaskId(2), "省数字办"),
    "lead taken away": (tasks.set_units, TaskId(2), (UnitChoice("省通信管理局", Role.SUPPORT),)),
    "result": (results.set_deadline, ResultId(1), BY_2023),
    "target": (indicators.set_target, IndicatorId(1), 2025, 99.0),
    "target taken away": (indicators.set_target, IndicatorId(1), 2022, None),
}
PASSING = {
    "lead where none was stated": (tasks.set_lead, TaskId(1), "省数字办"),
    "deadline where none was stated": (tasks.set_deadline, TaskId(3), BY_2023),
    "target of another year": (indicators.set_target, IndicatorId(1), 2024, 98.0),
    "progress": (tasks.set_progress, TaskId(1), 30),
    "task removed": (tasks.remove, TaskId(1)),
    "units merged": (units.merge, UnitId(3), UnitId(1)),
    "import": (documents.import_draft, city_draft()),
}


@pytest.mark.parametrize("what", ADJUSTING)
def test_what_was_issued_is_not_adjusted_without_a_word(plan: Workspace, what: str) -> None:
    before = plan.ask(list_tasks)
    with pytest.raises(GroundsNeededError) as refused:
        plan.change(*ADJUSTING[what], check=require_grounds)
    (row,) = refused.value.adjustments
    assert row.before
    assert plan.ask(list_tasks) == before
    assert plan.ask(list_adjustments) == ()
    plan.change(*ADJUSTING[what], grounds=Grounds("会议议定"))
    assert [(one.before, one.after) for one in plan.ask(list_adjustments)] == [(row.before, row.after)]


@pytest.mark.parametrize("what", PASSING)
def test_other_changes_pass(plan: Workspace, what: str) -> None:
    assert plan.change(*PASSING[what], check=require_grounds).rows


def test_a_new_edition_is_grounds_enough(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Workspace.create(tmp_path_factory.mktemp("p") / "计划.pwb") as plan:
        plan.change(documents.import_draft, first_edition(1))
        newer = newer_draft(1)
        newer = replace(
            newer,
            meta=replace(newer.meta, doc_no="某政〔2025〕9号"),
            tasks=(replace(newer.tasks[0], deadline=BY_2023), *newer.tasks[1:]),
        )
        asked = plan.ask(compare_edition, DocumentId(1), newer).questions
        answers = tuple(EditionChoice(row.kind, row.key or 0, field, True) for row, field in asked)
        plan.change(editions.adopt, DocumentId(1), newer, answers, check=require_grounds)
        rows = plan.ask(list_adjustments)
    assert {(row.before, row.after) for row in rows} == {("2025年底前", "2023年底前")}
    assert {row.basis for row in rows} == {"某政〔2025〕9号"}


def test_a_plan_says_whether_it_asks(plan: Workspace) -> None:
    assert plan.ask(change_control) is ChangeControl.ASK
    plan.change(tasks.set_deadline, TaskId(1), BY_2023, check=require_grounds_where_strict)
    plan.change(settings.set_change_control, ChangeControl.OFF)
    plan.change(tasks.set_deadline, TaskId(1), NO_DEADLINE, check=require_grounds)
    plan.undo()
    plan.change(settings.set_change_control, ChangeControl.REQUIRE)
    with pytest.raises(GroundsNeededError):
        plan.change(tasks.set_deadline, TaskId(1), NO_DEADLINE, check=require_grounds_where_strict)
