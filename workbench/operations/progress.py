"""Operations on progress reports (进展情况): filing, checking, proofs, and how progress falls due."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Blob, DuePlan, Evidence, Indicator, Milestone, ProgressReport, Result, Task
from workbench.operations.comments import WHO, now
from workbench.operations.kept_settings import keep_setting
from workbench.operations.lookup import require, require_text
from workbench.operations.periods import require_open
from workbench.operations.registry import label, operation
from workbench.planning.periods import previous
from workbench.queries.due_plans import DUE_METHOD, check_steps
from workbench.queries.wording import DUE_METHODS, STATES, number_text, period_text, short
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

#: The largest proof kept in a plan, in bytes: larger ones belong in the office's own store.
LARGEST_PROOF = 20 * 1024 * 1024

_FINISHED = (TaskState.DONE, TaskState.CLOSED)


@operation("填报进展")
def report(
    session: Session,
    task: TaskId,
    period: Period,
    percent: int,
    state: TaskState,
    done: str = "",
    problems: str = "",
    next_steps: str = "",
) -> None:
    """File what was done in a period, replacing an earlier report of the same period.

    The latest period's report also sets where the task itself stands.
    """
    found = require(session, Task, task)
    filed = _filled(session, found, period, percent, state, (done, problems, next_steps))
    _file(filed)
    if _is_latest(found.reports, period):
        found.progress, found.state = percent, state
    _tell(session, "填报进展", found.title, filed)


@operation("填报成果进展")
def report_result(
    session: Session,
    result: ResultId,
    period: Period,
    percent: int,
    state: TaskState,
    done: str = "",
    problems: str = "",
    next_steps: str = "",
) -> None:
    """As `report`, on a result."""
    found = require(session, Result, result)
    filed = _filled(session, found, period, percent, state, (done, problems, next_steps))
    _file(filed)
    if _is_latest(found.reports, period):
        found.state = state
    _tell(session, "填报成果进展", found.title, filed)


@operation("保存进展草稿")
def save_draft(
    session: Session,
    task: TaskId,
    period: Period,
    percent: int,
    state: TaskState,
    done: str = "",
    problems: str = "",
    next_steps: str = "",
) -> None:
    """Keep what was written so far. It counts for nothing, and cannot replace what was reported already."""
    found = require(session, Task, task)
    _drafted(session, found, period, percent, state, (done, problems, next_steps))


@operation("保存成果进展草稿")
def save_result_draft(
    session: Session,
    result: ResultId,
    period: Period,
    percent: int,
    state: TaskState,
    done: str = "",
    problems: str = "",
    next_steps: str = "",
) -> None:
    """As `save_draft`, on a result."""
    found = require(session, Result, result)
    _drafted(session, found, period, percent, state, (done, problems, next_steps))


@operation("沿用上期进展")
def copy_before(session: Session, task: TaskId, period: Period) -> None:
    """Begin a report with what was said in the period before, as a draft to go on with."""
    _copied(session, require(session, Task, task), period)


@operation("沿用上期成果进展")
def copy_result_before(session: Session, result: ResultId, period: Period) -> None:
    """As `copy_before`, on a result."""
    _copied(session, require(session, Result, result), period)


@operation("核实进展")
def check(session: Session, report: ReportId, remark: str = "") -> None:
    """Say that a report was checked (已核)."""
    found = require(session, ProgressReport, report)
    require_open(session, found.period)
    if found.status is ReportStatus.DRAFT:
        raise RefusedError("草稿还没有报送，不能核实。", "请先报送，再核实。")
    found.status, found.remark = ReportStatus.CHECKED, remark.strip()
    found.checker, found.checked_at = session.info.get(WHO, ""), now()
    label(session, f"核实进展：{short(_title(found))}（{period_text(found.period)}）")


@operation("退回进展")
def send_back(session: Session, report: ReportId, reason: str) -> None:
    """Send a report back to be written anew; it is a draft again, and counts for nothing until then.

    Where an earlier report counts, the task or result stands again where that one left it.
    """
    found = require(session, ProgressReport, report)
    require_open(session, found.period)
    reason = require_text(reason, "退回理由")
    if found.status is ReportStatus.DRAFT:
        raise RefusedError("草稿还没有报送，不需要退回。", "可直接修改。")
    found.status, found.remark = ReportStatus.DRAFT, reason
    found.checker, found.checked_at = session.info.get(WHO, ""), now()
    _stand_by_the_latest(found.task or found.result)
    label(session, f"退回进展：{short(_title(found))}（{period_text(found.period)}，{reason}）")


@operation("删除进展报告")
def remove(session: Session, report: ReportId) -> None:
    found = require(session, ProgressReport, report)
    require_open(session, found.period)
    label(session, f"删除进展报告：{short(_title(found))}（{period_text(found.period)}）")
    owner = found.task or found.result
    if owner is not None:
        owner.reports.remove(found)
    _stand_by_the_latest(owner)


@operation("添加佐证材料")
def attach(session: Session, report: ReportId, name: str, data: bytes, note: str = "") -> None:
    """Keep a file of proof with a report. The same file with the same report is kept once."""
    found = require(session, ProgressReport, report)
    require_open(session, found.period)
    name = require_text(name, "文件名")
    if not data:
        raise RefusedError(f"“{short(name)}”是空文件。", "请另选文件。")
    if len(data) > LARGEST_PROOF:
        limit = f"{LARGEST_PROOF // 1024**2}MB"
        raise RefusedError(f"“{short(name)}”超过{limit}，不能存入计划。", "请压缩，或只存关键页。")
    digest = hashlib.sha256(data).hexdigest()
    if any(one.sha256 == digest for one in found.evidence):
        raise RefusedError(f"“{short(name)}”已经是这份报告的佐证材料。", "不需要重复添加。")
    if session.scalar(select(Blob.id).where(Blob.sha256 == digest)) is None:
        session.add(Blob(sha256=digest, data=data))
    found.evidence.append(
        Evidence(
            name=name,
            sha256=digest,
            size=len(data),
            note=note.strip(),
            who=session.info.get(WHO, ""),
            at=now(),
        )
    )
    label(session, f"添加佐证材料：{short(_title(found))} ← {short(name)}")


@operation("删除佐证材料")
def detach(session: Session, evidence: EvidenceId) -> None:
    found = require(session, Evidence, evidence)
    require_open(session, found.report.period)
    label(session, f"删除佐证材料：{short(found.name)}")
    found.report.evidence.remove(found)


@operation("设置序时进度办法")
def set_plan_method(session: Session, method: DueMethod) -> None:
    """How tasks fall due that have no way of their own: by time or by working days."""
    if method not in (DueMethod.TIME, DueMethod.WORKING_DAYS):
        raise RefusedError(f"{DUE_METHODS[method]}要逐项任务设置。", "全计划只能选按时间或按工作日。")
    keep_setting(session, DUE_METHOD, method.value)
    label(session, f"设置序时进度办法：全计划{DUE_METHODS[method]}")


@operation("设置任务序时进度办法")
def set_method(session: Session, task: TaskId, method: DueMethod | None) -> None:
    """How one task falls due, by time, by working days or by its nodes; None: as the plan does."""
    found = require(session, Task, task)
    kept = _due_plan(session, task)
    if method is None:
        if kept is not None:
            session.delete(kept)
        label(session, f"取消单独的序时进度办法：{short(found.title)}")
        return
    if method in (DueMethod.PERIOD_PLAN, DueMethod.PATH):
        raise RefusedError(f"{DUE_METHODS[method]}还要填写内容。", "请填写分期计划，或选择所依据的指标。")
    if method is DueMethod.NODES and not found.milestones:
        raise RefusedError(f"“{short(found.title)}”还没有节点。", "请先添加节点。")
    _choose(session, kept, found, method)
    label(session, f"设置任务序时进度办法：{short(found.title)} → {DUE_METHODS[method]}")


@operation("填写分期计划")
def set_step(session: Session, task: TaskId, period: Period, percent: float | None) -> None:
    """Say what should be done by the end of a period, in cumulative percent; None takes the period out.

    The task falls due by its plan of periods from then on.
    """
    found = require(session, Task, task)
    kept = _due_plan(session, task)
    figures = json.loads(kept.figures) if kept and kept.method is DueMethod.PERIOD_PLAN else []
    key = [period.year, period.granularity.value, period.number]
    figures = [one for one in figures if one[:3] != key] + ([[*key, percent]] if percent is not None else [])
    steps = {Period(year, Granularity(one), number): value for year, one, number, value in figures}
    check_steps(steps)
    _choose(session, kept, found, DueMethod.PERIOD_PLAN, json.dumps(sorted(figures)))
    told = f"累计{number_text(percent)}%" if percent is not None else "不作安排"
    label(session, f"填写分期计划：{short(found.title)}（{period_text(period)}）→ {told}")


@operation("设置节点权重")
def set_node_weight(session: Session, milestone: MilestoneId, weight: float) -> None:
    """Give a node its weight, in any unit; nodes without one weigh 1. The task then falls due by nodes."""
    node = require(session, Milestone, milestone)
    if not 0 < weight < float("inf"):
        raise RefusedError("节点权重应大于0。", "请填写正数。")
    kept = _due_plan(session, TaskId(node.task_id))
    weights = dict(json.loads(kept.figures)) if kept and kept.method is DueMethod.NODES else {}
    weights[node.id] = weight
    _choose(session, kept, node.task, DueMethod.NODES, json.dumps(sorted(weights.items())))
    label(session, f"设置节点权重：{short(node.title)} → {number_text(weight)}")


@operation("按指标路径计算序时进度")
def follow_indicator(session: Session, task: TaskId, indicator: IndicatorId) -> None:
    """Let a task fall due as the path of an indicator runs."""
    found, followed = require(session, Task, task), require(session, Indicator, indicator)
    if not followed.targets:
        raise RefusedError(f"“{short(followed.name)}”没有目标值，没有路径可循。", "请先填写目标值。")
    kept = _choose(session, _due_plan(session, task), found, DueMethod.PATH)
    kept.indicator = followed
    label(session, f"按指标路径计算序时进度：{short(found.title)} → {short(followed.name)}")


def _filled(
    session: Session,
    owner: Task | Result,
    period: Period,
    percent: int,
    state: TaskState,
    words: tuple[str, str, str],
) -> ProgressReport:
    """The report of a period, made where there is none, with what was said."""
    require_open(session, period)
    if not 0 <= percent <= 100:
        raise RefusedError(f"进度不能是 {percent}%。", "请填写 0 到 100 之间的整数。")
    if state in _FINISHED and percent < 100:
        raise RefusedError(f"状态是{STATES[state]}，进度却是{percent}%。", "请核对状态和进度。")
    filed = _report_of(owner.reports, period)
    if filed is None:
        filed = ProgressReport(period=period)
        owner.reports.append(filed)
    filed.percent, filed.state = percent, state
    filed.done, filed.problems, filed.next_steps = (text.strip() for text in words)
    filed.reporter, filed.at = session.info.get(WHO, ""), now()
    return filed


def _drafted(
    session: Session,
    owner: Task | Result,
    period: Period,
    percent: int,
    state: TaskState,
    words: tuple[str, str, str],
) -> None:
    _refuse_filed(session, owner.reports, period)
    filed = _filled(session, owner, period, percent, state, words)
    filed.status = ReportStatus.DRAFT
    _tell(session, "保存进展草稿", owner.title, filed)


def _copied(session: Session, owner: Task | Result, period: Period) -> None:
    _refuse_filed(session, owner.reports, period)
    before = _report_of(owner.reports, previous(period))
    if before is None:
        raise RefusedError(
            f"“{short(owner.title)}”没有{period_text(previous(period))}的进展可以沿用。", "请直接填写。"
        )
    words = (before.done, before.problems, before.next_steps)
    filed = _filled(session, owner, period, before.percent, before.state, words)
    filed.status = ReportStatus.DRAFT
    label(session, f"沿用上期进展：{short(owner.title)}（{period_text(period)}）")


def _report_of(reports: list[ProgressReport], period: Period) -> ProgressReport | None:
    return next((one for one in reports if one.period == period), None)


def _refuse_filed(session: Session, reports: list[ProgressReport], period: Period) -> None:
    require_open(session, period)
    filed = _report_of(reports, period)
    if filed is not None and filed.status is not ReportStatus.DRAFT:
        raise RefusedError(f"{period_text(period)}的进展已经报送。", "可以重新填报，或由核实人退回后再改。")


def _file(report: ProgressReport) -> None:
    report.status, report.checker, report.checked_at, report.remark = ReportStatus.REPORTED, "", None, ""


def _stand_by_the_latest(owner: Task | Result | None) -> None:
    """Let a task or result stand where the latest report that counts left it, if there is one."""
    counting = [one for one in owner.reports if one.status is not ReportStatus.DRAFT] if owner else []
    if owner is None or not counting:
        return
    latest = max(counting, key=lambda one: one.period.last_day)
    owner.state = latest.state
    if isinstance(owner, Task):
        owner.progress = latest.percent


def _is_latest(reports: list[ProgressReport], period: Period) -> bool:
    counting = [one for one in reports if one.status is not ReportStatus.DRAFT]
    return all(one.period.last_day <= period.last_day for one in counting)


def _title(report: ProgressReport) -> str:
    owner = report.task or report.result
    return owner.title if owner is not None else ""


def _tell(session: Session, verb: str, title: str, filed: ProgressReport) -> None:
    told = f"{period_text(filed.period)}）→ {filed.percent}%，{STATES[filed.state]}"
    label(session, f"{verb}：{short(title)}（{told}")


def _due_plan(session: Session, task: TaskId) -> DuePlan | None:
    return session.scalar(select(DuePlan).where(DuePlan.task_id == task))


def _choose(
    session: Session, kept: DuePlan | None, task: Task, method: DueMethod, figures: str = "[]"
) -> DuePlan:
    if kept is None:
        kept = DuePlan(task_id=task.id)
        session.add(kept)
    kept.method, kept.figures, kept.indicator_id = method, figures, None
    return kept
