"""The law of undo: whatever is done, undone, redone and reopened, the whole database is what it was."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.laws import PATIENCE
from tests.laws.conftest import Nursery
from tests.laws.moves import MOVES, Contents, Move, contents, play
from workbench.operations import registry
from workbench.storage.workspace import Workspace

number = st.integers(0, 999)
moves = st.builds(Move, st.sampled_from(sorted(MOVES)), number, number, number)
undo, redo, reopen = st.just("undo"), st.just("redo"), st.just("reopen")
actions = st.lists(st.one_of(moves, moves, moves, moves, undo, redo, reopen), max_size=30)


def test_every_operation_is_among_the_moves() -> None:
    assert set(MOVES) == {operation.name for operation in registry.all_operations()}


@given(actions)
@settings(
    max_examples=30 * PATIENCE,
    deadline=None,
    phases=set(Phase) - {Phase.explain},  # which would take minutes
    suppress_health_check=[HealthCheck.too_slow],
)
def test_the_database_is_what_it_was(nursery: Nursery, actions: list[Move | str]) -> None:
    with nursery.copy() as path:
        history = History(path)
        for action in actions:
            history.act(action)
        history.undo_all()
        history.redo_all()
        history.workspace.close()


class History:
    """What an ideal undo knows: every state there was, and which of them is present."""

    def __init__(self, path: Path) -> None:
        self.workspace = Workspace.open(path, who="李强")
        self.states: list[Contents] = [contents(self.workspace)]
        self.labels: list[str] = []
        self.now = 0
        self._draw_in_the_planted()

    def act(self, action: Move | str) -> None:
        if isinstance(action, Move):
            self._play(action)
        elif action == "undo":
            self._undo()
        elif action == "redo":
            self._redo()
        else:
            self._reopen()
        self._must_be_right()

    def undo_all(self) -> None:
        while self.now:
            self._undo()
            self._must_be_right()
        assert self.workspace.undo() is None

    def redo_all(self) -> None:
        self._reopen()
        while self.now < len(self.labels):
            self._redo()
            self._must_be_right()
        assert self.workspace.redo() is None

    def _play(self, move: Move) -> None:
        change = play(self.workspace, move)
        if change is None or not change.rows:
            return
        self.states[self.now + 1 :] = [contents(self.workspace)]
        self.labels[self.now :] = [change.label]
        self.now += 1
        assert self.states[self.now] != self.states[self.now - 1]

    def _undo(self) -> None:
        change = self.workspace.undo()
        assert (change is None) == (self.now == 0)
        self.now = max(self.now - 1, 0)

    def _redo(self) -> None:
        change = self.workspace.redo()
        assert (change is None) == (self.now == len(self.labels))
        self.now = min(self.now + 1, len(self.labels))

    def _reopen(self) -> None:
        path = self.workspace.path
        self.workspace.close()
        self.workspace = Workspace.open(path, who="李强")

    def _must_be_right(self) -> None:
        assert contents(self.workspace) == self.states[self.now]
        assert self.workspace.undo_label == (self.labels[self.now - 1] if self.now else None)
        assert self.workspace.redo_label == (self.labels[self.now] if self.now < len(self.labels) else None)

    def _draw_in_the_planted(self) -> None:
        """The steps of the planted plan can be undone, too."""
        while label := self.workspace.undo_label:
            self.labels.insert(0, label)
            self.workspace.undo()
            self.states.insert(0, contents(self.workspace))
        while self.workspace.redo():
            self.now += 1
