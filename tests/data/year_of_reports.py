"""A year of invented reports for the tasks of the five sample documents, from a seed, always the same.

The plan has lights of every colour, supervised matters, marks and observed values.

Nothing in it is true of any unit: percentages are drawn at random around the pace a task ought to have.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.exchange.samples import sample_drafts
from workbench.models import Indicator, Milestone, ProgressReport, Result, Task
from workbench.operations import evaluation, indicators, progress, supervision, tasks
from workbench.operations.documents import import_drafts
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Deadline,
    DeadlineKind,
    Granularity,
    IndicatorId,
    IndicatorValue,
    ItemSource,
    MilestoneId,
    Period,
    Precision,
    ReportId,
    ResultId,
    TaskId,
    TaskState,
    UnitId,
)

YEAR = 2021
QUARTERS = tuple(Period(YEAR, Granularity.QUARTER, number) for number in (1, 2, 3, 4))

_DONE = (
    "已印发实施方案，明确{n}项工作和责任分工。",
    "已完成{n}个项目的前期论证，其中{m}个已开工。",
    "平台一期上线试运行，接入单位{n}家。",
    "组织{n}场对接会，协调解决问题{m}个。",
    "完成数据归集{n}类，开放数据集{m}个。",
)
_PROBLEMS = ("", "", "部分单位数据共享不够及时。", "建设资金尚未全部到位。", "专业人才不足。")
_NEXT = ("下一步将组织验收。", "下一步加快项目建设。", "下一步开展试点总结并推广。", "")


@dataclass(frozen=True)
class Pace:
    """How a task fares: how fast against the year, whether it reports, and whether it was stopped."""

    speed: float
    diligence: float
    stopped: bool


def plan_with_a_year(path: Path, seed: int = 1) -> None:
    """Make a plan file with the five documents and all that was reported in the year."""
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_drafts, sample_drafts())
        workspace.change(_settle, seed)
        for quarter in QUARTERS:
            workspace.change(_report_quarter, quarter, seed)
        workspace.change(_observe, seed)
        workspace.change(_supervise)
        workspace.change(_mark)


def _settle(session: Session, seed: int) -> None:
    """What the office settles first: leads of most tasks, the year's end for the year's tasks, some nodes."""
    random = Random(f"settle {seed}")
    for task in _tasks(session):
        issued = task.document.issued_on
        if task.deadline.kind is DeadlineKind.NONE and issued and issued.year == YEAR:
            end = dt.date(YEAR, random.choice((6, 9, 12, 12, 12)), 30)
            tasks.set_deadline(session, TaskId(task.id), Deadline("", DeadlineKind.BY, end, Precision.MONTH))
        if task.assignments and random.random() < 0.7:
            tasks.set_lead(session, TaskId(task.id), task.assignments[0].unit.name)
    by_nodes = next(task for task in _tasks(session) if task.deadline.date)
    for month, title in ((4, "印发方案"), (8, "完成试点"), (12, "全面推开")):
        tasks.add_milestone(session, TaskId(by_nodes.id), title, dt.date(YEAR, month, 30))
    first = session.scalars(select(Milestone).order_by(Milestone.id)).first()
    assert first is not None
    progress.set_node_weight(session, MilestoneId(first.id), 2.0)


def _report_quarter(session: Session, quarter: Period, seed: int) -> None:
    """What came in for a quarter: most tasks, some as drafts, many checked, some with a proof."""
    for task in _tasks(session):
        issued = task.document.issued_on
        pace = _pace(task.id, seed)
        random = Random(f"{task.id} {quarter.number} {seed}")
        if (issued and issued > quarter.last_day) or random.random() > pace.diligence:
            continue
        percent, state = _reached(pace, quarter, random)
        words = (_words(_DONE, random), random.choice(_PROBLEMS), random.choice(_NEXT))
        if random.random() < 0.04:
            progress.save_draft(session, TaskId(task.id), quarter, percent, state, *words)
            continue
        progress.report(session, TaskId(task.id), quarter, percent, state, *words)
        session.flush()
        _look_at(session, task.id, quarter, random)
    for result in session.scalars(select(Result).order_by(Result.id)):
        random = Random(f"result {result.id} {quarter.number} {seed}")
        if random.random() < 0.6:
            percent = min(100, int(random.random() * 60 * quarter.number))
            state = TaskState.DONE if percent == 100 else TaskState.RUNNING
            progress.report_result(
                session, ResultId(result.id), quarter, percent, state, _words(_DONE, random)
            )


def _look_at(session: Session, task: int, quarter: Period, random: Random) -> None:
    """The checker's work on the report just filed."""
    report = session.scalars(
        select(ProgressReport).where(
            ProgressReport.task_id == task,
            ProgressReport.year == quarter.year,
            ProgressReport.number == quarter.number,
        )
    ).one()
    if random.random() < 0.2:
        proof = f"{task}号任务{quarter.number}季度佐证".encode()
        progress.attach(session, ReportId(report.id), "佐证材料.txt", proof)
    chance = random.random()
    if chance < 0.6:
        progress.check(session, ReportId(report.id))
    elif chance < 0.64:
        progress.send_back(session, ReportId(report.id), "数据前后不一致")


