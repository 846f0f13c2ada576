"""The lock: one writer for a workspace. A path goes in, a held lock comes out, or who holds it.

The sidecar `<file>.lock` carries an exclusive lock of the operating system, which no crash can leave behind,
and JSON that names the holder. A clean end removes the file; content found by the next holder therefore tells
that the last one did not end cleanly.
"""

from __future__ import annotations

import datetime as dt
import errno
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a workspace. `since` is local time, ISO 8601 to the minute."""

    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"{self.user}（电脑 {self.host}，{self.since.replace('T', ' ')} 起）"


class HeldByOtherError(Exception):
    """Somebody else holds the lock; `holder` names them in Chinese."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """A held lock. `left_behind` tells whether the last holder did not end cleanly."""

    def __init__(self, path: Path, descriptor: int, *, left_behind: bool) -> None:
        self._path = path
        self._descriptor = descriptor
        self.left_behind = left_behind

    @classmethod
    def take(cls, workspace: Path, who: str) -> Lock:
        """Raises HeldByOtherError, or OSError where no file can be made beside the workspace."""
        real = workspace.resolve()  # whatever link it is reached by
        path = real.with_name(f"{real.name}.lock")
        descriptor = _open_locked(path)
        try:
            left_behind = os.fstat(descriptor).st_size > 0
            _write_name(descriptor, who)
        except OSError:
            os.close(descriptor)
            raise
        return cls(path, descriptor, left_behind=left_behind)

    def release(self, *, clean: bool = True) -> None:
        """Let go. A clean end leaves no file; otherwise its content tells the next holder to look twice."""
        if not clean:
            os.close(self._descriptor)
        elif sys.platform == "win32":  # an open file cannot be removed, so close first
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            _remove_unless_taken(self._path)
        else:  # remove while held, so that nobody's fresh file is removed
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)


def login_name() -> str:
    """The name of the person at this machine, "" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _open_locked(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in _HELD:
                raise
            raise HeldByOtherError(_who_holds(path)) from error
        if _is_still(path, descriptor):
            return descriptor
        os.close(descriptor)  # its holder removed it between our opening and our locking


def _write_name(descriptor: int, who: str) -> None:
    holder = Holder(who, platform.node(), os.getpid(), f"{dt.datetime.now():%Y-%m-%dT%H:%M}")
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps(asdict(holder), ensure_ascii=False).encode())
    os.fsync(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _who_holds(path: Path) -> str:
    """Some network servers refuse to read a locked file, and a holder may be just writing its name."""
    try:
        return str(Holder(**json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, TypeError):
        return "另一位用户"


def _remove_unless_taken(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return  # somebody else has taken it meanwhile


if sys.platform == "win32":
    import msvcrt

    #: Windows locks bytes, and forbids others to read them: lock one far behind the content.
    _FAR = 1 << 30

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
