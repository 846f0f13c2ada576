"""Filing, checking, sending back, proofs, and how progress falls due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from workbench.errors import RefusedError
from workbench.operations import indicators, progress, tasks
from workbench.operations.progress import LARGEST_PROOF
from workbench.queries.due_plans import due_plan
from workbench.queries.progress import evidence_data, list_reports, result_reports
from workbench.queries.report_sheet import report_line, report_sheet
from workbench.queries.standings import standings
from workbench.queries.tasks import task as one_task
from workbench.rows.standing import StandingRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    DueMethod,
    EvidenceId,
    Granularity,
    IndicatorId,
    MilestoneId,
    Period,
    ReportId,
    ReportStatus,
    ResultId,
    TaskId,
    TaskState,
)

CLOUD, NETWORK, EXIT, ONE_STOP = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
Q1, Q2, Q3, Q4 = (Period(2021, Granularity.QUARTER, number) for number in (1, 2, 3, 4))
AFTER = dt.date(2022, 1, 10)
RUNNING = TaskState.RUNNING


def standing(plan: Workspace, task: TaskId, period: Period, on: dt.date = AFTER) -> StandingRow:
    (row,) = plan.ask(standings, period, on, (task,))
    return row


def test_from_draft_to_checked_and_back(plan: Workspace) -> None:
    plan.change(progress.save_draft, CLOUD, Q1, 40, RUNNING, "起草方案")
    (draft,) = plan.ask(list_reports, CLOUD)
    assert draft.status is ReportStatus.DRAFT
    assert plan.ask(one_task, CLOUD).progress == 0  # a draft counts for nothing
    assert standing(plan, CLOUD, Q1).status is None
    with pytest.raises(RefusedError, match="草稿还没有报送"):
        plan.change(progress.check, draft.id)

    plan.change(progress.report, CLOUD, Q1, 30, RUNNING, "方案已印发")
    (filed,) = plan.ask(list_reports, CLOUD)
    assert (filed.id, filed.status, filed.reporter) == (draft.id, ReportStatus.REPORTED, "王敏")
    assert plan.ask(one_task, CLOUD).progress == 30
    with pytest.raises(RefusedError, match="已经报送"):
        plan.change(progress.save_draft, CLOUD, Q1, 40, RUNNING)

    plan.change(progress.check, filed.id, "已核对印发文件")
    (checked,) = plan.ask(list_reports, CLOUD)
    assert (checked.status, checked.checker, checked.remark) == (
        ReportStatus.CHECKED,
        "王敏",
        "已核对印发文件",
    )
    assert checked.checked_at is not None

    plan.change(progress.send_back, checked.id, "缺少印发文号")
    (returned,) = plan.ask(list_reports, CLOUD)
    assert (returned.status, returned.remark) == (ReportStatus.DRAFT, "缺少印发文号")
    assert standing(plan, CLOUD, Q1).status is None
    with pytest.raises(RefusedError, match="理由"):
        plan.change(progress.send_back, checked.id, " ")


def test_what_is_sent_back_counts_no_more(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q1, 30, RUNNING)
    plan.change(progress.report, CLOUD, Q2, 100, TaskState.DONE)
    plan.change(progress.send_back, ReportId(2), "成果尚未验收")
    task = plan.ask(one_task, CLOUD)
    assert (task.progress, task.state) == (30, RUNNING)
    assert standing(plan, CLOUD, Q2).percent == 30
    plan.undo()
    assert plan.ask(one_task, CLOUD).progress == 100
    plan.change(progress.remove, ReportId(2))
    assert plan.ask(one_task, CLOUD).progress == 30


def test_a_result_is_reported_on_too(plan: Workspace) -> None:
    plan.change(progress.report_result, ResultId(1), Q2, 100, TaskState.DONE, "平台已上线")
    (row,) = plan.ask(result_reports, ResultId(1))
    assert (row.task, row.result, row.percent, row.done) == (None, ResultId(1), 100, "平台已上线")
    with pytest.raises(RefusedError, match="进度却是40%"):
        plan.change(progress.report_result, ResultId(1), Q3, 40, TaskState.DONE)
    plan.change(progress.copy_result_before, ResultId(1), Q3)
    copied = plan.ask(result_reports, ResultId(1))[0]
    assert (copied.period, copied.status, copied.done) == (Q3, ReportStatus.DRAFT, "平台已上线")
    plan.change(progress.save_result_draft, ResultId(1), Q3, 90, RUNNING, "发现缺陷")
    assert plan.ask(result_reports, ResultId(1))[0].done == "发现缺陷"


def test_what_was_said_last_can_be_gone_on_with(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="没有2021年第一季度的进展"):
        plan.change(progress.copy_before, CLOUD, Q2)
    plan.change(progress.report, CLOUD, Q1, 30, RUNNING, "已完成论证", "资金未到位", "加快招标")
    plan.change(progress.copy_before, CLOUD, Q2)
    copied, before = plan.ask(list_reports, CLOUD)
    assert (copied.period, copied.status) == (Q2, ReportStatus.DRAFT)
    assert (copied.percent, copied.done, copied.problems, copied.next_steps) == (
        before.percent, before.done, before.problems, before.next_steps,
    )  # fmt: skip


def test_proofs_are_kept_once(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q1, 30, RUNNING)
    report = plan.ask(list_reports, CLOUD)[0].id
    plan.change(progress.attach, report, "印发文件.pdf", b"%PDF-1.7 1", "红头文件")
    (proof,) = plan.ask(list_reports, CLOUD)[0].evidence
    assert (proof.name, proof.size, proof.note, proof.by) == ("印发文件.pdf", 10, "红头文件", "王敏")
    assert plan.ask(evidence_data, proof.id) == b"%PDF-1.7 1"
    for data, told in ((b"%PDF-1.7 1", "已经是"), (b"", "空文件"), (bytes(LARGEST_PROOF + 1), "超过20MB")):
        with pytest.raises(RefusedError, match=told):
            plan.change(progress.attach, report, "文件.pdf", data)
    plan.change(progress.detach, proof.id)
    assert plan.ask(list_reports, CLOUD)[0].evidence == ()
    plan.undo()
    assert plan.ask(evidence_data, proof.id) == b"%PDF-1.7 1"
    with pytest.raises(RefusedError, match="没有编号为 9 的佐证材料"):
        plan.ask(evidence_data, EvidenceId(9))


def test_a_unit_walks_through_its_sheet(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q1, 30, RUNNING, "已完成论证")
    plan.change(progress.report, CLOUD, Q2, 45, RUNNING, "已开工")
    office = standing(plan, CLOUD, Q2).unit
    rows = plan.ask(report_sheet, office, Q2, dt.date(2021, 7, 1))
    assert [row.title for row in rows] == ["建设政务云", "推广一网通办", "政务云平台"]
    assert (rows[0].before, rows[0].now, rows[0].status) == (30, 45, ReportStatus.REPORTED)
    first = plan.ask(report_line, CLOUD, Q2, dt.date(2021, 7, 1))
    assert first.before is not None
    assert first.now is not None
    assert (first.before.period, first.now.period) == (Q1, Q2)
    assert first.due == rows[0].due
    assert first.due == pytest.approx(100 * 120 / 669)
    assert first.due_sentence.startswith("按时间推算，2021-03-03至2022-12-31共669天，到2021-06-30已过120天")
    assert len(plan.ask(report_sheet, None, Q2, AFTER)) == 5


def test_parts_and_nodes_are_offered_not_forced(plan: Workspace) -> None:
    def offered(task: TaskId) -> float | None:
        return plan.ask(report_line, task, Q2, AFTER).offered

    assert offered(CLOUD) is None
    plan.change(progress.report, EXIT, Q2, 60, RUNNING)
    assert offered(NETWORK) == 60
    plan.change(tasks.add_milestone, CLOUD, "立项", dt.date(2021, 4, 1))
    plan.change(tasks.add_milestone, CLOUD, "验收", dt.date(2022, 4, 1))
    plan.change(progress.set_node_weight, MilestoneId(1), 3.0)
    assert offered(CLOUD) == 0
    plan.change(progress.follow_indicator, CLOUD, IndicatorId(1))
    assert offered(CLOUD) is None  # nothing observed yet
    plan.change(indicators.observe, IndicatorId(1), Period(2021, Granularity.QUARTER, 2), 97.0)
    assert offered(CLOUD) == pytest.approx(100 * 0.13 / 1.13)
    assert plan.ask(one_task, NETWORK).progress == 0


@pytest.mark.parametrize(
    ("choose", "arguments", "due", "told"),
    [
        (progress.set_plan_method, (DueMethod.WORKING_DAYS,), 100 * 83 / 460, "按工作日推算"),
        (progress.set_method, (CLOUD, DueMethod.WORKING_DAYS), 100 * 83 / 460, "按工作日推算"),
        (progress.set_step, (CLOUD, Q2, 35.0), 35, "按分期计划，截至2021年二季度末累计应完成35%"),
        (progress.set_node_weight, (MilestoneId(1), 3.0), 75, "按节点权重，2个节点中到2021-06-30应完成1个"),
        (progress.follow_indicator, (CLOUD, IndicatorId(1)), None, "按指标“网上可办率”的路径"),
    ],
    ids=["plan", "working days", "periods", "nodes", "path"],
)  # fmt: skip
def test_five_ways_to_fall_due(
    plan: Workspace, choose: Any, arguments: tuple[object, ...], due: float | None, told: str
) -> None:
    plan.change(tasks.add_milestone, CLOUD, "立项", dt.date(2021, 4, 1))
    plan.change(tasks.add_milestone, CLOUD, "验收", dt.date(2022, 4, 1))
    plan.change(choose, *arguments)
    row = standing(plan, CLOUD, Q2)
    # By the path: 96.87 (2020) over 97 (2022) to 98 (2025); a quarter of the first stretch has passed.
    expected = due if due is not None else 100 * (0.13 * 6 / 24) / (98 - 96.87)
    assert row.due == pytest.approx(expected, rel=1e-3)
    assert row.gap == pytest.approx(-expected, rel=1e-3)
    assert told in row.due_sentence
    assert f"应完成{expected:.1f}".rstrip("0").rstrip(".") in row.due_sentence


def test_a_way_of_its_own_is_taken_back(plan: Workspace) -> None:
    plan.change(progress.set_step, CLOUD, Q2, 35.0)
    plan.change(progress.set_step, CLOUD, Q4, 80.0)
    assert plan.ask(due_plan, CLOUD).steps == ((Q2, 35.0), (Q4, 80.0))
    with pytest.raises(RefusedError, match="逐期不减"):
        plan.change(progress.set_step, CLOUD, Q3, 20.0)
    plan.change(progress.set_method, CLOUD, None)
    row = plan.ask(due_plan, CLOUD)
    assert (row.method, row.given, row.steps) == (DueMethod.TIME, False, ())
    for method, told in ((DueMethod.NODES, "还没有节点"), (DueMethod.PATH, "还要填写内容")):
        with pytest.raises(RefusedError, match=told):
            plan.change(progress.set_method, CLOUD, method)
    with pytest.raises(RefusedError, match="逐项任务设置"):
        plan.change(progress.set_plan_method, DueMethod.NODES)
    with pytest.raises(RefusedError, match="大于0"):
        plan.change(tasks.add_milestone, CLOUD, "立项", dt.date(2021, 4, 1))
        plan.change(progress.set_node_weight, MilestoneId(1), 0.0)


def test_removing_a_task_takes_its_reports_and_proofs(plan: Workspace) -> None:
    plan.change(progress.report, CLOUD, Q1, 30, RUNNING)
    plan.change(progress.attach, ReportId(1), "证明.txt", b"1")
    plan.change(progress.set_step, CLOUD, Q2, 35.0)
    plan.change(indicators.link_task, CLOUD, IndicatorId(1))
    plan.change(tasks.remove, CLOUD)
    for table in ("progress_reports", "evidence", "due_plans", "task_indicators"):
        assert plan.connection().execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
    plan.undo()
    assert standing(plan, CLOUD, Q1).percent == 30
    assert plan.ask(list_reports, CLOUD)[0].evidence[0].name == "证明.txt"
