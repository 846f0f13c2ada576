"""`workbench track`: progress, lights, indicators, supervision and scores of a period, as tables or JSON."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from workbench.cli.output import say, say_json, say_json_rows
from workbench.cli.plans import opened
from workbench.cli.showing import Column, say_rows
from workbench.cli.values import parse_date, parse_period
from workbench.planning.supervision import ITEM_STATES
from workbench.queries import (
    checkup,
    circular,
    evaluation,
    indicators,
    lights,
    overview,
    periods,
    standings,
    supervision,
    todo,
)
from workbench.queries.wording import (
    PERIOD_STATES,
    REPORT_STATUSES,
    STATES,
    TODO_KINDS,
    deadline_text,
    number_text,
)
from workbench.rows.overview import OverviewRow
from workbench.storage.workspace import Workspace
from workbench.terms import Period

Ask = Callable[[Workspace, Period, dt.date], Any]


def track(arguments: argparse.Namespace) -> int:
    """List one thing about a period: the one given, or the one whose reports are due next."""
    on = parse_date(arguments.on) if arguments.on else dt.date.today()
    with opened(arguments.plan, read_only=True) as workspace:
        chosen = arguments.period
        period = parse_period(chosen) if chosen else workspace.ask(periods.current_period, on)
        rows = _ASKED[arguments.what](workspace, period, on)
    if arguments.what == "overview":
        say_json(rows) if arguments.json else _say_overview(rows)
    elif arguments.what == "circular":
        say_json(rows)
    elif arguments.json:
        say_json_rows(rows)
    else:
        say_rows(_COLUMNS[arguments.what], rows)
    return 0


def _say_overview(row: OverviewRow) -> None:
    """The figures, the lights, what changed, who has not reported."""
    say(f"{row.name}（截至{row.on}，{PERIOD_STATES[row.state]}，{row.rules}）")
    figures = {
        "任务": row.tasks,
        "已完成": row.done,
        "逾期": row.late,
        "本期到期": row.due,
        "到期未完成": row.due_open,
        "下期到期": row.due_next,
        "已报": row.reported,
        "未报": row.unreported,
        "待定牵头": row.without_lead,
        "成果": row.results,
        "已交付": row.results_done,
        "成果逾期": row.results_late,
        "指标落后": row.off_path,
        "督办在办": row.items_open,
        "督办逾期": row.items_late,
        **{one.colour.value: one.tasks for one in row.lights},
        "亮灯变化": row.changed,
    }
    say("，".join(f"{name}{len(ids)}" for name, ids in figures.items()))
    if row.percent is not None and row.due_percent is not None:
        say(f"平均应完成{row.due_percent:.1f}%，实际{row.percent:.1f}%")
    say_rows((("未报单位", attrgetter("unit_name")), ("项数", lambda one: len(one.tasks))), row.not_reported)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}%"


def _value(value: float | None) -> str:
    return "" if value is None else number_text(round(value, 4))


_ASKED: dict[str, Ask] = {
    "overview": lambda w, period, on: w.ask(overview.overview, period, on),
    "lights": lambda w, period, on: w.ask(standings.standings, period, on),
    "results": lambda w, period, on: w.ask(standings.result_standings, period, on),
    "indicators": lambda w, period, on: w.ask(indicators.indicator_standings, period),
    "annual": lambda w, period, on: w.ask(indicators.annual_checks),
    "todo": lambda w, period, on: w.ask(todo.todo, on),
    "items": lambda w, period, on: w.ask(supervision.list_items, on),
    "scores": lambda w, period, on: w.ask(evaluation.scores, period, on),
    "checkup": lambda w, period, on: w.ask(checkup.findings, on),
    "periods": lambda w, period, on: w.ask(periods.list_periods, on),
    "rules": lambda w, period, on: w.ask(lights.list_rules, on),
    "circular": lambda w, period, on: w.ask(circular.circular, period, on),
}

_COLUMNS: dict[str, tuple[Column, ...]] = {
    "lights": (
        ("编号", attrgetter("task")),
        ("任务", attrgetter("title")),
        ("责任单位", attrgetter("unit_name")),
        ("状态", lambda row: STATES[row.state]),
        ("应完成", lambda row: _percent(row.due)),
        ("实际", lambda row: _percent(row.percent)),
        ("报送", lambda row: REPORT_STATUSES[row.status] if row.status else "未报"),
        ("上期", lambda row: row.before.value if row.before else ""),
        ("亮灯", attrgetter("light")),
    ),
    "results": (
        ("编号", attrgetter("result")),
        ("成果", attrgetter("title")),
        ("责任单位", attrgetter("unit_name")),
        ("完成时限", lambda row: deadline_text(row.deadline)),
        ("状态", lambda row: STATES[row.state]),
        ("", lambda row: "逾期" if row.late else ""),
    ),
    "indicators": (
        ("编号", attrgetter("indicator")),
        ("指标", attrgetter("name")),
        ("应达", lambda row: _value(row.expected)),
        ("实际", lambda row: _value(row.observed)),
        ("状态", attrgetter("standing.value")),
        ("说明", attrgetter("sentence")),
    ),
    "annual": (
        ("编号", attrgetter("indicator")),
        ("年均数", attrgetter("annual_raw")),
        ("结论", attrgetter("verdict.value")),
        ("说明", attrgetter("sentence")),
    ),
    "todo": (
        ("事由", lambda row: TODO_KINDS[row.kind]),
        ("事项", attrgetter("title")),
        ("单位", attrgetter("unit_name")),
        ("日期", lambda row: row.day or ""),
        ("说明", attrgetter("sentence")),
    ),
    "items": (
        ("编号", attrgetter("id")),
        ("文号", attrgetter("number")),
        ("督办事项", attrgetter("title")),
        ("状态", lambda row: ITEM_STATES[row.state]),
        ("说明", attrgetter("sentence")),
    ),
    "scores": (
        ("名次", attrgetter("place")),
        ("单位", attrgetter("name")),
        ("得分", lambda row: f"{row.total:.2f}"),
        ("说明", attrgetter("sentence")),
    ),
    "checkup": (
        ("类别", attrgetter("kind")),
        ("问题", attrgetter("what")),
        ("建议", attrgetter("proposal")),
        ("定位", lambda row: f"{row.place.table} {row.place.key}"),
    ),
    "periods": (
        ("报告期", attrgetter("name")),
        ("报送日", attrgetter("due")),
        ("状态", lambda row: PERIOD_STATES[row.state]),
        ("应报", attrgetter("expected")),
        ("已报", attrgetter("reported")),
        ("已核", attrgetter("checked")),
        ("关账", lambda row: "；".join(f"{one.by} {one.sha256[:8]}" for one in row.closings)),
    ),
    "rules": (
        ("编号", attrgetter("id")),
        ("规则", attrgetter("name")),
        ("版次", attrgetter("version")),
        ("生效", lambda row: "一直" if row.in_force_from == dt.date.min else row.in_force_from),
        ("", lambda row: "现行" if row.current else ""),
    ),
}
