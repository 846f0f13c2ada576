"""The check of the ledger (台账体检): what is missing, twice there, impossible or contradictory, and where.

Each check is one small function over plain rows; the list is in the order of their weight.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Assignment, Document, Milestone, ProgressReport, Result, Task
from workbench.notation import date_text
from workbench.planning.periods import name_of, period_of, previous
from workbench.planning.quoting import quoted
from workbench.planning.standings import day_of
from workbench.queries.alignment_conflicts import conflicts
from workbench.queries.alignments import list_alignments
from workbench.queries.indicators import annual_checks, list_indicators
from workbench.queries.periods import period_state, reporting, reporting_day
from workbench.queries.standing_columns import Ledger, kept_ledger
from workbench.queries.wording import period_text, short
from workbench.rows.alignments import AlignmentRow
from workbench.rows.evaluation import FindingRow
from workbench.spelling import spelling_key
from workbench.terms import (
    PERIODS_PER_YEAR,
    DeadlineKind,
    DocumentId,
    Period,
    PeriodState,
    Place,
    ReportStatus,
    Role,
    Severity,
    TaskState,
    Verdict,
)

#: What each code is called, in the order of the list.
KINDS: Final = {
    "impossible-date": "日期不可能",
    "done-with-open-result": "任务已完成而成果未交付",
    "state-against-progress": "状态与进度不符",
    "contradiction": "与上级文件矛盾",
    "annual-contradiction": "年均数与目标矛盾",
    "task-without-unit": "没有责任单位",
    "task-without-lead": "没有牵头单位",
    "task-without-deadline": "没有完成时限",
    "result-without-unit": "成果没有责任单位",
    "result-without-deadline": "成果没有完成时限",
    "report-missing": "应报未报",
    "report-falls-back": "进度比上期回退",
    "duplicate-task": "任务重复",
    "indicator-without-target": "指标没有目标值",
    "indicator-without-unit": "指标没有计量单位",
    "indicator-without-base": "指标没有基期值",
}
_ORDER: Final = {code: place for place, code in enumerate(KINDS)}
_FINISHED: Final = (TaskState.DONE, TaskState.CLOSED)
#: Years outside are slips of the finger.
_YEARS: Final = range(1949, 2101)


def findings(session: Session, on: dt.date) -> tuple[FindingRow, ...]:
    """Everything odd in the ledger as of a day, the gravest kinds first, else in the order of the plan."""
    return finding_rows(session, kept_ledger(session), on)


def finding_rows(session: Session, ledger: Ledger, on: dt.date) -> tuple[FindingRow, ...]:
    """As `findings`, over a ledger that was read already."""
    of_tasks = (_impossible_days, _states, _shares, _deadlines, _duplicates)
    others = (
        _impossible_nodes,
        _open_results,
        _contradictions,
        _annual_figures,
        _results,
        _indicators,
        _falls,
    )
    tasks = _tasks(session)
    rows = [row for check in of_tasks for row in check(session, tasks)]
    rows += [row for check in others for row in check(session)]
    rows += _missing_reports(session, ledger, on)
    return tuple(sorted(rows, key=lambda row: _ORDER[row.code]))


def _finding(
    code: str,
    severity: Severity,
    what: str,
    proposal: str,
    place: Place,
    others: tuple[Place, ...] = (),
) -> FindingRow:
    return FindingRow(code, KINDS[code], severity, what, proposal, place, others)


def _tasks(session: Session) -> list[Any]:
    """The tasks in the order of the plan, as plain rows with their document's day."""
    query = select(Task.__table__, Document.issued_on).join(Document, Task.document_id == Document.id)
    order = (Document.position, Document.id, Task.position, Task.id)
    return list(session.execute(query.order_by(*order)))


def _at(table: str, id: int) -> Place:
    return Place(table, id)


def _impossible_days(session: Session, tasks: list[Any]) -> Iterator[FindingRow]:
    for row in tasks:
        told = _impossible(row)
        if told:
            what = f"{quoted(short(row.title))}{told}。"
            yield _finding(
                "impossible-date", Severity.ERROR, what, "请核对并改正日期。", _at("tasks", row.id)
            )


def _impossible(row: Any) -> str:
    end, start, issued = row.deadline_date, row.start, row.issued_on
    if end and end.year not in _YEARS:
        return f"完成时限{date_text(end)}不像一个日期"
    if start and end and start > end:
        return f"开始日期{date_text(start)}晚于完成时限{date_text(end)}"
    if end and issued and end < issued:
        return f"完成时限{date_text(end)}早于文件成文日期{date_text(issued)}"
    if row.started_on and row.finished_on and row.started_on > row.finished_on:
        return f"实际开始{date_text(row.started_on)}晚于实际完成{date_text(row.finished_on)}"
    return ""


