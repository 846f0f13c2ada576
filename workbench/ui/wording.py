"""How the window says the domain's words: enumerations and values as Chinese text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workbench.rows import AssignmentRow, TargetRow
from workbench.terms import (
    Deadline,
    Granularity,
    Level,
    Operator,
    Period,
    Role,
    Severity,
    TaskState,
)

ROLES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合"}
ROLE_MARKS = {Role.LEAD: "●", Role.RESPONSIBLE: "◐", Role.SUPPORT: "○"}
STATES = {
    TaskState.NOT_STARTED: "未启动",
    TaskState.RUNNING: "推进中",
    TaskState.DONE: "已完成",
    TaskState.CLOSED: "已销号",
    TaskState.PAUSED: "暂缓",
    TaskState.DROPPED: "不再推进",
}
LEVELS = {Level.NATIONAL: "国家", Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县"}
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}
#: An operator goes before the number (≥ 90) or after it (90 左右).
OPERATORS_BEFORE = {
    Operator.EQUAL: "",
    Operator.AT_LEAST: "≥",
    Operator.AT_MOST: "≤",
    Operator.MORE: ">",
    Operator.LESS: "<",
    Operator.ABOUT: "",
}
OPERATORS = {
    Operator.EQUAL: "等于",
    Operator.AT_LEAST: "不低于（≥）",
    Operator.AT_MOST: "不超过（≤）",
    Operator.MORE: "超过（>）",
    Operator.LESS: "低于（<）",
    Operator.ABOUT: "左右",
}


def day(date: dt.date | None) -> str:
    """2022-12-31, or nothing: the form that sorts and can be typed back."""
    return date.isoformat() if date else ""


def day_in_words(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def deadline(value: Deadline) -> str:
    """The document's own words where there are any, else the day."""
    return value.raw or day(value.date)


def units(assignments: Iterable[AssignmentRow], *roles: Role) -> str:
    """Unit names in order, of the given roles or all."""
    return "、".join(one.name for one in assignments if not roles or one.role in roles)


def units_with_roles(assignments: Iterable[AssignmentRow]) -> str:
    return "；".join(f"{one.name}（{ROLES[one.role]}）" for one in assignments)


def number(value: float | None) -> str:
    """A figure without needless zeros: 98, 96.87."""
    return "" if value is None else f"{value:.10g}"


def quantity(value: float, operator: Operator) -> str:
    text = OPERATORS_BEFORE[operator] + number(value)
    return text + "左右" if operator is Operator.ABOUT else text


def targets(rows: Iterable[TargetRow]) -> str:
    return "；".join(f"{one.year}年 {one.raw or quantity(one.value, one.operator)}" for one in rows)


def period(value: Period) -> str:
    """2025年, 2025年上半年, 2025年第2季度, 2025年6月."""
    if value.granularity is Granularity.YEAR:
        return f"{value.year}年"
    if value.granularity is Granularity.HALF:
        return f"{value.year}年{'上' if value.number == 1 else '下'}半年"
    if value.granularity is Granularity.QUARTER:
        return f"{value.year}年第{value.number}季度"
    return f"{value.year}年{value.number}月"
