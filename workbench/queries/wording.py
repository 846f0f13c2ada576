"""Facts said in the words of the office, as lists, labels and official papers say them; text out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.notation import date_text
from workbench.terms import (
    AliasKind,
    AlignmentKind,
    ChangeControl,
    Deadline,
    DeadlineKind,
    DueMethod,
    Granularity,
    Level,
    Operator,
    Period,
    PeriodState,
    Precision,
    ReformKind,
    ReportStatus,
    Role,
    TargetKind,
    TaskState,
    TodoKind,
)

if TYPE_CHECKING:
    from workbench.rows.tasks import AssignmentRow

ROLES = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.SUPPORT: "配合单位"}
STATES = {
    TaskState.NOT_STARTED: "未启动",
    TaskState.RUNNING: "推进中",
    TaskState.DONE: "已完成",
    TaskState.CLOSED: "已销号",
    TaskState.PAUSED: "暂缓",
    TaskState.DROPPED: "不再推进",
}
#: How a task answers to one of a document above it.
ALIGNMENTS = {
    AlignmentKind.IMPLEMENTS: "落实",
    AlignmentKind.CONTINUES: "延续",
    AlignmentKind.BREAKS_DOWN: "分解",
    AlignmentKind.UNRELATED: "无关",
}
LEVELS = {Level.NATIONAL: "国家", Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县"}
ALIAS_KINDS = {AliasKind.SHORT: "简称", AliasKind.FORMER: "曾用名", AliasKind.VARIANT: "异写"}
REFORMS = {ReformKind.MERGE: "合并组建", ReformKind.RENAME: "更名", ReformKind.SPLIT: "拆分"}
CONTROLS = {ChangeControl.OFF: "关闭", ChangeControl.ASK: "询问", ChangeControl.REQUIRE: "必填"}
QUARTERS = "一二三四"
TARGET_KINDS = {
    TargetKind.LEVEL: "水平",
    TargetKind.CHANGE: "变化",
    TargetKind.CUMULATIVE: "累计",
    TargetKind.GROWTH: "增速",
}
REPORT_STATUSES = {
    ReportStatus.DRAFT: "草稿",
    ReportStatus.REPORTED: "已报",
    ReportStatus.CHECKED: "已核",
}
PERIOD_STATES = {
    PeriodState.OPEN: "未关账",
    PeriodState.CLOSED: "已关账",
    PeriodState.REOPENED: "重新打开",
}
DUE_METHODS = {
    DueMethod.TIME: "按时间",
    DueMethod.WORKING_DAYS: "按工作日",
    DueMethod.PERIOD_PLAN: "按分期计划",
    DueMethod.NODES: "按节点权重",
    DueMethod.PATH: "按指标路径",
}
TODO_KINDS = {
    TodoKind.LATE: "逾期",
    TodoKind.DUE_SOON: "即将到期",
    TodoKind.UNREPORTED: "未报",
    TodoKind.UNCHECKED: "待核",
    TodoKind.WITHOUT_LEAD: "待定牵头",
    TodoKind.TO_ASSIGN: "待交办",
    TodoKind.TO_SIGN: "待签收",
    TodoKind.TO_REVIEW: "待审核",
    TodoKind.TO_DECIDE: "延期待批",
    TodoKind.TO_CLOSE: "待销号",
}

#: What is put round a number to say its sign, in print (以上 after, 超过 before).
_SIGNS = {
    Operator.EQUAL: ("", ""),
    Operator.AT_LEAST: ("", "以上"),
    Operator.AT_MOST: ("", "以内"),
    Operator.MORE: ("超过", ""),
    Operator.LESS: ("低于", ""),
    Operator.ABOUT: ("", "左右"),
}


def deadline_text(deadline: Deadline) -> str:
    """A deadline in official form: 2022年12月底前, 2022年第三季度, 持续推进; "" where none is stated."""
    if deadline.kind is DeadlineKind.ONGOING:
        return deadline.raw or "持续推进"
    if deadline.date is None:
        return deadline.raw
    return _by(deadline) if deadline.kind is DeadlineKind.BY else _in(deadline)


def _by(deadline: Deadline) -> str:
    date = deadline.date
    assert date is not None
    if deadline.precision is Precision.YEAR:
        return f"{date.year}年底前"
    if deadline.precision is Precision.DAY:
        return f"{date_text(date)}前"
    return f"{date.year}年{date.month}月底前"


def _in(deadline: Deadline) -> str:
    date = deadline.date
    assert date is not None
    stretch = {
        Precision.YEAR: "",
        Precision.HALF: "上半年" if date.month <= 6 else "下半年",
        Precision.QUARTER: f"第{QUARTERS[(date.month - 1) // 3]}季度",
        Precision.MONTH: f"{date.month}月",
        Precision.DAY: f"{date.month}月{date.day}日",
    }
    return f"{date.year}年{stretch[deadline.precision]}"


def period_text(period: Period) -> str:
    """A reporting period: 2025年, 2025年上半年, 2025年第二季度, 2025年6月."""
    parts = {
        Granularity.YEAR: "",
        Granularity.HALF: "上半年" if period.number == 1 else "下半年",
        Granularity.QUARTER: f"第{QUARTERS[period.number - 1]}季度" if period.number <= 4 else "",
        Granularity.MONTH: f"{period.number}月",
    }
    return f"{period.year}年{parts[period.granularity]}"


def number_text(value: float) -> str:
    """A number without needless zeros: 96.87, 98."""
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"


def value_text(value: float, operator: Operator = Operator.EQUAL) -> str:
    """A number with its sign: 98, 90以上, 超过70, 3左右."""
    before, after = _SIGNS[operator]
    return f"{before}{number_text(value)}{after}"


def names(units: Iterable[AssignmentRow]) -> str:
    """Unit names joined as in print."""
    return "、".join(unit.name for unit in units)


def units_text(units: Sequence[AssignmentRow]) -> str:
    """The units of a task: bare names while no roles are told apart, else 牵头单位：…；配合单位：…."""
    groups = {role: tuple(unit for unit in units if unit.role is role) for role in ROLES}
    told = [(role, group) for role, group in groups.items() if group]
    if [role for role, _ in told] in ([], [Role.RESPONSIBLE]):
        return names(units)
    return "；".join(f"{ROLES[role]}：{names(group)}" for role, group in told)


def short(text: str, length: int = 28) -> str:
    """A long title cut to fit a line."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


