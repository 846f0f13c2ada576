"""How the window says the domain's words where a cell needs them shorter than print (`queries.wording`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.queries.wording import number_text
from workbench.terms import Confidence, Deadline, Operator, Role, Severity

if TYPE_CHECKING:
    from workbench.rows.indicators import TargetRow
    from workbench.rows.tasks import AssignmentRow

ROLES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合"}
ROLE_MARKS = {Role.LEAD: "●", Role.RESPONSIBLE: "◐", Role.SUPPORT: "○"}
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}
CONFIDENCES = {Confidence.CERTAIN: "写明", Confidence.LIKELY: "推定", Confidence.GUESSED: "猜测"}
#: What a kind of problem is called where a list is narrowed to it.
PROBLEMS = {
    "ambiguous-deadline": "时限有歧义",
    "censored-word": "词语被屏蔽",
    "damaged-text": "文字损坏",
    "font-without-unicode": "字体缺编码",
    "hidden-text": "隐藏内容",
    "no-assignments": "没有任务",
    "orphan-assignment": "责任单位无归属",
    "pages-without-text": "页面无文字",
    "pinyin-damage": "拼音残留",
    "slanted-text": "倾斜文字",
    "tracked-changes": "修订痕迹",
    "unclosed-bracket": "括号不配对",
    "unread-deadline": "时限未读懂",
    "unread-target": "目标值未读懂",
    "untitled-row": "表格行无名称",
}
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


def local_time(at: dt.datetime) -> dt.datetime:
    """An instant as the journal keeps it (UTC, without zone) on the clock of this machine."""
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone()


def deadline(value: Deadline) -> str:
    """The document's own words where there are any, else the day."""
    return value.raw or day(value.date)


def units(assignments: Iterable[AssignmentRow], *roles: Role) -> str:
    """Unit names in order, of the given roles or all."""
    return "、".join(one.name for one in assignments if not roles or one.role in roles)


def units_with_roles(assignments: Iterable[AssignmentRow]) -> str:
    return "；".join(f"{one.name}（{ROLES[one.role]}）" for one in assignments)


def number(value: float | None) -> str:
    return "" if value is None else number_text(value)


def quantity(value: float, operator: Operator) -> str:
    """≥98, 3左右: shorter than print says it, for a cell."""
    text = OPERATORS_BEFORE[operator] + number_text(value)
    return text + "左右" if operator is Operator.ABOUT else text


def targets(rows: Iterable[TargetRow]) -> str:
    return "；".join(f"{one.year}年 {one.raw or quantity(one.value, one.operator)}" for one in rows)
