"""What must hold for every model, so that recording, undoing and migrating stay true."""

from __future__ import annotations

import pytest
from sqlalchemy import Enum, ForeignKeyConstraint, Table
from sqlalchemy.orm import configure_mappers

from workbench.changes import RowChange
from workbench.models import Base
from workbench.models.base import ENUMS
from workbench.models.journal import only_adds_document, pack_rows, unpack_rows

TABLES = list(Base.metadata.tables.values())


def test_the_mappers_fit_together() -> None:
    configure_mappers()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_ids_are_never_used_twice(table: Table) -> None:
    assert table.dialect_options["sqlite"]["autoincrement"] is True
    assert [column.name for column in table.primary_key] == ["id"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_database_itself_removes_nothing(table: Table) -> None:
    """A cascade of the database's own would take rows away behind the recorder's back."""
    keys = [key for key in table.constraints if isinstance(key, ForeignKeyConstraint)]
    assert all(key.ondelete is None and key.onupdate is None for key in keys)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_belongs_to_a_class(table: Table) -> None:
    """A plain association table would not be recorded."""
    assert table in {mapper.local_table for mapper in Base.registry.mappers}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_enumerations_are_kept_by_value(table: Table) -> None:
    enums = [column.type for column in table.columns if isinstance(column.type, Enum)]
    assert all(kind.enum_class in ENUMS for kind in enums)
    assert all(kind.enums == [member.value for member in kind.enum_class or ()] for kind in enums)
    assert all(len(value) <= 16 for kind in enums for value in kind.enums)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_reference_is_indexed(table: Table) -> None:
    """SQLite looks through the whole referring table for each row removed, where there is no index."""
    indexed = {next(iter(index.columns)).name for index in table.indexes}
    assert {key.parent.name for key in table.foreign_keys} <= indexed


def test_rows_come_out_of_the_journal_as_they_went_in() -> None:
    rows = (
        RowChange("tasks", 7, {"title": "加快“数字”〇建设", "progress": 0}, {"title": "", "progress": 100}),
        RowChange("units", 1, None, {"is_group": True, "level": None, "value": 0.1}),
        RowChange("units", 2, {"name": "省数字办"}, None),
    )
    assert unpack_rows(pack_rows(rows)) == rows
    assert unpack_rows(pack_rows(())) == ()


def test_a_step_that_only_takes_a_document_in_is_known_without_reading_its_rows() -> None:
    added = (RowChange("documents", 3, None, {"title": "方案"}), RowChange("tasks", 7, None, {"title": "一"}))
    assert only_adds_document(pack_rows(added))
    assert not only_adds_document(pack_rows((*added, RowChange("units", 1, {"name": "甲"}, {"name": "乙"}))))
    assert not only_adds_document(pack_rows((*added, RowChange("tasks", 2, {"title": "二"}, None))))
    assert not only_adds_document(pack_rows(added[1:]))
