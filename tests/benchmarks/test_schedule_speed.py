"""How long scheduling takes: the whole plan, and the ripple of one drag frame.

`pytest tests/benchmarks/test_schedule_speed.py --benchmark-enable`. No absolute time is asserted.
The plans have 111-row groups and 1.2 links a task, most to a task a little further on (SPEED.md, section 10).
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.planning.calendar_files import load_calendar
from workbench.planning.network import Network
from workbench.planning.ripple import Ripple
from workbench.planning.schedule import propose_forward, schedule
from workbench.planning.task_arrays import NO_NODE

CHINA = load_calendar()
GROUP = 111
FIRST = dt.date(2024, 1, 1).toordinal()


def plan(tasks: int) -> Network:
    random = np.random.default_rng(tasks)
    start = FIRST + random.integers(0, 500, tasks)
    task = np.arange(tasks)
    heads = task % GROUP == 0
    before = random.integers(0, tasks, tasks * 6 // 5)
    near = before + random.integers(1, 60, len(before))
    after = np.where(random.random(len(before)) < 0.02, random.integers(0, tasks, len(before)), near)
    before, after = np.minimum(before, after), np.maximum(before, after)
    keep = (before < after) & (after < tasks) & ~heads[np.minimum(after, tasks - 1)] & ~heads[before]
    links = np.unique(np.column_stack((before[keep], after[keep])), axis=0)
    lags = random.integers(-2, 10, len(links))
    return Network.of(
        start=start,
        end=start + random.integers(0, 120, tasks),
        parent=np.where(heads, NO_NODE, task - task % GROUP),
        links=np.column_stack((links, lags)),
        link_kind=random.choice(4, len(links), p=(0.85, 0.05, 0.05, 0.05)),
    )


@pytest.mark.parametrize("tasks", [1_000, 10_000, 100_000])
def test_whole_plan(benchmark: BenchmarkFixture, tasks: int) -> None:
    network = plan(tasks)
    found = benchmark.pedantic(schedule, args=(network, CHINA), rounds=7, iterations=1)  # type: ignore[no-untyped-call]
    assert found.critical.any()
    assert not len(found.broken)


@pytest.mark.parametrize("tasks", [10_000, 100_000])
def test_proposal(benchmark: BenchmarkFixture, tasks: int) -> None:
    network = plan(tasks)
    found = benchmark.pedantic(propose_forward, args=(network, CHINA), rounds=5, iterations=1)  # type: ignore[no-untyped-call]
    assert len(found.tasks)


@pytest.mark.parametrize("tasks", [10_000, 100_000])
def test_ripple_of_a_drag(benchmark: BenchmarkFixture, tasks: int) -> None:
    """The busiest of a hundred tasks, pushed by forty days."""
    network = plan(tasks)
    ripple = Ripple(network, CHINA)

    def dragged(task: int) -> int:
        start, end = int(network.start[task]), int(network.end[task])
        return len(ripple.follow({task: (start + 40, end + 40)}).tasks)

    busiest = max((task for task in range(1, 101)), key=dragged)
    assert benchmark(dragged, busiest) > 0


def test_preparing_a_drag(benchmark: BenchmarkFixture) -> None:
    network = plan(10_000)
    assert benchmark.pedantic(Ripple, args=(network, CHINA), rounds=5, iterations=1)  # type: ignore[no-untyped-call]


def test_a_column_of_days(benchmark: BenchmarkFixture) -> None:
    days = FIRST + np.arange(100_000) % 3000
    back = benchmark(lambda: CHINA.day_at(CHINA.rank(days)))
    assert (back >= days).all()
