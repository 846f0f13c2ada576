"""Upgrading an older workspace, with a revision ahead that only this test knows."""

from __future__ import annotations

import sqlite3
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.storage.conftest import add_unit, rename_unit, unit_names
from workbench.errors import StoppedError, WorkspaceError
from workbench.models import Base
from workbench.storage import backups, schema, sqlite, upgrading
from workbench.storage.underway import Watch
from workbench.storage.workspace import Workspace

NEXT = """
    import sqlalchemy as sa
    from alembic import op

    revision = "{next}"
    down_revision = "{current}"

    def upgrade() -> None:
        with op.batch_alter_table("units") as units:  # SQLite makes the whole table anew
            units.add_column(sa.Column("phone", sa.String(40), nullable=False, server_default=""))
            units.drop_column("valid_until")
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As if the program were one version ahead. Gives the file of the revision."""
    folder = tmp_path / "versions"
    folder.mkdir()
    names = {"current": schema.revision(schema.CURRENT), "next": schema.revision(schema.CURRENT + 1)}
    revision = folder / f"{names['next']}_phones.py"
    revision.write_text(textwrap.dedent(NEXT).format(**names), "utf-8")
    monkeypatch.setattr(upgrading, "VERSIONS", [*upgrading.VERSIONS, folder])
    monkeypatch.setattr(schema, "CURRENT", schema.CURRENT + 1)
    yield revision


def test_the_newest_revision_is_the_current_version() -> None:
    heads = ScriptDirectory.from_config(upgrading.configuration()).get_heads()
    assert heads == [schema.revision(schema.CURRENT)]


def test_the_revisions_lead_to_what_the_models_describe(tmp_path: Path) -> None:
    path = tmp_path / "计划.pwb"
    path.touch()
    with closing(sqlite.connect(path)) as connection:
        upgrading.upgrade(connection, path)
        assert sqlite.read_version(connection) == schema.CURRENT
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_workspace_made_today_is_one_upgraded_to_today(at_rest: Path, tmp_path: Path) -> None:
    upgraded = tmp_path / "升级.pwb"
    upgraded.touch()
    with closing(sqlite.connect(upgraded)) as connection:
        upgrading.upgrade(connection, upgraded)
    assert described(upgraded) == described(at_rest)


def test_an_older_workspace_is_copied_and_upgraded(at_rest: Path, next_version: Path) -> None:
    with Workspace.open(at_rest) as workspace:
        assert "已升级" in workspace.notices[0]
        read = workspace.connection().execute
        assert read("SELECT name, phone FROM units").fetchall() == [("省数字办", "")]
        assert read("SELECT version_num FROM alembic_version").fetchall() == [
            (schema.revision(schema.CURRENT),)
        ]
        assert read("PRAGMA user_version").fetchone() == (schema.CURRENT,)
        assert read("PRAGMA foreign_key_check").fetchall() == []
        copy = backups.newest(at_rest)
        assert copy is not None
        assert str(copy) in workspace.notices[0]
        assert "升级前" in copy.name
    with closing(sqlite3.connect(copy)) as former:
        assert former.execute("PRAGMA user_version").fetchone() == (schema.CURRENT - 1,)
        assert former.execute("SELECT name FROM units").fetchall() == [("省数字办",)]
    with Workspace.open(at_rest) as workspace:
        assert workspace.notices == ()


def test_what_was_done_before_an_upgrade_is_not_undone_after_it(at_rest: Path, next_version: Path) -> None:
    with Workspace.open(at_rest) as workspace:
        assert workspace.undo_label is None
        assert workspace.undo() is None


def test_a_failing_revision_leaves_the_workspace_as_it_was(at_rest: Path, next_version: Path) -> None:
    next_version.write_text(next_version.read_text("utf-8") + "    raise ArithmeticError\n", "utf-8")
    before = described(at_rest)
    with pytest.raises(ArithmeticError):
        Workspace.open(at_rest)
    assert described(at_rest) == before
    with closing(sqlite3.connect(at_rest)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.CURRENT - 1,)


def test_an_older_workspace_that_can_only_be_read_says_what_to_do(at_rest: Path, next_version: Path) -> None:
    with pytest.raises(WorkspaceError, match="旧版格式"):
        Workspace.open(at_rest, read_only=True)


def test_undo_goes_on_after_reopening_in_the_same_version(at_rest: Path) -> None:
    with Workspace.open(at_rest) as workspace:
        workspace.change(rename_unit, 1, "省数据局")
        workspace.undo()
        workspace.undo()
        assert workspace.ask(unit_names) == ()
        workspace.change(add_unit, "省数据局")


def described(path: Path) -> dict[str, object]:
    """Every table's columns, keys and indexes, in no particular order."""
    with closing(sqlite3.connect(path)) as connection:
        read = connection.execute
        tables = [name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {
            table: (
                sorted(row[1:] for row in read(f"PRAGMA table_info({table})")),
                sorted(row[2:] for row in read(f"PRAGMA foreign_key_list({table})")),
                sorted(str(row[1:]) for row in read(f"PRAGMA index_list({table})")),
                "AUTOINCREMENT"
                in read("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0].upper(),
            )
            for table in tables
            if not table.startswith("sqlite_")
        }


def test_an_upgrade_can_be_stopped_and_leaves_the_older_file(at_rest: Path, next_version: Path) -> None:
    before = at_rest.read_bytes()
    watch = Watch()
    watch.stop()
    with pytest.raises(StoppedError):
        Workspace.open(at_rest, watch=watch)
    assert at_rest.read_bytes() == before
    with Workspace.begin_open(at_rest, who="李雷").outcome() as workspace:
        assert workspace.who == "李雷"
        assert any("升级" in notice for notice in workspace.notices)
        assert workspace.connection().execute("SELECT name FROM units").fetchall() == [("省数字办",)]
