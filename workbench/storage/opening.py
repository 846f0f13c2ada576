"""Opening and making workspace files: a path goes in; connections, lock and notices come out, or a sentence.

Plain `sqlite3` all the way, but for making a file (SQLAlchemy) and upgrading one (alembic).
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import CannotWriteError, WorkspaceError, WorkspaceTooNewError
from workbench.storage import backups, disks, schema, sqlite, trouble
from workbench.storage.lock import HeldByOtherError, Lock


@dataclass(slots=True)
class Opened:
    """An open file. `writer` and `lock` are None when it can only be read; `holder` says who has it then."""

    path: Path
    reader: sqlite3.Connection
    writer: sqlite3.Connection | None = None
    lock: Lock | None = None
    holder: str | None = None
    notices: list[str] = field(default_factory=list)


def create(path: Path, who: str) -> Opened:
    """Make an empty workspace and open it. Raises CannotWriteError where there is a file already."""
    if path.exists():
        raise CannotWriteError(f"「{path}」已经存在。", "请换一个文件名。")
    if not path.parent.is_dir():
        raise CannotWriteError(f"文件夹「{path.parent}」不存在。", "请先建立文件夹，或换一个位置。")
    with trouble.told_in_sentences(path):
        lock = _lock_or_say_who(path, who)
        try:
            _lay_out(path)
            return _opened_for_writing(path, lock, [])
        except BaseException:
            path.unlink(missing_ok=True)
            lock.release()
            raise


def open_for_writing(path: Path, who: str) -> Opened:
    """Open as the only writer; read-only with its reason where somebody else is, or nothing can be written."""
    with trouble.told_in_sentences(path):
        _must_be_ours(path)
        try:
            lock = Lock.take(path, who)
        except HeldByOtherError as held:
            notice = f"{held.holder}正在编辑这个工作区，现以只读方式打开。"
            return _opened_for_reading(path, held.holder, [notice])
        except OSError:
            notice = "所在的文件夹不能写入，现以只读方式打开；如需修改，请先复制到可写的文件夹。"
            return _opened_for_reading(path, None, [notice])
        try:
            return _opened_after_looking(path, lock)
        except BaseException:
            lock.release(clean=not lock.left_behind)
            raise


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


def _lock_or_say_who(path: Path, who: str) -> Lock:
    try:
        return Lock.take(path, who)
    except HeldByOtherError as held:
        raise CannotWriteError(f"{held.holder}正在使用同名的工作区。", "请换一个文件名。") from held


def _lay_out(path: Path) -> None:
    from workbench.storage.layout import lay_out

    connection = sqlite.connect(path)
    try:
        lay_out(connection, path)
    finally:
        connection.close()


def _opened_after_looking(path: Path, lock: Lock) -> Opened:
    notices = []
    unclean = lock.left_behind or sqlite.log_left_behind(path)
    if unclean:
        _must_be_sound(path)
    if lock.left_behind:
        notices.append("上次没有正常退出；已检查工作区，数据完整，已保存的修改都在。")
    if _upgrade_is_due(path):
        notices.append(_upgraded(path))
    return _opened_for_writing(path, lock, notices)


def _must_be_sound(path: Path) -> None:
    connection = sqlite.connect(path)
    try:
        if sqlite.find_damage(connection):
            raise trouble.damaged(path)
    finally:
        connection.close()


def _upgrade_is_due(path: Path) -> bool:
    """Raises WorkspaceTooNewError."""
    connection = sqlite.connect(path)
    try:
        version = sqlite.read_version(connection)
    finally:
        connection.close()
    _must_not_be_newer(version, path)
    return version < schema.CURRENT


def _must_not_be_newer(version: int, path: Path) -> None:
    if version > schema.CURRENT:
        raise WorkspaceTooNewError(f"「{path.name}」由更新版本的规划工作台建立。", "请升级本程序后再打开。")


def _upgraded(path: Path) -> str:
    """Copy, upgrade, and say so."""
    from workbench.storage.upgrading import upgrade

    connection = sqlite.connect(path)
    try:
        copy = backups.make_before_upgrade(connection, path, dt.datetime.now())
        upgrade(connection, path)
    finally:
        connection.close()
    return f"工作区已升级到新版格式；升级前的副本是「{copy}」。"


def _opened_for_writing(path: Path, lock: Lock, notices: list[str]) -> Opened:
    writer = sqlite.connect(path)
    try:
        sqlite.write_durably(writer, on_network=disks.is_on_network(path))
        return Opened(path, sqlite.connect_read_only(path), writer, lock, None, notices)
    except BaseException:
        writer.close()
        raise


def _opened_for_reading(path: Path, holder: str | None, notices: list[str]) -> Opened:
    reader = sqlite.connect_read_only(path)
    try:
        version = sqlite.read_version(reader)
        _must_not_be_newer(version, path)
        if version < schema.CURRENT:
            raise WorkspaceError(
                f"「{path.name}」是旧版格式，需要先升级，而现在只能只读打开。",
                "请把它复制到可写的文件夹，或等对方关闭后再打开。",
            )
    except BaseException:
        reader.close()
        raise
    return Opened(path, reader, None, None, holder, notices)
