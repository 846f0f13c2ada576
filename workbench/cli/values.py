"""Words of the command line made into the arguments of an operation, by their types."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from workbench.errors import UsageError
from workbench.notation import date_text
from workbench.operations.registry import Operation, argument_types
from workbench.planning.supervision import SOURCES
from workbench.queries.wording import (
    ALIAS_KINDS,
    ALIGNMENTS,
    CONTROLS,
    DUE_METHODS,
    LEVELS,
    ROLES,
    STATES,
    TARGET_KINDS,
)
from workbench.terms import (
    NO_DEADLINE,
    PERIODS_PER_YEAR,
    Deadline,
    DeadlineKind,
    Granularity,
    LinkKind,
    Operator,
    Period,
    Precision,
    Role,
    UnitChoice,
)

#: Words for nothing, where an argument may be left empty.
NOTHING = ("", "无", "-")

_CHINESE: Mapping[Any, str] = {
    **ALIGNMENTS,
    **ROLES,
    **STATES,
    **LEVELS,
    **ALIAS_KINDS,
    **CONTROLS,
    **DUE_METHODS,
    **TARGET_KINDS,
    **SOURCES,
    Granularity.YEAR: "年",
    Granularity.HALF: "半年",
    Granularity.QUARTER: "季",
    Granularity.MONTH: "月",
    LinkKind.FINISH_START: "完成-开始",
    LinkKind.START_START: "开始-开始",
    LinkKind.FINISH_FINISH: "完成-完成",
    LinkKind.START_FINISH: "开始-完成",
    Operator.EQUAL: "等于",
    Operator.AT_LEAST: "不低于",
    Operator.AT_MOST: "不超过",
    Operator.MORE: "超过",
    Operator.LESS: "低于",
    Operator.ABOUT: "左右",
}


def parse_arguments(operation: Operation, words: Sequence[str]) -> dict[str, Any]:
    """`task=6 deadline=2022年` as keyword arguments. Raises UsageError naming the word that is wrong."""
    types_ = argument_types(operation)
    values: dict[str, Any] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or name not in types_:
            raise UsageError(
                f"“{word}”不是{operation.name}的参数。",
                f"可用的参数：{'、'.join(types_)}，写成 参数=值。",
            )
        values[name] = parse(text.strip(), types_[name])
    missing = [name for name in required(operation) if name not in values]
    if missing:
        raise UsageError(
            f"缺少参数：{'、'.join(missing)}。", f"可用 workbench do {operation.name} --help 查看说明。"
        )
    return values


def required(operation: Operation) -> tuple[str, ...]:
    """The arguments that have no default."""
    import inspect

    parameters = inspect.signature(operation.run).parameters
    return tuple(
        name for name in argument_types(operation) if parameters[name].default is inspect.Parameter.empty
    )


def parse(text: str, kind: Any) -> Any:
    """The value that `text` stands for. Raises UsageError."""
    if get_origin(kind) in (Union, types.UnionType):
        if text in NOTHING:
            return None
        kind = next(part for part in get_args(kind) if part is not types.NoneType)
    if get_origin(kind) is tuple:
        return parse_units(text)
    kind = getattr(kind, "__supertype__", kind)
    if issubclass(kind, StrEnum):
        return parse_enum(text, kind)
    return _PARSERS[kind](text)


def can_parse(kind: Any) -> bool:
    """Whether a value of this type can be written on the command line."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0] is UnitChoice
    if get_origin(kind) in (Union, types.UnionType):
        return all(part is types.NoneType or can_parse(part) for part in get_args(kind))
    kind = getattr(kind, "__supertype__", kind)
    return kind in _PARSERS or issubclass(kind, StrEnum)


def parse_enum(text: str, kind: type[StrEnum]) -> StrEnum:
    """A member by its value or its Chinese name (牵头 and 牵头单位 alike)."""
    for member in kind:
        chinese = _CHINESE.get(member, "")
        if text in (member.value, chinese, chinese.removesuffix("单位")) and text:
            return member
    raise UsageError(f"“{text}”不可用。", f"可选：{choices(kind)}。")


def choices(kind: type[StrEnum]) -> str:
    return "、".join(_CHINESE.get(member, member.value) for member in kind)


def parse_units(text: str) -> tuple[UnitChoice, ...]:
    """牵头:省数字办,配合:省发改委、省财政厅 – a role holds until the next one is named."""
    units: list[UnitChoice] = []
    role = Role.RESPONSIBLE
    for part in re.split(r"[,，、;；]", text):
        marked, colon, name = part.replace("：", ":").rpartition(":")
        if colon:
            role = Role(parse_enum(marked.strip(), Role))
        if name.strip():
            units.append(UnitChoice(name.strip(), role))
    return tuple(units)


def parse_date(text: str) -> dt.date:
    """2022-06-30, 2022/6/30 or 2022年6月30日."""
    found = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?", text)
    try:
        return dt.date(*map(int, found.groups())) if found else dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}”不是日期。", "请写成 2022-06-30 或 2022年6月30日。") from None


def parse_deadline_words(text: str) -> Deadline:
    """What a document could say (2022年6月底前, 持续推进), or a plain day; 无 takes the deadline away."""
    if text in NOTHING:
        return NO_DEADLINE
    if re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", text):
        date = parse_date(text)
        return Deadline(f"{date_text(date)}前", DeadlineKind.BY, date, Precision.DAY)
    from workbench.reading.deadlines import parse_deadline

    deadline = parse_deadline(text, dt.date.today().year)
    if deadline.kind is DeadlineKind.NONE:
        raise UsageError(f"看不懂完成时限“{text}”。", "请写成 2022年底前、2022年6月30日、持续推进 等。")
    return deadline


_PERIOD = re.compile(
    r"(?P<year>\d{4})年?(?:第?(?P<quarter>[1-4一二三四])季度|[Qq](?P<q>[1-4])|(?P<half>[上下])半年"
    r"|[-/.]?(?P<month>\d{1,2})月?)?"
)


def parse_period(text: str) -> Period:
    """2025, 2025年上半年, 2025年第二季度, 2025Q2, 2025-06, 2025年6月."""
    found = _PERIOD.fullmatch(text.replace(" ", ""))
    if not found:
        raise UsageError(
            f"“{text}”不是报告期。", "请写成 2025年、2025年上半年、2025年第二季度 或 2025年6月。"
        )
    year, quarter = int(found["year"]), found["quarter"] or found["q"]
    if quarter:
        return Period(year, Granularity.QUARTER, "一二三四".find(quarter) + 1 or int(quarter))
    if found["half"]:
        return Period(year, Granularity.HALF, "上下".index(found["half"]) + 1)
    if found["month"]:
        month = int(found["month"])
        if not 1 <= month <= PERIODS_PER_YEAR[Granularity.MONTH]:
            raise UsageError(f"没有{month}月。", "月份是 1 到 12。")
        return Period(year, Granularity.MONTH, month)
    return Period(year, Granularity.YEAR)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"“{text}”不是数字。", "请写成 98 或 96.87。") from None


def _whole(text: str) -> int:
    try:
        return int(text.removesuffix("%"))
    except ValueError:
        raise UsageError(f"“{text}”不是整数。", "请写成 12 这样的数字。") from None


def _file_bytes(text: str) -> bytes:
    """What a file holds, by its path."""
    try:
        return Path(text).read_bytes()
    except OSError as error:
        raise UsageError(f"读不出文件“{text}”。", "请核对路径，并检查是否有权限读取。") from error


_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    float: _number,
    bytes: _file_bytes,
    dt.date: parse_date,
    Deadline: parse_deadline_words,
    Period: parse_period,
}
