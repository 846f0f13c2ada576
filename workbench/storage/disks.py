"""Local disk or network share: a path goes in, a yes or no comes out.

Pure but for `is_on_network`, which asks this machine; the tests hand in mount tables and drive types.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

#: File systems whose machines share no memory, by the name Linux gives them in /proc/mounts.
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs"}
    | {"davfs", "fuse.glusterfs", "fuse.s3fs"}
)
#: What `GetDriveTypeW` answers for a drive letter that stands for a share (DRIVE_REMOTE).
DRIVE_REMOTE = 4

_OCTAL = re.compile(r"\\([0-7]{3})")


def is_on_network(path: Path) -> bool:
    """Whether the file lies on another machine, as far as this one says. False where it cannot be told."""
    absolute = path.resolve()
    if sys.platform == "win32":
        return is_remote_on_windows(PureWindowsPath(absolute), _drive_type)
    mounts = Path("/proc/mounts")
    return mounts.exists() and is_remote_by_mounts(
        PurePosixPath(absolute), mounts.read_text("utf-8", "replace")
    )


def is_remote_by_mounts(path: PurePosixPath, mounts: str) -> bool:
    """By a mount table (proc(5)): the last mount with the longest mount point above `path` decides."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind in NETWORK_FILE_SYSTEMS


def is_remote_on_windows(path: PureWindowsPath, drive_type: Callable[[str], int]) -> bool:
    r"""By the path's drive: `\\server\share` and `\\?\UNC\...` are remote, a letter is what its type says."""
    drive = path.drive.removeprefix("\\\\?\\")
    if drive.upper().startswith(("UNC\\", "\\\\")):
        return True
    return drive_type(f"{drive}\\") == DRIVE_REMOTE


def _drive_type(root: str) -> int:
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))  # type: ignore[attr-defined]
