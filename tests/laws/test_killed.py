"""The law of the power switch: a process killed in the middle of its work loses nothing that had returned."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.laws import PATIENCE
from tests.laws.conftest import Nursery
from tests.laws.doomed import OPERATIONS, processes, work
from tests.laws.moves import Contents, contents
from workbench.storage.workspace import Workspace

KILLS = 20 * PATIENCE

#: Between two steps pass about ten milliseconds; a kill falls anywhere in between.
BETWEEN_STEPS = 0.02


@pytest.mark.parametrize("seed", range(KILLS))
def test_nothing_that_returned_is_lost(nursery: Nursery, seed: int) -> None:
    with nursery.copy() as path:
        planted = steps_of(path)
        told = work_until_killed(path, seed)
        with Workspace.open(path) as workspace:
            assert "没有正常退出" in workspace.notices[0]
            steps = [step for (step,) in workspace.connection().execute("SELECT id FROM steps ORDER BY id")]
            assert steps[: len(planted) + len(told)] == planted + told
            assert len(steps) <= len(planted) + len(told) + 1  # done, and killed before it could say so
            every_step_must_be_whole(workspace)
        assert integrity_of(path) == "ok"


def work_until_killed(path: Path, seed: int) -> list[int]:
    """The steps of which the process could say that they were done."""
    chance = random.Random(seed)
    ours, theirs = processes.Pipe()
    child = processes.Process(target=work, args=(path, seed, seed % 2 == 1, theirs))
    child.start()
    theirs.close()
    told = []
    for _ in range(chance.randrange(1, OPERATIONS // 2)):
        said = ours.recv()
        if said is None:
            break
        told.append(said)
    time.sleep(chance.uniform(0, BETWEEN_STEPS))
    child.kill()
    child.join()
    told += rest_of(ours)
    return [step for step in told if step]


def rest_of(pipe: Connection) -> list[int]:
    """What was said before the end."""
    told = []
    try:
        while True:
            told.append(pipe.recv())
    except (EOFError, OSError):
        pipe.close()
    return [step for step in told if step is not None]


def every_step_must_be_whole(workspace: Workspace) -> None:
    """Undo compares each row with what its step left: a step half there would be refused. Back and forth
    again, everything is as it was found."""
    found = contents(workspace)
    undone = 0
    while workspace.undo() is not None:
        undone += 1
    assert is_empty(contents(workspace))
    for _ in range(undone):
        assert workspace.redo() is not None
    assert contents(workspace) == found


def is_empty(tables: Contents) -> bool:
    return not any(tables.values())


def steps_of(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [step for (step,) in connection.execute("SELECT id FROM steps ORDER BY id")]


def integrity_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
