"""The unit directory with contacts and reforms (机构改革), the basis of a step, settings of a plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("leader", "contact", "telephone"):
        op.add_column(
            "units", sa.Column(name, sa.String(length=80), nullable=False, server_default=sa.text("''"))
        )
    op.add_column("units", sa.Column("note", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("units", sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE units SET listed = 1")  # the planner has worked with these names
    kind = sa.Column("kind", sa.String(length=16), nullable=False, server_default="short")
    op.add_column("unit_aliases", kind)
    op.add_column("steps", sa.Column("basis", sa.Text(), nullable=False, server_default=sa.text("''")))
    _make_reforms()
    _make_plan_settings()


def _make_reforms() -> None:
    op.create_table(
        "reforms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reforms")),
        sqlite_autoincrement=True,
    )


def _make_plan_settings() -> None:
    op.create_table(
        "plan_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_settings")),
        sa.UniqueConstraint("name", name=op.f("uq_plan_settings_name")),
        sqlite_autoincrement=True,
    )
