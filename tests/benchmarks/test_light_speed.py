"""How long lights take: 10,000 tasks in 8 periods, due progress by time and by working days worked out anew.

`pytest tests/benchmarks/test_light_speed.py --benchmark-enable`. No absolute time is asserted.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.planning.calendar_files import load_calendar
from workbench.planning.due_progress import due_by_time, due_by_working_days
from workbench.planning.light_presets import presets
from workbench.planning.light_words import explain
from workbench.planning.lights import RuleTable, TaskFacts, deciding_rules
from workbench.planning.periods import between
from workbench.planning.task_arrays import DEADLINE_KINDS, STATES
from workbench.terms import Granularity

PRESETS = presets()
GREEN_YELLOW_RED = PRESETS[0]
CHINA = load_calendar()
TASKS = 10_000
PERIODS = between(dt.date(2024, 1, 1), dt.date(2025, 12, 31), Granularity.QUARTER)


def reports(by_working_days: bool = False) -> TaskFacts:
    random = np.random.default_rng(5)
    start = dt.date(2024, 1, 1).toordinal() + random.integers(0, 400, (TASKS, 1))
    end = start + random.integers(0, 500, (TASKS, 1))
    on = np.array([period.last_day.toordinal() for period in PERIODS])
    due = due_by_working_days(start, end, on, CHINA) if by_working_days else due_by_time(start, end, on)
    actual = np.clip(due + random.normal(-5, 15, (TASKS, len(PERIODS))), 0, 100)
    return TaskFacts(
        on,
        start,
        end,
        due,
        actual,
        random.random((TASKS, len(PERIODS))) < 0.9,
        random.integers(0, len(STATES), (TASKS, len(PERIODS))),
        random.integers(0, len(DEADLINE_KINDS), (TASKS, 1)),
    )


@pytest.mark.parametrize("table", PRESETS, ids=lambda table: table.name)
def test_all_tasks_in_all_periods(benchmark: BenchmarkFixture, table: RuleTable) -> None:
    known = reports()
    lit = benchmark(deciding_rules, table, known)
    assert lit.shape == (TASKS, 8)
    assert len(np.unique(lit)) > 4


@pytest.mark.parametrize("by_working_days", [False, True], ids=["time", "working days"])
def test_from_dates_to_lights(benchmark: BenchmarkFixture, by_working_days: bool) -> None:
    lit = benchmark(lambda: deciding_rules(GREEN_YELLOW_RED, reports(by_working_days)))
    assert lit.size == TASKS * 8


def test_sentences_of_a_page(benchmark: BenchmarkFixture) -> None:
    """A hundred lights explained, as many as a list shows."""
    known = reports()
    lit = deciding_rules(GREEN_YELLOW_RED, known)

    def page() -> list[str]:
        return [
            explain(GREEN_YELLOW_RED, known.cell((row, 3)), int(lit[row, 3])).sentence for row in range(100)
        ]

    assert all(benchmark(page))
