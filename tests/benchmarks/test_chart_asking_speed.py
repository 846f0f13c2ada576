"""How long each of the charts takes on 10,000 tasks with 76,000 reports: asking for its figures, and drawing.

`pytest tests/benchmarks/test_chart_asking_speed.py --benchmark-enable`. No absolute time is asserted; the aim
is 100 ms to draw any chart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from tests.benchmarks.tracked_plan import PERIODS, TODAY, make_tracked_plan
from workbench import app
from workbench.operations.tasks import rename
from workbench.queries.indicators import list_indicators
from workbench.storage.workspace import Workspace
from workbench.terms import TaskId
from workbench.ui.charts.board import ChartBoard
from workbench.ui.charts.subjects import SUBJECTS, Choice, Subject

CASES = [(one, manner) for one in SUBJECTS for manner in one.manners or ("",)]
NAMES = [one.title + (f"（{manner}）" if manner else "") for one, manner in CASES]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return app.make_application()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("speed") / "万项任务.pwb"
    make_tracked_plan(path)
    with Workspace.open(path) as workspace:
        yield workspace


def choice(plan: Workspace, manner: str) -> Choice:
    indicators = plan.ask(list_indicators)
    return Choice(
        period=PERIODS[-1],
        on=TODAY,
        periods=tuple(reversed(PERIODS)),
        indicator=indicators[0].id if indicators else None,
        other=PERIODS[-2],
        manner=manner,
    )


@pytest.mark.parametrize(("subject", "manner"), CASES, ids=NAMES)
def test_asked_after_each_change(
    benchmark: BenchmarkFixture, plan: Workspace, subject: Subject, manner: str
) -> None:
    numbers, chosen = count(), choice(plan, manner)

    def change() -> None:
        plan.change(rename, TaskId(7), f"第{next(numbers)}个名称")

    benchmark.pedantic(subject.make, (plan.ask, chosen), setup=change, rounds=10)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(("subject", "manner"), CASES, ids=NAMES)
def test_asked_again(benchmark: BenchmarkFixture, plan: Workspace, subject: Subject, manner: str) -> None:
    """As when another chart was looked at meanwhile: nothing has changed."""
    assert benchmark(subject.make, plan.ask, choice(plan, manner)).title


@pytest.mark.parametrize(("subject", "manner"), CASES, ids=NAMES)
def test_redrawn(
    benchmark: BenchmarkFixture, plan: Workspace, qtbot: QtBot, subject: Subject, manner: str
) -> None:
    """Laid out from its facts, and painted."""
    chart: Any = subject.make(plan.ask, choice(plan, manner))
    board = ChartBoard()
    qtbot.addWidget(board)
    board.resize(1400, 900)
    board.show()

    def redraw() -> None:
        board.show_chart(chart)
        board.viewport().repaint()

    benchmark(redraw)
    assert board.picture.marks
