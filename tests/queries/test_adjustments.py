"""The table of adjustments: derived from the journal alone, as names and arrangements stood at the time."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.operations.plans import city_draft
from workbench.operations import documents, indicators, results, tasks, units
from workbench.queries.adjustments import adjustments_of_step, list_adjustments
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.rows.adjustments import AdjustedField, AdjustedKind, AdjustmentRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DocumentId,
    Grounds,
    IndicatorId,
    Operator,
    Precision,
    ResultId,
    Role,
    TaskId,
    UnitChoice,
)

BY_2023 = Deadline("2023年6月底前", DeadlineKind.BY, dt.date(2023, 6, 30), Precision.MONTH)
MEETING = Grounds("经费到位推迟", "政府常务会议纪要〔2022〕8号")
TODAY = dt.date.today()


def told(row: AdjustmentRow) -> tuple[str, str, str]:
    return row.title, row.before, row.after


def test_a_deadline_put_off(plan: Workspace) -> None:
    step = plan.change(tasks.set_deadline, TaskId(1), BY_2023, grounds=MEETING)
    (row,) = plan.ask(list_adjustments)
    assert row == AdjustmentRow(
        step=step.step,
        field=AdjustedField.DEADLINE,
        kind=AdjustedKind.TASK,
        key=1,
        no="1",
        title="建设政务云",
        document=DocumentId(1),
        document_title="数字某省工作方案(试行)",
        before="2022年底前",
        after="2023年6月底前",
        reason="经费到位推迟",
        basis="政府常务会议纪要〔2022〕8号",
        who="王敏",
        at=step.at,
    )


def test_a_lead_changed_added_and_taken_away(plan: Workspace) -> None:
    plan.change(tasks.set_lead, TaskId(2), "省数字办")
    plan.change(tasks.set_lead, TaskId(1), "省发改委")
    plan.change(tasks.set_units, TaskId(2), (UnitChoice("省通信管理局"),))
    changed, added, taken = plan.ask(list_adjustments)
    assert told(changed) == ("优化网络", "省通信管理局", "省数字办")
    assert told(added) == ("建设政务云", "", "省发改委")
    assert added.supplement
    assert told(taken) == ("优化网络", "省数字办", "")


def test_a_target_raised(plan: Workspace) -> None:
    plan.change(indicators.set_target, IndicatorId(1), 2025, 99.0, Operator.AT_LEAST, grounds=MEETING)
    plan.change(indicators.set_target, IndicatorId(1), 2022, None)
    plan.change(indicators.set_target, IndicatorId(1), 2024, 98.0)
    raised, dropped, added = plan.ask(list_adjustments)
    assert (*told(raised), raised.year) == ("网上可办率", "98以上%", "99以上%", 2025)
    assert (dropped.before, dropped.after, dropped.year) == ("97%", "", 2022)
    assert (added.before, added.after, added.year) == ("", "98%", 2024)


def test_a_result_s_deadline_and_lead(plan: Workspace) -> None:
    plan.change(results.set_deadline, ResultId(1), BY_2023)
    plan.change(results.set_units, ResultId(1), (UnitChoice("省发改委", Role.LEAD),))
    deadline, lead = plan.ask(list_adjustments)
    assert (deadline.kind, *told(deadline)) == (
        AdjustedKind.RESULT,
        "政务云平台",
        "2022年底前",
        "2023年6月底前",
    )
    assert told(lead) == ("政务云平台", "", "省发改委")


def test_names_are_those_of_the_time(plan: Workspace) -> None:
    plan.change(tasks.set_lead, TaskId(2), "省数字办")
    office = next(row for row in plan.ask(list_units) if row.name == "省数字办")
    plan.change(units.rename, office.id, "省数据局")
    plan.change(tasks.rename, TaskId(2), "优化骨干网络")
    plan.change(tasks.remove, TaskId(2))
    (row,) = plan.ask(list_adjustments)
    assert told(row) == ("优化网络", "省通信管理局", "省数字办")


def test_what_was_undone_is_not_listed_what_was_redone_is(plan: Workspace) -> None:
    plan.change(tasks.set_deadline, TaskId(1), BY_2023)
    plan.undo()
    assert plan.ask(list_adjustments) == ()
    plan.redo()
    assert len(plan.ask(list_adjustments)) == 1


def test_what_an_import_or_another_field_brings_is_no_adjustment(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    plan.change(tasks.set_progress, TaskId(1), 40)
    plan.change(tasks.rename, TaskId(1), "建设政务云平台")
    plan.change(tasks.add, DocumentId(1), "新任务")
    new = plan.ask(list_tasks)[-1]
    plan.change(tasks.set_units, TaskId(1), (UnitChoice("省数字办"), UnitChoice("省财政厅")))
    plan.change(tasks.remove, new.id)
    assert plan.ask(list_adjustments) == ()


def test_units_put_in_order_change_nobody_s_lead(plan: Workspace) -> None:
    ids = {row.name: row.id for row in plan.ask(list_units)}
    plan.change(units.merge, ids["省通信管理局"], ids["省数字办"])
    assert plan.ask(list_adjustments) == ()


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (None, None, 1),
        (TODAY, TODAY, 1),
        (None, TODAY - dt.timedelta(days=1), 0),
        (TODAY + dt.timedelta(days=1), None, 0),
    ],
)
def test_between_two_days(plan: Workspace, since: dt.date | None, until: dt.date | None, count: int) -> None:
    plan.change(tasks.set_deadline, TaskId(1), BY_2023)
    assert len(plan.ask(list_adjustments, since, until)) == count


def test_of_one_document(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    plan.change(tasks.set_deadline, TaskId(1), BY_2023)
    assert len(plan.ask(list_adjustments, document=DocumentId(1))) == 1
    assert plan.ask(list_adjustments, document=DocumentId(2)) == ()


def test_one_step_tells_what_it_adjusted_even_when_undone(plan: Workspace) -> None:
    step = plan.change(tasks.set_deadline, TaskId(1), BY_2023).step
    plan.change(tasks.set_lead, TaskId(2), "省数字办")
    (row,) = plan.ask(adjustments_of_step, step)
    assert told(row) == ("建设政务云", "2022年底前", "2023年6月底前")
    plan.undo()
    plan.undo()
    assert plan.ask(adjustments_of_step, step) == (row,)