def _impossible_nodes(session: Session) -> Iterator[FindingRow]:
    rows = session.execute(
        select(Milestone.id, Milestone.title, Milestone.date, Task.title.label("task"), Task.deadline_date)
        .join(Task, Milestone.task_id == Task.id)
        .where(Task.deadline_date.is_not(None), Milestone.date > Task.deadline_date)
        .order_by(Milestone.id)
    )
    for row in rows:
        what = (
            f"{quoted(short(row.task))}的节点{quoted(short(row.title))}定在{date_text(row.date)}，"
            f"晚于任务的完成时限{date_text(row.deadline_date)}。"
        )
        yield _finding("impossible-date", Severity.ERROR, what, "请核对节点日期。", _at("milestones", row.id))


def _open_results(session: Session) -> Iterator[FindingRow]:
    rows = session.execute(
        select(Result.id, Result.title, Task.id.label("task"), Task.title.label("task_title"))
        .join(Task, Result.task_id == Task.id)
        .where(Task.state.in_(_FINISHED), Result.state.not_in((*_FINISHED, TaskState.DROPPED)))
        .order_by(Task.id, Result.id)
    )
    for row in rows:
        what = f"{quoted(short(row.task_title))}已报完成，其成果{quoted(short(row.title))}尚未交付。"
        yield _finding(
            "done-with-open-result",
            Severity.ERROR,
            what,
            "请补交成果，或退回任务的完成状态。",
            _at("tasks", row.task),
            (_at("results", row.id),),
        )


def _states(session: Session, tasks: list[Any]) -> Iterator[FindingRow]:
    for row in tasks:
        if row.state in _FINISHED and row.progress < 100:
            told = f"状态已完成，进度却是{row.progress}%"
        elif row.progress == 100 and row.state in (TaskState.NOT_STARTED, TaskState.RUNNING):
            told = "进度已到100%，状态却未标为已完成"
        elif row.state is TaskState.NOT_STARTED and row.progress:
            told = f"状态未启动，进度却是{row.progress}%"
        else:
            continue
        what = f"{quoted(short(row.title))}{told}。"
        yield _finding(
            "state-against-progress", Severity.WARNING, what, "请核对状态和进度。", _at("tasks", row.id)
        )


def _contradictions(session: Session) -> Iterator[FindingRow]:
    """Between documents whose tasks were linked."""
    links: defaultdict[tuple[DocumentId, DocumentId], list[AlignmentRow]] = defaultdict(list)
    for link in list_alignments(session):
        links[link.upper.document, link.lower.document].append(link)
    for (upper, lower), held in links.items():
        for row in conflicts(session, upper, lower, held):
            task = row.lower.task
            place = _at("tasks", task) if task is not None else _at("documents", lower)
            above = _at("tasks", row.upper.task) if row.upper.task else _at("documents", upper)
            yield _finding("contradiction", row.severity, row.what, "请与上级文件核对。", place, (above,))


def _annual_figures(session: Session) -> Iterator[FindingRow]:
    grave = {Verdict.CONTRADICTS: Severity.ERROR, Verdict.CUT_OFF: Severity.WARNING}
    for row in annual_checks(session):
        if row.verdict in grave:
            yield _finding(
                "annual-contradiction",
                grave[row.verdict],
                row.sentence,
                "请核对基期值、目标值和年均数。",
                _at("indicators", row.indicator),
            )


def _shares(session: Session, tasks: list[Any]) -> Iterator[FindingRow]:
    roles: defaultdict[int | None, set[Role]] = defaultdict(set)
    shares = select(Assignment.task_id, Assignment.role).where(Assignment.task_id.is_not(None))
    for task, role in session.execute(shares):
        roles[task].add(role)
    for row in tasks:
        if not roles[row.id]:
            what = f"{quoted(short(row.title))}没有责任单位。"
            yield _finding(
                "task-without-unit", Severity.ERROR, what, "请指定责任单位。", _at("tasks", row.id)
            )
        elif Role.LEAD not in roles[row.id]:
            what = f"{quoted(short(row.title))}没有明确牵头单位。"
            yield _finding(
                "task-without-lead", Severity.WARNING, what, "请确定牵头单位。", _at("tasks", row.id)
            )


def _deadlines(session: Session, tasks: list[Any]) -> Iterator[FindingRow]:
    for row in tasks:
        if row.deadline_kind is DeadlineKind.NONE:
            what = f"{quoted(short(row.title))}没有完成时限，不能比对序时进度。"
            yield _finding(
                "task-without-deadline",
                Severity.WARNING,
                what,
                "请补充完成时限，长期任务可填“持续推进”。",
                _at("tasks", row.id),
            )


