"""One open workspace, through its door."""

from __future__ import annotations

import logging
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.storage.conftest import add_unit, rename_unit, unit_names
from workbench.changes import ChangeSet, RowChange, StepKind
from workbench.errors import CannotWriteError, WorkspaceError
from workbench.models import Unit
from workbench.storage import schema
from workbench.storage.recorder import UnrecordedChangeError
from workbench.storage.workspace import Workspace


def test_a_change_is_one_step_and_tells_its_rows(workspace: Workspace) -> None:
    change = workspace.change(add_unit, "省数字办", reason="机构改革")
    assert (change.kind, change.label, change.who, change.reason) == (
        StepKind.DO,
        "新增单位：省数字办",
        "王敏",
        "机构改革",
    )
    assert change.keys("units") == {1}
    assert change.rows[0].before is None
    assert change.rows[0].after is not None
    assert change.rows[0].after["name"] == "省数字办"

    renamed = workspace.change(rename_unit, 1, "省数据局")
    assert renamed.rows == (RowChange("units", 1, {"name": "省数字办"}, {"name": "省数据局"}),)
    assert workspace.ask(unit_names) == ("省数据局",)


def test_undo_and_redo_survive_closing(path: Path) -> None:
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(add_unit, "省数字办")
        workspace.change(rename_unit, 1, "省数据局")
        undone = workspace.undo()
        assert undone is not None
        assert (undone.kind, undone.reverts, undone.label) == (StepKind.UNDO, 2, "修改单位名称：省数据局")
        assert undone.rows == (RowChange("units", 1, {"name": "省数据局"}, {"name": "省数字办"}),)

    with Workspace.open(path, who="李强") as workspace:
        assert workspace.undo_label == "新增单位：省数字办"
        assert workspace.redo_label == "修改单位名称：省数据局"
        redone = workspace.redo()
        assert redone is not None
        assert (redone.kind, redone.reverts, redone.who) == (StepKind.REDO, 2, "李强")
        assert workspace.redo_label is None
        assert workspace.ask(unit_names) == ("省数据局",)


def test_a_new_change_forgets_the_redos(workspace: Workspace) -> None:
    workspace.change(add_unit, "甲局")
    workspace.change(add_unit, "乙局")
    workspace.undo()
    workspace.change(add_unit, "丙局")
    assert workspace.redo_label is None
    assert workspace.redo() is None
    workspace.undo()
    assert workspace.redo_label == "新增单位：丙局"
    assert workspace.undo_label == "新增单位：甲局"


def test_nothing_to_undo_in_a_fresh_workspace(workspace: Workspace) -> None:
    assert workspace.undo_label is None
    assert workspace.undo() is None
    assert workspace.redo() is None


def test_a_change_of_nothing_is_no_step(workspace: Workspace) -> None:
    workspace.change(add_unit, "省数字办")
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    change = workspace.change(rename_unit, 1, "省数字办")
    assert change.rows == ()
    assert not heard
    assert workspace.undo_label == "新增单位：省数字办"


def test_a_failing_operation_changes_nothing(workspace: Workspace) -> None:
    def fails_late(session: Session) -> None:
        add_unit(session, "省数字办")
        session.flush()
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        workspace.change(fails_late)
    assert workspace.ask(unit_names) == ()
    assert workspace.undo_label is None
    workspace.change(add_unit, "省数据局")


def test_listeners_hear_of_changes_until_they_leave(workspace: Workspace) -> None:
    heard: list[ChangeSet] = []
    leave = workspace.subscribe(heard.append)
    workspace.change(add_unit, "省数字办")
    workspace.undo()
    workspace.redo()
    assert [change.kind for change in heard] == [StepKind.DO, StepKind.UNDO, StepKind.REDO]
    leave()
    leave()
    workspace.undo()
    assert len(heard) == 3


def test_a_listener_hears_after_the_commit(workspace: Workspace) -> None:
    seen: list[tuple[str, ...]] = []
    workspace.subscribe(lambda _change: seen.append(workspace.ask(unit_names)))
    workspace.change(add_unit, "省数字办")
    workspace.undo()
    assert seen == [("省数字办",), ()]


