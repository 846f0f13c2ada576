"""Changes in a thread of their own: the outcome, stopping, and what the workspace does meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy.orm import Session

from tests.storage.conftest import add_unit, unit_names
from workbench.changes import ChangeSet
from workbench.errors import RefusedError, StoppedError
from workbench.models import Unit
from workbench.storage import disks
from workbench.storage.transactions import PROGRESS
from workbench.storage.workspace import Workspace

SOON = 20.0


class Gate:
    """An operation that writes, says how far it is, and goes on when it is let."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def add_units(self, session: Session) -> None:
        session.info["label"] = "新增单位"
        session.add_all(Unit(name=f"省第{number}厅") for number in range(3))
        session.flush()
        session.info[PROGRESS](1, 2)
        self.reached.set()
        assert self.open.wait(SOON)
        session.info[PROGRESS](2, 2)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture(params=[False, True], ids=["local", "network"])
def kept(request: pytest.FixtureRequest, path: Path) -> Workspace:
    """On a local disk, and on a network share."""
    with patch.object(disks, "is_on_network", return_value=request.param):
        workspace = Workspace.create(path, who="王敏")
        workspace.change(add_unit, "省数字办")
    request.addfinalizer(workspace.close)
    return workspace


def test_the_outcome_is_the_change_and_listeners_hear_it_in_this_thread(kept: Workspace, gate: Gate) -> None:
    heard: list[tuple[ChangeSet, threading.Thread]] = []
    kept.subscribe(lambda change: heard.append((change, threading.current_thread())))
    gate.open.set()
    change = kept.begin_change(gate.add_units).outcome()
    assert len(change.keys("units")) == 3
    assert heard == [(change, threading.current_thread())]
    assert kept.undo_label == "新增单位"


def test_how_far_it_is_can_be_seen_and_others_ask_meanwhile(kept: Workspace, gate: Gate) -> None:
    underway = kept.begin_change(gate.add_units)
    assert gate.reached.wait(SOON)
    assert (underway.watch.label, underway.watch.done, underway.watch.of) == ("新增单位", 1, 2)
    assert not underway.ended
    assert kept.ask(unit_names) == ("省数字办",)
    gate.open.set()
    underway.outcome()
    assert len(kept.ask(unit_names)) == 4


def test_what_is_stopped_leaves_not_a_byte(kept: Workspace, gate: Gate, path: Path) -> None:
    before = path.read_bytes()
    underway = kept.begin_change(gate.add_units)
    assert gate.reached.wait(SOON)
    underway.stop()
    gate.open.set()
    with pytest.raises(StoppedError):
        underway.outcome()
    assert path.read_bytes() == before
    assert kept.ask(unit_names) == ("省数字办",)
    kept.change(add_unit, "省政务局")  # and work goes on


def test_other_changes_are_refused_meanwhile(kept: Workspace, gate: Gate) -> None:
    underway = kept.begin_change(gate.add_units)
    assert gate.reached.wait(SOON)
    others: list[Callable[[], object]] = [
        lambda: kept.change(add_unit, "省政务局"),
        kept.undo,
        kept.redo,
        lambda: kept.begin_change(add_unit, "省政务局"),
        kept.begin_undo,
    ]
    for other in others:
        with pytest.raises(RefusedError, match="还在保存"):
            other()
    gate.open.set()
    underway.outcome()
    assert len(kept.ask(unit_names)) == 4


def test_closing_waits_and_loses_nothing(kept: Workspace, gate: Gate, path: Path) -> None:
    kept.begin_change(gate.add_units)
    assert gate.reached.wait(SOON)
    threading.Timer(0.1, gate.open.set).start()
    kept.close()
    with Workspace.open(path) as again:
        assert len(again.ask(unit_names)) == 4
        assert again.undo_label == "新增单位"


def test_undo_and_redo_run_in_a_thread_too(kept: Workspace) -> None:
    undo = kept.begin_undo()
    assert undo is not None
    assert undo.outcome().label == "新增单位：省数字办"
    assert kept.ask(unit_names) == ()
    assert kept.begin_undo() is None
    redo = kept.begin_redo()
    assert redo is not None
    redo.outcome()
    assert kept.ask(unit_names) == ("省数字办",)


def test_an_undo_can_be_stopped(kept: Workspace) -> None:
    reached, let = threading.Event(), threading.Event()

    def slowly(*_arguments: object) -> None:
        reached.set()
        assert let.wait(SOON)

    with patch("workbench.storage.replay._replay_table", slowly):
        undo = kept.begin_undo()
        assert undo is not None
        assert reached.wait(SOON)
        undo.stop()
        let.set()
        with pytest.raises(StoppedError):
            undo.outcome()
    assert kept.ask(unit_names) == ("省数字办",)
    assert kept.undo_label == "新增单位：省数字办"


def test_what_the_operation_refuses_is_raised_by_the_outcome(kept: Workspace) -> None:
    def refuse(session: Session) -> None:
        raise RefusedError("不行。")

    with pytest.raises(RefusedError, match="不行"):
        kept.begin_change(refuse).outcome()


def test_a_question_can_be_asked_in_a_thread_and_stopped(kept: Workspace) -> None:
    assert kept.begin_ask(unit_names).outcome() == ("省数字办",)
    let = threading.Event()

    def slow(session: Session) -> tuple[str, ...]:
        assert let.wait(SOON)
        return unit_names(session)

    asked = kept.begin_ask(slow)
    asked.stop()
    let.set()
    with pytest.raises(StoppedError):
        asked.outcome()
