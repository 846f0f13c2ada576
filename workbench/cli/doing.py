"""`workbench do`, `undo` and `redo`: change the plan by name."""

from __future__ import annotations

import argparse
import datetime as dt
import types
from enum import StrEnum
from functools import partial
from typing import Any, Union, get_args, get_origin

from workbench.changes import ChangeSet
from workbench.cli.output import complain, say, say_table
from workbench.cli.plans import opened
from workbench.cli.values import can_parse, choices, parse_arguments, required
from workbench.errors import UsageError
from workbench.operations.control import require_grounds_where_strict
from workbench.operations.registry import NOUNS, Operation, all_operations, argument_types, find
from workbench.terms import Deadline, Grounds, Period

_ARGUMENTS = {
    "after": "排在它后面的任务，或后置任务",
    "alias": "别名",
    "alignment": "承接关系编号",
    "all_at": "得满分的值",
    "attribute": "约束性或预期性",
    "basis": "依据或文号",
    "before": "排在它前面的任务，或前置任务",
    "colour": "灯色",
    "comment": "批注编号",
    "contact": "联系人",
    "content": "主要内容",
    "control": "变更管控",
    "data": "佐证材料的文件路径",
    "date": "日期",
    "day": "生效日期",
    "deadline": "完成时限",
    "direction": "正向或负向",
    "doc_no": "发文字号",
    "document": "文件编号",
    "done": "进展情况",
    "due": "办结时限",
    "effective_until": "有效期至",
    "end": "完成日期",
    "evidence": "佐证材料编号",
    "finished": "实际完成日期",
    "granularity": "报告期长短",
    "in_force_from": "生效日期",
    "indicator": "指标编号",
    "into": "并入的单位编号",
    "issued_on": "成文日期",
    "issuer": "发文机关",
    "item": "督办件编号、考核项目",
    "key": "考核项目",
    "kind": "关系类型",
    "lag": "间隔天数",
    "leader": "分管领导",
    "level": "层级",
    "limit": "加减分限额",
    "link": "前后置关系编号",
    "lower": "本级任务编号",
    "mark": "考核登记编号",
    "method": "序时进度办法",
    "milestone": "节点编号",
    "months_after": "推后的月数",
    "name": "名称",
    "new_due": "申请延至的日期",
    "next_steps": "下一步安排",
    "note": "说明",
    "nothing_at": "得零分的值",
    "notice": "督办通知单字头",
    "on": "按哪一天，默认今天",
    "operator": "目标值的符号",
    "parent": "上级任务编号",
    "percent": "进度（0–100）",
    "period": "报告期",
    "points": "分值",
    "problems": "存在问题",
    "raw": "原文",
    "reason": "理由",
    "remark": "核实意见",
    "report": "进展报告编号",
    "requirement": "办理要求",
    "result": "成果编号",
    "rule": "规则名称",
    "rules": "亮灯规则编号",
    "section": "章节编号",
    "shape": "路径形状",
    "since": "起算年份",
    "source": "数据来源",
    "start": "开始日期",
    "started": "实际开始日期",
    "state": "状态",
    "successor": "接替单位编号",
    "supports": "协办单位",
    "task": "任务编号",
    "telephone": "联系电话",
    "text": "批注内容",
    "threshold": "数值",
    "times": "次数",
    "title": "标题",
    "unit": "单位编号、单位名称或计量单位",
    "units": "责任单位",
    "upper": "上级任务编号",
    "urging": "催办函字头",
    "valid_from": "设立日期",
    "valid_until": "撤销日期",
    "value": "数值",
    "weight": "权重",
    "what": "登记内容",
    "why": "理由",
    "year": "年份",
}
_FORMS: dict[Any, str] = {
    int: "整数",
    float: "数字",
    str: "文字",
    bytes: "文件路径",
    dt.date: "2022-06-30 或 2022年6月30日",
    Deadline: "2022年底前、2022年6月底前、持续推进、无",
    Period: "2025年、2025年上半年、2025年第二季度、2025年6月",
}


def do(arguments: argparse.Namespace) -> int:
    """Run one operation; or list them, or explain one."""
    words = list(arguments.words)
    if arguments.list:
        return _list()
    if arguments.help:
        named = next((word for word in words if word.partition(".")[0] in NOUNS), None)
        if named is None:
            print(arguments.explain(), end="")
            return 0
        return _explain(_usable(named))
    if len(words) < 2:
        raise UsageError(
            "请写明计划文件和操作。", "例如：workbench do 计划.pwb tasks.set_progress task=6 percent=40。"
        )
    plan, name, *rest = words
    operation = _usable(name)
    grounds, rest = _grounds(operation, rest, arguments.reason)
    values = parse_arguments(operation, rest)
    check = None if grounds else require_grounds_where_strict
    with opened(plan) as workspace:
        # An operation may have a basis or a reason of its own, so its arguments are bound to it here.
        change = workspace.change(partial(operation.run, **values), grounds=grounds, check=check)
    say(f"已完成 {change.label}" if change.rows else f"没有变化 {change.label}")
    return 0


def _grounds(operation: Operation, words: list[str], reason: str) -> tuple[Grounds, list[str]]:
    """Reason and basis among the words, unless the operation has arguments of these names; and the rest."""
    given = {"reason": reason, "basis": ""}
    rest = []
    for word in words:
        name, equals, text = word.partition("=")
        if equals and name in given and name not in argument_types(operation):
            given[name] = text.strip()
        else:
            rest.append(word)
    return Grounds(given["reason"], given["basis"]), rest


def undo(arguments: argparse.Namespace) -> int:
    with opened(arguments.plan) as workspace:
        return _told("已撤销", "没有可撤销的操作。", workspace.undo())


def redo(arguments: argparse.Namespace) -> int:
    with opened(arguments.plan) as workspace:
        return _told("已重做", "没有可重做的操作。", workspace.redo())


def _told(done: str, nothing: str, change: ChangeSet | None) -> int:
    if change is None:
        complain(nothing)
        return 1
    say(f"{done} {change.label}")
    return 0


def _usable(name: str) -> Operation:
    operation = find(name)
    if not all(can_parse(kind) for kind in argument_types(operation).values()):
        raise UsageError(f"{name}不能这样执行。", "导入文件请用 workbench import。")
    return operation


def _list() -> int:
    operations = [
        one for one in all_operations() if all(can_parse(kind) for kind in argument_types(one).values())
    ]
    say_table(
        ("操作", "说明", "参数"), [(one.name, one.label, _brief(one)) for one in operations], widest=120
    )
    return 0


def _brief(operation: Operation) -> str:
    needed = required(operation)
    return " ".join(name if name in needed else f"[{name}]" for name in argument_types(operation))


def _explain(operation: Operation) -> int:
    needed = required(operation)
    say(f"{operation.name}  {operation.label}")
    rows = [
        (name, "必填" if name in needed else "可省略", _ARGUMENTS.get(name, name), _form(kind))
        for name, kind in argument_types(operation).items()
    ]
    say_table(("参数", "", "含义", "写法"), rows, widest=120)
    return 0


def _form(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return "牵头:省数字办,配合:省发改委"
    if get_origin(kind) in (Union, types.UnionType):
        known = next(part for part in get_args(kind) if part is not types.NoneType)
        return f"{_form(known)}；无"
    kind = getattr(kind, "__supertype__", kind)
    return choices(kind) if issubclass(kind, StrEnum) else _FORMS[kind]
