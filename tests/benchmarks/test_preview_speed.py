"""How long a planner waits for the page: a setting changed in the window, the paper asked for, set in the
child process, and the page on screen painted. The plan is real: five documents with a year of reports.

`pytest tests/benchmarks/test_preview_speed.py --benchmark-enable`. No absolute time is asserted here; the
aim is 500 ms. What is asserted is that only the pages on screen are drawn.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from tests.data.year_of_reports import plan_with_a_year
from workbench import app
from workbench.ui.settings import Settings
from workbench.ui.views.reports import ReportsPage
from workbench.ui.window import MainWindow


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return app.make_application()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = tmp_path_factory.mktemp("year") / "一年.pwb"
    plan_with_a_year(plan)
    return plan


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, year: Path) -> Iterator[ReportsPage]:
    plan, settings = Path(shutil.copy(year, tmp_path)), Settings(tmp_path)
    work = app.make_work(plan, settings=settings)
    window = MainWindow(work, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    shown = window.show_view("reports")
    assert isinstance(shown, ReportsPage)
    shown.refresh_now()
    settled(qtbot, shown)
    yield shown
    work.background.stop()
    work.close()


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)


@pytest.mark.parametrize("kind", ["notice", "breakdown", "circular", "evaluation", "indicators", "wallchart"])
@pytest.mark.parametrize("setting", ["typed", "chosen"])
def test_a_changed_setting(
    benchmark: BenchmarkFixture, qtbot: QtBot, page: ReportsPage, kind: str, setting: str
) -> None:
    page.settings.show_kind(kind)
    settled(qtbot, page)
    change = changes(page)[setting]

    def changed() -> None:
        before = page.paper
        change()
        qtbot.waitUntil(lambda: page.paper is not before and not page.busy, timeout=60_000)
        page.view.viewport().grab()

    changed()
    benchmark.pedantic(changed, rounds=7, iterations=1)
    assert page.paper is not None
    benchmark.extra_info["pages"] = page.paper.pages
    assert len(page.view._drawn) <= 2


def changes(page: ReportsPage) -> dict[str, Callable[[], object]]:
    """Ways to change what is set: a key typed into an element, a day chosen."""
    numbers = cycle(("海数〔2026〕7号", "海数〔2026〕8号"))
    field, days = page.settings._elements["发文字号"], cycle((1, -1))
    return {
        "typed": lambda: (field.clear(), field.insert(next(numbers))),  # type: ignore[union-attr]
        "chosen": lambda: page.settings.written.setDate(page.settings.written.date().addDays(next(days))),
    }
