"""`workbench show`: the plan as aligned tables, or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from workbench.changes import StepKind
from workbench.cli.output import say_json_rows, say_table
from workbench.cli.plans import opened
from workbench.planning.adjusted_words import adjusted_text, field_text
from workbench.queries import adjustments, documents, history, indicators, overview, results, tasks, units
from workbench.queries.wording import LEVELS, STATES, deadline_text, number_text, units_text, value_text
from workbench.rows.indicators import IndicatorRow
from workbench.rows.overview import SummaryRow
from workbench.rows.units import UnitRow

#: A column: its head, and what stands in it for a row.
Column = tuple[str, Callable[[Any], object]]

_KINDS = {StepKind.DO: "操作", StepKind.UNDO: "撤销", StepKind.REDO: "重做"}


def show(arguments: argparse.Namespace) -> int:
    """List one kind of thing."""
    with opened(arguments.plan, read_only=True) as workspace:
        rows: Sequence[Any]
        if arguments.what == "summary":
            rows = (workspace.ask(overview.summary, dt.date.today()),)
        else:
            rows = workspace.ask(_QUERIES[arguments.what])
    if arguments.json:
        say_json_rows(rows)
    elif arguments.what == "summary":
        say_summary(rows[0])
    else:
        say_rows(_COLUMNS[arguments.what], rows)
    return 0


def say_rows(columns: Sequence[Column], rows: Iterable[Any]) -> None:
    say_table([head for head, _ in columns], [[str(cell(row)) for _, cell in columns] for row in rows])


def say_summary(summary: SummaryRow) -> None:
    """The plan in numbers, then each document."""
    figures = {
        "文件": summary.documents,
        "任务": summary.tasks,
        "成果": summary.results,
        "指标": summary.indicators,
        "单位": summary.units,
        "未定牵头": summary.without_lead,
        "未定时限": summary.without_deadline,
        "持续推进": summary.ongoing,
        "已完成": summary.done,
        "已逾期": summary.overdue,
        "本季到期": summary.due_this_quarter,
    }
    say_table(list(figures), [[str(figure) for figure in figures.values()]])
    print()
    say_rows(_COLUMNS["documents"], summary.by_document)


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _local(at: dt.datetime) -> str:
    return f"{at.replace(tzinfo=dt.UTC).astimezone():%Y-%m-%d %H:%M:%S}"


def _base(row: IndicatorRow) -> str:
    year = f"（{row.base_year}）" if row.base_year else ""
    return f"{number_text(row.base_value)}{year}" if row.base_value is not None else ""


def _targets(row: IndicatorRow) -> str:
    return "；".join(f"{one.year}年 {one.raw or value_text(one.value, one.operator)}" for one in row.targets)


def _standing_of_unit(row: UnitRow) -> str:
    if not row.listed:
        return "待认"
    return "" if row.exists_on(dt.date.today()) else "已撤销"


_COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        ("编号", attrgetter("id")),
        ("标题", attrgetter("title")),
        ("发文字号", attrgetter("doc_no")),
        ("发文机关", attrgetter("issuer")),
        ("成文日期", lambda row: _day(row.issued_on)),
        ("任务", attrgetter("tasks")),
        ("成果", attrgetter("results")),
        ("指标", attrgetter("indicators")),
    ),
    "tasks": (
        ("编号", attrgetter("id")),
        ("序号", attrgetter("no")),
        ("任务", attrgetter("title")),
        ("责任单位", lambda row: units_text(row.units)),
        ("完成时限", lambda row: deadline_text(row.deadline)),
        ("进度", lambda row: f"{row.progress}%"),
        ("状态", lambda row: STATES[row.state]),
    ),
    "results": (
        ("编号", attrgetter("id")),
        ("序号", attrgetter("no")),
        ("类别", attrgetter("category")),
        ("成果", attrgetter("title")),
        ("责任单位", lambda row: units_text(row.units)),
        ("完成时限", lambda row: deadline_text(row.deadline)),
        ("状态", lambda row: STATES[row.state]),
    ),
    "indicators": (
        ("编号", attrgetter("id")),
        ("类别", attrgetter("category")),
        ("指标", attrgetter("name")),
        ("单位", attrgetter("unit")),
        ("基期值", _base),
        ("目标值", _targets),
        ("属性", attrgetter("attribute")),
    ),
    "units": (
        ("编号", attrgetter("id")),
        ("单位", attrgetter("name")),
        ("别名", lambda row: "、".join(row.aliases)),
        ("层级", lambda row: LEVELS[row.level] if row.level else ""),
        ("分管领导", attrgetter("leader")),
        ("牵头", attrgetter("lead")),
        ("责任", attrgetter("responsible")),
        ("配合", attrgetter("support")),
        ("", _standing_of_unit),
    ),
    "adjustments": (
        ("日期", lambda row: _local(row.at)[:10]),
        ("文件", attrgetter("document_title")),
        ("序号", attrgetter("no")),
        ("任务、成果或指标", attrgetter("title")),
        ("事项", field_text),
        ("调整情况", adjusted_text),
        ("原因", attrgetter("reason")),
        ("依据", attrgetter("basis")),
        ("何人", attrgetter("who")),
    ),
    "history": (
        ("编号", attrgetter("id")),
        ("时间", lambda row: _local(row.at)),
        ("何人", attrgetter("who")),
        ("类型", lambda row: _KINDS[row.kind]),
        ("操作", attrgetter("label")),
        ("原因", attrgetter("reason")),
        ("依据", attrgetter("basis")),
        ("行数", attrgetter("rows")),
        ("", lambda row: "已撤销" if row.undone else ""),
    ),
}

_QUERIES: dict[str, Callable[..., Any]] = {
    "documents": documents.list_documents,
    "tasks": tasks.list_tasks,
    "results": results.list_results,
    "indicators": indicators.list_indicators,
    "units": units.list_units,
    "adjustments": adjustments.list_adjustments,
    "history": history.list_steps,
}
