"""What the world says no with, in a planner's words: SQLite and system errors in, `WorkbenchError` out.

A driver error that is not the world's doing (a missing table, a broken constraint) is a bug, and left alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import (
    CannotWriteError,
    NotAWorkspaceError,
    WorkbenchError,
    WorkspaceError,
    WorkspaceLockedError,
)
from workbench.storage import backups

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def told_in_sentences(path: Path) -> Iterator[None]:
    """Turn what the world refuses around the workspace `path` into a `WorkbenchError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        sentence = in_sentences(error, path)
        if sentence is None:
            raise
        raise sentence from error


def in_sentences(error: BaseException, path: Path) -> WorkbenchError | None:
    """The sentence for a driver or system error, or None for a bug of ours."""
    if isinstance(error, OSError):
        return CannotWriteError(
            f"无法读写「{path}」：{error.strerror or error}。", "请检查磁盘、网络和文件夹权限后重试。"
        )
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    return None if code is None else _for_code(code & 0xFF, path)


def _for_code(code: int, path: Path) -> WorkbenchError | None:
    if code in _DAMAGED:
        return damaged(path)
    if code in _BUSY:
        return WorkspaceLockedError(f"「{path.name}」正被另一个程序占用。", "请稍候再试。")
    if code == sqlite3.SQLITE_FULL:
        return CannotWriteError(
            "磁盘已满，本次修改没有保存。", "请腾出磁盘空间后再做一次；此前的修改都已保存。"
        )
    if code == sqlite3.SQLITE_READONLY:
        return CannotWriteError(
            f"「{path.name}」是只读的，本次修改没有保存。", "请取消文件的只读属性，或另存到可写的文件夹。"
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return CannotWriteError(
            f"无法读写「{path}」。", "请检查磁盘、网络连接和文件夹权限后重试；此前的修改都已保存。"
        )
    return None


def missing(path: Path) -> WorkspaceError:
    """There is no such file."""
    return WorkspaceError(f"找不到工作区文件「{path}」。", "请确认文件是否已被移动、改名或删除。")


def moved(path: Path) -> WorkspaceError:
    """The path leads to another file than the one that is open."""
    return WorkspaceError(
        f"工作区文件「{path}」已被移动、改名或替换，本次修改没有保存。",
        "请先用“备份”另存一份，关闭后再核对原来的文件。",
    )


def not_ours(path: Path) -> NotAWorkspaceError:
    """The file is something else."""
    return NotAWorkspaceError(f"「{path.name}」不是规划工作台的工作区文件。", "请选择扩展名为 .pwb 的文件。")


def needs_recovery(path: Path) -> WorkspaceError:
    """What was being written when the power went can only be sorted out where something can be written."""
    return WorkspaceError(
        f"「{path.name}」上次没有正常退出，需要在可写的文件夹中恢复，现在无法打开。",
        f"请把它和同名的“{path.name}-wal”“{path.name}-journal”一起复制到可写的文件夹后再打开。",
    )


def damaged(path: Path) -> NotAWorkspaceError:
    """Names the newest backup, where there is one."""
    newest = backups.newest(path)
    if newest is None:
        return NotAWorkspaceError(
            f"「{path.name}」已经损坏，没有找到备份。", "请先把该文件另存一份，再联系技术支持。"
        )
    return NotAWorkspaceError(
        f"「{path.name}」已经损坏。", f"最近的备份是「{newest}」，请把它复制出来打开；损坏的文件请勿删除。"
    )
