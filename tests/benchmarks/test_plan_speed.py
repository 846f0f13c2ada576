"""How long a big plan takes to come in, to be laid out as columns, and to be listed.

`WORKBENCH_TASKS=10000 pytest tests/benchmarks/test_plan_speed.py --benchmark-enable`; no absolute time is
asserted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.exchange.plausible import plausible_draft
from workbench.operations.documents import import_draft
from workbench.planning.task_arrays import TaskArrays
from workbench.queries.task_arrays import load_task_arrays
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace

TASKS = int(os.environ.get("WORKBENCH_TASKS", "2000"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(tmp_path_factory.mktemp("大计划") / "计划.pwb") as workspace:
        workspace.change(import_draft, plausible_draft(TASKS))
        yield workspace


def test_import(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    draft = plausible_draft(TASKS)
    with Workspace.create(tmp_path / "计划.pwb") as workspace:
        change = benchmark.pedantic(  # type: ignore[no-untyped-call]
            workspace.change, args=(import_draft, draft), rounds=1, iterations=1
        )
    assert len(change.keys("tasks")) == TASKS
    assert len(change.keys("dependencies")) == len(draft.links)


def test_columns(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    arrays: TaskArrays = benchmark(load_task_arrays, plan.connection())
    assert len(arrays) > TASKS


def test_list(benchmark: BenchmarkFixture, plan: Workspace) -> None:
    rows = benchmark(plan.ask, list_tasks)
    assert len(rows) == TASKS
