"""Opening and making workspace files: a path goes in; connections, lock and notices, or a sentence, come out.

Plain `sqlite3` all the way, but for making a file (SQLAlchemy) and upgrading one (alembic). Opening and
looking changes not one byte of the file.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import CannotWriteError, WorkspaceError, WorkspaceTooNewError
from workbench.storage import backups, schema, sqlite, trouble
from workbench.storage.lock import HeldByOtherError, Lock
from workbench.storage.underway import Watch


@dataclass(slots=True)
class Opened:
    """An open file. `writer` and `lock` are None when it can only be read; `holder` says who has it then.

    `recovered` tells that the last end was not a clean one.
    """

    path: Path
    reader: sqlite3.Connection
    writer: sqlite3.Connection | None = None
    lock: Lock | None = None
    holder: str | None = None
    notices: list[str] = field(default_factory=list)
    recovered: bool = False

    def close(self) -> None:
        """Close the connections and let go of the lock, each whatever becomes of the others."""
        with ExitStack() as last_to_first:
            if self.lock is not None:
                last_to_first.callback(self.lock.release)
            if self.writer is not None:
                last_to_first.callback(self.writer.close)
                last_to_first.callback(sqlite.put_to_rest, self.writer)
            last_to_first.callback(self.reader.close)


def create(path: Path, who: str) -> Opened:
    """Make an empty workspace and open it. Raises CannotWriteError where there is a file already."""
    if not path.parent.is_dir():
        raise CannotWriteError(f"文件夹「{path.parent}」不存在。", "请先建立文件夹，或换一个位置。")
    with trouble.told_in_sentences(path):
        try:
            lock = Lock.take(path, who)
        except HeldByOtherError as held:
            raise CannotWriteError(f"{held.holder}正在使用同名的工作区。", "请换一个文件名。") from held
        return _with_lock(lock, lambda: _created(path, lock))


def open_for_writing(path: Path, who: str, watch: Watch | None = None) -> Opened:
    """Open as the only writer, or read-only where somebody else is or nothing can be written.

    Raises StoppedError where `watch` asks for an end while the file is upgraded.
    """
    with trouble.told_in_sentences(path):
        _must_be_ours(path)
        if not os.access(path, os.W_OK):
            notice = "文件是只读的，现以只读方式打开；如需修改，请取消只读属性，或另存一份。"
            return _opened_for_reading(path, None, [notice])
        try:
            lock = Lock.take(path, who)
        except HeldByOtherError as held:
            notice = f"{held.holder}正在编辑这个工作区，现以只读方式打开。"
            return _opened_for_reading(path, held.holder, [notice])
        except OSError:
            notice = "所在的文件夹不能写入，现以只读方式打开；如需修改，请先复制到可写的文件夹。"
            return _opened_for_reading(path, None, [notice])
        return _with_lock(lock, lambda: _looked_through(path, lock, watch))


def open_for_reading(path: Path) -> Opened:
    """Open without taking the lock; damage is not looked for."""
    with trouble.told_in_sentences(path):
        _must_be_ours(path)
        return _opened_for_reading(path, None, [])


def _must_be_ours(path: Path) -> None:
    if not path.exists():
        raise trouble.missing(path)
    if not path.is_file() or not sqlite.has_our_header(path):
        raise trouble.not_ours(path)


def _with_lock(lock: Lock, opening: Callable[[], Opened]) -> Opened:
    """Do the opening; on failure let go of the lock, and leave a trace of an earlier unclean end."""
    try:
        return opening()
    except BaseException:
        lock.release(clean=not lock.left_behind)
        raise


def _created(path: Path, lock: Lock) -> Opened:
    from workbench.storage.layout import lay_out

    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise CannotWriteError(f"「{path}」已经存在。", "请换一个文件名。") from error
    writer = sqlite.connect(path)
    try:
        lay_out(writer, path)
        return Opened(path, sqlite.connect_read_only(path), writer, lock)
    except BaseException:
        writer.close()
        path.unlink(missing_ok=True)
        raise


def _looked_through(path: Path, lock: Lock, watch: Watch | None) -> Opened:
    """Check what a crash may have left, upgrade what is old."""
    recovered = lock.left_behind or sqlite.log_left_behind(path)
    notices = []
    writer = sqlite.connect(path)
    try:
        if recovered:
            if sqlite.find_damage(writer):
                raise trouble.damaged(path)
            notices.append("上次没有正常退出。已检查工作区：数据完整，已保存的修改都在。")
        if _is_older(writer, path):
            notices.append(_upgraded(writer, path, watch))
        return Opened(path, sqlite.connect_read_only(path), writer, lock, None, notices, recovered)
    except BaseException:
        writer.close()
        raise


def _is_older(connection: sqlite3.Connection, path: Path) -> bool:
    """Raises WorkspaceTooNewError where it is newer than this program."""
    version = sqlite.read_version(connection)
    if version > schema.CURRENT:
        raise WorkspaceTooNewError(f"「{path.name}」由更新版本的规划工作台建立。", "请升级本程序后再打开。")
    return version < schema.CURRENT


def _upgraded(connection: sqlite3.Connection, path: Path, watch: Watch | None) -> str:
    """Copy, upgrade, and say so."""
    from workbench.storage.upgrading import upgrade

    copy = backups.make_before_upgrade(connection, path, dt.datetime.now())
    if watch is not None:
        watch.label = "升级计划文件的格式"
    upgrade(connection, path, watch)
    return f"工作区已升级到新版格式；升级前的副本是「{copy}」。"


def _opened_for_reading(path: Path, holder: str | None, notices: list[str]) -> Opened:
    try:
        reader = sqlite.connect_read_only(path)
    except sqlite3.OperationalError as error:
        if sqlite.log_left_behind(path):
            raise trouble.needs_recovery(path) from error
        raise
    try:
        if _is_older(reader, path):
            raise WorkspaceError(
                f"「{path.name}」是旧版格式，需要先升级，而现在只能只读打开。",
                "请把它复制到可写的文件夹，或等对方关闭后再打开。",
            )
    except BaseException:
        reader.close()
        raise
    return Opened(path, reader, None, None, holder, notices)
