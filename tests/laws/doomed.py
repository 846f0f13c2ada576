"""A process that works on a workspace until somebody kills it, and says over a pipe what it has done."""

from __future__ import annotations

import multiprocessing
import random
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.laws.moves import MOVES, Move, play
from workbench.changes import ChangeSet
from workbench.storage import disks
from workbench.storage.workspace import Workspace

OPERATIONS = 200

#: A clean server that forks ready processes, where there is such a thing.
HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
processes = multiprocessing.get_context(HOW)
processes.set_forkserver_preload(["tests.laws.doomed", "workbench.storage.transactions"])


def work(path: Path, seed: int, on_network: bool, tell: Connection) -> None:
    """Make 200 random moves, undoes and redoes among them; tell each step once it has returned."""
    chance = random.Random(seed)
    with patch.object(disks, "is_on_network", return_value=on_network):
        workspace = Workspace.open(path, who=f"第{seed}次")
        if seed % 3 == 0:  # as the window does it
            patch.object(workspace, "change", partial(_change_in_a_thread, workspace)).start()
        tell.send(0)
        for _ in range(OPERATIONS):
            change = _act(workspace, chance)
            if change is not None and change.rows:
                tell.send(int(change.step))
        tell.send(None)
        tell.recv()  # until killed, should all be done before


def _change_in_a_thread(workspace: Workspace, *arguments: Any, **keywords: Any) -> ChangeSet:
    return workspace.begin_change(*arguments, **keywords).outcome()


def hold(path: Path, who: str, tell: Connection) -> None:
    """Open the workspace and keep it."""
    workspace = Workspace.open(path, who=who)
    tell.send(workspace.read_only)
    tell.recv()


def _act(workspace: Workspace, chance: random.Random) -> ChangeSet | None:
    luck = chance.random()
    if luck < 0.1:
        return workspace.undo()
    if luck < 0.15:
        return workspace.redo()
    numbers = (chance.randrange(1000) for _ in range(3))
    return play(workspace, Move(chance.choice(sorted(MOVES)), *numbers))
