"""Light rules (亮灯规则): the versions a plan keeps, the one in force on a day, and lights set by hand."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import HandLight, LightRules
from workbench.planning.light_presets import first_rules
from workbench.planning.lights import RuleTable, table_in_force
from workbench.rows.standing import RuleRow, RulesRow
from workbench.terms import Colour, DeadlineKind, Period, RulesId

_EXEMPT = {
    DeadlineKind.ONGOING: "持续推进的任务",
    DeadlineKind.PERIODIC: "定期开展的任务",
    DeadlineKind.BY: "限期完成的任务",
    DeadlineKind.IN: "按期开展的任务",
    DeadlineKind.NONE: "没有时限的任务",
}


@dataclass(frozen=True, slots=True)
class HandSet:
    """A light set by hand, as it is kept."""

    colour: Colour
    reason: str
    who: str


def rule_tables(session: Session) -> dict[RulesId, RuleTable]:
    """Every version by id; 0 is the one a plan has that never chose."""
    tables = {RulesId(0): first_rules()}
    for id, data in session.execute(select(LightRules.id, LightRules.data).order_by(LightRules.id)):
        tables[RulesId(id)] = RuleTable.from_data(json.loads(data))
    return tables


def rules_in_force(session: Session, on: dt.date) -> RuleTable:
    """The rules a period that is judged by this day is judged by."""
    return table_in_force(rule_tables(session).values(), on)


def list_rules(session: Session, on: dt.date) -> tuple[RulesRow, ...]:
    """Every version, the latest in force first; `current` is the one in force on the day."""
    tables = rule_tables(session)
    current = table_in_force(tables.values(), on)
    ordered = sorted(tables.items(), key=lambda one: (one[1].in_force_from, one[1].version, one[0]))
    return tuple(_row(id, table, table is current) for id, table in reversed(ordered))


def hand_lights(session: Session) -> dict[Period, dict[int, HandSet]]:
    """The lights set by hand, by period and task."""
    found: defaultdict[Period, dict[int, HandSet]] = defaultdict(dict)
    for one in session.scalars(select(HandLight)):
        period = Period(one.year, one.granularity, one.number)
        found[period][one.task_id] = HandSet(Colour[one.colour], one.reason, one.who)
    return dict(found)


def _row(id: RulesId, table: RuleTable, current: bool) -> RulesRow:
    return RulesRow(
        id=id,
        name=table.name,
        version=table.version,
        in_force_from=table.in_force_from,
        rules=tuple(
            RuleRow(rule.name, rule.condition.value, rule.threshold, rule.colour) for rule in table.rules
        ),
        late_on_due_day=table.late_on_due_day,
        grace_days=table.grace_days,
        missing=table.missing.value,
        exempt=tuple(_EXEMPT[kind] for kind in DeadlineKind if kind in table.exempt),
        current=current,
    )
