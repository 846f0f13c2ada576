"""How long tracking takes on 10,000 tasks with 80,000 reports: lights of eight periods, overview, lists.

`pytest tests/benchmarks/test_standing_speed.py --benchmark-enable`. No absolute time is asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy.orm import Session

from tests.benchmarks.tracked_plan import PERIODS, TASKS, TODAY, make_tracked_plan
from workbench.operations.tasks import rename
from workbench.queries.circular import circular
from workbench.queries.keeping import SHELF
from workbench.queries.light_colours import light_colours
from workbench.queries.overview import overview
from workbench.queries.periods import offered_periods
from workbench.queries.report_sheet import report_sheet
from workbench.queries.standing_columns import Ledger
from workbench.queries.standings import standings
from workbench.queries.todo import todo_list
from workbench.queries.units import list_units
from workbench.storage.workspace import Workspace
from workbench.terms import TaskId
from workbench.ui.views.overview import MOST_LISTED


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("speed") / "万项任务.pwb"
    make_tracked_plan(path)
    with Workspace.open(path) as workspace:
        yield workspace


def test_eight_periods_judged(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """From the stored plan and its reports to the colour of every task in eight periods."""

    def judge(session: Session) -> int:
        del session.info[SHELF]
        ledger = Ledger(session)
        return sum(len(np.unique(ledger.judged(period, TODAY).colour)) for period in PERIODS)

    assert benchmark(plan.ask, judge) > 16


def test_the_first_overview(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """As after opening the plan, with nothing kept."""

    def first(session: Session) -> int:
        del session.info[SHELF]
        return len(overview(session, PERIODS[-1], TODAY).tasks)

    assert benchmark(plan.ask, first) == TASKS


def test_an_overview_after_each_change(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    """What is kept is brought up to date."""
    numbers = count()

    def change() -> None:
        plan.change(rename, TaskId(7), f"第{next(numbers)}个名称")

    row = benchmark.pedantic(plan.ask, (overview, PERIODS[-1], TODAY), setup=change, rounds=20)  # type: ignore[no-untyped-call]
    assert len(row.tasks) == TASKS


def test_an_overview_asked_again(benchmark: BenchmarkFixture, plan: Workspace) -> None:
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


@pytest.mark.parametrize("everybody", [False, True], ids=["one unit", "all units"])
def test_the_sheet_of_a_unit(benchmark: BenchmarkFixture, plan: Workspace, everybody: bool) -> None:
    busiest = max(plan.ask(list_units), key=lambda row: row.lead + row.responsible)
    assert benchmark(plan.ask, report_sheet, None if everybody else busiest.id, PERIODS[-1], TODAY)


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
