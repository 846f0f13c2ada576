"""The check of the ledger: each oddity made, found, and its place named."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from workbench.operations import alignments, documents, indicators, progress, results, tasks
from workbench.queries.checkup import KINDS, findings
from workbench.rows.evaluation import FindingRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DocumentId,
    Granularity,
    IndicatorId,
    Period,
    Place,
    Precision,
    ResultId,
    Severity,
    TaskId,
    TaskState,
)

CLOUD, NETWORK, EXIT, ONE_STOP = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
ON = dt.date(2021, 10, 8)
Q2, Q3 = Period(2021, Granularity.QUARTER, 2), Period(2021, Granularity.QUARTER, 3)


def found(plan: Workspace, code: str) -> list[FindingRow]:
    return [row for row in plan.ask(findings, ON) if row.code == code]


def test_the_small_plan(plan: Workspace) -> None:
    rows = plan.ask(findings, ON)
    assert Counter(row.code for row in rows) == {
        "task-without-lead": 3,
        "task-without-deadline": 1,
        "report-missing": 4,
        "indicator-without-base": 1,
        "annual-contradiction": 1,
    }
    order = list(KINDS)
    assert [order.index(row.code) for row in rows] == sorted(order.index(row.code) for row in rows)
    assert all(row.kind == KINDS[row.code] and row.what.endswith("。") and row.proposal for row in rows)
    (unset,) = found(plan, "task-without-deadline")
    assert unset.place == Place("tasks", EXIT)


def test_impossible_days(plan: Workspace) -> None:
    before_issue = Deadline("2020年底前", DeadlineKind.BY, dt.date(2020, 12, 31), Precision.YEAR)
    plan.change(tasks.set_deadline, CLOUD, before_issue)
    plan.change(tasks.add_milestone, ONE_STOP, "验收", dt.date(2023, 5, 1))
    early, node = found(plan, "impossible-date")
    assert early.what == "“建设政务云”完成时限2020年12月31日早于文件成文日期2021年3月3日。"
    assert (early.severity, early.place) == (Severity.ERROR, Place("tasks", CLOUD))
    assert node.place == Place("milestones", 1)
    assert "晚于任务的完成时限2022年12月31日" in node.what


def test_done_while_its_result_is_missing(plan: Workspace) -> None:
    plan.change(tasks.set_state, CLOUD, TaskState.DONE)
    assert found(plan, "done-with-open-result") == []
    plan.change(results.set_task, ResultId(1), CLOUD)
    (row,) = found(plan, "done-with-open-result")
    assert row.what == "“建设政务云”已报完成，其成果“政务云平台”尚未交付。"
    assert (row.place, row.others) == (Place("tasks", CLOUD), (Place("results", 1),))


def test_states_and_progress_that_do_not_fit(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q3, 100, TaskState.RUNNING)
    plan.change(progress.report, ONE_STOP, Q3, 30, TaskState.NOT_STARTED)
    told = [row.what for row in found(plan, "state-against-progress")]
    assert told == [
        "“建设政务云”进度已到100%，状态却未标为已完成。",
        "“推广一网通办”状态未启动，进度却是30%。",
    ]


def test_a_report_that_falls_back(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q2, 40, TaskState.RUNNING)
    plan.change(progress.report, CLOUD, Q3, 25, TaskState.RUNNING)
    (row,) = found(plan, "report-falls-back")
    assert row.what == "“建设政务云”2021年第三季度报25%，低于2021年第二季度所报的40%。"
    assert [row.place.key for row in found(plan, "report-missing")] == [NETWORK, EXIT, ONE_STOP]


def test_duplicates_missing_units_and_measures(plan: Workspace) -> None:
    plan.change(tasks.add, DocumentId(1), "建設政務雲")
    plan.change(indicators.set_unit, IndicatorId(1), "")
    plan.change(indicators.set_target, IndicatorId(2), 2025, None)
    (twice,) = found(plan, "duplicate-task")
    assert (twice.severity, twice.place, twice.others) == (
        Severity.WARNING, Place("tasks", CLOUD), (Place("tasks", 5),),
    )  # fmt: skip
    assert [row.place.key for row in found(plan, "task-without-unit")] == [5]
    assert len(found(plan, "indicator-without-unit")) == 1
    assert len(found(plan, "indicator-without-target")) == 1


def test_contradictions_between_documents(plan: Workspace) -> None:
    from tests.operations.plans import city_draft
    from workbench.terms import AlignmentKind

    plan.change(documents.import_draft, city_draft())
    later = Deadline("2023年底前", DeadlineKind.BY, dt.date(2023, 12, 31), Precision.YEAR)
    plan.change(tasks.set_deadline, TaskId(5), later)
    plan.change(alignments.add, CLOUD, TaskId(5), AlignmentKind.IMPLEMENTS, "同一事项")
    rows = found(plan, "contradiction")
    assert rows
    assert rows[0].place == Place("tasks", 5)
    assert rows[0].others == (Place("tasks", CLOUD),)
