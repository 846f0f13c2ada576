"""Rolling backups: a workspace goes in, a self-contained copy beside it comes out, and old copies go.

They lie in the folder `<name>.备份` beside the file, named by the moment they were made. Of the rolling ones
the last `KEEP_LAST` stay, and the newest of each of the last `KEEP_DAYS` days; a copy made before an upgrade
stays for good.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import CannotWriteError
from workbench.storage import sqlite

KEEP_LAST = 5
KEEP_DAYS = 7

_STAMP = "%Y-%m-%d %H-%M-%S"
_ROLLING = re.compile(r" (\d{4}-\d\d-\d\d) \d\d-\d\d-\d\d(?:-\d+)?$")
_BEFORE_UPGRADE = "升级前"


def folder_of(workspace: Path) -> Path:
    return workspace.with_name(f"{workspace.stem}.备份")


def newest(workspace: Path) -> Path | None:
    """The copy made last, of any kind."""
    copies = folder_of(workspace).glob(f"*{workspace.suffix}")
    return max(copies, key=lambda copy: copy.stat().st_mtime_ns, default=None)


def make_rolling(source: sqlite3.Connection, workspace: Path, now: dt.datetime) -> Path:
    """Copy into the backup folder and let go of what is too old. `now` is local time."""
    copy = copy_to(source, _free_name(workspace, f"{now:{_STAMP}}"))
    for old in superseded(_rolling(workspace), now.date()):
        old.unlink(missing_ok=True)
    return copy


def make_before_upgrade(source: sqlite3.Connection, workspace: Path, now: dt.datetime) -> Path:
    """Copy as it was under the older version; never let go of."""
    return copy_to(source, _free_name(workspace, f"{now:{_STAMP}} {_BEFORE_UPGRADE}"))


def copy_to(source: sqlite3.Connection, to: Path) -> Path:
    """Copy the database to `to`, replacing a file there only once the copy is whole and sound."""
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(f"{to.name}.part")
    try:
        sqlite.copy_pages(source, part)
        _must_be_sound(part)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return to


def superseded(copies: Iterable[Path], today: dt.date) -> list[Path]:
    """Of rolling copies, those that neither count among the last ones nor are the newest of a recent day."""
    ordered = sorted(copies, key=lambda copy: copy.stem, reverse=True)
    newest_of_day: dict[dt.date, Path] = {}
    for copy in ordered:
        newest_of_day.setdefault(_day(copy), copy)
    since = today - dt.timedelta(days=KEEP_DAYS - 1)
    kept = {copy for day, copy in newest_of_day.items() if day >= since} | set(ordered[:KEEP_LAST])
    return [copy for copy in ordered if copy not in kept]


def _rolling(workspace: Path) -> list[Path]:
    copies = folder_of(workspace).glob(f"*{workspace.suffix}")
    return [copy for copy in copies if _ROLLING.search(copy.stem)]


def _day(copy: Path) -> dt.date:
    match = _ROLLING.search(copy.stem)
    if match is None:
        raise ValueError(f"not the name of a rolling backup: {copy.name}")
    return dt.date.fromisoformat(match[1])


def _free_name(workspace: Path, words: str) -> Path:
    folder = folder_of(workspace)
    path = folder / f"{workspace.stem} {words}{workspace.suffix}"
    number = 2
    while path.exists():
        path = folder / f"{workspace.stem} {words}-{number}{workspace.suffix}"
        number += 1
    return path


def _must_be_sound(copy: Path) -> None:
    connection = sqlite.connect_read_only(copy)
    try:
        damage = sqlite.find_damage(connection)
    finally:
        connection.close()
    if damage:
        raise CannotWriteError(
            "备份副本未通过完整性检查，已放弃本次备份。", "请检查磁盘后重试，并尽快另存工作区。"
        )