_HANZI = "\u3400-\u4dbf\u4e00-\u9fff"
_BESIDE = rf"{_HANZI}“”‘’《》〈〉（）〔〕、。，；：％%"
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_MARK = re.compile(rf"(?<=[{_BESIDE}])\s*([,:;?!])\s*|\s*([,:;?!])\s*(?=[{_BESIDE}])")


_NUMBER = re.compile(r"[(〔\[【](\d{4})[)〕\]】]第?0*(\d+)号")


def document_number(doc_no: str) -> str:
    """A 发文字号 as it is printed (GB/T 9704-2012 7.2.5): 〔full year〕, ASCII digits, neither 第 nor zeros.

    What is no such number comes back as it was.
    """
    plain = unicodedata.normalize("NFKC", doc_no).replace(" ", "").replace("號", "号")
    return _NUMBER.sub(r"〔\1〕\2号", plain) if _NUMBER.search(plain) else doc_no


def full_width(text: str) -> str:
    """ASCII brackets, commas, colons and the like beside Chinese characters made full-width, as print wants.

    Numbers, addresses and formulas keep theirs (1,000; 12:30; R&D/GDP).
    """
    spaced = _MARK.sub(lambda found: _MARKS[found[1] or found[2]], text)
    return _BRACKETS.sub(lambda found: _bracketed(spaced, found), spaced)


def _bracketed(text: str, found: re.Match[str]) -> str:
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    if re.search(rf"[{_BESIDE}]", before + found[1] + after):
        return f"（{found[1]}）"
    return found[0]
