"""What the tasks of the table stand under: a plan by document goes in, the same tasks in groups come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import numpy as np

from workbench.planning.lanes import NO_LEAD, in_lanes
from workbench.planning.task_arrays import DEADLINE_KIND_CODE, NO_DAY, STATES, TaskArrays
from workbench.terms import DeadlineKind, TaskState

_ONGOING: Final = DEADLINE_KIND_CODE[DeadlineKind.ONGOING]
_PERIODIC: Final = DEADLINE_KIND_CODE[DeadlineKind.PERIODIC]
ONGOING_WORK: Final = "持续推进"
NO_DEADLINE_SET: Final = "未定时限"
NO_LEADER: Final = "未明确分管领导"


class GroupBy(StrEnum):
    """What gathers the tasks."""

    DOCUMENT = "document"  # 文件和章节
    LEAD = "lead"  # 牵头单位
    STATE = "state"  # 状态
    YEAR = "year"  # 到期年份
    LEADER = "leader"  # 分管领导


GROUPS_IN_WORDS: Final = {
    GroupBy.DOCUMENT: "文件和章节",
    GroupBy.LEAD: "牵头单位",
    GroupBy.STATE: "状态",
    GroupBy.YEAR: "到期年份",
    GroupBy.LEADER: "分管领导",
}


def grouped(
    arrays: TaskArrays, by: GroupBy, states: Mapping[TaskState, str], leaders: Mapping[str, str]
) -> TaskArrays:
    """The plan in groups. `states` says the states in words; `leaders` names the leader in charge
    (分管领导) of a unit by the unit's name."""
    if by is GroupBy.DOCUMENT:
        return arrays
    if by is GroupBy.LEAD:
        return in_lanes(arrays, arrays.lead, NO_LEAD)
    if by is GroupBy.LEADER:
        return in_lanes(arrays, [leaders.get(lead, "") for lead in arrays.lead], NO_LEADER)
    if by is GroupBy.STATE:
        words = [states[state] for state in STATES]
        return in_lanes(arrays, [words[code] for code in arrays.state.tolist()], "", words.index)
    return in_lanes(arrays, due_years(arrays), NO_DEADLINE_SET, lambda year: (year == ONGOING_WORK, year))


def due_years(arrays: TaskArrays) -> list[str]:
    """The year each node is due in (2025年); 持续推进 for work without an end, "" where no day is set."""
    ongoing = np.isin(arrays.deadline_kind, (_ONGOING, _PERIODIC)).tolist()
    words = {day: f"{dt.date.fromordinal(day).year}年" for day in set(arrays.end.tolist()) if day != NO_DAY}
    return [
        words.get(day) or (ONGOING_WORK if endless else "")
        for day, endless in zip(arrays.end.tolist(), ongoing, strict=True)
    ]