def test_a_listener_that_fails_loses_nothing(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[ChangeSet] = []

    def fails(_change: ChangeSet) -> None:
        raise ArithmeticError

    workspace.subscribe(fails)
    workspace.subscribe(heard.append)
    change = workspace.change(add_unit, "省数字办")
    assert heard == [change]
    assert workspace.ask(unit_names) == ("省数字办",)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_the_fast_connection_sees_every_change_and_makes_none(workspace: Workspace) -> None:
    connection = workspace.connection()
    workspace.change(add_unit, "省数字办")
    assert connection.execute("SELECT name FROM units").fetchall() == [("省数字办",)]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM units")


def test_a_query_may_not_change_anything(workspace: Workspace) -> None:
    def changes(session: Session) -> None:
        session.add(Unit(name="省数字办"))
        session.flush()

    with pytest.raises(UnrecordedChangeError):
        workspace.ask(changes)


def test_a_read_only_workspace_answers_but_does_not_change(at_rest: Path) -> None:
    with Workspace.open(at_rest, read_only=True) as workspace:
        assert workspace.read_only
        assert workspace.holder is None
        assert workspace.ask(unit_names) == ("省数字办",)
        for attempt in (lambda: workspace.change(add_unit, "省数据局"), workspace.undo):
            with pytest.raises(WorkspaceError, match="只读"):
                attempt()


def test_opening_and_looking_changes_not_one_byte(at_rest: Path) -> None:
    before = at_rest.read_bytes(), at_rest.stat().st_mtime_ns
    with Workspace.open(at_rest) as workspace:
        assert workspace.notices == ()
        workspace.ask(unit_names)
    assert (at_rest.read_bytes(), at_rest.stat().st_mtime_ns) == before


def test_a_workspace_at_rest_is_one_file(at_rest: Path) -> None:
    assert sorted(file.name for file in at_rest.parent.iterdir() if file.is_file()) == [at_rest.name]
    with sqlite3.connect(at_rest) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (0x50574231,)
        assert plain.execute("PRAGMA user_version").fetchone() == (schema.CURRENT,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plain.close()


def test_a_taken_name_is_not_overwritten(at_rest: Path) -> None:
    before = at_rest.read_bytes()
    with pytest.raises(CannotWriteError, match="已经存在"):
        Workspace.create(at_rest)
    assert at_rest.read_bytes() == before
    with pytest.raises(CannotWriteError, match="文件夹"):
        Workspace.create(at_rest.parent / "没有" / "计划.pwb")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be moved")
def test_a_file_moved_away_takes_no_changes(workspace: Workspace, tmp_path: Path) -> None:
    """They would be written to wherever the file is now, or to nowhere."""
    workspace.change(add_unit, "省数字办")
    away = workspace.path.rename(tmp_path / "移走.pwb")
    for attempt in (lambda: workspace.change(add_unit, "省数据局"), workspace.undo, workspace.redo):
        with pytest.raises(WorkspaceError, match="已被移动"):
            attempt()
    copy = workspace.backup(tmp_path / "救出.pwb")
    workspace.path.write_bytes(copy.read_bytes())  # another file under the same name
    with pytest.raises(WorkspaceError, match="替换"):
        workspace.change(add_unit, "省数据局")
    away.replace(workspace.path)
    workspace.change(add_unit, "省数据局")
    assert workspace.ask(unit_names) == ("省数字办", "省数据局")


def test_an_operation_without_a_label_is_a_bug(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="label"):
        workspace.change(lambda session: session.add(Unit(name="省数字办")))
    assert workspace.ask(unit_names) == ()


def test_a_full_disk_refuses_in_a_sentence_and_loses_nothing(workspace: Workspace) -> None:
    workspace.change(add_unit, "省数字办")
    writer = workspace._opened.writer
    assert writer is not None
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(CannotWriteError, match="磁盘已满"):
        workspace.change(add_unit, "省" * 50_000)
    assert workspace.ask(unit_names) == ("省数字办",)
    writer.execute("PRAGMA max_page_count=100000")
    workspace.change(add_unit, "省数据局")
    assert workspace.ask(unit_names) == ("省数字办", "省数据局")
