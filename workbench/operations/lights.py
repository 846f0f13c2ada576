"""Operations on light rules (亮灯规则) and on lights set by hand (人工调整)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import HandLight, LightRules, Task
from workbench.notation import date_text
from workbench.operations.comments import WHO, now
from workbench.operations.lookup import require, require_text
from workbench.operations.periods import require_open
from workbench.operations.registry import label, operation
from workbench.planning.light_presets import preset
from workbench.planning.light_words import light_by_hand
from workbench.planning.lights import RuleTable
from workbench.planning.standings import day_of
from workbench.queries.lights import rule_tables, rules_in_force
from workbench.queries.wording import number_text, period_text, short
from workbench.terms import Colour, Period, RulesId, TaskId

LONGEST_NAME = 80


@operation("选用亮灯规则")
def adopt(session: Session, name: str, in_force_from: dt.date) -> None:
    """Judge by one of the sets that come with the program from a day on. Older periods keep their rules."""
    table = _added(session, preset(name), in_force_from)
    label(session, f"选用亮灯规则：《{table.name}》第{table.version}版，{date_text(in_force_from)}起")


@operation("修订亮灯规则")
def set_rules(session: Session, table: RuleTable) -> None:
    """Judge by a table the office made, from its own day on; it becomes a version of its own."""
    require_text(table.name, "规则名称")
    added = _added(session, table, table.in_force_from)
    label(session, f"修订亮灯规则：《{added.name}》第{added.version}版，{date_text(added.in_force_from)}起")


@operation("调整亮灯规则的数值")
def set_threshold(session: Session, rule: str, threshold: float, in_force_from: dt.date) -> None:
    """Change the number of one rule (days or percentage points) of those in force, from a day on."""
    current = rules_in_force(session, in_force_from)
    if rule not in [one.name for one in current.rules]:
        names = "、".join(one.name for one in current.rules)
        raise RefusedError(f"《{current.name}》没有名为“{rule}”的规则。", f"可选：{names}。")
    rules = tuple(replace(one, threshold=threshold) if one.name == rule else one for one in current.rules)
    added = _added(session, replace(current, rules=rules), in_force_from)
    told = f"“{rule}”→ {number_text(threshold)}，{date_text(in_force_from)}起（第{added.version}版）"
    label(session, f"调整亮灯规则的数值：{told}")


@operation("删除亮灯规则")
def remove(session: Session, rules: RulesId) -> None:
    """Take the latest version back. Earlier ones stay, for the periods judged by them."""
    found = require(session, LightRules, rules)
    newest = max(session.scalars(select(LightRules.id)))
    if found.id != newest:
        raise RefusedError("只能删除最后一次制定的亮灯规则。", "较早的版本仍是过去各期的依据。")
    label(session, f"删除亮灯规则：《{found.name}》第{found.version}版")
    session.delete(found)


@operation("人工调整亮灯")
def set_by_hand(session: Session, task: TaskId, period: Period, colour: Colour, reason: str) -> None:
    """Set the light of a task in a period, with the reason. It stands over the rules."""
    found = require(session, Task, task)
    require_open(session, period)
    table = rules_in_force(session, day_of(period, dt.date.today()))
    who = session.info.get(WHO, "")
    light_by_hand(table, colour, reason, who)  # refuses without a reason, or for another colour
    kept = _hand_light(session, task, period)
    if kept is None:
        kept = HandLight(task_id=found.id, period=period)
        session.add(kept)
    kept.colour, kept.reason, kept.who, kept.at = colour.name, reason.strip(), who, now()
    label(session, f"人工调整亮灯：{short(found.title)}（{period_text(period)}）→ {colour}，{reason.strip()}")


@operation("取消人工亮灯")
def clear_by_hand(session: Session, task: TaskId, period: Period) -> None:
    """Let the rules decide again."""
    found = require(session, Task, task)
    require_open(session, period)
    kept = _hand_light(session, task, period)
    if kept is None:
        raise RefusedError(f"“{short(found.title)}”{period_text(period)}没有人工调整。", "不需要取消。")
    label(session, f"取消人工亮灯：{short(found.title)}（{period_text(period)}）")
    session.delete(kept)


def _added(session: Session, table: RuleTable, since: dt.date) -> RuleTable:
    name = table.name.strip()
    if len(name) > LONGEST_NAME:
        raise RefusedError(f"规则名称超过{LONGEST_NAME}个字。", "请缩短名称。")
    versions = [one.version for one in rule_tables(session).values() if one.name == name]
    added = replace(table, name=name, version=max(versions, default=0) + 1, in_force_from=since)
    data = json.dumps(added.as_data(), ensure_ascii=False)
    session.add(LightRules(name=name, version=added.version, in_force_from=since, data=data))
    return added


def _hand_light(session: Session, task: TaskId, period: Period) -> HandLight | None:
    return session.scalar(
        select(HandLight).where(
            HandLight.task_id == task,
            HandLight.year == period.year,
            HandLight.granularity == period.granularity,
            HandLight.number == period.number,
        )
    )
