"""What opening says of files that are not as they should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from tests.storage.conftest import add_unit, unit_names
from workbench.errors import (
    CannotWriteError,
    NotAWorkspaceError,
    WorkspaceError,
    WorkspaceLockedError,
    WorkspaceTooNewError,
)
from workbench.storage import backups, disks, layout, sqlite, trouble
from workbench.storage.lock import Lock
from workbench.storage.workspace import Workspace


def open_and_close(path: Path) -> None:
    Workspace.open(path).close()


def test_a_missing_file(path: Path) -> None:
    with pytest.raises(WorkspaceError, match="找不到工作区文件"):
        open_and_close(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(200), "这是一份文件。".encode() * 50])
def test_some_other_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAWorkspaceError, match="不是规划工作台的工作区文件"):
        open_and_close(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspaceError):
        open_and_close(tmp_path)


def test_another_program_s_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE units (id INTEGER PRIMARY KEY)")
    with pytest.raises(NotAWorkspaceError):
        open_and_close(path)


def test_a_newer_version(at_rest: Path) -> None:
    with closing(sqlite3.connect(at_rest)) as newer:
        newer.execute("PRAGMA user_version=999")
    before = at_rest.read_bytes()
    for read_only in (False, True):
        with pytest.raises(WorkspaceTooNewError, match="请升级本程序"):
            Workspace.open(at_rest, read_only=read_only)
    assert at_rest.read_bytes() == before
    assert not at_rest.with_name(f"{at_rest.name}.lock").exists()


def test_damage_after_an_unclean_end_names_the_newest_backup(at_rest: Path) -> None:
    leave_unclean(at_rest)
    damage(at_rest)
    newest = backups.newest(at_rest)
    assert newest is not None
    for _again in range(2):  # as long as it is not mended
        with pytest.raises(NotAWorkspaceError, match="已经损坏") as caught:
            open_and_close(at_rest)
        assert str(newest) in caught.value.way_forward
    with Workspace.open(newest) as rescued:
        assert rescued.ask(unit_names) == ("省数字办",)


def test_damage_without_a_backup(at_rest: Path) -> None:
    shutil.rmtree(backups.folder_of(at_rest))
    leave_unclean(at_rest)
    damage(at_rest)
    with pytest.raises(NotAWorkspaceError, match="没有找到备份"):
        open_and_close(at_rest)


def test_damage_met_while_asking_is_told_in_a_sentence(at_rest: Path) -> None:
    damage(at_rest)
    with Workspace.open(at_rest) as workspace, pytest.raises(NotAWorkspaceError, match="已经损坏"):
        workspace.ask(unit_names)


def test_rows_that_point_nowhere_count_as_damage(at_rest: Path) -> None:
    leave_unclean(at_rest)
    with closing(sqlite3.connect(at_rest)) as broken:
        broken.execute("INSERT INTO unit_aliases (unit_id, name) VALUES (77, '无主')")
        broken.commit()
    with pytest.raises(NotAWorkspaceError):
        open_and_close(at_rest)


def test_after_an_unclean_end_all_is_checked_told_and_backed_up(at_rest: Path) -> None:
    leave_unclean(at_rest)
    copies = len(list(backups.folder_of(at_rest).iterdir()))
    with Workspace.open(at_rest) as workspace:
        assert "没有正常退出" in workspace.notices[0]
        assert workspace.ask(unit_names) == ("省数字办",)
    assert len(list(backups.folder_of(at_rest).iterdir())) == copies + 1
    with Workspace.open(at_rest) as workspace:
        assert workspace.notices == ()


def test_a_folder_that_cannot_be_written_is_read(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_cls: type[Lock], _path: Path, _who: str) -> Lock:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Lock, "take", classmethod(forbidden))
    with Workspace.open(at_rest) as workspace:
        assert workspace.read_only
        assert workspace.holder is None
        assert "不能写入" in workspace.notices[0]
        assert workspace.ask(unit_names) == ("省数字办",)
    with pytest.raises(CannotWriteError, match="无法读写"):
        Workspace.create(at_rest.with_name("另一份.pwb"))
    assert not at_rest.with_name("另一份.pwb").exists()


def test_a_read_only_file_is_read(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == at_rest and mode == os.W_OK))
    with Workspace.open(at_rest) as workspace:
        assert workspace.read_only
        assert "文件是只读的" in workspace.notices[0]
    assert not at_rest.with_name(f"{at_rest.name}.lock").exists()


def test_a_crash_where_nothing_can_be_written(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_path: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(sqlite, "connect_read_only", cannot)
    with pytest.raises(CannotWriteError):
        Workspace.open(at_rest, read_only=True)
    at_rest.with_name(f"{at_rest.name}-wal").write_bytes(b"half a page")
    with pytest.raises(WorkspaceError, match="需要在可写的文件夹中恢复"):
        Workspace.open(at_rest, read_only=True)


def test_a_making_that_was_cut_short_is_finished(path: Path) -> None:
    """The power went after the header, before the tables."""
    path.touch()
    with closing(sqlite.connect(path)) as connection:
        sqlite.mark_as_ours(connection)
    with Workspace.open(path) as workspace:
        workspace.change(add_unit, "省数字办")
        assert workspace.ask(unit_names) == ("省数字办",)


def test_a_failed_making_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_connection: sqlite3.Connection, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(layout, "lay_out", full)
    with pytest.raises(CannotWriteError, match="No space left"):
        Workspace.create(path)
    assert list(path.parent.iterdir()) == []


def test_another_program_in_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_PATIENCE", 0.01)
    with Workspace.create(path) as workspace:
        workspace.change(add_unit, "省数字办")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(WorkspaceLockedError, match="正被另一个程序占用"):
                workspace.change(add_unit, "省数据局")
        workspace.change(add_unit, "省数据局")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (sqlite3.SQLITE_FULL, "磁盘已满"),
        (sqlite3.SQLITE_IOERR_WRITE, "无法读写"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "只读"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "已被移动"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "已经损坏"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, None),
        (sqlite3.SQLITE_ERROR, None),
    ],
)
def test_what_the_world_says_is_told_and_what_we_did_is_not(
    path: Path, code: int, sentence: str | None
) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    told = trouble.in_sentences(error, path)
    assert (told is None) if sentence is None else (told is not None and sentence in told.what)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/家/计划 #1?.pwb"), "file:///%E5%AE%B6/%E8%AE%A1%E5%88%92%20%231%3F.pwb?mode=ro"),
        (PureWindowsPath(r"C:\plans\a.pwb"), "file:///C:/plans/a.pwb?mode=ro"),
        (PureWindowsPath(r"\\server\plans\a.pwb"), "file:////server/plans/a.pwb?mode=ro"),
    ],
)
def test_the_address_of_a_file(path: PurePath, address: str) -> None:
    assert sqlite.address(path, "mode=ro") == address


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything is writable to this user"
)
def test_a_read_only_medium_is_read(at_rest: Path) -> None:
    at_rest.chmod(0o400)
    at_rest.parent.chmod(0o500)
    try:
        with Workspace.open(at_rest) as workspace:
            assert workspace.ask(unit_names) == ("省数字办",)
    finally:
        at_rest.parent.chmod(0o700)


def test_a_network_share_gets_a_rollback_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "is_on_network", lambda _path: True)
    with Workspace.create(path) as workspace:
        workspace.change(add_unit, "省数字办")
        with Workspace.open(path) as reader:
            workspace.change(add_unit, "省数据局")
            assert reader.ask(unit_names) == workspace.ask(unit_names) == ("省数字办", "省数据局")
        assert not path.with_name(f"{path.name}-wal").exists()
        assert workspace.connection().execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_every_commit_reaches_the_disk(workspace: Workspace) -> None:
    workspace.change(add_unit, "省数字办")
    writer = workspace._opened.writer
    assert writer is not None
    assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert writer.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert writer.execute("PRAGMA foreign_keys").fetchone() == (1,)


HEAVY = {"sqlalchemy", "alembic", "numpy", "pandas", "PySide6"}

LOOKS_ONLY = """
import sys
from pathlib import Path
from workbench.storage.workspace import Workspace
with Workspace.open(Path(sys.argv[1])) as workspace:
    workspace.connection().execute("SELECT name FROM units").fetchall()
    workspace.undo_label, workspace.redo_label, workspace.notices
print(*sys.modules)
"""


def test_opening_imports_nothing_heavy(at_rest: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", LOOKS_ONLY, str(at_rest)]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert HEAVY.isdisjoint(loaded)


def leave_unclean(path: Path) -> None:
    """What a crash leaves: the lock's content without the lock."""
    Lock.take(path, "赵敏").release(clean=False)


def damage(path: Path) -> None:
    """Overwrite the table of units, and every index of it, as a bad disk would."""
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        roots = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'units'").fetchall()
    with path.open("r+b") as file:
        for (page,) in roots:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)
