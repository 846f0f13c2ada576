"""Tasks, results and indicators as records: fields in the words of the office, named as templates do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from workbench.queries.notice_tables import base_text, base_year, numbers_of, target_text, without_title
from workbench.queries.papers.source import Record
from workbench.queries.wording import (
    STATES,
    deadline_text,
    names,
    number_text,
    period_text,
    units_text,
)
from workbench.rows.indicators import IndicatorRow
from workbench.rows.tasks import AssignmentRow, ResultRow, TaskRow
from workbench.terms import DeadlineKind, Role

_HEADINGS = 4  # levels of headings a template may group by


def units_record(units: Sequence[AssignmentRow]) -> dict[str, str]:
    """Who answers for something: all in one cell, and by role; 牵头单位 falls back on the first listed."""
    lead = names(unit for unit in units if unit.role is Role.LEAD)
    first = next((unit.name for unit in units), "")
    return {
        "单位": units_text(units),
        "牵头单位": lead,
        "责任单位": names(unit for unit in units if unit.role is Role.RESPONSIBLE),
        "配合单位": names(unit for unit in units if unit.role is Role.SUPPORT),
        "主办单位": lead.split("、")[0] or first,
        "有无牵头": "有" if lead else "无",
    }


def task_records(tasks: Sequence[TaskRow]) -> tuple[Record, ...]:
    """Tasks in the order of their document, numbered 1, 2, 2.1."""
    numbers = numbers_of(tasks)
    return tuple(task_record(task, numbers[task.id]) for task in tasks)


def task_record(task: TaskRow, number: str) -> Record:
    content = without_title(task)
    headings = (*task.section, *[""] * _HEADINGS)[:_HEADINGS]
    return {
        "序号": number,
        "原序号": task.no,
        "任务": task.title,
        "内容": content,
        "任务内容": f"{task.title}。{content}" if content else task.title,
        **units_record(task.units),
        "完成时限": deadline_text(task.deadline),
        "时限类别": _kind(task),
        "状态": STATES[task.state],
        "进度": f"{task.progress}%",
        "文件": task.document_title,
        "章节": task.section[0] if task.section else "",
        **{f"章节{level}": heading for level, heading in enumerate(headings, 1)},
    }


def _kind(task: TaskRow) -> str:
    if task.deadline.kind is DeadlineKind.ONGOING:
        return "持续推进"
    return "有时限" if task.deadline.date else "未明确时限"


def unit_task_records(tasks: Sequence[TaskRow]) -> tuple[Record, ...]:
    """Each task under the unit that answers for it, units in the order they first appear."""
    found = task_records(tasks)
    order = list(dict.fromkeys(record["主办单位"] for record in found))
    ordered = sorted(found, key=lambda record: order.index(record["主办单位"]))
    return tuple({**record, "主办单位": record["主办单位"] or "责任单位待明确"} for record in ordered)


def dated_task_records(tasks: Sequence[TaskRow]) -> tuple[Record, ...]:
    """Tasks by the day they are due, those without a day last; `期限` names the group."""
    pairs = list(zip(tasks, task_records(tasks), strict=True))
    pairs.sort(key=lambda pair: pair[0].deadline.date or dt.date.max)
    return tuple(
        {**record, "期限": record["完成时限"] if task.deadline.date else record["时限类别"]}
        for task, record in pairs
    )


def result_records(results: Iterable[ResultRow]) -> tuple[Record, ...]:
    return tuple(
        {
            "序号": str(number),
            "成果": result.title,
            "类别": result.category,
            **units_record(result.units),
            "完成时限": deadline_text(result.deadline),
            "状态": STATES[result.state],
            "文件": result.document_title,
        }
        for number, result in enumerate(results, 1)
    )


def indicator_records(indicators: Sequence[IndicatorRow]) -> tuple[Record, ...]:
    """Indicators with base, final target and the latest value; `目标{year}` for each target year of
    any of them, — where it has none; `基期` goes under a head that names the common base year."""
    years = sorted({target.year for indicator in indicators for target in indicator.targets})
    common = base_year(indicators)
    return tuple(_indicator(number, one, years, common) for number, one in enumerate(indicators, 1))


def _indicator(number: int, indicator: IndicatorRow, years: Sequence[int], common: int | None) -> Record:
    targets = {target.year: target_text(target) for target in indicator.targets}
    latest = max(indicator.observations, key=lambda one: one.period.last_day, default=None)
    final = max(targets, default=None)
    base = number_text(indicator.base_value) if indicator.base_value is not None else ""
    year = f"（{indicator.base_year}年）" if base and indicator.base_year else ""
    return {
        "序号": str(number),
        "指标": indicator.name,
        "计量单位": indicator.unit,
        "类别": indicator.category,
        "属性": indicator.attribute,
        "基期值": base + year,
        "基期": base_text(indicator, common),
        "目标值": targets[final] if final else "",
        "目标年": str(final or ""),
        "年均": indicator.annual_raw,
        "实际值": number_text(latest.value) if latest else "",
        "报告期": period_text(latest.period) if latest else "",
        "数据来源": latest.source if latest else "",
        "文件": indicator.document_title,
        **{f"目标{year}": targets.get(year, "—") for year in years},
    }
