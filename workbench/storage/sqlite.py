"""The one small door to what only SQLite has: connections, pragmas, the file header, checks, page copies.

Paths and plain `sqlite3` connections go in and come out. Everything else in the room is portable SQL.
Connections run in autocommit mode (`isolation_level=None`): a transaction is what somebody began.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

#: "PWB1", in the file header at byte 68: tells a workspace from any other SQLite file.
APPLICATION_ID = 0x50574231
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100

#: Seconds to wait for another process's lock on the database itself (a reader during a checkpoint).
_PATIENCE = 5.0

_CANNOT_WRITE_BESIDE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def has_our_header(path: Path) -> bool:
    """Whether the file begins as a workspace does. Reads 100 bytes and opens no database."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    application_id = int.from_bytes(header[68:72], "big")
    return len(header) == _HEADER and header.startswith(_MAGIC) and application_id == APPLICATION_ID


def address(path: PurePath, *options: str) -> str:
    r"""The `file:` address of an absolute path (sqlite.org/uri.html): `file:///C:/...`, `file:////server/...`."""
    text = path.as_posix()
    rooted = text if text.startswith("/") else f"/{text}"
    return "file://" + quote(rooted, safe="/:") + (f"?{'&'.join(options)}" if options else "")


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write to an existing file, with foreign keys held.

    What a transaction changes stays in memory until the commit, so that whoever reads a file with a rollback
    journal (`write_durably`) waits for that alone.
    """
    connection = _connect(path, "mode=rw")
    connection.execute("PRAGMA cache_spill=OFF")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. On a medium where nothing can be written (not even the small files
    that SQLite keeps beside a database), a file at rest is read as one that never changes."""
    connection = _connect(path, "mode=ro")
    try:
        read_anything(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in _CANNOT_WRITE_BESIDE or log_left_behind(path):
            raise
        connection = _connect(path, "immutable=1")
    connection.execute("PRAGMA query_only=ON")
    return connection


def read_anything(connection: sqlite3.Connection) -> None:
    """Make SQLite open what it needs for reading, which it puts off until then."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _connect(path: Path, option: str) -> sqlite3.Connection:
    """It may go from thread to thread, one at a time."""
    uri = address(path.absolute(), option)
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE, check_same_thread=False)


def write_durably(connection: sqlite3.Connection, *, on_network: bool) -> None:
    """Every commit reaches the disk. A local disk gets a write-ahead log; a network share, whose machines
    share no memory, gets a rollback journal (sqlite.org/wal.html, section 1, disadvantage 2)."""
    connection.execute(f"PRAGMA journal_mode={'DELETE' if on_network else 'WAL'}")
    connection.execute("PRAGMA synchronous=FULL")


def put_to_rest(connection: sqlite3.Connection) -> None:
    """Carry the write-ahead log into the file, and make it one that needs nothing beside it.

    While somebody reads it elsewhere only the first is possible.
    """
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def log_left_behind(path: Path) -> bool:
    """Whether a write-ahead log or rollback journal with content lies beside the file."""
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(file.exists() and file.stat().st_size > 0 for file in beside)


def mark_as_ours(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def read_version(connection: sqlite3.Connection) -> int:
    """The number of the schema revision; 0 in a database nobody has numbered."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def write_version(connection: sqlite3.Connection, version: int) -> None:
    """Takes part in a transaction, like any other write."""
    connection.execute(f"PRAGMA user_version={version}")


#: The highest id a table has ever given out; no row where it has given out none (autoinc.html, section 3).
HIGHEST_KEY = "SELECT seq FROM sqlite_sequence WHERE name = ?"

#: Puts off the checking of foreign keys to the commit, for the transaction it stands in.
DEFER_FOREIGN_KEYS = "PRAGMA defer_foreign_keys=ON"


def find_damage(connection: sqlite3.Connection) -> Sequence[str]:
    """What the database's own checks complain of, the quick ones first; empty when all is well."""
    for check in ("quick_check", "foreign_key_check", "integrity_check"):
        if complaints := _complaints(connection, check):
            return complaints
    return ()


def find_broken_keys(connection: sqlite3.Connection) -> Sequence[str]:
    """Rows that point at rows which are not there."""
    return _complaints(connection, "foreign_key_check")


def _complaints(connection: sqlite3.Connection, check: str) -> Sequence[str]:
    rows = connection.execute(f"PRAGMA {check}").fetchall()
    return () if rows == [("ok",)] else tuple(" ".join(map(str, row)) for row in rows)


def copy_pages(source: sqlite3.Connection, to: Path) -> None:
    """Copy the whole database, as of its last commit, into one self-contained file."""
    target = _connect(to, "mode=rwc")
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
