"""Laying out an empty workspace: today's models become tables, stamped with today's version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workbench.models import Base
from workbench.storage import schema, sqlite
from workbench.storage.transactions import engine_over


def lay_out(connection: sqlite3.Connection, path: Path) -> None:
    """Make every table and the stamps that alembic and plain SQLite read, in one transaction."""
    sqlite.mark_as_ours(connection)
    with engine_over(connection, path, "BEGIN IMMEDIATE").begin() as transaction:
        Base.metadata.create_all(transaction)
        transaction.exec_driver_sql(
            "CREATE TABLE alembic_version"
            " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        stamp = "INSERT INTO alembic_version (version_num) VALUES (?)"
        transaction.exec_driver_sql(stamp, (schema.revision(schema.CURRENT),))
        sqlite.write_version(connection, schema.CURRENT)
