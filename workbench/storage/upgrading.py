"""Upgrading: an older workspace goes in, one of today's schema comes out, in one transaction or not at all.

The one module that imports alembic, and only when an upgrade is due.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config

from workbench.storage import schema, sqlite
from workbench.storage.transactions import engine_over, look_before_each_statement
from workbench.storage.underway import Watch

MIGRATIONS = Path(__file__).parent / "migrations"

#: Where the revisions lie; the tests add a folder of their own.
VERSIONS = [MIGRATIONS / "versions"]


def upgrade(connection: sqlite3.Connection, path: Path, watch: Watch | None = None) -> None:
    """Run every due revision. Foreign keys rest meanwhile (SQLite rebuilds a table to change it), and are
    checked as a whole before the commit. Raises StoppedError where `watch` says so; nothing has changed then.
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    engine = engine_over(connection, path, "BEGIN IMMEDIATE")
    if watch is not None:
        look_before_each_statement(engine, lambda: watch)
    try:
        with engine.begin() as transaction:
            config = configuration()
            config.attributes["connection"] = transaction
            command.upgrade(config, schema.revision(schema.CURRENT))
            sqlite.write_version(connection, schema.CURRENT)
            if broken := sqlite.find_broken_keys(connection):
                raise RuntimeError(f"a migration left rows that point nowhere: {broken}")
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def configuration() -> Config:
    """What alembic needs to know; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", _escaped(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_escaped(folder) for folder in VERSIONS))
    return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
