"""Links between documents (承接关系), and when a task really began and ended (实际开始、实际完成)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("started_on", sa.Date()))
    op.add_column("tasks", sa.Column("finished_on", sa.Date()))
    op.create_table(
        "alignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upper_id", sa.Integer(), nullable=False),
        sa.Column("lower_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["upper_id"], ["tasks.id"], name=op.f("fk_alignments_upper_id")),
        sa.ForeignKeyConstraint(["lower_id"], ["tasks.id"], name=op.f("fk_alignments_lower_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignments")),
        sa.UniqueConstraint("upper_id", "lower_id", name=op.f("uq_alignments_upper_id_lower_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alignments_upper_id"), "alignments", ["upper_id"], unique=False)
    op.create_index(op.f("ix_alignments_lower_id"), "alignments", ["lower_id"], unique=False)
