"""Why a light is what it is: a rule table and the facts of one task go in, a light with one Chinese sentence
out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from workbench.errors import RefusedError
from workbench.planning.lights import (
    Condition,
    MissingReport,
    Rule,
    RuleTable,
    TaskFacts,
    counted_progress,
    days_late,
    shortfall,
)
from workbench.planning.measures import in_figures
from workbench.planning.task_arrays import DEADLINE_KIND_CODE, NO_DAY, STATES
from workbench.terms import Colour, TaskState

_STATE_NAMES: Final = {
    TaskState.NOT_STARTED: "未启动",
    TaskState.RUNNING: "推进中",
    TaskState.DONE: "已完成",
    TaskState.CLOSED: "已销号",
    TaskState.PAUSED: "暂缓",
    TaskState.DROPPED: "不再推进",
}


@dataclass(frozen=True, slots=True)
class Light:
    """A light with what made it: `rule` (None where set by hand), and `table` with its version."""

    colour: Colour
    rule: Rule | None
    sentence: str
    table: str


def explain(table: RuleTable, facts: TaskFacts, number: int) -> Light:
    """The light that rule `number` of the table lit for one task (one place of `deciding_rules`)."""
    rule = table.rules[number]
    reason = _REASONS[rule.condition](table, rule, facts)
    source = f"《{table.name}》第{table.version}版"
    return Light(rule.colour, rule, f"{rule.colour}：{reason}，依据{source}“{rule.name}”。", source)


def light_by_hand(table: RuleTable, colour: Colour, reason: str, who: str) -> Light:
    """A light set by hand (人工调整). Raises RefusedError without a reason, or for a colour the table does
    not have.
    """
    if not reason.strip():
        raise RefusedError("人工调整亮灯必须写明理由。", "请补充调整理由。")
    if colour not in table.colours:
        allowed = "、".join(table.colours)
        raise RefusedError(f"《{table.name}》没有{colour}。", f"请从{allowed}中选择。")
    return Light(colour, None, hand_sentence(colour, reason, who), f"《{table.name}》第{table.version}版")


def hand_sentence(colour: Colour, reason: str, who: str) -> str:
    """Why a light that was set by hand is what it is, whatever rules hold by now."""
    return f"{colour}：{who or '经办人'}人工调整，理由：{reason.strip().rstrip('。')}。"


def _date(day: object) -> str:
    return dt.date.fromordinal(int(np.asarray(day))).isoformat()


def _progress(table: RuleTable, facts: TaskFacts) -> str:
    """应完成 and 实际, as far as they are known, and how a missing report was counted."""
    parts = []
    due, counted = float(np.asarray(facts.due)), float(counted_progress(table, facts))
    if not np.isnan(due):
        parts.append(f"应完成{in_figures(due, 1)}%")
    if not np.isnan(counted):
        parts.append(f"实际{in_figures(counted, 1)}%")
    if not facts.reported:
        zero = table.missing is MissingReport.ZERO
        parts.append("本期未报，" + ("按零进度计" if zero else "沿用上次报送的进度"))
    return "，".join(parts)


def _with_progress(reason: str, table: RuleTable, facts: TaskFacts) -> str:
    progress = _progress(table, facts)
    return f"{reason}，{progress}" if progress else reason


def _because_stopped(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    return f"截至{_date(facts.on)}任务状态为{_STATE_NAMES[STATES[int(np.asarray(facts.state))]]}"


def _because_not_yet(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    days = int(np.subtract(facts.start, facts.on))
    return f"{_date(facts.start)}开始，截至{_date(facts.on)}还有{days}天"


def _because_late(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    days = int(days_late(table, facts))
    limit = f"规则为不少于{in_figures(max(rule.threshold, 1))}天" + "，当日起算" * table.late_on_due_day
    reason = f"完成时限{_date(facts.end)}，截至{_date(facts.on)}逾期{days}天（{limit}）"
    return _with_progress(reason, table, facts)


def _because_due_soon(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    left = int(np.subtract(facts.end, facts.on))
    when = f"还有{left}天" if left else "当天到期、还有0天"
    limit = f"规则为不多于{in_figures(rule.threshold)}天"
    reason = f"完成时限{_date(facts.end)}，截至{_date(facts.on)}{when}（{limit}）"
    return _with_progress(reason, table, facts)


def _because_behind(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    behind = in_figures(float(shortfall(table, facts)), 1)
    limit = f"规则为不少于{in_figures(rule.threshold)}个百分点" if rule.threshold else "规则为凡落后即亮灯"
    return f"截至{_date(facts.on)}{_progress(table, facts)}，落后{behind}个百分点（{limit}）"


def _because_no_report(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    last = float(np.asarray(facts.actual))
    known = "" if np.isnan(last) else f"，上次报送的进度为{in_figures(last, 1)}%"
    return f"截至{_date(facts.on)}没有收到本期报告{known}"


def _because_otherwise(table: RuleTable, rule: Rule, facts: TaskFacts) -> str:
    exempt = int(np.asarray(facts.kind)) in {DEADLINE_KIND_CODE[kind] for kind in table.exempt}
    if exempt:
        spared = replace(facts, due=float("nan"))
        return _with_progress(f"截至{_date(facts.on)}为长期任务，不比对时限和序时进度", table, spared)
    if int(np.asarray(facts.end)) == NO_DAY:
        return _with_progress(f"截至{_date(facts.on)}没有明确的完成时限", table, facts)
    left = int(np.subtract(facts.end, facts.on))
    when = f"还有{left}天" if left >= 0 else f"已过{-left}天"
    return _with_progress(f"完成时限{_date(facts.end)}，截至{_date(facts.on)}{when}", table, facts)


_REASONS: Final[dict[Condition, Callable[[RuleTable, Rule, TaskFacts], str]]] = {
    Condition.STOPPED: _because_stopped,
    Condition.DONE: _because_stopped,
    Condition.NOT_YET: _because_not_yet,
    Condition.LATE: _because_late,
    Condition.DUE_SOON: _because_due_soon,
    Condition.BEHIND: _because_behind,
    Condition.NO_REPORT: _because_no_report,
    Condition.OTHERWISE: _because_otherwise,
}
