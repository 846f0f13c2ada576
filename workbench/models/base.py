"""The common ground of every model: typed columns, and ids that are never used twice."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from workbench import terms

#: Names for every constraint, so that a migration can address it on any database.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

ENUMS: tuple[type[StrEnum], ...] = (
    terms.Level,
    terms.Role,
    terms.AliasKind,
    terms.ReformKind,
    terms.DeadlineKind,
    terms.Precision,
    terms.Operator,
    terms.TargetKind,
    terms.TaskState,
    terms.LinkKind,
    terms.AlignmentKind,
    terms.Granularity,
    terms.Script,
    terms.ReportStatus,
    terms.DueMethod,
    terms.ItemSource,
    terms.ItemState,
    terms.ItemAction,
)


def _stored_as_value(enum: type[StrEnum]) -> Enum:
    """A text column holding the member's value (not its Python name), without a database enum type."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=False,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Every remembered thing has an integer id. SQLite would hand out ids of deleted rows again;
    `sqlite_autoincrement` forbids it, so that a remembered id never comes to mean something else."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        enum: _stored_as_value(enum) for enum in ENUMS
    }
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it as is

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