def _results(session: Session) -> Iterator[FindingRow]:
    held = set(session.scalars(select(Assignment.result_id).where(Assignment.result_id.is_not(None))))
    for id, title, kind in session.execute(
        select(Result.id, Result.title, Result.deadline_kind).order_by(Result.id)
    ):
        if id not in held:
            what = f"成果{quoted(short(title))}没有责任单位。"
            yield _finding(
                "result-without-unit", Severity.WARNING, what, "请指定责任单位。", _at("results", id)
            )
        if kind is DeadlineKind.NONE:
            what = f"成果{quoted(short(title))}没有完成时限。"
            yield _finding(
                "result-without-deadline", Severity.WARNING, what, "请补充完成时限。", _at("results", id)
            )


def _duplicates(session: Session, tasks: list[Any]) -> Iterator[FindingRow]:
    """Tasks of one name, however it is written; in one document a slip, across two perhaps meant."""
    same: defaultdict[str, list[Any]] = defaultdict(list)
    for row in tasks:
        same[spelling_key(row.title)].append(row)
    for first, *others in same.values():
        if not others:
            continue
        within = any(one.document_id == first.document_id for one in others)
        where = "同一文件" if within else "不同文件"
        what = f"{quoted(short(first.title))}在{where}中出现了{len(others) + 1}次。"
        yield _finding(
            "duplicate-task",
            Severity.WARNING if within else Severity.INFO,
            what,
            "如为同一事项请合并，或关联两份文件的任务，避免重复报送。",
            _at("tasks", first.id),
            tuple(_at("tasks", one.id) for one in others),
        )


def _indicators(session: Session) -> Iterator[FindingRow]:
    for row in list_indicators(session):
        place = _at("indicators", row.id)
        if not row.targets:
            what = f"指标{quoted(short(row.name))}没有目标值。"
            yield _finding("indicator-without-target", Severity.WARNING, what, "请补充目标值。", place)
        if not row.unit:
            what = f"指标{quoted(short(row.name))}没有计量单位。"
            yield _finding("indicator-without-unit", Severity.WARNING, what, "请补充计量单位。", place)
        if row.base_value is None:
            what = f"指标{quoted(short(row.name))}没有基期值，不能推算路径。"
            yield _finding("indicator-without-base", Severity.INFO, what, "请补充基期值和基期年份。", place)


def _falls(session: Session) -> Iterator[FindingRow]:
    """Reports that tell less than an earlier one did."""
    query = (
        select(
            ProgressReport.id,
            ProgressReport.task_id,
            ProgressReport.year,
            ProgressReport.granularity,
            ProgressReport.number,
            ProgressReport.percent,
            Task.title,
        )
        .join(Task, ProgressReport.task_id == Task.id)
        .where(ProgressReport.status != ReportStatus.DRAFT)
    )
    known: dict[int, Any] = {}
    for report in sorted(session.execute(query).all(), key=_by_task_and_time):
        before = known.get(report.task_id)
        if before is not None and report.percent < before.percent:
            what = (
                f"{quoted(short(report.title))}{period_text(_period(report))}报{report.percent}%，"
                f"低于{period_text(_period(before))}所报的{before.percent}%。"
            )
            yield _finding(
                "report-falls-back",
                Severity.WARNING,
                what,
                "请与填报单位核实。",
                _at("progress_reports", report.id),
                (_at("progress_reports", before.id),),
            )
        known[report.task_id] = report


def _by_task_and_time(report: Any) -> tuple[int, int]:
    length = 12 // PERIODS_PER_YEAR[report.granularity]
    return report.task_id, report.year * 12 + report.number * length


def _missing_reports(session: Session, ledger: Ledger, on: dt.date) -> Iterator[FindingRow]:
    """Tasks that owe a report on the period that was due last."""
    period = _due_last(session, on)
    if period_state(session, period) is PeriodState.CLOSED:
        return
    titles = dict(session.execute(select(Task.id, Task.title)).all())
    for id in ledger.ids[ledger.judged(period, on).unreported].tolist():
        owed = f"{name_of(period)}的进展（截至{date_text(day_of(period, on))}）"
        what = f"{quoted(short(titles[id]))}没有报送{owed}。"
        yield _finding("report-missing", Severity.WARNING, what, "请催报，或代为填报。", _at("tasks", id))


def _due_last(session: Session, on: dt.date) -> Period:
    """The period in which the day lies once its reports are due, else the one before."""
    now = period_of(on, reporting(session).granularity)
    return now if reporting_day(session).due(now) <= on else previous(now)


def _period(report: Any) -> Period:
    return Period(report.year, report.granularity, report.number)