def _observe(session: Session, seed: int) -> None:
    """Observed values of the indicators with a base, by year, and the tasks that serve two of them."""
    values = []
    held = [one for one in session.scalars(select(Indicator).order_by(Indicator.id)) if one.base_year]
    for one in held:
        random = Random(f"indicator {one.id} {seed}")
        assert one.base_value is not None
        assert one.base_year is not None
        final = one.targets[-1]
        yearly = (final.value - one.base_value) / (final.year - one.base_year)
        for year in (YEAR, YEAR + 1, YEAR + 2):
            reached = one.base_value + yearly * (year - one.base_year) * random.uniform(0.7, 1.2)
            period = Period(year, Granularity.YEAR)
            values.append(IndicatorValue(IndicatorId(one.id), period, round(reached, 2), source="统计公报"))
    indicators.paste_values(session, tuple(values))
    for task, one in zip(_tasks(session)[:4], held, strict=False):
        indicators.link_task(session, TaskId(task.id), IndicatorId(one.id), "主要支撑")


def _supervise(session: Session) -> None:
    """Three matters: one done with, one late and urged, one that asked for delay."""
    first, second = _tasks(session)[:2]
    opened = dt.date(YEAR, 4, 6)
    supervision.open_item(
        session, "尽快研究解决数据共享堵点问题", dt.date(YEAR, 6, 30), ItemSource.INSTRUCTION,
        "省数字办", "省政府领导批示", "分管副省长", "一个月内报告进展", day=opened,
    )  # fmt: skip
    supervision.open_task(session, TaskId(first.id), dt.date(YEAR, 8, 31), day=dt.date(YEAR, 5, 10))
    supervision.open_task(session, TaskId(second.id), dt.date(YEAR, 9, 30), day=dt.date(YEAR, 7, 1))
    session.flush()
    done, late, delayed = (item.id for item in first_items(session))
    for verb, month, day in (
        (supervision.assign, 4, 7),
        (supervision.sign, 4, 8),
    ):
        verb(session, done, day=dt.date(YEAR, month, day))
        verb(session, late, day=dt.date(YEAR, month + 1, day + 10))
        verb(session, delayed, day=dt.date(YEAR, month + 3, day + 10))
    supervision.report_back(session, done, "已召开协调会，堵点问题全部解决。", dt.date(YEAR, 6, 20))
    supervision.finish(session, done, day=dt.date(YEAR, 6, 25))
    supervision.close(session, done, day=dt.date(YEAR, 6, 28))
    supervision.urge(session, late, "请于三日内书面反馈。", dt.date(YEAR, 9, 2))
    supervision.ask_delay(
        session, delayed, dt.date(YEAR, 11, 30), "招标流程较长", "项目变更批复", dt.date(YEAR, 9, 20)
    )


def first_items(session: Session) -> list[supervision.SupervisionItem]:
    return list(session.scalars(select(supervision.SupervisionItem).order_by(supervision.SupervisionItem.id)))


def _mark(session: Session) -> None:
    """A commendation and a criticism, noted by hand."""
    leads = [task.assignments[0].unit_id for task in _tasks(session) if task.assignments]
    evaluation.add_mark(session, UnitId(leads[0]), QUARTERS[2], "commended", "国家试点经验被推广")
    evaluation.add_mark(session, UnitId(leads[-1]), QUARTERS[2], "criticised", "督查通报点名", 2)


def _tasks(session: Session) -> list[Task]:
    return list(session.scalars(select(Task).order_by(Task.id)))


def _pace(task: int, seed: int) -> Pace:
    random = Random(f"pace {task} {seed}")
    return Pace(
        random.choice((0.3, 0.7, 0.9, 1.0, 1.1, 1.6)), random.choice((0.5, 0.9, 1.0)), random.random() < 0.03
    )


def _reached(pace: Pace, quarter: Period, random: Random) -> tuple[int, TaskState]:
    percent = int(min(100.0, 25 * quarter.number * pace.speed + random.uniform(-3, 3)))
    percent = max(0, percent)
    if pace.stopped and quarter.number > 1:
        return percent, TaskState.PAUSED
    if percent >= 97:
        return 100, TaskState.DONE
    return percent, TaskState.RUNNING if percent else TaskState.NOT_STARTED


def _words(said: tuple[str, ...], random: Random) -> str:
    n = random.randint(3, 40)
    return random.choice(said).format(n=n, m=random.randint(1, n))
