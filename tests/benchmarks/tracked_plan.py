"""A plan that was tracked for two years, for benchmarks: 10,000 tasks, some 76,000 reports, 60 indicators."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.exchange.samples import plausible_draft
from workbench.models import ProgressReport, Task
from workbench.operations.documents import import_draft
from workbench.operations.indicators import paste_values
from workbench.operations.many_rows import many_rows
from workbench.operations.registry import label
from workbench.planning.periods import between
from workbench.queries.indicators import list_indicators
from workbench.reading.draft import DraftIndicator, DraftValue
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, IndicatorValue, ReportStatus, Span, TaskState

TASKS = 10_000
PERIODS = between(dt.date(2024, 1, 1), dt.date(2025, 12, 31), Granularity.QUARTER)
TODAY = dt.date(2026, 1, 10)


def make_tracked_plan(path: Path) -> None:
    """Raises what `Workspace.create` raises."""
    draft = replace(plausible_draft(TASKS), indicators=tuple(map(indicator, range(60))))
    with Workspace.create(path) as workspace:
        workspace.change(import_draft, draft)
        workspace.change(file_reports)
        values = (
            IndicatorValue(row.id, period, 50 + number * 2.5)
            for row in workspace.ask(list_indicators)
            for number, period in enumerate(PERIODS)
        )
        workspace.change(paste_values, tuple(values))


def indicator(number: int) -> DraftIndicator:
    base, target = DraftValue("50", 50.0, year=2023), DraftValue("90", 90.0, year=2025)
    name = f"第{number}项重点指标完成率"
    return DraftIndicator(str(number), name, "%", Span(0, 1), base=base, target=target)


def file_reports(session: Session) -> None:
    """Eight reports on every task but a few."""
    random = Random(7)
    rows: list[dict[str, object]] = []
    key = many_rows(session).next_key(ProgressReport)
    for task in session.scalars(select(Task.id).order_by(Task.id)):
        pace = random.uniform(3, 16)
        for number, period in enumerate(PERIODS, 1):
            if random.random() < 0.95:
                percent = min(100, int(pace * number))
                rows.append(
                    {
                        "id": key + len(rows),
                        "task_id": task,
                        "result_id": None,
                        "year": period.year,
                        "granularity": period.granularity,
                        "number": period.number,
                        "percent": percent,
                        "state": TaskState.DONE if percent == 100 else TaskState.RUNNING,
                        "done": f"已完成{percent}项",
                        "problems": "",
                        "next_steps": "",
                        "reporter": "经办人",
                        "at": dt.datetime(2026, 1, 5, 9, 0),
                        "status": ReportStatus.REPORTED,
                        "checker": "",
                        "checked_at": None,
                        "remark": "",
                    }
                )
    many_rows(session).insert_rows(ProgressReport, rows)
    label(session, "填报")
