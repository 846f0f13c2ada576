"""Local disk or network share, told by mount tables and drive types of machines we do not have."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from workbench.storage.disks import DRIVE_REMOTE, is_on_network, is_remote_by_mounts, is_remote_on_windows

MOUNTS = r"""
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//fileserver/plans /mnt/plans cifs rw,vers=3.0 0 0
nas:/export /srv/nas nfs4 rw 0 0
/dev/sdb1 /srv/nas/usb vfat rw 0 0
user@host:/home /home/wang/\345\205\261\344\272\253\040\347\233\230 fuse.sshfs rw 0 0
/dev/sdc1 /data xfs rw 0 0
nas:/data /data nfs rw 0 0
half a line
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/wang/计划.pwb", False),
        ("/mnt/plans/2025/计划.pwb", True),
        ("/mnt/plans2/计划.pwb", False),
        ("/srv/nas/计划.pwb", True),
        ("/srv/nas/usb/计划.pwb", False),  # a stick in the share's folder
        ("/data/计划.pwb", True),  # mounted over a disk: the later mount counts
    ],
)
def test_by_mount_table(path: str, remote: bool) -> None:
    assert is_remote_by_mounts(PurePosixPath(path), MOUNTS) is remote


def test_a_mount_point_with_a_blank() -> None:
    mounts = "a / ext4 rw 0 0\nb /media/my\\040share fuse.sshfs rw 0 0"
    assert is_remote_by_mounts(PurePosixPath("/media/my share/计划.pwb"), mounts)


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"C:\计划\计划.pwb", False),
        (r"Z:\计划.pwb", True),
        (r"\\fileserver\plans\计划.pwb", True),
        (r"\\?\C:\计划.pwb", False),
        (r"\\?\UNC\fileserver\plans\计划.pwb", True),
    ],
)
def test_by_drive(path: str, remote: bool) -> None:
    def drive_type(root: str) -> int:
        return {"C:\\": 3, "Z:\\": DRIVE_REMOTE}[root]

    assert is_remote_on_windows(PureWindowsPath(path), drive_type) is remote


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert is_on_network(tmp_path / "计划.pwb") in (True, False)
