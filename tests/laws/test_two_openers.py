"""The law of one writer: the second to open a workspace reads it and learns who has it."""

from __future__ import annotations

import pytest

from tests.laws.conftest import Nursery
from tests.laws.doomed import hold, processes
from tests.laws.moves import Move, contents, play
from workbench.errors import WorkspaceLockedError
from workbench.storage.workspace import Workspace


def test_the_second_process_reads_until_the_first_is_dead(nursery: Nursery) -> None:
    with nursery.copy() as path:
        ours, theirs = processes.Pipe()
        first = processes.Process(target=hold, args=(path, "赵敏", theirs))
        first.start()
        assert ours.recv() is False

        with Workspace.open(path, who="李强") as second:
            assert second.read_only
            assert second.holder is not None and "赵敏" in second.holder
            assert "赵敏" in second.notices[0]
            assert contents(second)["tasks"]
            with pytest.raises(WorkspaceLockedError, match="赵敏"):
                play(second, Move("units.add", 3, 0, 0))

        first.kill()
        first.join()
        ours.close()
        theirs.close()
        with Workspace.open(path, who="李强") as second:
            assert not second.read_only
            assert second.holder is None
            assert play(second, Move("units.add", 3, 0, 0))


def test_the_second_opener_in_one_process_reads_and_sees_what_the_first_does(nursery: Nursery) -> None:
    with nursery.copy() as path, Workspace.open(path, who="赵敏") as first:
        with Workspace.open(path, who="李强") as second:
            assert second.read_only
            play(first, Move("units.add", 3, 0, 0))
            assert contents(second) == contents(first)
        assert play(first, Move("units.add", 4, 0, 0))
