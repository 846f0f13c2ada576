"""The light rules that come with the program (`resources/lights`), as data an office can look at.

绿黄红 is the commonest set, and what a plan has that never chose; the 三色督查单 differ from place to place.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache

from workbench.errors import RefusedError
from workbench.planning.lights import RuleTable
from workbench.resources import resource_path


@cache
def presets() -> tuple[RuleTable, ...]:
    """Every set, as a first version in force since ever."""
    files = sorted(resource_path("lights").glob("*.json"))
    since_ever = {"version": 1, "in_force_from": dt.date.min.isoformat()}
    return tuple(RuleTable.from_data(json.loads(path.read_text("utf-8")) | since_ever) for path in files)


def preset(name: str) -> RuleTable:
    """The set of this name. Raises RefusedError naming those there are."""
    for table in presets():
        if table.name == name:
            return table
    names = "、".join(f"《{table.name}》" for table in presets())
    raise RefusedError(f"没有名为《{name}》的预设亮灯规则。", f"可选：{names}。")


def first_rules() -> RuleTable:
    """What a plan is judged by that never chose rules."""
    return presets()[0]
