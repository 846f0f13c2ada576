"""How long a planner waits for the workspace: an edit, an undo, opening, a backup, a check, on 10,000 tasks.

`pytest tests/benchmarks/test_storage_speed.py --benchmark-enable`. What to reach: SPEED.md, section 9.
"""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy.orm import Session

from tests.long_plans import long_draft
from workbench.models import Assignment, Document, Task, Unit
from workbench.operations import documents, editions, tasks
from workbench.storage import sqlite
from workbench.storage.workspace import Workspace
from workbench.terms import Deadline, DeadlineKind, DocumentId, Precision, Role

TASKS = 10_000
DEADLINE = Deadline("2025年底前", DeadlineKind.BY, dt.date(2025, 12, 31), Precision.YEAR)


def plant(session: Session) -> None:
    """A document of 10,000 tasks with two units each, in one step."""
    session.info["label"] = "导入文件"
    units = [Unit(name=f"省第{number}厅") for number in range(60)]
    session.add_all(units)
    session.add(Document(title="总体方案", tasks=[_task(number, units) for number in range(TASKS)]))


def _task(number: int, units: list[Unit]) -> Task:
    shares = [
        Assignment(unit=units[number % 60], role=Role.LEAD),
        Assignment(unit=units[(number * 7 + 1) % 60], role=Role.SUPPORT),
    ]
    return Task(
        title=f"加快推进第{number}项重点任务", content="内容" * 40, assignments=shares, deadline=DEADLINE
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "总体方案.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(plant)
    return path


@pytest.fixture
def path(planted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(planted, tmp_path))


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    with Workspace.open(path) as workspace:
        yield workspace


def test_a_deadline_is_set_and_on_the_disk(benchmark: BenchmarkFixture, workspace: Workspace) -> None:
    days = itertools.count()

    def edit() -> None:
        day = next(days)
        date = dt.date(2025, 1, 1) + dt.timedelta(days=day % 300)
        deadline = Deadline(f"{date}前", DeadlineKind.BY, date)
        workspace.change(tasks.set_deadline, day * 37 % TASKS + 1, deadline)

    benchmark.pedantic(edit, rounds=300, warmup_rounds=20)
    assert workspace.undo_label is not None


def test_an_undo_and_a_redo(benchmark: BenchmarkFixture, workspace: Workspace) -> None:
    workspace.change(tasks.rename, 1, "改名")

    def back_and_forth() -> None:
        workspace.undo()
        workspace.redo()

    benchmark.pedantic(back_and_forth, rounds=100, warmup_rounds=5)
    assert workspace.redo_label is None


def test_opening_and_closing(benchmark: BenchmarkFixture, path: Path) -> None:
    benchmark.pedantic(lambda: Workspace.open(path).close(), rounds=50, warmup_rounds=3)


def test_what_can_be_undone_after_a_thousand_steps(benchmark: BenchmarkFixture, workspace: Workspace) -> None:
    for number in range(500):
        workspace.change(tasks.rename, number + 1, "改名")
    for _ in range(400):
        workspace.undo()
    benchmark(lambda: (workspace.undo_label, workspace.redo_label))


def test_a_document_of_all_tasks_removed_and_back(benchmark: BenchmarkFixture, workspace: Workspace) -> None:
    """Undo and redo of the largest step there is: 30,000 rows."""

    def back_and_forth() -> None:
        workspace.undo()
        workspace.redo()

    benchmark.pedantic(back_and_forth, rounds=2, warmup_rounds=0)


def taken_back(workspace: Workspace, begins: str) -> Callable[[], None]:
    """Undoes the latest step where its label begins so: each round finds the plan as the first did."""

    def take_back() -> None:
        if (workspace.undo_label or "").startswith(begins):
            workspace.undo()

    return take_back


def test_an_import_of_ten_thousand_tasks(benchmark: BenchmarkFixture, workspace: Workspace) -> None:
    """What 接受并导入 stores: tasks, headings, 20,000 assignments with their reasons, edition, step."""
    draft = long_draft(TASKS)
    again = taken_back(workspace, "导入文件：")
    benchmark.pedantic(lambda: workspace.change(documents.import_draft, draft), setup=again, rounds=3)


def test_a_document_of_ten_thousand_tasks_is_removed(
    benchmark: BenchmarkFixture, workspace: Workspace
) -> None:
    again = taken_back(workspace, "删除文件")
    benchmark.pedantic(lambda: workspace.change(documents.remove, DocumentId(1)), setup=again, rounds=3)


@pytest.mark.parametrize("before", [100, TASKS], ids=["most of it new", "every task changed"])
def test_an_edition_of_ten_thousand_tasks_is_taken_in(
    benchmark: BenchmarkFixture, tmp_path: Path, before: int
) -> None:
    newer = long_draft(TASKS, "（修订）")
    with Workspace.create(tmp_path / "计划.pwb") as plan:
        plan.change(documents.import_draft, long_draft(before))
        benchmark.pedantic(lambda: plan.change(editions.adopt, DocumentId(1), newer), rounds=1)


def test_a_backup(benchmark: BenchmarkFixture, workspace: Workspace, tmp_path: Path) -> None:
    benchmark.pedantic(lambda: workspace.backup(tmp_path / "副本.pwb"), rounds=10, warmup_rounds=1)


def test_the_checks_after_a_crash(benchmark: BenchmarkFixture, path: Path) -> None:
    with closing(sqlite.connect(path)) as connection:
        found = benchmark.pedantic(lambda: sqlite.find_damage(connection), rounds=10, warmup_rounds=1)
    assert found == ()
