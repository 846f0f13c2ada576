"""How long tracking takes on 10,000 tasks with 80,000 reports: lights of eight periods, overview, lists.

`pytest tests/benchmarks/test_standing_speed.py --benchmark-enable`. No absolute time is asserted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.exchange.samples import plausible_draft
from workbench.models import ProgressReport, Task
from workbench.operations.documents import import_draft
from workbench.operations.many_rows import many_rows
from workbench.operations.registry import label
from workbench.planning.periods import between
from workbench.queries.circular import circular
from workbench.queries.light_colours import light_colours
from workbench.queries.overview import overview
from workbench.queries.periods import offered_periods
from workbench.queries.report_sheet import report_sheet
from workbench.queries.standing_columns import Ledger
from workbench.queries.standings import standings
from workbench.queries.todo import todo_list
from workbench.queries.units import list_units
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, ReportStatus, TaskId, TaskState
from workbench.ui.views.overview import MOST_LISTED

TASKS = 10_000
PERIODS = between(dt.date(2024, 1, 1), dt.date(2025, 12, 31), Granularity.QUARTER)
TODAY = dt.date(2026, 1, 10)


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


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("speed") / "万项任务.pwb"
    with Workspace.create(path) as workspace:
        workspace.change(import_draft, plausible_draft(TASKS))
        workspace.change(file_reports)
        yield workspace


def test_eight_periods_judged(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """From the stored plan and its reports to the colour of every task in eight periods."""

    def judge(session: Session) -> int:
        ledger = Ledger(session)
        return sum(len(np.unique(ledger.judged(period, TODAY).colour)) for period in PERIODS)

    assert benchmark(plan.ask, judge) > 16


def test_overview(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    row = benchmark(plan.ask, overview, PERIODS[-1], TODAY)
    assert len(row.tasks) == TASKS


def test_a_page_of_lights(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """A hundred rows with their sentences."""
    rows = benchmark(plan.ask, standings, PERIODS[-1], TODAY, [TaskId(id) for id in range(1, 101)])
    assert len(rows) == 100


def test_everything_of_a_period(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """What a closing freezes: every row with its sentences, scores, the check of the ledger."""
    facts = benchmark(plan.ask, circular, PERIODS[-1], TODAY)
    assert len(facts.tasks) == TASKS


def test_the_list_of_what_to_do(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """As the overview shows it: all counted, the first rows of each kind made."""
    waiting = benchmark(plan.ask, todo_list, TODAY, MOST_LISTED)
    assert waiting.total > TASKS


def test_periods_to_choose(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    assert len(benchmark(plan.ask, offered_periods, TODAY)) >= len(PERIODS)


def test_lights_for_a_column(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    assert len(benchmark(plan.ask, light_colours, PERIODS[-1], TODAY)) == TASKS


def test_the_sheet_of_a_unit(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    busiest = max(plan.ask(list_units), key=lambda row: row.lead + row.responsible)
    assert benchmark(plan.ask, report_sheet, busiest.id, PERIODS[-1], TODAY)


@pytest.mark.parametrize(
    "view", ["overview", "progress", "evaluation", "supervision", "results", "indicators"]
)
def test_a_page_is_refreshed(
    benchmark: BenchmarkFixture, plan: Workspace, tmp_path: Path, qapp: QApplication, view: str
) -> None:
    """All that a page asks and shows, as after each change."""
    from workbench import app
    from workbench.ui.settings import Settings
    from workbench.ui.window import MainWindow

    copy = tmp_path / "万项任务.pwb"
    plan.backup(copy)
    settings = Settings(tmp_path)
    work = app.make_work(copy, settings=settings)
    window = MainWindow(work, settings)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page = window.show_view(view)
    try:
        benchmark(page.refresh)
    finally:
        window.close()
        work.close()
