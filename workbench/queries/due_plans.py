"""How tasks fall due (序时进度办法): what was chosen for single tasks, and what it makes due in a period."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import DuePlan, Milestone, PlanSetting, Task
from workbench.planning.calendar import WorkingCalendar
from workbench.planning.due_progress import (
    DueProgress,
    Node,
    by_nodes,
    by_period_plan,
    by_time,
    by_working_days,
    due_by_path,
)
from workbench.planning.measures import in_figures
from workbench.planning.periods import name_of
from workbench.planning.quoting import quoted
from workbench.planning.trajectories import Path
from workbench.queries.lookup import found
from workbench.rows.progress import DuePlanRow, NodeWeightRow
from workbench.terms import DueMethod, Granularity, IndicatorId, MilestoneId, Period, TaskId

#: Under this name the plan keeps how tasks fall due that have no way of their own: a `terms.DueMethod`.
DUE_METHOD = "due_method"

_NO_DAYS = "没有明确的起止时间，不计算序时进度"


class DuePlans:
    """The ways chosen in a plan, read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.default = plan_method(session)
        self._plans = {one.task_id: one for one in session.scalars(select(DuePlan))}
        self._nodes = self._read_nodes()
        self._paths = self._read_paths()

    def working_days(self) -> tuple[dict[int, bool], bool]:
        """By task, whether it falls due by working days where that was chosen; and what holds for others."""
        chosen = {task: one.method is DueMethod.WORKING_DAYS for task, one in self._plans.items()}
        return chosen, self.default is DueMethod.WORKING_DAYS

    def due(self, period: Period, on: dt.date) -> dict[int, float]:
        """Percent due of the tasks that go by a plan of periods, by nodes or by the path of an indicator."""
        percents = {}
        for task, one in self._plans.items():
            told = self._own(one, period, on, 0.0)
            if told is not None and told.due is not None:
                percents[task] = told.due
        return percents

    def told(
        self,
        task: int,
        period: Period,
        on: dt.date,
        days: tuple[dt.date | None, dt.date | None],
        actual: float | None,
        calendar: WorkingCalendar,
    ) -> DueProgress:
        """What is due of a task with how it was found; `days` are its first and last."""
        chosen = self._plans.get(task)
        told = self._own(chosen, period, on, actual) if chosen else None
        if told is not None:
            return told
        start, end = days
        if start is None or end is None or end < start:
            return DueProgress(None, actual, _NO_DAYS)
        method = chosen.method if chosen else self.default
        if method is DueMethod.WORKING_DAYS:
            return by_working_days(start, end, on, actual or 0.0, calendar)
        return by_time(start, end, on, actual or 0.0)

    def _own(self, one: DuePlan, period: Period, on: dt.date, actual: float | None) -> DueProgress | None:
        """None where the task falls due by its days alone."""
        if one.method is DueMethod.PERIOD_PLAN:
            return by_period_plan(period_steps(one), on, actual or 0.0)
        if one.method is DueMethod.NODES:
            nodes = self._nodes.get(one.task_id)
            return by_nodes([_node(row) for row in nodes], on, actual or 0.0) if nodes else None
        if one.method is DueMethod.PATH:
            return self._by_path(one, period, actual)
        return None

    def _by_path(self, one: DuePlan, period: Period, actual: float | None) -> DueProgress | None:
        named = self._paths.get(one.task_id)
        due = due_by_path(named[1], period) if named else None
        if named is None or due is None:
            return None
        told = f"按指标{quoted(named[0])}的路径，到{name_of(period)}末应走完全程的{in_figures(due, 1)}%"
        return DueProgress(due, actual, told)

    def _read_nodes(self) -> dict[int, list[NodeWeightRow]]:
        by_nodes_ = [task for task, one in self._plans.items() if one.method is DueMethod.NODES]
        rows: defaultdict[int, list[NodeWeightRow]] = defaultdict(list)
        for one in self._session.scalars(
            select(Milestone).where(Milestone.task_id.in_(by_nodes_)).order_by(Milestone.date, Milestone.id)
        ):
            rows[one.task_id].append(weighted(one, self._plans[one.task_id]))
        return rows

    def _read_paths(self) -> dict[int, tuple[str, Path]]:
        from workbench.queries.indicator_paths import path_by_indicator

        followed = {
            task: one.indicator_id
            for task, one in self._plans.items()
            if one.method is DueMethod.PATH and one.indicator_id is not None
        }
        paths = path_by_indicator(self._session, set(followed.values())) if followed else {}
        return {task: paths[id] for task, id in followed.items() if id in paths}


def plan_method(session: Session) -> DueMethod:
    """How tasks of the plan fall due that have no way of their own."""
    kept = session.scalar(select(PlanSetting.value).where(PlanSetting.name == DUE_METHOD))
    return DueMethod(kept) if kept else DueMethod.TIME


def due_plan(session: Session, task: TaskId) -> DuePlanRow:
    """How a task falls due. Raises RefusedError where there is no such task."""
    found(session.get(Task, task), "任务", task)
    one = session.scalar(select(DuePlan).where(DuePlan.task_id == task))
    milestones = session.scalars(
        select(Milestone).where(Milestone.task_id == task).order_by(Milestone.date, Milestone.id)
    )
    nodes = tuple(weighted(each, one) for each in milestones)
    if one is None:
        return DuePlanRow(task, plan_method(session), False, nodes=nodes)
    steps = tuple(period_steps(one).items()) if one.method is DueMethod.PERIOD_PLAN else ()
    indicator = IndicatorId(one.indicator_id) if one.indicator_id is not None else None
    return DuePlanRow(task, one.method, True, steps, nodes, indicator)


def period_steps(one: DuePlan) -> dict[Period, float]:
    """The cumulative percents of a plan by periods."""
    return {
        Period(year, Granularity(granularity), number): percent
        for year, granularity, number, percent in json.loads(one.figures)
    }


def weighted(milestone: Milestone, one: DuePlan | None) -> NodeWeightRow:
    """A milestone with its weight; 1 where none was given."""
    weights = dict(json.loads(one.figures)) if one is not None and one.method is DueMethod.NODES else {}
    return NodeWeightRow(
        MilestoneId(milestone.id),
        milestone.title,
        milestone.date,
        milestone.done,
        weights.get(milestone.id, 1.0),
    )


def offered_percent(nodes: list[NodeWeightRow], parts: list[float]) -> float | None:
    """What the nodes done, or else the parts below, add up to: a proposal, never forced. None without any."""
    if nodes:
        return by_nodes([_node(row) for row in nodes], dt.date.max).actual
    return sum(parts) / len(parts) if parts else None


def _node(row: NodeWeightRow) -> Node:
    return Node(row.date, row.weight, row.done)


def check_steps(steps: dict[Period, float]) -> None:
    """Raises RefusedError for a plan of periods that falls back, leaves 0–100, or is empty."""
    if not steps:
        raise RefusedError("分期计划还没有填写各期进度。", "请至少填写一期的累计进度。")
    by_period_plan(steps, dt.date.max, 0.0)
