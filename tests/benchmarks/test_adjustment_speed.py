"""The table of adjustments over a year of changes, and what the check before a commit costs one of them.

`pytest tests/benchmarks/test_adjustment_speed.py --benchmark-enable`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.long_plans import long_draft
from workbench.operations import gantt, settings
from workbench.operations.control import require_grounds_where_strict
from workbench.operations.documents import import_draft
from workbench.queries.adjustments import adjustments_in, list_adjustments
from workbench.queries.units import list_unknown_names
from workbench.storage.workspace import Workspace
from workbench.terms import ChangeControl, Grounds, TaskId

TASKS, STEPS = 10_000, 300


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A document of 10,000 tasks, and 300 bars dragged with a reason."""
    with Workspace.create(tmp_path_factory.mktemp("plan") / "总体方案.pwb", who="王敏") as workspace:
        workspace.change(import_draft, long_draft(TASKS))
        for task in range(1, STEPS + 1):
            workspace.change(gantt.shift, (TaskId(task),), 7, grounds=Grounds("顺延", "纪要6号"))
        yield workspace


def test_a_year_of_adjustments(plan: Workspace, benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(plan.ask, list_adjustments)) >= STEPS


@pytest.mark.parametrize("checked", [False, True])
def test_one_drag_with_and_without_the_check(
    plan: Workspace, benchmark: BenchmarkFixture, checked: bool
) -> None:
    plan.change(settings.set_change_control, ChangeControl.ASK)
    tasks = itertools.cycle(range(1, STEPS))

    def worked_out(session: object, rows: object) -> None:
        require_grounds_where_strict(session, rows)  # type: ignore[arg-type]
        adjustments_in(session, rows)  # type: ignore[arg-type]

    check: Callable[..., None] | None = worked_out if checked else None
    benchmark(lambda: plan.change(gantt.shift, (TaskId(next(tasks)),), 1, check=check))


def test_the_queue_of_unknown_names(plan: Workspace, benchmark: BenchmarkFixture) -> None:
    assert benchmark(plan.ask, list_unknown_names)
