"""Why facts of the plan stand as they do (读取依据): the rule and the words of the document behind each."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Assignment, Indicator, Result, Task
from workbench.models.whys import unpack_why, unpack_whys
from workbench.planning.editions import FIELDS
from workbench.queries.lookup import found
from workbench.rows.documents import WhyRow
from workbench.terms import IndicatorId, ResultId, TaskId


def whys_of_task(session: Session, task: TaskId) -> tuple[WhyRow, ...]:
    """The reasons of a task's facts, each unit's too; none for what the planner made. Spans count in the
    document's present source. Raises RefusedError where there is no such task."""
    query = select(Task).where(Task.id == task).options(selectinload(Task.assignments))
    row = found(session.scalar(query), "任务", task)
    return (*_whys(row.whys), *_whys_of_units(row.assignments))


def whys_of_result(session: Session, result: ResultId) -> tuple[WhyRow, ...]:
    """As `whys_of_task`."""
    query = select(Result).where(Result.id == result).options(selectinload(Result.assignments))
    row = found(session.scalar(query), "成果", result)
    return (*_whys(row.whys), *_whys_of_units(row.assignments))


def whys_of_indicator(session: Session, indicator: IndicatorId) -> tuple[WhyRow, ...]:
    """As `whys_of_task`."""
    return tuple(_whys(found(session.get(Indicator, indicator), "指标", indicator).whys))


def _whys(packed: str | None) -> list[WhyRow]:
    told = {**FIELDS, "target": "目标值", "unit": "计量单位"}
    whys = unpack_whys(packed)
    ordered = (*(name for name in told if name in whys), *(name for name in whys if name not in told))
    return [WhyRow(told.get(name, name), whys[name]) for name in ordered]


def _whys_of_units(shares: list[Assignment]) -> list[WhyRow]:
    return [
        WhyRow(f"责任单位“{share.unit.name}”", why)
        for share in shares
        if (why := unpack_why(share.why)) is not None
    ]
